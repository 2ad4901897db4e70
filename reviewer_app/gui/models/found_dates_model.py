"""Dates of the complaint's course as rows: what was found in the records, and what the reviewer said of
it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import Enum
from typing import NamedTuple

from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.found import FoundDate, FoundQuote, Milestone
from reviewer_app.domain.timeline_entry import TimelineEntry, timeline_id
from reviewer_app.gui.models.rows_model import RowsModel
from reviewer_app.gui.models.wording import day, document_title
from reviewer_app.rules.milestone_words import MILESTONE_WORDS
from reviewer_app.rules.timeline_rules import RequestDate, fills


class DateState(Enum):
    """How a date stands; the value is the word on screen."""

    OPEN = "offered"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"


class DateRow(NamedTuple):
    """One date. ``found`` is ``None`` for one on which the reviewer has spoken and that is found no more;
    ``entry`` is the reviewer's word. ``fills`` is the request's date that it could fill in."""

    key: str
    milestone: Milestone
    day: date
    until: date | None
    approximate: bool
    what: str
    found: FoundDate | None
    entry: TimelineEntry | None
    fills: RequestDate | None = None
    selectable: bool = True

    @property
    def state(self) -> DateState:
        if self.entry is None:
            return DateState.OPEN
        return DateState.CONFIRMED if self.entry.confirmed else DateState.REJECTED

    @property
    def text(self) -> str:
        """The day, or from when to when."""
        about = "about " if self.approximate else ""
        until = f" – {day(self.until)}" if self.until is not None else ""
        return f"{about}{day(self.day)}{until}"

    @property
    def milestone_words(self) -> str:
        return MILESTONE_WORDS[self.milestone]

    @property
    def place(self) -> str:
        """Where it stands."""
        found = self.quote
        return f"{document_title(found.file)} · p {found.page}" if found is not None else ""

    @property
    def quote(self) -> FoundQuote | None:
        """The words that tell it."""
        if self.found is not None:
            return self.found.found
        cited = self.entry.cited if self.entry is not None else ()
        if not cited:
            return None
        anchor = cited[0].anchor
        return FoundQuote(anchor.sha256, cited[0].file, anchor.page, anchor.quote)

    @property
    def spoken(self) -> str:
        quote = self.quote
        words = f"“{quote.quote}” {quote.file}, page {quote.page}" if quote is not None else ""
        parts = (self.state.value, self.milestone_words, self.text, self.what, words)
        return ", ".join(part for part in parts if part)


class FoundDatesModel(RowsModel[DateRow]):
    """The dates that the list offers."""


def date_rows(case: OpenCase, timeline: Iterable[FoundDate]) -> tuple[DateRow, ...]:
    """What was found, and what was confirmed or rejected before, in the order of the days."""
    entries = {entry.id: entry for entry in case.review.timeline}
    rows: dict[str, DateRow] = {}
    for found in timeline:
        known = timeline_id(found)
        rows.setdefault(known, _row(case, known, found, entries.get(known)))
    for known, entry in entries.items():
        rows.setdefault(known, _row(case, known, None, entry))
    return tuple(sorted(rows.values(), key=lambda row: (row.day, row.milestone.value)))


def open_dates(rows: Iterable[DateRow]) -> int:
    """How many wait for the reviewer's word."""
    return sum(row.state is DateState.OPEN for row in rows)


def _row(case: OpenCase, known: str, found: FoundDate | None, entry: TimelineEntry | None) -> DateRow:
    told = entry if entry is not None else found
    if told is None:
        raise ValueError("a row is of a date that was found, or of the reviewer's word on one")
    return DateRow(
        known,
        told.milestone,
        told.day,
        told.until,
        told.approximate,
        told.what,
        found,
        entry,
        fills(case.request, entry) if entry is not None else None,
    )
