"""Pages without text that look like others: one after the other, in the background of everything else."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal, Slot

from reviewer_app.domain.documents import Document
from reviewer_app.domain.earlier_case import EarlierDocument
from reviewer_app.domain.likeness import Likeness
from reviewer_app.domain.pages import Priority
from reviewer_app.domain.same_page import PagePlace
from reviewer_app.gui.tasks.page_jobs import CompareRequest, LikenessRequest, PageJob, Wish
from reviewer_app.gui.tasks.render_queue import RenderQueue
from reviewer_app.gui.tasks.store_thread import StoreThread

if TYPE_CHECKING:
    # Imported on the threads that use them: what they import is slow.
    from reviewer_app.review.desk import Desk
    from reviewer_app.review.page_history_desk import NearLook, PagesRecognised
    from reviewer_app.review.text_desk import TextDesk

OWNER = "look-alikes"
"""Who wants pages compared, to the render queue."""

MOST_LOOKED_AT = 600
"""Pages of one case that are looked at, a tenth of a second each."""

MOST_COMPARISONS = 300
"""Pairs of pages of one case that are compared, a third of a second each."""

Answer = TypeVar("Answer")
Register = Callable[[Path, Document], None]
"""Makes a document of another case known to the page workers, with the folder that it lies in."""


class LookAlikes(QObject):
    """Draws pages for what they look like, and compares them with those that may be the same. One job at a
    time is asked of the render queue, and only what nobody waits for."""

    found = Signal(object)
    """The :class:`PagesRecognised` of a page that looks like another."""

    failed = Signal(object)
    """The error that ended this."""

    def __init__(
        self,
        queue: RenderQueue,
        store: StoreThread[Desk],
        texts: StoreThread[TextDesk],
        register: Register,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._queue = queue
        self._store = store
        self._texts = texts
        self._register = register
        self._turn = 0
        self._pages: deque[tuple[PagePlace, bytes | None]] = deque()
        self._near: deque[NearLook] = deque()
        self._place: PagePlace | None = None
        self._job: PageJob | None = None
        self._there: dict[str, bool] = {}
        self._looked_at = self._compared = 0
        queue.answered.connect(self._answered)
        queue.job_failed.connect(self._page_failed)

    @property
    def busy(self) -> bool:
        """Whether pages are being looked at."""
        return self._place is not None

    def leave(self) -> None:
        """Forget the pages of the case."""
        self._turn += 1
        self._pages.clear()
        self._near.clear()
        self._there.clear()
        self._place = self._job = None
        self._looked_at = self._compared = 0
        self._queue.want(OWNER, ())

    def look_at(self, pages: Sequence[tuple[PagePlace, bytes | None]]) -> None:
        """Look at these pages as well, in this order; each with what it looks like, where that is known."""
        self._pages.extend(pages)
        if self._place is None:
            self._next_page()

    def _next_page(self) -> None:
        self._place = None
        if not self._pages or self._looked_at >= MOST_LOOKED_AT:
            return
        self._place, look = self._pages.popleft()
        self._looked_at += 1
        if look is None:
            self._want(LikenessRequest(self._place.sha256, self._place.page))
        else:
            self._take(self._place, look)

    def _want(self, job: PageJob) -> None:
        self._job = job
        self._queue.want(OWNER, (Wish(job, Priority.LEISURE),))

    @Slot(object, object)
    def _answered(self, job: PageJob, answer: object) -> None:
        if self._job is None or job != self._job or self._place is None:
            return
        self._job = None
        self._queue.want(OWNER, ())
        if isinstance(job, CompareRequest) and isinstance(answer, float):
            self._judge(self._place, PagePlace(job.other_document, job.other_page), answer)
        elif isinstance(answer, Likeness):
            self._take(self._place, answer.sketch)

    @Slot(object, str)
    def _page_failed(self, job: PageJob, _sentence: str) -> None:
        if self._job is not None and job == self._job:
            self._job = None
            if isinstance(job, CompareRequest):
                self._next_pair()
            else:
                self._next_page()

    def _take(self, place: PagePlace, look: bytes) -> None:
        def near(found: tuple[NearLook, ...]) -> None:
            self._near = deque(found)
            self._next_pair()

        self._ask_texts(lambda desk: desk.page_history.take_look(place, look), near)

    def _next_pair(self) -> None:
        if not self._near or self._compared >= MOST_COMPARISONS:
            self._near.clear()
            self._next_page()
            return
        near = self._near[0]
        sha256 = near.other.sha256
        if near.places and sha256 not in self._there:
            self._find(near)
        elif near.places and not self._there[sha256]:
            self._near.popleft()
            self._next_pair()
        elif self._place is not None:
            self._near.popleft()
            self._compared += 1
            here = self._place
            self._want(CompareRequest(here.sha256, here.page, sha256, near.other.page))

    def _find(self, near: NearLook) -> None:
        """Look whether the document of an earlier case is still what it was, so that it can be drawn."""
        turn, sha256 = self._turn, near.other.sha256

        def found(earlier: EarlierDocument) -> None:
            if turn == self._turn:
                self._there[sha256] = earlier.document is not None
                if earlier.document is not None:
                    self._register(earlier.folder, earlier.document)
                self._next_pair()

        self._store.submit(
            lambda desk: desk.earlier_document(near.places[0], sha256), found, self._ended(turn)
        )

    def _judge(self, place: PagePlace, other: PagePlace, score: float) -> None:
        def judged(recognised: PagesRecognised) -> None:
            if recognised.matches:
                # The first that is the same is enough, in this case and in others.
                within = recognised.matches[0].seen_in is None
                self._near = deque(near for near in self._near if near.places and within)
                self.found.emit(recognised)
            self._next_pair()

        self._ask_texts(lambda desk: desk.page_history.looking_alike(place, other, score), judged)

    def _ask_texts(self, work: Callable[[TextDesk], Answer], done: Callable[[Answer], None]) -> None:
        turn = self._turn

        def answered(answer: Answer) -> None:
            if turn == self._turn:
                done(answer)

        self._texts.submit(work, answered, self._ended(turn))

    def _ended(self, turn: int) -> Callable[[BaseException], None]:
        def ended(error: BaseException) -> None:
            if turn == self._turn:
                self.leave()
                self.failed.emit(error)

        return ended
