"""Worker processes that are killed at any time: the window stays, the next page comes, nothing is lost."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from reviewer_app.domain.documents import DocumentStatus
from reviewer_app.review.sample_cases import COMPLETE_CASE, samples_folder
from tests.end_to_end.keyboard import Keyboard, window
from tests.end_to_end.processes import PAGE_WORKER, PDF_WORKER, workers
from tests.unit.documents import files

CASE = samples_folder() / COMPLETE_CASE
PAGE_SOURCES = 2
"""One for what is on screen, one that helps and reads for the search."""


def kill(module: str) -> None:
    for worker in workers(module):
        os.kill(worker, signal.SIGKILL)


def drawn(keyboard: Keyboard) -> bool:
    """Whether the page on screen is drawn."""
    view = keyboard.application.review_page.pane.view
    return keyboard.application.pictures.cache.has_page(view.document, view.current_page)


def settled(keyboard: Keyboard) -> bool:
    view = keyboard.application.review_page.pane.view
    return drawn(keyboard) or bool(keyboard.application.pictures.failure(view.document, view.current_page))


def long_case(folder: Path, pages: int, files_count: int = 1) -> Path:
    folder.mkdir()
    for number in range(files_count):
        contents = [files.text_content(f"File {number} page {page}", 72, 700) for page in range(pages)]
        (folder / f"{number:02}.pdf").write_bytes(files.pdf(*contents))
    return folder


def test_killed_while_paging(qapp: QApplication, tmp_path: Path) -> None:
    case = long_case(tmp_path / "case", 60)
    with window(qapp, tmp_path / "data", case=case) as keyboard:
        keyboard.wait(lambda: drawn(keyboard))
        for _ in range(8):
            kill(PAGE_WORKER)
            keyboard.press("PgDown", "Right", "Right")
            keyboard.wait(lambda: settled(keyboard))
        keyboard.press("End")
        keyboard.wait(lambda: drawn(keyboard))
        assert keyboard.review.hint_line.messages.sentences == ()
        assert 1 <= len(workers(PAGE_WORKER)) <= PAGE_SOURCES
    assert workers(PAGE_WORKER) == set()


def test_a_page_that_failed_comes_when_it_is_asked_for_again(qapp: QApplication, tmp_path: Path) -> None:
    case = long_case(tmp_path / "case", 2, 2)
    with window(qapp, tmp_path / "data", case=case) as keyboard:
        keyboard.wait(lambda: drawn(keyboard))
        for _ in range(4):
            keyboard.press("]")
            kill(PAGE_WORKER)
            keyboard.wait(lambda: settled(keyboard))
            keyboard.press("[")
            keyboard.wait(lambda: drawn(keyboard))


def test_killed_while_a_case_is_read(qapp: QApplication, tmp_path: Path) -> None:
    """Documents that the killed worker had in hand may say so; the others are read by the next one."""
    cases = [long_case(tmp_path / f"case{number}", 40, 12) for number in range(3)]
    with window(qapp, tmp_path / "data", case=CASE) as keyboard:
        keyboard.wait(lambda: keyboard.application.queue.idle)
        for case in cases:
            keyboard.controller.case_wanted.emit(case)
            keyboard.wait(lambda: keyboard.application.store.waiting > 0 and bool(workers(PAGE_WORKER)))
            kill(PAGE_WORKER)
            keyboard.settle()
            assert keyboard.case.folder == case
            statuses = [document.status for document in keyboard.case.documents]
            assert len(statuses) == 12
            assert statuses.count(DocumentStatus.DAMAGED) <= 1
            assert set(statuses) <= {DocumentStatus.OK, DocumentStatus.DAMAGED}
            keyboard.press("F5")
            assert all(document.readable for document in keyboard.case.documents)
        assert keyboard.review.hint_line.messages.sentences == ()


@pytest.mark.parametrize("module", [PAGE_WORKER, PDF_WORKER])
def test_killed_while_exporting(qapp: QApplication, tmp_path: Path, module: str) -> None:
    target = tmp_path / "summary.pdf"
    with window(qapp, tmp_path / "data", case=CASE) as keyboard:
        for _ in range(4):
            keyboard.press("P", "E", "J", "Right")
        keyboard.wait(lambda: keyboard.application.queue.idle)
        marked = keyboard.case.review.findings
        keyboard.review.export("pdf", target)
        keyboard.wait(lambda: bool(workers(module)) or keyboard.application.store.waiting == 0)
        kill(module)
        keyboard.settle()
        told = " ".join(keyboard.review.hint_line.messages.sentences)
        assert target.exists() or "could not" in told or "made" in told
        assert keyboard.case.review.findings == marked
        keyboard.press("Esc", "J", "P")
        keyboard.review.export("pdf", target)
        keyboard.settle()
        assert target.stat().st_size > 10_000
