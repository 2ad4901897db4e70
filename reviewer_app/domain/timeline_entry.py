"""The reviewer's word on a date that the program found in the records: confirmed, or rejected."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from reviewer_app.domain.evidence import Evidence
from reviewer_app.domain.found import FoundDate, Milestone


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One date of the course of the complaint. ``id`` names the date that was found, so that the same date is
    known again when the case is searched anew; ``cited`` is the passage that tells it.

    ``confirmed`` is false for a date that the reviewer does not hold to be right or to matter. ``until`` ends
    what lasted, ``approximate`` is as in :class:`reviewer_app.domain.found.FoundDate`.
    """

    id: str
    milestone: Milestone
    what: str
    day: date
    confirmed: bool
    cited: tuple[Evidence, ...] = ()
    until: date | None = None
    approximate: bool = False
    decided_by: str = ""
    decided_at: datetime | None = None


def timeline_id(found: FoundDate) -> str:
    """What a found date is known by: of what it is, its day, and the page that tells it."""
    return f"{found.milestone.value} {found.day.isoformat()} {found.found.page} {found.found.sha256}"
