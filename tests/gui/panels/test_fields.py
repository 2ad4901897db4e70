"""Fields, labels and marks that all panels use."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from reviewer_app.gui.look import Look, small_font, text_font
from reviewer_app.gui.panels.buttons import Button
from reviewer_app.gui.panels.choice_fields import CheckField, ChoiceField
from reviewer_app.gui.panels.date_field import DateField
from reviewer_app.gui.panels.fields import LineField, TextField
from reviewer_app.gui.panels.labels import show_words, toned
from reviewer_app.gui.panels.painting import Mark, draw_mark, text_lines, text_width
from tests.gui.panels.keys import MARKING, CommandWindow, focus, press, shown


def beside(field: QWidget) -> QWidget:
    """A form with the field and something to tab to."""
    form = QWidget()
    column = QVBoxLayout(form)
    column.addWidget(field)
    column.addWidget(Button("Next", lambda: None))
    column.addStretch()
    return form


@pytest.fixture
def line(light: Look) -> LineField:
    return LineField("Reason")


@pytest.fixture
def text(light: Look) -> TextField:
    return TextField("Rationale")


@pytest.fixture
def choice(light: Look) -> ChoiceField:
    return ChoiceField("Role", (("", "none"), ("nurse", "nurse reviewer"), ("physician", "physician")))


def told_by(field: LineField | TextField | ChoiceField) -> list[str]:
    values: list[str] = []
    field.committed.connect(values.append)
    return values


def test_a_line_commits_once_on_enter_and_not_again_when_left(qtbot: QtBot, line: LineField) -> None:
    window = shown(qtbot, beside(line))
    told = told_by(line)
    focus(qtbot, line)
    QTest.keyClicks(line, " PAJK ")
    with qtbot.waitSignal(line.entered):
        press(line, "Return")
    press(line, "Tab")
    assert told == ["PAJK"]
    assert window.run == []


def test_a_line_commits_when_it_is_left_and_escape_takes_back(qtbot: QtBot, line: LineField) -> None:
    shown(qtbot, beside(line))
    told = told_by(line)
    line.show_value("before")
    focus(qtbot, line)
    QTest.keyClicks(line, "x")
    with qtbot.waitSignal(line.cancelled):
        press(line, "Escape")
    assert line.text() == "before"
    QTest.keyClicks(line, " after")
    press(line, "Tab")
    assert told == ["before after"]


def test_ctrl_enter_in_a_line_confirms_the_form_and_does_not_sign(qtbot: QtBot, line: LineField) -> None:
    window = shown(qtbot, beside(line))
    focus(qtbot, line)
    with qtbot.waitSignals([line.entered, line.confirmed]):
        press(line, "Ctrl+Return")
    assert window.run == []


def test_a_stored_value_never_overwrites_typing(qtbot: QtBot, line: LineField, text: TextField) -> None:
    for field in (line, text):
        window = shown(qtbot, beside(field))
        focus(qtbot, field)
        QTest.keyClicks(field, "typing")
        field.show_value("stored")
        assert field.value() == "typing"
        press(field, "Escape")
        assert field.value() == "stored"
        window.close()


def test_a_text_keeps_enter_for_lines_and_commits_with_ctrl_enter(qtbot: QtBot, text: TextField) -> None:
    window = shown(qtbot, beside(text))
    told = told_by(text)
    focus(qtbot, text)
    QTest.keyClicks(text, "one")
    press(text, "Return")
    QTest.keyClicks(text, "two")
    press(text, "Ctrl+Return")
    press(text, "Tab")
    assert told == ["one\ntwo"]
    assert window.run == []


def test_a_text_grows_with_its_lines_up_to_its_most(qtbot: QtBot, text: TextField) -> None:
    shown(qtbot, beside(text))
    two = text.height()
    text.setPlainText("a\nb\nc\nd")
    four = text.height()
    text.setPlainText("\n" * 30)
    assert two < four < text.height()
    assert text.height() < 2.5 * four


def test_a_choice_changes_by_arrows_only(qtbot: QtBot, choice: ChoiceField) -> None:
    window = shown(qtbot, beside(choice))
    told = told_by(choice)
    focus(qtbot, choice)
    for key in MARKING:
        press(choice, key)
    middle = QPointF(choice.rect().center())
    wheel = QWheelEvent(
        middle,
        QPointF(choice.mapToGlobal(middle.toPoint())),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(choice, wheel)
    assert told == []
    assert window.run == list(MARKING)
    press(choice, "Down")
    press(choice, "Ctrl+Return")
    assert told == ["nurse"]
    assert window.run == list(MARKING)


def test_new_choices_keep_what_was_chosen(choice: ChoiceField) -> None:
    choice.show_value("physician")
    choice.show_choices((("physician", "MD"), ("", "none")))
    assert choice.value() == "physician"
    choice.show_choices((("", "none"),))
    assert choice.value() == ""


def test_buttons_and_checks_keep_space_while_focused(qtbot: QtBot, light: Look) -> None:
    pressed: list[str] = []
    button = Button("Save", lambda: pressed.append("save"))
    check = CheckField("Required")
    form = beside(button)
    column = form.layout()
    assert column is not None
    column.addWidget(check)
    window = shown(qtbot, form)
    focus(qtbot, button)
    press(button, "Space")
    press(button, "Return")
    press(button, "P")
    focus(qtbot, check)
    press(check, "Space")
    press(check, "A")
    assert pressed == ["save", "save"]
    assert check.isChecked()
    assert window.run == ["P", "A"]


def test_a_date_is_shown_in_iso_once_it_is_left(qtbot: QtBot, light: Look) -> None:
    date_field = DateField("Date of birth")
    shown(qtbot, beside(date_field))
    told = told_by(date_field)
    focus(qtbot, date_field)
    QTest.keyClicks(date_field, "3/4/1970")
    press(date_field, "Tab")
    assert date_field.text() == "1970-03-04"
    assert told == ["1970-03-04"]
    focus(qtbot, date_field)
    QTest.keyClicks(date_field, "x")
    assert date_field.unreadable
    assert date_field.property("bad") == "true"


def test_case_text_is_never_taken_as_markup(qtbot: QtBot, light: Look) -> None:
    text = "<b>bold</b> & <img src='x'>\nsecond"
    label = toned(text, "muted")
    qtbot.addWidget(label)
    assert label.words() == text
    assert "<img" not in label.text()
    assert label.accessibleName() == text


def test_a_label_without_words_hides(qtbot: QtBot, light: Look) -> None:
    label = toned("x", "")
    qtbot.addWidget(label)
    label.show()
    show_words(label, "")
    assert label.isHidden()
    show_words(label, "y")
    assert label.isVisible()


def test_a_wrapped_label_asks_for_the_height_of_its_lines(qtbot: QtBot, light: Look) -> None:
    label = toned("one two three four five six seven eight nine ten", "")
    qtbot.addWidget(label)
    wide, narrow = label.heightForWidth(1000), label.heightForWidth(90)
    assert narrow >= 3.5 * wide
    assert label.minimumSizeHint().height() <= wide


def test_text_that_fits_its_width_is_not_broken(light: Look) -> None:
    """The font of the measure is the font of the paint, also where the first of its families is missing."""
    for font in (text_font(), text_font(bold=True), small_font()):
        words = "Recent consultation with the treating provider"
        assert text_lines(words, font, text_width(words, font) + 2, 2) == (words,)


def test_long_text_is_elided_on_its_last_line(light: Look) -> None:
    lines = text_lines("word " * 60, text_font(), 120, 2)
    assert len(lines) == 2
    assert lines[1].endswith("…")
    assert text_lines("short", text_font(), 120, 2) == ("short",)
    assert text_lines("", text_font(), 120, 2) == ("",)


def test_every_state_has_a_shape_of_its_own(look: Look) -> None:
    """In black and white, at 18 pixels, no two marks look alike."""
    seen: dict[bytes, Mark] = {}
    for mark in Mark:
        picture = QImage(18, 18, QImage.Format.Format_RGB32)
        picture.fill(look.surface)
        painter = QPainter(picture)
        draw_mark(painter, QRectF(0, 0, 18, 18), mark, look)
        painter.end()
        gray = picture.convertToFormat(QImage.Format.Format_Mono, Qt.ImageConversionFlag.ThresholdDither)
        shape = bytes(gray.constBits())
        assert shape not in seen, f"{mark} looks like {seen.get(shape)}"
        seen[shape] = mark


def test_the_command_window_runs_its_keys(qtbot: QtBot, light: Look) -> None:
    """The other tests stand on this: a key that nobody keeps reaches the window's command."""
    window: CommandWindow = shown(qtbot, QWidget())
    press(window, "P")
    press(window, "Ctrl+Return")
    assert window.run == ["P", "Ctrl+Return"]


def test_what_is_too_long_for_a_line_is_read_from_its_beginning(qtbot: QtBot, line: LineField) -> None:
    shown(qtbot, beside(line), width=120)
    line.clearFocus()
    line.show_value("The readings of the shoulder differ and are not reconciled.")
    assert line.cursorPosition() == 0
    focus(qtbot, line)
    press(line, "End")
    press(line, "Tab")
    assert line.cursorPosition() == 0
