"""Where Tab goes in sections that get fields later."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from reviewer_app.domain.case import OpenCase
from reviewer_app.gui.look import Look
from reviewer_app.gui.panels.determination import DeterminationPanel
from reviewer_app.gui.panels.key_order import order_sections
from tests.gui.panels.keys import focus, press, shown


def section(*names: str) -> QFrame:
    made = QFrame()
    QVBoxLayout(made)
    for name in names:
        add_field(made, name)
    return made


def add_field(to: QFrame, name: str) -> None:
    field = QLineEdit()
    field.setAccessibleName(name)
    layout = to.layout()
    assert layout is not None
    layout.addWidget(field)


def way(qtbot: QtBot, first: QWidget, steps: int) -> list[str]:
    """The names of what has the keyboard from a field on, with each Tab."""
    focus(qtbot, first)
    names = []
    for _ in range(steps):
        focused = QApplication.focusWidget()
        assert focused is not None
        names.append(focused.accessibleName())
        press(focused, "Tab")
    return names


def test_a_field_that_came_later_has_its_turn_in_its_section(qtbot: QtBot) -> None:
    sections = (section("one"), section("three"))
    panel = section()
    layout = panel.layout()
    assert layout is not None
    for one in sections:
        layout.addWidget(one)
    shown(qtbot, panel)
    add_field(sections[0], "two")
    qtbot.waitUntil(lambda: all(one.isVisible() for one in panel.findChildren(QLineEdit)))
    order_sections(sections)
    first = panel.findChildren(QLineEdit)[0]
    assert way(qtbot, first, 4) == ["one", "two", "three", "one"]


def test_in_the_determination_tab_goes_from_the_top_to_the_signature(
    qtbot: QtBot, light: Look, case: OpenCase
) -> None:
    panel = DeterminationPanel(light)
    panel.show_case(replace(case, request=replace(case.request, services=case.request.services[:1])))
    shown(qtbot, panel, height=2400)
    panel.show_case(case)
    qtbot.waitUntil(lambda: all(one.isVisible() for one in panel.decision.lines))
    names = way(qtbot, panel.decision.lines[0].outcomes, 24)
    at = [
        names.index(name)
        for name in (
            *("Outcome of line 1", "Outcome of line 2"),
            *(field.accessibleName() for field in panel.decision.prompts.answers.values()),
            *("Add a conversation", "Reviewer's name", "Sign the determination"),
        )
    ]
    assert at == sorted(at)


def test_a_row_stands_out_only_in_the_list_that_has_the_keyboard(
    qtbot: QtBot, light: Look, case: OpenCase
) -> None:
    panel = DeterminationPanel(light)
    panel.show_case(case)
    shown(qtbot, panel, height=2400)
    first, second = (section.outcomes for section in panel.decision.lines[:2])
    focus(qtbot, first)
    assert [index.row() for index in first.selectedIndexes()] == [0]
    press(first, "Down")
    focus(qtbot, second)
    assert (first.selectedIndexes(), len(second.selectedIndexes())) == ([], 1)
    focus(qtbot, first)
    assert [index.row() for index in first.selectedIndexes()] == [1]
