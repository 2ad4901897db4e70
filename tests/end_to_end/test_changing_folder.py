"""Documents that change, go and come while the window is open: no page shows what it is not."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from PySide6.QtWidgets import QApplication

from reviewer_app.domain.case import DocumentChanges
from reviewer_app.domain.review import FindingState
from tests.end_to_end.folders import copy_of_sample, state_of
from tests.end_to_end.keyboard import Keyboard, window
from tests.unit.documents import files

OTHER = files.pdf(files.text_content("Another letter altogether", 72, 700))
UNCHANGED = DocumentChanges()


def blockers(keyboard: Keyboard) -> set[str]:
    return {blocker.code for line in keyboard.case.readiness for blocker in line.blockers}


def messages(keyboard: Keyboard) -> str:
    return " ".join(keyboard.review.hint_line.messages.sentences)


def shown_words(keyboard: Keyboard) -> str:
    """The words of the page on screen, as the page worker reads them now."""
    view, pictures = keyboard.application.review_page.pane.view, keyboard.application.pictures
    keyboard.wait(lambda: pictures.words(view.document, view.current_page) is not None)
    text = pictures.words(view.document, view.current_page)
    return " ".join(word.text for word in text.words) if text else ""


def cite_second_document(keyboard: Keyboard) -> str:
    """Cite the first page of the second document for the first element; its file."""
    keyboard.press("]", "P", "E")
    keyboard.wait(lambda: keyboard.application.queue.idle)
    return keyboard.review.pages.file


def test_a_changed_file_is_told_reviewed_anew_and_accepted(qapp: QApplication, tmp_path: Path) -> None:
    case = copy_of_sample(tmp_path / "case")
    with window(qapp, tmp_path / "data", case=case) as keyboard:
        view = keyboard.application.review_page.pane.view
        file = cite_second_document(keyboard)
        old = view.document
        (case / file).write_bytes(OTHER)
        after = state_of(case)

        keyboard.press("Right", "+", "+", "+")
        keyboard.wait(lambda: bool(keyboard.application.pictures.failure(old, 2)))
        assert "changed on disk" in keyboard.application.pictures.failure(old, 2)

        keyboard.press("F5")
        assert keyboard.case.changes == DocumentChanges(changed=(file,))
        assert file in messages(keyboard)
        assert "documents-changed" in blockers(keyboard)
        assert keyboard.review.pages.file == file
        assert view.document != old
        assert "Another letter" in shown_words(keyboard)
        (anchor,) = keyboard.review.pages.anchors()
        assert anchor.sha256 == view.document

        keyboard.press("Esc", "F5")
        assert keyboard.case.changes == DocumentChanges(changed=(file,))
        assert "no longer in the folder" in messages(keyboard)
        keyboard.press("Esc", "Return")
        assert "no longer in the folder" in messages(keyboard)
        keyboard.press("Esc", "E", "Del")
        (evidence,) = keyboard.case.review.finding(keyboard.case.checklist.elements[0].id).evidence
        assert evidence.anchor.sha256 == view.document
        keyboard.press("F5")
        assert keyboard.case.changes == UNCHANGED
        assert "documents-changed" not in blockers(keyboard)
        assert messages(keyboard) == ""
    assert state_of(case) == after


def test_a_removed_file_is_told_and_accepted(qapp: QApplication, tmp_path: Path) -> None:
    case = copy_of_sample(tmp_path / "case")
    with window(qapp, tmp_path / "data", case=case) as keyboard:
        keyboard.press("]", "]")
        file = keyboard.review.pages.file
        (case / file).unlink()
        keyboard.press("F5")
        assert keyboard.case.changes == DocumentChanges(gone=(file,))
        assert keyboard.review.pages.file in {one.file for one in keyboard.case.documents}
        assert "documents-changed" in blockers(keyboard)
        keyboard.press("Esc", "F5")
        assert keyboard.case.changes == UNCHANGED
        assert "documents-changed" not in blockers(keyboard)
        keyboard.press("Ctrl+Z")
        assert keyboard.case.changes == DocumentChanges(gone=(file,))


def test_a_new_file_blocks_until_it_was_looked_at(qapp: QApplication, tmp_path: Path) -> None:
    case = copy_of_sample(tmp_path / "case")
    with window(qapp, tmp_path / "data", case=case) as keyboard:
        keyboard.press("P")
        (case / "zz late.pdf").write_bytes(OTHER)
        keyboard.press("F5")
        assert keyboard.case.changes == DocumentChanges(new=("zz late.pdf",))
        assert "documents-changed" in blockers(keyboard)
        assert keyboard.review.pages.file != "zz late.pdf"
        keyboard.press("O")
        keyboard.type("zz late")
        keyboard.press("Return")
        keyboard.wait(lambda: not keyboard.case.changes.any)
        assert "documents-changed" not in blockers(keyboard)
        assert keyboard.case.review.finding(keyboard.case.checklist.elements[0].id).state is (
            FindingState.PRESENT
        )


def test_changes_between_two_sessions_are_told_at_once(qapp: QApplication, tmp_path: Path) -> None:
    case = copy_of_sample(tmp_path / "case")
    with window(qapp, tmp_path / "data", case=case) as keyboard:
        file = cite_second_document(keyboard)
    (case / file).write_bytes(OTHER)
    (case / "zz late.pdf").write_bytes(OTHER + b"\n")
    with window(qapp, tmp_path / "data", case=case) as keyboard:
        assert keyboard.case.changes == DocumentChanges(changed=(file,), new=("zz late.pdf",))
        assert file in messages(keyboard)
        assert "documents-changed" in blockers(keyboard)
        keyboard.press("Return")
        assert "no longer in the folder" in messages(keyboard)


def test_a_renamed_file_and_a_moved_folder_change_nothing(qapp: QApplication, tmp_path: Path) -> None:
    case = copy_of_sample(tmp_path / "case")
    with window(qapp, tmp_path / "data", case=case) as keyboard:
        file = cite_second_document(keyboard)
        element = keyboard.case.checklist.elements[0].id
    (case / file).rename(case / "renamed.pdf")
    shutil.move(case, tmp_path / "elsewhere")
    with window(qapp, tmp_path / "data", case=tmp_path / "elsewhere") as keyboard:
        assert keyboard.case.changes == UNCHANGED
        assert len(keyboard.case.review.finding(element).evidence) == 1
        keyboard.press("[", "[", "Return")
        assert keyboard.review.pages.file == "renamed.pdf"
        assert messages(keyboard) == ""


def test_a_folder_that_is_gone_is_told_and_the_marks_stay(qapp: QApplication, tmp_path: Path) -> None:
    case = copy_of_sample(tmp_path / "case")
    with window(qapp, tmp_path / "data", case=case) as keyboard:
        keyboard.press("P")
        shutil.move(case, tmp_path / "away")
        keyboard.press("F5")
        assert str(case) in messages(keyboard)
        keyboard.press("J", "A")
        marked = keyboard.case.review.findings
        assert len(marked) == 2
        shutil.move(tmp_path / "away", case)
        keyboard.press("Esc", "F5")
        assert keyboard.case.changes == UNCHANGED
        assert keyboard.case.review.findings == marked


def test_only_the_time_of_a_file_changed(qapp: QApplication, tmp_path: Path) -> None:
    """As after a synchronisation: the page says that it changed, and F5 finds the same content."""
    case = copy_of_sample(tmp_path / "case")
    with window(qapp, tmp_path / "data", case=case) as keyboard:
        file = cite_second_document(keyboard)
        os.utime(case / file, ns=(1_700_000_000_000_000_000,) * 2)
        keyboard.press("F5")
        assert keyboard.case.changes == UNCHANGED
        keyboard.press("Right", "+", "+")
        view, pictures = keyboard.application.review_page.pane.view, keyboard.application.pictures
        keyboard.wait(lambda: keyboard.application.queue.idle and pictures.cache.has_page(view.document, 2))
        assert pictures.failure(view.document, 2) == ""
