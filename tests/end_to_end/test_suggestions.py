"""What the program proposes, by keys: the next place, attached as evidence, undone."""

from __future__ import annotations

import shutil
from pathlib import Path

from PySide6.QtWidgets import QApplication

from reviewer_app.domain.review import FindingState
from reviewer_app.gui.models.candidates_model import CandidateRow
from reviewer_app.gui.models.checklist_model import proposed_words
from tests.end_to_end.keyboard import Keyboard, window
from tests.end_to_end.processes import workers
from tests.end_to_end.story import go_to_element
from tests.end_to_end.suggestion_stories import wait_for_findings
from tests.unit.review.desks import LUMBAR, SAMPLES, SHOULDER

SEARCH = "reviewer_app.review.findings_worker"


def shown_words(keyboard: Keyboard) -> str:
    return keyboard.review.panels.checklist.detail.suggestions.words()


def test_a_suggestion_is_shown_attached_and_undone(qapp: QApplication, tmp_path: Path) -> None:
    case = tmp_path / "case"
    shutil.copytree(SAMPLES / LUMBAR, case)
    with window(qapp, tmp_path / "data", case=case, finds=True) as keyboard:
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
        assert len(workers(SEARCH)) == 1
        keyboard.press("Ctrl+W")  # nothing of a case that was left stays in the process that searched it
        keyboard.wait(lambda: not workers(SEARCH))


def test_a_proposed_discrepancy_is_shown_recorded_and_another_time_dismissed(
    qapp: QApplication, tmp_path: Path
) -> None:
    case = tmp_path / "case"
    shutil.copytree(SAMPLES / SHOULDER, case)
    with window(qapp, tmp_path / "data", case=case, finds=True) as keyboard:
        wait_for_findings(keyboard)
        panel = keyboard.review.panels.discrepancies
        keyboard.press("Ctrl+2")
        candidate = panel.current_candidate()
        assert candidate is not None
        keyboard.press("Return")
        panes = keyboard.application.review_page.panes
        keyboard.wait(lambda: panes.other is not None)
        sides = keyboard.review.pages.controllers
        shown = [(one.document.sha256, one.view.current_page) for one in sides if one.document is not None]
        assert shown == [candidate.ordering.key, candidate.radiologist.key]
        keyboard.press("Y")
        keyboard.wait(lambda: bool(keyboard.case.review.discrepancies))
        (record,) = keyboard.case.review.discrepancies
        assert (record.study, record.kind) == (candidate.study, candidate.kind)
        assert [item.anchor.page for item in record.ordering.cited] == [candidate.ordering.page]
        assert [item.anchor.page for item in record.radiologist.cited] == [candidate.radiologist.page]
        assert panel.current_record() == record
        assert candidate not in [row.candidate for row in panel.model.rows if isinstance(row, CandidateRow)]
        keyboard.press("Escape", "Ctrl+Z")
        assert keyboard.case.review.discrepancies == ()
        keyboard.press("Ctrl+2", "Home")
        keyboard.wait(lambda: panel.current_candidate() is not None)
        keyboard.press("Del")
        keyboard.wait(lambda: bool(keyboard.case.review.dismissed))
        assert not any(
            isinstance(row, CandidateRow) and row.candidate == candidate for row in panel.model.rows
        )


def test_a_date_is_shown_and_confirmed_by_keys(qapp: QApplication, tmp_path: Path) -> None:
    case = tmp_path / "case"
    shutil.copytree(SAMPLES / LUMBAR, case)
    with window(qapp, tmp_path / "data", case=case, finds=True) as keyboard:
        wait_for_findings(keyboard)
        dates = keyboard.application.found.dates.panel
        keyboard.press("H")
        row = dates.current_row()
        assert row is not None
        assert row.found is not None
        keyboard.press("Return")
        quote = row.found.found
        keyboard.wait(lambda: keyboard.review.pages.current_page() == quote.key)
        keyboard.press("Y")
        keyboard.wait(lambda: bool(keyboard.case.review.timeline))
        (entry,) = keyboard.case.review.timeline
        assert (entry.id, entry.confirmed, entry.day) == (row.key, True, row.day)
        assert "".join(entry.cited[0].anchor.quote.split()) == "".join(quote.quote.split())
        assert dates.current_row() != row
        keyboard.press("Escape")
        assert not dates.isVisible()
        strip = keyboard.review.panels.timeline.accessibleDescription()
        assert "offered" in strip
