"""Lets a process of its own search the open case, and keeps it in step with what was read of its pages.

All calls but :meth:`FindingsDesk.interrupt` come from one thread, which waits for the process; the window
never does.
"""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO

import msgspec

from reviewer_app.child_environment import child_environment
from reviewer_app.documents.wire import framed, read_body
from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.errors import ReviewerError
from reviewer_app.domain.page_reading import KeptPage
from reviewer_app.review.find_evidence import case_to_search
from reviewer_app.review.findings_wire import AnswerReader, SearchAnswer, SearchOrder, order_bytes

WORKER = "reviewer_app.review.findings_worker"

SECONDS_A_PAGE = 0.1
LEAST_SECONDS = 30.0
"""A search that takes longer is given up: some page makes a rule of ours, or of the user's, run away."""

FAILED_SENTENCE = (
    "The search of this case failed by a mistake of the program: nothing more is proposed for it. "
    "A report without patient data is in {report}."
)
ENDED = "The search of this case ended early; what it shows by itself is not complete."

FAILED = 1
"""Exit code of a process that an error of ours ended."""

MOST_TOLD = 4096
"""Bytes of what it says of that."""


ENDING_SECONDS = 2.0
"""How long a process that closed its output may take to end."""


class SearchEndedError(ReviewerError):
    """The process ended before it answered. What it was told is gone."""


class SearchFailedError(SearchEndedError):
    """An error of ours ended the process, and would again."""


class FindingsDesk:
    """One search process at most; it starts when it is first needed."""

    def __init__(
        self,
        data_folder: Path,
        least_seconds: float = LEAST_SECONDS,
        seconds_a_page: float = SECONDS_A_PAGE,
    ) -> None:
        """``data_folder`` may have rules of the user's. A search may take so many ``seconds_a_page``, and
        ``least_seconds`` even for a small case."""
        self._data_folder = data_folder
        self._least_seconds = least_seconds
        self._seconds_a_page = seconds_a_page
        self._process: subprocess.Popen[bytes] | None = None
        self._reader = AnswerReader()
        self._starting = threading.Lock()

    @property
    def pid(self) -> int | None:
        """Process id of the search process while there is one."""
        process = self._process
        return process.pid if process is not None else None

    def take(self, pages: Sequence[KeptPage]) -> None:
        """These pages are new, or were read again.

        :raises SearchEndedError: the process ended; it needs all pages again.
        """
        self._send(SearchOrder(tuple(pages)))

    def search(self, case: OpenCase) -> SearchAnswer:
        """What is found in the case, as far as its pages were taken.

        :raises SearchEndedError: the process ended, or took too long; it needs all pages again.
        """
        process = self._send(SearchOrder(case=case_to_search(case)))
        pages = sum(document.page_count for document in case.documents)
        limit = threading.Timer(max(self._least_seconds, pages * self._seconds_a_page), process.kill)
        limit.start()
        try:
            answer = self._answer(process.stdout) if process.stdout is not None else None
        except msgspec.ValidationError:
            answer = None
        finally:
            limit.cancel()
        if answer is None:
            raise self._ended(process)
        return answer

    def _answer(self, stream: IO[bytes]) -> SearchAnswer | None:
        """The answer, piece by piece; ``None`` where the process ended before the last one."""
        while (body := read_body(stream)) is not None:
            answer = self._reader.take(body)
            if answer is not None:
                return answer
        return None

    def leave(self) -> None:
        """End the process and what it knows. The next one is told all pages again."""
        with self._starting:
            process, self._process = self._process, None
        self._reader = AnswerReader()
        if process is not None:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout, process.stderr):
                if pipe is not None:
                    _close(pipe)

    def interrupt(self) -> None:
        """Make an end of whatever is under way; may be called on any thread."""
        with self._starting:
            if self._process is not None:
                self._process.kill()

    def _ended(self, process: subprocess.Popen[bytes]) -> SearchEndedError:
        """Clean up behind a process that is of no more use: the error that tells of it. One that failed by
        itself has written a report of that defect of ours."""
        with suppress(subprocess.TimeoutExpired):
            process.wait(ENDING_SECONDS)
        process.kill()
        if process.wait() != FAILED:
            self.leave()
            return SearchEndedError(ENDED)
        report = process.stderr.read(MOST_TOLD) if process.stderr is not None else b""
        self.leave()
        return SearchFailedError(
            FAILED_SENTENCE.format(report=report.decode("utf-8", "replace") or "nowhere")
        )

    def _send(self, order: SearchOrder) -> subprocess.Popen[bytes]:
        process = self._running()
        try:
            if process.stdin is not None:
                process.stdin.write(framed(order_bytes(order)))
                process.stdin.flush()
        except OSError as error:
            raise self._ended(process) from error
        return process

    def _running(self) -> subprocess.Popen[bytes]:
        """The process, or a new one. One that ended by itself is not replaced in silence: it knew pages."""
        process = self._process
        if process is not None and process.poll() is None:
            return process
        if process is not None:
            raise self._ended(process)
        with self._starting:
            try:
                self._process = self._started()
            except OSError as error:
                raise SearchEndedError(
                    f"The search of this case could not start: {error.strerror}."
                ) from error
            return self._process

    def _started(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-P", "-s", "-m", WORKER, str(self._data_folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=child_environment(),
        )


def _close(pipe: IO[bytes]) -> None:
    with suppress(BrokenPipeError):  # what a dead process had not read yet
        pipe.close()
