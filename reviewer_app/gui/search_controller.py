"""Joins the search panel with the index and the pages: what is typed is searched at once, the reader walks
from hit to hit through all documents, and comes back to where the search began."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication

from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.errors import ReviewerError
from reviewer_app.domain.place import Place
from reviewer_app.domain.search import IndexProgress, SearchResult
from reviewer_app.gui.case_indexer import CaseIndexer
from reviewer_app.gui.models.search_model import Destination
from reviewer_app.gui.page_controller import PageController
from reviewer_app.gui.panels.search import SearchPanel
from reviewer_app.gui.tasks.render_queue import RenderQueue
from reviewer_app.gui.tasks.store_thread import StoreThread
from reviewer_app.gui.viewer.marking import PageHit

if TYPE_CHECKING:
    # Imported on the thread of the texts: what it imports is slow.
    from reviewer_app.review.text_desk import TextDesk

LATE_MILLISECONDS = 300
"""How long the first page and the panels have the machine for themselves before the index is opened."""

FIRST_HITS = 80
"""So many hits are listed while one types; finding and showing more would be felt in the typing."""

MOST_HITS = 500
"""So many hits are listed when one has stopped typing."""

PAUSE_MILLISECONDS = 250
"""After so long without a key one has stopped typing."""

AGAIN_MILLISECONDS = 800
"""While pages are still being indexed, the search is repeated no more often than this."""


class SearchController(QObject):
    """The search in the open case. Nothing that is typed leaves memory, and it is forgotten with the case."""

    opened = Signal(bool)
    """The search has come in front of the documents; true when the reviewer types into it now."""

    closed = Signal()
    """The search has gone; the documents are in its place."""

    reading = Signal()
    """The reader goes on in the pages."""

    told = Signal(str)
    """A word on what a key did, for the hint line."""

    raised = Signal(object)
    """A defect of ours, for the program's one handler."""

    def __init__(
        self,
        panel: SearchPanel,
        pages: PageController,
        queue: RenderQueue,
        texts: StoreThread[TextDesk],
        parent: QObject | None = None,
    ) -> None:
        """``texts`` is started here, when a case has been shown for a moment or is searched."""
        super().__init__(parent)
        self.panel = panel
        self._pages = pages
        self._texts = texts
        self._case: OpenCase | None = None
        self._turn = 0
        self._started = False
        self._open = False
        self._accepted = False
        self._origin: tuple[str, Place] = ("", Place())
        self._looked_at: tuple[str, Place] | None = None
        self._asking = False
        self._stale = False
        self._limit = FIRST_HITS
        self._when_found: Callable[[], None] | None = None
        self._result: SearchResult | None = None
        self._destination: Destination | None = None
        self.indexer = CaseIndexer(queue, texts, self)
        self.indexer.progressed.connect(self._progressed)
        self.indexer.failed.connect(self._index_failed)
        texts.unusable.connect(self._index_failed)
        self._late = QTimer(self, singleShot=True, interval=LATE_MILLISECONDS)
        self._late.timeout.connect(self._start)
        self._again = QTimer(self, singleShot=True, interval=AGAIN_MILLISECONDS)
        self._again.timeout.connect(self._search)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MILLISECONDS)
        self._pause.timeout.connect(self._search_for_more)
        panel.query_changed.connect(self._query_changed)
        panel.rows_stepped.connect(lambda rows: self._then(lambda: panel.step(rows)))
        panel.entered.connect(lambda: self._then(panel.choose_current))
        panel.destination_shown.connect(self._show_destination)
        panel.destination_chosen.connect(self._read_at)
        panel.left.connect(self.leave)

    @property
    def is_open(self) -> bool:
        """Whether the search is in front of the documents."""
        return self._open

    @property
    def busy(self) -> bool:
        """Whether an answer is awaited."""
        return self._asking

    def show_case(self, case: OpenCase) -> None:
        """Search in this case from now on. Its documents are indexed when they are others than before."""
        before, self._case = self._case, case
        if before is not None and (before.case_id, before.folder) != (case.case_id, case.folder):
            self._forget()
        if before is None or before.documents is not case.documents:
            self.panel.show_case(case)
            self.indexer.show_case(case.documents)
        if not self._started and not self._late.isActive():
            self._late.start()

    def leave_case(self) -> None:
        """The case is left: index no more of it, and forget what was searched."""
        self._case = None
        self.indexer.leave()
        self._forget()

    @Slot()
    def pages_read(self) -> None:
        """A machine has read pages: repeat the search, but not with every page."""
        if self._open and not self._again.isActive():
            self._again.start()

    def pause(self, done: Callable[[], None]) -> None:
        """The databases are to be closed: end the use of the texts, then call ``done``. What was asked is not
        answered any more."""
        self.indexer.leave()
        for timer in (self._late, self._again, self._pause):
            timer.stop()
        self._turn += 1
        self._asking, self._when_found = False, None
        if self._started:
            self._texts.release(done)
        else:
            done()

    def resume(self) -> None:
        """The texts may be used again."""
        if self._started:
            self._texts.reopen()

    def close(self) -> None:
        """The window closes: end the thread of the texts."""
        self.indexer.leave()
        self._late.stop()
        self._again.stop()
        self._pause.stop()
        self._texts.stop()

    def ask(self) -> None:
        """Come in front of the documents and let the reviewer type, also while the case is still read."""
        if not self._open or self._accepted:
            self._origin = self._pages.here()
        self._accepted = False
        self._come(typing=True)

    def step_hit(self, step: int) -> None:
        """Go to the next (+1) or previous (-1) hit; without anything to look for, ask for it."""
        if not self.panel.query().strip():
            self.ask()
        else:
            if not self._open:
                self._come(typing=False)
            self._then(lambda: self._step_hit(step))

    def leave(self) -> None:
        """Close the search. Who only looked at hits comes back to where the search began; who went on reading
        at one stays there."""
        if self._open and not self._accepted:
            self._pages.return_to(*self._origin)
        self.put_away()

    def put_away(self) -> None:
        """Close the search and stay in place. What was typed is still there when it comes again."""
        if self._open:
            self._open = False
            self._again.stop()
            self._pause.stop()
            self._pages.set_hits({})
            self.closed.emit()

    def _come(self, *, typing: bool) -> None:
        self._start()
        if not self._open:
            self._open = True
            self._search()
            self._show_hits()
        self.opened.emit(typing)

    @Slot()
    def _start(self) -> None:
        """Start the thread of the texts, once."""
        self._late.stop()
        if not self._started:
            self._started = True
            self._texts.start()

    def _forget(self) -> None:
        """Another case: nothing of the search in the last one stays."""
        self._turn += 1
        self._limit = FIRST_HITS
        self._when_found = None
        self._result = None
        self._destination = None
        self.panel.clear()
        self.put_away()

    @Slot()
    def _query_changed(self) -> None:
        self._limit = FIRST_HITS
        self._pause.stop()
        self._search()

    @Slot()
    def _search_for_more(self) -> None:
        self._limit = MOST_HITS
        self._search()

    @Slot()
    def _search(self) -> None:
        """Search for what is typed now, or as soon as the search under way is answered or a case is known."""
        if not self._open or self._case is None or self._asking:
            self._stale = self._asking
            return
        self._asking, self._stale = True, False
        self._again.stop()
        query, turn, limit = self.panel.query(), self._turn, self._limit
        self._texts.submit(
            lambda desk: desk.search(query, limit),
            lambda result: self._answered(turn, result),
            self._search_failed,
        )

    def _answered(self, turn: int, result: SearchResult) -> None:
        """Show an answer, unless something else was typed meanwhile or the case was left."""
        self._asking = False
        if self._stale:
            self._search()
        elif turn == self._turn:
            self._result = result
            self.panel.show_result(result)
            self._show_hits()
            if result.more and self._limit == FIRST_HITS:
                self._pause.start()
            act, self._when_found = self._when_found, None
            if act is not None:
                act()

    def _then(self, act: Callable[[], None]) -> None:
        """Do it with the hits of what is typed now."""
        if self._asking:
            self._when_found = act
        else:
            act()

    @Slot(object)
    def _progressed(self, progress: IndexProgress) -> None:
        """More can be searched: repeat the search, but not with every page."""
        self.panel.show_progress(progress)
        if not self._open:
            return
        if progress.complete:
            self._search()
        elif not self._again.isActive():
            self._again.start()

    def _search_failed(self, error: BaseException) -> None:
        self._asking = False
        self._when_found = None
        if isinstance(error, ReviewerError):
            self.panel.show_problem(error.sentence)
        else:
            self.raised.emit(error)

    @Slot(object)
    def _index_failed(self, error: BaseException) -> None:
        if isinstance(error, ReviewerError):
            self.panel.show_index_problem(error.sentence)
        else:
            self.raised.emit(error)

    def _step_hit(self, step: int) -> None:
        if not self._in_panel():
            self._accepted = True
        if self.panel.step_hit(step):
            self.told.emit(
                "Search: from the first hit again" if step > 0 else "Search: from the last hit again"
            )

    def _in_panel(self) -> bool:
        """Whether the keyboard is in the search."""
        focused = QApplication.focusWidget()
        return focused is not None and self.panel.isAncestorOf(focused)

    @Slot(object)
    def _show_destination(self, destination: Destination) -> None:
        """Look at a row's place. Where the reviewer reads already, a hit is selected too, to be cited."""
        self._go_to(destination, select=not self._in_panel())

    @Slot(object)
    def _read_at(self, destination: Destination) -> None:
        """Read on at a row's place; a hit is selected, to be cited."""
        self._accepted = True
        self._go_to(destination, select=True)
        self.reading.emit()

    def _go_to(self, there: Destination, *, select: bool) -> None:
        """Show a place. Walking from one to the next is one jump, from where the reader was before."""
        self._destination = there
        jump = self._pages.here() != self._looked_at
        if not self._pages.go_to_passage(there.document, there.page, there.rects, jump=jump):
            self.told.emit("This document is no longer in the folder")
            return
        self._looked_at = self._pages.here()
        if select and there.rects:
            self._pages.select_passage(there.page, there.rects, there.quote, there.around)
        self._show_hits()

    def _show_hits(self) -> None:
        """Frame what was found on the pages, the current hit stronger."""
        hits: defaultdict[str, list[PageHit]] = defaultdict(list)
        here = self._destination[:3] if self._destination is not None else None
        if self._open and self._result is not None:
            for group in self._result.documents:
                for hit in group.hits:
                    current = here == (hit.document, hit.page, hit.rects)
                    hits[hit.document].append(PageHit(hit.page, hit.rects, current))
        self._pages.set_hits({document: tuple(found) for document, found in hits.items()})
