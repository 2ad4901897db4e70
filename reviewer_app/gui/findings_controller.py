"""Has the open case searched for what it shows by itself, and again when more of it was read or said."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.found import CaseFindings, PageKey
from reviewer_app.domain.page_reading import KeptPage
from reviewer_app.domain.search import IndexProgress
from reviewer_app.gui.review_controller import ReviewController
from reviewer_app.gui.tasks.store_thread import StoreThread

if TYPE_CHECKING:
    # Imported on the threads that use them: what they import is slow.
    from reviewer_app.review.findings_desk import FindingsDesk
    from reviewer_app.review.findings_wire import SearchAnswer
    from reviewer_app.review.text_desk import TextDesk

TAKEN_PAGES = 32
"""So many pages are taken from the texts at a time, so that a search of the reviewer's waits no longer."""

SAID_MILLISECONDS = 300
"""How long after an act of the reviewer the case is searched again; several acts are one search."""

READ_MILLISECONDS = 4000
"""The same after scans were read: they come one by one. Twice as long after each search, while more come."""

MOST_MILLISECONDS = 30_000
"""The longest it then becomes; less than :data:`IDLE_MILLISECONDS`."""

IDLE_MILLISECONDS = 60_000
"""After so long without anything new the search's process ends; it would only keep memory."""


class FindingsController(QObject):
    """Joins the texts of the pages with the search's process, which has a thread that waits for it."""

    found = Signal(object)
    """The :class:`CaseFindings`, each time they were found anew; empty ones when a case is left."""

    def __init__(
        self,
        review: ReviewController,
        texts: StoreThread[TextDesk],
        data_folder: Path,
        parent: QObject | None = None,
    ) -> None:
        """``data_folder`` may have rules of the user's."""
        super().__init__(parent)
        self._review = review
        self._texts = texts
        self._data_folder = data_folder
        self._desk: FindingsDesk | None = None
        self._thread: StoreThread[FindingsDesk] = StoreThread(self._open_desk, _close_desk)
        self._started = False
        self._turn = 0
        self._case: OpenCase | None = None
        self._content: tuple[object, ...] = ()
        self._said: tuple[object, ...] = ()
        self._taken: set[PageKey] = set()
        self._all_read = self._scans_left = False
        self._taking = self._searching = self._again = False
        self._tries = 0
        self._pause = READ_MILLISECONDS
        self.findings = CaseFindings()
        self._soon = QTimer(self, singleShot=True, interval=SAID_MILLISECONDS)
        self._late = QTimer(self, singleShot=True)
        self._idle = QTimer(self, singleShot=True, interval=IDLE_MILLISECONDS)
        self._soon.timeout.connect(self._take)
        self._late.timeout.connect(self._take)
        self._idle.timeout.connect(self._rest)
        review.case_shown.connect(self._show_case)

    @property
    def busy(self) -> bool:
        """Whether the case is being searched, or is about to be."""
        return self._taking or self._searching or self._soon.isActive() or self._late.isActive()

    @property
    def searched(self) -> bool:
        """Whether the case was searched at least once."""
        return bool(self.findings.pages)

    @property
    def going_on(self) -> bool:
        """Whether more of the case is still being read, so that more may be found."""
        return not self._all_read or self._scans_left

    @Slot(str)
    def scans_progressed(self, progress: str) -> None:
        """How far the reading of scans is, in words; empty when none is read any more."""
        left = bool(progress)
        if left == self._scans_left:
            return
        self._scans_left = left
        if not left:
            self._pause = READ_MILLISECONDS
            if self._late.isActive():
                self._late.stop()
                self._soon.start()
        self.found.emit(self.findings)

    @Slot(object)
    def texts_read(self, progress: IndexProgress) -> None:
        """So many pages have their texts now."""
        self._all_read = progress.complete
        if self._all_read and not self._taking:
            self._take()

    @Slot(object)
    def scans_read(self, pages: Sequence[PageKey]) -> None:
        """The pictures of these pages were read, so their words may be others."""
        self._taken.difference_update(pages)
        if not self._late.isActive():
            self._late.start(self._pause)

    @Slot()
    def leave(self) -> None:
        """The texts of the case are no longer to be used: end the process, and all that it knows. It is
        searched again when its texts are there again, or those of another case."""
        self._turn += 1
        self._taken.clear()
        self._all_read = self._scans_left = False
        self._taking = self._searching = self._again = False
        self._tries = 0
        for timer in (self._soon, self._late, self._idle):
            timer.stop()
        self._pause = READ_MILLISECONDS
        if self._desk is not None:
            self._desk.interrupt()
        if self._started:
            self._thread.submit(lambda desk: desk.leave(), _ignore, self._review.failed)

    def close(self) -> None:
        """The window closes: end the process and the thread."""
        self.leave()
        self._thread.stop()

    @Slot(object)
    def _show_case(self, case: OpenCase) -> None:
        content = (
            case.case_id,
            case.folder,
            tuple((one.file, one.sha256, one.pages) for one in case.documents),
        )
        said = _said(case)
        self._case = case
        if content != self._content:
            self._content, self._said = content, said
            self._forget()
        elif said != self._said:
            self._said = said
            self._soon.start()

    def _forget(self) -> None:
        """What was found is not of the case that is shown now."""
        self.leave()
        if self.findings != CaseFindings():
            self.findings = CaseFindings()
            self.found.emit(self.findings)

    @Slot()
    def _take(self) -> None:
        """Hand the next pages to the search's process; search when it has all."""
        case, turn = self._case, self._turn
        if case is None or not self._all_read:
            return
        self._late.stop()
        self._idle.stop()
        wanted = [page for page in _pages_of(case) if page not in self._taken][:TAKEN_PAGES]
        if not wanted:
            self._taking = False
            self._search(case)
            return
        self._taking = True
        self._taken.update(wanted)
        self._texts.submit(
            lambda desk: desk.kept_pages(wanted),
            lambda kept: self._hand_over(turn, kept),
            lambda error: self._failed(turn, error),
        )

    def _hand_over(self, turn: int, kept: tuple[KeptPage, ...]) -> None:
        if turn == self._turn:
            self._start()
            self._thread.submit(
                lambda desk: desk.take(kept),
                lambda _none: self._handed_over(turn),
                lambda error: self._failed(turn, error),
            )

    def _handed_over(self, turn: int) -> None:
        if turn == self._turn:
            self._take()

    def _search(self, case: OpenCase) -> None:
        """Search once; what is asked for meanwhile is one more search after it."""
        self._again = self._searching
        if self._searching:
            return
        self._searching = True
        self._start()
        turn = self._turn
        self._thread.submit(
            lambda desk: desk.search(case),
            lambda answer: self._answered(turn, answer),
            lambda error: self._failed(turn, error),
        )

    def _answered(self, turn: int, answer: SearchAnswer) -> None:
        case = self._case
        if turn != self._turn or case is None:
            return
        self._searching = False
        self._idle.start()
        if self._scans_left:
            self._pause = min(2 * self._pause, MOST_MILLISECONDS)
        if answer.told:
            self._review.hint_line.show_message(answer.told)
        self.findings = answer.findings
        self.found.emit(self.findings)
        suspected = answer.findings.suspected
        if suspected != case.suspected and not case.review.read_only:
            self._review.act(lambda desk: desk.take_suspected(suspected))
        if self._again:
            self._take()

    def _failed(self, turn: int, error: BaseException) -> None:
        """A process that ended by itself is given all pages once more; an error of ours would come again."""
        from reviewer_app.review.findings_desk import SearchEndedError, SearchFailedError

        if turn != self._turn:
            return
        self._taking = self._searching = self._again = False
        self._taken.clear()
        ended = isinstance(error, SearchEndedError) and not isinstance(error, SearchFailedError)
        if ended and self._tries == 0:
            self._tries = 1
            self._take()
        else:
            self._all_read = False
            self._review.failed(error)

    @Slot()
    def _rest(self) -> None:
        """Nothing came for a while: the process goes, and is told everything anew when something does."""
        self._taken.clear()
        self._thread.submit(lambda desk: desk.leave(), _ignore, self._review.failed)

    def _start(self) -> None:
        if not self._started:
            self._started = True
            self._thread.start()

    def _open_desk(self) -> FindingsDesk:
        """Runs on the thread that waits for the process."""
        from reviewer_app.review.findings_desk import FindingsDesk

        self._desk = FindingsDesk(self._data_folder)
        return self._desk


def _pages_of(case: OpenCase) -> tuple[PageKey, ...]:
    """The case's pages, those of each content once."""
    return tuple(
        dict.fromkeys(
            (document.sha256, page)
            for document in case.documents
            if document.readable and document.sha256
            for page in range(1, document.page_count + 1)
        )
    )


def _said(case: OpenCase) -> tuple[object, ...]:
    """What the search goes by besides the pages' words."""
    review = case.review
    return (
        case.request,
        case.missing_attachments,
        tuple(choice.pack for choice in case.choices if choice.governs),
        tuple(one.pack_element_id for one in (*case.checklist.elements, *case.checklist.dormant)),
        review.page_marks,
        tuple((one.sha256, one.page, one.owner) for one in review.page_identities),
        tuple(one.sha256 for one in review.documents if not one.pertinent),
    )


def _close_desk(desk: FindingsDesk) -> None:
    desk.leave()


def _ignore(_answer: object) -> None:
    """Nothing waits for the end of the process."""
