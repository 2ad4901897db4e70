"""Locks the window: nothing of the case on screen, no key in memory, the database closed; and back again."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QGuiApplication

from reviewer_app.gui.gate_controller import GateController
from reviewer_app.gui.idle_watch import IdleWatch
from reviewer_app.gui.key_controller import NO_LOCK, KeyController
from reviewer_app.gui.panels.lock_time import LockTimePage
from reviewer_app.gui.review_controller import ReviewController
from reviewer_app.gui.search_controller import SearchController
from reviewer_app.gui.viewer.picture_store import PictureStore
from reviewer_app.review.window_key import WindowKey

CHOOSE_FIRST = (
    "The keychain opens the database for everybody at this computer, so there is nothing to lock with yet. "
    "With a passphrase the window locks by key, and by itself."
)


class LockController(QObject):
    """What a lock takes away, and what comes back when the passphrase was typed."""

    locked = Signal()
    """The database is closed and nobody here knows its key."""

    time_chosen = Signal(int)
    """After so many minutes the window locks by itself."""

    def __init__(
        self,
        gate: GateController,
        keys: KeyController,
        key: WindowKey,
        review: ReviewController,
        search: SearchController,
        pictures: PictureStore,
        idle: IdleWatch,
    ) -> None:
        super().__init__(gate)
        self._gate = gate
        self._keys = keys
        self._key = key
        self._review = review
        self._search = search
        self._pictures = pictures
        self._idle = idle
        self._was_locked = False
        gate.opened.connect(self._opened)
        idle.idle.connect(self._nobody_works)

    def lock(self) -> None:
        """Lock now; where no passphrase could unlock it, offer to choose one, and lock then."""
        if not self._gate.is_open:
            return
        if self._key.throw_away:
            self._keys.told.emit(NO_LOCK)
        elif self._keys.sealed:
            self._lock()
        else:
            self._keys.change_way(CHOOSE_FIRST, self._chosen)

    def ask_time(self) -> None:
        """Let the reviewer say after how many minutes the window locks by itself."""
        if self._key.throw_away:
            self._keys.told.emit(NO_LOCK)
            return
        self._time_page.ask(self._idle.minutes, sealed=self._keys.sealed)
        self._gate.show(self._time_page)

    @cached_property
    def _time_page(self) -> LockTimePage:
        page = LockTimePage()
        page.left.connect(self._gate.proceed)
        page.chosen.connect(self._take_time)
        return page

    @Slot(int)
    def _take_time(self, minutes: int) -> None:
        self._idle.minutes = minutes
        self._gate.proceed()
        self.time_chosen.emit(minutes)

    def close_databases(self, done: Callable[[], None]) -> None:
        """Close all databases for a while, then call ``done``; when the first is open again, the case comes
        back as after a lock."""
        self._was_locked = True
        self._idle.stop()
        self._review.pause(comes_back=self._gate.before_case)
        self._gate.close_database(lambda: self._search.pause(done))

    @Slot()
    def _nobody_works(self) -> None:
        if self._gate.is_open and self._keys.sealed:
            self._lock()
        else:
            self._idle.start()

    def _chosen(self) -> None:
        """A passphrase was chosen in order to lock."""
        self._keys.sealed = True
        self._lock()

    def _lock(self) -> None:
        """What was typed goes to the database before it is closed, the rest is hidden or forgotten."""
        self._was_locked = True
        self._idle.stop()
        self._gate.forget()
        self._keys.ask_passphrase()
        self._review.pause(comes_back=self._gate.before_case)
        self._pictures.forget()
        _clear_clipboard()
        self._gate.close_database(self._closed)
        self._search.pause(_nothing)

    def _closed(self) -> None:
        self._key.forget()
        self.locked.emit()

    @Slot()
    def _opened(self) -> None:
        """The database is open, for the first time or again."""
        self._idle.start()
        if self._was_locked:
            self._was_locked = False
            self._pictures.keep_again()
            self._search.resume()
            self._review.resume()


def _clear_clipboard() -> None:
    """What was copied from a case goes; what other programs put there stays."""
    clipboard = QGuiApplication.clipboard()
    if clipboard.ownsClipboard():
        clipboard.clear()


def _nothing() -> None:
    """Nobody waits until the texts are closed."""
