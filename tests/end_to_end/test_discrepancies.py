"""Differing readings by keyboard alone: recorded from two panes, filled in by digits, shown side by side,
reconciled, deleted; and a case that pends because of one."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from reviewer_app.domain.discrepancy import (
    CitedFor,
    DifferenceDegree,
    DifferenceKind,
    Discrepancy,
    ReconciledBy,
    Significance,
)
from reviewer_app.domain.review import FindingState, Outcome
from reviewer_app.gui.panels.discrepancies import DiscrepanciesPanel
from reviewer_app.rules.discrepancy_rules import READINGS
from tests.end_to_end.discrepancy_stories import (
    PEND_WITH_DISCREPANCY,
    SAMPLE,
    Disputed,
    record_both,
    select,
)
from tests.end_to_end.keyboard import Keyboard, window
from tests.end_to_end.story import choose, line_section, tab_to, told

SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "cases"


def disputed() -> tuple[Disputed, ...]:
    """The project's own sample, and the shared case where it is there."""
    shared = Disputed(
        SHARED / "C02" / "folder",
        ("06_ortho_followup_2025-06-03.pdf", "there is a full-thickness tear"),
        ("05_mri_left_shoulder.pdf", "No full-thickness rotator cuff tear"),
        "report was received and filed",
    )
    return (SAMPLE, shared) if shared.folder.is_dir() else (SAMPLE,)


def panel(keyboard: Keyboard) -> DiscrepanciesPanel:
    return keyboard.review.panels.discrepancies


def only(keyboard: Keyboard) -> Discrepancy:
    (record,) = keyboard.case.review.discrepancies
    return record


def files_in_panes(keyboard: Keyboard) -> tuple[str, ...]:
    shown = keyboard.application.review_page.panes.shown
    by_pane = {one.pane: one.file for one in keyboard.review.pages.controllers}
    return tuple(by_pane[pane] for pane in shown)


@pytest.mark.parametrize("case", disputed(), ids=lambda case: case.folder.parent.name)
def test_a_pend_with_the_discrepancy_as_its_reason(
    case: Disputed, qapp: QApplication, tmp_path: Path
) -> None:
    with window(qapp, tmp_path / "data", case=case.folder) as keyboard:
        record_both(keyboard, case)
        record = only(keyboard)
        assert case.ordering[1] in record.ordering.words
        assert case.radiologist[1] in record.radiologist.words
        assert [item.file for item in record.ordering.cited] == [case.ordering[0]]
        assert (record.kind, record.degree) == (DifferenceKind.SEVERITY, DifferenceDegree.DIFFERING)
        assert (record.significance, record.why) == (Significance.LIKELY, "The repair rests on it.")
        assert keyboard.application.review_page.pane.view.hasFocus()

        # Reading on elsewhere with one pane; one key brings both sides back.
        keyboard.press("\\", "]", "]")
        keyboard.press("B")
        assert files_in_panes(keyboard) == (case.ordering[0], case.radiologist[0])

        # What looks like a reconciliation is none.
        keyboard.press("J", "J", "J")
        select(keyboard, case.filed)
        keyboard.press("E", "F2", "4")
        record = only(keyboard)
        assert record.reconciliation.means is ReconciledBy.PROVIDER_STATEMENT
        assert case.filed in record.reconciliation.cited[0].anchor.quote
        assert "received and filed" in panel(keyboard).form.reconciliation.lacking()
        keyboard.press("Escape", "Delete")
        assert only(keyboard).reconciliation.cited == ()
        keyboard.press("A")
        assert keyboard.case.review.finding(READINGS).state is FindingState.ABSENT

        choose(keyboard, Outcome.PEND)
        asked = keyboard.case.review.determination(1).missing
        assert any(case.radiologist[1] in item for item in asked)
        assert record.study.name in keyboard.case.review.determination(1).reason
        tab_to(keyboard, line_section(keyboard).blockers)
        blocking = [one for one in keyboard.case.readiness[0].blockers if one.code == "discrepancy"]
        assert [one.row for one in blocking] == ["S14"]


def test_the_pend_is_signed_and_asks_how_the_readings_are_settled(qapp: QApplication, tmp_path: Path) -> None:
    with told(PEND_WITH_DISCREPANCY, qapp, tmp_path) as keyboard:
        determination = keyboard.case.review.determination(1)
        assert determination.outcome is Outcome.PEND
        assert any(SAMPLE.radiologist[1] in item for item in determination.missing)
        assert only(keyboard).study.name in determination.reason


def test_a_record_is_typed_reconciled_undone_and_deleted(qapp: QApplication, tmp_path: Path) -> None:
    with window(qapp, tmp_path / "data", case=SAMPLE.folder) as keyboard:
        keyboard.press("B", "D", "Ctrl+Z")
        assert keyboard.case.review.discrepancies == ()
        assert keyboard.application.review_page.pane.view.hasFocus()
        # One side selected, in the only pane; the other typed.
        select(keyboard, SAMPLE.radiologist[1])
        keyboard.press("D", "Escape", "Shift+B")
        record = only(keyboard)
        assert not record.ordering.told
        assert SAMPLE.radiologist[1] in record.radiologist.words
        keyboard.press("J", "F2")
        keyboard.type("A full-thickness tear, he says.")
        keyboard.press("Ctrl+Return", "J", "Return")
        assert keyboard.review.pages.file == SAMPLE.radiologist[0]
        keyboard.press("K", "K", "F2", "4", "2", "1", "Escape")
        assert panel(keyboard).form.standing_text().endswith("and are not reconciled.")

        # Reconciled by a passage, a means, and a day that is not before the readings.
        keyboard.press("J", "J", "J")
        select(keyboard, SAMPLE.ordering[1])
        keyboard.press("E", "F2", "2")
        tab_to(keyboard, panel(keyboard).form.reconciliation.date)
        keyboard.press("Ctrl+A")
        keyboard.type("2025-09-01")
        keyboard.press("Return")
        assert "before the later reading" in panel(keyboard).form.reconciliation.lacking()
        tab_to(keyboard, panel(keyboard).form.reconciliation.date)
        keyboard.press("Ctrl+A")
        keyboard.type("9/30/2025")
        keyboard.press("Return")
        assert only(keyboard).reconciliation.date == date(2025, 9, 30)
        assert panel(keyboard).form.standing_text().endswith("are reconciled.")
        assert "discrepancy" not in {one.code for one in keyboard.case.readiness[0].blockers}
        assert keyboard.review.panels.tabs.tabText(1).split(" ◇")[0] == "Discrepancies"

        # Undone step by step, deleted, brought back.
        keyboard.press("Ctrl+Z")
        assert panel(keyboard).form.standing_text().endswith("9 Sep 2025.")
        keyboard.press("K", "K", "K", "Delete")
        assert keyboard.case.review.discrepancies == ()
        assert panel(keyboard).current_record() is None
        keyboard.press("Ctrl+Z")
        assert only(keyboard).cited_for(CitedFor.RECONCILIATION)


def test_several_records_are_shown_one_after_the_other(qapp: QApplication, tmp_path: Path) -> None:
    with window(qapp, tmp_path / "data", case=SAMPLE.folder) as keyboard:
        record_both(keyboard, SAMPLE)
        # Nothing selected: an empty record, which blocks until it is filled in or deleted.
        keyboard.press("Escape", "F6", "Escape", "D", "Escape")
        first, second = keyboard.case.review.discrepancies
        assert panel(keyboard).current_record() == second
        # What is proposed besides is counted behind the records.
        assert keyboard.review.panels.tabs.tabText(1).split(" ◇")[0] == "Discrepancies 2"
        keyboard.press("N")
        keyboard.type("To be filled in.")
        keyboard.press("Return", "B")
        assert panel(keyboard).current_record() == first
        assert keyboard.case.review.discrepancies[1].note == "To be filled in."
        keyboard.press("Ctrl+1", "B")
        assert files_in_panes(keyboard) == (SAMPLE.ordering[0], SAMPLE.radiologist[0])
