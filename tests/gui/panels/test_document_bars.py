"""What stands around the pages of a document: the question for its password, its notes, where a link
leads."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from reviewer_app.domain.contents import Link
from reviewer_app.domain.pages import Rect
from reviewer_app.gui.look import Look, scaled
from reviewer_app.gui.models.link_words import words_of
from reviewer_app.gui.panels.link_bar import LinkBar
from reviewer_app.gui.panels.notes_strip import MOST_HEIGHT, NotesStrip
from reviewer_app.gui.panels.password_bar import HELP, TRYING, PasswordBar
from tests.gui.panels.keys import MARKING, CommandWindow, focus, press, shown

BOX = Rect(0, 0, 10, 10)
LONG = "https://records.example.org/" + "a" * 3_000
TYPED = "Strom-7 oak"


@pytest.fixture
def room(qtbot: QtBot, light: Look) -> tuple[CommandWindow, QVBoxLayout]:
    """A pane's room: strips above, the rest below, and the window whose keys are commands."""
    del light
    inside = QWidget()
    column = QVBoxLayout(inside)
    column.setContentsMargins(0, 0, 0, 0)
    pages = QWidget()
    pages.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    column.addWidget(pages, stretch=1)
    return shown(qtbot, inside, width=640, height=480), column


@pytest.fixture
def password(room: tuple[CommandWindow, QVBoxLayout]) -> PasswordBar:
    bar = PasswordBar()
    room[1].insertWidget(0, bar)
    bar.ask()
    return bar


def test_a_password_is_never_seen_and_forgotten_when_it_was_told(
    qtbot: QtBot, password: PasswordBar, room: tuple[CommandWindow, QVBoxLayout]
) -> None:
    told: list[str] = []
    password.password_entered.connect(told.append)
    password.focus()
    qtbot.waitUntil(password.field.hasFocus)
    QTest.keyClicks(password.field, TYPED)
    assert password.field.echoMode() is QLineEdit.EchoMode.Password
    assert TYPED not in password.field.displayText()
    QGuiApplication.clipboard().setText("before")
    password.field.selectAll()
    for key in ("Ctrl+C", "Ctrl+Insert"):
        press(password.field, key)
    assert QGuiApplication.clipboard().text() == "before"
    press(password.field, "Return")
    assert told == [TYPED]
    assert password.field.text() == ""
    press(password.field, "Ctrl+Z")
    assert password.field.text() == ""
    assert password.help_text() == TRYING
    assert room[0].run == []


def test_a_wrong_one_is_told_until_the_next_is_typed(password: PasswordBar) -> None:
    told: list[str] = []
    password.password_entered.connect(told.append)
    press(password.field, "Return")
    assert told == []
    password.show_wrong("This password does not open a.pdf.")
    assert password.help_text() == "This password does not open a.pdf."
    assert password.field.accessibleDescription() == "This password does not open a.pdf."
    QTest.keyClicks(password.field, "x")
    assert password.help_text() == HELP


def test_esc_leaves_and_forgets(password: PasswordBar) -> None:
    left: list[bool] = []
    password.editing_done.connect(lambda: left.append(True))
    QTest.keyClicks(password.field, TYPED)
    press(password.field, "Esc")
    assert left == [True]
    assert password.field.text() == ""
    assert password.isVisible()
    QTest.keyClicks(password.field, TYPED)
    password.withdraw()
    assert password.isHidden()
    assert password.field.text() == ""


def test_notes_take_the_room_that_they_need_and_scroll_beyond_it(
    qtbot: QtBot, room: tuple[CommandWindow, QVBoxLayout]
) -> None:
    strip = NotesStrip()
    room[1].insertWidget(0, strip)
    strip.show_notes(("The document's owner restricted its use.",))
    strip.show()
    qtbot.waitUntil(lambda: 0 < strip.height() < 60)
    notes = tuple(f"Note {number}: " + "what one has to know about it " * 6 for number in range(20))
    strip.show_notes(notes)
    qtbot.waitUntil(lambda: strip.height() > scaled(MOST_HEIGHT))
    assert strip.height() < scaled(MOST_HEIGHT) + 40
    (scroll,) = strip.findChildren(QScrollArea)
    assert scroll.verticalScrollBar().maximum() > 0
    assert scroll.focusPolicy() is Qt.FocusPolicy.StrongFocus
    assert strip.notes == notes


def test_folding_is_told(room: tuple[CommandWindow, QVBoxLayout]) -> None:
    strip = NotesStrip()
    room[1].insertWidget(0, strip)
    folded: list[bool] = []
    strip.folded.connect(lambda: folded.append(True))
    strip.show_notes(("One.",))
    strip.show()
    strip.show_key("Ctrl+I")
    assert "Ctrl+I" in strip.fold_button.text()
    strip.fold_button.click()
    assert folded == [True]


@pytest.fixture
def link(room: tuple[CommandWindow, QVBoxLayout]) -> LinkBar:
    return LinkBar(room[0].centralWidget())


def test_a_chosen_link_waits_for_enter_and_leaves_the_marking_keys_alone(
    qtbot: QtBot, link: LinkBar, room: tuple[CommandWindow, QVBoxLayout]
) -> None:
    followed: list[bool] = []
    left: list[bool] = []
    link.follow_requested.connect(lambda: followed.append(True))
    link.left.connect(lambda: left.append(True))
    link.show_link(words_of(Link(BOX, target=LONG, opens=True)), inside=False, chosen=True)
    qtbot.waitUntil(link.follow_button.hasFocus)
    assert link.target.toPlainText() == LONG
    for key in (*MARKING, "Down"):
        press(link.follow_button, key)
    assert room[0].run == [*MARKING, "Down"]
    assert followed == []
    press(link.follow_button, "Return")
    press(link.follow_button, "Esc")
    assert (followed, left) == ([True], [True])
    focus(qtbot, link.target)
    press(link.target, "Esc")
    assert left == [True, True]
    assert link.target.toPlainText() == LONG


def test_what_is_not_opened_has_no_button_for_it(qtbot: QtBot, link: LinkBar) -> None:
    link.show_link(words_of(Link(BOX, target="calc.exe")), inside=False, chosen=True)
    qtbot.waitUntil(link.close_button.hasFocus)
    assert link.follow_button.isHidden()
    assert "calc.exe" in link.words()


def test_a_link_that_the_pointer_passes_over_takes_no_keyboard_and_no_clicks(
    qtbot: QtBot, link: LinkBar, room: tuple[CommandWindow, QVBoxLayout]
) -> None:
    item = room[1].itemAt(0)
    pages = item.widget() if item is not None else None
    assert pages is not None
    focus(qtbot, pages)
    link.show_link(words_of(Link(BOX, page=7)), inside=True, chosen=False)
    assert link.isVisible()
    assert pages.hasFocus()
    assert link.follow_button.isHidden()
    assert link.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)


@pytest.mark.parametrize("size", [(640, 480), (220, 160)])
def test_the_bar_keeps_to_an_edge_and_off_the_link(
    qtbot: QtBot, link: LinkBar, size: tuple[int, int]
) -> None:
    pages = QRect(0, 30, *size)
    link.show_link(words_of(Link(BOX, target=LONG, opens=True)), inside=False, chosen=True)
    qtbot.waitExposed(link)
    low, high = QRect(20, 20 + size[1], 60, 10), QRect(20, 34, 60, 10)
    link.place_over(pages, high)
    assert pages.contains(link.geometry())
    if size == (640, 480):
        assert not link.geometry().intersects(high)
        link.place_over(pages, low)
        assert not link.geometry().intersects(low)
        link.place_over(pages, pages)
        assert link.geometry().top() > pages.center().y()
