"""How a page looks in the overview: its picture, its number, and a mark with a word for whatever is to be
known."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from reviewer_app.domain.pages import DrawRequest, PicturePlace
from reviewer_app.gui.look import SMALL_TEXT_PIXELS, STEP, TEXT_PIXELS, Look, scaled, small_font, text_font
from reviewer_app.gui.viewer import painting
from reviewer_app.gui.viewer.layout import turned
from reviewer_app.gui.viewer.picture_store import PictureStore
from reviewer_app.gui.viewer.thumbnail_model import Mark, PageFacts, Role
from reviewer_app.gui.viewer.tiling import THUMBNAIL_BOX, thumbnail_request

BOX = QSize(*THUMBNAIL_BOX)
"""Logical pixels that the picture of a page fits into."""

LEAST_WORDS_WIDTH = 84
"""Room beside the picture, in pixels at 100 %."""

SHAPE = 9.0
"""Side of the shape before a mark's word, in pixels at 100 %."""

AnyIndex = QModelIndex | QPersistentModelIndex


def row_height() -> int:
    """Height of a page in the overview, in logical pixels."""
    return max(BOX.height(), scaled(TEXT_PIXELS + 5 * (SMALL_TEXT_PIXELS + 6))) + 3 * STEP


def least_width() -> int:
    """The width that a page needs in the overview, in logical pixels."""
    return BOX.width() + 7 * STEP + scaled(LEAST_WORDS_WIDTH)


def picture_request(document: str, facts: PageFacts, ratio: float) -> DrawRequest:
    """The picture of a row's page."""
    geometry = facts.geometry
    return thumbnail_request(document, facts.page, geometry.width, geometry.height, ratio, facts.turned)


class ThumbnailDelegate(QStyledItemDelegate):
    """Paints the pages of an overview, as many beside each other as its width has room for."""

    def __init__(self, store: PictureStore, look: Look, view: QListView) -> None:
        super().__init__(view)
        self._store = store
        self._view = view
        self.look = look
        self.document = ""

    def columns(self) -> int:
        """How many pages stand beside each other."""
        return max(1, (self._view.viewport().width() - 1) // least_width())

    def sizeHint(self, _option: QStyleOptionViewItem, _index: AnyIndex) -> QSize:
        # A row that is filled to its last pixel is broken before the last page of it.
        return QSize(max(1, (self._view.viewport().width() - 1) // self.columns()), row_height())

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
        left = row.left() + BOX.width() + 6 * STEP
        self._paint_words(
            painter, QRectF(left, row.top() + 2 * STEP, row.right() - left - STEP, row.height()), facts
        )
        painter.restore()

    def _paint_picture(self, painter: QPainter, row: QRectF, facts: PageFacts) -> None:
        ratio = painter.device().devicePixelRatioF()
        request = picture_request(self.document, facts, ratio)
        width, height = turned(facts.geometry, facts.turned)
        scale = request.scale / ratio
        paper = QRectF(0, 0, width * scale, height * scale)
        paper.moveCenter(QRectF(row.left() + 3 * STEP, row.top(), BOX.width(), row.height()).center())
        painting.paint_paper(painter, paper)
        if self._store.failure(self.document, facts.page):
            painting.paint_sentence(painter, self.look, paper, "!", on_paper=True)
            return
        size = facts.geometry.width, facts.geometry.height
        place = PicturePlace(*size, scale, facts.turned, -paper.left(), -paper.top())
        painting.paint_pictures(
            painter,
            painting.page_rect(place, paper.width(), paper.height()),
            self._store.cache,
            (request,),
            ratio,
        )

    def _paint_words(self, painter: QPainter, room: QRectF, facts: PageFacts) -> None:
        """The number, and below it the marks, each on its line."""
        painter.setFont(text_font())
        painter.setPen(self.look.text)
        number = QFontMetricsF(painter.font())
        painter.drawText(
            room,
            Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft,
            number.elidedText(facts.title, Qt.TextElideMode.ElideRight, room.width()),
        )
        painter.setFont(small_font())
        metrics = QFontMetricsF(painter.font())
        line = scaled(SMALL_TEXT_PIXELS + 6)
        side = scaled(SHAPE)
        top = room.top() + number.height() + STEP
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for mark, word in facts.marks:
            shape = QRectF(room.left(), top + (line - side) / 2, side, side)
            colour = self._colour(mark)
            _paint_shape(painter, shape, mark, colour)
            painter.setPen(colour)
            words = QRectF(shape.right() + 1.5 * STEP, top, room.right() - shape.right() - 1.5 * STEP, line)
            shown = metrics.elidedText(word, Qt.TextElideMode.ElideRight, words.width())
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
            top += line

    def _colour(self, mark: Mark) -> QColor:
        return {
            Mark.OTHER_PATIENT: self.look.absent,
            Mark.MAYBE_OTHER_PATIENT: self.look.absent,
            Mark.MAYBE_ILLEGIBLE: self.look.insufficient,
            Mark.EVIDENCE: self.look.accent,
            Mark.HITS: self.look.text,
            Mark.ILLEGIBLE: self.look.insufficient,
            Mark.REPEATED: self.look.text,
            Mark.UNSEEN: self.look.muted,
        }[mark]


def _paint_shape(painter: QPainter, box: QRectF, mark: Mark, colour: QColor) -> None:
    """A cross for another patient's page, a filled tab for evidence, a frame for hits, a triangle for what
    cannot be read, two bars for what came before, a ring for not seen. What is only asked is not filled: half
    the cross, an empty triangle."""
    painter.setPen(QPen(colour, 1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if mark is Mark.OTHER_PATIENT:
        cross = box.adjusted(1.5, 1.5, -1.5, -1.5)
        painter.drawLine(cross.topLeft(), cross.bottomRight())
        painter.drawLine(cross.bottomLeft(), cross.topRight())
    elif mark is Mark.MAYBE_OTHER_PATIENT:
        slash = box.adjusted(1.5, 1.5, -1.5, -1.5)
        painter.drawLine(slash.bottomLeft(), slash.topRight())
    elif mark is Mark.EVIDENCE:
        painter.setBrush(colour)
        painter.drawRoundedRect(box.adjusted(0, 1.5, 0, -1.5), 2, 2)
    elif mark is Mark.HITS:
        painter.drawRect(box.adjusted(0.75, 2, -0.75, -2))
    elif mark in (Mark.ILLEGIBLE, Mark.MAYBE_ILLEGIBLE):
        if mark is Mark.ILLEGIBLE:
            painter.setBrush(colour)
        corners = (QPointF(box.center().x(), box.top()), box.bottomRight(), box.bottomLeft())
        painter.drawPolygon(QPolygonF(corners))
    elif mark is Mark.REPEATED:
        for share in (0.35, 0.65):
            level = box.top() + box.height() * share
            painter.drawLine(QPointF(box.left() + 1, level), QPointF(box.right() - 1, level))
    else:
        painter.drawEllipse(box.adjusted(0.75, 0.75, -0.75, -0.75))
