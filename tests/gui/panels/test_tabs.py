"""Tabs that stay in sight, and in place, where there is too little room for all their names."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QStyleOptionTab, QWidget
from pytestqt.qtbot import QtBot

from reviewer_app.gui.look import Look
from reviewer_app.gui.panels.tabs import SharedTabBar, SharedTabs, shortened
from tests.gui.panels.keys import shown

WORDS = {
    "Checklist": "Check",
    "Discrepancies": "Discr.",
    "Prior requests": "Prior",
    "Authority": "Auth.",
    "Determination": "Decide",
    "Request": "Req.",
    "History": "Hist.",
}
TITLES = ("Checklist 9/14", "Discrepancies 1", "Prior requests 2", "Authority 4", *list(WORDS)[4:])
SHORT = ("Check 9/14", "Discr. 1", "Prior 2", "Auth. 4", "Decide", "Req.", "Hist.")
SHORTEST = tuple(WORDS.values())


@pytest.fixture
def tabs(light: Look) -> SharedTabs:
    made = SharedTabs(WORDS)
    made.setDocumentMode(True)
    for title in TITLES:
        made.addTab(QWidget(), title)
    return made


def bar(tabs: SharedTabs) -> SharedTabBar:
    found = tabs.tabBar()
    assert isinstance(found, SharedTabBar)
    return found


def painted(tabs: SharedTabs) -> tuple[str, ...]:
    options = [QStyleOptionTab() for _ in TITLES]
    for index, option in enumerate(options):
        bar(tabs).initStyleOption(option, index)
    return tuple(option.text for option in options)


def places(tabs: SharedTabs) -> list[tuple[int, int]]:
    """Where each tab begins, and how wide it is."""
    rects = [bar(tabs).tabRect(index) for index in range(len(TITLES))]
    return [(rect.left(), rect.width()) for rect in rects]


def test_with_room_every_title_is_whole(qtbot: QtBot, tabs: SharedTabs) -> None:
    shown(qtbot, tabs, 900)
    assert painted(tabs) == TITLES


def test_with_less_room_all_become_short_words_and_keep_their_numbers(qtbot: QtBot, tabs: SharedTabs) -> None:
    shown(qtbot, tabs, 460)
    assert painted(tabs) == SHORT
    assert [bar(tabs).tabToolTip(index) for index in range(len(TITLES))] == list(TITLES)
    assert [bar(tabs).tabText(index) for index in range(len(TITLES))] == list(TITLES)


def test_with_little_room_all_are_in_sight(qtbot: QtBot, tabs: SharedTabs) -> None:
    shown(qtbot, tabs, 404)
    assert painted(tabs)[1:] in (SHORT[1:], SHORTEST[1:])
    assert sum(width for _left, width in places(tabs)) <= 404


@pytest.mark.parametrize("width", [900, 460, 404, 250])
def test_turning_to_another_tab_moves_none(qtbot: QtBot, tabs: SharedTabs, width: int) -> None:
    shown(qtbot, tabs, width)
    titles, before = painted(tabs), [wide for _left, wide in places(tabs)]
    for index in range(len(TITLES)):
        tabs.setCurrentIndex(index)
        assert painted(tabs) == titles
        assert [wide for _left, wide in places(tabs)] == before


def test_room_that_comes_back_is_used_anew(qtbot: QtBot, tabs: SharedTabs) -> None:
    window = shown(qtbot, tabs, 404)
    window.resize(900, 300)
    qtbot.waitUntil(lambda: painted(tabs) == TITLES)


def test_without_room_for_the_shortest_the_tabs_scroll(qtbot: QtBot, tabs: SharedTabs) -> None:
    shown(qtbot, tabs, 250)
    assert painted(tabs) == SHORTEST
    assert sum(width for _left, width in places(tabs)) > 250


def test_a_title_that_becomes_longer_is_shortened(qtbot: QtBot, tabs: SharedTabs) -> None:
    shown(qtbot, tabs, 900)
    room = sum(width for _left, width in places(tabs))
    tabs.window().resize(room + 4, 300)
    qtbot.waitUntil(lambda: tabs.width() == room + 4)
    assert painted(tabs) == TITLES
    tabs.setTabText(6, "History of very many acts")
    qtbot.waitUntil(lambda: painted(tabs)[0] == "Check 9/14")


def test_a_share_is_left_out_before_other_numbers() -> None:
    assert shortened("Checklist 9/14", WORDS) == ("Check 9/14", "Check", "Check")
    assert shortened("Authority 4", WORDS) == ("Auth. 4", "Auth. 4", "Auth.")
    assert shortened("Compare", WORDS) == ("Compare", "Compare", "Compare")
