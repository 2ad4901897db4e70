"""Calendar dates as people type them. The program always shows and keeps ISO dates."""

from __future__ import annotations

import re
from datetime import date, datetime, time

from reviewer_app.gui.models.wording import MONTHS

ISO = re.compile(r"(\d{4})[-/. ]?(\d{1,2})[-/. ]?(\d{1,2})")
MONTH_FIRST = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})")
DAY_NAME = re.compile(r"(\d{1,2})\.?[ -]*([a-z]{3,9})\.?,?[ -]*(\d{4})")
NAME_DAY = re.compile(r"([a-z]{3,9})\.?[ -]*(\d{1,2}),?[ -]+(\d{4})")


def read_date(text: str) -> date | None:
    """The date that was typed, or ``None`` when it is none.

    Read are ``2025-05-08`` (also without or with other separators), ``5/8/2025`` with the month first as in
    the United States, ``8 May 2025`` and ``May 8, 2025``. Two-digit years are refused: a birth year would be
    a guess.
    """
    plain = " ".join(text.lower().split())
    found = ISO.fullmatch(plain)
    if found:
        return _made(int(found[1]), int(found[2]), int(found[3]))
    found = MONTH_FIRST.fullmatch(plain)
    if found:
        return _made(int(found[3]), int(found[1]), int(found[2]))
    found = DAY_NAME.fullmatch(plain)
    if found:
        return _made(int(found[3]), _month(found[2]), int(found[1]))
    found = NAME_DAY.fullmatch(plain)
    if found:
        return _made(int(found[3]), _month(found[1]), int(found[2]))
    return None


def read_instant(text: str) -> datetime | None:
    """A typed date with an optional time ``HH:MM``, as an instant in the local time zone; midnight without
    one."""
    plain = text.strip().replace("T", " ")
    try:
        instant = datetime.fromisoformat(plain)
    except ValueError:
        day_text, _, clock_text = plain.rpartition(" ")
        found = re.fullmatch(r"(\d{1,2}):(\d{2})(?::\d{2})?", clock_text)
        typed = read_date(day_text) if found else read_date(plain)
        if typed is None:
            return None
        hour, minute = (int(found[1]), int(found[2])) if found else (0, 0)
        if hour > 23 or minute > 59:
            return None
        instant = datetime.combine(typed, time(hour, minute))
    return instant if instant.tzinfo is not None else instant.astimezone()


def _month(name: str) -> int:
    """The number of a month by its first three letters, 0 when there is none."""
    short = name[:3].capitalize()
    return MONTHS.index(short) + 1 if short in MONTHS else 0


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
