"""The program's side of a page worker: starts it, asks it, watches it, ends it, starts it again.

May be used from any thread; one request is under way at a time and the others wait their turn.
"""

from __future__ import annotations

import subprocess
import threading
from contextlib import suppress
from queue import Empty, SimpleQueue
from typing import IO

from reviewer_app.documents import early_page, pixel_buffer, wire
from reviewer_app.documents.limits import MEMORY_BYTES, REQUEST_TICKS, TICK_SECONDS


class WorkerError(Exception):
    """The worker gave no answer that can be used. ``cause`` is a value of domain.pages.PageFailure."""

    def __init__(self, cause: str) -> None:
        super().__init__(cause)
        self.cause = cause


class WorkerProcess:
    """One page worker, started when it is first needed and restarted after a crash or a hang."""

    def __init__(
        self,
        started: early_page.StartedWorker | None = None,
        *,
        pixels: pixel_buffer.PixelBuffer | None = None,
        ticks: int = REQUEST_TICKS,
        tick_seconds: float = TICK_SECONDS,
        memory_bytes: int = MEMORY_BYTES,
    ) -> None:
        """``started`` hands over a worker that runs already, ``pixels`` memory made before."""
        self._memory_bytes = memory_bytes
        self.pixels = started.pixels if started else pixels or pixel_buffer.create()
        self._ticks = ticks
        self._tick_seconds = tick_seconds
        self._turn = threading.Lock()
        self._closed = False
        self._running = _Running(started.process) if started else None
        self._owes_early_answer = bool(started and started.early_file)
        self.starts = 1 if started else 0

    @property
    def pid(self) -> int | None:
        """Process id of the worker while one is running."""
        running = self._running
        return running.process.pid if running else None

    def ask(self, request: wire.Message) -> wire.Message:
        """The worker's answer. Raises WorkerError; the next call finds a fresh worker then.

        The answer is only known to be a JSON object: who uses a field checks it.
        """
        with self._turn:
            running = self._running_worker()
            if self._owes_early_answer:
                self._owes_early_answer = False
                self._answer(running)
            try:
                early_page.send(running.process, request)
            except OSError as error:
                self._discard()
                raise WorkerError("closed" if self._closed else "crashed") from error
            return self._answer(running)

    def pending_answer(self) -> wire.Message:
        """The answer to the request that was sent before this object existed. Raises WorkerError.

        It is lost once anything else was asked.
        """
        with self._turn:
            if self._running is None or not self._owes_early_answer:
                raise WorkerError("closed" if self._closed else "crashed")
            self._owes_early_answer = False
            return self._answer(self._running)

    def discard(self) -> None:
        """End the running worker, because its answers make no sense or it ran out of memory."""
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
        self.pixels.close()

    def _running_worker(self) -> _Running:
        if self._closed:
            raise WorkerError("closed")
        if self._running is not None and self._running.process.poll() is not None:
            self._discard()
        if self._running is None:
            try:
                self._running = _Running(early_page.start_worker(self.pixels, self._memory_bytes).process)
            except OSError as error:
                raise WorkerError("crashed") from error
            self.starts += 1
        return self._running

    def _answer(self, running: _Running) -> wire.Message:
        """Wait in ticks: only time in which this program runs counts towards the deadline."""
        for _ in range(self._ticks):
            try:
                body = running.bodies.get(timeout=self._tick_seconds)
            except Empty:
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


class _Running:
    """A worker process and the thread that reads its answers, because pipes cannot be polled everywhere."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self.process = process
        self.bodies: SimpleQueue[bytes | None] = SimpleQueue()
        self._reader = threading.Thread(target=self._read, name="page worker answers", daemon=True)
        self._reader.start()

    def end(self) -> None:
        """Kill and reap the process, join the thread, close the pipes."""
        self.process.kill()
        self.process.wait()
        self._reader.join()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                _close(pipe)

    def _read(self) -> None:
        body: bytes | None = b""
        while body is not None:
            body = wire.read_body(self.process.stdout) if self.process.stdout else None
            self.bodies.put(body)


def _close(pipe: IO[bytes]) -> None:
    with suppress(BrokenPipeError):  # what a dead worker had not read yet
        pipe.close()
