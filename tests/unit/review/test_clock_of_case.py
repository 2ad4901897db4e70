"""The clock of an open case: extensions, decisions, and the user's own rules."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from reviewer_app.domain.clock import ClockAct, ClockPhase
from reviewer_app.domain.errors import BlockedError
from reviewer_app.domain.review import Outcome
from reviewer_app.review.desk import Desk
from reviewer_app.review.workspace import open_workspace
from tests.unit.review.desks import START, Clock, WatchedCases, decide_all, lumbar_request

RECEIVED = START - timedelta(days=2)
REQUEST = lumbar_request(received=RECEIVED.isoformat())
MINE = """
[[rule]]
id = "wisconsin"
lines_of_business = ["commercial"]
states = ["WI", "MN"]
urgency = "standard"
amount = 5
unit = "calendar-days"
pend_stops = false
source = "A statute of the state"
"""


def test_an_extension_is_logged_with_what_it_moved(desk: Desk, cases: WatchedCases) -> None:
    case = desk.open(cases.made("small", REQUEST, a="A note."))
    before = case.due
    assert before == RECEIVED + timedelta(days=15)
    extended = desk.extend_clock(15, date(2025, 10, 6), "The plan's file is in another office.")
    (event,) = extended.review.clock_events
    assert (event.act, event.days, event.noticed) == (ClockAct.EXTENDED, 15, date(2025, 10, 6))
    assert (event.due_before, event.due_after) == (before, before + timedelta(days=15))
    assert extended.due == event.due_after
    assert desk.worklist(cases.root)[0].due == event.due_after
    with pytest.raises(BlockedError, match="used up"):
        desk.extend_clock(1, date(2025, 10, 6), "Once more.")
    assert desk.undo().due == before


def test_an_extension_that_its_rule_does_not_allow_is_refused(desk: Desk, cases: WatchedCases) -> None:
    desk.open(cases.made("small", REQUEST, a="A note."))
    with pytest.raises(BlockedError, match="1 to 15 days"):
        desk.extend_clock(16, date(2025, 10, 6), "Too long.")
    desk.open(cases.made("urgent", {**REQUEST, "urgency": "expedited", "request_id": "PA-2"}, b="A note."))
    with pytest.raises(BlockedError, match="allows no extension"):
        desk.extend_clock(1, date(2025, 10, 6), "Urgent.")


def test_a_decision_ends_the_clock_and_an_amendment_does_not_start_it_again(
    desk: Desk, cases: WatchedCases, clock: Clock
) -> None:
    desk.open(cases.made("small", REQUEST, a="A note."))
    desk.withdraw("By telephone.")
    signed = desk.sign("")
    assert (signed.clock.phase, signed.clock.late) == (ClockPhase.DECIDED, False)
    clock.now += timedelta(days=300)
    amended = desk.amend("A typing error.")
    assert (amended.clock.phase, amended.clock.late) == (ClockPhase.DECIDED, False)
    again = desk.sign("")
    assert again.clock.since == signed.clock.since
    assert [event.act for event in again.review.clock_events] == [ClockAct.DECIDED]
    assert desk.worklist(cases.root)[0].clock == amended.clock


def test_a_referral_does_not_stop_the_clock(desk: Desk, cases: WatchedCases) -> None:
    desk.open(cases.made("small", REQUEST, a="A note."))
    decide_all(desk, Outcome.REFER)
    signed = desk.sign("")
    assert signed.clock.phase is ClockPhase.RUNNING
    assert signed.review.clock_events == ()


def test_the_users_own_rule_counts_where_it_ends_sooner(data: Path, cases: WatchedCases) -> None:
    data.mkdir()
    (data / "clocks.toml").write_text(MINE)
    plan = {**REQUEST["plan"], "state": "MN"}
    folder = cases.made("small", {**REQUEST, "plan": plan}, a="A note.")
    with open_workspace(data, Clock()) as workspace:
        case = Desk(workspace).open(folder)
    assert case.due == RECEIVED + timedelta(days=5)
    assert case.clock.rule is not None
    assert case.clock.rule.source == "A statute of the state"


def test_a_wrong_file_of_the_user_is_told_and_no_time_is_shown_by_other_rules(
    data: Path, cases: WatchedCases
) -> None:
    data.mkdir()
    (data / "clocks.toml").write_text(MINE.replace("amount = 5", "amount = 'five'"))
    folder = cases.made("small", REQUEST, a="A note.")
    with open_workspace(data, Clock()) as workspace:
        desk = Desk(workspace)
        case = desk.open(folder)
        (row,) = desk.worklist(cases.root)
        with pytest.raises(BlockedError, match=r"clocks\.toml, rule 1: amount"):
            desk.extend_clock(1, date(2025, 10, 6), "No rule.")
    assert case.due is None
    assert (
        case.clock.problem
        == row.problem
        == "clocks.toml, rule 1: amount should be a whole number from 1 to 10000."
    )
