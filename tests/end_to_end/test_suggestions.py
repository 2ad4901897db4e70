"""What the program proposes, by keys: the next place, attached as evidence, undone."""

from __future__ import annotations

import shutil
from pathlib import Path

from PySide6.QtWidgets import QApplication

from reviewer_app.domain.review import FindingState
from reviewer_app.gui.models.checklist_model import proposed_words
from tests.end_to_end.keyboard import Keyboard, window
from tests.end_to_end.story import go_to_element
from tests.unit.review.desks import LUMBAR, SAMPLES


def wait_for_findings(keyboard: Keyboard) -> None:
    """Until the case was searched, and nothing of it is read any more."""
    findings = keyboard.application.found.findings
    keyboard.wait(lambda: findings.searched and not findings.busy)
    keyboard.settle()


def shown_words(keyboard: Keyboard) -> str:
    return keyboard.review.panels.checklist.detail.suggestions.words()


def test_a_suggestion_is_shown_attached_and_undone(qapp: QApplication, tmp_path: Path) -> None:
    case = tmp_path / "case"
    shutil.copytree(SAMPLES / LUMBAR, case)
    with window(qapp, tmp_path / "data", case=case) as keyboard:
        wait_for_findings(keyboard)
        checklist = keyboard.review.panels.checklist
        rows = {row.key: row for row in checklist.model.rows if row.element is not None}
        imaging = rows["s5-imaging"]
        assert imaging.proposed
        assert proposed_words(imaging) == f"◇ {imaging.proposed} suggested"
        go_to_element(keyboard, "s5-imaging")
        keyboard.press("Shift+S")  # nothing was shown yet, so it is shown and not attached
        keyboard.wait(lambda: "mri" in keyboard.review.pages.file.lower())
        assert keyboard.case.review.finding("s5-imaging").evidence == ()
        best = keyboard.application.found.findings.findings.searched["s5-imaging"].shown[0]
        keyboard.press("Shift+S")
        keyboard.wait(lambda: bool(keyboard.case.review.finding("s5-imaging").evidence))
        finding = keyboard.case.review.finding("s5-imaging")
        (item,) = finding.evidence
        assert (item.anchor.sha256, item.anchor.page) == best.found.key
        assert "".join(item.anchor.quote.split()) == "".join(best.found.quote.split())
        assert item.anchor.rects
        assert finding.state is FindingState.NOT_REVIEWED  # the mark stays the reviewer's
        keyboard.press("Ctrl+Z")
        assert keyboard.case.review.finding("s5-imaging").evidence == ()
        go_to_element(keyboard, "s6-pathology")
        assert shown_words(keyboard).startswith("Searched, nothing found")
        assert "pages searched" in shown_words(keyboard)
