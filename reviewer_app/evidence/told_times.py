"""When something was, as a note tells it: on a day, since a month, three weeks ago, from one day to another.

What a note tells relative to itself is counted from the day of its service and is approximate.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from types import MappingProxyType

from reviewer_app.evidence.date_labels import DateUse
from reviewer_app.evidence.holidays import holiday_of
from reviewer_app.evidence.page_facts import MOST_SENTENCES_KEPT
from reviewer_app.evidence.written_dates import MONTH_WORD, MONTHS, written_dates

DAYS_OF = {"day": 1.0, "week": 7.0, "month": 30.4, "year": 365.25}
_SMALL_NUMBERS = "zero one two three four five six seven eight nine ten eleven twelve"
NUMBERS = {
    **{word: number for number, word in enumerate(_SMALL_NUMBERS.split())},
    "a": 1,
    "an": 1,
    "couple": 2,
    "fourteen": 14,
    "fifteen": 15,
    "sixteen": 16,
    "eighteen": 18,
    "twenty": 20,
}
SEASONS = {"spring": 4, "summer": 7, "autumn": 10, "fall": 10, "winter": 1}
"""The month in the middle of a season."""
PART_OF_MONTH = {"early": 5, "beginning of": 5, "mid": 15, "middle of": 15, "late": 25, "end of": 25}
"""The day that stands for a part of a month."""
NOT_TOLD = (DateUse.BIRTH, DateUse.PRINTED, DateUse.FAXED, DateUse.SIGNED, DateUse.POLICY)
"""What no event of the course is dated by."""
A_LITTLE_LATER = timedelta(days=3)
"""A note may be dated some days before it tells of a day."""
LONGEST = 40 * 365
"""No complaint is told to have begun more days ago."""

_COUNT = rf"(?P<count>\d{{1,3}}(?:\.5)?|{'|'.join(sorted(NUMBERS, key=len, reverse=True))})(?:\s+of)?"
_UNIT = r"(?P<unit>day|week|month|year)s?"
_ABOUT_WORDS = (
    "about|approximately|approx\\.?|roughly|around|nearly|almost|over|some|more than|at least|the|~"
)
_ABOUT = rf"(?:(?:{_ABOUT_WORDS})\s*)*"
_AGO = re.compile(
    rf"\b{_COUNT}[\s-]+{_UNIT}\s+"
    r"(?:ago|prior|earlier|back|before (?:this|the|her|his) (?:visit|appointment))\b",
    re.IGNORECASE,
)
_LASTED = re.compile(
    rf"(?:\bfor\s+{_ABOUT}(?:past|last|previous)?\s*"
    rf"|\b(?:over|in|during)\s+the\s+(?:past|last)\s+{_ABOUT}"
    rf"|\bx\s*|\bgave\s+{_ABOUT}){_COUNT}[\s-]+{_UNIT}\b(?!\s+ago)",
    re.IGNORECASE,
)
_HISTORY = re.compile(rf"\b{_COUNT}[\s-]+{_UNIT}[\s-]+(?:history|h/o|hx)\b", re.IGNORECASE)
_YESTERDAY = re.compile(r"\b(?:yesterday|last night|last week|last month)\b", re.IGNORECASE)
_BACK = {"yesterday": 1, "last night": 1, "last week": 7, "last month": 30}
_MONTH_DAY = re.compile(
    rf"\b(?P<month>{MONTH_WORD})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b"
    r"(?!\s*(?:mg|%|weeks?|days?|/|of \d))"
    rf"|\b(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of\s+|[\s-]+)(?P<month2>{MONTH_WORD})\b(?!\s*[-']?\s*\d)",
    re.IGNORECASE,
)
_LEADS = (
    "mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun"
    "|on|since|began|from|between|and|to|until|through|of|by|starting|started|visits?|dated|after|around|about|near"
)
_NUMERIC = re.compile(
    rf"(?P<lead>\b(?:{_LEADS})\s+(?:(?:about|around|approximately|roughly|the)\s+)*|[-\u2013]\s*)"
    r"(?P<month>\d{1,2})/(?P<day>\d{1,2})"
    r"(?![\d/%]|\s*(?:pain|strength|\+|-/))"
    r"|(?P<month2>\b\d{1,2})/(?P<day2>\d{1,2})(?=\s*(?:[-\u2013]|to|through|thru|until)\s*\d{1,2}/\d{1,2}\b)",
    re.IGNORECASE,
)
_NUMERIC_PAIR = re.compile(r"(?<![\d/.])(?P<month>[1-9]|1[0-2])/(?P<day>\d{1,2})(?![\d/%])")
_BARE = re.compile(
    r"(?<=[a-z,;(] )(?P<month>\d{1,2})/(?P<day>\d{1,2})"
    r"(?![\d/%]|\.\d|\s*(?:pain|strength|visit|session|point|\+|-/))",
    re.IGNORECASE,
)
"""A month and a day without a word that leads to them."""
_SURELY_DAY = 13
"""From this one on the second number of a pair is surely a day; the pairs beside it are dates as well."""
_ORDINAL = re.compile(
    rf"\b(?:the\s+)?(?P<ordinal>(?:twenty|thirty)[\s-](?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)"
    r"|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth"
    rf"|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth)\s+of\s+(?P<month>{MONTH_WORD})\b",
    re.IGNORECASE,
)
_ORDINAL_WORDS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
)
_ORDINALS = MappingProxyType({word: number for number, word in enumerate(_ORDINAL_WORDS.split(), 1)})
_DAY_ALONE = re.compile(
    r"\b(?:on|to|since|until|till|from|by)\s+(?P<number>the\s+(?P<day>\d{1,2})(?:st|nd|rd|th))\b(?!\s+of|\s+[a-z]+\s+(?:visit|session|day|week|month))",
    re.IGNORECASE,
)
"""A day whose month the sentence has told before: "since the end of August, he dates it to the 30th"."""
_SURE_LEADS = ("on", "since", "began", "between", "starting", "started", "dated", "visit", "visits")
_SCALES = (5, 10)
"""So many points have the scales of strength and of pain, which look like a month and a day."""
_MONTH_ALONE = re.compile(
    rf"(?P<part>\b(?:early|mid|late|beginning of|middle of|end of))?[\s-]*\b(?P<month>{MONTH_WORD})\b"
    r"(?!\.?\s+\d|\s*[-'/]\s*\d)",
    re.IGNORECASE,
)
_BEFORE_MONTH = re.compile(r"\b(?:in|since|from|until|by|early|mid|late|of|last|this)[\s-]+$", re.IGNORECASE)
_HOLIDAY = re.compile(
    r"\b(?P<name>new year's(?: day| eve)?|valentine's(?: day)?|easter|memorial day|independence day"
    r"|fourth of july|labor day|halloween|thanksgiving|christmas)\b(?:,? (?:of )?(?P<year>(?:19|20)\d\d))?",
    re.IGNORECASE,
)
_SEASON = re.compile(
    r"\b(?P<season>spring|summer|autumn|fall|winter)\s+(?:of\s+)?(?P<year>(?:19|20)\d\d)\b", re.IGNORECASE
)
_THROUGH = re.compile(
    r"\s*(?:(?:up )?(?:through|thru|to|until|till)|and|-|\u2013"
    r"|[,;/]?\s*(?:last|ended|ending|end|finished|stopped|discharged)(?: visit)?:?(?: on)?)\s*(?:about\s+)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class ToldTime:
    """A time in a text, from character ``start`` up to ``end``; ``until`` ends what lasted.

    ``lasted`` is true where only a length is told ("for six weeks"): ``day`` is then that long before the
    note and ``days`` the length. ``yearless`` days were given the year that makes them the latest before the
    note.
    """

    day: date
    start: int
    end: int
    until: date | None = None
    approximate: bool = False
    lasted: bool = False
    days: int = 0
    yearless: bool = False


@lru_cache(maxsize=MOST_SENTENCES_KEPT)
def told_times(text: str, told_on: date | None) -> tuple[ToldTime, ...]:
    """The times that a sentence tells, in its order; ``told_on`` is the day of the note's service, without
    which only full dates, months and years are read."""
    plain = sorted(_times(text, told_on), key=_by_place)
    found = sorted((*plain, *_days_alone(text, plain)), key=_by_place)
    apart: list[ToldTime] = []
    for one in found:
        if not apart or one.start >= apart[-1].end:
            apart.append(one)
    return tuple(_joined(text, apart))


def _by_place(one: ToldTime) -> tuple[int, int]:
    return one.start, one.start - one.end


def _times(text: str, told_on: date | None) -> Iterator[ToldTime]:
    for one in written_dates(text, partial=True):
        of_paper = one.use is DateUse.SERVICE and one.day == told_on
        if one.use not in NOT_TOLD and not of_paper:
            yield ToldTime(one.day, one.start, one.end, approximate=one.approximate)
    for found in _SEASON.finditer(text):
        day = date(int(found["year"]), SEASONS[found["season"].lower()], 1)
        yield ToldTime(day, found.start(), found.end(), approximate=True)
    if told_on is None:
        return
    yield from _without_year(text, told_on)
    yield from _counted_back(text, told_on)


def _without_year(text: str, told_on: date) -> Iterator[ToldTime]:
    for found in _MONTH_DAY.finditer(text):
        month = _month(found["month"] or found["month2"])
        day = _latest(month, int(found["day"] or found["day2"]), told_on)
        if day:
            yield ToldTime(day, found.start(), found.end(), yearless=True)
    for found in _NUMERIC.finditer(text):
        lead = (found["lead"] or "").strip().lower()
        month, number = int(found["month"] or found["month2"]), int(found["day"] or found["day2"])
        if number in _SCALES and lead and lead not in _SURE_LEADS:
            continue
        day = _latest(month, number, told_on)
        if day:
            yield ToldTime(
                day,
                found.end() - len(f"{found[0].split('/')[0].split()[-1]}/{number}"),
                found.end(),
                yearless=True,
            )
    yield from _bare(text, told_on)
    for found in _HOLIDAY.finditer(text):
        day = _holiday(found["name"].lower(), int(found["year"] or 0), told_on)
        yield ToldTime(day, found.start(), found.end(), approximate=True)
    for found in _ORDINAL.finditer(text):
        day = _latest(_month(found["month"]), _ordinal(found["ordinal"]), told_on)
        if day:
            yield ToldTime(day, found.start(), found.end(), yearless=True)
    for found in _MONTH_ALONE.finditer(text):
        part = (found["part"] or "").lower()
        if not part and not _BEFORE_MONTH.search(text[: found.start("month")]):
            continue
        day = _latest(_month(found["month"]), PART_OF_MONTH.get(part, 1), told_on)
        if day and found["month"][0].isupper():
            yield ToldTime(day, found.start("month"), found.end(), approximate=True, yearless=True)


def _holiday(name: str, year: int, told_on: date) -> date:
    """The day of a holiday of that year, or the latest before the note where none is told."""
    days = [holiday_of(name, one) for one in ((year,) if year else (told_on.year, told_on.year - 1))]
    return next((day for day in days if day <= told_on or year), days[-1])


def _bare(text: str, told_on: date) -> Iterator[ToldTime]:
    """Months and days as bare pairs of numbers, in a sentence in which one of them can be nothing else."""
    pairs = tuple(_BARE.finditer(text))
    if any(int(found["day"]) >= _SURELY_DAY for found in (*pairs, *_NUMERIC_PAIR.finditer(text))):
        for found in pairs:
            day = _latest(int(found["month"]), int(found["day"]), told_on)
            if day:
                yield ToldTime(day, found.start(), found.end(), yearless=True)


def _ordinal(words: str) -> int:
    tens, _, ones = words.lower().replace("-", " ").partition(" ")
    if ones:
        return (20 if tens == "twenty" else 30) + _ORDINALS[ones]
    return 30 if tens == "thirtieth" else _ORDINALS[tens]


def _days_alone(text: str, times: Sequence[ToldTime]) -> Iterator[ToldTime]:
    """Days of a month that the sentence has told before."""
    for found in _DAY_ALONE.finditer(text):
        before = next((one for one in reversed(times) if one.end <= found.start()), None)
        if before is None or before.lasted:
            continue
        try:
            day = before.day.replace(day=int(found["day"]))
        except ValueError:
            continue
        yield ToldTime(day, found.start("number"), found.end())


def _counted_back(text: str, told_on: date) -> Iterator[ToldTime]:
    for form, lasted in ((_AGO, False), (_HISTORY, True), (_LASTED, True)):
        for found in form.finditer(text):
            days = _days(found["count"], found["unit"])
            if 0 < days < LONGEST:
                day = told_on - timedelta(days=days)
                yield ToldTime(day, found.start(), found.end(), approximate=True, lasted=lasted, days=days)
    for found in _YESTERDAY.finditer(text):
        back = _BACK[found[0].lower()]
        yield ToldTime(told_on - timedelta(days=back), found.start(), found.end(), approximate=back > 1)


def _joined(text: str, times: list[ToldTime]) -> Iterator[ToldTime]:
    """The times, those that begin and end a span as one."""
    at = 0
    while at < len(times):
        one = times[at]
        after = times[at + 1] if at + 1 < len(times) else None
        if after and not one.lasted and not after.lasted and _is_span(text, one, after):
            begin = _before(one, after.day)
            if begin <= after.day:
                approximate = one.approximate or after.approximate
                yield replace(one, day=begin, until=after.day, end=after.end, approximate=approximate)
                at += 2
                continue
        yield one
        at += 1


def _is_span(text: str, one: ToldTime, after: ToldTime) -> bool:
    between = text[one.end : after.start]
    if not _THROUGH.fullmatch(between):
        return False
    return "and" not in between.lower() or "between" in text[max(0, one.start - 12) : one.start].lower()


def _before(one: ToldTime, end: date) -> date:
    """The first day of a span, in the last year that puts it before the span's end."""
    return (_latest(one.day.month, one.day.day, end) or one.day) if one.yearless else one.day


def _latest(month: int, day: int, told_on: date) -> date | None:
    """The latest such day that is not after the note; ``None`` where the calendar has none."""
    for year in (told_on.year, told_on.year - 1):
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found <= told_on + A_LITTLE_LATER:
            return found
    return None


def _month(word: str) -> int:
    return MONTHS.index(word[:3].lower()) + 1


def _days(count: str, unit: str) -> int:
    said = count.lower()
    number = float(said) if said[0].isdigit() else float(NUMBERS[said])
    return round(number * DAYS_OF[unit.lower()])
