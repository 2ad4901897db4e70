"""Has the scans of the open case read by machine: what is on screen first, in the background of everything
else, and nothing at all while there is nothing to read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import partial
from heapq import nsmallest
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.documents import Document
from reviewer_app.domain.pages import PageFailedError, PageFailure, Priority
from reviewer_app.domain.scan_source import DrawnScan, ScanSource
from reviewer_app.gui.models.scan_order import read_now
from reviewer_app.gui.models.scan_wording import ScanState, progress_words, toggled_words
from reviewer_app.gui.page_controller import PageController
from reviewer_app.gui.tasks.page_jobs import PageJob, ScanRequest, Wish
from reviewer_app.gui.tasks.render_queue import RenderQueue
from reviewer_app.gui.tasks.scan_threads import ScanJob, ScanThreads
from reviewer_app.gui.tasks.store_thread import StoreThread

if TYPE_CHECKING:
    # Not needed for the first page, or imported on the thread of the texts, because what they import is slow.
    from reviewer_app.domain.found import CaseFindings, PageKey
    from reviewer_app.domain.page_reading import OcrReading
    from reviewer_app.review.scans_of_case import ScansToRead
    from reviewer_app.review.text_desk import TextDesk

OWNER = "scans"
"""Who wants pages drawn to be read, to the render queue."""

MOST_DRAWN = 2
"""Pictures that wait for a machine to be free, 4 MB each; what is on screen comes on top."""

LATE_MILLISECONDS = 1_000
"""How long a case has the machine for itself before its scans are read."""

SETTLED_MILLISECONDS = 120
"""How long the reader stays before the pages on screen go first."""

NOTHING_TO_READ = "no scans of this case wait to be read"


class ScanReader(QObject):
    """Takes each page that is to be read through its stations: drawn by the render queue's background source,
    looked up among what was read before, read on a thread of its own, kept by the texts' thread.

    ``state`` lasts as long as the program; a cancelled case is remembered by its id.
    """

    pages_read = Signal(object)
    """The pages, as (SHA-256, page), of which something else is known than before."""

    progressed = Signal(str)
    """How far the reading is, for the status line; empty when there is nothing to say."""

    problem_found = Signal(str)
    """Why scans cannot be read on this computer; empty where they can."""

    told = Signal(str)
    """A word on what a key did."""

    raised = Signal(object)
    """A defect of ours, for the program's one handler."""

    def __init__(
        self,
        queue: RenderQueue,
        texts: StoreThread[TextDesk],
        pages: PageController,
        parent: QObject | None = None,
    ) -> None:
        """``pages`` show what the reader looks at."""
        super().__init__(parent)
        self._queue = queue
        self._texts = texts
        self._pages = pages
        self.threads = ScanThreads(_make_source, parent=self)
        """What reads, one page on each thread."""
        self._paused = False
        self._cancelled: set[str] = set()
        self._case_id = ""
        self._documents: dict[str, Document] = {}
        self._reports: frozenset[PageKey] = frozenset()
        self._turn = 0
        self._begun = self._looking = self._look_again = False
        self._engine = ""
        self._refused = ""
        self._total = 0
        self._order: dict[PageKey, int] = {}
        self._waiting: set[PageKey] = set()
        self._checked: set[PageKey] = set()
        self._drawn: dict[PageKey, DrawnScan] = {}
        self._reading: set[PageKey] = set()
        self._failed: set[PageKey] = set()
        self._crashed: set[PageKey] = set()
        self._settled = QTimer(self, singleShot=True, interval=SETTLED_MILLISECONDS)
        self._settled.timeout.connect(self._go_on)
        self._late = QTimer(self, singleShot=True, interval=LATE_MILLISECONDS)
        self._late.timeout.connect(self._begin)
        self.threads.answered.connect(self._read)
        self.threads.refused.connect(self._nothing_reads)
        queue.answered.connect(self._answered)
        queue.job_failed.connect(self._not_drawn)
        for pane in pages.controllers:
            pane.moved.connect(self._follow)
            pane.document_changed.connect(self._follow)

    @property
    def state(self) -> ScanState:
        if self._case_id in self._cancelled:
            return ScanState.CANCELLED
        return ScanState.PAUSED if self._paused else ScanState.READING

    @property
    def total(self) -> int:
        """How many pages of the case are to be read by machine, those included that were; 0 before that is
        known."""
        return self._total

    @property
    def done(self) -> int:
        """How many of them need no reading any more: they were read, or cannot be."""
        return self._total - self._left if self._engine else 0

    @property
    def busy(self) -> bool:
        """Whether something is being read, or will be without anybody's doing."""
        going = self._waiting if self.state is ScanState.READING and self._engine else ()
        under_way = self._checked or self._drawn or self._reading or self._looking
        return bool(going or under_way or self._late.isActive())

    @Slot(object)
    def show_case(self, case: OpenCase) -> None:
        """Know the documents of the case that is read from now on."""
        self._case_id = case.case_id
        self._documents = {one.sha256: one for one in case.documents if one.readable}

    @Slot(object)
    def show_findings(self, findings: CaseFindings) -> None:
        """Read those pages sooner that belong to reports as far as is known now."""
        from reviewer_app.review.scans_of_case import report_pages

        reports = report_pages(findings.segments)
        if reports != self._reports:
            self._reports = reports
            if self._waiting:
                self.look()

    @Slot()
    def look(self) -> None:
        """See what there is to read: more is known of the case's pages than before."""
        if not self._begun:
            if not self._late.isActive():
                self._late.start()
            return
        if self._looking:
            self._look_again = True
            return
        self._looking, self._look_again = True, False
        files = {sha256: one.file for sha256, one in self._documents.items()}
        turn, reports = self._turn, self._reports

        def work(desk: TextDesk) -> ScansToRead:
            from reviewer_app.review.scans_of_case import scans_to_read

            return scans_to_read(desk, files, reports)

        self._texts.submit(work, partial(self._looked, turn), partial(self._broken, turn))

    @Slot()
    def _begin(self) -> None:
        self._begun = True
        self.look()

    @Slot()
    def leave(self) -> None:
        """Read nothing more of this case: another one comes, or the window is locked or closed. What was kept
        so far is not read again."""
        self._turn += 1
        self._late.stop()
        self._begun = self._looking = self._look_again = False
        self._engine, self._refused, self._total = "", "", 0
        self._reports = frozenset()
        for pages in (self._order, self._waiting, self._failed, self._crashed):
            pages.clear()
        self._stop()
        self.progressed.emit("")

    @Slot()
    def _follow(self) -> None:
        """The reader has moved: what is on screen goes first when that is settled."""
        if self._waiting:
            self._settled.start()

    def toggle(self) -> None:
        """Let the reading wait, or go on with it, also where it was cancelled."""
        if not self._left:
            self.told.emit(NOTHING_TO_READ)
            return
        going_on = self.state is not ScanState.READING
        self._cancelled.discard(self._case_id)
        self._paused = not going_on
        self._state_changed()

    def cancel(self) -> None:
        """Read nothing more of this case unless the reviewer goes on with it."""
        if not self._left or self.state is ScanState.CANCELLED:
            self.told.emit(NOTHING_TO_READ)
            return
        self._cancelled.add(self._case_id)
        self._state_changed()

    @property
    def _in_hand(self) -> set[PageKey]:
        return self._checked | self._drawn.keys() | self._reading

    @property
    def _left(self) -> int:
        return len(self._waiting) + len(self._in_hand)

    def _state_changed(self) -> None:
        if self.state is ScanState.READING:
            self._go_on()
        elif self.state is ScanState.CANCELLED:
            self._waiting |= self._in_hand
            self._stop()
        else:
            self._queue.want(OWNER, ())
            self._waiting |= self._drawn.keys()
            self._drawn.clear()
        self.told.emit(toggled_words(self.state, self._left))
        self._tell()

    def _stop(self) -> None:
        self._queue.want(OWNER, ())
        self._settled.stop()
        for pages in (self._checked, self._drawn, self._reading):
            pages.clear()
        self.threads.end()

    def _looked(self, turn: int, found: ScansToRead) -> None:
        if turn != self._turn:
            return
        self._looking = False
        if self._refused:
            found = replace(found, pages=(), engine="", problem=self._refused)
        self._engine, self._total = found.engine, found.total
        self._order = {page: place for place, page in enumerate(found.pages)}
        self._waiting = self._order.keys() - self._in_hand - self._failed
        if found.total:
            self.problem_found.emit(found.problem)
        self._go_on()
        if self._look_again:
            self.look()

    @Slot()
    def _go_on(self) -> None:
        """Have read and drawn what comes next."""
        if self.state is ScanState.READING and self._engine:
            urgent = {page: place for place, page in enumerate(self._on_screen())}
            being_drawn = len(urgent.keys() & (self._waiting | self._checked))
            ready = self._first_of(self._drawn, urgent, len(self._drawn))
            for page in read_now(ready, urgent, self.threads.free, being_drawn):
                self._reading.add(page)
                self.threads.give(ScanJob(*page, self._drawn.pop(page)))
            room = max(0, MOST_DRAWN - len(self._drawn) - len(self._checked))
            shown = len(urgent.keys() & self._waiting)
            wanted = self._first_of(self._waiting, urgent, max(room, shown))
            self._queue.want(OWNER, tuple(Wish(self._request(page), Priority.BACKGROUND) for page in wanted))
        self._tell()

    def _on_screen(self) -> tuple[PageKey, ...]:
        """The case's pages that the reader looks at, those in the focused pane first."""
        panes = sorted(self._pages.controllers, key=lambda pane: pane is not self._pages.focused)
        return tuple(
            (pane.document.sha256, page)
            for pane in panes
            if pane.document is not None and pane.document.readable and not pane.guest
            for page in (pane.view.pages_in_sight() if pane.view.isVisible() else ())
        )

    def _first_of(self, pages: Iterable[PageKey], urgent: Mapping[PageKey, int], count: int) -> list[PageKey]:
        """So many of the pages, those on screen first, then in the order in which all are read."""
        last = len(urgent)
        return nsmallest(count, pages, lambda page: (urgent.get(page, last), self._order.get(page, 0)))

    def _request(self, page: PageKey) -> ScanRequest:
        size = self._documents[page[0]].pages[page[1] - 1]
        return ScanRequest(*page, size.width, size.height)

    @Slot(object, object)
    def _answered(self, job: PageJob, scan: object) -> None:
        """A page was drawn: was one like it read before?"""
        page = (job.document, job.page)
        if not isinstance(job, ScanRequest) or not isinstance(scan, DrawnScan) or page not in self._waiting:
            return
        self._waiting.discard(page)
        if self.state is not ScanState.READING:
            self._waiting.add(page)
            return
        self._checked.add(page)
        engine, turn = self._engine, self._turn

        def work(desk: TextDesk) -> bool:
            from reviewer_app.review.scans_of_case import take_known

            return take_known(desk, page, scan.digest, engine)

        self._texts.submit(
            work, lambda known: self._checked_one(turn, page, scan, known), partial(self._broken, turn)
        )

    @Slot(object, str)
    def _not_drawn(self, job: PageJob, _sentence: str) -> None:
        """A page that cannot be drawn says so itself, and is not tried again in this case."""
        page = (job.document, job.page)
        if isinstance(job, ScanRequest) and page in self._waiting:
            self._waiting.discard(page)
            self._failed.add(page)
            self._go_on()

    def _checked_one(self, turn: int, page: PageKey, scan: DrawnScan, known: bool) -> None:
        if turn != self._turn or page not in self._checked:
            return
        self._checked.discard(page)
        if known:
            self.pages_read.emit((page,))
        elif self.state is ScanState.READING:
            self._drawn[page] = scan
        else:
            self._waiting.add(page)
        self._go_on()

    @Slot(object, object)
    def _read(self, job: ScanJob, read: OcrReading | PageFailedError) -> None:
        """A picture was read, or not: keep what came of it."""
        page = (job.document, job.page)
        if page not in self._reading:
            return
        if _may_succeed(read) and page not in self._crashed:
            self._reading.discard(page)
            self._crashed.add(page)
            self._waiting.add(page)
            self._go_on()
            return
        engine, turn = self._engine, self._turn

        def work(desk: TextDesk) -> bool:
            from reviewer_app.review.scans_of_case import keep_read

            return keep_read(desk, page, job.scan.digest, engine, read)

        self._texts.submit(work, lambda kept: self._kept(turn, page, kept), partial(self._broken, turn))
        # The machine is free for the next one while this is written down.
        self._go_on()

    @Slot(str)
    def _nothing_reads(self, sentence: str) -> None:
        """Nothing can be read of this case: said where it is said that packages are missing."""
        self._refused, self._engine = sentence, ""
        self._waiting.clear()
        self._stop()
        self.problem_found.emit(sentence)
        self._tell()

    def _kept(self, turn: int, page: PageKey, kept: bool) -> None:
        if turn != self._turn or page not in self._reading:
            return
        self._reading.discard(page)
        if kept:
            self.pages_read.emit((page,))
        else:
            self._failed.add(page)
        self._go_on()

    def _broken(self, turn: int, error: BaseException) -> None:
        if turn == self._turn:
            self.leave()
            self.raised.emit(error)

    def _tell(self) -> None:
        total = self._total if self._engine else 0
        self.progressed.emit(progress_words(self.done, total, self.state))


def _may_succeed(read: OcrReading | PageFailedError) -> bool:
    """Whether a page should be tried once more: the worker may have ended for a reason of its own."""
    return isinstance(read, PageFailedError) and read.cause in (PageFailure.CRASHED, PageFailure.CLOSED)


def _make_source() -> ScanSource:
    """Runs on the thread that reads."""
    from reviewer_app.review.scans_of_case import scan_source

    return scan_source()
