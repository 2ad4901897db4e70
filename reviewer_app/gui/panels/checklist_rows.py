"""How the rows of the checklist and of an element's evidence are painted."""

from __future__ import annotations

from typing import NamedTuple

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
BELOW = 18
"""Height of the line below the title, in pixels at 100 %."""

MOST_TITLE_LINES = 2
MOST_HEADING_LINES = 3
MOST_QUOTE_LINES = 3


class RowLayout(NamedTuple):
    """How a row's width is shared: lines of the title and their width, widths of the words and of the pages.
    Words and pages stand ``below`` the title where they do not fit beside its last line."""

    title: tuple[str, ...]
    title_width: int
    words: int
    pages: int
    below: bool


class ChecklistDelegate(RowDelegate[ChecklistRow]):
    """Mark, title in at most two lines, and what the finding rests on: at the right of the title's last line,
    or below it. The title gets the whole width, so it is broken only where it is too long for the row."""

    def selectable(self, row: ChecklistRow) -> bool:
        return row.selectable

    def row_height(self, row: ChecklistRow, width: int) -> int:
        if row.element is None:
            lines = text_lines(row.text, heading_font(), width, MOST_HEADING_LINES)
            return scaled(ROW_HEIGHT - 18) + scaled(18) * len(lines)
        layout = self._laid_out(row, width)
        below = scaled(BELOW) if layout.below else 0
        return scaled(ROW_HEIGHT) + line_height() * (len(layout.title) - 1) + below

    def _left(self, row: ChecklistRow) -> int:
        """Where the title starts."""
        depth = row.element.depth if row.element is not None else 0
        return scaled(MARK_SIZE) + scaled(10) + depth * scaled(INDENT)

    def _laid_out(self, row: ChecklistRow, width: int) -> RowLayout:
        """The row's layout. It is the same whether the row is current or not: bold text needs the most
        room."""
        small = small_font()
        room = max(1, width - self._left(row))
        pages = text_width(row.pages, small) + 2 if row.pages else 0
        between = scaled(3) if row.pages and row.words else 0
        words = min(text_width(row.words, small) + 2, max(0, room - pages - between)) + between
        title = text_lines(row.text, text_font(bold=True), room, MOST_TITLE_LINES)
        used = text_width(title[-1], text_font(bold=True))
        below = used + scaled(GAP) + words + pages > room
        return RowLayout(title, room, words, pages, below)

    def paint_row(self, painter: QPainter, box: QRect, row: ChecklistRow, *, current: bool) -> None:
        if row.element is None:
            self._paint_heading(painter, box, row)
            return
        top = box.top() + (scaled(ROW_HEIGHT) - line_height()) // 2
        side = scaled(MARK_SIZE)
        indent = row.element.depth * scaled(INDENT)
        mark = QRectF(box.left() + indent, top + (line_height() - side) / 2, side, side)
        draw_mark(painter, mark, STATE_MARKS[row.finding.state], self.look)
        layout = self._laid_out(row, box.width())
        title = QRect(box.left() + self._left(row), top, layout.title_width, line_height())
        for line in layout.title:
            draw_text(painter, title, line, text_font(bold=current), self.look.text)
            title.translate(0, line_height())
        wide = layout.words + layout.pages
        if layout.below:
            right = QRect(title.left(), title.top() - scaled(2), wide, scaled(BELOW))
        else:
            right = QRect(box.right() + 1 - wide, title.top() - line_height(), wide, line_height())
        self._paint_right(painter, right, row, layout, current=current)

    def _paint_heading(self, painter: QPainter, box: QRect, row: ChecklistRow) -> None:
        font = heading_font()
        lines = text_lines(row.text, font, box.width(), MOST_HEADING_LINES)
        top = box.bottom() - scaled(18) * len(lines) - scaled(2)
        for number, line in enumerate(lines):
            place = QRect(box.left(), top + number * scaled(18), box.width(), scaled(18))
            draw_text(painter, place, line, font, self.look.muted)

    def _paint_right(
        self, painter: QPainter, box: QRect, row: ChecklistRow, layout: RowLayout, *, current: bool
    ) -> None:
        """The words, which may be elided, and after them the pages, which may not."""
        colour = self.look.text if current else self.look.muted
        if row.finding.state is FindingState.INSUFFICIENT and not current:
            colour = self.look.insufficient
        font, right = small_font(), Qt.AlignmentFlag.AlignRight
        draw_text(painter, box.adjusted(layout.words, 0, 0, 0), row.pages, font, colour, align=right)
        align = Qt.AlignmentFlag.AlignLeft if row.pages or layout.below else right
        place = QRect(box.left(), box.top(), layout.words, box.height())
        draw_text(painter, place, row.words, font, colour, align=align)


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
            draw_text(
                painter,
                place.adjusted(0, 0, -scaled(6), 0),
                "✕",
                small_font(),
                self.look.text,
                align=Qt.AlignmentFlag.AlignRight,
            )

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
