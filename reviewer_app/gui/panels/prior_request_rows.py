"""How matches, and two requests field by field, are painted."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from reviewer_app.domain.prior_request import MatchKind
from reviewer_app.gui.look import Look, heading_font, scaled, small_font, text_font
from reviewer_app.gui.models.prior_requests_model import Agreement, ComparedRow, PriorRow
from reviewer_app.gui.panels.painting import (
    MARK_SIZE,
    STATE_MARKS,
    Mark,
    draw_mark,
    draw_text,
    line_height,
    text_lines,
    text_width,
)
from reviewer_app.gui.panels.row_delegate import RowDelegate

KIND_MARKS = {
    MatchKind.DUPLICATE: Mark.DUPLICATE,
    MatchKind.SIMILAR: Mark.SIMILAR,
    MatchKind.SEQUENTIAL: Mark.SEQUENTIAL,
    None: Mark.RELATED,
}

AGREEMENT_MARKS = {
    Agreement.AGREES: Mark.PRESENT,
    Agreement.DIFFERS: Mark.ABSENT,
    Agreement.UNKNOWN: Mark.NOT_REVIEWED,
}

INDENT = 28
"""How far the elements of a match stand in, in pixels at 100 %."""

GAP = 8
MOST_LINES = 2
MOST_VALUE_LINES = 4
NAME_SHARE, VALUE_SHARE = 0.20, 0.27
"""What the name, and each of the two values, takes of a compared field's width; the word takes the rest."""


class PriorDelegate(RowDelegate[PriorRow]):
    """A match in two lines: its kind as mark and word, the code, how sure it is; below, the earlier request
    and how it ended. An element of it stands in, with its state."""

    def selectable(self, row: PriorRow) -> bool:
        return row.selectable

    def row_height(self, row: PriorRow, width: int) -> int:
        if not row.selectable:
            return scaled(34)
        titles = len(self._title_lines(row, width))
        below = len(self._below_lines(row, width))
        return line_height() * titles + scaled(18) * below + scaled(12)

    def _left(self, row: PriorRow) -> int:
        return scaled(MARK_SIZE) + scaled(10) + (scaled(INDENT) if row.element is not None else 0)

    def _right_width(self, row: PriorRow, width: int) -> int:
        return min(text_width(row.right, small_font()) + 2, width // 2) if row.right else 0

    def _title_lines(self, row: PriorRow, width: int) -> tuple[str, ...]:
        room = width - self._left(row) - self._right_width(row, width) - scaled(GAP)
        return text_lines(row.text, text_font(bold=True), max(1, room), MOST_LINES)

    def _below_lines(self, row: PriorRow, width: int) -> tuple[str, ...]:
        if not row.below:
            return ()
        return text_lines(row.below, small_font(), max(1, width - self._left(row)), MOST_LINES)

    def paint_row(self, painter: QPainter, box: QRect, row: PriorRow, *, current: bool) -> None:
        if not row.selectable:
            place = QRect(box.left(), box.bottom() - scaled(22), box.width(), scaled(20))
            draw_text(painter, place, row.text, heading_font(), self.look.muted)
            return
        side, top = scaled(MARK_SIZE), box.top() + scaled(6)
        left = box.left() + self._left(row)
        mark = QRectF(left - side - scaled(10), top + (line_height() - side) / 2, side, side)
        draw_mark(painter, mark, _mark(row), self.look)
        aside = row.match is not None and row.match.set_aside
        colour = self.look.muted if aside else self.look.text
        bold = current or (row.match is not None and row.match.counts)
        place = QRect(left, top, box.right() + 1 - left, line_height())
        wide = self._right_width(row, box.width())
        right = QRect(box.right() + 1 - wide, top, wide, line_height())
        align = Qt.AlignmentFlag.AlignRight
        draw_text(painter, right, row.right, small_font(), _tone(self.look, current=current), align=align)
        for line in self._title_lines(row, box.width()):
            draw_text(painter, place.adjusted(0, 0, -wide, 0), line, text_font(bold=bold), colour)
            place.translate(0, line_height())
        place.setHeight(scaled(18))
        for line in self._below_lines(row, box.width()):
            draw_text(painter, place, line, small_font(), _tone(self.look, current=current))
            place.translate(0, scaled(18))


class ComparedDelegate(RowDelegate[ComparedRow]):
    """One field in four columns: its name, this request's value, the earlier one's, and whether they agree as
    mark and word. A value that is not given is a dash."""

    edge = 0

    def row_height(self, row: ComparedRow, width: int) -> int:
        lines = max(len(column) for column in self._columns(row, width))
        return scaled(18) * lines + scaled(8)

    def _columns(self, row: ComparedRow, width: int) -> tuple[tuple[str, ...], ...]:
        font = small_font()
        _, one, other, word = _edges(width)
        return (
            text_lines(row.text, font, one - scaled(GAP), MOST_VALUE_LINES),
            text_lines(row.requested or "–", font, other - one - scaled(GAP), MOST_VALUE_LINES),
            text_lines(row.prior or "–", font, word - other - scaled(GAP), MOST_VALUE_LINES),
            text_lines(row.word, font, width - word - scaled(MARK_SIZE + 4), MOST_VALUE_LINES),
        )

    def paint_row(self, painter: QPainter, box: QRect, row: ComparedRow, *, current: bool) -> None:
        name, requested, prior, word = self._columns(row, box.width())
        differs = row.agreement is Agreement.DIFFERS
        value = self.look.text
        edges = _edges(box.width())
        tone = _tone(self.look, current=current)
        colours = (tone, value, value, self.look.absent if differs else tone)
        mark_room = scaled(MARK_SIZE + 4)
        for left, lines, colour in zip(edges, (name, requested, prior, word), colours, strict=True):
            start = left + (mark_room if left == edges[-1] else 0)
            for number, line in enumerate(lines):
                top = box.top() + scaled(4) + number * scaled(18)
                place = QRect(box.left() + start, top, box.width() - start, scaled(18))
                draw_text(painter, place, line, small_font(), colour)
        if row.agreement is not None:
            side = scaled(MARK_SIZE - 4)
            mark = QRectF(box.left() + edges[-1], box.top() + scaled(4) + (scaled(18) - side) / 2, side, side)
            draw_mark(painter, mark, AGREEMENT_MARKS[row.agreement], self.look)


def _edges(width: int) -> tuple[int, int, int, int]:
    """Where the four columns begin."""
    one = round(width * NAME_SHARE)
    step = round(width * VALUE_SHARE)
    return 0, one, one + step, one + 2 * step


def _mark(row: PriorRow) -> Mark:
    if row.match is None:
        return STATE_MARKS[row.finding.state]
    return Mark.NOT_APPLICABLE if row.match.set_aside else KIND_MARKS[row.match.kind]


def _tone(look: Look, *, current: bool = False) -> QColor:
    return look.text if current else look.muted
