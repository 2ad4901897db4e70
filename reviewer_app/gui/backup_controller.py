"""Backups of a window: begun when the database has been open for a while, and asked after each hour."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from reviewer_app.domain.errors import DamagedDatabaseError, ReviewerError
from reviewer_app.gui.tasks.store_thread import StoreThread

Owner = TypeVar("Owner")
Finished = Callable[[BaseException | None], None]
"""Called on the backup's thread, with what went wrong."""

FIRST_MILLISECONDS = 60_000
"""After opening: the reviewer's first case comes first."""

AGAIN_MILLISECONDS = 3_600_000
"""A window may stay open for days."""


def _today() -> date:
    return datetime.now().astimezone().date()


class BackupController(QObject, Generic[Owner]):
    """Asks a database's thread for the backup that is due, which is then written on a thread of its own.

    When it fails, that is told once and tried again on the next day, or at the next start.
    """

    told = Signal(str)
    """Why there is no backup, in a sentence."""

    damaged = Signal()
    """The backup found the database damaged, which :attr:`told` says."""

    raised = Signal(object)
    """A defect of ours, for the program's one handler."""

    _ended = Signal(object)

    def __init__(
        self,
        store: StoreThread[Owner],
        begin: Callable[[Owner, Finished], bool],
        today: Callable[[], date] = _today,
        parent: QObject | None = None,
    ) -> None:
        """``begin`` begins a backup where one is due and says whether it did."""
        super().__init__(parent)
        self._store = store
        self._begin = begin
        self._today = today
        self._failed_on: date | None = None
        self._asked = False
        self._written = False
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.ask)
        self._ended.connect(self._hear_end, Qt.ConnectionType.QueuedConnection)
        store.opened.connect(self._wait)

    @property
    def running(self) -> bool:
        """Whether a backup is asked for or being written."""
        return self._asked or self._written

    @Slot()
    def ask(self) -> None:
        """Begin the backup that is due, unless it failed today."""
        self._timer.start(AGAIN_MILLISECONDS)
        if not self.running and self._failed_on != self._today():
            self._asked = True
            self._store.submit(
                lambda owner: self._begin(owner, self._ended.emit), self._begun, self._hear_end
            )

    @Slot()
    def _wait(self) -> None:
        """The database is open. When it was closed, the backup that was being written was given up; one that
        was asked for meanwhile is still to begin."""
        self._written = False
        self._timer.start(FIRST_MILLISECONDS)

    def _begun(self, begun: bool) -> None:
        """The end of a small backup may have been heard before this."""
        self._written = self._asked and begun
        self._asked = False

    @Slot(object)
    def _hear_end(self, error: BaseException | None) -> None:
        self._asked = self._written = False
        if error is None:
            return
        if not isinstance(error, ReviewerError):
            self.raised.emit(error)
            return
        self._failed_on = self._today()
        self.told.emit(f"There is no backup of today. {error.sentence}")
        if isinstance(error, DamagedDatabaseError):
            self.damaged.emit()
