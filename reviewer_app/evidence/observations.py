"""What a sentence on imaging says is there or is not: the finding, where, and how much of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType

from reviewer_app.evidence.named_words import FoundWords, NamedWords
from reviewer_app.evidence.page_facts import MOST_SENTENCES_KEPT
from reviewer_app.evidence.reading_rules import ReadingRules
from reviewer_app.evidence.slips import as_number

_CLAUSE_END = re.compile(
    r";|:|\.\s|\b(?:but|however|although|though|whereas|while|yet|except)\b"
    r"|,\s+(?=(?:and\s+|with\s+)?(?:there\b|trace\b|mild|moderate|severe|small\b|large\b|minimal|marked|a\b|an\b|the\b|its\b|on\b|in\b|it\b"
    r"|is\b|has\b|with\b|which\b|i\b))"
    r"|\band\s+(?=(?:there\b|mild|moderate|severe|small\b|a\b|an\b|is\b|has\b))",
    re.IGNORECASE,
)
_NOT_BEFORE = re.compile(
    r"\bnot\b(?:\W+\w+){0,4}\W*\Z"
    r"|\b(?:no|none|nothing|without|neither|nor|never|absent|absence of|negative for|free of|denies"
    r"|rather than|rules? out|ruled out|excludes?|instead of|resolved|resolution of)\b",
    re.IGNORECASE,
)
_NOT_AFTER = re.compile(
    r"\A\W*(?:\w+\W+){0,6}?(?:(?<!that )(?<!which )(?:is|are|was|were)\s+(?:not|no longer)\b"
    r"|not\s+(?:seen|identified|present|evident|visible|appreciated|demonstrated|detected|confirmed)"
    r"|(?:is|are|was|were)\s+(?:absent|excluded|ruled out)\b|(?:has|have)\s+resolved)",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"\?|\b(?:evaluate for|evaluation for|evaluation of|assess for|assess|look for|rule out|r/o"
    r"|concern for|in case of|whether|if)\b",
    re.IGNORECASE,
)
_SIDES = re.compile(
    r"(?<!\bI )(?<!\bhe )(?<!\bwe )(?<!\bis )(?<!\bspace )"
    r"\b(left|right|lt|rt|bilateral(?:ly)?|both|[rl][ul]l|rml)\b"
    r"(?!\s+(?:ventric|atri|anterior descending|main"
    r"|(?:at|in|for|from|over|behind|the|it|him|her|untreated|through|next|beside|beneath|under|above|below|now|away"
    r"|after|before|up|down|along|across|alone|out|off)\b))",
    re.IGNORECASE,
)
"""Words for a side, lobes of the lung among them; parts of the heart that are called after one have none, nor
has what was left somewhere."""
_LEVEL = re.compile(
    r"\b([CTLS])\s?(\d{1,2})(?:\s?(?:-|–|/|to)\s?([CTLS])?\s?(\d{1,2}))?(?!\d)", re.IGNORECASE
)
_MISREAD_LEVEL = re.compile(r"\b([CTL])([SlI|])(?=\s?[-–/]|\b(?![.\w]))|(?<=[-–/])([CTLS])([SlI|])(?!\w)")
"""A vertebra whose digit a reading machine took for a letter, beside another one or by itself."""
_WEIGHTING = re.compile(r"\bT[12]\b(?!\s?[-–/]\s?[TL]?\s?\d)")
"""The weighting of a sequence, which looks like a vertebra."""
_PERCENT = re.compile(r"(\d{1,3})(?:\s?(?:-|–|to)\s?(\d{1,3}))?\s?(?:%|percent\b|per cent\b)", re.IGNORECASE)
_EJECTION = re.compile(
    r"\b(?:ejection fraction|LVEF|EF)\b\D{0,20}(\d{2})(?:\s?(?:-|–|to)\s?(\d{2}))?", re.IGNORECASE
)
"""An ejection fraction, which is told without its percent as well."""
_SIZE = re.compile(r"(\d{1,3}(?:\.\d+)?)\s?(mm|cm|millimet|centimet)", re.IGNORECASE)

_ELSEWHERE = re.compile(
    r"\b(?:floor|level|levels|segment|story|one|ones|it|that|this) (?:up|down|above|below|higher|lower)\b"
    r"|\b(?:above|below|elsewhere)\b|\bother (?:side|levels?|joint|knee|hip|shoulder|one)\b"
    r"|\bthe (?:rest|others?)\b",
    re.IGNORECASE,
)
"""Another place than the one that the sentence names, which is not said."""

_OR = re.compile(r"\b(?:or|nor|and)\b", re.IGNORECASE)
"""What joins the things of a list; "displaced without recapture, effusion" is none."""

LONGEST_ITEM = 5
"""Words of one thing in a list of what is not there; behind a longer one the denial does not go on."""

EJECTION = "ejection fraction"
PERCENT, SIZE = "percent", "size"
"""Scales whose steps are numbers of the text: percent, and millimetres of the largest measure."""


@dataclass(frozen=True, slots=True)
class Observation:
    """A finding that is told to be there or not to be. ``structures``, ``sides`` and ``levels`` (``L4-L5``)
    say where; empty is not told. ``steps`` has its place on each scale that a word or number gives. ``text``
    is the sentence."""

    finding: str
    there: bool
    text: str
    structures: frozenset[str] = frozenset()
    sides: frozenset[str] = frozenset()
    levels: frozenset[str] = frozenset()
    steps: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Place:
    """Where the sentences of a paragraph are about, for those that do not say it themselves."""

    structures: frozenset[str] = frozenset()
    sides: frozenset[str] = frozenset()
    levels: frozenset[str] = frozenset()


class ObservationReader:
    """Reads sentences with the words of the rules."""

    def __init__(self, rules: ReadingRules) -> None:
        self._findings = NamedWords({name: finding.words for name, finding in rules.findings.items()})
        self._denied = NamedWords({name: finding.denied for name, finding in rules.findings.items()})
        self._structures = NamedWords({name: part.words for name, part in rules.structures.items()})
        steps = {(name, step.step): step.words for name, scale in rules.scales.items() for step in scale}
        self._steps = NamedWords({f"{name}={step}": words for (name, step), words in steps.items()})

    def place(self, text: str) -> Place:
        """Where a text is about."""
        return Place(self._structures.names(text), sides_in(text), levels_in(text))

    def observations(self, sentence: str, around: Place = Place()) -> tuple[Observation, ...]:
        """What the sentence says; ``around`` is where its paragraph is about."""
        return _observed(self, sentence, around)

    def observed(self, sentence: str, around: Place) -> Iterator[Observation]:
        """As :meth:`observations`, read anew."""
        whole = self.place(sentence)
        label = Place()
        for start, end in _clauses(sentence):
            clause = sentence[start:end]
            here = self.place(clause)
            if sentence[end : end + 1] == ":":
                label = here
            other = bool(_ELSEWHERE.search(clause))
            place = Place(
                here.structures or label.structures or whole.structures or around.structures,
                here.sides or (frozenset() if other else label.sides or whole.sides or around.sides),
                here.levels or (frozenset() if other else label.levels or whole.levels or around.levels),
            )
            yield from self._in_clause(sentence, clause, place)

    def _in_clause(self, sentence: str, clause: str, place: Place) -> Iterator[Observation]:
        found = self._findings.found(clause)
        steps = self._steps.found(clause)
        asked = bool(_ASKED.search(clause))
        if asked:
            return
        for one in _outermost(found):
            yield Observation(
                one.name,
                not _negated(clause, one, found),
                sentence,
                place.structures,
                place.sides,
                place.levels,
                MappingProxyType(dict(_steps_of(clause, one, found, steps))),
            )
        for denied in self._denied.found(clause):
            if any(one.start <= denied.start and denied.end <= one.end for one in found):
                continue
            before = clause[: denied.start].rstrip().casefold()
            there = before.endswith((" not", " no longer")) or before == "not"
            yield Observation(denied.name, there, sentence, place.structures, place.sides, place.levels)


@lru_cache(maxsize=MOST_SENTENCES_KEPT)
def _observed(reader: ObservationReader, sentence: str, around: Place) -> tuple[Observation, ...]:
    return tuple(reader.observed(sentence, around))


def sides_in(text: str) -> frozenset[str]:
    """Left, right, or both of them."""
    sides: set[str] = set()
    for match in _SIDES.finditer(text):
        word = match[1].casefold()
        sides |= {"left", "right"} if word[0] == "b" else {"left" if word[0] == "l" else "right"}
    return frozenset(sides)


def levels_in(text: str) -> frozenset[str]:
    """Spaces between vertebrae, as ``L4-L5``; a vertebra by itself stays as it is."""
    plain = _WEIGHTING.sub("  ", _MISREAD_LEVEL.sub(_digit_for_letter, text))
    levels = set()
    for match in _LEVEL.finditer(plain):
        upper = f"{match[1].upper()}{int(match[2])}"
        lower = f"{(match[3] or match[1]).upper()}{int(match[4])}" if match[4] else ""
        if (
            match[1].upper() == "L"
            and match[4]
            and not match[3]
            and int(match[4]) == 1
            and int(match[2]) == 5
        ):
            lower = "S1"
        levels.add(f"{upper}-{lower}" if lower else upper)
    return frozenset(levels)


def _clauses(sentence: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _CLAUSE_END.finditer(sentence):
        if match.start() > start:
            yield start, match.start()
        start = match.start() if match[0][0] not in ";:,." else match.end()
    if start < len(sentence):
        yield start, len(sentence)


def _outermost(found: Iterable[FoundWords]) -> Iterator[FoundWords]:
    """Each phrase that does not lie inside another one of the same finding."""
    taken: dict[str, int] = {}
    for one in found:
        if one.start >= taken.get(one.name, 0):
            taken[one.name] = one.end
            yield one


def _digit_for_letter(match: re.Match[str]) -> str:
    return f"{match[1] or match[3]}{as_number(match[2] or match[4])}"


def _negated(clause: str, one: FoundWords, found: Iterable[FoundWords]) -> bool:
    """Whether the clause denies a finding; a "not" that is part of another finding's words denies nothing."""
    if _NOT_AFTER.match(clause[one.end :]):
        return True
    denials = tuple(
        match
        for match in _NOT_BEFORE.finditer(clause[: one.start])
        if not any(other.start <= match.start() < other.end for other in found)
    )
    if not denials:
        return False
    item, comma, rest = clause[denials[-1].end() : one.start].partition(",")
    if comma and denials[-1][0].lower() == "without" and not _OR.search(f"{rest}{clause[one.end :]}"):
        return False
    return not comma or len(item.split()) <= LONGEST_ITEM


def _steps_of(
    clause: str, one: FoundWords, found: Iterable[FoundWords], steps: Iterable[FoundWords]
) -> Iterator[tuple[str, float]]:
    """The steps that belong to a finding: no other finding lies between."""
    others = [other for other in found if other.name != one.name]
    nearest: dict[str, tuple[int, float]] = {}
    for step in steps:
        if _between(step.start, step.end, one, others) or _of_something_else(clause, step, one):
            continue
        scale, _, value = step.name.partition("=")
        distance = min(abs(one.start - step.end), abs(step.start - one.end))
        if scale not in nearest or distance < nearest[scale][0]:
            nearest[scale] = distance, float(value)
    yield from ((scale, value) for scale, (_, value) in nearest.items())
    percents = [
        (int(match[1]) + int(match[2] or match[1])) / 2
        for match in (_EJECTION if one.name == EJECTION else _PERCENT).finditer(clause)
        if not _between(match.start(), match.end(), one, others)
    ]
    if percents:
        yield PERCENT, percents[0]
    sizes = [
        float(match[1]) * (10 if match[2].casefold().startswith("c") else 1)
        for match in _SIZE.finditer(clause)
        if not _between(match.start(), match.end(), one, others)
    ]
    if sizes:
        yield SIZE, max(sizes)


def _between(start: int, end: int, one: FoundWords, others: Iterable[FoundWords]) -> bool:
    """Whether another finding lies between the words from ``start`` to ``end`` and the finding."""
    low, high = min(end, one.end), max(start, one.start)
    return any(low <= other.start and other.end <= high for other in others)


def _of_something_else(clause: str, step: FoundWords, one: FoundWords) -> bool:
    """Whether a word of degree before a finding goes with another word: "moderate MR, LV dilated"."""
    if step.end > one.start:
        return False
    before, comma, _ = clause[step.end : one.start].partition(",")
    return bool(comma and before.strip())
