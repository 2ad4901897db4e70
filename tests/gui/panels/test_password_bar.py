"""The question for a document's password, and passwords that pages tell."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from reviewer_app.gui.panels.password_bar import NO_MORE_TOLD, PasswordBar

FIRST, SECOND = ("Harbor-2025", "cover.pdf p 1"), ("Tern-4471", "letter.pdf p 2")


@pytest.fixture
def bar(qtbot: QtBot) -> PasswordBar:
    made = PasswordBar()
    qtbot.addWidget(made)
    made.show_key("Ctrl+U")
    made.ask()
    return made


@pytest.fixture
def entered(bar: PasswordBar) -> list[str]:
    heard: list[str] = []
    bar.password_entered.connect(heard.append)
    return heard


def test_without_an_offer_enter_in_the_empty_field_does_nothing(bar: PasswordBar, entered: list[str]) -> None:
    QTest.keyClick(bar.field, Qt.Key.Key_Return)
    assert not bar.try_offered()
    assert entered == []
    assert bar.help_text().startswith("Ctrl+U to type it")


def test_told_passwords_are_tried_one_after_the_other(bar: PasswordBar, entered: list[str]) -> None:
    bar.offer((FIRST, SECOND))
    assert bar.help_text().startswith("A password is told on cover.pdf p 1: Ctrl+U tries it")
    QTest.keyClick(bar.field, Qt.Key.Key_Return)
    bar.show_wrong("That password does not open it.")
    assert bar.help_text() == (
        "That password does not open it. Another is told on letter.pdf p 2: Ctrl+U tries it."
    )
    assert bar.try_offered()
    bar.show_wrong("That password does not open it.")
    assert not bar.try_offered()
    assert entered == [FIRST[0], SECOND[0]]
    QTest.keyClicks(bar.field, "x")
    assert bar.help_text().startswith(NO_MORE_TOLD)


def test_what_is_typed_goes_before_what_is_told(bar: PasswordBar, entered: list[str]) -> None:
    bar.offer((FIRST,))
    QTest.keyClicks(bar.field, "own words")
    QTest.keyClick(bar.field, Qt.Key.Key_Return)
    assert entered == ["own words"]


def test_a_told_password_is_never_shown(bar: PasswordBar) -> None:
    bar.offer((FIRST,))
    shown = (bar.help_text(), bar.field.text(), bar.field.accessibleDescription(), bar.toolTip())
    assert not any(FIRST[0] in words for words in shown)
    bar.offer(())
    assert "told" not in bar.help_text()
