"""How commands are painted: title at the left, keys as caps at the right."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter

from reviewer_app.gui.look import BAR_HEIGHT, ROW_HEIGHT, heading_font, scaled, small_font, text_font
from reviewer_app.gui.models.key_model import CommandRow, KeyRow
from reviewer_app.gui.panels.painting import draw_key_cap, draw_text, key_cap_width
from reviewer_app.gui.panels.row_delegate import RowDelegate

KEY_SEPARATOR = " / "
"""Between keys that do the same; each gets a cap of its own."""


class KeyDelegate(RowDelegate[KeyRow]):
    """A row of the key card: the keys first, in a column of their own, then what they do."""

    edge = 8
    key_column = 96

    def row_height(self, row: KeyRow, _width: int) -> int:
        return scaled(ROW_HEIGHT if row.heading else BAR_HEIGHT - 2)

    def paint_row(self, painter: QPainter, box: QRect, row: KeyRow, *, current: bool) -> None:
        if row.heading:
            draw_text(painter, box.adjusted(0, scaled(8), 0, 0), row.text, heading_font(), self.look.muted)
            return
        left = box.left()
        for key in row.keys.split(KEY_SEPARATOR):
            width = key_cap_width(key, small_font())
            draw_key_cap(painter, QRect(left, box.top(), width, box.height()), key, small_font(), self.look)
            left += width + scaled(4)
        title = max(left + scaled(4), box.left() + scaled(self.key_column))
        place = QRect(title, box.top(), box.right() - title, box.height())
        draw_text(painter, place, row.text, text_font(bold=current), self.look.text)


class CommandDelegate(RowDelegate[CommandRow]):
    """A row of the palette: the title, and its keys at the right."""

    def row_height(self, _row: CommandRow, _width: int) -> int:
        return scaled(ROW_HEIGHT)

    def paint_row(self, painter: QPainter, box: QRect, row: CommandRow, *, current: bool) -> None:
        right = box.right() + 1
        for key in reversed(row.keys.split(KEY_SEPARATOR) if row.keys else []):
            width = key_cap_width(key, small_font())
            right -= width
            draw_key_cap(painter, QRect(right, box.top(), width, box.height()), key, small_font(), self.look)
            right -= scaled(4)
        place = QRect(box.left(), box.top(), max(0, right - box.left() - scaled(8)), box.height())
        draw_text(painter, place, row.title, text_font(bold=current), self.look.text)
