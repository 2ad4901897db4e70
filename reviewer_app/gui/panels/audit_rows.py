"""How acts, copies and what is told of them are painted."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from reviewer_app.domain.handed_review import HandoverStanding
from reviewer_app.gui.look import scaled, small_font, text_font
from reviewer_app.gui.models.audit_model import (
    DetailRow,
    HandedRow,
    below_words,
    right_words,
)
from reviewer_app.gui.panels.lists import BrowsedList
from reviewer_app.gui.panels.painting import Mark, draw_mark, draw_text, line_height, text_lines, text_width
from reviewer_app.gui.panels.row_delegate import RowDelegate
from reviewer_app.rules.told_acts import ToldAct

LINE = 18
GAP = 8
SMALL_MARK = 14
MOST_LINES = 12
"""A longer value is cut; the printed history has all of it."""

STANDING_MARKS = {
    HandoverStanding.GOES_ON: Mark.PRESENT,
    HandoverStanding.BESIDE: Mark.INSUFFICIENT,
    HandoverStanding.DECLINED: Mark.NOT_APPLICABLE,
}


class ActList(BrowsedList):
    """The acts: all rows are of one height and can be the current one, so that ten thousand cost no more than
    ten."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, chooses=True, parent=parent)
        self.setUniformItemSizes(True)
        self.setLayoutMode(BrowsedList.LayoutMode.Batched)
        self.setBatchSize(500)

    def _move(self, key: Qt.Key) -> None:
        last = self.model().rowCount() - 1
        here = self.currentIndex().row()
        wanted = {
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
            Qt.Key.Key_Down: min(here + 1, last),
            Qt.Key.Key_Up: max(here - 1, 0),
        }[key]
        if last >= 0:
            self.setCurrentIndex(self.model().index(wanted, 0))


class ActDelegate(RowDelegate[ToldAct]):
    """An act: what was done and when; below who did it, and what changed. One that was entered after the
    clock had been set back has a mark."""

    def row_height(self, _row: ToldAct, _width: int) -> int:
        return line_height() + scaled(LINE + 12)

    def paint_row(self, painter: QPainter, box: QRect, row: ToldAct, *, current: bool) -> None:
        quiet = self.look.text if current else self.look.muted
        first = QRect(box.left(), box.top() + scaled(6), box.width(), line_height())
        number = f"{row.number}"
        font = small_font()
        left = max(text_width(number, font), text_width("0000", font)) + scaled(GAP)
        draw_text(painter, first, number, font, quiet)
        right = right_words(row)
        taken = text_width(right, font) + 2
        draw_text(
            painter, QRect(first.right() + 1 - taken, first.top(), taken, first.height()), right, font, quiet
        )
        title = first.adjusted(left, 0, -taken - scaled(GAP), 0)
        draw_text(painter, title, row.title, text_font(bold=current), self.look.text)
        second = QRect(box.left() + left, first.bottom() + 1, box.width() - left, scaled(LINE))
        if row.clock_went_back:
            side = scaled(SMALL_MARK)
            place = QRectF(second.left(), second.center().y() - side / 2 + 0.5, side, side)
            draw_mark(painter, place, Mark.INSUFFICIENT, self.look)
            second.setLeft(second.left() + side + scaled(6))
        draw_text(painter, second, below_words(row), font, quiet)


class HandedDelegate(RowDelegate[HandedRow]):
    """A copy from another computer: whose, and how it stands to the own review."""

    def row_height(self, _row: HandedRow, _width: int) -> int:
        return line_height() + scaled(LINE + 12)

    def paint_row(self, painter: QPainter, box: QRect, row: HandedRow, *, current: bool) -> None:
        quiet = self.look.text if current else self.look.muted
        first = QRect(box.left(), box.top() + scaled(6), box.width(), line_height())
        side = scaled(SMALL_MARK)
        place = QRectF(first.left(), first.center().y() - side / 2 + 0.5, side, side)
        draw_mark(painter, place, STANDING_MARKS[row.handed.standing], self.look)
        left, font = side + scaled(GAP), small_font()
        taken = text_width(row.right, font) + 2
        draw_text(
            painter,
            QRect(first.right() + 1 - taken, first.top(), taken, first.height()),
            row.right,
            font,
            quiet,
        )
        title = first.adjusted(left, 0, -taken - scaled(GAP), 0)
        draw_text(painter, title, row.text, text_font(bold=current), self.look.text)
        second = QRect(box.left() + left, first.bottom() + 1, box.width() - left, scaled(LINE))
        draw_text(painter, second, row.below, font, quiet)


class DetailDelegate(RowDelegate[DetailRow]):
    """What is told, line by line: its name, and below what it says."""

    def row_height(self, row: DetailRow, width: int) -> int:
        return scaled(LINE) * (1 + len(self._below(row, width))) + scaled(8)

    @staticmethod
    def _below(row: DetailRow, width: int) -> tuple[str, ...]:
        return text_lines(row.below, small_font(), width, MOST_LINES) if row.below else ()

    def paint_row(self, painter: QPainter, box: QRect, row: DetailRow, *, current: bool) -> None:
        line = QRect(box.left(), box.top() + scaled(4), box.width(), scaled(LINE))
        draw_text(painter, line, row.text, text_font(bold=current), self.look.text)
        ink = self.look.text if current else self.look.muted
        for words in self._below(row, box.width()):
            line = line.translated(0, scaled(LINE))
            draw_text(painter, line, words, small_font(), ink)
