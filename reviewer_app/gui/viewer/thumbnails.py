"""The overview of the current document: its pages as small pictures with marks, drawn only where one
looks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from reviewer_app.domain.documents import PageGeometry
from reviewer_app.domain.pages import DrawRequest, Priority, ViewRotation
from reviewer_app.gui.look import Look
from reviewer_app.gui.tasks.page_jobs import Wish
from reviewer_app.gui.viewer.picture_store import PictureStore
from reviewer_app.gui.viewer.thumbnail_model import Mark, ThumbnailModel
from reviewer_app.gui.viewer.thumbnail_rows import ThumbnailDelegate, picture_request, row_height

AnyIndex = QModelIndex | QPersistentModelIndex


class ThumbnailList(QListView):
    """Shows and chooses pages, in one column or as many as there is room for; the current one is the page
    that the reader is on."""

    page_chosen = Signal(int)
    """The reader chose a page here."""

    def __init__(
        self, store: PictureStore, look: Look, name: str = "thumbnails", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._store = store
        self._name = name
        self._document = ""
        self._following = False
        self._pages = ThumbnailModel(self)
        self._delegate = ThumbnailDelegate(store, look, self)
        self.setModel(self._pages)
        self.setItemDelegate(self._delegate)
        self.setUniformItemSizes(True)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName("Thumbnails")
        self.setProperty("own_keys", "Up Down Left Right PgUp PgDown Home End Return Enter")
        self.verticalScrollBar().valueChanged.connect(self._ask)
        self.verticalScrollBar().setSingleStep(row_height() // 2)
        self.clicked.connect(self._choose)
        self.activated.connect(self._choose)
        store.picture_ready.connect(self._picture_arrived)
        store.page_failed.connect(self._page_failed)

    def show_document(self, document: str, pages: Sequence[PageGeometry]) -> None:
        """List the pages of a document; the first is current, nothing cited or seen yet."""
        self._document = document
        self._delegate.document = document
        self._pages.set_pages(pages)
        self.set_current_page(1)
        self._ask()

    def set_current_page(self, page: int) -> None:
        """Mark the page that the reader is on, and bring it into sight."""
        index = self._pages.index(page - 1)
        if index.isValid() and index != self.currentIndex():
            self._following = True
            self.setCurrentIndex(index)
            self._following = False
            self.scrollTo(index)

    def set_turns(self, turns: Mapping[int, ViewRotation]) -> None:
        """By how many degrees clockwise pages are shown turned, by page; those left out are as they are."""
        self._pages.set_turns(turns)
        self._ask()

    def set_labels(self, labels: Mapping[int, tuple[str, ...]]) -> None:
        """The short names of the elements that cite a page, by page."""
        self._pages.set_labels(labels)

    def set_hits(self, hits: Mapping[int, int]) -> None:
        """How many hits of a search are on which page; pages without any are left out."""
        self._pages.set_hits(hits)

    def set_other_patients(self, pages: set[int]) -> None:
        """The pages that the reviewer called another patient's."""
        self._pages.set_other_patients(pages)

    def set_illegible(self, pages: set[int]) -> None:
        """The pages that the reviewer marked as illegible."""
        self._pages.set_illegible(pages)

    def set_repeated(self, pages: Mapping[int, str]) -> None:
        """The pages that came before in the case, with where that was."""
        self._pages.set_repeated(pages)

    def set_asked(self, pages: Mapping[int, tuple[tuple[Mark, str], ...]]) -> None:
        """What the reviewer is asked about pages: each mark with the reason."""
        self._pages.set_asked(pages)

    def set_seen(self, pages: set[int]) -> None:
        """The pages that were on screen."""
        self._pages.set_seen(pages)

    def add_seen(self, page: int) -> None:
        """One more page was on screen."""
        self._pages.add_seen(page)

    def set_look(self, look: Look) -> None:
        """Paint with other colours."""
        self._delegate.look = look
        self.viewport().update()

    def currentChanged(self, current: AnyIndex, previous: AnyIndex) -> None:
        super().currentChanged(current, previous)
        if current.isValid() and not self._following:
            self.page_chosen.emit(current.row() + 1)

    def dataChanged(self, first: AnyIndex, last: AnyIndex, _roles: Sequence[int] = ()) -> None:
        """Paint rows anew. Their size stays, and QListView would lay all rows out for each page seen."""
        if first == last:
            self.update(first)
        else:
            self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._ask()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._ask()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._store.want(self._name, ())

    @Slot()
    def _ask(self) -> None:
        """Want the pictures of the rows in sight."""
        if not self.isVisible():
            return
        columns, height, top = self._delegate.columns(), row_height(), self.verticalScrollBar().value()
        first = top // height * columns
        last = ((top + self.viewport().height() - 1) // height + 1) * columns
        rows = range(first, min(last, self._pages.rowCount()))
        ratio = self.devicePixelRatioF()
        requests = (picture_request(self._document, self._pages.facts(row), ratio) for row in rows)
        self._store.want(self._name, tuple(Wish(request, Priority.THUMBNAIL) for request in requests))

    @Slot(QModelIndex)
    def _choose(self, index: AnyIndex) -> None:
        self.page_chosen.emit(index.row() + 1)

    @Slot(object)
    def _picture_arrived(self, request: DrawRequest) -> None:
        if request.document == self._document and request.page <= self._pages.rowCount():
            self.update(self._pages.index(request.page - 1))

    @Slot(str, int)
    def _page_failed(self, document: str, page: int) -> None:
        if document == self._document and page <= self._pages.rowCount():
            self.update(self._pages.index(page - 1))
