"""The bar that asks for a few lines: what is typed first, what is said of wrong lines, and its names."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from reviewer_app.gui.look import Look
from reviewer_app.gui.panels.ask_bar import AskBar, Asked, Question
from tests.gui.panels.keys import press, shown


@pytest.fixture
def told() -> list[tuple[str, ...]]:
    """The lines that were answered."""
    return []


@pytest.fixture
def undone() -> list[str]:
    """What was done in place of an answer."""
    return []


@pytest.fixture
def bar(qtbot: QtBot, light: Look, told: list[tuple[str, ...]], undone: list[str]) -> AskBar:
    def answered(lines: tuple[str, ...]) -> str:
        told.append(lines)
        return "" if lines[1] else "Say why."

    made = AskBar()
    shown(qtbot, made, 900, 64)
    asked = (Asked("Days", "14", width=72), Asked("Reason"))
    made.ask(
        Question(
            "Extend", "At most 14 days.", "Extend", asked, answered, ("Take back", lambda: undone.append("x"))
        )
    )
    return made


def test_typing_starts_in_the_first_line_that_is_empty(bar: AskBar) -> None:
    assert bar.fields[1].hasFocus()
    assert bar.help_text() == "At most 14 days. Enter: extend · Esc leaves"


def test_a_wrong_line_is_told_and_a_right_one_ends_it(
    qtbot: QtBot, bar: AskBar, told: list[tuple[str, ...]]
) -> None:
    press(bar.fields[1], "Return")
    assert bar.help_text() == "Say why."
    bar.fields[1].setText("  It is on its way. ")
    with qtbot.waitSignal(bar.editing_done):
        press(bar.fields[0], "Return")
    assert told == [("14", ""), ("14", "It is on its way.")]


def test_escape_leaves_and_nothing_is_done(qtbot: QtBot, bar: AskBar, told: list[tuple[str, ...]]) -> None:
    with qtbot.waitSignal(bar.editing_done):
        press(bar.fields[1], "Escape")
    assert told == []


def test_the_other_thing_takes_no_lines(
    qtbot: QtBot, bar: AskBar, told: list[tuple[str, ...]], undone: list[str]
) -> None:
    with qtbot.waitSignal(bar.editing_done):
        bar.other_button.click()
    assert (told, undone) == ([], ["x"])


def test_everything_has_its_name_and_the_next_question_another(bar: AskBar) -> None:
    names = [part.accessibleName() for part in (bar, *bar.fields, bar.act_button, bar.other_button)]
    assert names == ["Extend", "Days", "Reason", "Extend", "Take back"]
    bar.ask(Question("Amend", "Why?", "Begin", (Asked("Reason"),), lambda _lines: ""))
    assert [bar.accessibleName(), bar.act_button.accessibleName()] == ["Amend", "Begin"]
    assert not bar.other_button.isVisible()
    assert len(bar.fields) == 1
