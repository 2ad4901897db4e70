"""Which page stands before the database while it is not open; nothing of a case is seen beside it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal, Slot

from reviewer_app.domain.errors import ReviewerError
from reviewer_app.gui.panels.gate import ClosedPage, GatePage
from reviewer_app.gui.tasks.store_thread import StoreThread
from reviewer_app.gui.window_controller import WindowController

if TYPE_CHECKING:
    # Imported for its types only: what it imports must wait for the database's thread.
    from reviewer_app.review.desk import Desk

Result = TypeVar("Result")
Entry = Callable[[ReviewerError], None]
"""Shows the page for an error with which the database was not opened."""


class GateController(QObject):
    """Listens to the store's thread. ``page`` is the page that stands before everything else, ``None`` while
    there is none; ``is_open`` says whether the database is open."""

    opened = Signal()
    """The database is open, for the first time or again."""

    left = Signal()
    """What was behind the page is shown again."""

    raised = Signal(object)
    """A defect of ours, for the program's one handler."""

    def __init__(self, window: WindowController, store: StoreThread[Desk]) -> None:
        super().__init__(window)
        self._window = window
        self._store = store
        self._entries: dict[type[BaseException], Entry] = {}
        self._shown: set[GatePage] = set()
        self._closed = 0
        self.page: GatePage | None = None
        self.is_open = False
        store.opened.connect(self._opened)
        store.unusable.connect(self._unusable)
        self.add_page(ReviewerError, lambda: ClosedPage(window.close))

    def add_entry(self, error: type[ReviewerError], entry: Entry) -> None:
        """Say what is shown when the database cannot be opened for that reason; the most special reason that
        fits counts."""
        self._entries[error] = entry

    def add_page(self, error: type[ReviewerError], make: Callable[[], GatePage]) -> None:
        """As :meth:`add_entry`, with a page that is told the error's sentence. It is made when it is first
        needed; its ``resolved`` opens the database again."""
        made: list[GatePage] = []

        def enter(problem: ReviewerError) -> None:
            if not made:
                made.append(make())
                made[0].resolved.connect(self.proceed)
            made[0].show_reason(problem.sentence)
            self.show(made[0])

        self.add_entry(error, enter)

    def show(self, page: GatePage, title: str = "") -> None:
        """Put a page before everything else; ``title`` stands in the window's title."""
        self.page = page
        self._shown.add(page)
        self._window.show_gate(page, title)
        page.focus_first()

    def proceed(self) -> None:
        """Nothing is to be asked any more: open the database, or show again what is behind the page."""
        if self.is_open:
            self._leave()
        else:
            self._store.reopen()

    def run(
        self,
        work: Callable[[], Result],
        done: Callable[[Result], None],
        failed: Callable[[BaseException], None],
    ) -> None:
        """Do something for a page on the store's thread; then ``done`` or ``failed``. When the database is
        closed meanwhile, by a lock, nobody hears of it: no page may come before the one that asks for the
        passphrase."""
        closed = self._closed

        def answered(result: Result) -> None:
            if closed == self._closed:
                done(result)

        def not_done(error: BaseException) -> None:
            if closed == self._closed or not isinstance(error, ReviewerError):
                failed(error)

        self._store.run(work, answered, not_done)

    def _leave(self) -> None:
        """Show again what is behind the page."""
        self.forget()
        if self.page is not None:
            self.page = None
            self._window.leave_gate()
            self.left.emit()

    def forget(self) -> None:
        """No page holds anything secret that was typed or shown on it."""
        for page in self._shown:
            page.forget()

    @property
    def before_case(self) -> bool:
        """Whether a case is behind the page, and not the worklist."""
        return self._window.case_behind

    def close_database(self, done: Callable[[], None]) -> None:
        """Close the database as soon as everything before is in it."""
        self.is_open = False
        self._closed += 1
        self._store.release(done)

    @Slot()
    def _opened(self) -> None:
        self.is_open = True
        self._leave()
        self.opened.emit()

    @Slot(object)
    def _unusable(self, error: BaseException) -> None:
        self.is_open = False
        fitting = next((kind for kind in type(error).__mro__ if kind in self._entries), None)
        if fitting is None or not isinstance(error, ReviewerError):
            self.raised.emit(error)
        else:
            self._entries[fitting](error)
