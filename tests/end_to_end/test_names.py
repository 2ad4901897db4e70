"""Names that are odd: of case folders, of files, of members. They are shown literally and lose nothing."""

from __future__ import annotations

import json
import os
import sys
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from reviewer_app.domain.review import FindingState
from tests.end_to_end.folders import sample_request, state_of, write_request
from tests.end_to_end.keyboard import Keyboard, window
from tests.end_to_end.story import export, open_from_worklist

NARROW_SCREEN = 1366
EVERYWHERE = (
    "it's so & &amp; {0} %s $HOME",
    "-rf --help",
    "\U0001f9b4 Kn\u00f6chel \u4e2d\u6587",
    "\u202ereversed \u05d0\u05d1\u05d2",
    "n" * 200,
)
NOT_ON_WINDOWS = ('<b>bold<|b> <img src="x">', "two\nlines\tand a tab", "back\\slash \\xff")
NAMES = EVERYWHERE if sys.platform == "win32" else (*EVERYWHERE, *NOT_ON_WINDOWS)
NO_TEXT = (os.fsdecode(b"not \xff\xfe text"),) if sys.platform == "linux" else ()
"""A name that is no UTF-8, which only some systems allow."""


def labels(keyboard: Keyboard) -> list[QLabel]:
    return [label for label in keyboard.application.window.findChildren(QLabel) if label.isVisible()]


def test_files_of_odd_names_are_read_cited_and_exported(qapp: QApplication, tmp_path: Path) -> None:
    case = tmp_path / "case"
    case.mkdir()
    for number, name in enumerate((*NAMES, *NO_TEXT)):
        (case / f"{name}.txt").write_bytes(b"Note %d about the visit.\n" % number)
    write_request(case, sample_request())
    before = state_of(case)
    with window(qapp, tmp_path / "data", case=case) as keyboard:
        keyboard.application.window.resize(NARROW_SCREEN, 768)
        documents = keyboard.case.documents
        assert len(documents) == len(NAMES) + len(NO_TEXT)
        for document in documents:
            assert keyboard.review.pages.file == document.file
            keyboard.wait(partial(keyboard.application.pictures.cache.has_page, document.sha256, 1))
            assert keyboard.application.window.width() == NARROW_SCREEN
            assert all(
                label.textFormat() is Qt.TextFormat.PlainText
                for label in labels(keyboard)
                if document.file in label.text()
            )
            keyboard.press("P", "E", "L", "Shift+L", "]")
        finding = keyboard.case.review.finding(keyboard.case.checklist.elements[0].id)
        assert [item.file for item in finding.evidence] == [document.file for document in documents]
        for kind in ("pdf", "html", "json"):
            export(keyboard, tmp_path / f"summary.{kind}")
        told = keyboard.review.hint_line.messages.sentences
        assert [sentence for sentence in told if not sentence.startswith("Written: ")] == []
    assert state_of(case) == before
    summary = json.loads((tmp_path / "summary.json").read_text(encoding="utf-8"))
    assert {one["file"] for one in summary["documents"]} == {document.file for document in documents}

    with window(qapp, tmp_path / "data", case=case) as keyboard:
        assert keyboard.case.review.finding(finding.element_id) == finding
        assert not keyboard.case.changes.any
        for item in finding.evidence:
            keyboard.press("Return")
            assert keyboard.review.pages.file == item.file
        assert keyboard.review.hint_line.messages.sentences == ()


def test_cases_and_members_of_odd_names_stand_in_worklist_and_title(
    qapp: QApplication, tmp_path: Path
) -> None:
    root = tmp_path / "root"
    for number, name in enumerate((*NAMES, *NO_TEXT)):
        (root / name).mkdir(parents=True)
        (root / name / "note.txt").write_text(f"Note {number} about the visit.\n", encoding="utf-8")
        member = {"member_id": f"M-{number}", "last_name": name.encode("utf-8", "replace").decode()}
        write_request(root / name, sample_request() | {"request_id": "", "member": member})
    before = state_of(root)
    with window(qapp, tmp_path / "data", root=root) as keyboard:
        keyboard.application.window.resize(NARROW_SCREEN, 768)
        for name in (*NAMES, *NO_TEXT):
            keyboard.press("Home")
            open_from_worklist(keyboard, name)
            assert keyboard.case.folder == root / name
            assert keyboard.application.window.width() == NARROW_SCREEN
            title = keyboard.application.window.windowTitle()
            assert title.isprintable()
            assert title.endswith(" – Reviewer workstation")
            check_suggestion(keyboard)
            keyboard.press("P", "Ctrl+W")
            keyboard.wait(lambda: bool(keyboard.controller.worklist.model.rows))
        rows = {row.folder.name: row for row in keyboard.controller.worklist.model.rows}
        assert set(rows) == {*NAMES, *NO_TEXT}
        assert {row.progress.partition(" of ")[0] for row in rows.values()} == {"1"}
        assert {row.status for row in rows.values()} == {"in review"}
        assert keyboard.review.hint_line.messages.sentences == ()
    assert state_of(root) == before


def check_suggestion(keyboard: Keyboard) -> None:
    """The file that an export suggests can be made on every system and says that it is a draft."""
    keyboard.press("Ctrl+E")
    field = QApplication.focusWidget()
    suggested = Path(field.property("text")) if field is not None else Path()
    keyboard.press("Esc")
    assert suggested.name.isprintable()
    assert not set(suggested.name) & set('<>:"|?*\\')
    assert suggested.stem.endswith("-draft")
    assert len(suggested.name.encode()) < 200


def test_a_member_without_a_name_has_a_title(qapp: QApplication, tmp_path: Path) -> None:
    case = tmp_path / "PA 17"
    case.mkdir()
    (case / "note.txt").write_text("A note.\n", encoding="utf-8")
    with window(qapp, tmp_path / "data", case=case) as keyboard:
        assert keyboard.application.window.windowTitle().startswith("PA 17 – ")
        assert keyboard.case.review.findings == {}
        keyboard.press("P")
        assert FindingState.PRESENT not in {
            finding.state for finding in keyboard.case.review.findings.values()
        }
