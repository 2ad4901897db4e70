"""How pages that were seen before are painted."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from reviewer_app.gui.look import heading_font, scaled, small_font, text_font
from reviewer_app.gui.models.same_pages_model import OTHER_MEMBER, CopyHeading, CopyRow, SamePagesRow
from reviewer_app.gui.panels.painting import Mark, draw_mark, draw_text, line_height, text_lines, text_width
from reviewer_app.gui.panels.row_delegate import RowDelegate

HEADING_HEIGHT = 34
LINE = 18
SMALL_MARK = 14
GAP = 8
MOST_LINES = 2
ELIDE = Qt.TextElideMode.ElideMiddle
"""The page stands behind the name of the file; it must stay legible behind a long one."""


class SamePagesDelegate(RowDelegate[SamePagesRow]):
    """The pages here, with how they were recognised; the pages there; whose they are. A case of another
    member has a mark of its own."""

    def selectable(self, row: SamePagesRow) -> bool:
        return row.selectable

    def row_height(self, row: SamePagesRow, width: int) -> int:
        if isinstance(row, CopyHeading):
            return scaled(HEADING_HEIGHT)
        return line_height() + scaled(LINE) * (1 + len(self._below_lines(row, width))) + scaled(12)

    def _below_lines(self, row: CopyRow, width: int) -> tuple[str, ...]:
        return text_lines(row.below, small_font(), max(1, width - self._mark_width(row)), MOST_LINES)

    @staticmethod
    def _mark_width(row: CopyRow) -> int:
        return scaled(SMALL_MARK) + scaled(6) if row.group == OTHER_MEMBER else 0

    def paint_row(self, painter: QPainter, box: QRect, row: SamePagesRow, *, current: bool) -> None:
        if isinstance(row, CopyHeading):
            place = QRect(box.left(), box.bottom() - scaled(22), box.width(), scaled(20))
            draw_text(painter, place, row.text, heading_font(), self.look.muted)
            return
        quiet = self.look.text if current else self.look.muted
        first = QRect(box.left(), box.top() + scaled(6), box.width(), line_height())
        taken = self._paint_how(painter, first, row, quiet)
        ink = self.look.muted if row.decision is not None else self.look.text
        draw_text(
            painter, first.adjusted(0, 0, -taken, 0), row.text, text_font(bold=current), ink, elide=ELIDE
        )
        second = QRect(box.left(), first.bottom() + 1, box.width(), scaled(LINE))
        draw_text(painter, second, row.there, small_font(), ink, elide=ELIDE)
        self._paint_below(painter, second.translated(0, scaled(LINE)), row, quiet)

    def _paint_how(self, painter: QPainter, line: QRect, row: CopyRow, quiet: QColor) -> int:
        """How the pages were recognised, at the right end; the width that it takes."""
        font = small_font()
        taken = text_width(row.how, font) + 2
        right = QRect(line.right() + 1 - taken, line.top(), taken, line.height())
        draw_text(painter, right, row.how, font, quiet)
        return taken + scaled(GAP)

    def _paint_below(self, painter: QPainter, line: QRect, row: CopyRow, quiet: QColor) -> None:
        ink, left = quiet, self._mark_width(row)
        if left:
            side = scaled(SMALL_MARK)
            place = QRectF(line.left(), line.center().y() - side / 2 + 0.5, side, side)
            draw_mark(painter, place, Mark.INSUFFICIENT, self.look)
            ink = self.look.insufficient
        for number, words in enumerate(self._below_lines(row, line.width())):
            place_of_line = line.adjusted(left, 0, 0, 0).translated(0, number * scaled(LINE))
            draw_text(painter, place_of_line, words, small_font(), ink)
