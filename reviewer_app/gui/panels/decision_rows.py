"""How blockers and outcomes are painted."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QEvent, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QStyleOptionViewItem

from reviewer_app.gui.look import ROW_HEIGHT, scaled, small_font, text_font
from reviewer_app.gui.models.blockers_model import BlockerRow, Fold
from reviewer_app.gui.models.outcome_model import OutcomeRow
from reviewer_app.gui.models.rows_model import ROW, Index
from reviewer_app.gui.panels.painting import (
    Mark,
    draw_key_cap,
    draw_mark,
    draw_text,
    key_cap_width,
    line_height,
    text_lines,
    text_width,
)
from reviewer_app.gui.panels.row_delegate import RowDelegate

SMALL_MARK = 16
GAP = 10
MOST_LINES = 3


class BlockerDelegate(RowDelegate[BlockerRow]):
    """A mark, the message, and below it the policy row and what would clear it. A row that stands for others
    has an arrow at its right; a press on it folds or unfolds them: ``fold_asked`` carries its place."""

    edge = 8
    fold_asked = Signal(int)

    def _inner(self, row: BlockerRow, width: int) -> tuple[int, int]:
        """Where the words start, and their width."""
        left = scaled(SMALL_MARK + GAP) + (scaled(GAP) if row.fold is Fold.MEMBER else 0)
        return left, width - left - (scaled(SMALL_MARK) if row.folds else 0)

    def _lines(self, row: BlockerRow, width: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
        _left, inner = self._inner(row, width)
        if row.fold is Fold.MEMBER:
            return text_lines(row.message, small_font(), inner, 1), ()
        below = text_lines(row.below, small_font(), inner, MOST_LINES) if row.below else ()
        return text_lines(row.message, text_font(), inner, MOST_LINES), below

    def row_height(self, row: BlockerRow, width: int) -> int:
        message, below = self._lines(row, width)
        room = scaled(4) if row.fold is Fold.MEMBER else scaled(8)
        return line_height() * len(message) + scaled(18) * len(below) + room

    def paint_row(self, painter: QPainter, box: QRect, row: BlockerRow, *, current: bool) -> None:
        message, below = self._lines(row, box.width())
        quiet = self.look.text if current else self.look.muted
        left, width = self._inner(row, box.width())
        left += box.left()
        if row.fold is Fold.MEMBER:
            place = QRect(left, box.top(), width, box.height())
            draw_text(painter, place, message[0], small_font(), quiet)
            return
        side = scaled(SMALL_MARK)
        top = box.top() + scaled(4)
        mark = QRectF(box.left(), top + (line_height() - side) / 2, side, side)
        draw_mark(painter, mark, Mark.ABSENT if row.blocks else Mark.INSUFFICIENT, self.look)
        if row.folds:
            self._paint_arrow(painter, QPointF(box.right() - scaled(6), mark.center().y()), row)
        for line in message:
            draw_text(painter, QRect(left, top, width, line_height()), line, text_font(), self.look.text)
            top += line_height()
        for line in below:
            draw_text(painter, QRect(left, top, width, scaled(18)), line, small_font(), quiet)
            top += scaled(18)

    def _paint_arrow(self, painter: QPainter, centre: QPointF, row: BlockerRow) -> None:
        """Pointing to the right where the members are folded, down where they are listed."""
        step = scaled(4)
        ends = (QPointF(-step / 2, -step), QPointF(step / 2, 0), QPointF(-step / 2, step))
        points = [QPointF(end.y(), end.x()) if row.fold is Fold.OPEN else end for end in ends]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.look.muted, 1.5))
        painter.drawPolyline(QPolygonF([centre + point for point in points]))
        painter.restore()

    def editorEvent(
        self, event: QEvent, _model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """A press on the arrow folds or unfolds; the row is not chosen by it."""
        if not isinstance(event, QMouseEvent) or event.type() != QEvent.Type.MouseButtonPress:
            return False
        row: BlockerRow = index.data(ROW)
        on_arrow = event.position().x() >= option.rect.right() - scaled(SMALL_MARK + self.edge)
        if row.folds and on_arrow:
            self.fold_asked.emit(index.row())
            return True
        return False


class OutcomeDelegate(RowDelegate[OutcomeRow]):
    """Number key, a ring that is filled when chosen, the outcome, and why it is blocked."""

    edge = 8

    def row_height(self, row: OutcomeRow, width: int) -> int:
        lines = self._why_lines(row, width)
        return scaled(ROW_HEIGHT - 4) + scaled(18) * len(lines)

    def _left(self) -> int:
        return key_cap_width("1", small_font()) + scaled(SMALL_MARK) + 2 * scaled(GAP)

    def _why_lines(self, row: OutcomeRow, width: int) -> tuple[str, ...]:
        return text_lines(row.below, small_font(), width - self._left(), 1) if row.why else ()

    def paint_row(self, painter: QPainter, box: QRect, row: OutcomeRow, *, current: bool) -> None:
        first = QRect(box.left(), box.top(), box.width(), scaled(ROW_HEIGHT - 4))
        cap = key_cap_width("1", small_font())
        draw_key_cap(
            painter,
            QRect(box.left(), first.top(), cap, first.height()),
            str(row.number),
            small_font(),
            self.look,
        )
        self._paint_ring(painter, QPointF(box.left() + cap + scaled(GAP + 8), first.center().y() + 0.5), row)
        left = box.left() + self._left()
        words = QRect(left, first.top(), box.right() + 1 - left, first.height())
        colour = self.look.text if row.allowed or row.chosen or current else self.look.muted
        draw_text(painter, words, row.text, text_font(bold=row.chosen), colour)
        if not row.allowed:
            said = words.adjusted(text_width(row.text, text_font(bold=row.chosen)) + scaled(8), 0, 0, 0)
            ink = self.look.insufficient if row.chosen else self.look.absent
            draw_text(painter, said, row.standing, small_font(), ink, align=Qt.AlignmentFlag.AlignRight)
        quiet = self.look.text if current else self.look.muted
        for number, line in enumerate(self._why_lines(row, box.width())):
            place = QRect(left, first.bottom() - scaled(3) + number * scaled(18), words.width(), scaled(18))
            draw_text(painter, place, line, small_font(), quiet)

    def _paint_ring(self, painter: QPainter, centre: QPointF, row: OutcomeRow) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = self.look.accent if row.chosen else self.look.border
        style = Qt.PenStyle.SolidLine if row.allowed or row.chosen else Qt.PenStyle.DotLine
        painter.setPen(QPen(ink, 1.5, style))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(centre, scaled(7), scaled(7))
        if row.chosen:
            painter.setBrush(self.look.accent)
            painter.drawEllipse(centre, scaled(3.5), scaled(3.5))
        painter.restore()
