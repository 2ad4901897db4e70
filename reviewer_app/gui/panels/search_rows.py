"""How the rows of a search are painted: a document's title with its count, and below it each hit with the
words around it, the hit itself in bold, and its page."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QColor, QFont, QPainter, QTextCharFormat, QTextLayout, QTextOption

from reviewer_app.domain.search import Snippet
from reviewer_app.gui.look import (
    ROW_HEIGHT,
    TWO_LINE_ROW_HEIGHT,
    heading_font,
    scaled,
    small_font,
    text_font,
)
from reviewer_app.gui.models.search_model import ClosedRow, HeadingRow, HitRow, SearchRow, UnsearchedRow
from reviewer_app.gui.panels.painting import draw_text, text_width
from reviewer_app.gui.panels.row_delegate import RowDelegate

LINE = 18
GAP = 8
SNIPPET_LINES = 2
LEAD_SHARE = 0.45
"""What the words before a hit take of a line at most, so that the hit itself is always in sight."""

ELLIPSIS = "…"


class Shown(NamedTuple):
    """The text of a snippet as far as it fits, and where in it the hit is."""

    text: str
    start: int
    length: int


class SearchDelegate(RowDelegate[SearchRow]):
    """Headings of one line; hits and pages that were not searched of two."""

    def selectable(self, row: SearchRow) -> bool:
        return row.selectable

    def row_height(self, row: SearchRow, _width: int) -> int:
        return scaled(ROW_HEIGHT if isinstance(row, HeadingRow) else TWO_LINE_ROW_HEIGHT)

    def paint_row(self, painter: QPainter, box: QRect, row: SearchRow, *, current: bool) -> None:
        if isinstance(row, HeadingRow):
            self._paint_heading(painter, box, row)
            return
        top = box.top() + (box.height() - SNIPPET_LINES * scaled(LINE)) // 2
        first = QRect(box.left(), top, box.width(), scaled(LINE))
        if isinstance(row, HitRow):
            self._paint_hit(painter, first, row, current=current)
        else:
            self._paint_unsearched(painter, first, row, current=current)

    def _paint_heading(self, painter: QPainter, box: QRect, row: HeadingRow) -> None:
        line = QRect(box.left(), box.bottom() - scaled(24), box.width(), scaled(20))
        if row.group:
            draw_text(painter, line, row.text, heading_font(), self.look.muted)
            return
        taken = self._paint_right(painter, line, row.remark, self.look.muted)
        draw_text(painter, line.adjusted(0, 0, -taken, 0), row.text, text_font(), self.look.muted)

    def _paint_hit(self, painter: QPainter, first: QRect, row: HitRow, *, current: bool) -> None:
        quiet = self.look.text if current else self.look.muted
        width = first.width() - self._paint_right(painter, first, row.page, quiet)
        painter.setPen(self.look.text)
        font = text_font()
        shown = shown_snippet(row.snippet, font.toString(), tuple(font.families()), width)
        laid_out(shown, font, width).draw(painter, QPointF(first.topLeft()))

    def _paint_right(self, painter: QPainter, line: QRect, words: str, colour: QColor) -> int:
        """A few words at the right end of a line, which are never elided; the width that they take."""
        font = small_font()
        taken = text_width(words, font) + 2
        right = QRect(line.right() + 1 - taken, line.top(), taken, line.height())
        draw_text(painter, right, words, font, colour)
        return taken + scaled(GAP)

    def _paint_unsearched(
        self, painter: QPainter, first: QRect, row: UnsearchedRow | ClosedRow, *, current: bool
    ) -> None:
        quiet = self.look.text if current else self.look.muted
        taken = self._paint_right(painter, first, row.amount, quiet)
        draw_text(painter, first.adjusted(0, 0, -taken, 0), row.title, text_font(), self.look.text)
        draw_text(painter, first.translated(0, scaled(LINE)), row.below, small_font(), quiet)


def laid_out(shown: Shown, font: QFont, width: int) -> QTextLayout:
    """The text broken into lines of that width, the hit in bold."""
    layout = QTextLayout(shown.text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    bold = QTextLayout.FormatRange()
    bold.start, bold.length = shown.start, shown.length
    weight = QTextCharFormat()
    weight.setFontWeight(QFont.Weight.Bold)
    bold.format = weight
    layout.setFormats([bold])
    layout.beginLayout()
    height, number = scaled(LINE), 0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(1, width))
        line.setPosition(QPointF(0, number * height + (height - line.height()) / 2))
        number += 1
    layout.endLayout()
    return layout


@lru_cache(maxsize=1024)
def shown_snippet(snippet: Snippet, font_key: str, families: tuple[str, ...], width: int) -> Shown:
    """A snippet cut to :data:`SNIPPET_LINES` lines of ``width`` pixels. The beginning gives way first, so
    that the hit starts on the first line. The font is given as in :func:`lines_of` of the painting module."""
    font = QFont()
    font.fromString(font_key)
    font.setFamilies(families)
    lead = _lead(snippet.before, font, round(width * LEAD_SHARE))
    before, match = (f"{lead} " if lead else ""), snippet.match
    whole = f"{before}{match} {snippet.after}".rstrip()
    shown, length = Shown(whole, len(before), len(match)), len(whole)
    while True:
        layout = laid_out(shown, font, width)
        if layout.lineCount() <= SNIPPET_LINES:
            return shown
        last = layout.lineAt(SNIPPET_LINES - 1)
        length = min(length - 1, last.textStart() + last.textLength() - 1)
        text = whole[: max(1, length)].rstrip() + ELLIPSIS
        shown = Shown(text, len(before), min(len(match), max(0, len(text) - len(before))))


def _lead(before: str, font: QFont, width: int) -> str:
    """The last words before a hit that fit into ``width`` pixels."""
    words = before.split()
    lead = ""
    while words:
        longer = f"{words[-1]} {lead}".rstrip()
        if text_width(f"{ELLIPSIS} {longer}", font) > width:
            return f"{ELLIPSIS} {lead}".rstrip()
        lead = longer
        words.pop()
    return lead
