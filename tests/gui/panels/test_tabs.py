"""Tabs that stay in sight where there is too little room for all their names."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QStyleOptionTab, QWidget
from pytestqt.qtbot import QtBot

from reviewer_app.gui.look import Look, text_font
from reviewer_app.gui.panels.tabs import LEAST, SharedTabBar, SharedTabs, abbreviated
from tests.gui.panels.keys import shown

NAMES = (
    "Checklist 9/14",
    "Discrepancies 1",
    "Prior requests 2",
    "Authority 4",
    "Determination",
    "Request",
    "History",
)


@pytest.fixture
def tabs(light: Look) -> SharedTabs:
    made = SharedTabs()
    made.setDocumentMode(True)
    for name in NAMES:
        made.addTab(QWidget(), name)
    return made


def bar(tabs: SharedTabs) -> SharedTabBar:
    found = tabs.tabBar()
    assert isinstance(found, SharedTabBar)
    return found


def painted(tabs: SharedTabs, index: int) -> str:
    option = QStyleOptionTab()
    bar(tabs).initStyleOption(option, index)
    return option.text


def widths(tabs: SharedTabs) -> list[int]:
    return [bar(tabs).tabRect(index).width() for index in range(len(NAMES))]


def test_with_room_every_name_is_whole(qtbot: QtBot, tabs: SharedTabs) -> None:
    shown(qtbot, tabs, 900)
    assert [painted(tabs, index) for index in range(len(NAMES))] == list(NAMES)


@pytest.mark.parametrize("current", [0, 4, 6])
def test_with_little_room_the_current_name_is_whole_and_all_are_in_sight(
    qtbot: QtBot, tabs: SharedTabs, current: int
) -> None:
    shown(qtbot, tabs, 404)
    tabs.setCurrentIndex(current)
    qtbot.waitUntil(lambda: sum(widths(tabs)) <= 404)
    assert painted(tabs, current) == NAMES[current]
    metrics = QFontMetrics(bar(tabs).font())
    assert widths(tabs)[current] > metrics.horizontalAdvance(NAMES[current])
    others = [painted(tabs, index) for index in range(len(NAMES)) if index != current]
    names = [name for index, name in enumerate(NAMES) if index != current]
    assert all(name.startswith(one.rstrip(".")) for name, one in zip(names, others, strict=True))
    assert min(len(one) for one in others) >= 4
    assert [bar(tabs).tabToolTip(index) for index in range(len(NAMES))] == list(NAMES)


def test_room_that_comes_back_is_shared_anew(qtbot: QtBot, tabs: SharedTabs) -> None:
    window = shown(qtbot, tabs, 404)
    window.resize(900, 300)
    qtbot.waitUntil(lambda: painted(tabs, 3) == NAMES[3])


def test_without_room_for_a_few_letters_each_the_tabs_scroll(qtbot: QtBot, tabs: SharedTabs) -> None:
    shown(qtbot, tabs, 6 * LEAST)
    assert sum(widths(tabs)) > 6 * LEAST
    assert painted(tabs, 2) == NAMES[2]


def test_a_cut_word_ends_with_a_stop_and_a_whole_one_does_not(light: Look) -> None:
    metrics = QFontMetrics(text_font())
    whole = metrics.horizontalAdvance("Prior requests")
    assert abbreviated("Prior requests", metrics, whole) == "Prior requests"
    assert abbreviated("Prior requests", metrics, metrics.horizontalAdvance("Prior.")) == "Prior"
    assert abbreviated("Prior requests", metrics, metrics.horizontalAdvance("Pri.")) == "Pri."
    assert abbreviated("Prior requests", metrics, 1) == "P"
