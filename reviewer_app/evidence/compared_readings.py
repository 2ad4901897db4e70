"""In what an observation of one reader differs from those of the other on the same study (S14)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reviewer_app.domain.discrepancy import DifferenceKind
from reviewer_app.evidence.observations import EJECTION, PERCENT, SIZE, Observation
from reviewer_app.evidence.reading_rules import ReadingRules

LEAST_STEP = 1.0
"""Steps of a scale that count as a difference: mild and moderate are one apart, moderate and
moderate-to-severe are not."""

LEAST_PERCENT = 20.0
LEAST_EJECTION = 10.0
"""Percent by which two numbers have to differ; an ejection fraction is given to the nearest five."""

LEAST_MILLIMETRES = 5.0
LEAST_RATIO = 1.5

ACUITY = "acuity"


@dataclass(frozen=True, slots=True)
class Difference:
    """The other's observation that differs, in what, why in words, and how telling it is, 0..1."""

    other: Observation
    kind: DifferenceKind
    why: str
    weight: float


def difference(mine: Observation, others: Sequence[Observation], rules: ReadingRules) -> Difference | None:
    """In what the radiologist's observations, ``others``, contradict one of the ordering provider's,
    ``mine``; ``None`` when one of them agrees or they say nothing of it."""
    return _Comparison(mine, others, rules).difference()


def found_alike(mine: Observation, others: Sequence[Observation], rules: ReadingRules) -> bool:
    """Whether the radiologist sees the same as the ordering provider at a place that may be the same."""
    return _Comparison(mine, others, rules).alike()


class _Comparison:
    """One observation of mine beside those of the other reader."""

    def __init__(self, mine: Observation, others: Sequence[Observation], rules: ReadingRules) -> None:
        self._mine = mine
        self._others = others
        self._rules = rules
        self._words = rules.findings[mine.finding]
        self._same = [other for other in others if other.finding == mine.finding]
        self._seen = [other for other in self._same if other.there]
        self._here = [other for other in self._seen if self._together(other)]

    def alike(self) -> bool:
        """Whether one of them is of the same finding, or of one that may be meant, at the same place."""
        return bool(self._here) or self._kindred()

    def _kindred(self) -> bool:
        mine, findings = self._mine.finding, self._rules.findings
        return any(
            other.there
            and (other.finding in self._words.same or mine in findings[other.finding].same)
            and self._together(other)
            for other in self._others
        )

    def difference(self) -> Difference | None:
        if not self._mine.there:
            return self._denied_by_me()
        by_degree = self._by_degree()
        if by_degree is not None:
            return by_degree
        denied = [other for other in self._same if not other.there and self._contradicts(self._mine, other)]
        if any(map(self._surely, denied)) and not any(map(self._surely, self._here)):
            self._here = []
        if (self._here and (not denied or self._agrees_in_degree())) or self._kindred():
            return None
        elsewhere = None if self._here else self._elsewhere()
        if elsewhere is not None:
            return elsewhere
        if denied:
            kind = DifferenceKind.SEVERITY if self._here else DifferenceKind.PRESENCE
            why = f"The ordering provider reads {_words(self._mine)}, the radiologist none."
            return Difference(denied[0], kind, why, 0.9)
        return self._other_diagnosis() or self._left_out()

    def _denied_by_me(self) -> Difference | None:
        """What I say is not there, and the other sees."""
        against = [other for other in self._seen if self._contradicts(other, self._mine)]
        if not against or any(not other.there and self._together(other) for other in self._same):
            return None
        why = f"The radiologist reads {_words(against[0])}, the ordering provider none."
        return Difference(against[0], DifferenceKind.PRESENCE, why, 0.7)

    def _by_degree(self) -> Difference | None:
        """A scale on which each of the others' observations of the same thing is another."""
        mine = self._mine
        for scale in mine.steps:
            told = [other for other in self._here if scale in other.steps]
            if told and all(_far(mine, other, scale) for other in told):
                kind = DifferenceKind.ACUITY if scale == ACUITY else DifferenceKind.SEVERITY
                return Difference(told[0], kind, f"Both read {_words(mine)}, and differ in {scale}.", 0.8)
        return None

    def _agrees_in_degree(self) -> bool:
        """Whether one of them is of the same degree, or no degree is told."""
        mine = self._mine
        return any(
            not any(_far(mine, other, scale) for scale in mine.steps.keys() & other.steps.keys())
            for other in self._here
        )

    def _elsewhere(self) -> Difference | None:
        """The same finding, which the others see only on the other side or at other levels."""
        mine = self._mine
        for other in self._seen:
            sides, levels = _meet(mine.sides, other.sides), levels_meet(mine.levels, other.levels)
            if self._same_part(other) and sides != levels:
                kind = DifferenceKind.LEVEL if sides else DifferenceKind.SIDE
                return Difference(other, kind, f"Both read {mine.finding}, at another {kind.value}.", 0.75)
        return None

    def _other_diagnosis(self) -> Difference | None:
        """Another diagnosis of the same thing."""
        for other in self._others:
            if other.there and other.finding in self._words.excludes and self._together(other):
                why = f"The ordering provider reads {self._mine.finding}, the radiologist {other.finding}."
                return Difference(other, DifferenceKind.DIAGNOSIS, why, 0.75)
        return None

    def _left_out(self) -> Difference | None:
        """A weighty finding of a part that the others describe, and say nothing of the finding."""
        mine = self._mine
        if mine.finding not in self._rules.weighty or self._words.anywhere or self._seen:
            return None
        for other in self._others:
            if other.structures & mine.structures and self._together(other):
                why = f"The ordering provider reads {_words(mine)}, which the radiologist does not mention."
                return Difference(other, DifferenceKind.PRESENCE, why, 0.55)
        return None

    def _contradicts(self, seen: Observation, denied: Observation) -> bool:
        """Whether a denial is of what was seen; "no full-thickness tear" denies no partial one."""
        if not self._together(seen if denied is self._mine else denied):
            return False
        degrees = (scale for scale in denied.steps if scale not in (SIZE, PERCENT))
        return all(
            scale in seen.steps and abs(seen.steps[scale] - denied.steps[scale]) < LEAST_STEP
            for scale in degrees
        )

    def _together(self, other: Observation) -> bool:
        """Whether the other observation may be of the same place."""
        sides = _meet(self._mine.sides, other.sides)
        return sides and levels_meet(self._mine.levels, other.levels) and self._same_part(other)

    def _surely(self, other: Observation) -> bool:
        """Whether the other observation names its level and side wherever mine does."""
        mine = self._mine
        return (not mine.levels or bool(other.levels)) and (
            not mine.sides or bool(other.sides or other.levels)
        )

    def _same_part(self, other: Observation) -> bool:
        """Whether both may be of one structure, or one of them of the whole that the other belongs to."""
        mine, theirs = self._mine.structures, other.structures
        if not mine or not theirs or self._words.anywhere:
            return True
        return any(
            one == two or self._whole(one) == two or self._whole(two) == one for one in mine for two in theirs
        )

    def _whole(self, structure: str) -> str:
        return self._rules.structures[structure].of or structure


def _far(mine: Observation, other: Observation, scale: str) -> bool:
    one, two = mine.steps[scale], other.steps[scale]
    if scale == PERCENT:
        return abs(one - two) >= (LEAST_EJECTION if mine.finding == EJECTION else LEAST_PERCENT)
    if scale == SIZE:
        return abs(one - two) >= LEAST_MILLIMETRES and max(one, two) >= LEAST_RATIO * min(one, two)
    return abs(one - two) >= LEAST_STEP


def _meet(one: frozenset[str], other: frozenset[str]) -> bool:
    return not one or not other or not one.isdisjoint(other)


def levels_meet(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two sets of levels share one; a vertebra is at both levels that it is in."""
    if not one or not other:
        return True
    return any(a == b or a in b.split("-") or b in a.split("-") for a in one for b in other)


def _words(observation: Observation) -> str:
    where = sorted(observation.structures) or sorted(observation.levels)
    return f"{observation.finding} ({', '.join(where)})" if where else observation.finding
