"""How discrepancy records, and what is in them, are painted."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter

from reviewer_app.gui.look import scaled, small_font, text_font
from reviewer_app.gui.models.candidates_model import CandidateRow
from reviewer_app.gui.models.discrepancies_model import DiscrepancyRow, ListedReadings, RowState
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

MARKS = {
    RowState.BLOCKS: Mark.ABSENT,
    RowState.WARNS: Mark.INSUFFICIENT,
    RowState.RECONCILED: Mark.PRESENT,
    RowState.TOLD: Mark.PRESENT,
    RowState.EMPTY: Mark.NOT_REVIEWED,
}

INDENT = 28
"""How far what is in a record stands in, in pixels at 100 %."""

GAP = 8
BELOW = 18
"""Height of a line below the title, in pixels at 100 %."""

LEAST_RIGHT = 72
"""What is left at the right of a long name, in pixels at 100 %."""

MOST_LINES = 2


class DiscrepancyDelegate(RowDelegate[ListedReadings]):
    """What is proposed, with a mark of its own. A record: its state as mark and word, the study, kind and
    significance below. A reading, or what reconciles them, stands in: where it is at the right, what it says
    below."""

    def selectable(self, row: ListedReadings) -> bool:
        return row.selectable

    def row_height(self, row: ListedReadings, width: int) -> int:
        titles, below = self._title_lines(row, width), self._below_lines(row, width)
        return line_height() * len(titles) + scaled(BELOW) * len(below) + scaled(10)

    def _left(self, row: ListedReadings) -> int:
        inside = isinstance(row, DiscrepancyRow) and row.cited_for is not None
        return scaled(MARK_SIZE) + scaled(10) + (scaled(INDENT) if inside else 0)

    def _right_width(self, row: ListedReadings, width: int) -> int:
        """Where a reading is, is cut before its name is."""
        if not row.right:
            return 0
        title = text_width(row.text, text_font(bold=True)) + 2 * scaled(GAP)
        left = max(width - self._left(row) - title, scaled(LEAST_RIGHT))
        return min(text_width(row.right, small_font()) + 2, left, width // 2)

    def _title_lines(self, row: ListedReadings, width: int) -> tuple[str, ...]:
        room = width - self._left(row) - self._right_width(row, width) - scaled(GAP)
        return text_lines(row.text, text_font(bold=True), max(1, room), MOST_LINES)

    def _below_lines(self, row: ListedReadings, width: int) -> tuple[str, ...]:
        return text_lines(row.below, small_font(), max(1, width - self._left(row)), MOST_LINES)

    def paint_row(self, painter: QPainter, box: QRect, row: ListedReadings, *, current: bool) -> None:
        side, top = scaled(MARK_SIZE), box.top() + scaled(5)
        left = box.left() + self._left(row)
        mark = QRectF(left - side - scaled(10), top + (line_height() - side) / 2, side, side)
        state = None if isinstance(row, CandidateRow) else row.state
        draw_mark(painter, mark, Mark.PROPOSED if state is None else MARKS[state], self.look)
        quiet = self.look.text if current else self.look.muted
        wide = self._right_width(row, box.width())
        right = QRect(box.right() + 1 - wide, top, wide, line_height())
        colour = self.look.absent if state is RowState.BLOCKS else quiet
        draw_text(painter, right, row.right, small_font(), colour, align=Qt.AlignmentFlag.AlignRight)
        bold = current or isinstance(row, CandidateRow) or row.cited_for is None
        place = QRect(left, top, box.right() + 1 - left - wide, line_height())
        for line in self._title_lines(row, box.width()):
            draw_text(painter, place, line, text_font(bold=bold), self.look.text)
            place.translate(0, line_height())
        below = QRect(left, place.top(), box.right() + 1 - left, scaled(BELOW))
        for line in self._below_lines(row, box.width()):
            draw_text(painter, below, line, small_font(), quiet)
            below.translate(0, scaled(BELOW))
