"""How a calendar day is told in the sentences that say why something was found."""

from __future__ import annotations

from datetime import date

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def day_words(day: date) -> str:
    """A day that no country misreads, in no language but the program's: ``8 Jan 2025``."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
