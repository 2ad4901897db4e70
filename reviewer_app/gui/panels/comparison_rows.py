"""How the differences of two versions are painted."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPainter

from reviewer_app.gui.look import heading_font, scaled, small_font, text_font
from reviewer_app.gui.models.comparison_model import NAMES, DifferenceRow, SideOfRow
from reviewer_app.gui.panels.painting import (
    STATE_MARKS,
    draw_mark,
    draw_text,
    line_height,
    text_lines,
    text_width,
)
from reviewer_app.gui.panels.row_delegate import RowDelegate

GAP = 8
SMALL_MARK = 14
LINE = 18
MOST_TITLE = 2
MOST_WORDS = 3


class DifferenceDelegate(RowDelegate[DifferenceRow]):
    """A difference: its title, and below what either version has, with its mark and what it cites."""

    def row_height(self, row: DifferenceRow, width: int) -> int:
        below = sum(len(self._words(side, width)) for side in row.sides)
        return len(self._title(row, width)) * line_height() + below * scaled(LINE) + scaled(16)

    def _right_width(self, row: DifferenceRow) -> int:
        return text_width(row.right, small_font()) + scaled(GAP) if row.right else 0

    def _title(self, row: DifferenceRow, width: int) -> tuple[str, ...]:
        return text_lines(row.text, text_font(bold=True), max(1, width - self._right_width(row)), MOST_TITLE)

    def _left(self) -> int:
        return text_width(max(NAMES), heading_font()) + scaled(SMALL_MARK + 2 * GAP)

    def _words(self, side: SideOfRow, width: int) -> tuple[str, ...]:
        return text_lines(side.words, small_font(), max(1, width - self._left()), MOST_WORDS)

    def paint_row(self, painter: QPainter, box: QRect, row: DifferenceRow, *, current: bool) -> None:
        quiet = self.look.text if current else self.look.muted
        top, height = box.top() + scaled(6), line_height()
        taken = self._right_width(row)
        place = QRect(box.right() + 1 - taken, top, taken, height)
        draw_text(painter, place, row.right, small_font(), quiet)
        for words in self._title(row, box.width()):
            draw_text(
                painter,
                QRect(box.left(), top, box.width(), height),
                words,
                text_font(bold=True),
                self.look.text,
            )
            top += height
        top += scaled(2)
        for name, side in zip(NAMES, row.sides, strict=True):
            top = self._paint_side(painter, QRect(box.left(), top, box.width(), scaled(LINE)), name, side)

    def _paint_side(self, painter: QPainter, line: QRect, name: str, side: SideOfRow) -> int:
        """Paint what one version has; returns where the next one begins."""
        lines = self._words(side, line.width())
        draw_text(painter, line, name, heading_font(), self.look.muted)
        if side.mark is not None:
            size = scaled(SMALL_MARK)
            left = line.left() + self._left() - size - scaled(GAP)
            mark = QRectF(left, line.center().y() - size / 2 + 0.5, size, size)
            draw_mark(painter, mark, STATE_MARKS[side.mark], self.look)
        for words in lines:
            draw_text(painter, line.adjusted(self._left(), 0, 0, 0), words, small_font(), self.look.text)
            line = line.translated(0, line.height())
        return line.top()
