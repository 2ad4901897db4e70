"""Passages of the ordering provider and of the radiologist on one study that may differ (S14)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from reviewer_app.domain.discrepancy import ReconciledBy
from reviewer_app.domain.found import DiscrepancyCandidate, FoundReconciliation, PageKey
from reviewer_app.evidence.compared_readings import Difference, difference
from reviewer_app.evidence.named_words import NamedWords
from reviewer_app.evidence.observations import Observation
from reviewer_app.evidence.page_facts import CaseToSearch, PageFacts
from reviewer_app.evidence.reading_rules import ReadingRules
from reviewer_app.evidence.reading_sources import ReadingSources, Said, StudyReport
from reviewer_app.evidence.statement_rules import Assertion, StatementRules

SETTLES_NOTHING = "settles-nothing"
NONE_MADE = re.compile(
    r"\b(?:no|without|nor|never)\s+(?:any\s+)?(?:addend|amend|over|revis|correct)", re.IGNORECASE
)
"""Words that say that there is nothing of the kind."""


@dataclass(frozen=True, slots=True)
class _Pair:
    """A difference between two statements; ``mine`` is the ordering provider's."""

    report: StudyReport
    mine: Said
    observation: Observation
    found: Difference
    theirs: Said


@dataclass(frozen=True, slots=True)
class _Settling:
    """A statement that may settle a difference, and by what; ``speaks`` is whether it says so itself."""

    said: Said
    how: ReconciledBy
    speaks: bool


def discrepancy_candidates(
    case: CaseToSearch, pages: Sequence[PageFacts], rules: ReadingRules, statements: StatementRules
) -> tuple[DiscrepancyCandidate, ...]:
    """Pairs of passages that may differ, the likeliest first. One passage is in one pair at most: in that
    which tells most."""
    sources = ReadingSources(case, pages, rules, statements)
    pairs = sorted(_pairs(sources, rules), key=lambda pair: -pair.found.weight)
    told: set[tuple[object, ...]] = set()
    candidates = []
    settling = tuple(_settling(sources, rules)) if pairs else ()
    for pair in pairs:
        passages = ((pair.mine.found.key, pair.mine.text), (pair.theirs.found.key, pair.theirs.text))
        topic = (pair.report.study, pair.observation.finding, pair.observation.structures)
        if told.isdisjoint((*passages, topic)):
            told.update((*passages, topic))
            candidates.append(_candidate(pair, settling))
    return tuple(candidates)


def _pairs(sources: ReadingSources, rules: ReadingRules) -> Iterator[_Pair]:
    for report, said in sources.own_readings():
        theirs = [(observation, one) for one in report.said for observation in one.observations]
        for observation in said.observations:
            found = difference(observation, [other for other, _ in theirs], rules)
            if found is not None:
                source = next(one for other, one in theirs if other is found.other)
                yield _Pair(report, said, observation, found, source)


def _candidate(pair: _Pair, settling: Sequence[_Settling]) -> DiscrepancyCandidate:
    return DiscrepancyCandidate(
        pair.report.study,
        pair.mine.found,
        pair.theirs.found,
        pair.found.kind,
        pair.found.why,
        tuple(_reconciliations(pair, settling)),
    )


def _settling(sources: ReadingSources, rules: ReadingRules) -> Iterator[_Settling]:
    """The statements of the case that may settle some difference."""
    words = _settling_words(rules)
    for said in sources.all_said():
        how = _how(said, words)
        if how is not None:
            yield _Settling(said, how, how.value in words.names(said.text))


@lru_cache(maxsize=2)
def _settling_words(rules: ReadingRules) -> NamedWords:
    lists: dict[str, Iterable[str]] = {how.value: words for how, words in rules.reconciled.items()}
    return NamedWords({**lists, SETTLES_NOTHING: rules.settles_nothing})


def _reconciliations(pair: _Pair, settling: Sequence[_Settling]) -> Iterator[FoundReconciliation]:
    """Later statements that may settle the difference, the most telling of each page."""
    best: dict[PageKey, tuple[int, FoundReconciliation]] = {}
    for one in settling:
        said = one.said
        if said.found in (pair.mine.found, pair.theirs.found) or not _later(said, pair):
            continue
        weight = _weight(one, pair)
        if weight > best.get(said.found.key, (0,))[0]:
            best[said.found.key] = weight, FoundReconciliation(said.found, one.how, said.day)
    yield from (found for _, found in best.values())


def _how(said: Said, words: NamedWords) -> ReconciledBy | None:
    """By what the statement would settle a difference; ``None`` where it settles nothing."""
    if said.assertion in (Assertion.PLANNED, Assertion.SUPPOSED, Assertion.REFERRED):
        return None
    names = words.names(said.text)
    if SETTLES_NOTHING in names or NONE_MADE.search(said.text):
        return None
    if said.addendum:
        return ReconciledBy.ADDENDUM
    return next((how for how in ReconciledBy if how.value in names), None)


def _later(said: Said, pair: _Pair) -> bool:
    """Whether it was written no earlier than the report that it is to settle."""
    return said.day is None or pair.report.study.date is None or said.day >= pair.report.study.date


def _weight(one: _Settling, pair: _Pair) -> int:
    """How much speaks for a statement to be on this difference: 0 when it is on something else."""
    said = one.said
    same = any(seen.finding == pair.observation.finding for seen in said.observations)
    study = pair.report.study.modality in said.modalities
    if said.addendum:
        return 2 * same + one.speaks
    return one.speaks * (1 + 2 * same + study) if same or study or not said.observations else 0
