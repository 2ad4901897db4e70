"""The worklist: order, filter, opening, and what it says when there is nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from reviewer_app.domain.case import CaseRow
from reviewer_app.domain.clock import ClockPhase, ClockStanding
from reviewer_app.gui.look import Look
from reviewer_app.gui.models.worklist_model import COLUMNS, WorklistModel, in_order
from reviewer_app.gui.panels.buttons import Button
from reviewer_app.gui.panels.worklist import WorklistPage
from tests.gui.panels.keys import MARKING, focus, press, shown

NOW = datetime(2025, 6, 14, 15, 42, tzinfo=UTC)
ROOT = Path("cases", "June")


def row(name: str, *, due_hours: int | None = None, received_days: int = 1, problem: str = "") -> CaseRow:
    due = NOW + timedelta(hours=due_hours) if due_hours is not None else None
    return CaseRow(
        folder=ROOT / name,
        name=name,
        case_id=f"PA-{name}",
        member=f"Member of {name}",
        service="29827 LT",
        received=NOW - timedelta(days=received_days),
        clock=ClockStanding(ClockPhase.RUNNING, due=due) if due else ClockStanding(),
        status="in review",
        progress="3/14",
        problem=problem,
    )


ROWS = (
    row("later", due_hours=140),
    row("soon", due_hours=52),
    row("late", due_hours=-3),
    row("old", received_days=9),
    row("broken", problem="request.json cannot be read: line 4."),
)


@pytest.fixture
def page(light: Look) -> WorklistPage:
    made = WorklistPage(light)
    made.show_rows(ROOT, ROWS, NOW)
    return made


@pytest.fixture
def chosen(page: WorklistPage) -> list[Path]:
    """The folders that the page told."""
    folders: list[Path] = []
    page.case_chosen.connect(folders.append)
    return folders


def test_what_is_due_first_comes_first() -> None:
    assert [item.name for item in in_order(ROWS)] == ["late", "soon", "later", "old", "broken"]


def test_a_row_says_how_long_is_left(page: WorklistPage) -> None:
    due = [column.heading for column in COLUMNS].index("Due")
    said = [page.model.index(place, due).data() for place in range(4)]
    assert said == ["overdue by 3 h 0 min", "due in 2 d 4 h", "due in 5 d 20 h", ""]


def test_the_model_keeps_the_rules_of_models_while_it_changes() -> None:
    model = WorklistModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show_rows(ROWS, NOW)
    model.filter_by("soon")
    model.show_rows(ROWS[:2], NOW + timedelta(hours=1))
    model.filter_by("")
    assert [item.name for item in model.rows] == ["soon", "later"]


def test_arrows_and_enter_work_in_the_table_and_letters_stay_the_windows(
    qtbot: QtBot, page: WorklistPage, chosen: list[Path]
) -> None:
    window = shown(qtbot, page, 1000, 600)
    focus(qtbot, page.table)
    for key in (*MARKING, "Space", "Down", "Return", "End", "Return", "Up", "Return"):
        press(page.table, key)
    assert [folder.name for folder in chosen] == ["soon", "broken", "old"]
    assert window.run == [*MARKING, "Space"]


def test_commands_move_and_open(page: WorklistPage, chosen: list[Path]) -> None:
    page.move_current(+1)
    page.open_current()
    page.move_current(-1)
    page.move_current(-1)
    page.open_current()
    assert [folder.name for folder in chosen] == ["soon", "late"]


def test_the_filter_narrows_and_enter_opens(qtbot: QtBot, page: WorklistPage, chosen: list[Path]) -> None:
    window = shown(qtbot, page, 1000, 600)
    page.focus_filter()
    qtbot.waitUntil(page.filter.hasFocus)
    QTest.keyClicks(page.filter, "member late")
    assert [item.name for item in page.model.rows] == ["late", "later"]
    press(page.filter, "Down")
    press(page.filter, "Return")
    assert [folder.name for folder in chosen] == ["later"]
    with qtbot.waitSignal(page.editing_done):
        press(page.filter, "Escape")
    assert len(page.model.rows) == len(ROWS)
    assert page.table.hasFocus()
    assert window.run == []


def test_a_double_click_opens(qtbot: QtBot, page: WorklistPage, chosen: list[Path]) -> None:
    shown(qtbot, page, 1000, 600)
    place = page.table.visualRect(page.model.index(2, 1)).center()
    QTest.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseDClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert [folder.name for folder in chosen] == ["later"]


def test_a_case_is_called_by_its_request_and_never_by_the_programs_own_key(page: WorklistPage) -> None:
    told = replace(row("PA-2025-1"), case_id="3a82107928f640eda137e2cc")
    page.show_rows(ROOT, (told,), NOW)
    shown_texts = [page.model.index(0, at).data() for at in range(page.model.columnCount())]
    assert shown_texts[0] == "PA-2025-1"
    assert told.case_id not in shown_texts


def test_a_narrow_worklist_leaves_out_what_is_least_needed(qtbot: QtBot, page: WorklistPage) -> None:
    window = shown(qtbot, page, 1300, 500)
    header = page.table.horizontalHeader()
    assert header.hiddenSectionCount() == 0
    window.resize(660, 400)
    qtbot.waitUntil(lambda: header.hiddenSectionCount() == 2)
    assert header.length() <= page.table.viewport().width()


def test_a_filter_without_a_hit_offers_no_other_folder(qtbot: QtBot, page: WorklistPage) -> None:
    shown(qtbot, page, 1000, 500)
    page.filter.setText("zzz")
    assert page.empty.title_text() == "No case fits the filter"
    assert not any(button.isVisible() for button in page.empty.findChildren(Button))
    page.show_rows(ROOT, (), NOW)
    assert any(button.isVisible() for button in page.empty.findChildren(Button))


def test_a_refresh_keeps_the_current_case(page: WorklistPage) -> None:
    page.move_current(+1)
    page.show_rows(ROOT, (*ROWS, row("new", due_hours=1)), NOW)
    assert page.current_folder() == ROOT / "soon"


def test_a_broken_case_says_why_when_it_is_current(qtbot: QtBot, page: WorklistPage) -> None:
    shown(qtbot, page, 1000, 600)
    page.move_current(+10)
    assert page.problem_text() == "broken: request.json cannot be read: line 4."
    page.move_current(-1)
    assert page.problem_text() == ""


def test_without_a_root_the_way_out_has_the_keyboard(qtbot: QtBot, light: Look) -> None:
    page = WorklistPage(light)
    shown(qtbot, page, 1000, 600)
    assert page.empty.isVisible()
    page.focus_cases()
    qtbot.waitUntil(page.choose_button.hasFocus)


def test_a_root_without_cases_and_one_that_cannot_be_read_say_so(qtbot: QtBot, page: WorklistPage) -> None:
    shown(qtbot, page, 1000, 600)
    page.show_rows(ROOT, (), NOW)
    assert page.empty.isVisible()
    assert page.empty.title_text() == "No case folders here"
    page.show_problem(ROOT, "June cannot be opened: you may not read it.")
    assert page.empty.title_text() == "This folder cannot be read"
    assert page.current_folder() is None
    page.move_current(+1)
    page.open_current()
