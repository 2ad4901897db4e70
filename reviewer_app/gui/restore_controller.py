"""What happens on the page of a damaged database: backups are looked at and one is restored, on the store's
thread."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from reviewer_app.domain.errors import DamagedDatabaseError, ReviewerError
from reviewer_app.gui.gate_controller import GateController
from reviewer_app.gui.panels.restore import LOOKING, RESTORING, RestorePage, offer_words
from reviewer_app.gui.review_controller import ReviewController
from reviewer_app.gui.tasks.store_thread import StoreThread

if TYPE_CHECKING:
    # Imported for their types only: what they import must wait for the database's thread.
    from reviewer_app.review.desk import Desk
    from reviewer_app.review.keep_database import OfferedBackup
    from reviewer_app.review.window_key import WindowKey


class RestoreController(QObject):
    """``page`` is shown when the database is damaged. Backups are offered from the newest on; one that cannot
    be restored is passed over."""

    raised = Signal(object)
    """A defect of ours, for the program's one handler."""

    def __init__(
        self,
        gate: GateController,
        store: StoreThread[Desk],
        review: ReviewController,
        folder: Path,
        key: WindowKey,
        quit_program: Callable[[], None],
    ) -> None:
        super().__init__(gate)
        self._gate = gate
        self._store = store
        self._review = review
        self._interrupted = False
        self._folder = folder
        self._key = key
        self._offers: tuple[OfferedBackup, ...] = ()
        self._shown = 0
        self._quit_program = quit_program
        self._page: RestorePage | None = None
        gate.add_entry(DamagedDatabaseError, self._enter)
        gate.opened.connect(self._opened)

    @property
    def page(self) -> RestorePage:
        """Made when it is first needed."""
        if self._page is None:
            self._page = RestorePage(self._quit_program)
            self._page.resolved.connect(self._gate.proceed)
            self._page.restore_wanted.connect(self._restore)
            self._page.older_wanted.connect(self._show_older)
        return self._page

    @Slot()
    def close_damaged(self) -> None:
        """The open database turned out to be damaged: open it again, which leads to the page, unless only
        tables are concerned that opening leaves out. The case on screen comes back afterwards."""
        self._interrupted = True
        self._review.pause(comes_back=self._gate.before_case)
        self._gate.close_database(self._store.reopen)

    @Slot()
    def _opened(self) -> None:
        if self._interrupted:
            self._interrupted = False
            self._review.resume()

    def _enter(self, error: ReviewerError) -> None:
        self.page.show_nothing()
        self.page.show_reason(error.sentence)
        self._gate.show(self.page)
        self.page.show_busy(LOOKING)
        self._store.run(self._look, self._show, self._failed)

    def _look(self) -> tuple[OfferedBackup, ...]:
        """Runs on the store's thread."""
        from reviewer_app.review.keep_database import restorable_backups

        return restorable_backups(self._folder, self._key)

    def _show(self, offers: tuple[OfferedBackup, ...]) -> None:
        self._offers = offers
        self._shown = 0
        self._show_offer()

    def _show_older(self) -> None:
        self._shown += 1
        self._show_offer()

    def _show_offer(self) -> None:
        if not self._offers:
            self.page.show_none()
            return
        offer = self._offers[self._shown]
        words = offer_words(offer.last_act, offer.cases, offer.requests, offer.lacks)
        self.page.show_offer(*words, older=self._shown + 1 < len(self._offers))

    def _restore(self) -> None:
        path = self._offers[self._shown].path
        self.page.show_busy(RESTORING)

        def put_back() -> Path | None:
            from reviewer_app.review.keep_database import restore_backup

            return restore_backup(self._folder, path, self._key)

        self._store.run(put_back, lambda _aside: self._gate.proceed(), self._not_restored)

    def _not_restored(self, error: BaseException) -> None:
        """A backup that turned out to be damaged is not offered again."""
        if isinstance(error, DamagedDatabaseError):
            self._offers = tuple(offer for number, offer in enumerate(self._offers) if number != self._shown)
            self._shown = min(self._shown, max(0, len(self._offers) - 1))
        self._show_offer()
        self._failed(error)

    def _failed(self, error: BaseException) -> None:
        if isinstance(error, ReviewerError):
            self.page.show_problem(error.sentence)
        else:
            self.raised.emit(error)
