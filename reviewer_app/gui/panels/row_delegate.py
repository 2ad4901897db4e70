"""What all painted rows share: the look, the width they have, and the ground that shows the current row."""

from __future__ import annotations

from typing import Generic, TypeVar

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from reviewer_app.gui.look import Look, scaled
from reviewer_app.gui.models.rows_model import ROW, Index
from reviewer_app.gui.panels.painting import draw_row_ground

RowType = TypeVar("RowType")


class RowDelegate(QStyledItemDelegate, Generic[RowType]):
    """Paints rows of one kind. A subclass says how high a row is and paints what is in it.
    ``edge`` is the space left and right of a row's content, in pixels at 100 %."""

    edge = 16

    def __init__(self, view: QAbstractItemView, look: Look) -> None:
        super().__init__(view)
        self.view = view
        self.look = look
        view.setItemDelegate(self)

    def set_look(self, look: Look) -> None:
        self.look = look
        self.view.viewport().update()

    def row_height(self, row: RowType, width: int) -> int:
        """The height of a row whose content has this width, in logical pixels."""
        raise NotImplementedError

    def paint_row(self, painter: QPainter, box: QRect, row: RowType, *, current: bool) -> None:
        """Paint what is in a row; ``box`` leaves the edges out."""
        raise NotImplementedError

    def selectable(self, row: RowType) -> bool:
        """Whether the row can be the current one; headings can not."""
        return bool(row)

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        width = self.view.viewport().width()
        row: RowType = index.data(ROW)
        return QSize(width, self.row_height(row, max(1, width - 2 * scaled(self.edge))))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: RowType = index.data(ROW)
        current = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver) and self.selectable(row)
        painter.save()
        draw_row_ground(painter, option.rect, self.look, current=current, hovered=hovered)
        edge = scaled(self.edge)
        self.paint_row(painter, option.rect.adjusted(edge, 0, -edge, 0), row, current=current)
        painter.restore()
