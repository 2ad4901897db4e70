"""The pages of one document on screen: pictures, marks and the selection, at the place of the reader."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from PySide6.QtCore import QRectF, QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from reviewer_app.domain.documents import PageGeometry
from reviewer_app.domain.pages import DrawRequest, PicturePlace, Priority
from reviewer_app.domain.place import Place
from reviewer_app.gui.look import Look
from reviewer_app.gui.models.page_notes import painted
from reviewer_app.gui.tasks.page_jobs import Wish, WordsRequest
from reviewer_app.gui.viewer import painting
from reviewer_app.gui.viewer.area import size_words
from reviewer_app.gui.viewer.label_painting import paint_labels
from reviewer_app.gui.viewer.marking import PageHit, PageMarking
from reviewer_app.gui.viewer.picture_store import PictureStore
from reviewer_app.gui.viewer.selecting_view import SelectingView
from reviewer_app.gui.viewer.tiling import sharp_requests
from reviewer_app.gui.viewer.wishing import picture_wishes

SEEN_SHARE = 0.5
"""A page counts as seen when this share of what fits the view was on screen, sharp."""

TRAVELLING_MILLISECONDS = 150
"""How long the reader stays on a page before its words are asked for."""

QUOTE_LENGTH = 200
"""Characters of the selection that a screen reader is told."""


class PageView(SelectingView):
    """One continuous column of pages. Several views may share a store; each needs a ``name`` of its own."""

    page_seen = Signal(int)
    """A page of the shown document has really been on screen, sharp; told once while it is shown."""

    def __init__(
        self, store: PictureStore, look: Look, name: str = "pages", parent: QWidget | None = None
    ) -> None:
        super().__init__(store, parent)
        self._look = look
        self._name = name
        self._title = ""
        self._message = ""
        self._marks: tuple[PageMarking, ...] = ()
        self._hits: dict[int, list[PageHit]] = {}
        self._seen: set[int] = set()
        self._glancing = False
        self._untold: list[int] = []
        self._travelling = QTimer(self, singleShot=True, interval=TRAVELLING_MILLISECONDS)
        self._travelling.timeout.connect(self._ask)
        self.selection_changed.connect(self._describe)
        self._selector.words_wanted.connect(self._ask)
        store.picture_ready.connect(self._picture_arrived)
        store.page_failed.connect(self._page_failed)
        self.setAccessibleName("Pages")

    def show_document(
        self,
        document: str,
        pages: Sequence[PageGeometry] = (),
        *,
        count: int = 1,
        title: str = "",
        place: Place | None = None,
    ) -> None:
        """Show a document, at a place or at its beginning with the zoom and rotation as they are.

        ``pages`` may hold the sizes of the first pages only, or of none; ``count`` then says how many there
        are, and :meth:`set_pages` brings the sizes. Nothing is marked or selected at first.
        """
        self._title, self._message = title, ""
        self._marks = ()
        self._hits = {}
        self._seen.clear()
        self._store.forget_failures(document)
        self.setAccessibleName(f"Pages of {title}" if title else "Pages")
        at_start = Place(zoom=self.zoom, rotation=self.rotation)
        self.clear_selection()
        self._selector.show_document(document)
        self._show(document, pages, max(count, len(pages)), place or at_start)

    def show_message(self, sentence: str) -> None:
        """Show a sentence instead of pages: nothing is chosen, or the document cannot be read."""
        self.show_document("")
        self._message = sentence
        self.set_pages(())
        self.setAccessibleDescription(sentence)

    def set_look(self, look: Look) -> None:
        """Paint with other colours."""
        self._look = look
        self.viewport().update()

    def set_glancing(self, *, on: bool) -> None:
        """While pages are only glanced at, beside an overview for example, none of them counts as seen."""
        self._glancing = on
        self.viewport().update()

    def set_marks(self, marks: tuple[PageMarking, ...]) -> None:
        """What is cited in the shown document."""
        self._marks = marks
        self.viewport().update()

    def set_hits(self, hits: Sequence[PageHit]) -> None:
        """What a search found in the shown document; at most one hit is the current one."""
        by_page: dict[int, list[PageHit]] = defaultdict(list)
        for hit in hits:
            by_page[hit.page].append(hit)
        self._hits = dict(by_page)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), self._look.canvas)
        if self._message:
            room = QRectF(self.viewport().rect())
            painting.paint_sentence(painter, self._look, room, self._message, on_paper=False)
        top = self._scroll()[1]
        for index in self._column.visible(top):
            sharp = self._paint_page(painter, index)
            if sharp and not self._glancing and self._column.shown_share(index, top) >= SEEN_SHARE:
                self._note_seen(index + 1)
        painter.end()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._ask()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._store.want(self._name, ())

    def _moved(self) -> None:
        super()._moved()
        self._travelling.start()
        self._describe()
        self._ask()

    def _paint_page(self, painter: QPainter, index: int) -> bool:
        """Paint one page; True when it is shown sharp."""
        column, number = self._column, index + 1
        place = self.place_on_view(number)
        paper = painting.page_rect(place, column.widths[index], column.heights[index])
        failure = self._store.failure(self._document, number)
        if failure:
            painting.paint_paper(painter, paper)
            sentence = f"This page could not be drawn: {failure}"
            room = paper.intersected(QRectF(self.viewport().rect()))
            painting.paint_sentence(painter, self._look, room, sentence, on_paper=True)
            return False
        requests = sharp_requests(self._document, column, index, self._scroll())
        whole = self._store.cache.exact(requests[0]) if requests[0].clip is None else None
        painting.paint_paper(painter, paper, covered=painting.covers(whole, paper, column.ratio))
        sharp, notes = painting.paint_pictures(painter, paper, self._store.cache, requests, column.ratio)
        marks = [mark for mark in self._marks if mark.page == number]
        painting.paint_passages(painter, self._look, place, marks)
        painting.paint_hits(painter, place, self._hits.get(number, ()))
        self._paint_selection(painter, number, place)
        words = painted(notes)
        note = painting.paint_note(painter, self._look, paper, words) if words else 0.0
        view = QRectF(self.viewport().rect())
        top, bottom = max(paper.top() + note, view.top()), min(paper.bottom(), view.bottom())
        room = QRectF(view.left(), top, view.width(), bottom - top)
        paint_labels(painter, self._look, room, place, marks)
        return sharp

    def _paint_selection(self, painter: QPainter, page: int, place: PicturePlace) -> None:
        selection = self.selection()
        if selection is None or not (rects := selection.rects(page)):
            return
        if selection.area:
            painting.paint_area(painter, place, rects[0], size_words(rects[0], place))
        else:
            painting.paint_selection(painter, place, rects)
        end = self._selector.moving_end
        if end is not None and end[0] == page:
            painting.paint_moving_end(painter, place, end[1], late=end[2])

    @Slot()
    def _ask(self) -> None:
        """State what this view wants now: pictures, and the words to select from."""
        if not self.isVisible() or not self._pages:
            self._store.want(self._name, ())
            return

        def has_picture(like: DrawRequest) -> bool:
            return self._store.cache.has_page(like.document, like.page, like.scale / 2)

        wishes = picture_wishes(
            self._document, self._column, self._scroll(), self._anchor[0], self._travel, has_picture
        )
        wishes += [Wish(words, Priority.VISIBLE) for words in self._selector.wanted]
        if not self._travelling.isActive():
            wishes.append(Wish(WordsRequest(self._document, self.current_page), Priority.THUMBNAIL))
        self._store.want(self._name, wishes)

    @Slot(object)
    def _picture_arrived(self, request: DrawRequest) -> None:
        if request.document != self._document or request.page > len(self._pages):
            return
        if request.clip is None and request.page > self._measured:
            picture = self._store.cache.exact(request)
            if picture is not None:
                self._learn_size(request.page, picture.place.page_width, picture.place.page_height)
        if request.page - 1 in self._column.visible(self._scroll()[1]) and self._improves(request):
            self.viewport().update()

    def _improves(self, request: DrawRequest) -> bool:
        """Whether a visible page looks better with this picture: a page that is sharp needs no other."""
        sharp = sharp_requests(self._document, self._column, request.page - 1, self._scroll())
        return request in sharp or any(one not in self._store.cache for one in sharp)

    @Slot(str, int)
    def _page_failed(self, document: str, _page: int) -> None:
        if document == self._document:
            self.viewport().update()

    def _selection_words(self) -> str:
        """What a screen reader is told of the selection."""
        selection = self.selection()
        if selection is None:
            return ""
        words = selection.quote[:QUOTE_LENGTH]
        if not selection.area:
            return f" Selected: {words}" if words else " Selected: a passage"
        part = selection.parts[0]
        size = size_words(part.rects[0], self.place_on_view(part.page))
        return f" Selected: an area of {size}" + (f": {words}" if words else "")

    def _note_seen(self, page: int) -> None:
        """Tell that a page was seen, after painting."""
        if page in self._seen:
            return
        self._seen.add(page)
        self._untold.append(page)
        if len(self._untold) == 1:
            QTimer.singleShot(0, self, self._tell_seen)

    def _tell_seen(self) -> None:
        pages, self._untold = self._untold, []
        for page in pages:
            self.page_seen.emit(page)

    def _describe(self) -> None:
        """Tell a screen reader where the reader is and what is selected."""
        if not self._pages:
            return
        description = f"Page {self.current_page} of {self.page_count}."
        description += self._selection_words()
        if description != self.accessibleDescription():
            self.setAccessibleDescription(description)
