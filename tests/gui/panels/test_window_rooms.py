"""The whole window on the sample cases: it fits small screens, a case starts at its pages, the keyboard is
seen where it is, everything that takes it has a name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListView, QWidget

from reviewer_app.gui.room_sizes import (
    LEAST_PAGES_WIDTH,
    LEAST_PANE,
    LEAST_RIGHT_WIDTH,
    LEFT_WIDTH,
    LOW,
    NARROW,
    READABLE_PANE,
    RIGHT_WIDTH,
    rooms,
)
from reviewer_app.review.sample_cases import COMPLETE_CASE, samples_folder
from tests.end_to_end.keyboard import Keyboard, window
from tests.end_to_end.story import open_from_worklist, whole_case

UNASKED_CASE = "knee-injection-repeat"
SMALLEST = (660, 340)


@pytest.fixture
def keyboard(qapp: QApplication, tmp_path: Path) -> Iterator[Keyboard]:
    """A window on the worklist of the samples."""
    with window(qapp, tmp_path / "data", root=samples_folder()) as at_keyboard:
        yield at_keyboard
    # Widgets that are left over cost every later window time, each time the look is applied.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def resize(keyboard: Keyboard, width: int, height: int) -> None:
    shown = keyboard.application.window
    shown.showNormal()
    shown.resize(width, height)
    keyboard.wait(lambda: (shown.width(), shown.height()) == (width, height))


def cut(top: QWidget) -> list[str]:
    """Visible widgets that reach out of their parent, without those that a scrolled room moves."""
    for _ in range(3):
        QCoreApplication.processEvents()
    reaching = []
    for child in top.findChildren(QWidget):
        parent = child.parentWidget()
        if not child.isVisible() or parent is None or child.isWindow():
            continue
        if parent.objectName() == "qt_scrollarea_viewport":
            continue
        if not parent.rect().contains(child.geometry()):
            reaching.append(f"{type(child).__name__} {child.accessibleName()!r} in {type(parent).__name__}")
    return reaching


def assert_rows_apart(rows: QListView) -> None:
    """Each row is as high as it wants to be at the list's width, and none lies over the next."""
    QCoreApplication.processEvents()
    for row in range(rows.model().rowCount()):
        assert rows.visualRect(rows.model().index(row, 0)).height() == rows.sizeHintForRow(row)


def test_rooms_shrink_and_go_with_the_window() -> None:
    assert rooms(1366, 700) == (LEFT_WIDTH, RIGHT_WIDTH, True, False)
    assert rooms(NARROW - 1, LOW - 1)[0::2] == (0, False)
    assert rooms(660, 340).right == LEAST_RIGHT_WIDTH
    assert rooms(1366, 700, 2.0) == (0, 2 * LEAST_RIGHT_WIDTH, False, False)


def test_nothing_is_cut_at_any_size(keyboard: Keyboard) -> None:
    shown = keyboard.application.window
    hint = shown.minimumSizeHint()
    assert (hint.width(), hint.height()) <= SMALLEST
    assert hint.height() <= SMALLEST[1]
    sizes = (SMALLEST, (683, 364), (1093, 590), (1366, 740), (1920, 1040))
    for size in sizes:
        resize(keyboard, *size)
        assert cut(shown) == [], size
    for size in sizes:
        resize(keyboard, *size)
        open_from_worklist(keyboard, COMPLETE_CASE)
        for key in ("Ctrl+1", "Ctrl+5", "3", "Ctrl+6", "Ctrl+E", "Ctrl+F"):
            keyboard.press(key)
            if keyboard.review.panels.checklist.isVisible():
                assert_rows_apart(keyboard.review.panels.checklist.list)
            assert shown.size().toTuple() == size
            assert cut(shown) == [], (size, key)
        keyboard.press("Esc", "Ctrl+W")


def test_the_documents_then_the_right_side_give_way_to_two_panes() -> None:
    assert rooms(1920, 1040, split=True) == rooms(1920, 1040)
    assert rooms(1366, 700, split=True) == (0, RIGHT_WIDTH, True, False)
    assert rooms(1240, 700, split=True) == (0, 1240 - 2 * READABLE_PANE, True, False)
    assert rooms(1093, 590, split=True) == (0, LEAST_RIGHT_WIDTH, True, False)
    assert rooms(960, 540, split=True) == (0, LEAST_RIGHT_WIDTH, True, True)
    assert rooms(2 * 1366, 1400, 2.0, split=True) == (0, 2 * RIGHT_WIDTH, True, False)


def test_two_panes_fit_and_are_readable_at_any_size(keyboard: Keyboard) -> None:
    top = keyboard.application.window
    open_from_worklist(keyboard, COMPLETE_CASE)
    for size in (SMALLEST, (683, 364), (960, 520), (1093, 590), (1366, 740), (1920, 1040)):
        resize(keyboard, *size)
        keyboard.press("\\", "]", "Shift+\\", "R")
        assert top.size().toTuple() == size
        assert cut(top) == [], size
        left, right = keyboard.application.review_page.panes.shown
        assert abs(left.width() - right.width()) <= 1
        assert abs(left.height() - right.height()) <= 1
        stacked = left.x() == right.x()
        assert left.width() >= (LEAST_PAGES_WIDTH if stacked else LEAST_PANE)
        names = ["Upper pane", "Lower pane"] if stacked else ["Left pane", "Right pane"]
        assert [left.accessibleName(), right.accessibleName()] == names
        keyboard.press("O")
        assert keyboard.review.panels.documents.filter.hasFocus()
        keyboard.press("Esc", "\\")
        assert cut(top) == [], size
        shared = rooms(*keyboard.application.review_page.size().toTuple())
        assert keyboard.review.panels.documents.isVisible() == bool(shared.left)


def test_a_root_that_cannot_be_read_says_so_in_the_worklists_place(
    qapp: QApplication, tmp_path: Path
) -> None:
    with window(qapp, tmp_path / "data", root=tmp_path / "gone") as keyboard:
        worklist = keyboard.controller.worklist
        assert worklist.empty.isVisible()
        assert worklist.empty.title_text() == "This folder cannot be read"
        assert worklist.choose_button.hasFocus()
        assert keyboard.review.hint_line.messages.sentences == ()


def test_documents_come_over_the_pages_where_they_have_no_room(keyboard: Keyboard) -> None:
    open_from_worklist(keyboard, COMPLETE_CASE)
    resize(keyboard, 1366, 740)
    documents = keyboard.review.panels.documents
    pages = keyboard.application.review_page.pane.view
    assert documents.isVisible()
    resize(keyboard, 683, 364)
    assert not documents.isVisible()
    keyboard.press("O")
    assert documents.isVisible()
    assert documents.filter.hasFocus()
    keyboard.type("mri")
    keyboard.press("Return")
    assert not documents.isVisible()
    assert "mri" in keyboard.review.pages.file
    assert pages.hasFocus()
    keyboard.press("O", "Esc")
    assert not documents.isVisible()
    resize(keyboard, 1366, 740)
    assert documents.isVisible()
    assert documents.mapTo(keyboard.application.review_page, QPoint(0, 0)).x() == 0


def test_another_case_starts_at_its_checklist_with_the_keyboard_on_the_pages(keyboard: Keyboard) -> None:
    panels = keyboard.review.panels
    open_from_worklist(keyboard, COMPLETE_CASE)
    keyboard.press("Ctrl+5", "Ctrl+Return")
    assert keyboard.review.hint_line.messages.sentences
    keyboard.press("Ctrl+W")
    assert keyboard.review.hint_line.messages.sentences == ()
    assert keyboard.controller.worklist.table.hasFocus()
    open_from_worklist(keyboard, "shoulder-repair-discrepancy")
    assert panels.tabs.currentWidget() is panels.checklist
    assert_rows_apart(panels.checklist.list)
    assert keyboard.application.review_page.pane.view.hasFocus()
    current = panels.checklist.list.visualRect(panels.checklist.list.currentIndex())
    assert panels.checklist.list.viewport().rect().contains(current)
    keyboard.press("Ctrl+W")
    open_from_worklist(keyboard, UNASKED_CASE)
    assert panels.tabs.currentWidget() is panels.request
    assert keyboard.application.review_page.pane.view.hasFocus()


def test_the_determination_tab_opens_with_the_outcomes_in_sight_and_in_focus(keyboard: Keyboard) -> None:
    open_from_worklist(keyboard, COMPLETE_CASE)
    resize(keyboard, 1366, 740)
    keyboard.press("Ctrl+5")
    panel = keyboard.review.panels.determination
    outcomes = panel.decision.lines[0].outcomes
    assert outcomes.hasFocus()
    top = outcomes.mapTo(panel.viewport(), QPoint(0, 0)).y()
    assert 0 <= top <= top + outcomes.height() <= panel.viewport().height()
    keyboard.press("Ctrl+6")
    assert keyboard.review.panels.tabs.currentWidget() is keyboard.review.panels.request


def test_the_export_bar_takes_the_timelines_room_and_the_file_is_told(
    keyboard: Keyboard, tmp_path: Path
) -> None:
    open_from_worklist(keyboard, COMPLETE_CASE)
    resize(keyboard, 1366, 740)
    timeline = keyboard.review.panels.timeline
    pages = keyboard.application.review_page.pane.view.size()
    keyboard.press("Ctrl+E")
    assert not timeline.isVisible()
    assert keyboard.application.review_page.pane.view.size() == pages
    keyboard.press("Ctrl+A")
    keyboard.type(str(tmp_path / "summary.html"))
    keyboard.press("Return")
    assert timeline.isVisible()
    assert keyboard.review.hint_line.messages.done == (f"Written: {tmp_path / 'summary.html'}",)
    keyboard.press("P")
    assert keyboard.review.hint_line.messages.isVisible()
    keyboard.press("Esc")
    assert not keyboard.review.hint_line.messages.isVisible()


def focus_is_seen(widget: QWidget) -> bool:
    """Whether the widget, or the bar above the pages, looks different with the keyboard and without."""
    top = widget.window()
    with_focus = top.grab().toImage()
    widget.clearFocus()
    without = top.grab().toImage()
    widget.setFocus()
    return with_focus != without


@pytest.mark.parametrize("look", ["light", "dark"])
def test_everything_that_tab_reaches_has_a_name_and_shows_that_it_has_the_keyboard(
    keyboard: Keyboard, look: str
) -> None:
    keyboard.application.choose_look(look)
    nameless, unseen = set(), set()

    def walk() -> None:
        reached: set[int] = set()
        for _ in range(60):
            QTest.keyClick(QApplication.focusWidget() or keyboard.application.window, Qt.Key.Key_Tab)
            focused = QApplication.focusWidget()
            if focused is None or id(focused) in reached:
                return
            reached.add(id(focused))
            if not focused.accessibleName():
                nameless.add(type(focused).__name__)
            if not focus_is_seen(focused):
                unseen.add(f"{type(focused).__name__} {focused.accessibleName()!r}")

    walk()
    keyboard.controller.worklist.focus_cases()
    open_from_worklist(keyboard, COMPLETE_CASE)
    for key in ("Ctrl+1", "N", "Ctrl+5", "Ctrl+6", "Ctrl+E"):
        keyboard.press(key)
        walk()
    assert nameless == set()
    assert unseen == set()


def test_every_focusable_widget_of_each_page_has_a_name(keyboard: Keyboard) -> None:
    def nameless() -> list[str]:
        return [
            f"{type(widget).__name__} in {type(widget.parentWidget()).__name__}"
            for widget in keyboard.application.window.findChildren(QWidget)
            if widget.isVisible()
            and widget.focusPolicy().value
            and widget.focusProxy() is None
            and not widget.accessibleName()
        ]

    assert nameless() == []
    open_from_worklist(keyboard, UNASKED_CASE)
    for key in ("Ctrl+1", "Shift+N", "Esc", "Ctrl+5", "Ctrl+6", "Ctrl+E", "Esc", "?", "Esc", "Ctrl+K"):
        keyboard.press(key)
        assert nameless() == [], key


def test_a_signed_review_says_above_every_tab_that_it_is_read_only_and_how_to_amend(
    keyboard: Keyboard, tmp_path: Path
) -> None:
    whole_case(keyboard, tmp_path / "summary.html")
    bar = keyboard.application.review_page.read_only_bar
    for key in ("Ctrl+1", "Ctrl+5", "Ctrl+6"):
        keyboard.press(key)
        assert bar.isVisible()
        assert bar.words().startswith("Read-only · signed")
    assert "Ctrl+Shift+A amend" in keyboard.review.hint_line.hints.accessibleDescription()
    keyboard.press("Ctrl+Shift+A")
    keyboard.type("The rationale was incomplete.")
    keyboard.press("Return")
    assert not bar.isVisible()
    assert not keyboard.case.review.read_only


def test_a_message_about_signing_goes_when_the_review_changes(keyboard: Keyboard) -> None:
    open_from_worklist(keyboard, COMPLETE_CASE)
    keyboard.press("Ctrl+Return", "Ctrl+Return")
    assert len(keyboard.review.hint_line.messages.sentences) == 1
    keyboard.press("Ctrl+1", "P")
    assert not keyboard.review.hint_line.messages.isVisible()
