"""A whole case by keyboard alone: open, mark everything with evidence, decide, sign, export, reopen."""

from __future__ import annotations

from pathlib import Path

import pymupdf
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication

from reviewer_app.domain.review import FindingState, Outcome, ReviewStatus
from reviewer_app.review.sample_cases import COMPLETE_CASE, samples_folder
from tests.end_to_end.keyboard import Keyboard, window
from tests.end_to_end.story import NURSE, mark_all, open_from_worklist, whole_case


class MouseWatch(QObject):
    """Counts mouse events of the whole application."""

    seen = 0

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease):
            self.seen += 1
        return False


def words_of(pdf: Path) -> str:
    """The words of all pages, without the invisible places to break in."""
    document = pymupdf.Document(stream=pdf.read_bytes(), filetype="pdf")
    pages = (document.load_page(number).get_displaylist() for number in range(document.page_count))
    words = (word for page in pages for word in pymupdf.TextPage(page.get_textpage(0)).extractWORDS())
    return " ".join(word[4] for word in words).replace("\u200b", "")


def test_a_whole_case_is_reviewed_signed_and_exported_by_keyboard(qapp: QApplication, tmp_path: Path) -> None:
    summary, mouse = tmp_path / "summary.pdf", MouseWatch()
    qapp.installEventFilter(mouse)
    with window(qapp, tmp_path / "data", root=samples_folder(), finds=True) as keyboard:
        whole_case(keyboard, summary)
        signed = keyboard.case
    qapp.removeEventFilter(mouse)

    assert mouse.seen == 0
    assert signed.review.status is ReviewStatus.SIGNED
    assert signed.review.signature is not None
    assert signed.review.signature.reviewer.name == NURSE
    assert [one.outcome for one in signed.review.determinations] == [Outcome.APPROVE]
    findings = [signed.review.finding(one.id) for one in signed.checklist.elements]
    assert all(finding.state is not FindingState.NOT_REVIEWED for finding in findings)
    present = [finding for finding in findings if finding.state is FindingState.PRESENT]
    assert present
    assert all(finding.evidence for finding in present)

    text = words_of(summary)
    assert NURSE in text
    assert "DRAFT" not in text
    for finding in present:
        assert finding.evidence[0].file in text

    with window(qapp, tmp_path / "data", case=samples_folder() / COMPLETE_CASE) as keyboard:
        keyboard.wait(lambda: keyboard.review.case is not None)
        assert keyboard.case.review.findings == signed.review.findings
        assert keyboard.case.review.signature == signed.review.signature
        keyboard.press("A")
        assert keyboard.case.review.findings == signed.review.findings


def test_the_review_reopens_at_the_same_element_page_and_zoom(qapp: QApplication, tmp_path: Path) -> None:
    with window(qapp, tmp_path / "data", root=samples_folder()) as keyboard:
        open_from_worklist(keyboard, COMPLETE_CASE)
        keyboard.press("]", "J", "J", "P", "J", "-", "-", "Right", "R")
        view = keyboard.application.review_page.pane.view
        left = (keyboard.review.pages.file, view.current_page, view.zoom, view.rotation)
        element = keyboard.review.panels.checklist.current_element()

    with window(qapp, tmp_path / "data", case=samples_folder() / COMPLETE_CASE) as keyboard:
        keyboard.wait(lambda: keyboard.review.case is not None)
        view = keyboard.application.review_page.pane.view
        assert (keyboard.review.pages.file, view.current_page, view.zoom, view.rotation) == left
        assert keyboard.review.panels.checklist.current_element() == element


def test_marks_undone_and_done_again_survive_the_program(qapp: QApplication, tmp_path: Path) -> None:
    def state(keyboard: Keyboard) -> FindingState:
        return keyboard.case.review.finding(keyboard.case.checklist.elements[0].id).state

    with window(qapp, tmp_path / "data", root=samples_folder()) as keyboard:
        open_from_worklist(keyboard, COMPLETE_CASE)
        keyboard.press("P", "A", "Ctrl+Z")
        assert state(keyboard) is FindingState.PRESENT

    with window(qapp, tmp_path / "data", case=samples_folder() / COMPLETE_CASE) as keyboard:
        keyboard.wait(lambda: keyboard.review.case is not None)
        assert state(keyboard) is FindingState.PRESENT
        keyboard.press("Ctrl+Shift+Z")
        assert state(keyboard) is FindingState.ABSENT
        keyboard.press("Ctrl+Z", "Ctrl+Z")
        assert state(keyboard) is FindingState.NOT_REVIEWED


def test_a_selection_by_keys_becomes_evidence_with_its_words(qapp: QApplication, tmp_path: Path) -> None:
    with window(qapp, tmp_path / "data", root=samples_folder()) as keyboard:
        open_from_worklist(keyboard, COMPLETE_CASE)
        keyboard.press("]")
        view = keyboard.application.review_page.pane.view
        keyboard.press("Shift+Right")
        keyboard.wait(lambda: view.selection() is not None)
        keyboard.press("Shift+Right", "Shift+Right")
        selection = view.selection()
        assert selection is not None
        assert len(selection.quote.split()) == 3
        keyboard.press("E")
        (evidence,) = keyboard.case.review.finding(keyboard.case.checklist.elements[0].id).evidence
        assert evidence.anchor.quote == selection.quote
        assert evidence.anchor.rects
        assert evidence.anchor.after
        keyboard.press("Esc", "Return")
        assert view.current_page == evidence.anchor.page


def test_signing_says_what_is_missing_and_marks_stay_possible(qapp: QApplication, tmp_path: Path) -> None:
    with window(qapp, tmp_path / "data", root=samples_folder()) as keyboard:
        open_from_worklist(keyboard, COMPLETE_CASE)
        keyboard.press("Ctrl+Return")
        assert keyboard.case.review.status is ReviewStatus.OPEN
        assert keyboard.review.hint_line.messages.sentences
        keyboard.press("Ctrl+1")
        mark_all(keyboard, {})
        assert all(
            keyboard.case.review.finding(one.id).state is FindingState.NOT_APPLICABLE
            for one in keyboard.case.checklist.elements
        )
