"""The threads that have pictures read: no more than allowed, gone when idle, ended at once."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from reviewer_app.domain.errors import ResourceError
from reviewer_app.domain.page_reading import OcrReading
from reviewer_app.domain.pages import (
    PageFailedError,
    PageFailure,
    PagePicture,
    PicturePlace,
    PixelFormat,
)
from reviewer_app.domain.scan_source import DrawnScan
from reviewer_app.domain.search import SearchableText
from reviewer_app.gui.tasks.scan_threads import ScanJob, ScanThreads

IDLE_SECONDS = 0.05
PATIENCE = 20_000
READ = OcrReading(SearchableText("", b""), b"")


class GatedSource:
    """Reads nothing, but only when the gate is open, and notes what became of it."""

    def __init__(self, gate: threading.Event) -> None:
        self.pid = 1
        self.closed = threading.Event()
        self.begun = threading.Semaphore(0)
        self._gate = gate

    def read(self, picture: PagePicture) -> OcrReading:
        self.begun.release()
        while not self._gate.wait(0.005):
            if self.closed.is_set():
                raise PageFailedError(PageFailure.CLOSED, "closed")
        if picture.width == 2:
            raise PageFailedError(PageFailure.TIMEOUT, "It took too long.")
        if picture.width == 3:
            raise ValueError("a defect")
        return READ

    def close(self) -> None:
        self.closed.set()


class Bench:
    """Threads with gated sources, and what they answered."""

    def __init__(self) -> None:
        self.gate = threading.Event()
        self.sources: list[GatedSource] = []
        self.answers: list[tuple[int, object]] = []
        self.threads = ScanThreads(self._make, idle_seconds=IDLE_SECONDS)
        self.refused: list[str] = []
        self.memory = True
        self.threads.refused.connect(self.refused.append)
        self.threads.answered.connect(lambda job, read: self.answers.append((job.page, read)))

    def _make(self) -> GatedSource:
        if not self.memory:
            raise ResourceError("There is no memory.")
        self.sources.append(GatedSource(self.gate))
        return self.sources[-1]

    def give(self, page: int, width: int = 1) -> None:
        place = PicturePlace(1, 1, 1)
        picture = PagePicture(width, 1, width, PixelFormat.GRAY8, memoryview(b"\0" * width), place)
        self.threads.give(ScanJob("a", page, DrawnScan(picture, "digest")))


@pytest.fixture
def bench(qapp: QCoreApplication) -> Iterator[Bench]:
    made = Bench()
    yield made
    made.threads.end()


def is_so(condition: Callable[[], bool]) -> Callable[[], None]:
    def look() -> None:
        assert condition()

    return look


def test_two_pictures_are_read_at_a_time_and_the_third_waits(bench: Bench, qtbot: QtBot) -> None:
    for page in (1, 2, 3):
        bench.give(page)
    assert bench.threads.free == -1
    qtbot.waitUntil(is_so(lambda: len(bench.sources) == 2), timeout=PATIENCE)
    assert bench.threads.alive == 2
    bench.gate.set()
    qtbot.waitUntil(is_so(lambda: len(bench.answers) == 3), timeout=PATIENCE)
    assert sorted(bench.answers) == [(1, READ), (2, READ), (3, READ)]
    assert (len(bench.sources), bench.threads.free) == (2, 2)


def test_idle_threads_end_with_their_sources_and_begin_again(bench: Bench, qtbot: QtBot) -> None:
    bench.gate.set()
    bench.give(1)
    qtbot.waitUntil(is_so(lambda: bool(bench.answers) and bench.threads.alive == 0), timeout=PATIENCE)
    assert bench.sources[0].closed.is_set()
    assert bench.threads.workers == ()
    bench.give(2)
    qtbot.waitUntil(is_so(lambda: len(bench.answers) == 2), timeout=PATIENCE)
    assert len(bench.sources) == 2


def test_what_is_being_read_at_the_end_is_given_up_and_not_answered(bench: Bench, qtbot: QtBot) -> None:
    for page in (1, 2, 3):
        bench.give(page)
    qtbot.waitUntil(is_so(lambda: len(bench.threads.workers) == 2), timeout=PATIENCE)
    bench.threads.end()
    assert (bench.threads.alive, bench.threads.free) == (0, 2)
    assert all(source.closed.is_set() for source in bench.sources)
    bench.gate.set()
    bench.give(4)
    qtbot.waitUntil(is_so(lambda: bool(bench.answers)), timeout=PATIENCE)
    assert bench.answers == [(4, READ)]


def test_a_picture_that_cannot_be_read_is_answered_with_the_reason(bench: Bench, qtbot: QtBot) -> None:
    bench.gate.set()
    bench.give(1, width=2)
    qtbot.waitUntil(is_so(lambda: bool(bench.answers)), timeout=PATIENCE)
    ((page, failure),) = bench.answers
    assert isinstance(failure, PageFailedError)
    assert (page, failure.cause) == (1, PageFailure.TIMEOUT)


def test_without_memory_for_a_source_the_reason_is_told_and_later_ones_are_read(
    bench: Bench, qtbot: QtBot
) -> None:
    bench.gate.set()
    bench.memory = False
    bench.give(1)
    qtbot.waitUntil(is_so(lambda: bool(bench.refused)), timeout=PATIENCE)
    assert (bench.refused, bench.answers) == (["There is no memory."], [])
    bench.threads.end()
    bench.memory = True
    bench.give(2)
    qtbot.waitUntil(is_so(lambda: bool(bench.answers)), timeout=PATIENCE)
    assert bench.answers == [(2, READ)]


def test_a_defect_is_raised_on_the_windows_thread(bench: Bench, qtbot: QtBot) -> None:
    bench.gate.set()
    with qtbot.captureExceptions() as raised:
        bench.give(1, width=3)
        qtbot.waitUntil(is_so(lambda: bool(raised)), timeout=PATIENCE)
    assert [type(error) for _, error, _ in raised] == [ValueError]
    qtbot.waitUntil(is_so(lambda: bench.threads.alive == 0), timeout=PATIENCE)
    assert bench.threads.free == 2
