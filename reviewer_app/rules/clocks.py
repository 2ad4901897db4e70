"""When a determination is due: from the instant of receipt, by rules that are data with effective dates,
moved by what the clock's log says.

The rules are read from a file by :mod:`reviewer_app.exchange.clock_file` and handed in.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone

from reviewer_app.domain.clock import (
    ClockAct,
    ClockEvent,
    ClockPhase,
    ClockRule,
    ClockStanding,
)
from reviewer_app.domain.request import Request
from reviewer_app.domain.review import Outcome, Review, ReviewStatus
from reviewer_app.rules.part_words import day_words


def holds_for(rule: ClockRule, request: Request, received: date) -> bool:
    """Whether the rule holds for that request, received on that calendar day."""
    plan = request.plan
    return (
        plan.line_of_business in rule.lines_of_business
        and request.urgency == rule.urgency
        and (not rule.fundings or plan.funding in rule.fundings)
        and (not rule.states or plan.state.strip().upper() in rule.states)
        and (rule.effective_from is None or rule.effective_from <= received)
        and (rule.effective_to is None or received <= rule.effective_to)
    )


def governing_clock(rules: Sequence[ClockRule], request: Request) -> ClockRule | None:
    """The time limit that counts for the request: of those that hold, the one that ends first.

    ``None`` when the time of receipt is not known or no rule holds.
    """
    if request.received is None:
        return None
    received = request.received.date()
    holding = (rule for rule in rules if holds_for(rule, request, received))
    return min(holding, key=lambda rule: rule.length, default=None)


def due(rules: Sequence[ClockRule], request: Request, events: Sequence[ClockEvent] = ()) -> datetime | None:
    """The instant the determination is due, in the offset of the receipt; ``None`` without a known limit, and
    while the clock is stopped."""
    return standing(rules, request, events).due


def standing(
    rules: Sequence[ClockRule],
    request: Request,
    events: Sequence[ClockEvent] = (),
    decided_at: datetime | None = None,
) -> ClockStanding:
    """How the clock stands after its events, in the order in which they took effect.

    ``decided_at`` is when the determination was made, where the log has no event that says so.
    """
    rule = governing_clock(rules, request)
    if rule is None or request.received is None:
        return _without_rule(events, decided_at)
    course = _Course(rule, _in_fixed_offset(request.received) + rule.length)
    for event in in_force(events):
        course.take(event)
    if decided_at is not None:
        course.decide(decided_at)
    return course.standing()


def in_force(events: Sequence[ClockEvent]) -> tuple[ClockEvent, ...]:
    """The events in the order in which they took effect, which need not be the one they were logged in."""
    return tuple(sorted(events, key=lambda event: event.at))


def closes(review: Review) -> bool:
    """Whether the review, once signed, decides the request: each line has an outcome that leaves nothing to
    do. A referral does not, nor does a pend."""
    return all_closed(one.outcome for one in review.determinations)


def all_closed(outcomes: Iterable[Outcome | None]) -> bool:
    """Whether there are outcomes and each of them leaves nothing to do."""
    found = set(outcomes)
    return bool(found) and all(
        outcome is not None and (outcome.final or outcome is Outcome.WITHDRAWN) for outcome in found
    )


def pends(review: Review) -> bool:
    """Whether all that is not decided waits for information, so that nobody works on the request: some line
    pends and none is referred."""
    outcomes = {one.outcome for one in review.determinations}
    return Outcome.PEND in outcomes and not outcomes & {Outcome.REFER, None}


def decided_at(review: Review) -> datetime | None:
    """When a signed review decided the request; ``None`` while it is open, pends, refers or is void."""
    signature = review.signature
    if signature is None or review.status is ReviewStatus.OPEN or review.void or not closes(review):
        return None
    return signature.signed_at


def extension_problem(
    clock: ClockStanding,
    events: Sequence[ClockEvent],
    days: int,
    noticed: date | None,
    why: str,
    today: date,
) -> str:
    """Why the clock may not be extended like this, in one sentence; empty when it may.

    How long and how often, and whether the member has to be told before the time ends, is the rule's word.
    """
    rule = clock.rule
    if rule is None:
        return "No clock rule holds for this request, so there is nothing to extend."
    if clock.phase is ClockPhase.DECIDED:
        return "The request is decided; its clock has ended."
    allowed = rule.extension
    if allowed is None:
        return f"The rule {rule.id} ({rule.source}) allows no extension."
    if sum(1 for event in events if event.act is ClockAct.EXTENDED) >= allowed.times:
        times = "once" if allowed.times == 1 else f"{allowed.times} times"
        return f"The rule {rule.id} allows an extension {times} ({allowed.source}), which is used up."
    if not 1 <= days <= allowed.days:
        return f"The rule {rule.id} allows 1 to {allowed.days} days ({allowed.source})."
    if not why.strip():
        return "An extension needs its reason."
    return _notice_problem(clock, noticed, today) if allowed.notice or noticed is not None else ""


def _notice_problem(clock: ClockStanding, noticed: date | None, today: date) -> str:
    if noticed is None:
        return "An extension needs the day on which the member was told."
    if noticed > today:
        return "The day on which the member was told cannot be in the future."
    if clock.due is not None and noticed > clock.due.date():
        return f"The member had to be told before the time ended, on {day_words(clock.due.date())}."
    return ""


def _without_rule(events: Sequence[ClockEvent], decided_at: datetime | None) -> ClockStanding:
    """Nothing is due by any rule; whether it is decided is known all the same."""
    when = decided_at
    for event in in_force(events):
        if event.act is ClockAct.VOIDED:
            when = decided_at
        elif event.act is ClockAct.DECIDED:
            when = event.at
    return ClockStanding(ClockPhase.UNKNOWN if when is None else ClockPhase.DECIDED, since=when)


def _in_fixed_offset(at: datetime) -> datetime:
    """The instant in the offset that it was given in. Adding to a zone's wall-clock time would lose or gain
    the hour of a clock change."""
    offset = at.utcoffset()
    return at if offset is None else at.astimezone(timezone(offset))


@dataclass(slots=True)
class _Course:
    """The clock while its events are gone through."""

    rule: ClockRule
    due: datetime
    stopped: datetime | None = None
    decided: datetime | None = None

    def take(self, event: ClockEvent) -> None:
        match event.act:
            case ClockAct.PENDED:
                # A clock that has run out cannot be stopped.
                if self.rule.pend_stops and self.stopped is None and event.at < self.due:
                    self.stopped = event.at
            case ClockAct.RESUMED:
                self._go_on(event.at)
            case ClockAct.EXTENDED:
                self.due += timedelta(days=event.days)
            case ClockAct.DECIDED:
                self.decide(event.at)
            case ClockAct.VOIDED:
                self.decided = None

    def decide(self, at: datetime) -> None:
        """The first decision counts: an amendment does not make it late."""
        if self.decided is None:
            self._go_on(at)
            self.decided = at

    def standing(self) -> ClockStanding:
        if self.decided is not None:
            left = self.due - self.decided
            return ClockStanding(ClockPhase.DECIDED, self.rule, self.due, self.decided, left)
        if self.stopped is not None:
            return ClockStanding(
                ClockPhase.STOPPED, self.rule, since=self.stopped, left=self.due - self.stopped
            )
        return ClockStanding(ClockPhase.RUNNING, self.rule, self.due)

    def _go_on(self, at: datetime) -> None:
        """The time since the clock was stopped does not count."""
        if self.stopped is not None:
            self.due += max(at - self.stopped, timedelta(0))
            self.stopped = None
