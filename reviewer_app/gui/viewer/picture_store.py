"""All pictures and words of pages that the window has, and the way to get more; shared by its views."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QGuiApplication

from reviewer_app.domain.pages import DrawRequest, PageText
from reviewer_app.gui.tasks.page_jobs import PageJob, ReadyPicture, Wish, WordsRequest
from reviewer_app.gui.tasks.render_queue import RenderQueue
from reviewer_app.gui.viewer.picture_cache import PictureCache
from reviewer_app.gui.viewer.tiling import thumbnail_request

PICTURE_BYTES = 16 * 1024 * 1024
"""Memory for pictures of pages, about 25 gray letter pages as wide as a pane of a laptop's window. What is on
screen or drawn ahead is kept even where it takes more."""

SMALL_PICTURE_BYTES = 6 * 1024 * 1024
"""Memory for thumbnails, about 650 gray ones."""

PAGES_OF_WORDS = 48
"""Pages whose words are kept, about 0.2 MB each; two panes may each have a selection over twenty."""


class PictureStore(QObject):
    """Joins the render queue with what is kept of its answers."""

    picture_ready = Signal(object)
    """The DrawRequest whose picture is now here."""

    words_ready = Signal(str, int)
    """Document, page."""

    forgotten = Signal()
    """The window is locked: nothing of a page is to stay anywhere."""

    page_failed = Signal(str, int)
    """Document, page; :meth:`failure` has the sentence."""

    def __init__(
        self, queue: RenderQueue, max_bytes: int = PICTURE_BYTES, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.cache = PictureCache(max_bytes, SMALL_PICTURE_BYTES, self._in_use)
        self._queue = queue
        self._wanted: dict[str, frozenset[PageJob]] = {}
        self._words: OrderedDict[WordsRequest, PageText] = OrderedDict()
        self._failures: dict[tuple[str, int], str] = {}
        self._keeps = True
        self.words_instead: Callable[[tuple[str, int]], PageText | None] = _as_in_the_file
        """The words that take the place of those of a page's file; ``None`` for a page whose own count."""
        queue.picture_ready.connect(self._keep_picture)
        queue.words_ready.connect(self._keep_words)
        queue.job_failed.connect(self._keep_failure)
        self._ratio = QGuiApplication.primaryScreen().devicePixelRatio()
        queue.make_smaller(self._thumbnail_of)

    def want(self, owner: str, wishes: Sequence[Wish]) -> None:
        """State all that a view wants now; what is here already, or cannot be had, is left out."""
        self._wanted[owner] = frozenset(wish.job for wish in wishes)
        self._queue.want(owner, tuple(wish for wish in wishes if self._missing(wish.job)))

    def words(self, document: str, page: int) -> PageText | None:
        """The words of a page; None while they are not here. A page that cannot be read has none."""
        request = WordsRequest(document, page)
        text = self._words.get(request)
        if text is not None:
            self._words.move_to_end(request)
        return text

    def put_words(self, document: str, page: int, text: PageText) -> None:
        """The words of a page that count, instead of those that are here."""
        if self._keeps:
            self._put_words(WordsRequest(document, page), text)

    def failure(self, document: str, page: int) -> str:
        """Why a page could not be drawn; empty when nothing is known against it."""
        return self._failures.get((document, page), "")

    def forget_failures(self, document: str) -> None:
        """Let the failed pages of a document be tried again."""
        self._failures = {key: why for key, why in self._failures.items() if key[0] != document}

    def forget(self) -> None:
        """The window is locked: have no picture and no words, nor keep what comes late, until
        :meth:`keep_again`. Who shows pages then asks for them again."""
        self._keeps = False
        self.cache.clear()
        self._words.clear()
        self.forgotten.emit()

    def keep_again(self) -> None:
        """The window is unlocked."""
        self._keeps = True

    def _in_use(self, request: DrawRequest) -> bool:
        return any(request in jobs for jobs in self._wanted.values())

    def _thumbnail_of(self, request: DrawRequest, picture: ReadyPicture) -> DrawRequest | None:
        """The thumbnail to be made from a picture: of a whole page, turned as it is, where there is none yet.

        Runs on the threads of the queue and only looks.
        """
        place = picture.place
        size = place.page_width, place.page_height
        small = thumbnail_request(request.document, request.page, *size, self._ratio, request.rotation)
        whole = request.clip is None and small.scale < place.scale
        return small if whole and small not in self.cache else None

    def _missing(self, job: PageJob) -> bool:
        if isinstance(job, DrawRequest):
            return job not in self.cache and (job.document, job.page) not in self._failures
        return job not in self._words

    @Slot(object, object)
    def _keep_picture(self, request: DrawRequest, picture: ReadyPicture) -> None:
        if not self._keeps:
            return
        self.cache.put(request, picture)
        self.picture_ready.emit(request)

    @Slot(object, object)
    def _keep_words(self, request: WordsRequest, text: PageText) -> None:
        if self._keeps:
            instead = self.words_instead((request.document, request.page))
            self._put_words(request, text if instead is None else instead)

    def _put_words(self, request: WordsRequest, text: PageText) -> None:
        self._words[request] = text
        while len(self._words) > PAGES_OF_WORDS:
            self._words.popitem(last=False)
        self.words_ready.emit(request.document, request.page)

    @Slot(object, str)
    def _keep_failure(self, job: PageJob, sentence: str) -> None:
        if isinstance(job, WordsRequest):
            self._keep_words(job, PageText(()))
        elif isinstance(job, DrawRequest):
            self._failures[job.document, job.page] = sentence
            self.page_failed.emit(job.document, job.page)


def _as_in_the_file(_page: tuple[str, int]) -> None:
    return None
