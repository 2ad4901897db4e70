"""Key card and command palette: filter, choice, focus back, and that nothing behind them runs."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from reviewer_app.gui.look import Look
from reviewer_app.gui.models.key_model import CommandRow, KeyModel, PaletteModel, group_rows, in_columns
from reviewer_app.gui.panels.buttons import Button
from reviewer_app.gui.panels.key_card import KeyCard
from reviewer_app.gui.panels.palette import CommandPalette
from tests.gui.panels.keys import CommandWindow, focus, press, shown

GROUPS = (
    ("Mark", (("P", "present"), ("A", "absent"), ("N", "note"))),
    ("Move", (("J", "next element"), ("K", "previous element"))),
    ("Pages", (("Right / PgDn", "next page"), ("G", "go to page"))),
)
COMMANDS = (
    ("mark-present", "Present", "P"),
    ("next-page", "Next page", "Right / PgDn"),
    ("previous-page", "Previous page", "Left"),
    ("quit", "Quit", ""),
)


@pytest.fixture
def button() -> Button:
    """Stands for the page behind the card."""
    return Button("Behind", lambda: None)


@pytest.fixture
def window(qtbot: QtBot, light: Look, button: Button) -> CommandWindow:
    made = shown(qtbot, button, 1100, 700)
    focus(qtbot, button)
    return made


@pytest.fixture
def card(window: CommandWindow, light: Look) -> KeyCard:
    return KeyCard(light, window)


@pytest.fixture
def palette(window: CommandWindow, light: Look) -> CommandPalette:
    return CommandPalette(light, window)


def titles(card: KeyCard) -> list[str]:
    return [row.text for model in card.models for row in model.rows]


def test_groups_are_filtered_with_their_headings() -> None:
    assert [[row.text for row in group] for group in group_rows(GROUPS, "page")] == [
        ["PAGES", "next page", "go to page"]
    ]
    assert group_rows(GROUPS, "no such thing") == ()


def test_columns_keep_order_and_groups_whole() -> None:
    groups = group_rows(GROUPS, "")
    columns = in_columns(groups, 2)
    assert len(columns) == 2
    assert [row for column in columns for row in column] == [row for group in groups for row in group]
    assert all(column[0].heading for column in columns)


def test_models_keep_the_rules_of_models() -> None:
    keys, commands = KeyModel(), PaletteModel()
    QAbstractItemModelTester(keys, QAbstractItemModelTester.FailureReportingMode.Fatal)
    QAbstractItemModelTester(commands, QAbstractItemModelTester.FailureReportingMode.Fatal)
    keys.show(group_rows(GROUPS, "")[0])
    commands.show_fitting([CommandRow(*command) for command in COMMANDS], "pa")
    assert [row.id for row in commands.rows] == ["next-page", "previous-page"]
    commands.show_fitting([CommandRow(*command) for command in COMMANDS], "")
    assert [row.id for row in commands.rows] == [command[0] for command in COMMANDS]


def test_the_card_filters_while_one_types_and_escape_gives_the_focus_back(
    qtbot: QtBot, window: CommandWindow, card: KeyCard, button: Button
) -> None:
    card.show_keys(GROUPS)
    qtbot.waitUntil(card.filter.hasFocus)
    assert titles(card)[0] == "MARK"
    QTest.keyClicks(card.filter, "PAGE")
    assert titles(card) == ["PAGES", "next page", "go to page"]
    QTest.keyClicks(card.filter, "xyz")
    assert card.empty.isVisible()
    with qtbot.waitSignal(card.closed):
        press(card.filter, "Escape")
    assert not card.isVisible()
    assert button.hasFocus()
    assert window.run == []


def test_who_is_given_the_keyboard_behind_an_open_card_has_it_when_the_card_closes(
    qtbot: QtBot, window: CommandWindow, card: KeyCard, button: Button
) -> None:
    pages = Button("Pages", lambda: None, parent=window)
    pages.show()
    card.show_keys(GROUPS)
    qtbot.waitUntil(card.filter.hasFocus)
    pages.setFocus()
    assert card.filter.hasFocus()
    press(card.filter, "Escape")
    assert card.isHidden()
    assert pages.hasFocus()
    assert window.run == []
    focus(qtbot, button)


def test_the_card_opens_anew_unfiltered(qtbot: QtBot, card: KeyCard) -> None:
    card.show_keys(GROUPS)
    QTest.keyClicks(card.filter, "page")
    card.close_card()
    card.show_keys(GROUPS)
    assert card.filter.text() == ""
    assert len(titles(card)) == 10


def test_a_click_beside_the_card_closes_it(qtbot: QtBot, card: KeyCard) -> None:
    card.show_keys(GROUPS)
    QTest.mouseClick(card, Qt.MouseButton.LeftButton, pos=card.card.geometry().center())
    assert card.isVisible()
    with qtbot.waitSignal(card.closed):
        QTest.mouseClick(card, Qt.MouseButton.LeftButton, pos=QPoint(4, 4))


def test_the_card_follows_the_windows_size(qtbot: QtBot, window: CommandWindow, card: KeyCard) -> None:
    card.show_keys(GROUPS)
    window.resize(520, 480)
    qtbot.waitUntil(lambda: card.width() == window.width())
    assert card.rect().contains(card.card.geometry())
    visible: list[QWidget] = [view for view in card.lists if view.isVisible()]
    assert len(visible) == 3 or len(titles(card)) == 10


def test_the_palette_finds_by_letters_and_enter_chooses(
    qtbot: QtBot, window: CommandWindow, palette: CommandPalette, button: Button
) -> None:
    chosen: list[str] = []
    palette.chosen.connect(chosen.append)
    palette.show_commands(COMMANDS)
    qtbot.waitUntil(palette.filter.hasFocus)
    QTest.keyClicks(palette.filter, "PP")
    press(palette.filter, "Return")
    assert chosen == ["previous-page"]
    assert not palette.isVisible()
    assert button.hasFocus()
    assert window.run == []


def test_arrows_move_in_the_palette(qtbot: QtBot, window: CommandWindow, palette: CommandPalette) -> None:
    chosen: list[str] = []
    palette.chosen.connect(chosen.append)
    palette.show_commands(COMMANDS)
    qtbot.waitUntil(palette.filter.hasFocus)
    for key in ("Down", "Down", "Down", "Down", "Up", "Return"):
        press(palette.filter, key)
    assert chosen == ["previous-page"]
    assert window.run == []


def test_a_palette_without_a_fit_says_so_and_chooses_nothing(qtbot: QtBot, palette: CommandPalette) -> None:
    chosen: list[str] = []
    palette.chosen.connect(chosen.append)
    palette.show_commands(COMMANDS)
    qtbot.waitUntil(palette.filter.hasFocus)
    QTest.keyClicks(palette.filter, "zzz")
    assert palette.empty.isVisible()
    press(palette.filter, "Return")
    assert chosen == []
    press(palette.filter, "Escape")
    assert not palette.isVisible()


def test_a_click_in_the_palette_chooses(qtbot: QtBot, palette: CommandPalette) -> None:
    palette.show_commands(COMMANDS)
    place = palette.list.visualRect(palette.model.index(3)).center()
    with qtbot.waitSignal(palette.chosen) as told:
        QTest.mouseClick(palette.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert told.args == ["quit"]
