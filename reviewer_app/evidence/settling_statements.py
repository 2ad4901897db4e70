"""Later statements that may settle a difference between two readings (S14)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from reviewer_app.domain.discrepancy import ReconciledBy
from reviewer_app.domain.found import FoundReconciliation, PageKey
from reviewer_app.evidence.named_words import NamedWords
from reviewer_app.evidence.passage_pairs import PassagePair
from reviewer_app.evidence.reading_rules import ReadingRules
from reviewer_app.evidence.reading_sources import ReadingSources, Said
from reviewer_app.evidence.statement_rules import Assertion

SETTLES_NOTHING = "settles-nothing"
READERS = "readers"
NONE_MADE = re.compile(
    r"\b(?:no|without|nor|never)\s+(?:any\s+)?(?:addend|amend|over|revis|correct)", re.IGNORECASE
)
"""Words that say that there is nothing of the kind."""


@dataclass(frozen=True, slots=True)
class Settling:
    """A statement that may settle a difference, and by what; ``speaks`` is whether it says so itself,
    ``of_readers`` whether it names those who read, their report or the images."""

    said: Said
    how: ReconciledBy
    speaks: bool
    of_readers: bool


def settling_statements(sources: ReadingSources, rules: ReadingRules) -> Iterator[Settling]:
    """The statements of the case that may settle some difference."""
    words = _settling_words(rules)
    readers = _reader_words(rules)
    for said in sources.all_said():
        how = _how(said, words)
        if how is not None:
            names = words.names(said.text)
            yield Settling(said, how, how.value in names, bool(readers.names(said.text)))


@lru_cache(maxsize=2)
def _settling_words(rules: ReadingRules) -> NamedWords:
    lists: dict[str, Iterable[str]] = {how.value: words for how, words in rules.reconciled.items()}
    return NamedWords({**lists, SETTLES_NOTHING: rules.settles_nothing})


@lru_cache(maxsize=2)
def _reader_words(rules: ReadingRules) -> NamedWords:
    return NamedWords({READERS: rules.readers})


def reconciliations(pair: PassagePair, settling: Sequence[Settling]) -> Iterator[FoundReconciliation]:
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
    if said.heading or said.assertion in (Assertion.PLANNED, Assertion.SUPPOSED, Assertion.REFERRED):
        return None
    names = words.names(said.text)
    if SETTLES_NOTHING in names or NONE_MADE.search(said.text):
        return None
    if said.addendum:
        return ReconciledBy.ADDENDUM
    return next((how for how in ReconciledBy if how.value in names), None)


def _later(said: Said, pair: PassagePair) -> bool:
    """Whether it was written no earlier than the report that it is to settle."""
    return said.day is None or pair.report.study.date is None or said.day >= pair.report.study.date


def _weight(one: Settling, pair: PassagePair) -> int:
    """How much speaks for a statement to be on this difference: 0 when it is on something else."""
    said = one.said
    same = any(seen.finding in pair.findings for seen in said.observations)
    study = pair.report.study.modality in said.modalities
    if said.addendum:
        return 2 * same + one.speaks + one.of_readers
    fits = same or study or one.of_readers or not said.observations
    return one.speaks * (1 + 2 * same + study + one.of_readers) if fits else 0
