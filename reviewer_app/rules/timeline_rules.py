"""What confirmed dates of the timeline are good for."""

from __future__ import annotations

from enum import StrEnum

from reviewer_app.domain.found import Milestone
from reviewer_app.domain.request import Request
from reviewer_app.domain.timeline_entry import TimelineEntry


class RequestDate(StrEnum):
    """A date of the request that the records may tell: after which of the two an evaluation counts (S3)."""

    ONSET = "onset"
    CHANGE = "change"


TELLS = {
    Milestone.ONSET: RequestDate.ONSET,
    Milestone.CHANGE: RequestDate.CHANGE,
    Milestone.NEW_INJURY: RequestDate.CHANGE,
}


def fills(request: Request, entry: TimelineEntry) -> RequestDate | None:
    """The date that the request lacks and a confirmed entry tells; ``None`` where there is none."""
    told = TELLS.get(entry.milestone) if entry.confirmed else None
    match told:
        case RequestDate.ONSET if request.onset_date is None:
            return told
        case RequestDate.CHANGE if request.change_date is None:
            return told
        case _:
            return None
