"""The outline and the attached files over a window: filters, arrows, where a file is saved."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from reviewer_app.domain.contents import Attachment, OutlineEntry
from reviewer_app.domain.documents import PageGeometry
from reviewer_app.gui.look import Look
from reviewer_app.gui.models.attachments_model import attachment_rows
from reviewer_app.gui.models.outline_model import outline_rows
from reviewer_app.gui.panels.attachments import HELP, AttachmentsCard
from reviewer_app.gui.panels.outline import NO_FIT, NONE, READING, OutlineCard
from tests.gui.panels.keys import press, shown

PAGES = tuple(PageGeometry(612, 792) for _ in range(3000))
LONG_OUTLINE = outline_rows(
    tuple(OutlineEntry(f"Encounter {page}", 1 + page % 4, page) for page in range(1, 3001)), PAGES
)
FILES = attachment_rows(
    (Attachment(0, "labs.csv", 2_048, "Results of May"), Attachment(1, "letter.final.pdf", 90_000))
)


@pytest.fixture
def window(qtbot: QtBot, light: Look) -> QWidget:
    del light
    return shown(qtbot, QWidget(), width=900)


@pytest.fixture
def outline(window: QWidget, light: Look) -> OutlineCard:
    return OutlineCard(light, window)


@pytest.fixture
def files(window: QWidget, light: Look, tmp_path: Path) -> AttachmentsCard:
    card = AttachmentsCard(light, window)
    card.open_for("Chart.pdf", tmp_path)
    card.show_files(FILES)
    return card


def test_a_long_outline_opens_at_the_page_on_screen_and_goes_by_keys(
    qtbot: QtBot, outline: OutlineCard
) -> None:
    chosen: list[int] = []
    outline.page_chosen.connect(chosen.append)
    outline.open_for("Chart.pdf")
    assert outline.empty.title_text() == READING[0]
    outline.show_outline(LONG_OUTLINE, page=1500)
    assert outline.model.rows[outline.list.currentIndex().row()].page == 1500
    assert outline.list.viewport().rect().contains(outline.list.visualRect(outline.list.currentIndex()))
    press(outline.filter, "PgDown")
    press(outline.filter, "Down")
    press(outline.filter, "Up")
    press(outline.filter, "Return")
    assert chosen == [1512]
    assert outline.isHidden()


def test_typing_narrows_and_enter_takes_the_first(outline: OutlineCard) -> None:
    chosen: list[int] = []
    outline.page_chosen.connect(chosen.append)
    outline.open_for("Chart.pdf")
    outline.show_outline(LONG_OUTLINE, page=1)
    QTest.keyClicks(outline.filter, "encounter 2999")
    assert [row.page for row in outline.model.rows] == [2999]
    QTest.keyClicks(outline.filter, " x")
    assert outline.empty.title_text() == NO_FIT[0]
    press(outline.filter, "Return")
    assert chosen == []
    press(outline.filter, "Esc")
    assert outline.isHidden()


def test_entries_that_lead_nowhere_are_passed_over_and_never_chosen(outline: OutlineCard) -> None:
    chosen: list[int] = []
    outline.page_chosen.connect(chosen.append)
    outline.open_for("Chart.pdf")
    entries = (OutlineEntry("Nowhere", 1, 0), OutlineEntry("Far", 1, 9), OutlineEntry("Here", 1, 2))
    outline.show_outline(outline_rows(entries, PAGES[:3]), page=1)
    press(outline.filter, "Return")
    assert chosen == []
    press(outline.filter, "Down")
    press(outline.filter, "Down")
    press(outline.filter, "Return")
    assert chosen == [2]


def test_no_outline_and_a_broken_one_say_so(outline: OutlineCard) -> None:
    outline.open_for("Chart.pdf")
    outline.show_outline((), page=1)
    assert outline.empty.title_text() == NONE[0]
    outline.show_problem("Chart.pdf is damaged.")
    assert outline.empty.isVisible()


def test_a_file_is_saved_where_the_field_says(files: AttachmentsCard, tmp_path: Path) -> None:
    wanted: list[tuple[int, Path, bool]] = []
    files.save_requested.connect(lambda *one: wanted.append(one))
    assert files.target.text() == str(tmp_path / "labs.csv")
    assert files.target.selectedText() == "labs"
    press(files.target, "Return")
    press(files.target, "Down")
    assert files.target.text() == str(tmp_path / "letter.final.pdf")
    press(files.target, "Return")
    assert wanted == [(0, tmp_path / "labs.csv", False), (1, tmp_path / "letter.final.pdf", False)]
    files.show_saved(tmp_path / "sub" / "letter.final.pdf")
    assert "Saved" in files.help_text()
    press(files.target, "Up")
    assert files.target.text() == str(tmp_path / "sub" / "labs.csv")
    assert files.help_text() == HELP


def test_only_a_second_enter_on_the_same_name_replaces(files: AttachmentsCard, tmp_path: Path) -> None:
    wanted: list[bool] = []
    files.save_requested.connect(lambda _number, _target, replace: wanted.append(replace))
    press(files.target, "Return")
    files.show_exists("labs.csv exists already.")
    QTest.keyClicks(files.target, "2")
    press(files.target, "Return")
    files.show_exists("It exists already.")
    press(files.target, "Return")
    press(files.target, "Return")
    assert wanted == [False, False, True, False]


@pytest.mark.parametrize("typed", ["", "labs.csv", "   ", "~no such user/labs.csv"])
def test_a_name_without_a_folder_is_not_saved(files: AttachmentsCard, typed: str) -> None:
    wanted: list[int] = []
    files.save_requested.connect(lambda number, *_rest: wanted.append(number))
    files.target.clear()
    QTest.keyClicks(files.target, typed)
    press(files.target, "Return")
    assert wanted == []
    assert "Name a folder" in files.help_text()


def test_without_files_there_is_no_field_and_nothing_to_save(files: AttachmentsCard, tmp_path: Path) -> None:
    files.show_files(())
    assert files.empty.isVisible()
    assert not files.target.isVisible()
    press(files, "Return")
    press(files, "Esc")
    assert files.isHidden()
    files.open_for("Chart.pdf", tmp_path)
    assert files.hasFocus()
    files.show_files(FILES)
    assert files.target.hasFocus()
