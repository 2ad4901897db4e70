"""What machines have read of the pages that the window shows: their words take the place of the file's where
they count."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from reviewer_app.domain.pages import PageText
from reviewer_app.evidence.read_words import read_words
from reviewer_app.gui.tasks.page_jobs import WordsRequest
from reviewer_app.gui.tasks.render_queue import RenderQueue
from reviewer_app.gui.tasks.store_thread import StoreThread
from reviewer_app.gui.viewer.picture_store import PictureStore

if TYPE_CHECKING:
    # Not needed for the first page, or imported on the thread of the texts, because what they import is slow.
    from reviewer_app.domain.found import PageKey
    from reviewer_app.domain.page_reading import KeptPage
    from reviewer_app.review.text_desk import TextDesk

MOST_PAGES = 64
"""Pages of which this is kept: a little more than the window has words of."""


class PageReadings(QObject):
    """Looks each page up whose words the window was given, and again when it has been read since."""

    changed = Signal(str, int)
    """Document (SHA-256) and page, of which something is known now; :meth:`of` has it."""

    raised = Signal(object)
    """A defect of ours, for the program's one handler."""

    def __init__(
        self,
        queue: RenderQueue,
        pictures: PictureStore,
        texts: StoreThread[TextDesk],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._pictures = pictures
        self._texts = texts
        self._turn = 0
        self._known: OrderedDict[PageKey, KeptPage] = OrderedDict()
        self._words: dict[PageKey, PageText] = {}
        self._shown: OrderedDict[PageKey, None] = OrderedDict()
        pictures.words_instead = self._words.get
        queue.words_ready.connect(self._words_arrived)

    def of(self, document: str, page: int) -> KeptPage | None:
        """What is known of a page; ``None`` while it was not looked up."""
        return self._known.get((document, page))

    @Slot()
    def leave(self) -> None:
        """Another case comes, or the window is locked: nothing of this one stays."""
        self._turn += 1
        for pages in (self._known, self._words, self._shown):
            pages.clear()

    @Slot(object)
    def look_again(self, pages: Iterable[PageKey]) -> None:
        """These pages were read: take their words where the window has them on screen or had them lately."""
        wanted = tuple(page for page in pages if page in self._shown)
        if wanted:
            self._look_up(wanted)

    @Slot(object, object)
    def _words_arrived(self, request: WordsRequest, _text: PageText) -> None:
        page = (request.document, request.page)
        self._shown[page] = None
        self._shown.move_to_end(page)
        while len(self._shown) > MOST_PAGES:
            gone, _ = self._shown.popitem(last=False)
            self._known.pop(gone, None)
            self._words.pop(gone, None)
        if page not in self._known:
            self._look_up((page,))

    def _look_up(self, pages: tuple[PageKey, ...]) -> None:
        turn = self._turn
        self._texts.submit(
            lambda desk: desk.kept_pages(pages), partial(self._found, turn), partial(self._failed, turn)
        )

    def _found(self, turn: int, kept: tuple[KeptPage, ...]) -> None:
        if turn != self._turn:
            return
        for one in kept:
            page = (one.sha256, one.page)
            if page not in self._shown or (one.native is None and not one.unread):
                continue
            self._known[page] = one
            if one.ocr is not None and one.ocr_counts:
                self._words[page] = PageText(read_words(one.ocr.text), one.ocr.text.notes)
                self._pictures.put_words(*page, self._words[page])
            self.changed.emit(*page)

    def _failed(self, turn: int, error: BaseException) -> None:
        if turn == self._turn:
            self.raised.emit(error)
