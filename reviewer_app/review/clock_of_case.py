"""The clock of a case: how it stands, and what is logged when something stops, moves or ends it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from uuid import uuid4

from reviewer_app.domain.clock import ClockAct, ClockEvent, ClockStanding
from reviewer_app.domain.request import Request
from reviewer_app.domain.review import Review
from reviewer_app.review.workspace import Workspace
from reviewer_app.rules.clocks import closes, decided_at, in_force, pends, standing


def clock_of(workspace: Workspace, request: Request, review: Review | None) -> ClockStanding:
    """How the clock stands; rules of the user that cannot be used are told in its ``problem``."""
    clocks = workspace.clocks
    events = () if review is None else review.clock_events
    decided = None if review is None else decided_at(review)
    return replace(standing(clocks.rules, request, events, decided), problem=clocks.problem)


def logged(workspace: Workspace, request: Request, review: Review, event: ClockEvent) -> ClockEvent:
    """The event with what it does to the due time, and who records it now. ``review`` is as before it."""
    rules = workspace.clocks.rules
    before = standing(rules, request, review.clock_events)
    after = standing(rules, request, (*review.clock_events, event))
    return replace(
        event,
        rule=before.rule.id if before.rule is not None else "",
        due_before=before.due,
        due_after=after.due,
        recorded_by=workspace.reviewer().name,
        recorded_at=workspace.now(),
    )


def new_event(act: ClockAct, at: datetime, why: str) -> ClockEvent:
    """An event that is not logged yet."""
    return ClockEvent(uuid4().hex, act, at, why.strip())


def pended(review: Review) -> ClockEvent | None:
    """The pend that the request still waits after; ``None`` when nothing is waited for."""
    last = _last(review, ClockAct.PENDED, ClockAct.RESUMED)
    return last if last is not None and last.act is ClockAct.PENDED else None


def events_at_signing(
    workspace: Workspace, request: Request, review: Review, at: datetime
) -> Iterator[ClockEvent]:
    """What the clock's log says of a review that is signed at that instant: that it pends, or decides."""
    if pends(review):
        lines = sorted(item for one in review.determinations for item in one.missing if item.strip())
        event = new_event(ClockAct.PENDED, at, "; ".join(dict.fromkeys(lines)))
        yield logged(workspace, request, review, event)
    if closes(review) and not _decided(review):
        outcomes = dict.fromkeys(one.outcome.value for one in review.determinations if one.outcome)
        yield logged(workspace, request, review, new_event(ClockAct.DECIDED, at, ", ".join(outcomes)))


def events_at_new_version(
    workspace: Workspace, request: Request, signed: Review, arrived: datetime, why: str
) -> Iterator[ClockEvent]:
    """What the clock's log says when a version is begun after that signed one: who takes a pended request up
    again has the information, so its clock goes on. A decision that the log lacks is made up for: it was
    signed by a program that kept none."""
    pend = pended(signed)
    if pend is not None:
        event = new_event(ClockAct.RESUMED, max(arrived, pend.at), why)
        yield logged(workspace, request, signed, event)
    decided = decided_at(signed)
    if decided is not None and not _decided(signed):
        yield logged(workspace, request, signed, new_event(ClockAct.DECIDED, decided, ""))


def _decided(review: Review) -> bool:
    last = _last(review, ClockAct.DECIDED, ClockAct.VOIDED)
    return last is not None and last.act is ClockAct.DECIDED


def _last(review: Review, *acts: ClockAct) -> ClockEvent | None:
    found = [event for event in in_force(review.clock_events) if event.act in acts]
    return found[-1] if found else None
