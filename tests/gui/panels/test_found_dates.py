"""Dates that were found: on the strip, and in the list in which each is confirmed or rejected by one key."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.evidence import Anchor, Evidence
from reviewer_app.domain.found import FoundDate, FoundQuote, Milestone
from reviewer_app.domain.timeline_entry import TimelineEntry, timeline_id
from reviewer_app.gui.look import load_look
from reviewer_app.gui.models.found_dates_model import DateState, date_rows, open_dates
from reviewer_app.gui.panels.found_dates import DatesPanel
from reviewer_app.gui.panels.timeline import case_events
from reviewer_app.rules.timeline_rules import RequestDate
from tests.gui.panels.shoulder import shoulder_case

QUOTE = FoundQuote("a" * 64, "01_consult.pdf", 2, "Pain began in March.")
ONSET = FoundDate(Milestone.ONSET, "pain began", date(2025, 3, 1), QUOTE, approximate=True)
THERAPY = FoundDate(Milestone.TREATMENT, "therapy", date(2025, 4, 1), QUOTE, until=date(2025, 5, 20))
VISIT = FoundDate(Milestone.VISIT, "first visit", date(2025, 3, 20), QUOTE)


@pytest.fixture
def case() -> OpenCase:
    shown = shoulder_case()
    return replace(shown, request=replace(shown.request, onset_date=None, change_date=None))


def settled(found: FoundDate, *, confirmed: bool) -> TimelineEntry:
    anchor = Anchor(found.found.sha256, found.found.page, (), found.found.quote)
    cited = (Evidence("e", anchor, found.found.file, datetime.now(UTC), "N"),)
    return TimelineEntry(
        timeline_id(found), found.milestone, found.what, found.day, confirmed, cited, found.until
    )


def with_entries(case: OpenCase, *entries: TimelineEntry) -> OpenCase:
    return replace(case, review=replace(case.review, timeline=entries))


def test_dates_stand_in_their_order_with_what_was_said_of_them(case: OpenCase) -> None:
    said = with_entries(case, settled(VISIT, confirmed=False), settled(ONSET, confirmed=True))
    onset, visit, therapy = date_rows(said, (THERAPY, ONSET, VISIT))
    assert (onset.state, visit.state, therapy.state) == (
        DateState.CONFIRMED,
        DateState.REJECTED,
        DateState.OPEN,
    )
    assert therapy.text == "1 Apr 2025 – 20 May 2025"
    assert onset.text == "1 Mar 2025"  # as it was confirmed
    assert onset.fills is RequestDate.ONSET
    assert visit.fills is None
    assert therapy.place == "Consult · p 2"
    assert "Pain began in March." in therapy.spoken
    assert open_dates((onset, visit, therapy)) == 1


def test_a_date_that_is_found_no_more_stays_with_its_passage(case: OpenCase) -> None:
    (row,) = date_rows(with_entries(case, settled(ONSET, confirmed=True)), ())
    assert row.found is None
    assert row.quote == QUOTE
    assert row.state is DateState.CONFIRMED


def test_an_offered_date_says_that_it_is_about(case: OpenCase) -> None:
    (row,) = date_rows(case, (ONSET,))
    assert (row.text, row.milestone_words) == ("about 1 Mar 2025", "onset")


def test_the_strip_has_what_is_offered_and_what_is_confirmed_but_nothing_rejected(case: OpenCase) -> None:
    said = with_entries(case, settled(VISIT, confirmed=False), settled(ONSET, confirmed=True))
    events = [event for event in case_events(said, (ONSET, VISIT, THERAPY)) if event.on.year == 2025]
    course = [(event.what, event.offered) for event in events if event.on < date(2025, 4, 2)]
    assert course == [("onset", False), ("treatment", True)]
    told = replace(case, request=replace(case.request, onset_date=ONSET.day))
    assert sum(event.what == "onset" for event in case_events(told, (ONSET,))) == 1


def test_keys_decide_and_go_on(qtbot: QtBot, case: OpenCase) -> None:
    panel = DatesPanel(load_look("light"))
    qtbot.addWidget(panel)
    decided: list[tuple[str, str]] = []
    for name, signal in (
        ("confirmed", panel.confirmed),
        ("rejected", panel.rejected),
        ("opened", panel.opened),
        ("filled", panel.filled),
        ("shown", panel.shown),
    ):
        signal.connect(lambda row, name=name: decided.append((name, row.what)))
    panel.show_rows(date_rows(case, (ONSET, VISIT, THERAPY)))
    panel.show()
    panel.focus_list()
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Y, Qt.Key.Key_X, Qt.Key.Key_U, Qt.Key.Key_E):
        QTest.keyClick(panel.list, key)
    assert decided == [
        ("shown", "pain began"),
        ("confirmed", "pain began"),
        ("rejected", "first visit"),
        ("opened", "therapy"),
        ("filled", "therapy"),
    ]


def test_without_dates_the_list_says_what_will_come(qtbot: QtBot, case: OpenCase) -> None:
    panel = DatesPanel(load_look("light"))
    qtbot.addWidget(panel)
    panel.show()
    assert panel.empty.isVisible()
    panel.show_rows(date_rows(case, (ONSET,)))
    assert not panel.empty.isVisible()
