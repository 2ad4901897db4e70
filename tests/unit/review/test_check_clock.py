"""A clock that was set back: what is saved then is flagged, and who reviews is told."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from reviewer_app.review.check_clock import clock_problem, clock_told
from reviewer_app.review.workspace import Workspace, open_workspace
from tests.unit.review.desks import NURSE, START


def opened(folder: Path, minutes: float) -> Workspace:
    return open_workspace(folder, now=lambda: START + timedelta(minutes=minutes))


def test_before_anything_was_saved_every_clock_is_right(tmp_path: Path) -> None:
    with opened(tmp_path, 0) as workspace:
        assert clock_problem(workspace) == ""
        assert clock_told(workspace.store) == ()


def test_a_clock_that_was_set_back_is_told_and_what_is_saved_then_flagged(tmp_path: Path) -> None:
    with opened(tmp_path, 0) as workspace:
        workspace.store.cases.create_case("PA-1", "M-1", NURSE, workspace.now())
    with opened(tmp_path, -0.5) as slightly:
        assert clock_problem(slightly) == ""
    with opened(tmp_path, -60) as behind:
        assert clock_problem(behind) == (
            "The computer's clock says 2025-10-06 08:00, but something was saved 2025-10-06 09:00. What "
            "you do is kept in its order and flagged; set the clock right, or days of signing will be wrong."
        )
        behind.store.cases.create_case("PA-2", "M-1", NURSE, behind.now())
        assert clock_told(behind.store) == (
            "The clock had been set back when these entries of the audit log were made: 2.",
        )
        assert behind.store.verify() == ()
    with opened(tmp_path, 1) as right_again:
        assert clock_problem(right_again) == ""
        for number in range(12):
            for minutes in (2, 1):
                at = START + timedelta(minutes=minutes)
                right_again.store.cases.create_case(f"PA-{number}", "M-3", NURSE, at)
        (sentence,) = clock_told(right_again.store)
        assert sentence.endswith("2, 4, 6, 8, 10, 12, 14, 16, 18, 20 and later ones.")
