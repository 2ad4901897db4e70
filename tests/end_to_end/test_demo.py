"""The demo's window: its key is thrown away, and it knows the earlier requests of the samples."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication

from reviewer_app.review.sample_cases import samples_folder
from tests.end_to_end.keyboard import window
from tests.end_to_end.story import open_from_worklist
from tests.unit.review.desks import KNEE, knee_request


def test_the_knee_case_repeats_an_earlier_service_once_its_request_is_entered(
    qapp: QApplication, tmp_path: Path
) -> None:
    with window(qapp, tmp_path, root=samples_folder(), throw_away=True) as keyboard:
        open_from_worklist(keyboard, KNEE)
        keyboard.review.act(lambda desk: desk.enter_request(knee_request()))
        keyboard.settle()
        keyboard.press("Ctrl+3")
        rows = keyboard.review.panels.prior_requests.model.rows
        assert any("PR-2025-00482" in row.key for row in rows)
    assert not list(tmp_path.glob("*.key"))


def test_the_demo_says_that_it_does_not_lock(qapp: QApplication, tmp_path: Path) -> None:
    with window(qapp, tmp_path, root=samples_folder(), throw_away=True) as keyboard:
        open_from_worklist(keyboard, KNEE)
        for command in ("lock", "lock-time"):
            keyboard.controller.bindings.run(command)
            keyboard.settle()
            assert keyboard.gate is None
            assert "does not lock" in keyboard.review.hint_line.state_text()
