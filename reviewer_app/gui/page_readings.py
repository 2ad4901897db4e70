"""What machines have read of the pages that the window shows: their words take the place of the file's where
they count."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from reviewer_app.domain.pages import PageText, ViewRotation
from reviewer_app.domain.search import IndexProgress
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

    turned = Signal()
    """Of more pages than before it is known how they lie; :meth:`turns_of` says it."""

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
        self._turns: Mapping[str, Mapping[int, ViewRotation]] = {}
        self._turns_asked = False
        pictures.words_instead = self._words.get
        queue.words_ready.connect(self._words_arrived)

    def of(self, document: str, page: int) -> KeptPage | None:
        """What is known of a page; ``None`` while it was not looked up."""
        return self._known.get((document, page))

    @property
    def turns(self) -> Mapping[str, Mapping[int, ViewRotation]]:
        """:meth:`turns_of` for all documents of the case that have such pages."""
        return self._turns

    def turns_of(self, document: str) -> Mapping[int, ViewRotation]:
        """By how many degrees clockwise the pages of a document, from 1, have to be turned to be upright;
        those that are not named lie so, as far as is known."""
        return self._turns.get(document, {})

    @Slot(object)
    def case_indexed(self, progress: IndexProgress) -> None:
        """Pages of the case are known: look how those lie that were read before, and at the end all."""
        if progress.complete or not self._turns_asked:
            self._ask_turns()

    @Slot()
    def case_left(self) -> None:
        """Another case comes, or the same is read again: how its pages lie is to be looked up then."""
        self._turns_asked = False

    @Slot()
    def forget(self) -> None:
        """The window is locked: nothing that was read stays."""
        self._turn += 1
        self._turns = {}
        for pages in (self._known, self._words, self._shown):
            pages.clear()

    @Slot(object)
    def look_again(self, pages: Iterable[PageKey]) -> None:
        """These pages were read: take their words where the window has them on screen or had them lately."""
        self._ask_turns()
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

    def _ask_turns(self) -> None:
        turn = self._turn
        self._turns_asked = True
        self._texts.submit(
            lambda desk: desk.turned_pages(), partial(self._know_turns, turn), partial(self._failed, turn)
        )

    def _know_turns(self, turn: int, turns: Mapping[str, Mapping[int, ViewRotation]]) -> None:
        if turn == self._turn and turns != self._turns:
            self._turns = turns
            self.turned.emit()

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
            if one.counting is not None:
                self._words[page] = PageText(read_words(one.counting.text), one.counting.text.notes)
                self._pictures.put_words(*page, self._words[page])
            self.changed.emit(*page)

    def _failed(self, turn: int, error: BaseException) -> None:
        if turn == self._turn:
            self.raised.emit(error)
