"""Acts of the reviewer on the clock: an extension, and when information came that was not a new document."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.changes import Change
from reviewer_app.domain.clock import ClockAct, ClockEvent
from reviewer_app.domain.errors import BlockedError
from reviewer_app.domain.review import Review
from reviewer_app.domain.version_note import VersionKind
from reviewer_app.review.begin_version import begin_version
from reviewer_app.review.clock_of_case import logged, new_event, pended
from reviewer_app.review.commit import commit
from reviewer_app.review.versions import show_newest
from reviewer_app.review.workspace import Workspace
from reviewer_app.rules.clocks import extension_problem, in_force


def extend_clock(workspace: Workspace, case: OpenCase, days: int, noticed: date | None, why: str) -> OpenCase:
    """Move the due time by so many days, of which the member was told on the day ``noticed``.

    :raises BlockedError: the clock's rule does not allow it, something of it is missing, or the review is
        signed.
    """
    now = workspace.now()
    problem = case.clock.problem or extension_problem(
        case.clock, case.review.clock_events, days, noticed, why, now.date()
    )
    if problem:
        raise BlockedError(problem)
    event = replace(new_event(ClockAct.EXTENDED, now, why), days=days, noticed=noticed)
    event = logged(workspace, case.request, case.review, event)
    return commit(workspace, case, Change(f"Clock: extended by {days} days", None, event))


def information_came(workspace: Workspace, case: OpenCase, at: datetime, why: str) -> OpenCase:
    """Say when the information came that a pended request waited for: on the telephone, say, so that no new
    document tells it; or correct what the program took for that time.

    :raises BlockedError: nothing was waited for, it is said to have come before it was asked for or in the
        future, or what came is not said.
    """
    if not why.strip():
        raise BlockedError("Say what came, and how.")
    if at > workspace.now():
        raise BlockedError("The information cannot have come in the future.")
    pend = pended(case.review)
    if pend is not None:
        _refuse_earlier(at, pend)
        begin_version(workspace, case.review, case.request, VersionKind.LATE_DOCUMENTS, why, at)
        return show_newest(workspace, case)
    resumed = _last_resumption(case.review)
    if resumed is None:
        raise BlockedError("This request waits for no information: no pend is signed.")
    _refuse_earlier(at, _pend_before(case.review, resumed))
    others = tuple(one for one in case.review.clock_events if one.id != resumed.id)
    after = logged(
        workspace,
        case.request,
        replace(case.review, clock_events=others),
        replace(resumed, at=at, why=why.strip()),
    )
    return commit(workspace, case, Change("Clock: when the information came", resumed, after))


def _refuse_earlier(at: datetime, pend: ClockEvent | None) -> None:
    if pend is not None and at < pend.at:
        raise BlockedError("The information cannot have come before it was asked for.")


def _last_resumption(review: Review) -> ClockEvent | None:
    found = [one for one in in_force(review.clock_events) if one.act is ClockAct.RESUMED]
    return found[-1] if found else None


def _pend_before(review: Review, resumed: ClockEvent) -> ClockEvent | None:
    found = [
        one for one in in_force(review.clock_events) if one.act is ClockAct.PENDED and one.at <= resumed.at
    ]
    return found[-1] if found else None
