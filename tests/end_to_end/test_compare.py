"""Two versions of a review compared by keyboard: who marked what, and both citations left and right."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from reviewer_app.cli.app import run
from reviewer_app.domain.evidence import Anchor
from reviewer_app.domain.review import FindingState, Outcome
from reviewer_app.gui.panels.comparison import ALIKE, ALONE, ComparisonPanel
from reviewer_app.review.desk import Desk
from tests.end_to_end.folders import copy_of_sample
from tests.end_to_end.keyboard import Keyboard, window
from tests.end_to_end.story import messages, prepare_at_desk
from tests.unit.review.desks import NURSE, decide_all, mark_all_present, page_of

IMAGING, LABORATORY = "s5-imaging", "s4-laboratory"
CONSULTATION = "02_spine_consultation_2025-08-27.pdf"
MRI = "03_mri_lumbar_spine_2025-08-12.pdf"


def panel(keyboard: Keyboard) -> ComparisonPanel:
    found = keyboard.controller.comparison.panel
    assert found is not None
    return found


def pages_on_screen(keyboard: Keyboard) -> list[tuple[str, int]]:
    panes = keyboard.application.review_page.panes.shown
    names = {document.sha256: document.file for document in keyboard.case.documents}
    return [(names[pane.view.document], pane.view.current_page) for pane in panes]


def two_versions(desk: Desk, folder: Path) -> None:
    """A signed version, and an amended one in which one element is marked otherwise, on another document."""
    case = desk.open(folder)
    desk.enter_reviewer(NURSE)
    mark_all_present(desk)
    desk.attach_evidence(IMAGING, page_of(case, MRI))
    decide_all(desk, Outcome.APPROVE)
    desk.sign("")
    desk.amend("Another opinion.")
    desk.mark_finding(IMAGING, FindingState.INSUFFICIENT)
    (first,) = case_evidence(desk)
    desk.remove_evidence(IMAGING, first)
    desk.attach_evidence(IMAGING, *(Anchor(page_of(case, CONSULTATION).sha256, page) for page in (1, 2)))


def case_evidence(desk: Desk) -> tuple[str, ...]:
    assert desk.case is not None
    return tuple(item.id for item in desk.case.review.finding(IMAGING).evidence)


def test_both_citations_of_a_difference_stand_side_by_side(
    qapp: QApplication, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case, data = copy_of_sample(tmp_path / "case"), tmp_path / "data"
    prepare_at_desk(data, lambda desk: two_versions(desk, case))
    with window(qapp, data, case=case) as keyboard:
        keyboard.wait(lambda: keyboard.review.case is not None)
        keyboard.press("Ctrl+8")
        keyboard.wait(lambda: bool(panel(keyboard).model.rows))
        (row,) = panel(keyboard).model.rows
        assert "Imaging" in row.text
        assert [side.mark for side in row.sides] == [FindingState.PRESENT, FindingState.INSUFFICIENT]
        assert MRI in row.sides[0].words
        assert "kappa" in panel(keyboard).agreement_text()

        keyboard.press("Return")
        assert pages_on_screen(keyboard) == [(MRI, 1), (CONSULTATION, 1)]
        keyboard.press("Return")
        assert pages_on_screen(keyboard) == [(MRI, 1), (CONSULTATION, 2)]
        keyboard.press("Return")
        assert pages_on_screen(keyboard) == [(MRI, 1), (CONSULTATION, 1)]

        # What is marked meanwhile counts at once.
        keyboard.press("Ctrl+1")
        keyboard.review.panels.checklist.select(LABORATORY)
        keyboard.press("A", "Ctrl+8")
        keyboard.wait(lambda: len(panel(keyboard).model.rows) == 2)
        assert len(panel(keyboard).model.rows[0].spoken.splitlines()) == 1

        keyboard.press("Shift+Tab")
        assert QApplication.focusWidget() is panel(keyboard).second
        keyboard.press("Down")
        keyboard.wait(lambda: panel(keyboard).empty_text() == ALIKE[0])
        first, second = panel(keyboard).chosen_versions()
        assert first == second

    # The same on the command line.
    assert run(["history", "compare", "1", "2", "--case", str(case), "--data-dir", str(data)]) == 0
    told = capsys.readouterr().out
    assert f"B: {NURSE.name}, version 2, draft" in told
    assert f"{MRI}, page 1" in told
    assert f"{CONSULTATION}, page 2" in told
    assert run(["history", "compare", "1", "3", "--case", str(case), "--data-dir", str(data)]) == 2
    assert "no version 3; it has 1, 2" in capsys.readouterr().err


def test_a_single_version_says_what_there_is_to_do(qapp: QApplication, tmp_path: Path) -> None:
    with window(qapp, tmp_path / "data", case=copy_of_sample(tmp_path / "case")) as keyboard:
        keyboard.wait(lambda: keyboard.review.case is not None)
        keyboard.press("Ctrl+8")
        assert panel(keyboard).empty_text() == ALONE[0]
        assert messages(keyboard) == ""
        tabs = keyboard.review.panels.tabs
        count = tabs.count()
        other = copy_of_sample(tmp_path / "other", "shoulder-repair-discrepancy")
        keyboard.application.open_case(other)
        keyboard.wait(lambda: keyboard.review.case is not None and keyboard.case.folder == other)
        assert keyboard.controller.comparison.panel is None
        assert tabs.count() == count - 1
