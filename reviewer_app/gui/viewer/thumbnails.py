"""The pages of the current document as a list of small pictures, drawn only where one looks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFont, QHideEvent, QPainter, QPen, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from reviewer_app.domain.documents import PageGeometry
from reviewer_app.domain.pages import DrawRequest, PicturePlace, Priority
from reviewer_app.gui.look import SMALL_TEXT_PIXELS, STEP, TEXT_PIXELS, Look
from reviewer_app.gui.tasks.page_jobs import Wish
from reviewer_app.gui.viewer import painting
from reviewer_app.gui.viewer.layout import turned
from reviewer_app.gui.viewer.picture_store import PictureStore
from reviewer_app.gui.viewer.thumbnail_model import PageFacts, Role, ThumbnailModel
from reviewer_app.gui.viewer.tiling import THUMBNAIL_BOX, thumbnail_request

BOX = QSize(*THUMBNAIL_BOX)
"""Logical pixels that the picture of a page fits into."""

ROW_HEIGHT = BOX.height() + 3 * STEP
SEEN_MARK = 8.0

AnyIndex = QModelIndex | QPersistentModelIndex


class ThumbnailList(QListView):
    """Shows and chooses pages; the current row is the page that the reader is on."""

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
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName("Thumbnails")
        self.setProperty("own_keys", "Up Down PgUp PgDown Home End")
        self.verticalScrollBar().valueChanged.connect(self._ask)
        self.verticalScrollBar().setSingleStep(ROW_HEIGHT // 2)
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

    def set_labels(self, labels: Mapping[int, tuple[str, ...]]) -> None:
        """The short names of the elements that cite a page, by page."""
        self._pages.set_labels(labels)

    def set_hits(self, hits: Mapping[int, int]) -> None:
        """How many hits of a search are on which page; pages without any are left out."""
        self._pages.set_hits(hits)

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
        for row in range(first.row(), last.row() + 1):
            self.update(self._pages.index(row))

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
        first = self.indexAt(self.viewport().rect().topLeft()).row()
        last = self.indexAt(self.viewport().rect().bottomLeft()).row()
        count = self._pages.rowCount()
        rows = range(max(first, 0), (last if last >= 0 else count - 1) + 1)
        ratio = self.devicePixelRatioF()
        requests = (_picture_of(self._document, self._pages.facts(row), ratio) for row in rows)
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


def _picture_of(document: str, facts: PageFacts, ratio: float) -> DrawRequest:
    """The picture of a row's page."""
    return thumbnail_request(document, facts.page, facts.geometry.width, facts.geometry.height, ratio)


class ThumbnailDelegate(QStyledItemDelegate):
    """Paints a row: the page's picture, its number, what is cited, and a mark while it was not seen."""

    def __init__(self, store: PictureStore, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._store = store
        self.look = look
        self.document = ""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: AnyIndex) -> QSize:
        return QSize(BOX.width() + 12 * STEP, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        facts = index.data(Role.FACTS)
        if not isinstance(facts, PageFacts):
            return
        painter.save()
        row = QRectF(option.rect)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(row, self.look.accent_ground)
            painter.fillRect(QRectF(row.left(), row.top(), 3, row.height()), self.look.accent)
        self._paint_picture(painter, row, facts)
        self._paint_words(painter, row, facts)
        painter.restore()

    def _paint_picture(self, painter: QPainter, row: QRectF, facts: PageFacts) -> None:
        ratio = painter.device().devicePixelRatioF()
        request = _picture_of(self.document, facts, ratio)
        width, height = turned(facts.geometry, 0)
        scale = request.scale / ratio
        paper = QRectF(0, 0, width * scale, height * scale)
        paper.moveCenter(QRectF(row.left() + 3 * STEP, row.top(), BOX.width(), row.height()).center())
        painting.paint_paper(painter, paper)
        if self._store.failure(self.document, facts.page):
            painting.paint_sentence(painter, self.look, paper, "!", on_paper=True)
            return
        place = PicturePlace(width, height, scale, 0, -paper.left(), -paper.top())
        painting.paint_pictures(
            painter,
            painting.page_rect(place, paper.width(), paper.height()),
            self._store.cache,
            (request,),
            ratio,
        )

    def _paint_words(self, painter: QPainter, row: QRectF, facts: PageFacts) -> None:
        left = row.left() + BOX.width() + 6 * STEP
        area = QRectF(left, row.top() + 2 * STEP, row.right() - left - STEP, row.height() - 4 * STEP)
        font = QFont(painter.font())
        font.setPixelSize(TEXT_PIXELS)
        painter.setFont(font)
        painter.setPen(self.look.text)
        painter.drawText(area, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft, facts.title)
        font.setPixelSize(SMALL_TEXT_PIXELS)
        painter.setFont(font)
        if facts.labels:
            painter.setPen(self.look.accent)
            flags = int(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft) | int(
                Qt.TextFlag.TextWordWrap
            )
            painter.drawText(area.adjusted(0, 6 * STEP, 0, 0), flags, "  ".join(facts.labels))
        if not facts.seen:
            self._paint_unseen(painter, area)

    def _paint_unseen(self, painter: QPainter, area: QRectF) -> None:
        """An empty ring and two words: this page was not on screen yet."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self.look.muted, 1.5))
        ring = QRectF(area.left(), area.bottom() - SEEN_MARK - STEP, SEEN_MARK, SEEN_MARK)
        painter.drawEllipse(ring)
        painter.setPen(self.look.muted)
        words = QRectF(ring.right() + 1.5 * STEP, ring.center().y() - 10, area.width(), 20)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, "not seen")
