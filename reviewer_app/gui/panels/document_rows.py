"""How a document's row is painted: title above, date and pages below, remarks at the right."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from reviewer_app.domain.documents import DocumentStatus
from reviewer_app.gui.look import TWO_LINE_ROW_HEIGHT, scaled, small_font, text_font
from reviewer_app.gui.models.documents_model import DocumentRow, ListedRow
from reviewer_app.gui.models.found_pages import SegmentRow
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


INDENT = 12
"""How far a paper inside a file stands in, in pixels at 100 %."""

WEIGHTY = ("✕", "▲", "△")
"""What remarks begin with that are about another patient's or illegible pages."""

REMARKS_SHARE = 0.6
"""Of the second line's width, which such a remark may take although the left side is cut for it."""


class DocumentDelegate(RowDelegate[ListedRow]):
    """Two lines a document, and a paper inside one; a file that cannot be read has its sentence below."""

    def selectable(self, row: ListedRow) -> bool:
        return row.selectable

    def _sentence_lines(self, row: ListedRow, width: int) -> tuple[str, ...]:
        if (
            isinstance(row, SegmentRow)
            or not row.sentence
            or (row.status is DocumentStatus.OK and row.selectable)
        ):
            return ()
        return text_lines(row.sentence, small_font(), width, MOST_SENTENCE_LINES)

    def row_height(self, row: ListedRow, width: int) -> int:
        return scaled(TWO_LINE_ROW_HEIGHT) + scaled(LINE) * len(self._sentence_lines(row, width))

    def paint_row(self, painter: QPainter, box: QRect, row: ListedRow, *, current: bool) -> None:
        quiet = self.look.text if current else self.look.muted
        inside = isinstance(row, SegmentRow)
        if inside:
            rule = QRect(box.left() + scaled(2), box.top(), scaled(1), box.height())
            painter.fillRect(rule, self.look.line)
            box = box.adjusted(scaled(INDENT), 0, 0, 0)
        height = scaled(LINE)
        top = box.top() + (scaled(TWO_LINE_ROW_HEIGHT) - 2 * height) // 2
        first = QRect(box.left(), top, box.width(), height)
        second = first.translated(0, height)
        gone = isinstance(row, DocumentRow) and row.change == "gone"
        draw_text(
            painter, first, row.text, text_font(bold=current), self.look.muted if gone else self.look.text
        )
        left = self._paint_mark(painter, second, row)
        remarks_width = self._paint_remarks(painter, second, row, quiet)
        beside = second.adjusted(left, 0, -remarks_width, 0)
        whole = " · ".join(part for part in (row.below, row.paper_words) if part)
        fits = text_width(whole, small_font()) + 2 <= beside.width()
        draw_text(painter, beside, whole if fits else row.below, small_font(), quiet)
        for number, line in enumerate(self._sentence_lines(row, box.width())):
            draw_text(painter, second.translated(0, (number + 1) * height), line, small_font(), quiet)

    def _paint_mark(self, painter: QPainter, box: QRect, row: ListedRow) -> int:
        """The shape of a status that is not ok; the width it takes."""
        if isinstance(row, SegmentRow) or row.status is DocumentStatus.OK:
            return 0
        side = scaled(SMALL_MARK)
        place = QRectF(box.left(), box.center().y() - side / 2 + 0.5, side, side)
        draw_mark(painter, place, STATUS_MARKS[row.status], self.look)
        return side + scaled(6)

    def _paint_remarks(self, painter: QPainter, box: QRect, row: ListedRow, quiet: QColor) -> int:
        """The remarks from the right, as many as fit beside the left side, which is cut for a weighty first
        one; the width they take."""
        font = small_font()
        beside = box.width() - text_width(row.below, font) - scaled(10)
        weighty = [remark for remark in row.remarks[:1] if remark.startswith(WEIGHTY)]
        first = text_width(weighty[0], font) + 2 if weighty else 0
        room = max(beside, min(first, round(box.width() * REMARKS_SHARE)))
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
        if remark.startswith(("▲", "△")) or remark == "changed":
            return self.look.insufficient
        return self.look.accent if remark.startswith("new") or " new page" in remark else quiet
