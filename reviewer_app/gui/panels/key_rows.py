"""How commands are painted: title at the left, keys as caps at the right."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter

from reviewer_app.gui.look import BAR_HEIGHT, ROW_HEIGHT, heading_font, scaled, small_font, text_font
from reviewer_app.gui.models.key_model import CommandRow, KeyRow
from reviewer_app.gui.panels.painting import draw_key_cap, draw_text, key_cap_width, line_height, text_lines
from reviewer_app.gui.panels.row_delegate import RowDelegate

MOST_TITLE_LINES = 2
KEY_SEPARATOR = " or "
"""Between keys that do the same; each gets a cap of its own."""


class KeyDelegate(RowDelegate[KeyRow]):
    """A row of the key card: the keys first, in a column of their own, then what they do."""

    edge = 8
    key_column = 108
    no_key = "palette"

    def row_height(self, row: KeyRow, width: int) -> int:
        if row.heading:
            return scaled(ROW_HEIGHT)
        return scaled(BAR_HEIGHT - 2) + line_height() * (len(self._title(row, width)[1]) - 1)

    def _title(self, row: KeyRow, width: int) -> tuple[int, tuple[str, ...]]:
        """Where the title starts, after the keys, and its lines."""
        keys = sum(key_cap_width(key, small_font()) + scaled(4) for key in _caps(row))
        left = max(keys + scaled(4), scaled(self.key_column))
        return left, text_lines(row.text, text_font(), width - left, MOST_TITLE_LINES)

    def paint_row(self, painter: QPainter, box: QRect, row: KeyRow, *, current: bool) -> None:
        if row.heading:
            draw_text(painter, box.adjusted(0, scaled(8), 0, 0), row.text, heading_font(), self.look.muted)
            return
        left, line = box.left(), scaled(BAR_HEIGHT - 2)
        if not row.keys:
            first = QRect(left, box.top(), box.width(), line)
            draw_text(painter, first, self.no_key, small_font(), self.look.muted)
        for key in _caps(row):
            width = key_cap_width(key, small_font())
            draw_key_cap(painter, QRect(left, box.top(), width, line), key, small_font(), self.look)
            left += width + scaled(4)
        start, lines = self._title(row, box.width())
        place = QRect(box.left() + start, box.top(), box.width() - start, line)
        for words in lines:
            draw_text(painter, place, words, text_font(bold=current), self.look.text)
            place.translate(0, line_height())


class CommandDelegate(RowDelegate[CommandRow]):
    """A row of the palette: the title, and its keys at the right."""

    def row_height(self, _row: CommandRow, _width: int) -> int:
        return scaled(ROW_HEIGHT)

    def paint_row(self, painter: QPainter, box: QRect, row: CommandRow, *, current: bool) -> None:
        right = box.right() + 1
        for key in reversed(_caps(row)):
            width = key_cap_width(key, small_font())
            right -= width
            draw_key_cap(painter, QRect(right, box.top(), width, box.height()), key, small_font(), self.look)
            right -= scaled(4)
        place = QRect(box.left(), box.top(), max(0, right - box.left() - scaled(8)), box.height())
        draw_text(painter, place, row.title, text_font(bold=current), self.look.text)


def _caps(row: KeyRow | CommandRow) -> list[str]:
    """What stands on the caps; a command without keys is reached in the palette."""
    return row.keys.split(KEY_SEPARATOR) if row.keys else []
