"""Two page workers at most, whatever the reader does at the same time."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtWidgets import QApplication

from reviewer_app.review.sample_cases import COMPLETE_CASE, samples_folder
from tests.end_to_end.keyboard import window
from tests.end_to_end.processes import PAGE_WORKER, workers
from tests.end_to_end.story import export

MOST_WORKERS = 2


@contextmanager
def counted() -> Iterator[list[int]]:
    """How many page workers there were, looked at again and again meanwhile."""
    found: list[int] = []
    stop = threading.Event()

    def count() -> None:
        while not stop.wait(0.002):
            found.append(len(workers(PAGE_WORKER)))

    counter = threading.Thread(target=count)
    counter.start()
    try:
        yield found
    finally:
        stop.set()
        counter.join()


def test_nothing_the_reader_does_starts_a_third_worker(qapp: QApplication, tmp_path: Path) -> None:
    case = samples_folder() / COMPLETE_CASE
    with counted() as found, window(qapp, tmp_path / "data", case=case) as keyboard:
        keyboard.press("E", "P")
        for key in ("]", "PgDown", "F5", "[", "G", "Esc", "F5", "End"):
            keyboard.press(key)
        export(keyboard, tmp_path / "summary.pdf")
        keyboard.wait(lambda: keyboard.application.queue.idle)
    assert max(found) == MOST_WORKERS
    assert workers(PAGE_WORKER) == set()
