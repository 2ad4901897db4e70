"""Pages on their way into the index, in the whole window: results come meanwhile, leaving stops it, a killed
worker and a thrown-away file cost nothing that cannot be had again."""

from __future__ import annotations

import hashlib
import os
import signal
from pathlib import Path

import pikepdf
import pytest
from PySide6.QtWidgets import QApplication

from reviewer_app.domain.search import IndexProgress
from reviewer_app.storage.text_cache import FILE_NAME
from tests.end_to_end.folders import sample_request, write_request
from tests.end_to_end.keyboard import Keyboard, window
from tests.end_to_end.processes import PAGE_WORKER, workers
from tests.unit.documents import files

PAGES = 300
LETTERS = 3
LINES = 6
FITTING = "Strom-7 oak"


@pytest.fixture
def case_folder(tmp_path: Path) -> Path:
    """Long letters; the word "sciatica" is on the last page of each."""
    folder = tmp_path / "root" / "case"
    folder.mkdir(parents=True)
    last = files.text_content("Left sciatica", 72, 700)
    for letter in range(LETTERS):
        pages = [unlike_any_other(letter, page) for page in range(1, PAGES // LETTERS)]
        (folder / f"{letter}_letter.pdf").write_bytes(files.pdf(*pages, last))
    write_request(folder, sample_request())
    return folder


def unlike_any_other(letter: int, page: int) -> bytes:
    """Words enough to tell the page from all others: without them pages are drawn and compared."""
    lines = []
    for at in range(LINES):
        letters = hashlib.sha256(f"{letter} {page} {at}".encode()).hexdigest()
        words = " ".join(letters[start : start + 8] for start in range(0, 40, 8))
        lines.append(files.text_content(words, 72, 700 - 30 * at))
    return b"\n".join(lines)


def watched(keyboard: Keyboard) -> list[IndexProgress]:
    """The progress that is told from now on, as it grows."""
    told: list[IndexProgress] = []
    keyboard.application.search.indexer.progressed.connect(told.append)
    return told


def is_open(keyboard: Keyboard) -> bool:
    return keyboard.review.case is not None


def wait_until_complete(keyboard: Keyboard, told: list[IndexProgress]) -> IndexProgress:
    keyboard.wait(lambda: bool(told) and told[-1].complete)
    return told[-1]


def search_for(keyboard: Keyboard, query: str) -> None:
    keyboard.press("Ctrl+F")
    keyboard.type(query)


def count(keyboard: Keyboard) -> int:
    result = keyboard.review.panels.search.result
    return result.count if result is not None else 0


def test_hits_come_while_pages_are_still_read_and_the_panel_says_how_far_it_is(
    qapp: QApplication, tmp_path: Path, case_folder: Path
) -> None:
    with window(qapp, tmp_path / "data", case=case_folder) as keyboard:
        keyboard.wait(lambda: is_open(keyboard))
        told = watched(keyboard)
        search_for(keyboard, "sciatica")
        panel = keyboard.review.panels.search
        keyboard.wait(lambda: bool(told))
        keyboard.wait(lambda: panel.progress.words().startswith("Searching "))
        assert panel.progress.words().endswith(f"of {PAGES} pages …")
        keyboard.wait(lambda: count(keyboard) == LETTERS)
        last = wait_until_complete(keyboard, told)
        assert (last.indexed, last.unreadable, last.wordless) == (PAGES, 0, 0)
        indexed = [progress.indexed for progress in told]
        assert indexed == sorted(indexed)
        assert panel.progress.words() == ""
        assert panel.unsearched.words() == ""


def test_leaving_the_case_stops_it_and_coming_back_goes_on_from_there(
    qapp: QApplication, tmp_path: Path, case_folder: Path
) -> None:
    application_data = tmp_path / "data"
    with window(qapp, application_data, root=case_folder.parent, case=case_folder) as keyboard:
        keyboard.wait(lambda: is_open(keyboard))
        told = watched(keyboard)
        keyboard.wait(lambda: any(progress.indexed for progress in told))
        keyboard.press("Ctrl+W")
        keyboard.wait(lambda: keyboard.application.texts.waiting == 0 and keyboard.application.queue.idle)
        kept = told[-1]
        assert 0 < kept.indexed < PAGES
        told.clear()
        keyboard.application.open_case(case_folder)
        wait_until_complete(keyboard, told)
        assert told[0].indexed >= kept.indexed


def test_a_killed_worker_costs_a_page_at_most_which_the_next_window_reads(
    qapp: QApplication, tmp_path: Path, case_folder: Path
) -> None:
    with window(qapp, tmp_path / "data", case=case_folder) as keyboard:
        keyboard.wait(lambda: is_open(keyboard))
        told = watched(keyboard)
        keyboard.wait(lambda: any(progress.indexed for progress in told))
        for worker in workers(PAGE_WORKER):
            os.kill(worker, signal.SIGKILL)
        last = wait_until_complete(keyboard, told)
        assert last.unreadable <= 1
        assert last.indexed + last.unreadable == PAGES
        assert keyboard.review.hint_line.messages.sentences == ()
        assert bool(keyboard.review.panels.search.unsearched.words()) == bool(last.unreadable)
    with window(qapp, tmp_path / "data", case=case_folder) as keyboard:
        keyboard.wait(lambda: is_open(keyboard))
        last = wait_until_complete(keyboard, watched(keyboard))
        assert (last.indexed, last.unreadable) == (PAGES, 0)


@pytest.mark.parametrize("content", [b"", b"no database at all" * 100])
def test_a_lost_or_damaged_file_of_page_texts_is_made_again(
    qapp: QApplication, tmp_path: Path, content: bytes, case_folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    data = tmp_path / "data"
    for letter in range(1, LETTERS):
        (case_folder / f"{letter}_letter.pdf").unlink()
    for _ in range(2):
        with window(qapp, data, case=case_folder) as keyboard:
            keyboard.wait(lambda: is_open(keyboard))
            search_for(keyboard, "sciatica")
            keyboard.wait(lambda: count(keyboard) == 1)
            assert keyboard.review.hint_line.messages.sentences == ()
        (data / FILE_NAME).unlink()
        if content:
            (data / FILE_NAME).write_bytes(content)
    told = [record.getMessage() for record in caplog.records]
    assert len(told) == bool(content)
    assert all("read anew" in line and str(tmp_path) not in line for line in told)
    caplog.clear()


def test_a_document_is_searched_when_its_password_was_given(
    qapp: QApplication, tmp_path: Path, case_folder: Path
) -> None:
    locked = files.pdf(
        files.text_content("Chronic coccydynia", 72, 700),
        encryption=pikepdf.Encryption(user=FITTING, owner="owner"),
    )
    (case_folder / "9_locked.pdf").write_bytes(locked)
    with window(qapp, tmp_path / "data", case=case_folder) as keyboard:
        keyboard.wait(lambda: is_open(keyboard))
        wait_until_complete(keyboard, watched(keyboard))
        search_for(keyboard, "coccydynia")
        panel = keyboard.review.panels.search
        keyboard.wait(lambda: panel.result is not None and panel.result.query == "coccydynia")
        assert count(keyboard) == 0
        assert panel.unsearched.words() == "Not searched: 1 file that cannot be opened"
        keyboard.press("Esc", "O")
        keyboard.type("9_locked")
        keyboard.press("Return")
        keyboard.type(FITTING)
        keyboard.press("Return")
        keyboard.press("Ctrl+F")
        keyboard.wait(lambda: count(keyboard) == 1)
        assert panel.unsearched.words() == ""
