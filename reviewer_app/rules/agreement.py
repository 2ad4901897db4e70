"""How far two reviewers of the same cases agree: counted by element, by pack and overall, with Cohen's kappa,
and every difference with what each of them cites.

Agreement by chance alone is high where nearly every mark is the same, so the share of equal marks says little
there; kappa takes off what chance would give. Neither says who is right.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from reviewer_app.domain.rated_case import RatedCase, RatedElement, RatedLine
from reviewer_app.domain.review import FindingState, Outcome

Pair = tuple[str, str]
"""The category that the first and the second reviewer chose for one thing."""

FEWEST_JUDGED = 2
"""Kappa of a single choice says nothing."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """How often two reviewers chose the same of some categories.

    ``kappa`` is ``None`` where it is not defined, and ``undefined`` says why; ``pairs`` counts each
    combination of categories, the most frequent first.
    """

    judged: int
    agreed: int
    kappa: float | None
    undefined: str
    pairs: tuple[tuple[Pair, int], ...]

    @property
    def share(self) -> float | None:
        """The share of equal choices, from 0 to 1; ``None`` where nothing was judged by both."""
        return self.agreed / self.judged if self.judged else None


@dataclass(frozen=True, slots=True)
class Group:
    """The agreement on one element over all cases, or on the elements of one pack; ``id`` and ``title`` are
    the element's or the pack's."""

    id: str
    title: str
    agreement: Agreement


@dataclass(frozen=True, slots=True)
class ElementDifference:
    """An element on which two reviews of a case differ. One of the sides is ``None`` where that review was
    not asked for it. ``same_mark`` is true where both marked it alike and only cite different pages."""

    case: str
    first: RatedElement | None
    second: RatedElement | None
    same_mark: bool = False

    @property
    def element(self) -> RatedElement:
        """The element as one of the two has it, for its title."""
        element = self.first or self.second
        if element is None:
            raise ValueError("a difference needs a side")
        return element


@dataclass(frozen=True, slots=True)
class OutcomeDifference:
    """A service line that two reviews of a case decided differently; a side that lacks the line is
    ``None``."""

    case: str
    first: RatedLine | None
    second: RatedLine | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two reviewers over the cases that both have. ``cases`` are the pairs compared; ``only_first`` and
    ``only_second`` name the cases that one of them lacks. ``marks`` is the agreement over all elements,
    ``elements`` and ``packs`` that by group, ``outcomes`` that by service line. ``unmarked`` counts elements
    that one of the two, or both, left without a mark: they are listed, and no part of the agreement."""

    cases: tuple[tuple[RatedCase, RatedCase], ...]
    only_first: tuple[str, ...]
    only_second: tuple[str, ...]
    marks: Agreement
    elements: tuple[Group, ...]
    packs: tuple[Group, ...]
    outcomes: Agreement
    unmarked: int
    differences: tuple[ElementDifference, ...]
    outcome_differences: tuple[OutcomeDifference, ...]


def agreement(pairs: Iterable[Pair]) -> Agreement:
    """Counts and Cohen's kappa for nominal categories, unweighted.

    ``kappa = (po - pe) / (1 - pe)``: po is the share of equal choices, pe the share that two reviewers would
    reach by chance who choose as often as these did: the sum over categories of the product of both shares.
    J. Cohen, A coefficient of agreement for nominal scales, Educational and Psychological Measurement 20
    (1960), pages 37-46. Multiplied by the square of the number of pairs, everything is a whole number, so the
    case in which it is not defined is recognised exactly: both chose one and the same category every time.
    """
    counts = Counter(pairs)
    judged = counts.total()
    agreed = sum(count for (first, second), count in counts.items() if first == second)
    firsts, seconds = Counter[str](), Counter[str]()
    for (first, second), count in counts.items():
        firsts[first] += count
        seconds[second] += count
    by_chance = sum(count * seconds[category] for category, count in firsts.items())
    ordered = tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
    if judged < FEWEST_JUDGED:
        words = "judged by both only once" if judged else "nothing was judged by both"
        return Agreement(judged, agreed, None, words, ordered)
    if by_chance == judged * judged:
        return Agreement(judged, agreed, None, f"both chose “{ordered[0][0][0]}” every time", ordered)
    kappa = (judged * agreed - by_chance) / (judged * judged - by_chance)
    return Agreement(judged, agreed, kappa, "", ordered)


def compare(first: Iterable[RatedCase], second: Iterable[RatedCase]) -> Comparison:
    """Compare what two reviewers made of the same cases, matched by the requests' ids, in the first one's
    order. Each has a case once."""
    ours, theirs = {one.case: one for one in first}, {one.case: one for one in second}
    cases = tuple((case, theirs[name]) for name, case in ours.items() if name in theirs)
    elements = tuple(pair for case in cases for pair in _element_pairs(*case))
    judged = tuple((one, other) for one, other in elements if _marked(one) and _marked(other))
    return Comparison(
        cases=cases,
        only_first=tuple(name for name in ours if name not in theirs),
        only_second=tuple(name for name in theirs if name not in ours),
        marks=agreement(_marks(judged)),
        elements=tuple(_by_element(judged)),
        packs=tuple(_by_pack(judged, _pack_titles(cases))),
        outcomes=agreement(_outcomes(cases)),
        unmarked=len(elements) - len(judged),
        differences=tuple(difference for case in cases for difference in _element_differences(*case)),
        outcome_differences=tuple(difference for case in cases for difference in _line_differences(*case)),
    )


def _element_pairs(first: RatedCase, second: RatedCase) -> Iterator[tuple[RatedElement, RatedElement]]:
    theirs = {element.key: element for element in second.elements}
    for element in first.elements:
        other = theirs.get(element.key)
        if other is not None:
            yield element, other


def _marked(element: RatedElement) -> bool:
    return element.mark is not FindingState.NOT_REVIEWED


def _marks(pairs: Iterable[tuple[RatedElement, RatedElement]]) -> Iterator[Pair]:
    return ((one.mark.value, other.mark.value) for one, other in pairs)


def _by_element(judged: Iterable[tuple[RatedElement, RatedElement]]) -> Iterator[Group]:
    """One group for each element, whatever earlier request it asks about, in the order in which they come."""
    groups: dict[str, list[tuple[RatedElement, RatedElement]]] = {}
    for pair in judged:
        groups.setdefault(pair[0].key[0], []).append(pair)
    for pairs in groups.values():
        element = pairs[0][0]
        yield Group(element.id, _title_of_all(element), agreement(_marks(pairs)))


def _title_of_all(element: RatedElement) -> str:
    """The title without the earlier request that the element asks about."""
    return element.title.removesuffix(f": {element.prior}") if element.prior else element.title


def _by_pack(
    judged: Iterable[tuple[RatedElement, RatedElement]], titles: Mapping[str, str]
) -> Iterator[Group]:
    groups: dict[str, list[tuple[RatedElement, RatedElement]]] = {}
    for pair in judged:
        groups.setdefault(pair[0].pack, []).append(pair)
    for pack, pairs in groups.items():
        yield Group(pack, titles.get(pack, "Elements added by reviewers"), agreement(_marks(pairs)))


def _pack_titles(cases: Iterable[tuple[RatedCase, RatedCase]]) -> dict[str, str]:
    return {pack: title for pair in cases for case in pair for pack, title in case.packs}


def _line_pairs(first: RatedCase, second: RatedCase) -> Iterator[tuple[RatedLine | None, RatedLine | None]]:
    """The service lines of both, by number and code: the same number may stand for something else."""
    ours = {(line.line, line.code): line for line in first.lines}
    theirs = {(line.line, line.code): line for line in second.lines}
    for key in dict.fromkeys((*ours, *theirs)):
        yield ours.get(key), theirs.get(key)


def _outcomes(cases: Iterable[tuple[RatedCase, RatedCase]]) -> Iterator[Pair]:
    for first, second in cases:
        for one, other in _line_pairs(first, second):
            ours, theirs = _outcome(one), _outcome(other)
            if ours is not None and theirs is not None:
                yield ours.value, theirs.value


def _outcome(line: RatedLine | None) -> Outcome | None:
    return line.outcome if line is not None else None


def _element_differences(first: RatedCase, second: RatedCase) -> Iterator[ElementDifference]:
    """In the order of the first review, then what only the second was asked for."""
    theirs = {element.key: element for element in second.elements}
    ours = {element.key for element in first.elements}
    for element in first.elements:
        other = theirs.get(element.key)
        if other is None or other.mark is not element.mark:
            yield ElementDifference(first.case, element, other)
        elif _cite_other_pages(element, other):
            yield ElementDifference(first.case, element, other, same_mark=True)
    for element in second.elements:
        if element.key not in ours:
            yield ElementDifference(second.case, None, element)


def _cite_other_pages(one: RatedElement, other: RatedElement) -> bool:
    """Whether the evidence of the two has no page in common; none on one side is a difference too."""
    return bool(one.evidence or other.evidence) and not _pages(one) & _pages(other)


def _pages(element: RatedElement) -> set[tuple[str, int]]:
    return {(item.anchor.sha256, item.anchor.page) for item in element.evidence}


def _line_differences(first: RatedCase, second: RatedCase) -> Iterator[OutcomeDifference]:
    for one, other in _line_pairs(first, second):
        if one is None or other is None or one.outcome is not other.outcome:
            yield OutcomeDifference(first.case, one, other)
