"""How the rows of the tab Authority are painted."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from reviewer_app.gui.look import Look, heading_font, scaled, small_font, text_font
from reviewer_app.gui.models.authority_model import AuthorityRow, Sign
from reviewer_app.gui.panels.painting import (
    MARK_SIZE,
    Mark,
    draw_mark,
    draw_text,
    line_height,
    text_lines,
    text_width,
)
from reviewer_app.gui.panels.row_delegate import RowDelegate

SIGN_MARKS = {
    Sign.OPEN: Mark.NOT_REVIEWED,
    Sign.PROBLEM: Mark.INSUFFICIENT,
    Sign.SILENT: Mark.NOT_APPLICABLE,
    Sign.YES: Mark.PRESENT,
    Sign.NO: Mark.ABSENT,
    Sign.PACKS: Mark.RELATED,
}

GAP = 10
MOST_LINES = 2
MOST_BELOW = 2
BELOW_HEIGHT = 18
GOVERNS = "governs"


class AuthorityDelegate(RowDelegate[AuthorityRow]):
    """A rung in two or three lines: its mark, its name, what it says, and below why. The one that governs
    says so and is bold."""

    def selectable(self, row: AuthorityRow) -> bool:
        return row.selectable

    def row_height(self, row: AuthorityRow, width: int) -> int:
        if not row.selectable:
            return scaled(34)
        titles = len(self._title_lines(row, width))
        return line_height() * titles + scaled(BELOW_HEIGHT) * len(self._below(row, width)) + scaled(12)

    def _left(self) -> int:
        return scaled(MARK_SIZE + GAP)

    def _right_words(self, row: AuthorityRow) -> str:
        return " · ".join(part for part in (row.word, GOVERNS if row.governs else "") if part)

    def _right_width(self, row: AuthorityRow, width: int) -> int:
        return min(text_width(self._right_words(row), small_font()) + 2, width // 2)

    def _title_lines(self, row: AuthorityRow, width: int) -> tuple[str, ...]:
        room = width - self._left() - self._right_width(row, width) - scaled(GAP)
        return text_lines(row.text, text_font(bold=True), max(1, room), MOST_LINES)

    def _below(self, row: AuthorityRow, width: int) -> tuple[str, ...]:
        if not row.below:
            return ()
        return text_lines(row.below, small_font(), max(1, width - self._left()), MOST_BELOW)

    def paint_row(self, painter: QPainter, box: QRect, row: AuthorityRow, *, current: bool) -> None:
        if not row.selectable:
            place = QRect(box.left(), box.bottom() - scaled(22), box.width(), scaled(20))
            draw_text(painter, place, row.text, heading_font(), self.look.muted)
            return
        side, top = scaled(MARK_SIZE), box.top() + scaled(6)
        mark = QRectF(box.left(), top + (line_height() - side) / 2, side, side)
        draw_mark(painter, mark, SIGN_MARKS[row.sign], self.look)
        left = box.left() + self._left()
        wide = self._right_width(row, box.width())
        right = QRect(box.right() + 1 - wide, top, wide, line_height())
        tone = self.look.accent if row.governs else _tone(self.look, current=current)
        words = self._right_words(row)
        draw_text(painter, right, words, small_font(), tone, align=Qt.AlignmentFlag.AlignRight)
        place = QRect(left, top, box.right() + 1 - left, line_height())
        bold = current or row.governs
        for line in self._title_lines(row, box.width()):
            draw_text(painter, place.adjusted(0, 0, -wide, 0), line, text_font(bold=bold), self.look.text)
            place.translate(0, line_height())
        place.setHeight(scaled(BELOW_HEIGHT))
        for line in self._below(row, box.width()):
            draw_text(painter, place, line, small_font(), _tone(self.look, current=current))
            place.translate(0, scaled(BELOW_HEIGHT))


def _tone(look: Look, *, current: bool) -> QColor:
    return look.text if current else look.muted
