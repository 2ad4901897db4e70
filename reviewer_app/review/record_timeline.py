"""Confirm or reject dates that the program found in the records, and fill the request's dates with them."""

from __future__ import annotations

from dataclasses import replace

from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.changes import Change
from reviewer_app.domain.errors import BlockedError
from reviewer_app.domain.evidence import Anchor
from reviewer_app.domain.found import FoundDate
from reviewer_app.domain.timeline_entry import TimelineEntry, timeline_id
from reviewer_app.review.attach_evidence import cited_with
from reviewer_app.review.commit import commit
from reviewer_app.review.enter_request import enter_request
from reviewer_app.review.workspace import Workspace
from reviewer_app.rules.timeline_rules import RequestDate, fills


def settle_date(
    workspace: Workspace, case: OpenCase, found: FoundDate, anchor: Anchor, *, confirmed: bool
) -> OpenCase:
    """Confirm a date, or reject it; ``anchor`` is the passage that tells it.

    :raises BlockedError: the passage cannot be cited, or the review is signed.
    """
    before = _entry(case, timeline_id(found))
    if before is not None and before.confirmed is confirmed:
        return case
    after = TimelineEntry(
        timeline_id(found),
        found.milestone,
        found.what,
        found.day,
        confirmed,
        before.cited if before is not None else cited_with(workspace, case, (), (anchor,)),
        found.until,
        found.approximate,
        case.reviewer.name,
        workspace.now(),
    )
    word = "confirmed" if confirmed else "rejected"
    return commit(workspace, case, Change(f"Date {word}: {found.what}", before, after))


def take_date_back(workspace: Workspace, case: OpenCase, entry_id: str) -> OpenCase:
    """Leave a date open again.

    :raises BlockedError: it was neither confirmed nor rejected, or the review is signed.
    """
    before = _entry(case, entry_id)
    if before is None:
        raise BlockedError("This date was neither confirmed nor rejected.")
    return commit(workspace, case, Change(f"Date left open: {before.what}", before, None))


def fill_request_date(workspace: Workspace, case: OpenCase, entry_id: str) -> OpenCase:
    """Enter a confirmed onset or change as the request's, where the request has none.

    :raises BlockedError: the date is not confirmed, is neither of the two, the request has its own, or the
        review is signed.
    """
    entry = _entry(case, entry_id)
    told = fills(case.request, entry) if entry is not None else None
    if entry is None or told is None:
        raise BlockedError("Only a confirmed onset or change fills a date that the request lacks.")
    if told is RequestDate.ONSET:
        request = replace(case.request, onset_date=entry.day)
    else:
        request = replace(case.request, change_date=entry.day)
    return enter_request(workspace, case, request)


def _entry(case: OpenCase, entry_id: str) -> TimelineEntry | None:
    return next((one for one in case.review.timeline if one.id == entry_id), None)
