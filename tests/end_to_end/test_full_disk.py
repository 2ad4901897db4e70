"""A disk that is full while one marks, and a data folder that cannot be used."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from reviewer_app.domain.review import Finding
from reviewer_app.gui.scan_reader import NOTHING_TO_READ
from reviewer_app.review.sample_cases import COMPLETE_CASE, samples_folder
from reviewer_app.storage.store import DATABASE_NAME
from reviewer_app.storage.text_cache import FILE_NAME
from tests.databases import open_store
from tests.end_to_end.key_pages import write_down
from tests.end_to_end.keyboard import Keyboard, window
from tests.end_to_end.scanned import scanned_case, wait_until_read
from tests.end_to_end.story import export
from tests.small_disk import files_at_most

CASE = samples_folder() / COMPLETE_CASE
ROOM = 30_000
"""Bytes that still fit: a few marks."""


def log_of(data: Path) -> Path:
    """The write-ahead log, which every mark goes into."""
    return data / f"{DATABASE_NAME}-wal"


def current_finding(keyboard: Keyboard) -> Finding:
    return keyboard.case.review.finding(keyboard.review.panels.checklist.current_element())


def shown_state(keyboard: Keyboard) -> str:
    """The current element's state as its row shows it."""
    row = keyboard.review.panels.checklist.model.row_of(keyboard.review.panels.checklist.current_element())
    assert row is not None
    return row.finding.state.value


def test_a_mark_that_is_not_saved_is_not_shown(qapp: QApplication, tmp_path: Path) -> None:
    data = tmp_path / "data"
    with window(qapp, data, case=CASE) as keyboard:
        line = keyboard.review.hint_line
        with files_at_most(log_of(data).stat().st_size + ROOM):
            refused = ""
            while not refused:
                before, key = current_finding(keyboard), "P" if shown_state(keyboard) != "present" else "A"
                keyboard.press(key)
                refused = " ".join(line.messages.sentences)
            assert "Nothing of the last step was saved" in refused
            assert str(data / DATABASE_NAME) in refused
            assert current_finding(keyboard) == before
            assert shown_state(keyboard) == before.state.value
            marked = keyboard.case.review.findings
            keyboard.press("J", "P", "E")
            assert keyboard.case.review.findings == marked
            keyboard.wait(lambda: keyboard.application.queue.idle)
        keyboard.press(*["Esc"] * 3)
        assert line.messages.sentences == ()
        keyboard.press("P", "E", "J", "A")
        assert line.messages.sentences == ()
        assert len(keyboard.case.review.findings) == len(marked) + 2
        marked = keyboard.case.review.findings
    with window(qapp, data, case=CASE) as keyboard:
        assert keyboard.case.review.findings == marked
    with open_store(data) as store:
        assert store.verify() == ()


def test_a_window_closes_in_peace_on_a_full_disk(qapp: QApplication, tmp_path: Path) -> None:
    data = tmp_path / "data"
    with window(qapp, data, case=CASE) as keyboard:
        keyboard.press("P", "J", "A")
        marked = keyboard.case.review.findings
        with files_at_most(log_of(data).stat().st_size):
            keyboard.press("Right", "Ctrl+W")
            keyboard.application.window.close()
    with window(qapp, data, case=CASE) as keyboard:
        assert keyboard.case.review.findings == marked


def test_an_export_to_a_full_disk_leaves_the_old_file(qapp: QApplication, tmp_path: Path) -> None:
    target = tmp_path / "out" / "summary.json"
    target.parent.mkdir()
    target.write_text("old", encoding="utf-8")
    with window(qapp, tmp_path / "data", case=CASE) as keyboard:
        with files_at_most(1000):
            export(keyboard, target)
        assert str(target) in " ".join(keyboard.review.hint_line.messages.sentences)
        assert target.read_text(encoding="utf-8") == "old"
        assert list(target.parent.iterdir()) == [target]
        export(keyboard, target)
        assert target.stat().st_size > 1000


@pytest.mark.parametrize("what", ["below a file", "no database", "a folder of its name"])
def test_a_data_folder_that_cannot_be_used_is_told(qapp: QApplication, tmp_path: Path, what: str) -> None:
    data = tmp_path / "data"
    if what == "below a file":
        data.write_text("a file", encoding="utf-8")
        data = data / "data"
    elif what == "no database":
        data.mkdir()
        (data / DATABASE_NAME).write_bytes(b"something else entirely" * 1000)
    else:
        (data / DATABASE_NAME).mkdir(parents=True)
    with window(qapp, data, case=CASE, asks=True) as keyboard:
        if what != "no database":
            keyboard.press("Return")
        if what == "a folder of its name":
            write_down(keyboard)
        page = keyboard.gate
        assert page is not None
        assert str(data) in page.reason_text() + page.problem_text()
        keyboard.press("Esc", "F5", "Ctrl+5", "Ctrl+Return", "Ctrl+E", "Ctrl+W")
        assert keyboard.gate is page
        assert keyboard.review.case is None


def test_scans_that_cannot_be_read_or_kept_are_told(qapp: QApplication, tmp_path: Path) -> None:
    """Something else has the name of the file of page texts, and there is no memory for the reader."""
    data = tmp_path / "data"
    (data / FILE_NAME).mkdir(parents=True)
    case = scanned_case(tmp_path / "case", ["A scan"])
    with window(qapp, data, case=case, finds=True) as keyboard:
        documents = keyboard.review.panels.documents
        with files_at_most(100_000_000):
            keyboard.wait(lambda: "no memory for pictures of pages" in documents.scans_problem())
            keyboard.press("Ctrl+M")
            assert keyboard.review.hint_line.state_text() == NOTHING_TO_READ
        (told,) = keyboard.review.hint_line.messages.sentences
        assert told.startswith("What is read of pages is kept only until the program ends")
        assert str(data / FILE_NAME) in told
        keyboard.press("F5")
        wait_until_read(keyboard)
        assert documents.scans_problem() == ""
