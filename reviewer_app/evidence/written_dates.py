"""Calendar dates as people, forms and machines write them, and what each is said to be the date of.

Where day and month could be swapped the American order holds, unless the first number is no month.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from reviewer_app.evidence.date_labels import DateUse, date_use
from reviewer_app.evidence.slips import as_number

LATEST_SHORT_YEAR = 39
"""Years of two digits up to this one are of this century, the others of the one before."""

FIRST_UNBORN = 2024
"""A birth year of two digits from this one on is of the century before: records of newborns write four."""

LONGEST_LABEL = 90
"""So many characters before a date are looked at for what it is the date of."""

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH_WORD = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_DIGIT = r"[\dOoIl|]"
"""A digit, or what a reading machine takes one for."""
_FORMS = (
    # 2025-04-17
    rf"(?<![\w/.-])(?P<iso_year>(?:19|20)\d\d)(?P<iso_sep>[-/.])(?P<iso_month>{_DIGIT}{{1,2}})(?P=iso_sep)"
    rf"(?P<iso_day>{_DIGIT}{{1,2}})(?![\d/-])",
    # 04/17/2025, 4-17-25, 17.04.2025
    rf"(?<![\w/.-])(?P<first>{_DIGIT}{{1,2}})(?P<sep> ?[/.-] ?)(?P<second>{_DIGIT}{{1,2}})(?P=sep)"
    rf"(?P<num_year>(?:[12]{_DIGIT}{{3}}|{_DIGIT}{{2}}))(?![\w/-]|\.\d)",
    # 17 Apr 2025, 17-APR-25, 17th of April, 2025
    rf"(?<![\w/.])(?P<day_first>\d{{1,2}})(?:st|nd|rd|th)?(?: ?[-/.] ?| (?:of )?|)"
    rf"(?P<month_second>{MONTH_WORD})\.?(?:,? ?[-/.]? ?)(?P<year_third>(?:19|20)\d\d|'?\d\d)(?![\w/:]|\.\d)",
    # April 17, 2025, Apr 17th 2025, APR-17-2025
    rf"(?<![\w/])(?P<month_first>{MONTH_WORD})\.?(?: ?[-/] ?| )(?P<day_second>\d{{1,2}})(?:st|nd|rd|th)?"
    rf"(?:, ?| ?[-/] ?| )(?P<year_last>(?:19|20)\d\d|'\d\d)(?!\d)",
)
_PARTIAL_FORMS = (
    # April 2025, Apr. of 2025
    rf"(?<![\w/])(?P<month_word>{MONTH_WORD})\.?,? (?:of )?(?P<month_year>(?:19|20)\d\d)(?![\d/-])",
    # 04/2025
    r"(?<![\w/.-])(?P<month_number>0?[1-9]|1[0-2])/(?P<month_number_year>(?:19|20)\d\d)(?![\w/-])",
    # 2025-04
    r"(?<![\w/.-])(?P<iso_only_year>(?:19|20)\d\d)-(?P<iso_only_month>0[1-9]|1[0-2])(?![\w/-])",
    # 2025, after a word that makes a year of it
    r"(?<=\bin |\bof )(?P<only_year>(?:19|20)\d\d)(?![\w/.-])"
    r"|(?<=\bsince )(?P<since_year>(?:19|20)\d\d)(?![\w/-])",
)
_FULL = re.compile("|".join(_FORMS), re.IGNORECASE)
_ANY = re.compile("|".join((*_FORMS, *_PARTIAL_FORMS)), re.IGNORECASE)

_TWO_DIGITS = re.compile(r"\d\d")
_SHORT_YEAR = re.compile(r"(?<!\d)\d\d$")


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date in a text, from character ``start`` up to ``end``. ``approximate`` where the words name only a
    month or a year, whose first day ``day`` then is."""

    day: date
    start: int
    end: int
    text: str
    approximate: bool = False
    use: DateUse = DateUse.UNSAID


def written_dates(text: str, *, partial: bool = False) -> tuple[WrittenDate, ...]:
    """The dates in a text, in its order; with ``partial`` also those of which only the month or year is told.

    What each is the date of is told by the words before it on its line. What is no day of the calendar is
    left out.
    """
    return tuple(_dates(text, _ANY if partial else _FULL))


def _dates(text: str, forms: re.Pattern[str]) -> Iterator[WrittenDate]:
    begin = 0
    for line in text.split("\n"):
        if _TWO_DIGITS.search(line):
            for one in _dates_of_line(line, forms):
                yield replace(one, start=one.start + begin, end=one.end + begin)
        begin += len(line) + 1


def _dates_of_line(line: str, forms: re.Pattern[str]) -> Iterator[WrittenDate]:
    before = 0
    for found in forms.finditer(line):
        told = _day(found)
        if told is None:
            continue
        day, approximate = told
        use = date_use(line[max(before, found.start() - LONGEST_LABEL) : found.start()])
        if use is DateUse.BIRTH and day.year >= FIRST_UNBORN and _SHORT_YEAR.search(found.group()):
            day = day.replace(year=day.year - 100)
        yield WrittenDate(day, found.start(), found.end(), found.group(), approximate, use)
        before = found.end()


def _day(found: re.Match[str]) -> tuple[date, bool] | None:
    parts = {name: text for name, text in found.groupdict().items() if text is not None}
    for form in (_iso_parts, _number_parts, _word_parts):
        read = form(parts)
        if read is not None:
            return _checked(*read)
    return None


def _iso_parts(parts: dict[str, str]) -> tuple[int, int, int | None] | None:
    if "iso_year" in parts:
        return int(parts["iso_year"]), as_number(parts["iso_month"]), as_number(parts["iso_day"])
    if "iso_only_year" in parts:
        return int(parts["iso_only_year"]), int(parts["iso_only_month"]), None
    year = parts.get("only_year") or parts.get("since_year")
    return (int(year), 1, None) if year else None


def _number_parts(parts: dict[str, str]) -> tuple[int, int, int | None] | None:
    if "month_number" in parts:
        return int(parts["month_number_year"]), int(parts["month_number"]), None
    if "first" not in parts:
        return None
    digits = sum(sign.isdigit() for sign in parts["first"] + parts["second"] + parts["num_year"])
    if digits < 4:
        return 0, 0, 0
    first, second, year = (as_number(parts[name]) for name in ("first", "second", "num_year"))
    month, day = (second, first) if first > 12 else (first, second)
    return _full_year(year), month, day


def _word_parts(parts: dict[str, str]) -> tuple[int, int, int | None] | None:
    for month, day, year in (
        ("month_second", "day_first", "year_third"),
        ("month_first", "day_second", "year_last"),
        ("month_word", "", "month_year"),
    ):
        if month in parts:
            number = MONTHS.index(parts[month][:3].casefold()) + 1
            return (
                _full_year(int(parts[year].lstrip("'"))),
                number,
                int(parts[day]) if day else None,
            )
    return None


def _checked(year: int, month: int, day: int | None) -> tuple[date, bool] | None:
    """The day, where the calendar has it and a living person's record may name it."""
    if not 1900 <= year <= 2100:
        return None
    try:
        return date(year, month, day or 1), day is None
    except ValueError:
        return None


def _full_year(year: int) -> int:
    if year >= 100:
        return year
    return year + (2000 if year <= LATEST_SHORT_YEAR else 1900)
