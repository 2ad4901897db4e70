"""The due time: which rule holds, and how it is counted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer_app.domain.request import Plan, Request
from reviewer_app.rules.clocks import ClockRule, ClockUnit, due, governing_clock

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
