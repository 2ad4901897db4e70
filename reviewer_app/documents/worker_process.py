"""The program's side of a worker: starts it, asks it, watches it, ends it, starts it again.

May be used from any thread; one request is under way at a time and the others wait their turn.

A worker is replaced after many requests. The old one ends first and the new one starts at once, in a moment
in which nothing is asked, so there are never more workers than owners, and the next page finds the new one
ready. To have both for a moment would mean a third process, for the sake of a tenth of a second that the
window's other worker can bridge.
"""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import IO, TypeVar

from reviewer_app.documents import early_page, limits, pixel_buffer, wire
from reviewer_app.documents.answers import AnswerError
from reviewer_app.documents.handed_files import CurrentFile, FileChangedError, HandedFiles
from reviewer_app.documents.page_file import PageFile

_Taken = TypeVar("_Taken")

StartWorker = Callable[[pixel_buffer.PixelBuffer, int], early_page.StartedWorker]
"""Starts a worker with that pixel memory and that limit of memory, in bytes. Raises OSError."""


class WorkerError(Exception):
    """The worker gave no answer that can be used. ``cause`` is a value of domain.pages.PageFailure."""

    def __init__(self, cause: str) -> None:
        super().__init__(cause)
        self.cause = cause


class WorkerProcess:
    """One worker, started when it is first needed and restarted after a crash or a hang."""

    def __init__(
        self,
        started: early_page.StartedWorker | None = None,
        *,
        start: StartWorker = early_page.start_worker,
        pixels: pixel_buffer.PixelBuffer | None = None,
        ticks: int = limits.REQUEST_TICKS,
        stopped_ticks: int = limits.STOPPED_TICKS,
        tick_seconds: float = limits.TICK_SECONDS,
        memory_bytes: int = limits.MEMORY_BYTES,
        requests: int = limits.REQUESTS_BEFORE_RECYCLING,
        most_requests: int = limits.MOST_REQUESTS,
        rest_seconds: float = limits.REST_SECONDS,
        idle_seconds: float | None = None,
    ) -> None:
        """``started`` hands over a worker that runs already, ``pixels`` memory made before; ``start`` says
        what worker it is.

        With ``idle_seconds`` the worker ends after so long without a request, until it is needed again. The
        other numbers are those of :mod:`reviewer_app.documents.limits`.
        """
        self._start_worker = start
        self._memory_bytes = memory_bytes
        self.pixels = started.pixels if started else pixels or pixel_buffer.create()
        self._ticks = ticks
        self._stopped_ticks = stopped_ticks
        self._tick_seconds = tick_seconds
        self._requests = requests
        self._most_requests = most_requests
        self._rest_seconds = rest_seconds
        self._idle_seconds = idle_seconds
        self._turn = threading.Lock()
        self._next = threading.Lock()
        self._closed = False
        self._running = _Running(started) if started else None
        self._owes_early_answer = bool(started and started.early_file)
        self._asked_at = time.monotonic()
        self._changed = threading.Event()
        self._keeper: threading.Thread | None = None
        self.starts = 1 if started else 0

    @property
    def pid(self) -> int | None:
        """Process id of the worker while one is running."""
        running = self._running
        return running.process.pid if running else None

    def ask(
        self, request: wire.Message, file: PageFile | None, take: Callable[[wire.Message], _Taken]
    ) -> _Taken:
        """What ``take`` makes of the worker's answer to a request about ``file``, if it is about one.

        The answer is only known to be a JSON object: ``take`` checks it, and copies what lies in the pixel
        memory, before anybody else is served. Raises WorkerError; the next call finds a fresh worker then.
        """
        with self._next:
            # Whoever waits holds this lock, so that who asks again and again cannot overtake.
            self._turn.acquire()
        try:
            return self._answered(request, file, take)
        finally:
            self._turn.release()

    def pending_answer(self, take: Callable[[wire.Message], _Taken]) -> _Taken:
        """What ``take`` makes of the answer to the request that was sent before this object existed.

        It is lost once anything else was asked. Raises WorkerError.
        """
        with self._turn:
            if self._running is None or not self._owes_early_answer:
                raise WorkerError("closed" if self._closed else "crashed")
            self._owes_early_answer = False
            self._watch_rest()
            return self._taken(self._running, take)

    def discard(self) -> None:
        """End the running worker, because it ran out of memory."""
        with self._turn:
            self._discard()

    def close(self) -> None:
        """End the worker for good; a request under way on another thread ends with WorkerError("closed")."""
        if self._closed:
            return
        self._closed = True
        running = self._running
        if running is not None:
            running.process.kill()
        with self._turn:
            self._discard()
        self._changed.set()
        if self._keeper is not None:
            self._keeper.join()
        self.pixels.close()

    def _answered(
        self, request: wire.Message, file: PageFile | None, take: Callable[[wire.Message], _Taken]
    ) -> _Taken:
        """:meth:`ask` with the turn held."""
        self._asked_at = time.monotonic()
        try:
            current = CurrentFile(file) if file is not None else None
        except FileChangedError as error:
            raise WorkerError("changed") from error
        running = self._running_worker(current)
        if self._owes_early_answer:
            self._owes_early_answer = False
            self._answer(running)
        try:
            if current is not None:
                request = {**request, "file": running.files.number_of(current)}
            early_page.send(running.process, request)
        except FileChangedError as error:
            raise WorkerError("changed") from error
        except OSError as error:
            self._discard()
            raise WorkerError("closed" if self._closed else "crashed") from error
        running.requests += 1
        if running.requests == self._requests:
            self._changed.set()
        return self._taken(running, take)

    def _running_worker(self, current: CurrentFile | None) -> _Running:
        """A worker that can be asked about the file; a fresh one where the running one can not."""
        if self._closed:
            raise WorkerError("closed")
        running = self._running
        if running is not None and (
            running.process.poll() is not None
            or running.requests >= self._most_requests
            or (running.has_spoken and not self._owes_early_answer)
            or not (current is None or running.files.can_hold(current))
        ):
            self._discard()
        if self._running is None:
            return self._start()
        if self._keeper is None:
            self._watch_rest()
        return self._running

    def _start(self) -> _Running:
        try:
            self._running = _Running(self._start_worker(self.pixels, self._memory_bytes))
        except OSError as error:
            raise WorkerError("crashed") from error
        self.starts += 1
        self._watch_rest()
        return self._running

    def _taken(self, running: _Running, take: Callable[[wire.Message], _Taken]) -> _Taken:
        answer = self._answer(running)
        try:
            return take(answer)
        except (AnswerError, ValueError) as error:
            self._discard()
            raise WorkerError("closed" if self._closed else "crashed") from error
        finally:
            self._asked_at = time.monotonic()

    def _answer(self, running: _Running) -> wire.Message:
        """Wait in ticks: only time in which this program and the worker run counts towards the deadline."""
        ticks = stopped = 0
        while ticks < self._ticks and stopped < self._stopped_ticks:
            try:
                body = running.bodies.get(timeout=self._tick_seconds)
            except Empty:
                if is_stopped(running.process.pid):
                    stopped += 1
                else:
                    ticks += 1
                continue
            if body is None:
                break
            try:
                return wire.decode(body)
            except wire.WireError as error:
                self._discard()
                raise WorkerError("crashed") from error
        else:
            self._discard()
            raise WorkerError("closed" if self._closed else "timeout")
        self._discard()
        raise WorkerError("closed" if self._closed else "crashed")

    def _discard(self) -> None:
        running, self._running = self._running, None
        self._owes_early_answer = False
        if running is not None:
            running.end()

    def _watch_rest(self) -> None:
        """See to it that somebody notices when nothing is asked any more."""
        if self._keeper is None:
            self._keeper = threading.Thread(target=self._keep, name="page worker rest", daemon=True)
            self._keeper.start()
        self._changed.set()

    def _keep(self) -> None:
        """Runs on a thread of its own."""
        while not self._closed:
            self._changed.wait(self._seconds_to_rest())
            self._changed.clear()
            with self._turn:
                self._rest()

    def _seconds_to_rest(self) -> float | None:
        """How long nothing must happen until there is something to do; ``None`` while nothing is foreseen."""
        running = self._running
        if running is None:
            return None
        if running.requests >= self._requests or not running.files.can_grow:
            wanted = self._rest_seconds
        elif self._idle_seconds is not None:
            wanted = self._idle_seconds
        else:
            return None
        return max(0.0, self._asked_at + wanted - time.monotonic())

    def _rest(self) -> None:
        """Replace or end the worker if it is time. Called with the turn held."""
        running = self._running
        if self._closed or running is None or self._owes_early_answer:
            return
        quiet = time.monotonic() - self._asked_at
        if self._idle_seconds is not None and quiet >= self._idle_seconds:
            self._discard()
        elif quiet >= self._rest_seconds and (
            running.requests >= self._requests or not running.files.can_grow
        ):
            self._discard()
            with suppress(WorkerError):  # no process can be started now: whoever asks next is told
                self._start()


class _Running:
    """A worker process and the thread that reads its answers, because pipes cannot be polled everywhere."""

    def __init__(self, started: early_page.StartedWorker) -> None:
        self.process = started.process
        self.files = HandedFiles(started)
        self.requests = 0
        self.bodies: SimpleQueue[bytes | None] = SimpleQueue()
        self._reader = threading.Thread(target=self._read, name="page worker answers", daemon=True)
        self._reader.start()

    def end(self) -> None:
        """Kill and reap the process, join the thread, close the pipes."""
        self.process.kill()
        self.process.wait()
        self._reader.join()
        self.files.close()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                _close(pipe)

    @property
    def has_spoken(self) -> bool:
        """Whether there is an answer, or the end of all answers, that nobody has fetched."""
        return not self.bodies.empty()

    def _read(self) -> None:
        body: bytes | None = b""
        while body is not None:
            body = wire.read_body(self.process.stdout) if self.process.stdout else None
            if body is not None and self.has_spoken:
                # Never asked for. Whoever goes on like that would fill this program's memory.
                self.process.kill()
                body = None
            self.bodies.put(body)


def is_stopped(pid: int) -> bool:
    """Whether a process was stopped by a signal or a debugger; where that cannot be told, it was not."""
    if sys.platform != "linux":
        return False
    try:
        status = Path(f"/proc/{pid}/stat").read_bytes()
    except OSError:
        return False
    return status.rpartition(b")")[2].split()[0] in (b"T", b"t")


def _close(pipe: IO[bytes]) -> None:
    with suppress(BrokenPipeError):  # what a dead worker had not read yet
        pipe.close()
