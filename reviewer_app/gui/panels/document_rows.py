"""How a document's row is painted: title above, date and pages below, remarks at the right."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from reviewer_app.domain.documents import DocumentStatus
from reviewer_app.gui.look import TWO_LINE_ROW_HEIGHT, scaled, small_font, text_font
from reviewer_app.gui.models.documents_model import DocumentRow
from reviewer_app.gui.panels.painting import Mark, draw_mark, draw_text, text_lines, text_width
from reviewer_app.gui.panels.row_delegate import RowDelegate

STATUS_MARKS = {
    DocumentStatus.ENCRYPTED: Mark.LOCKED,
    DocumentStatus.DAMAGED: Mark.ABSENT,
    DocumentStatus.UNSUPPORTED: Mark.UNSUPPORTED,
    DocumentStatus.EMPTY: Mark.EMPTY,
}
SMALL_MARK = 14
LINE = 18
MOST_SENTENCE_LINES = 3


class DocumentDelegate(RowDelegate[DocumentRow]):
    """Two lines a document; a file that cannot be read has its sentence below."""

    def selectable(self, row: DocumentRow) -> bool:
        return row.selectable

    def _sentence_lines(self, row: DocumentRow, width: int) -> tuple[str, ...]:
        if not row.sentence or row.status is DocumentStatus.OK:
            return ()
        return text_lines(row.sentence, small_font(), width, MOST_SENTENCE_LINES)

    def row_height(self, row: DocumentRow, width: int) -> int:
        return scaled(TWO_LINE_ROW_HEIGHT) + scaled(LINE) * len(self._sentence_lines(row, width))

    def paint_row(self, painter: QPainter, box: QRect, row: DocumentRow, *, current: bool) -> None:
        quiet = self.look.text if current else self.look.muted
        height = scaled(LINE)
        top = box.top() + (scaled(TWO_LINE_ROW_HEIGHT) - 2 * height) // 2
        first = QRect(box.left(), top, box.width(), height)
        second = first.translated(0, height)
        gone = row.change == "gone"
        draw_text(
            painter, first, row.text, text_font(bold=current), self.look.muted if gone else self.look.text
        )
        left = self._paint_mark(painter, second, row)
        remarks_width = self._paint_remarks(painter, second, row, quiet)
        draw_text(painter, second.adjusted(left, 0, -remarks_width, 0), row.below, small_font(), quiet)
        for number, line in enumerate(self._sentence_lines(row, box.width())):
            draw_text(painter, second.translated(0, (number + 1) * height), line, small_font(), quiet)

    def _paint_mark(self, painter: QPainter, box: QRect, row: DocumentRow) -> int:
        """The shape of a status that is not ok; the width it takes."""
        if row.status is DocumentStatus.OK:
            return 0
        side = scaled(SMALL_MARK)
        place = QRectF(box.left(), box.center().y() - side / 2 + 0.5, side, side)
        draw_mark(painter, place, STATUS_MARKS[row.status], self.look)
        return side + scaled(6)

    def _paint_remarks(self, painter: QPainter, box: QRect, row: DocumentRow, quiet: QColor) -> int:
        """The remarks from the right, as many as fit beside the left side; the width they take."""
        font = small_font()
        room = box.width() - text_width(row.below, font) - scaled(10)
        right, taken = box.right() + 1, 0
        for remark in row.remarks:
            width = text_width(remark, font) + 2
            if taken + width > room:
                break
            place = QRect(right - taken - width, box.top(), width, box.height())
            draw_text(
                painter, place, remark, font, self._colour(remark, quiet), align=Qt.AlignmentFlag.AlignRight
            )
            taken += width + scaled(8)
        return taken

    def _colour(self, remark: str, quiet: QColor) -> QColor:
        if remark.startswith("✕"):
            return self.look.absent
        if remark.startswith("▲") or remark == "changed":
            return self.look.insufficient
        return self.look.accent if remark.startswith("new") or " new page" in remark else quiet
