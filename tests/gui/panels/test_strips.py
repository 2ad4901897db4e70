"""Case strip, timeline, hint line: what they say, and how they give way when there is little room."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.checklist import LineReadiness
from reviewer_app.domain.clock import ClockPhase, ClockStanding
from reviewer_app.domain.request import Request
from reviewer_app.domain.review import Outcome, ReviewStatus
from reviewer_app.gui.look import Look
from reviewer_app.gui.panels.case_strip import CaseStrip, member_words, readiness_words, service_words
from reviewer_app.gui.panels.hint_line import WORD_MILLISECONDS, HintLine
from reviewer_app.gui.panels.timeline import (
    NOTHING,
    TimelineEvent,
    TimelineStrip,
    case_events,
    place_events,
)
from tests.gui.panels.keys import focus, press, shown

NOW = datetime(2025, 6, 14, 15, 42, tzinfo=UTC)


def chips(strip: CaseStrip) -> dict[str, str]:
    """What the visible chips say, with their kind."""
    found = strip.findChildren(QLabel)
    return {
        chip.text(): str(chip.property("chip"))
        for chip in found
        if chip.property("chip") and chip.isVisible()
    }


def test_the_strip_says_whose_case_and_which_service(case: OpenCase) -> None:
    assert member_words(case) == ("Whitcombe, Alan", "29 Jan 1966 · GH2209187-01 · Granite Choice PPO")
    assert service_words(case) == (
        "29827 LT",
        "Shoulder arthroscopy, rotator cuff repair · 24 Jun 2025 · +1 line",
    )


def test_what_is_not_known_is_said(case: OpenCase) -> None:
    empty = replace(case, request=Request(), readiness=())
    assert member_words(empty) == ("Member not known", "date of birth not known")
    assert service_words(empty) == ("No service line", "")
    assert readiness_words(empty) == ("no service line", "warning")


def test_readiness_counts_each_blocker_once(case: OpenCase) -> None:
    assert readiness_words(case) == ("3 blockers to approval", "bad")
    free = replace(case, readiness=(LineReadiness(1, (), (), tuple(Outcome)),))
    assert readiness_words(free) == ("ready to approve", "good")
    signed = replace(case, review=replace(case.review, status=ReviewStatus.SIGNED))
    assert readiness_words(signed) == ("signed: pended", "good")


@pytest.mark.parametrize(
    ("left", "words", "kind"),
    [
        (timedelta(days=5), "due in 5 d 0 h", "plain"),
        (timedelta(days=2, hours=4), "due in 2 d 4 h", "warning"),
        (timedelta(minutes=5), "due in 5 min", "warning"),
        (timedelta(hours=-3), "overdue by 3 h 0 min", "bad"),
    ],
)
def test_the_due_chip_warns_in_time(
    qtbot: QtBot, light: Look, case: OpenCase, left: timedelta, words: str, kind: str
) -> None:
    strip = CaseStrip()
    strip.show_case(case)
    strip.show_clock(ClockStanding(ClockPhase.RUNNING, due=NOW + left), NOW)
    shown(qtbot, strip, 1200, 60)
    assert chips(strip) == {words: kind, "3 blockers to approval": "bad"}
    strip.show_clock(ClockStanding(), NOW)
    assert chips(strip) == {"3 blockers to approval": "bad"}


def test_a_narrow_strip_cuts_words_and_keeps_the_chips(qtbot: QtBot, light: Look, case: OpenCase) -> None:
    strip = CaseStrip()
    strip.show_case(case)
    shown(qtbot, strip, 620, 60)
    chip = next(label for label in strip.findChildren(QLabel) if label.text() == "3 blockers")
    assert chip.geometry().right() < strip.width()
    assert any(label.text().endswith("…") for label in strip.findChildren(QLabel))


def test_the_timeline_knows_the_requests_dates(case: OpenCase) -> None:
    assert [(event.what, event.on) for event in case_events(case)] == [
        ("onset", date(2025, 1, 10)),
        ("change", date(2025, 3, 4)),
        ("received", date(2025, 6, 11)),
        ("requested date of service", date(2025, 6, 24)),
    ]


EVENTS = st.lists(
    st.tuples(st.dates(date(2020, 1, 1), date(2026, 12, 31)), st.floats(10, 160), st.integers(1, 4)),
    min_size=1,
    max_size=9,
)


@given(EVENTS, st.floats(120, 1600))
def test_labels_never_touch_nor_leave_the_strip(items: list[tuple[date, float, int]], width: float) -> None:
    items = sorted(items, key=lambda item: item[0])
    events = [TimelineEvent("x", on, "accent", weight) for on, _width, weight in items]
    widths = [label for _on, label, _weight in items]
    placed = place_events(events, widths, 0, width, 12)
    labelled = [(item.x, widths[number]) for number, item in enumerate(placed) if item.labelled]
    assert labelled
    assert [item.x for item in placed] == sorted(item.x for item in placed)
    if len(labelled) > 1:
        for (x, own), (next_x, other) in pairwise(labelled):
            assert next_x - other / 2 - (x + own / 2) >= 12 - 1e-6
        assert labelled[0][0] - labelled[0][1] / 2 >= -1e-6
        assert labelled[-1][0] + labelled[-1][1] / 2 <= width + 1e-6


def test_the_weightiest_label_stays_longest() -> None:
    events = [
        TimelineEvent("onset", date(2025, 1, 1), "accent", 1),
        TimelineEvent("x", date(2025, 1, 2), "absent", 4),
    ]
    placed = place_events(events, [100, 100], 0, 150, 10)
    assert [item.labelled for item in placed] == [False, True]


def test_the_timeline_is_read_out_and_painted(qtbot: QtBot, light: Look, case: OpenCase) -> None:
    strip = TimelineStrip(light)
    assert strip.accessibleDescription() == ""
    strip.show_events(())
    assert strip.accessibleDescription() == NOTHING
    strip.show_case(case)
    shown(qtbot, strip, 900, 60)
    assert strip.accessibleDescription().startswith("onset 10 Jan 2025, change 4 Mar 2025")
    assert all(item.labelled for item in strip.placed())
    dot = strip.placed()[-1]
    picture = QImage(strip.size(), QImage.Format.Format_RGB32)
    strip.render(picture)
    assert picture.pixelColor(round(dot.x), strip.height() // 2) == light.absent


@pytest.fixture
def line(light: Look) -> HintLine:
    made = HintLine(light)
    made.show_hints((("P", "present"), ("A", "absent"), ("E", "attach selection")))
    return made


def test_hints_that_do_not_fit_are_left_out_whole(qtbot: QtBot, line: HintLine) -> None:
    window = shown(qtbot, line, 900, 40)
    assert [key for key, _word in line.hints.fitting()] == ["P", "A", "E"]
    window.resize(330, 40)
    qtbot.waitUntil(lambda: line.width() < 400)
    assert 0 < len(line.hints.fitting()) < 3


def test_hints_and_the_time_of_saving_are_read_out(line: HintLine) -> None:
    assert line.hints.accessibleDescription() == "P present, A absent, E attach selection"
    line.show_saved(NOW)
    assert line.state_text() == f"saved {NOW.astimezone():%H:%M:%S}"
    line.show_state("read-only")
    assert line.state_text() == "read-only"
    line.show_saved(None)
    assert line.state_text() == ""


def test_a_word_on_a_key_gives_way_to_the_state_again(qtbot: QtBot, line: HintLine) -> None:
    line.show_saved(NOW)
    saved = line.state_text()
    line.show_word("no links on this page")
    assert line.state_text() == "no links on this page"
    qtbot.waitUntil(lambda: line.state_text() == saved, timeout=3 * WORD_MILLISECONDS)


def test_a_word_on_a_key_stands_until_something_new_is_saved(line: HintLine) -> None:
    line.show_saved(NOW)
    line.show_word("first hit again")
    line.show_saved(NOW)
    assert line.state_text() == "first hit again"
    line.show_saved(NOW + timedelta(seconds=9))
    assert line.state_text().startswith("saved ")


def test_messages_stay_until_they_are_dismissed(qtbot: QtBot, line: HintLine) -> None:
    window = shown(qtbot, line, 900, 100)
    line.show_message("The disk is full.")
    line.show_message("The file changed.")
    line.show_message("The disk is full.")
    assert line.messages.sentences == ("The file changed.", "The disk is full.")
    button = line.messages.dismiss_button
    focus(qtbot, button)
    with qtbot.waitSignal(line.message_dismissed):
        press(button, "Return")
    assert len(line.messages.sentences) == 1
    line.dismiss_message()
    assert not line.messages.isVisible()
    line.show_message("The disk is full.")
    line.show_done("Written: one.pdf")
    line.show_done("Written: two.pdf")
    assert line.messages.sentences == ("The disk is full.",)
    assert line.messages.done == ("Written: two.pdf",)
    line.clear_messages()
    assert not line.messages.isVisible()
    line.dismiss_message()
    press(line, "P")
    assert window.run == ["P"]
