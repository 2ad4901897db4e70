"""The thread that owns the database: every use case of the window runs here, one after the other.

The window hands over a function and is called back on its own thread with the result or the error. Nothing
that touches files or SQL is imported before the thread's first task, so the first page does not wait for it.

While the database is not open, because its key has to be asked for or the window is locked, tasks are held
back and done when it is.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
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


@dataclass(frozen=True, slots=True)
class _Errand:
    """A task that does without the owner."""

    task: _Task


class _Opening:
    """The owner is to be made again."""


@dataclass(frozen=True, slots=True)
class _Release:
    """The owner is to be closed."""

    done: Callable[[], None]


class StoreThread(QObject, Generic[Owner]):
    """Runs tasks on one thread, in order. ``make_owner`` runs there first and builds what the tasks are given
    (the workspace with the open database); ``close_owner`` runs there last."""

    opened = Signal()
    """``make_owner`` has made the owner."""

    unusable = Signal(object)
    """``make_owner`` failed, with this error; tasks are held back until :meth:`reopen`."""

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
        self._tasks: queue.SimpleQueue[_Task | _Errand | _Opening | _Release | None] = queue.SimpleQueue()
        self._held: list[_Task] = []
        self._holds_back = False
        self._answered.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._thread: threading.Thread | None = None
        self._stopping = threading.Event()
        self._releasing = threading.Event()
        self.waiting = 0

    @property
    def stopping(self) -> bool:
        """Whether the thread is asked to end, or to close its owner: long work gives up then. May be asked on
        any thread."""
        return self._stopping.is_set() or self._releasing.is_set()

    def start(self) -> None:
        """Start the thread; tasks submitted before wait in order."""
        self.waiting += 1
        self._thread = threading.Thread(target=self._run, name="store", daemon=False)
        self._thread.start()

    def submit(
        self,
        work: Callable[[Owner], Result],
        done: Callable[[Result], None],
        failed: Callable[[BaseException], None],
    ) -> None:
        """Run ``work`` on the thread; then ``done`` or ``failed`` on the window's thread."""
        task = _Task(work, done, failed)
        if self._holds_back:
            self._held.append(task)
        else:
            self._put(task)

    def run(
        self,
        work: Callable[[], Result],
        done: Callable[[Result], None],
        failed: Callable[[BaseException], None],
    ) -> None:
        """As :meth:`submit`, but also while there is no owner: for what makes it possible to have one."""
        self.waiting += 1
        self._tasks.put(_Errand(_Task(lambda _owner: work(), done, failed)))

    def release(self, done: Callable[[], None]) -> None:
        """Finish the tasks already submitted and close the owner; then call ``done``. Later ones wait for
        :meth:`reopen`."""
        self._holds_back = True
        self._releasing.set()
        self.waiting += 1
        self._tasks.put(_Release(done))

    def reopen(self) -> None:
        """Make the owner again, then go on with the tasks that were held back."""
        self._releasing.clear()
        self._holds_back = False
        self.waiting += 1
        self._tasks.put(_Opening())
        held, self._held = self._held, []
        for task in held:
            self._put(task)

    def stop(self) -> None:
        """Finish the tasks already submitted, close the owner, and end the thread."""
        self._stopping.set()
        if self._thread is None:
            return
        self._tasks.put(None)
        self._thread.join()
        self._thread = None

    def _put(self, task: _Task) -> None:
        self.waiting += 1
        self._tasks.put(task)

    def _run(self) -> None:
        owner = self._open()
        while (item := self._tasks.get()) is not None:
            if isinstance(item, _Errand):
                self._answer(item.task, None)
            elif isinstance(item, _Task):
                self._do_or_hold(item, owner)
            else:
                if owner is not None:
                    self._close_owner(owner)
                owner = None
                if isinstance(item, _Opening):
                    owner = self._open()
                else:
                    self._answered.emit(item.done)
        if owner is not None:
            self._close_owner(owner)

    def _open(self) -> Owner | None:
        try:
            owner = self._make_owner()
        except BaseException as error:  # handed to the window's thread; nothing is swallowed
            self._answered.emit(partial(self._not_opened, error))
            return None
        self._answered.emit(self.opened.emit)
        return owner

    def _do_or_hold(self, task: _Task, owner: Owner | None) -> None:
        if owner is None:
            self._answered.emit(partial(self._hold, task))
        else:
            self._answer(task, owner)

    def _answer(self, task: _Task, owner: Owner | None) -> None:
        try:
            result = task.work(owner)
        except BaseException as error:  # handed to the window's thread; nothing is swallowed
            self._answered.emit(partial(task.failed, error))
        else:
            self._answered.emit(partial(task.done, result))

    @Slot(object)
    def _deliver(self, answer: Callable[[], None]) -> None:
        """Runs on the window's thread, in the order of the tasks; after :meth:`stop` nobody listens."""
        if self._thread is not None:
            self.waiting -= 1
            answer()

    def _not_opened(self, error: BaseException) -> None:
        """Runs on the window's thread."""
        self._holds_back = True
        self.unusable.emit(error)

    def _hold(self, task: _Task) -> None:
        """Runs on the window's thread: the task came before it was known that there is no owner."""
        if self._holds_back:
            self._held.append(task)
        else:
            self._put(task)
