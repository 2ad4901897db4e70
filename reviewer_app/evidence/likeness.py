"""How alike a passage of the ordering provider and the report on the same study are, whatever words they use.

What is compared needs no list of findings: measures, sides, levels, the words themselves, and whether the
report concludes that there is anything at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from reviewer_app.evidence.compared_readings import difference, found_alike, levels_meet
from reviewer_app.evidence.named_words import NamedWords
from reviewer_app.evidence.observations import levels_in, sides_in
from reviewer_app.evidence.own_readings import Passage
from reviewer_app.evidence.phrases import is_number, tokens
from reviewer_app.evidence.reading_rules import ReadingRules
from reviewer_app.evidence.reading_sources import Said
from reviewer_app.evidence.statement_rules import SectionKind

_ONE_TO_FIFTEEN = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
_NUMBER_WORDS = {
    **{word: float(number) for number, (word, _, _) in enumerate(tokens(_ONE_TO_FIFTEEN), 1)},
    "a": 1,
    "an": 1,
    "half a": 0.5,
    "half an": 0.5,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
}
_VALUE = rf"(\d{{1,3}}(?:\.\d+)?|\.\d+|\b(?:{'|'.join(sorted(_NUMBER_WORDS, key=len, reverse=True))})\b)"
_UNITS = {
    "length": r"mm\b|millimet\w+|cm\b|centimet\w+|inch(?:es)?\b",
    "percent": r"%|percent\b|per cent\b",
    "degrees": r"degrees?\b|°",
    "pressure": r"mm ?hg\b",
}
_MEASURES = {
    kind: re.compile(
        rf"(?:{_VALUE}\s?(?:x|by|to|-|–|and|or)\s?)?(?:{_VALUE}\s?(?:x|by|to|-|–|and|or)\s?)?{_VALUE}[\s-]?({unit})",
        re.IGNORECASE,
    )
    for kind, unit in _UNITS.items()
}
_IN_MILLIMETRES = {"m": 1.0, "c": 10.0, "i": 25.4}
ABOUT = 0.12
"""Two measures of one thing differ by no more than this share of the larger, or by so many units."""
ABOUT_UNITS = {"length": 2.0, "percent": 10.0, "degrees": 5.0, "pressure": 5.0}
_WORD = re.compile(r"[a-z]{4,}")
_ROMAN = MappingProxyType({"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5})
STEM = 5
"""So many letters tell what word it is."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """What was compared; each is 0 or 1, or a share. ``matched`` and ``unmatched`` are findings of a passage
    that the report has and has not; ``clean_report`` is a report that concludes that there is
    nothing, where the passage does not say the same."""

    contradicted: float
    matched: float
    unmatched: float
    measures_agree: float
    measures_differ: float
    sides_differ: float
    levels_differ: float
    grades_differ: float
    clean_report: float
    disputes: float
    filed: float


def likeness(passage: Passage, rules: ReadingRules) -> Likeness:
    """Compare a passage with the report that it is about."""
    theirs = [seen for one in passage.report.said for seen in one.observations]
    told = [one for said in passage.said for one in said.observations]
    seen = [one for one in told if one.there]
    alike = [one for one in seen if found_alike(one, theirs, rules)]
    shared = {one.finding for one in alike}
    differences = [
        found
        for one in told
        if (one.there or one.finding not in shared) and (found := difference(one, theirs, rules)) is not None
    ]
    text, report = _text(passage.said), _text(passage.report.said)
    agree, differ = _measures(text, report)
    return Likeness(
        contradicted=max((one.weight for one in differences), default=0.0),
        matched=float(bool(alike)),
        unmatched=float(len(alike) < len(seen)),
        measures_agree=float(agree and not differ),
        measures_differ=float(differ and not agree),
        sides_differ=float(_sides_differ(passage, text, report)),
        levels_differ=float(_levels_differ(text, passage.report.said)),
        grades_differ=float(_grades_differ(text, report, rules)),
        clean_report=float(_is_clean(passage.report.said, rules) and not _is_clean(passage.said, rules)),
        disputes=float(passage.disputes),
        filed=float(passage.filed),
    )


def _text(said: Iterable[Said]) -> str:
    return " ".join(one.text for one in said)


def _is_clean(said: Sequence[Said], rules: ReadingRules) -> bool:
    """Whether a report concludes that there is nothing: it denies, or calls all normal, and finds nothing."""
    concluding = _concluding(said) or said
    seen = [seen for one in concluding for seen in one.observations]
    normal = any(_normal(rules).names(one.text) for one in concluding)
    return not any(one.there for one in seen) and (bool(seen) or normal)


@lru_cache(maxsize=2)
def _normal(rules: ReadingRules) -> NamedWords:
    return NamedWords({"normal": rules.normal})


def _measures(text: str, report: str) -> tuple[bool, bool]:
    """Whether some measure of the text is one of the report, and whether some is none of those that the
    report has of its kind."""
    agree = differ = False
    for kind in _UNITS:
        theirs = tuple(_values(report, kind))
        for value in _values(text, kind):
            near = any(abs(value - one) <= max(ABOUT * max(value, one), ABOUT_UNITS[kind]) for one in theirs)
            agree = agree or near
            differ = differ or (bool(theirs) and not near)
    return agree, differ


def _values(text: str, kind: str) -> Iterator[float]:
    for match in _MEASURES[kind].finditer(text):
        if kind == "length" and re.match(r"\s?hg", text[match.end() :], re.IGNORECASE):
            continue
        factor = _IN_MILLIMETRES[match[4][0].lower()] if kind == "length" else 1.0
        for value in (match[1], match[2], match[3]):
            if value:
                yield factor * (_NUMBER_WORDS.get(value.lower()) or float(value))


def _sides_differ(passage: Passage, text: str, report: str) -> bool:
    mine = sides_in(text)
    theirs = sides_in(report) | sides_in(passage.report.study.laterality)
    return len(mine) == 1 and bool(theirs) and mine.isdisjoint(theirs)


def _levels_differ(text: str, said: Sequence[Said]) -> bool:
    """Whether the levels of a text are none of those at which the report concludes to a finding."""
    mine = levels_in(text)
    abnormal = _abnormal(_concluding(said)) or _abnormal(said)
    return bool(mine and abnormal) and not levels_meet(mine, abnormal)


def _abnormal(said: Iterable[Said]) -> frozenset[str]:
    return frozenset(
        level for one in said for seen in one.observations if seen.there for level in seen.levels
    )


def _concluding(said: Sequence[Said]) -> list[Said]:
    return [one for one in said if one.section is SectionKind.IMPRESSION]


def _grades_differ(text: str, report: str, rules: ReadingRules) -> bool:
    """Whether both grade by the same system, and no grade of the text is one of the report."""
    mine, theirs = _grades(text, rules), _grades(report, rules)
    return any(mine[system].isdisjoint(theirs[system]) for system in mine.keys() & theirs.keys())


def _grades(text: str, rules: ReadingRules) -> Mapping[str, frozenset[int]]:
    found: dict[str, frozenset[int]] = {}
    for system, form in _grading(rules).items():
        for match in form.finditer(text):
            grade = _ROMAN.get(match["grade"].upper()) or int(match["grade"])
            found[system] = found.get(system, frozenset()) | {grade}
    return found


@lru_cache(maxsize=2)
def _grading(rules: ReadingRules) -> Mapping[str, re.Pattern[str]]:
    """How the grades of each system are written, by its names."""
    forms = {}
    for system, names in rules.grading.items():
        named = "|".join(re.escape(name).replace(r"\ ", "[- ]?") for name in names)
        forms[system] = re.compile(
            rf"\b(?:{named})[\s:-]*(?:grade|category|stage|score)?[\s:-]*(?P<grade>\d|iv|v|i{{1,3}})(?![\w.]\d|\w{{2}})",
            re.IGNORECASE,
        )
    return MappingProxyType(forms)


def same_words(text: str, report: str) -> float:
    """The share of the words of a text that another has too, by how they begin."""
    mine, theirs = _stems(text), _stems(report)
    return len(mine & theirs) / len(mine) if mine else 0.0


def _stems(text: str) -> frozenset[str]:
    return frozenset(word[:STEM] for word in _WORD.findall(text.lower()) if not is_number(word))
