"""A clock that was set back before the window is opened: told, flagged, and nothing else is different."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from PySide6.QtWidgets import QApplication

from reviewer_app.review.sample_cases import COMPLETE_CASE, samples_folder
from tests.databases import open_store
from tests.end_to_end.keyboard import window
from tests.unit.storage.values import NURSE

CASE = samples_folder() / COMPLETE_CASE


def test_it_is_told_and_what_is_marked_is_flagged(qapp: QApplication, tmp_path: Path) -> None:
    tomorrow = datetime.now().astimezone() + timedelta(days=1)
    with open_store(tmp_path) as store:
        store.cases.create_case("PA-9", "M-9", NURSE, tomorrow)
    with window(qapp, tmp_path, case=CASE) as keyboard:
        line = keyboard.review.hint_line
        keyboard.wait(lambda: line.has_message)
        assert line.messages.sentences[0].startswith("The computer's clock says")
        keyboard.press("P")
    with open_store(tmp_path) as store:
        assert store.audit.flagged_by_clock()[0] == 2
        assert store.verify() == ()
    with window(qapp, tmp_path, case=CASE) as keyboard:
        keyboard.settle()
        assert not keyboard.review.hint_line.has_message
