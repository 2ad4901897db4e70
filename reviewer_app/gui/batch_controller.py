"""Writes the cases that the worklist lists, one after the other on the database's thread; the window stays
usable, and Esc stops it after the case at hand."""

from __future__ import annotations

import threading
from collections import deque
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from reviewer_app.domain.errors import ReviewerError, StoreError
from reviewer_app.gui.models.wording import counted
from reviewer_app.gui.panels.batch_bar import TABLES, BatchBar
from reviewer_app.gui.panels.worklist import WorklistPage
from reviewer_app.gui.tasks.store_thread import StoreThread

if TYPE_CHECKING:
    # Imported for their types only: what they import must wait for the database's thread.
    from reviewer_app.review.desk import Desk
    from reviewer_app.review.export_batch import Failures
    from reviewer_app.review.export_order import ExportOrder

NO_CASES = "No case is listed that could be written."


class BatchController(QObject):
    """``told`` carries a word for the hint line, ``raised`` a defect of ours."""

    told = Signal(str)
    raised = Signal(object)

    _reached = Signal(int, str)
    """How many cases of a table are read, and which is next; emitted on the database's thread."""

    def __init__(
        self, worklist: WorklistPage, store: StoreThread[Desk], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._worklist = worklist
        self._store = store
        self._stopping = threading.Event()
        self._left: deque[Path] = deque()
        self._total = 0
        self._left_out: list[str] = []
        self._folder = Path.home() / "Documents" if (Path.home() / "Documents").is_dir() else Path.home()
        self._reached.connect(self._show_progress)

    @cached_property
    def bar(self) -> BatchBar:
        """The bar below the worklist; made when it is first asked for, to cost no start."""
        bar = BatchBar()
        self._worklist.add_bar(bar)
        bar.batch_requested.connect(self._begin)
        bar.stop_requested.connect(self._stopping.set)
        bar.editing_done.connect(self._leave)
        return bar

    @Slot()
    def ask(self) -> None:
        """Ask what to write of the listed cases, and where."""
        if self.bar.running:
            self.bar.stop.setFocus()
        elif self._worklist.model.rows:
            self.bar.ask(len(self._worklist.model.rows), self._folder)
        else:
            self.told.emit(NO_CASES)

    @Slot()
    def _leave(self) -> None:
        self.bar.hide()
        self._worklist.focus_cases()

    @Slot(str, str, Path, bool)
    def _begin(self, what: str, format_name: str, place: Path, redact: bool) -> None:
        self._left = deque(row.folder for row in self._worklist.model.rows)
        self._total = len(self._left)
        self._left_out = []
        self._stopping.clear()
        if what in TABLES:
            self._folder = place.parent
            self._write_table(what, place, redact)
        else:
            self._folder = place
            self._write_next(what, format_name, place, redact)

    def _write_next(self, what: str, format_name: str, into: Path, redact: bool) -> None:
        if self._stopping.is_set() or not self._left:
            self._end(f"in {into}")
            return
        folder = self._left.popleft()
        self._show_progress(self._total - len(self._left) - 1, folder.name)

        def write(desk: Desk) -> Path:
            from reviewer_app.review.export_batch import export_case

            return export_case(desk.workspace, folder, _order(format_name, what, redact), into)

        def written(_file: Path) -> None:
            self._write_next(what, format_name, into, redact)

        def failed(error: BaseException) -> None:
            if not isinstance(error, ReviewerError) or isinstance(error, StoreError):
                self._give_up(error)
                return
            self._left_out.append(f"{folder.name}: {error.sentence}")
            self._write_next(what, format_name, into, redact)

        self._store.submit(write, written, failed)

    def _write_table(self, rows: str, target: Path, redact: bool) -> None:
        folders = tuple(self._left)

        def step(done: int, folder: Path) -> bool:
            self._reached.emit(done, folder.name)
            return not self._stopping.is_set() and not self._store.stopping

        def write(desk: Desk) -> Failures:
            from reviewer_app.review.export_batch import export_table
            from reviewer_app.review.export_order import export_order

            order = export_order("csv", rows=rows, redact=redact)
            return export_table(desk.workspace, folders, order, target, step)

        def written(failures: Failures) -> None:
            self._left.clear()
            self._left_out = [f"{one.folder.name}: {one.error.sentence}" for one in failures]
            if self._stopping.is_set():
                self.bar.show_end("Stopped; no table was written.", ())
            else:
                self._end(f"to {target}")

        self._show_progress(0, folders[0].name)
        self._store.submit(write, written, self._give_up)

    @Slot(int, str)
    def _show_progress(self, done: int, name: str) -> None:
        if not self._stopping.is_set():
            self.bar.show_progress(f"{done + 1} of {self._total}: {name} · Esc stops")

    def _end(self, where: str) -> None:
        done = self._total - len(self._left) - len(self._left_out)
        stopped = "Stopped. " if self._left else ""
        words = f"{stopped}Written: {done} of {counted(self._total, 'case')} {where}"
        self.bar.show_end(words, tuple(self._left_out))

    def _give_up(self, error: BaseException) -> None:
        """Tell what the user can mend; hand on anything else."""
        if isinstance(error, ReviewerError):
            self.bar.show_end(error.sentence, ())
        else:
            self.bar.show_end("Nothing more was written.", ())
            self.raised.emit(error)


def _order(format_name: str, document: str, redact: bool) -> ExportOrder:
    from reviewer_app.review.export_order import export_order

    return export_order(format_name, document, redact=redact)
