"""Labelled values of records."""

from __future__ import annotations

from datetime import date, datetime

from reviewer_app.summary.values import DetailValue
from reviewer_app.summary.wording import date_words, instant_words


def given(*pairs: tuple[str, str]) -> tuple[DetailValue, ...]:
    """The pairs that have a value."""
    return tuple(DetailValue(label, value) for label, value in pairs if value)


def recorded(by: str, at: datetime | None) -> str:
    """By whom and when."""
    return ", ".join(part for part in (by, instant_words(at)) if part)


def period_words(first: date | None, last: date | None) -> str:
    """A period with open ends; empty when both are."""
    begins = f"from {date_words(first)}" if first is not None else ""
    ends = f"to {date_words(last)}" if last is not None else ""
    return " ".join(part for part in (begins, ends) if part)
