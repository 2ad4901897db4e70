"""The documents panel: what each row says, the filter, and how a document is chosen."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from reviewer_app.domain.case import DocumentChanges, OpenCase
from reviewer_app.domain.found import CaseFindings, MissingPart
from reviewer_app.gui.look import Look
from reviewer_app.gui.models.documents_model import DocumentsModel, document_rows, pages_seen
from reviewer_app.gui.panels.documents import DocumentsPanel
from tests.gui.panels.keys import BROWSING, MARKING, MOVING, focus, press, shown
from tests.gui.panels.shoulder import FILES


@pytest.fixture
def panel(light: Look, case: OpenCase) -> DocumentsPanel:
    made = DocumentsPanel(light)
    made.show_case(case)
    return made


@pytest.fixture
def chosen(panel: DocumentsPanel) -> list[str]:
    """The files that the panel told."""
    files: list[str] = []
    panel.document_chosen.connect(files.append)
    return files


def test_rows_say_date_pages_evidence_and_what_is_amiss(case: OpenCase) -> None:
    rows = {row.text: row for row in document_rows(case)}
    said = {text: (row.below, row.remarks) for text, row in rows.items()}
    assert said["Request form"] == ("1 p", ())
    assert said["Consult"] == ("18 Mar 2025 · 2 p", ("E·3",))
    assert said["Physical therapy"] == (
        "3 p",
        ("changed", "▲ p 2 illegible", "1 page unseen", "E·2"),
    )
    assert said["Follow-up orthopaedics"] == ("3 Jun 2025 · 2 p", ("1 page unseen", "E·1"))
    assert said["Plan booklet"] == ("needs a password", ("new",))
    assert said["Fax 0611"] == ("damaged", ())
    assert said["Notes"] == ("cannot be shown", ())
    assert said["Empty"] == ("empty", ())
    assert said["Old letter"] == ("no longer in the folder", ())
    assert rows["Fax 0611"].spoken == "08_fax_0611.tiff, damaged, Cannot be read: the file is cut off."
    assert rows["Consult"].spoken == "02_consult_2025-03-18.pdf, 18 Mar 2025 · 2 p, cited 3 times"


def test_a_folder_that_is_being_read_is_not_called_empty(qtbot: QtBot, light: Look, case: OpenCase) -> None:
    panel = DocumentsPanel(light)
    shown(qtbot, panel, width=240)
    assert not panel.empty.isVisible()
    panel.show_case(replace(case, documents=(), missing_attachments=(), changes=DocumentChanges()))
    assert panel.empty.isVisible()


def test_pages_seen_counts_readable_documents_only(case: OpenCase) -> None:
    assert pages_seen(document_rows(case)) == (8, 10)


def test_the_model_keeps_the_rules_of_models_while_it_is_filtered(case: OpenCase) -> None:
    model = DocumentsModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for typed in ("", "mri", "nothing of the kind", "pdf"):
        model.show_case(case, typed)
    assert model.rowCount() == len(FILES) + 3


def test_marking_and_scrolling_keys_stay_the_windows(qtbot: QtBot, panel: DocumentsPanel) -> None:
    window = shown(qtbot, panel, width=240)
    panel.show_current(FILES[1][0])
    focus(qtbot, panel.list)
    scrolling = [key for key in MOVING if key not in (*BROWSING, "Return")]
    for key in (*MARKING, *scrolling):
        press(panel.list, key)
    assert window.run == [*MARKING, *scrolling]
    assert panel.current_file() == FILES[1][0]


def test_arrows_move_in_the_focused_list_and_enter_chooses(
    qtbot: QtBot, panel: DocumentsPanel, chosen: list[str]
) -> None:
    window = shown(qtbot, panel, width=240)
    panel.focus_list()
    qtbot.waitUntil(panel.list.hasFocus)
    for key in ("Home", "Down", "Down", "Return"):
        press(panel.list, key)
    assert chosen == [panel.model.rows[2].file]
    assert window.run == []


def test_typing_filters_and_enter_chooses(qtbot: QtBot, panel: DocumentsPanel, chosen: list[str]) -> None:
    window = shown(qtbot, panel, width=240)
    panel.focus_filter()
    qtbot.waitUntil(panel.filter.hasFocus)
    QTest.keyClicks(panel.filter, "mri left")
    assert [row.file for row in panel.model.rows] == [FILES[4][0]]
    with qtbot.waitSignal(panel.editing_done):
        press(panel.filter, "Return")
    assert chosen == [FILES[4][0]]
    assert panel.filter.text() == ""
    assert panel.current_file() == FILES[4][0]
    assert window.run == []


def test_arrows_in_the_filter_move_without_choosing(
    qtbot: QtBot, panel: DocumentsPanel, chosen: list[str]
) -> None:
    window = shown(qtbot, panel, width=240)
    panel.show_current(FILES[0][0])
    focus(qtbot, panel.filter)
    for key in ("Down", "Down", "Up"):
        press(panel.filter, key)
    assert chosen == []
    assert panel.current_file() == FILES[1][0]
    press(panel.filter, "Return")
    assert chosen == [FILES[1][0]]
    assert window.run == []


def test_a_filter_that_fits_nothing_says_so_and_escape_clears_it(
    qtbot: QtBot, panel: DocumentsPanel, chosen: list[str]
) -> None:
    shown(qtbot, panel, width=240)
    focus(qtbot, panel.filter)
    QTest.keyClicks(panel.filter, "zebra")
    assert panel.empty.isVisible()
    assert not panel.list.isVisible()
    press(panel.filter, "Return")
    with qtbot.waitSignal(panel.editing_done):
        press(panel.filter, "Escape")
    assert panel.list.isVisible()
    assert chosen == []


def test_at_the_last_document_what_never_came_is_seen_too(
    qtbot: QtBot, panel: DocumentsPanel, case: OpenCase
) -> None:
    announced = tuple(MissingPart(f"{count} pages", "The cover says more.") for count in range(2, 5))
    shown(qtbot, panel)
    panel.resize(240, 420)
    panel.show_findings(CaseFindings(missing=announced))
    last = panel.model.index(len(panel.model.rows) - 1)
    focus(qtbot, panel.list)
    assert not panel.list.viewport().rect().contains(panel.list.visualRect(last))
    for _ in panel.model.rows:
        panel.move_current(1)
    assert panel.list.currentIndex().row() < last.row()
    assert panel.list.viewport().rect().contains(panel.list.visualRect(last))


def test_a_click_chooses_but_a_file_that_is_gone_cannot_be_chosen(
    qtbot: QtBot, panel: DocumentsPanel, chosen: list[str]
) -> None:
    shown(qtbot, panel, width=240, height=1200)
    for file in (FILES[2][0], "old_letter.pdf"):
        box = panel.list.visualRect(panel.model.index(panel.model.place_of(file)))
        QTest.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    assert chosen == [FILES[2][0]]


def test_showing_the_current_document_chooses_nothing(panel: DocumentsPanel, chosen: list[str]) -> None:
    panel.show_current(FILES[3][0])
    assert panel.current_file() == FILES[3][0]
    assert chosen == []


def test_a_refresh_keeps_the_current_document(panel: DocumentsPanel, case: OpenCase) -> None:
    panel.show_current(FILES[3][0])
    panel.show_case(replace(case, documents=case.documents[:-1]))
    assert panel.current_file() == FILES[3][0]


def test_an_empty_folder_says_what_to_do(qtbot: QtBot, panel: DocumentsPanel, case: OpenCase) -> None:
    shown(qtbot, panel, width=240)
    panel.show_case(replace(case, case_id="other", documents=(), changes=type(case.changes)()))
    assert panel.empty.isVisible()


def test_thumbnails_get_their_room(qtbot: QtBot, panel: DocumentsPanel) -> None:
    thumbnails = QLabel("pages")
    panel.set_thumbnails(thumbnails)
    shown(qtbot, panel, width=240)
    assert thumbnails.isVisible()
    assert thumbnails.y() > panel.list.y()


def test_why_scans_are_not_read_is_told_until_they_can_be(panel: DocumentsPanel) -> None:
    assert panel.scans_problem() == ""
    panel.show_scans_problem("Scans are not read, because a package is missing.")
    assert panel.scans_problem() == "Scans are not read, because a package is missing."
    panel.show_scans_problem("")
    assert panel.scans_problem() == ""
