"""Holidays by which people date what happened to them: those of the United States."""

from __future__ import annotations

from datetime import date, timedelta
from types import MappingProxyType

MONDAY, THURSDAY = 0, 3
_FIXED = MappingProxyType(
    {
        "new year": (1, 1),
        "valentine": (2, 14),
        "independence": (7, 4),
        "fourth of july": (7, 4),
        "halloween": (10, 31),
        "christmas": (12, 25),
    }
)
_MOVING = MappingProxyType({"labor": (9, MONDAY, 1), "thanksgiving": (11, THURSDAY, 4)})
"""Month, weekday, and which of them in the month."""


def holiday_of(name: str, year: int) -> date:
    """The day of a holiday in a year, by how its name begins.

    :raises KeyError: the name is of no holiday that is known.
    """
    for begin, (month, day) in _FIXED.items():
        if name.startswith(begin):
            return date(year, month, day)
    for begin, (month, weekday, which) in _MOVING.items():
        if name.startswith(begin):
            first = date(year, month, 1)
            return first + timedelta((weekday - first.weekday()) % 7 + 7 * (which - 1))
    if name.startswith("memorial"):
        last = date(year, 5, 31)
        return last - timedelta((last.weekday() - MONDAY) % 7)
    if name.startswith("easter"):
        return _easter(year)
    raise KeyError(name)


def _easter(year: int) -> date:
    """Western Easter by the anonymous Gregorian algorithm (Meeus, Astronomical Algorithms, 1991)."""
    golden, century, rest = year % 19, year // 100, year % 100
    leap, of_leap = divmod(century, 4)
    moon = (century - (century + 8) // 25 + 1) // 3
    full = (19 * golden + century - leap - moon + 15) % 30
    quarter, of_quarter = divmod(rest, 4)
    sunday = (32 + 2 * of_leap + 2 * quarter - full - of_quarter) % 7
    month, day = divmod(full + sunday - 7 * ((golden + 11 * full + 22 * sunday) // 451) + 114, 31)
    return date(year, month, day + 1)
