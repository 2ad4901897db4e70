"""How the clock is worded, and in which order it puts cases."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from reviewer_app.domain.clock import (
    ClockAct,
    ClockEvent,
    ClockExtension,
    ClockPhase,
    ClockRule,
    ClockStanding,
    ClockUnit,
)
from reviewer_app.gui.models.clock_words import clock_chip, clock_sentences, due_order, event_words

NOW = datetime(2026, 6, 14, 15, 42, tzinfo=UTC)
RULE = ClockRule(
    "standard", ("commercial",), "standard", 7, ClockUnit.CALENDAR_DAYS, "A statute", pend_stops=True
)
RUNNING = ClockStanding(ClockPhase.RUNNING, RULE, NOW + timedelta(days=5))
LATE = ClockStanding(ClockPhase.RUNNING, RULE, NOW - timedelta(hours=3))
STOPPED = ClockStanding(ClockPhase.STOPPED, RULE, since=NOW, left=timedelta(days=2, hours=4))
DECIDED = ClockStanding(ClockPhase.DECIDED, RULE, NOW, NOW, timedelta(hours=1))
UNUSABLE = ClockStanding(problem="clocks.toml, rule 1: amount should be a whole number.")


@pytest.mark.parametrize(
    ("clock", "words"),
    [
        (RUNNING, ("due in 5 d 0 h", "plain")),
        (replace(RUNNING, due=NOW + timedelta(hours=71)), ("due in 2 d 23 h", "warning")),
        (LATE, ("overdue by 3 h 0 min", "bad")),
        (STOPPED, ("clock stopped, 2 d 4 h left", "plain")),
        (DECIDED, ("decided in time", "good")),
        (replace(DECIDED, left=timedelta(hours=-26)), ("decided 1 d 2 h late", "bad")),
        (ClockStanding(), ("", "plain")),
        (UNUSABLE, ("clock rules unusable", "bad")),
    ],
)
def test_the_chip_says_in_words_what_its_colour_says(clock: ClockStanding, words: tuple[str, str]) -> None:
    assert clock_chip(clock, NOW) == words


def test_the_rule_its_source_and_what_moves_it_can_be_read() -> None:
    told = " ".join(clock_sentences(RUNNING))
    assert "Rule standard: 7 calendar days from receipt (A statute)." in told
    assert "A pend stops this clock." in told
    assert "It cannot be extended." in told
    extended = replace(RULE, pend_stops=False, extension=ClockExtension(14, "Another"), note="A note.")
    told = " ".join(clock_sentences(replace(RUNNING, rule=extended)))
    assert "A pend does not stop this clock." in told
    assert "extended by 14 days, with notice to the member before it ends (Another). A note." in told
    assert clock_sentences(UNUSABLE)[0] == UNUSABLE.problem
    assert clock_sentences(STOPPED)[0].endswith("with 2 d 4 h left.")
    assert clock_sentences(DECIDED)[0].startswith("Decided ")


def test_late_cases_stand_first_and_decided_ones_last() -> None:
    clocks = (DECIDED, ClockStanding(), STOPPED, RUNNING, LATE)
    assert sorted(clocks, key=due_order) == [LATE, RUNNING, STOPPED, ClockStanding(), DECIDED]


def test_an_event_tells_what_it_did_to_the_due_time() -> None:
    event = ClockEvent(
        "e1",
        ClockAct.EXTENDED,
        NOW,
        "A record is on its way",
        due_before=NOW,
        due_after=NOW + timedelta(days=14),
        days=14,
        noticed=date(2026, 6, 13),
        recorded_by="Ines Marlow",
    )
    head, below = event_words(event)
    assert head.startswith("Extended by 14 days · ")
    assert below.startswith("A record is on its way, member told 13 Jun 2026 · due ")
    assert below.endswith(" · Ines Marlow")
    pended = replace(event, act=ClockAct.PENDED, days=0, noticed=None, due_after=None)
    assert "the clock stopped" in event_words(pended)[1]
