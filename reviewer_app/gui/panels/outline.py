"""The document's own table of contents over the window: typing narrows it, Enter goes there."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QRect, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from reviewer_app.gui.look import STEP, Look, scaled, small_font, text_font
from reviewer_app.gui.models.outline_model import OutlineModel, OutlineRow
from reviewer_app.gui.panels.empty_state import EmptyState
from reviewer_app.gui.panels.filter_card import FilterCard
from reviewer_app.gui.panels.labels import toned
from reviewer_app.gui.panels.painting import draw_text, text_width
from reviewer_app.gui.panels.row_delegate import RowDelegate
from reviewer_app.gui.panels.stepping_field import SteppingField

PAGE_ROWS = 12
INDENT = 16
MOST_INDENTS = 8
ROW = 28

READING = ("Reading the outline …", "")
NONE = ("This document has no outline", "G goes to a page; Ctrl+F searches the whole case.")
NO_FIT = ("No entry fits", "Type other words; Esc closes.")


class OutlineDelegate(RowDelegate[OutlineRow]):
    """A title as deep as it stands in the outline, the page at the right."""

    def row_height(self, _row: OutlineRow, _width: int) -> int:
        return scaled(ROW)

    def paint_row(self, painter: QPainter, box: QRect, row: OutlineRow, *, current: bool) -> None:
        quiet = self.look.text if current else self.look.muted
        where = text_width(row.where, small_font()) + 2
        right = QRect(box.right() + 1 - where, box.top(), where, box.height())
        draw_text(painter, right, row.where, small_font(), quiet)
        left = scaled(INDENT) * min(max(0, row.level - 1), MOST_INDENTS)
        title = box.adjusted(left, 0, -where - scaled(3 * STEP), 0)
        colour = self.look.text if row.selectable else self.look.muted
        draw_text(painter, title, row.title, text_font(bold=current), colour)


class OutlineCard(FilterCard):
    """``page_chosen`` carries the page that Enter or a click chose; the card is closed by then."""

    page_chosen = Signal(int)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(
            "Outline",
            parent,
            field=SteppingField(
                "Filter the outline",
                page_rows=PAGE_ROWS,
                placeholder="Type to filter · Enter goes · Esc closes",
            ),
            list_name="Outline of the document",
            empty=EmptyState(*READING),
        )
        self._all: tuple[OutlineRow, ...] = ()
        self._no_rows = READING
        self._heading = toned("Outline", "title", wrap=False)
        self.list.setUniformItemSizes(True)
        self.model = OutlineModel(self)
        self.list.setModel(self.model)
        self._rows = OutlineDelegate(self.list, look)
        self.column.insertWidget(0, self._heading)

    def set_look(self, look: Look) -> None:
        self._rows.set_look(look)

    def open_for(self, title: str) -> None:
        """Open the card of a document whose outline is being read."""
        self._heading.say(f"Outline · {title}")
        self.filter.clear()
        self._show((), READING)
        self.open_over(self.filter)

    def show_outline(self, rows: tuple[OutlineRow, ...], page: int) -> None:
        """Show the outline; the entry of the ``page`` on screen is the current one."""
        self._show(rows, NONE)
        here = max((row.page for row in rows if row.page <= page), default=0)
        self.list.select(next((place for place, row in enumerate(rows) if row.page == here), 0))

    def show_problem(self, sentence: str) -> None:
        """Say why there is nothing to show."""
        self._show((), ("The outline cannot be read", sentence))

    def card_place(self) -> QRect:
        width = min(self.width() - scaled(32), scaled(620))
        height = min(self.height() - scaled(64), scaled(560))
        return QRect((self.width() - width) // 2, scaled(32), width, height)

    def _show(self, rows: tuple[OutlineRow, ...], nothing: tuple[str, str]) -> None:
        self._all, self._no_rows = rows, nothing
        self._refilter()

    def _refilter(self) -> None:
        self.model.show_fitting(self._all, self.filter.text())
        self._show_found(found=bool(self.model.rows))
        self.empty.show_text(*(NO_FIT if self._all else self._no_rows))
        self.list.select(0)

    def _step(self, step: int) -> None:
        """Move over the entries that lead somewhere; the ends hold."""
        rows, here = self.model.rows, self.list.currentIndex().row()
        places = [place for place, row in enumerate(rows) if row.selectable]
        ahead = [place for place in places if (place > here if step > 0 else place < here)]
        if ahead:
            self.list.select(ahead[min(step, len(ahead)) - 1] if step > 0 else ahead[max(step, -len(ahead))])

    def _choose(self, index: QModelIndex) -> None:
        row = self.model.rows[index.row()]
        if row.selectable:
            self.close_card()
            self.page_chosen.emit(row.page)
