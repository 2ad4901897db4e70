"""A field for one of a few values, or some of them, which are all in sight and chosen by their numbers."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPen
from PySide6.QtWidgets import QWidget

from reviewer_app.gui.look import Look, scaled, small_font, text_font
from reviewer_app.gui.models.choice_model import ChoiceModel, ChoiceRow
from reviewer_app.gui.panels.lists import ChoiceList
from reviewer_app.gui.panels.painting import (
    Mark,
    draw_key_cap,
    draw_mark,
    draw_text,
    key_cap_width,
    line_height,
    text_lines,
)
from reviewer_app.gui.panels.row_delegate import RowDelegate

RING = 7
"""Radius of the ring before a value, in pixels at 100 %."""

GAP = 10
MOST_LINES = 2
DIGITS = 9
"""Rows beyond have no number key."""


class ChoiceDelegate(RowDelegate[ChoiceRow]):
    """Number key, a ring that is filled where the value is chosen, and its words. Where several can be
    chosen, a mark stands in place of the ring."""

    edge = 8

    def __init__(self, view: NumberedChoice, look: Look, *, several: bool) -> None:
        super().__init__(view, look)
        self._several = several

    def _left(self) -> int:
        return key_cap_width("1", small_font()) + 2 * scaled(RING) + 2 * scaled(GAP)

    def _lines(self, row: ChoiceRow, width: int) -> tuple[str, ...]:
        return text_lines(row.text, text_font(bold=True), max(1, width - self._left()), MOST_LINES)

    def row_height(self, row: ChoiceRow, width: int) -> int:
        return line_height() * len(self._lines(row, width)) + scaled(6)

    def paint_row(self, painter: QPainter, box: QRect, row: ChoiceRow, *, current: bool) -> None:
        first = QRect(box.left(), box.top() + scaled(3), box.width(), line_height())
        cap = key_cap_width("1", small_font())
        if row.number <= DIGITS:
            place = QRect(box.left(), first.top(), cap, first.height())
            draw_key_cap(painter, place, str(row.number), small_font(), self.look)
        self._paint_chosen(painter, QPointF(box.left() + cap + scaled(GAP + RING), first.center().y()), row)
        left = box.left() + self._left()
        place = QRect(left, first.top(), box.right() + 1 - left, first.height())
        colour = self.look.text if row.chosen or current else self.look.muted
        for line in self._lines(row, box.width()):
            draw_text(painter, place, line, text_font(bold=row.chosen), colour)
            place.translate(0, line_height())

    def _paint_chosen(self, painter: QPainter, centre: QPointF, row: ChoiceRow) -> None:
        radius = scaled(RING)
        if self._several:
            box = QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius)
            draw_mark(painter, box, Mark.PRESENT if row.chosen else Mark.NOT_REVIEWED, self.look)
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.look.accent if row.chosen else self.look.border, 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(centre, radius, radius)
        if row.chosen:
            painter.setBrush(self.look.accent)
            painter.drawEllipse(centre, radius / 2, radius / 2)
        painter.restore()


class NumberedChoice(ChoiceList):
    """All values as rows. ``picked`` carries the value that a digit, Enter, Space or a click chose, also
    where it was chosen before."""

    picked = Signal(str)

    def __init__(
        self,
        name: str,
        choices: Sequence[tuple[str, str]],
        look: Look,
        *,
        several: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """``choices`` are values with their words. ``several`` may be chosen at once, or one."""
        super().__init__(name, digits=True, parent=parent)
        self._choices = tuple(choices)
        self.choice_model = ChoiceModel(self)
        self.setModel(self.choice_model)
        self.rows = ChoiceDelegate(self, look, several=several)
        self.chosen.connect(self._pick)

    def show_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer other values; :meth:`show_chosen` says which are chosen."""
        self._choices = tuple(choices)

    def show_chosen(self, *chosen: str) -> None:
        """Show which of the values are chosen."""
        self.choice_model.show_chosen(self._choices, *chosen)
        self.fit()

    def chosen_values(self) -> tuple[str, ...]:
        """The chosen ones, in their order."""
        return tuple(row.value for row in self.choice_model.rows if row.chosen)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard begins at the chosen value."""
        chosen = [place for place, row in enumerate(self.choice_model.rows) if row.chosen]
        self.setCurrentIndex(self.choice_model.index(chosen[0] if chosen else 0))
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """No row is current where the keyboard is not, so that only the chosen one stands out."""
        super().focusOutEvent(event)
        self.setCurrentIndex(QModelIndex())

    def _pick(self, index: QModelIndex) -> None:
        if self.isEnabled():
            self.picked.emit(self.choice_model.rows[index.row()].value)
