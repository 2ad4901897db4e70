"""The threads on which pictures of pages are read by machine: few, and none while nothing is to be read."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot

from reviewer_app.domain.errors import ResourceError
from reviewer_app.domain.pages import PageFailedError
from reviewer_app.domain.scan_source import DrawnScan, ScanSource

if TYPE_CHECKING:
    # Not needed for the first page.
    from reviewer_app.domain.page_reading import OcrReading

MOST_THREADS = 2
"""More would take the processors from what is on screen."""

IDLE_SECONDS = 4.0
"""A thread that has had nothing to read for so long ends, and its worker process with it."""


@dataclass(frozen=True, slots=True)
class ScanJob:
    """A page, by its document (SHA-256) and number from 1, with its picture."""

    document: str
    page: int
    scan: DrawnScan


class ScanThreads(QObject):
    """Reads one picture on each of its threads. Every thread has a source of its own, made by ``make_source``
    when there is something to read, and closed when there is not."""

    answered = Signal(object, object)
    """ScanJob; OcrReading or PageFailedError. On the thread that made this object."""

    refused = Signal(str)
    """Why nothing can be read now: there is no memory for a source. What was given is not answered then, and
    all threads are to be ended."""

    _arrived = Signal(object)

    def __init__(
        self,
        make_source: Callable[[], ScanSource],
        most: int = MOST_THREADS,
        idle_seconds: float = IDLE_SECONDS,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._make_source = make_source
        self._most = most
        self._idle_seconds = idle_seconds
        self._condition = threading.Condition()
        self._jobs: deque[ScanJob] = deque()
        self._alive: set[threading.Thread] = set()
        self._serving: set[threading.Thread] = set()
        self._sources: dict[threading.Thread, ScanSource] = {}
        self._reading: set[threading.Thread] = set()
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @property
    def free(self) -> int:
        """How many more pictures would be read at once."""
        with self._condition:
            return self._most - len(self._reading) - len(self._jobs)

    @property
    def alive(self) -> int:
        """How many threads there are, each with a worker process once it has read something."""
        with self._condition:
            return len(self._alive)

    @property
    def workers(self) -> tuple[int, ...]:
        """The ids of the worker processes that run now."""
        with self._condition:
            return tuple(source.pid for source in self._sources.values() if source.pid is not None)

    def give(self, job: ScanJob) -> None:
        """Have a picture read; a thread begins where none waits for it."""
        with self._condition:
            self._jobs.append(job)
            if len(self._reading) + len(self._jobs) > len(self._serving) and len(self._serving) < self._most:
                thread = threading.Thread(target=self._serve, name="scans", daemon=True)
                self._alive.add(thread)
                self._serving.add(thread)
                thread.start()
            self._condition.notify()

    def end(self) -> None:
        """End all threads and their sources now. What is being read is given up and not answered."""
        with self._condition:
            self._jobs.clear()
            self._serving.clear()
            ending = tuple(self._alive)
            sources = tuple(self._sources.values())
            self._condition.notify_all()
        for source in sources:
            source.close()
        for thread in ending:
            thread.join()

    def _serve(self) -> None:
        here = threading.current_thread()
        source: ScanSource | None = None
        try:
            while (job := self._next_job(here)) is not None:
                source = source or self._own_source(here)
                answer = _read(source, job)
                with self._condition:
                    self._reading.discard(here)
                    wanted = here in self._serving
                if wanted:
                    self._arrived.emit((job, answer))
        except BaseException as error:  # a defect of ours is raised again on the window's thread
            self._arrived.emit(error)
        finally:
            if source is not None:
                source.close()
            with self._condition:
                for threads in (self._alive, self._serving, self._reading):
                    threads.discard(here)
                self._sources.pop(here, None)

    def _next_job(self, here: threading.Thread) -> ScanJob | None:
        """Wait for a picture; ``None`` when there was none for long, or all is to end."""
        with self._condition:
            while here in self._serving:
                if self._jobs:
                    self._reading.add(here)
                    return self._jobs.popleft()
                if not self._condition.wait(self._idle_seconds) and not self._jobs:
                    # Whoever brings the next picture finds this thread gone and begins another.
                    self._serving.discard(here)
        return None

    def _own_source(self, here: threading.Thread) -> ScanSource:
        source = self._make_source()
        with self._condition:
            ended = here not in self._serving
            self._sources[here] = source
        if ended:
            source.close()
        return source

    @Slot(object)
    def _deliver(self, arrived: tuple[ScanJob, OcrReading | PageFailedError] | BaseException) -> None:
        if isinstance(arrived, ResourceError):
            self.refused.emit(arrived.sentence)
            return
        if isinstance(arrived, BaseException):
            raise arrived
        self.answered.emit(*arrived)


def _read(source: ScanSource, job: ScanJob) -> OcrReading | PageFailedError:
    try:
        return source.read(job.scan.picture)
    except PageFailedError as failure:
        return failure
