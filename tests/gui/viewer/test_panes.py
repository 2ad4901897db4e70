"""One or two panes: which one is meant, in which order they stand, and what their bars say."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from reviewer_app.domain.documents import PageGeometry
from reviewer_app.gui.look import Look, load_look, style_sheet
from reviewer_app.gui.viewer.pane import Pane
from reviewer_app.gui.viewer.panes import Panes
from reviewer_app.gui.viewer.picture_store import PictureStore


@pytest.fixture
def panes(qtbot: QtBot, store: PictureStore, light: Look) -> Panes:
    """A visible pane, without a document, that has the keyboard."""
    made = Panes(store, light)
    made.setStyleSheet(style_sheet(light))
    qtbot.addWidget(made)
    made.resize(900, 500)
    made.show()
    made.activateWindow()
    qtbot.waitActive(made)
    made.focused.view.setFocus()
    return made


def bar_of(pane: Pane) -> QImage:
    return pane.grab().toImage().copy(0, 0, pane.width(), pane.view.y())


def line_colour(pane: Pane) -> str:
    """The colour of the line between the bar and the pages."""
    return pane.grab().toImage().pixelColor(pane.width() // 2, pane.view.y() - 1).name()


def test_the_new_pane_stands_after_the_focused_one_or_first(panes: Panes) -> None:
    one = panes.focused
    other = panes.split()
    assert panes.shown == (one, other)
    assert (panes.focused, panes.other) == (one, other)
    panes.focus(other)
    panes.unsplit()
    assert list(panes.shown) == [other]
    assert panes.split() is one
    assert panes.shown == (other, one)
    panes.unsplit()
    panes.split(first=True)
    assert panes.shown == (one, other)
    assert abs(one.width() - other.width()) <= 1


def test_in_a_narrow_pane_a_remark_takes_the_place_of_where_the_words_are_from(panes: Panes) -> None:
    pane = panes.focused
    pane.show_source("read by machine")

    def shown() -> list[str]:
        return [label.text() for label in pane.findChildren(QLabel) if label.isVisible() and label.text()]

    panes.resize(400, 500)
    assert "read by machine" in shown()
    pane.show_remark("may be illegible")
    assert "read by machine" not in shown()
    panes.resize(900, 500)
    assert {"read by machine", "may be illegible"} <= set(shown())


def test_the_pane_with_the_keyboard_is_meant_and_told(qtbot: QtBot, panes: Panes) -> None:
    other = panes.split()
    with qtbot.waitSignal(panes.focused_changed):
        other.view.setFocus()
    assert panes.focused is other
    with qtbot.waitSignal(panes.focused_changed):
        QTest.mouseClick(panes.both[0], Qt.MouseButton.LeftButton, pos=panes.both[0].rect().topLeft())
    assert panes.focused is panes.both[0]
    assert panes.both[0].view.hasFocus()
    with qtbot.assertNotEmitted(panes.focused_changed):
        panes.focus(panes.both[0])


def test_the_line_says_where_the_keyboard_is_and_which_pane_is_meant_without_it(
    panes: Panes, light: Look
) -> None:
    one, other = panes.focused, panes.split()
    accent, rule = light.accent.name(), light.line.name()
    assert (line_colour(one), line_colour(other)) == (accent, rule)
    one.view.clearFocus()
    assert line_colour(other) == rule
    assert line_colour(one) not in (accent, rule)
    panes.unsplit()
    assert line_colour(one) == rule


def test_scrolling_together_is_said_by_word_and_icon(panes: Panes) -> None:
    other = panes.split()
    before = bar_of(other)
    panes.show_synchronised(on=True)
    assert [pane.bar_words() for pane in panes.shown] == ["in sync", "in sync"]
    light_bar = bar_of(other)
    assert light_bar != before
    panes.set_look(load_look("dark"))
    assert bar_of(other) != light_bar
    panes.show_synchronised(on=False)
    assert other.bar_words() == ""
    assert bar_of(other) == before


def test_a_bar_keeps_the_page_where_there_is_too_little_width(panes: Panes) -> None:
    other = panes.split()
    pages = [PageGeometry(612, 792, label=f"section-{page}") for page in range(1, 40)]
    for pane in panes.both:
        pane.view.show_document("one", pages)
        pane.show_title("a_very_long_name_of_a_document_that_came_by_fax.pdf", "not pertinent")
    panes.resize(320, 300)
    panes.show_synchronised(on=True)
    assert panes.width() == 320
    assert other.width() in (159, 160)
    assert "section-1 (p 1 of 39)" in other.bar_words()


def test_of_a_long_file_name_the_end_with_its_date_stays(qtbot: QtBot, panes: Panes) -> None:
    pane = panes.focused
    pane.show_title("04_visit_of_a_patient_to_the_orthopaedic_surgeon_and_to_the_nurse_2025-06-18.pdf")
    panes.resize(260, 300)

    def elided() -> list[str]:
        return [label.text() for label in pane.findChildren(QLabel) if "…" in label.text()]

    qtbot.waitUntil(lambda: len(elided()) == 1)
    assert elided()[0].startswith("04_")
    assert elided()[0].endswith("18.pdf")


def test_a_page_of_a_hundred_metres_is_not_shown_at_nothing(panes: Panes) -> None:
    pane = panes.focused
    pane.view.show_document("one", [PageGeometry(300_000, 300_000)])
    pane.show_title("plan.pdf")
    assert "<1 %" in pane.bar_words()
