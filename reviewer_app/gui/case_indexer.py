"""Brings the text of all pages of a case into the index, in the background of everything else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from reviewer_app.domain.documents import Document
from reviewer_app.domain.pages import Priority
from reviewer_app.domain.search import IndexProgress, SearchableText
from reviewer_app.gui.tasks.page_jobs import PageJob, TextRequest, Wish
from reviewer_app.gui.tasks.render_queue import RenderQueue
from reviewer_app.gui.tasks.store_thread import StoreThread

if TYPE_CHECKING:
    # Imported on the thread of the texts: what it imports is slow.
    from reviewer_app.review.text_desk import TextDesk

OWNER = "index"
"""Who wants the pages' texts, to the render queue."""

ASKED_PAGES = 32
"""So many pages are asked for at a time."""

KEPT_PAGES = 16
"""When so many have been read they are written down, while the rest of those asked for is still read."""

KEEP_MILLISECONDS = 400
"""A page that was read is not kept waiting longer for others."""

PageText = tuple[str, int, SearchableText | None]
Told = tuple[IndexProgress, Sequence[tuple[str, int]]]


class CaseIndexer(QObject):
    """Reads the pages that the index lacks, in the order of the case, one small batch after the other.

    The pages are read by the render queue's background jobs and written down on the thread of the texts; on
    the window's thread a page costs no more than putting it into a list.
    """

    progressed = Signal(object)
    """The :class:`IndexProgress` of the case, after each batch."""

    failed = Signal(object)
    """The error that ended the indexing."""

    left = Signal()
    """Nothing more is asked of the case that was indexed."""

    def __init__(
        self, queue: RenderQueue, texts: StoreThread[TextDesk], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._queue = queue
        self._texts = texts
        self._turn = 0
        self._asked: set[tuple[str, int]] = set()
        self._read: list[PageText] = []
        self._keeping = False
        self._soon = QTimer(self, singleShot=True, interval=KEEP_MILLISECONDS)
        self._soon.timeout.connect(self._keep)
        queue.text_ready.connect(self._text_arrived)
        queue.job_failed.connect(self._page_failed)

    def show_case(self, documents: Iterable[Document]) -> None:
        """Index these documents from now on, and no others."""
        readable = tuple(document for document in documents if document.readable)
        self.leave()
        turn = self._turn
        self._texts.submit(
            lambda desk: (desk.show_case(readable), desk.missing(ASKED_PAGES)),
            lambda told: self._told(turn, told),
            lambda error: self._failed(turn, error),
        )

    def leave(self) -> None:
        """Ask for nothing more. What was read and not yet written down is read again another time."""
        self._turn += 1
        self._asked.clear()
        self._read.clear()
        self._keeping = False
        self._soon.stop()
        self._queue.want(OWNER, ())
        self.left.emit()

    @Slot(object, object)
    def _text_arrived(self, request: TextRequest, text: SearchableText) -> None:
        self._take(request.document, request.page, text)

    @Slot(object, str)
    def _page_failed(self, job: PageJob, _sentence: str) -> None:
        if isinstance(job, TextRequest):
            self._take(job.document, job.page, None)

    def _take(self, document: str, page: int, text: SearchableText | None) -> None:
        if (document, page) not in self._asked:
            return
        self._asked.discard((document, page))
        self._read.append((document, page, text))
        if len(self._read) >= KEPT_PAGES or not self._asked:
            self._keep()
        elif not self._soon.isActive():
            self._soon.start()

    @Slot()
    def _keep(self) -> None:
        """Write down what was read, and learn what is missing then; one batch at a time."""
        if self._keeping or not self._read:
            return
        self._keeping = True
        self._soon.stop()
        turn, pages = self._turn, tuple(self._read)
        self._read.clear()
        self._texts.submit(
            lambda desk: (desk.keep(pages), desk.missing(ASKED_PAGES)),
            lambda told: self._told(turn, told),
            lambda error: self._failed(turn, error),
        )

    def _told(self, turn: int, told: Told) -> None:
        """Ask for what is missing and was not read meanwhile."""
        if turn != self._turn:
            return
        progress, missing = told
        self._keeping = False
        here = {(document, page) for document, page, _text in self._read}
        wanted = [page for page in missing if page not in here]
        self._asked = set(wanted)
        self._queue.want(OWNER, tuple(Wish(TextRequest(*page), Priority.BACKGROUND) for page in wanted))
        self.progressed.emit(progress)
        if len(self._read) >= KEPT_PAGES or not wanted:
            self._keep()

    def _failed(self, turn: int, error: BaseException) -> None:
        if turn == self._turn:
            self.leave()
            self.failed.emit(error)
