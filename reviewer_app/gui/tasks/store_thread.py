"""The thread that owns the database: every use case of the window runs here, one after the other.

The window hands over a function and is called back on its own thread with the result or the error. Nothing
that touches files or SQL is imported before the thread's first task, so the first page does not wait for it.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

Owner = TypeVar("Owner")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class _Task:
    """A function for the thread and the two answers it may have."""

    work: Callable[[Any], Any]
    done: Callable[[Any], None]
    failed: Callable[[BaseException], None]


class StoreThread(QObject, Generic[Owner]):
    """Runs tasks on one thread, in order. ``make_owner`` runs there first and builds what the tasks are given
    (the workspace with the open database); ``close_owner`` runs there last."""

    _answered = Signal(object)

    def __init__(
        self,
        make_owner: Callable[[], Owner],
        close_owner: Callable[[Owner], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._make_owner = make_owner
        self._close_owner = close_owner
        self._tasks: queue.SimpleQueue[_Task | None] = queue.SimpleQueue()
        self._answered.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._thread: threading.Thread | None = None
        self._stopping = threading.Event()
        self.waiting = 0

    @property
    def stopping(self) -> bool:
        """Whether the thread is asked to end: long work gives up then. May be asked on any thread."""
        return self._stopping.is_set()

    def start(self) -> None:
        """Start the thread; tasks submitted before wait in order."""
        self._thread = threading.Thread(target=self._run, name="store", daemon=False)
        self._thread.start()

    def submit(
        self,
        work: Callable[[Owner], Result],
        done: Callable[[Result], None],
        failed: Callable[[BaseException], None],
    ) -> None:
        """Run ``work`` on the thread; then ``done`` or ``failed`` on the window's thread."""
        self.waiting += 1
        self._tasks.put(_Task(work, self._answering(done), self._answering(failed)))

    def stop(self) -> None:
        """Finish the tasks already submitted, close the owner, and end the thread."""
        self._stopping.set()
        if self._thread is None:
            return
        self._tasks.put(None)
        self._thread.join()
        self._thread = None

    def _answering(self, answer: Callable[[Any], None]) -> Callable[[Any], None]:
        def count_and_answer(value: object) -> None:
            self.waiting -= 1
            answer(value)

        return count_and_answer

    def _run(self) -> None:
        owner: Owner | None = None
        unusable: BaseException | None = None
        try:
            owner = self._make_owner()
        except BaseException as error:  # handed to the window, which shows it for every task
            unusable = error
        while (task := self._tasks.get()) is not None:
            self._answer(task, owner, unusable)
        if owner is not None:
            self._close_owner(owner)

    def _answer(self, task: _Task, owner: Owner | None, unusable: BaseException | None) -> None:
        if unusable is not None:
            self._answered.emit(lambda: task.failed(unusable))
            return
        try:
            result = task.work(owner)
        except BaseException as error:  # handed to the window's thread; nothing is swallowed
            caught = error
            self._answered.emit(lambda: task.failed(caught))
        else:
            self._answered.emit(lambda: task.done(result))

    @Slot(object)
    def _deliver(self, answer: Callable[[], None]) -> None:
        """Runs on the window's thread, in the order of the tasks; after :meth:`stop` nobody listens."""
        if self._thread is not None:
            answer()
