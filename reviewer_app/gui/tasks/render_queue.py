"""The render queue: pages are drawn and read on threads, most urgent first, and never in the window's thread.

With several page sources the first is for what the reader looks at or soon will; the others help it with what
is visible when one page takes it long. Only the last does background work, so that a page on which that hangs
never delays what is visible.

Whoever shows pages states what it wants at this moment (:meth:`RenderQueue.want`); stating it anew replaces
what it wanted before, so what scrolled away is simply no longer asked for. A job that a worker has begun is
finished and delivered, since its picture may be wanted again.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Qt, Signal, Slot

from reviewer_app.domain.page_source import PageSource
from reviewer_app.domain.pages import (
    DrawRequest,
    PageFailedError,
    Priority,
    request_scale,
)
from reviewer_app.gui.tasks.page_jobs import (
    PageJob,
    ReadyPicture,
    TextRequest,
    Wish,
    WordsRequest,
    own_picture,
    shrunk,
)

HELPED_AFTER_SECONDS = 0.1
"""How long one job keeps the first source before others draw what is visible. A second worker takes memory,
so that one that is idle otherwise is not woken for every page turned fast."""


@dataclass(frozen=True, slots=True)
class _Answer:
    job: PageJob
    result: object
    """What the job's kind gives, or a PageFailedError."""


@dataclass(slots=True)
class _Wishes:
    """The open wishes of one owner; ``stamp`` grows with every statement, so the newest goes first."""

    stamp: int
    open: list[Wish]


class RenderQueue(QObject):
    """Serves jobs with one thread for each page source; the queue owns the sources and ends them.

    ``early`` are the requests that the first source's worker was given before the window existed; they are
    asked of that source before anything else, and delivered at the scale really used. All signals are emitted
    on the thread that made the queue.
    """

    picture_ready = Signal(object, object)
    """DrawRequest, ReadyPicture."""

    words_ready = Signal(object, object)
    """WordsRequest, PageText."""

    text_ready = Signal(object, object)
    """TextRequest, SearchableText."""

    answered = Signal(object, object)
    """Any job that did not fail, and its answer; for the kinds above their own signal comes as well."""

    job_failed = Signal(object, str)
    """The job, and the sentence for the reader."""

    _arrived = Signal()
    _stopped = Signal(object)

    def __init__(
        self,
        sources: Sequence[PageSource],
        early: Sequence[DrawRequest] = (),
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._sources = tuple(sources)
        self._own_signals = {
            DrawRequest: self.picture_ready,
            WordsRequest: self.words_ready,
            TextRequest: self.text_ready,
        }
        self._condition = threading.Condition()
        self._wishes: dict[str, _Wishes] = {}
        self._running: set[PageJob] = set()
        self._first_busy_since: float | None = None
        self._smaller: Callable[[DrawRequest, ReadyPicture], DrawRequest | None] = _no_smaller
        self._answers: deque[_Answer] = deque()
        self._stamp = 0
        self._closed = False
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._stopped.connect(self._raise, Qt.ConnectionType.QueuedConnection)
        # Daemons, so that a program that fails before close() ends all the same.
        self._threads = tuple(
            threading.Thread(
                target=self._serve,
                args=(number, source, tuple(early) if number == 1 else ()),
                name=f"pages-{number}",
                daemon=True,
            )
            for number, source in enumerate(self._sources, start=1)
        )
        for thread in self._threads:
            thread.start()

    def make_smaller(self, smaller: Callable[[DrawRequest, ReadyPicture], DrawRequest | None]) -> None:
        """Deliver along with a picture the smaller one of the same page that ``smaller`` names, if any.

        It is called, and the picture is made, on the threads of the queue.
        """
        self._smaller = smaller

    def want(self, owner: str, wishes: Sequence[Wish]) -> None:
        """State all that ``owner`` wants now, most wanted first within a priority.

        Replaces its earlier wishes.
        """
        with self._condition:
            self._stamp += 1
            self._wishes[owner] = _Wishes(self._stamp, list(wishes))
            self._condition.notify_all()

    @property
    def idle(self) -> bool:
        """Whether nothing is wanted, under way or waiting to be delivered."""
        with self._condition:
            wanted = any(wishes.open for wishes in self._wishes.values())
            return not (wanted or self._running or self._answers)

    def close(self) -> None:
        """End the sources and the threads. Nothing is delivered afterwards."""
        with self._condition:
            if self._closed:
                return
            self._closed = True
            self._wishes.clear()
            self._condition.notify_all()
        for source in self._sources:
            source.close()
        for thread in self._threads:
            thread.join()
        self._answers.clear()

    def _serve(self, number: int, source: PageSource, early: Sequence[DrawRequest]) -> None:
        try:
            self._serve_until_closed(number, source, early)
        except BaseException as error:  # a defect of ours: raised again on the window's thread
            self._stopped.emit(error)

    @Slot(object)
    def _raise(self, error: BaseException) -> None:
        """Runs on the window's thread: without this, a window whose thread ended would show no page and no
        reason."""
        raise error

    def _serve_until_closed(self, number: int, source: PageSource, early: Sequence[DrawRequest]) -> None:
        for request in early:
            self._note_busy(number)
            self._answer_with_smaller(_early_answer(source, request))
            self._note_free(number)
        while (job := self._next_job(number)) is not None:
            self._note_busy(number)
            answer = _Answer(job, _perform(source, job))
            self._note_free(number)
            self._answer_with_smaller(answer)

    def _note_busy(self, number: int) -> None:
        if number == 1:
            self._first_busy_since = time.monotonic()

    def _note_free(self, number: int) -> None:
        if number == 1:
            self._first_busy_since = None

    def _answer_with_smaller(self, answer: _Answer) -> None:
        self._answer(answer)
        if isinstance(answer.job, DrawRequest) and isinstance(answer.result, ReadyPicture):
            small = self._smaller(answer.job, answer.result)
            if small is not None:
                self._answer(_Answer(small, shrunk(answer.result, small.scale)))

    def _answer(self, answer: _Answer) -> None:
        """Leave an answer for the window's thread; until it is delivered nobody begins the same job again."""
        with self._condition:
            self._running.add(answer.job)
            self._answers.append(answer)
        self._arrived.emit()

    def _next_job(self, number: int) -> PageJob | None:
        """Wait for a job that the source of that number may do, and begin it; None when the queue closes."""
        with self._condition:
            while not self._closed:
                job = self._take(number)
                if job is not None:
                    self._running.add(job)
                    # What the first source left undone is now for the others.
                    self._condition.notify_all()
                    return job
                self._condition.wait(self._patience(number))
        return None

    def _patience(self, number: int) -> float | None:
        """How long to wait for other jobs, in seconds: the first source may turn out to need help."""
        if number == 1 or not any(self._waits_visibly(wishes) for wishes in self._wishes.values()):
            return None
        return HELPED_AFTER_SECONDS

    def _waits_visibly(self, wishes: _Wishes) -> bool:
        return any(
            wish.priority is Priority.VISIBLE and wish.job not in self._running for wish in wishes.open
        )

    def _take(self, number: int) -> PageJob | None:
        """Remove and return the most urgent job that is not under way. Call with the condition held."""
        best: tuple[tuple[int, int, int], _Wishes, Wish] | None = None
        for wishes in self._wishes.values():
            for position, wish in enumerate(wishes.open):
                rank = (int(wish.priority), -wishes.stamp, position)
                if (
                    (best is None or rank < best[0])
                    and wish.job not in self._running
                    and self._may_do(number, wish.priority)
                ):
                    best = (rank, wishes, wish)
        if best is None:
            return None
        _rank, owner, chosen = best
        owner.open.remove(chosen)
        return chosen.job

    def _may_do(self, number: int, priority: Priority) -> bool:
        """Whether a source takes work of that priority now."""
        if priority >= Priority.BACKGROUND:
            return number == len(self._sources)
        return number == 1 or (priority is Priority.VISIBLE and self._first_needs_help())

    def _first_needs_help(self) -> bool:
        since = self._first_busy_since
        return since is not None and time.monotonic() - since >= HELPED_AFTER_SECONDS

    @Slot()
    def _deliver(self) -> None:
        """Runs on the window's thread: hand out what has arrived, in the order of arrival."""
        while not self._closed and self._answers:
            with self._condition:
                answer = self._answers.popleft()
                self._running.discard(answer.job)
                for wishes in self._wishes.values():
                    wishes.open = [wish for wish in wishes.open if wish.job != answer.job]
            self._hand_out(answer)

    def _hand_out(self, answer: _Answer) -> None:
        if isinstance(answer.result, PageFailedError):
            self.job_failed.emit(answer.job, answer.result.sentence)
            return
        own_signal = self._own_signals.get(type(answer.job))
        if own_signal is not None:
            own_signal.emit(answer.job, answer.result)
        self.answered.emit(answer.job, answer.result)


def _no_smaller(_request: DrawRequest, _picture: ReadyPicture) -> None:
    return None


def _early_answer(source: PageSource, request: DrawRequest) -> _Answer:
    """The early picture, under the request that would have given it: its scale was not known before."""
    result = _perform(source, request)
    if isinstance(result, ReadyPicture):
        request = replace(request, scale=request_scale(result.place.scale))
    return _Answer(request, result)


def _perform(source: PageSource, job: PageJob) -> object:
    try:
        return own_picture(source.draw(job)) if isinstance(job, DrawRequest) else job.read_from(source)
    except PageFailedError as failure:
        return failure
