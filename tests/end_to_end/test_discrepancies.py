"""Differing readings by keyboard alone: recorded from two panes, filled in by digits, shown side by side,
reconciled, deleted; and a case that pends because of one."""

from __future__ import annotations

from datetime import date
from pathlib import Path

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
from reviewer_app.review.sample_cases import samples_folder
from tests.end_to_end.keyboard import Keyboard, window
from tests.end_to_end.searching import search_for
from tests.end_to_end.story import messages

CASE = samples_folder() / "shoulder-repair-discrepancy"
VISIT, MRI = "02_orthopaedic_visit_2025-09-24.pdf", "03_mri_right_shoulder_2025-09-09.pdf"
READ_BY_SURGEON = "complete, full-thickness tear"
READ_BY_RADIOLOGIST = "50 percent of its depth"


def panel(keyboard: Keyboard) -> DiscrepanciesPanel:
    return keyboard.review.panels.discrepancies


def only(keyboard: Keyboard) -> Discrepancy:
    (record,) = keyboard.case.review.discrepancies
    return record


def select(keyboard: Keyboard, words: str) -> None:
    """Find a phrase and read on there, where it is selected."""
    search_for(keyboard, f'"{words}"')
    keyboard.press("Return")
    view = keyboard.application.review_page.pane.view
    keyboard.wait(lambda: view.selection() is not None)


def test_a_record_from_two_panes(qapp: QApplication, tmp_path: Path) -> None:
    with window(qapp, tmp_path / "data", case=CASE) as keyboard:
        select(keyboard, READ_BY_SURGEON)
        keyboard.press("\\")
        select(keyboard, READ_BY_RADIOLOGIST)
        before = keyboard.presses
        keyboard.press("D", "4", "2", "1")
        keyboard.type("The repair rests on it.")
        keyboard.press("Return")
        print(f"\n{keyboard.presses - before} keys and a sentence record a discrepancy")
        record = only(keyboard)
        assert READ_BY_SURGEON in record.ordering.words
