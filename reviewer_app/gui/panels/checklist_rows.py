"""How the rows of the checklist and of an element's evidence are painted."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QEvent, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from reviewer_app.domain.review import FindingState
from reviewer_app.gui.look import ROW_HEIGHT, heading_font, scaled, small_font, text_font
from reviewer_app.gui.models.checklist_model import ChecklistRow
from reviewer_app.gui.models.evidence_model import EvidenceRow
from reviewer_app.gui.models.rows_model import ROW
from reviewer_app.gui.panels.painting import (
    MARK_SIZE,
    STATE_MARKS,
    draw_mark,
    draw_text,
    line_height,
    text_lines,
    text_width,
)
from reviewer_app.gui.panels.row_delegate import RowDelegate

INDENT = 20
"""How far a sub-element stands in, in pixels at 100 %."""

GAP = 12
MOST_TITLE_LINES = 2
MOST_QUOTE_LINES = 3
RIGHT_SHARES = (0.38, 0.24)
"""What the right side may take of a row at most: first the larger share, the smaller one where a title needs
room."""


class ChecklistDelegate(RowDelegate[ChecklistRow]):
    """Mark, title in at most two lines, and at the right what the finding rests on."""

    def selectable(self, row: ChecklistRow) -> bool:
        return row.selectable

    def row_height(self, row: ChecklistRow, width: int) -> int:
        if row.element is None:
            lines = text_lines(row.text, heading_font(), width, MOST_TITLE_LINES)
            return scaled(ROW_HEIGHT - 18) + scaled(18) * len(lines)
        title = self._shares(row, width)[0]
        lines = text_lines(row.text, text_font(bold=True), title, MOST_TITLE_LINES)
        return scaled(ROW_HEIGHT) + line_height() * (len(lines) - 1)

    def _right_widths(self, row: ChecklistRow, width: int, share: float) -> tuple[int, int]:
        """Widths of the words and of the pages at the right."""
        font = small_font()
        pages = text_width(row.pages, font) + 2 if row.pages else 0
        between = scaled(4) if row.pages and row.words else 0
        room = max(0, round(width * share) - pages - between)
        return min(text_width(row.words, font) + 2, room) + between, pages

    def _shares(self, row: ChecklistRow, width: int) -> tuple[int, int, int]:
        """Widths of the title, of the words and of the pages at the right."""
        depth = row.element.depth if row.element is not None else 0
        taken = scaled(MARK_SIZE) + scaled(10) + depth * scaled(INDENT) + scaled(GAP)
        for share in RIGHT_SHARES:
            words, pages = self._right_widths(row, width, share)
            title = max(1, width - taken - words - pages)
            lines = text_lines(row.text, text_font(bold=True), title, MOST_TITLE_LINES)
            if not lines[-1].endswith("…"):
                break
        return title, words, pages

    def paint_row(self, painter: QPainter, box: QRect, row: ChecklistRow, *, current: bool) -> None:
        if row.element is None:
            self._paint_heading(painter, box, row)
            return
        depth = row.element.depth
        top = box.top() + (scaled(ROW_HEIGHT) - line_height()) // 2
        first_line = QRect(box.left(), top, box.width(), line_height())
        side = scaled(MARK_SIZE)
        mark = QRectF(
            box.left() + depth * scaled(INDENT), first_line.center().y() - side / 2 + 0.5, side, side
        )
        draw_mark(painter, mark, STATE_MARKS[row.finding.state], self.look)
        width, words, pages = self._shares(row, box.width())
        title = QRect(round(mark.right()) + scaled(10), top, width, line_height())
        font = text_font(bold=current)
        for number, line in enumerate(text_lines(row.text, font, width, MOST_TITLE_LINES)):
            draw_text(painter, title.translated(0, number * line_height()), line, font, self.look.text)
        right = QRect(box.right() + 1 - pages - words, top, pages + words, line_height())
        self._paint_right(painter, right, row, words, current=current)

    def _paint_heading(self, painter: QPainter, box: QRect, row: ChecklistRow) -> None:
        font = heading_font()
        lines = text_lines(row.text, font, box.width(), MOST_TITLE_LINES)
        top = box.bottom() - scaled(18) * len(lines) - scaled(2)
        for number, line in enumerate(lines):
            place = QRect(box.left(), top + number * scaled(18), box.width(), scaled(18))
            draw_text(painter, place, line, font, self.look.muted)

    def _paint_right(
        self, painter: QPainter, box: QRect, row: ChecklistRow, words: int, *, current: bool
    ) -> None:
        """The words in the first ``words`` pixels of the box, the pages in the rest."""
        colour = self.look.text if current else self.look.muted
        if row.finding.state is FindingState.INSUFFICIENT and not current:
            colour = self.look.insufficient
        font = small_font()
        right = Qt.AlignmentFlag.AlignRight
        draw_text(painter, box.adjusted(words, 0, 0, 0), row.pages, font, colour, align=right)
        align = Qt.AlignmentFlag.AlignLeft if row.pages else right
        draw_text(
            painter, QRect(box.left(), box.top(), words, box.height()), row.words, font, colour, align=align
        )


class EvidenceDelegate(RowDelegate[EvidenceRow]):
    """An accent rule, the quote in at most three lines, its place below; on the current row a cross takes it
    away."""

    removal_asked = Signal(str)
    edge = 0

    def row_height(self, row: EvidenceRow, width: int) -> int:
        lines = text_lines(row.text, text_font(), width - scaled(GAP), MOST_QUOTE_LINES)
        return line_height() * (len(lines) + 1) + scaled(8)

    def paint_row(self, painter: QPainter, box: QRect, row: EvidenceRow, *, current: bool) -> None:
        painter.fillRect(
            QRect(box.left(), box.top() + scaled(4), scaled(2), box.height() - scaled(8)), self.look.accent
        )
        inner = box.adjusted(scaled(GAP), scaled(4), 0, 0)
        font = text_font()
        lines = text_lines(row.text, font, inner.width(), MOST_QUOTE_LINES)
        for number, line in enumerate(lines):
            place = QRect(inner.left(), inner.top() + number * line_height(), inner.width(), line_height())
            draw_text(painter, place, line, font, self.look.text if row.quoted else self.look.muted)
        place = QRect(inner.left(), inner.top() + len(lines) * line_height(), inner.width(), line_height())
        colour = self.look.text if current else self.look.muted
        draw_text(painter, place.adjusted(0, 0, -scaled(20), 0), row.place, small_font(), colour)
        if current:
            draw_text(painter, place, "✕", small_font(), self.look.text, align=Qt.AlignmentFlag.AlignRight)

    def editorEvent(
        self, event: QEvent, _model: QAbstractItemModel, option: QStyleOptionViewItem, index: object
    ) -> bool:
        """A click on the cross of the current row asks for its removal."""
        if not isinstance(event, QMouseEvent) or event.type() != QEvent.Type.MouseButtonRelease:
            return False
        corner = QRect(
            option.rect.right() - scaled(36), option.rect.bottom() - scaled(28), scaled(36), scaled(28)
        )
        current = self.view.currentIndex()
        if corner.contains(event.position().toPoint()) and current == index:
            row: EvidenceRow = current.data(ROW)
            self.removal_asked.emit(row.key)
            return True
        return False
