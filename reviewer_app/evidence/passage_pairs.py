"""Pairs of passages, the ordering provider's and the radiologist's, that differ on one study."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reviewer_app.domain.discrepancy import DifferenceKind
from reviewer_app.evidence.compared_readings import difference
from reviewer_app.evidence.likeness import Likeness, likeness, same_words
from reviewer_app.evidence.observations import levels_in
from reviewer_app.evidence.own_readings import Passage, own_readings
from reviewer_app.evidence.reading_rules import ReadingRules
from reviewer_app.evidence.reading_sources import ReadingSources, Said, StudyReport
from reviewer_app.evidence.statement_rules import SectionKind

UNLIKE = 0.5
"""How telling it is that two passages are unlike, without a finding that one sees and the other denies."""


@dataclass(frozen=True, slots=True)
class PassagePair:
    """Two statements that differ; ``mine`` is the ordering provider's. ``findings`` are those that it names,
    ``topic`` what the difference is about, ``weight`` how telling it is, 0..1."""

    report: StudyReport
    mine: Said
    theirs: Said
    kind: DifferenceKind
    why: str
    weight: float
    findings: frozenset[str]
    topic: tuple[object, ...]


def passage_pairs(sources: ReadingSources, rules: ReadingRules) -> Iterator[PassagePair]:
    """The pairs of a case. Where the note says that the images were looked at, the whole passage has to be
    unlike the report; else some finding of it has to be contradicted."""
    for passage in own_readings(sources, rules):
        if passage.agrees or not passage.said:
            continue
        if not passage.looked and not passage.disputes:
            yield from _contradicted(passage, rules)
            continue
        alike = likeness(passage, rules)
        if unlikeness(alike, rules) > 0:
            pairs = tuple(_contradicted(passage, rules))
            yield from pairs
            if not pairs:
                yield _unlike(passage, alike)


def unlikeness(alike: Likeness, rules: ReadingRules) -> float:
    """The log odds that a passage of somebody who looked at the images differs from the report."""
    return rules.unlike.get("start", 0.0) + sum(
        weight * float(getattr(alike, name)) for name, weight in rules.unlike.items() if name != "start"
    )


def _contradicted(passage: Passage, rules: ReadingRules) -> Iterator[PassagePair]:
    theirs = [(seen, said) for said in passage.report.said for seen in said.observations]
    for mine, seen in ((said, seen) for said in passage.said for seen in said.observations):
        found = difference(seen, [other for other, _ in theirs], rules)
        if found is not None:
            source = next(said for other, said in theirs if other is found.other)
            yield PassagePair(
                passage.report,
                mine,
                source,
                found.kind,
                found.why,
                found.weight,
                frozenset((seen.finding,)),
                (passage.report.study, seen.finding, seen.structures),
            )


def _unlike(passage: Passage, alike: Likeness) -> PassagePair:
    mine = max(passage.said, key=lambda said: _tells(said, passage.report.said))
    theirs = max(passage.report.said, key=lambda said: _answers(said, mine))
    findings = frozenset(seen.finding for said in passage.said for seen in said.observations)
    kind, why = _kind(alike)
    return PassagePair(
        passage.report, mine, theirs, kind, why, UNLIKE, findings, (passage.report.study, "unlike")
    )


def _kind(alike: Likeness) -> tuple[DifferenceKind, str]:
    """What the difference seems to be in, and why in words."""
    if alike.sides_differ:
        return DifferenceKind.SIDE, "The ordering provider names another side than the report."
    if alike.levels_differ:
        return DifferenceKind.LEVEL, "The ordering provider names another level than the report."
    if alike.grades_differ:
        return DifferenceKind.SEVERITY, "The ordering provider gives another grade than the report."
    if alike.measures_differ:
        return DifferenceKind.SEVERITY, "The ordering provider gives another measure than the report."
    if alike.clean_report:
        why = "The ordering provider reads a finding where the report concludes that there is none."
        return DifferenceKind.PRESENCE, why
    why = "The ordering provider looked at the images, and tells of them what the report does not."
    return DifferenceKind.PRESENCE, why


def _tells(said: Said, report: Sequence[Said]) -> tuple[int, int, float]:
    """How much a sentence of the passage is the reading itself."""
    seen = sum(one.there for one in said.observations)
    about = max((same_words(said.text, other.text) for other in report), default=0.0)
    return min(seen, 1), len(said.observations), about


def _answers(said: Said, mine: Said) -> float:
    """How much a sentence of the report is on what a sentence of the passage is about."""
    findings = {one.finding for one in mine.observations} & {one.finding for one in said.observations}
    structures = {part for one in mine.observations for part in one.structures}
    parts = structures & {part for one in said.observations for part in one.structures}
    levels = levels_in(mine.text) & levels_in(said.text)
    concluded = said.section is SectionKind.IMPRESSION
    return 2 * bool(findings) + bool(parts) + bool(levels) + concluded + same_words(mine.text, said.text)
