"""The due time: which rule holds, and how it is counted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer_app.domain.clock import (
    ClockAct,
    ClockEvent,
    ClockExtension,
    ClockPhase,
    ClockRule,
    ClockStanding,
    ClockUnit,
)
from reviewer_app.domain.request import Plan, Request
from reviewer_app.domain.review import LineDetermination, Outcome, ReviewStatus, Signature
from reviewer_app.domain.version_note import VersionKind, VersionNote
from reviewer_app.rules.clocks import (
    closes,
    decided_at,
    due,
    extension_problem,
    governing_clock,
    pends,
    standing,
)
from tests.unit.rules.cases import NOON, NURSE, complete, decided

CENTRAL = timezone(timedelta(hours=-5))
RECEIVED = datetime(2025, 5, 8, 10, 14, tzinfo=CENTRAL)
REQUEST = Request(received=RECEIVED, plan=Plan(line_of_business="commercial", funding="self_funded"))
STANDARD = ClockRule(
    "standard", ("commercial",), "standard", 15, ClockUnit.CALENDAR_DAYS, "A source", pend_stops=True
)
URGENT = replace(STANDARD, id="urgent", urgency="expedited", amount=72, unit=ClockUnit.HOURS)


def test_days_and_hours_are_counted_from_the_instant_of_receipt() -> None:
    assert due((STANDARD, URGENT), REQUEST) == datetime(2025, 5, 23, 10, 14, tzinfo=CENTRAL)
    expedited = replace(REQUEST, urgency="expedited")
    assert due((STANDARD, URGENT), expedited) == datetime(2025, 5, 11, 10, 14, tzinfo=CENTRAL)


def test_the_due_time_keeps_the_offset_of_the_receipt() -> None:
    at = due((STANDARD,), REQUEST)
    assert at is not None
    assert at.utcoffset() == timedelta(hours=-5)


@pytest.mark.parametrize(
    ("received", "holds"),
    [
        (date(2025, 12, 31), False),
        (date(2026, 1, 1), True),
        (date(2026, 6, 30), True),
        (date(2026, 7, 1), False),
    ],
)
def test_effective_dates_are_inclusive_and_those_of_receipt(received: date, holds: bool) -> None:
    rule = replace(STANDARD, effective_from=date(2026, 1, 1), effective_to=date(2026, 6, 30))
    request = replace(
        REQUEST, received=datetime(received.year, received.month, received.day, 9, tzinfo=CENTRAL)
    )
    assert (due((rule,), request) is not None) is holds


def test_of_several_rules_the_one_that_ends_first_counts() -> None:
    shorter = replace(STANDARD, id="state-law", amount=5)
    for rules in ((STANDARD, shorter), (shorter, STANDARD)):
        found = governing_clock(rules, REQUEST)
        assert found is not None
        assert found.id == "state-law"


def test_a_rule_for_one_funding_does_not_hold_for_another() -> None:
    rule = replace(STANDARD, fundings=("fully_insured",))
    assert due((rule,), REQUEST) is None
    insured = replace(REQUEST, plan=replace(REQUEST.plan, funding="fully_insured"))
    assert due((rule,), insured) is not None


@pytest.mark.parametrize(
    "request_",
    [
        replace(REQUEST, received=None),
        replace(REQUEST, urgency="at once"),
        replace(REQUEST, plan=Plan(line_of_business="medicare")),
        replace(REQUEST, plan=Plan()),
    ],
    ids=["not received", "unknown urgency", "other line of business", "no line of business"],
)
def test_without_a_rule_no_due_time_is_invented(request_: Request) -> None:
    assert due((STANDARD, URGENT), request_) is None


@given(st.dates(date(1980, 1, 1), date(2150, 1, 1)), st.integers(-14 * 60, 14 * 60))
def test_a_calendar_day_is_24_hours_whatever_the_date(day: date, minutes: int) -> None:
    received = datetime.combine(day, time(1, 30), timezone(timedelta(minutes=minutes)))
    at = due((STANDARD,), replace(REQUEST, received=received))
    assert at is not None
    assert at - received == timedelta(days=15)


def event(act: ClockAct, at: datetime, days: int = 0) -> ClockEvent:
    return ClockEvent(f"{act}-{at.isoformat()}", act, at, days=days)


def days_later(days: float) -> datetime:
    return RECEIVED + timedelta(days=days)


PENDED = event(ClockAct.PENDED, days_later(5))
RESUMED = event(ClockAct.RESUMED, days_later(25))


def test_a_pend_stops_the_clock_where_the_rule_says_so() -> None:
    stopped = standing((STANDARD,), REQUEST, (PENDED,))
    assert (stopped.phase, stopped.due, stopped.since) == (ClockPhase.STOPPED, None, PENDED.at)
    assert stopped.left == timedelta(days=10)
    running = standing((replace(STANDARD, pend_stops=False),), REQUEST, (PENDED,))
    assert (running.phase, running.due) == (ClockPhase.RUNNING, days_later(15))


def test_the_time_from_the_pend_to_the_information_does_not_count() -> None:
    assert due((STANDARD,), REQUEST, (PENDED, RESUMED)) == days_later(35)
    again = (event(ClockAct.PENDED, days_later(30)), event(ClockAct.RESUMED, days_later(31)))
    assert due((STANDARD,), REQUEST, (*again, RESUMED, PENDED)) == days_later(36)


def test_a_clock_that_has_run_out_cannot_be_stopped() -> None:
    late = (event(ClockAct.PENDED, days_later(16)), event(ClockAct.RESUMED, days_later(30)))
    assert due((STANDARD,), REQUEST, late) == days_later(15)
    assert standing((STANDARD,), REQUEST, late[:1]).phase is ClockPhase.RUNNING


def test_information_that_came_before_the_pend_was_signed_takes_no_time_away() -> None:
    early = (PENDED, event(ClockAct.RESUMED, days_later(5)))
    assert due((STANDARD,), REQUEST, early) == days_later(15)


def test_an_extension_moves_the_due_time() -> None:
    extended = event(ClockAct.EXTENDED, days_later(3), days=14)
    assert due((STANDARD,), REQUEST, (extended,)) == days_later(29)
    assert due((STANDARD,), REQUEST, (extended, PENDED, RESUMED)) == days_later(49)


def test_a_decision_ends_the_clock_and_the_first_one_counts() -> None:
    decided = event(ClockAct.DECIDED, days_later(10))
    clock = standing((STANDARD,), REQUEST, (decided, event(ClockAct.DECIDED, days_later(90))))
    assert (clock.phase, clock.since, clock.left) == (ClockPhase.DECIDED, days_later(10), timedelta(days=5))
    assert not clock.late
    assert standing((STANDARD,), REQUEST, (), decided_at=days_later(16)).late


def test_what_was_decided_while_the_clock_stood_was_in_time() -> None:
    clock = standing((STANDARD,), REQUEST, (PENDED,), decided_at=days_later(40))
    assert (clock.phase, clock.left) == (ClockPhase.DECIDED, timedelta(days=10))


def test_a_voided_decision_leaves_the_request_undecided() -> None:
    events = (event(ClockAct.DECIDED, days_later(10)), event(ClockAct.VOIDED, days_later(12)))
    clock = standing((STANDARD,), REQUEST, events)
    assert (clock.phase, clock.due) == (ClockPhase.RUNNING, days_later(15))


def test_without_a_rule_it_is_still_known_whether_the_request_is_decided() -> None:
    decided = event(ClockAct.DECIDED, days_later(10))
    assert standing((), REQUEST, (decided,)).phase is ClockPhase.DECIDED
    voided = event(ClockAct.VOIDED, days_later(12))
    assert standing((), REQUEST, (decided, voided)).phase is ClockPhase.UNKNOWN


@pytest.mark.parametrize(
    ("received", "expected"),
    [
        ("2026-03-06T10:14", "2026-03-13T11:14-05:00"),
        ("2026-10-30T10:14", "2026-11-06T09:14-06:00"),
        ("2026-06-05T10:14", "2026-06-12T10:14-05:00"),
    ],
    ids=["clocks go forward", "clocks go back", "summer"],
)
def test_a_clock_change_neither_lengthens_nor_shortens_the_time(received: str, expected: str) -> None:
    chicago = ZoneInfo("America/Chicago")
    request = replace(REQUEST, received=datetime.fromisoformat(received).replace(tzinfo=chicago))
    at = due((replace(STANDARD, amount=7),), request)
    assert at is not None
    assert at == datetime.fromisoformat(expected)
    assert at.astimezone(chicago).isoformat(timespec="minutes") == expected
    assert request.received is not None
    assert at.utcoffset() == request.received.utcoffset()


@pytest.mark.parametrize("weekday", range(7))
def test_hours_and_calendar_days_go_on_over_the_weekend(weekday: int) -> None:
    received = datetime(2026, 5, 4 + weekday, 16, 30, tzinfo=CENTRAL)
    request = replace(REQUEST, received=received, urgency="expedited")
    assert due((URGENT,), request) == received + timedelta(hours=72)
    standard = replace(request, urgency="standard")
    assert due((replace(STANDARD, amount=7),), standard) == received + timedelta(days=7)


def test_a_rule_for_one_state_does_not_hold_in_another() -> None:
    rule = replace(STANDARD, states=("WI", "MN"))
    assert due((rule,), REQUEST) is None
    at_home = replace(REQUEST, plan=replace(REQUEST.plan, state="wi"))
    assert due((rule,), at_home) is not None


EXTENSION = ClockExtension(14, "A source")
RUNNING = standing((replace(STANDARD, extension=EXTENSION),), REQUEST)
NOTICED = date(2025, 5, 20)


def problem(
    clock: ClockStanding = RUNNING,
    days: int = 14,
    noticed: date | None = NOTICED,
    why: str = "A record is on its way.",
    events: tuple[ClockEvent, ...] = (),
) -> str:
    return extension_problem(clock, events, days, noticed, why, date(2025, 5, 30))


def test_an_extension_within_its_rule_is_allowed() -> None:
    assert problem() == ""
    assert problem(days=1) == ""
    assert problem(noticed=date(2025, 5, 23)) == ""
    unnoticed = replace(STANDARD, extension=replace(EXTENSION, notice=False))
    assert problem(standing((unnoticed,), REQUEST), noticed=None) == ""


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (problem(ClockStanding()), "No clock rule"),
        (problem(standing((STANDARD,), REQUEST)), "allows no extension"),
        (problem(days=15), "1 to 14 days"),
        (problem(days=0), "1 to 14 days"),
        (problem(why=" "), "needs its reason"),
        (problem(noticed=None), "needs the day"),
        (problem(noticed=date(2025, 5, 24)), "before the time ended"),
        (problem(noticed=date(2025, 5, 31)), "in the future"),
        (problem(events=(event(ClockAct.EXTENDED, RECEIVED, 1),)), "used up"),
        (problem(standing((STANDARD,), REQUEST, decided_at=RECEIVED)), "is decided"),
    ],
)
def test_why_an_extension_is_refused(told: str, words: str) -> None:
    assert words in told


@pytest.mark.parametrize(
    ("outcomes", "closing", "pending"),
    [
        ((Outcome.APPROVE,), True, False),
        ((Outcome.APPROVE, Outcome.WITHDRAWN), True, False),
        ((Outcome.PEND,), False, True),
        ((Outcome.APPROVE, Outcome.PEND), False, True),
        ((Outcome.REFER, Outcome.PEND), False, False),
        ((Outcome.APPROVE, None), False, False),
        ((None, Outcome.PEND), False, False),
        ((), False, False),
    ],
)
def test_which_outcomes_end_or_stop_the_clock(
    outcomes: tuple[Outcome | None, ...], closing: bool, pending: bool
) -> None:
    lines = tuple(LineDetermination(line, outcome) for line, outcome in enumerate(outcomes, start=1))
    review = replace(complete().review, determinations=lines)
    assert (closes(review), pends(review)) == (closing, pending)


def test_a_signed_decision_is_known_by_its_signature_but_a_void_one_is_none() -> None:
    review = decided(complete(), LineDetermination(1, Outcome.APPROVE)).review
    assert decided_at(review) is None
    signed = replace(review, status=ReviewStatus.SIGNED, signature=Signature(NURSE, NOON, "", ""))
    assert decided_at(signed) == NOON
    note = VersionNote(1, VersionKind.VOID, "Entered for another member.", NURSE.name, NOON)
    assert decided_at(replace(signed, version_notes=(note,))) is None
