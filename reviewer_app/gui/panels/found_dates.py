"""The list of dates that were found, in the documents' place: each is confirmed or rejected by one key."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from reviewer_app.gui.look import Look, scaled, small_font, text_font
from reviewer_app.gui.models.found_dates_model import DateRow, DateState, FoundDatesModel, open_dates
from reviewer_app.gui.models.wording import counted
from reviewer_app.gui.panels.empty_state import EmptyState
from reviewer_app.gui.panels.fields import ENTER_KEYS, is_plain, keeps_key
from reviewer_app.gui.panels.labels import toned
from reviewer_app.gui.panels.lists import MOVE_KEYS, BrowsedList
from reviewer_app.gui.panels.painting import Mark, draw_mark, draw_text, line_height, text_lines
from reviewer_app.gui.panels.row_delegate import RowDelegate

CONFIRM, REJECT, OPEN_AGAIN, FILL = Qt.Key.Key_Y, Qt.Key.Key_X, Qt.Key.Key_U, Qt.Key.Key_E
OWN = frozenset((CONFIRM, REJECT, OPEN_AGAIN, FILL))
NOTHING = "No dates were found yet"
NOTHING_SENTENCE = (
    "Dates of onset, change, visits, imaging and treatment are offered here when the pages are read."
)
MARKS = {
    DateState.OPEN: Mark.PROPOSED,
    DateState.CONFIRMED: Mark.PRESENT,
    DateState.REJECTED: Mark.ABSENT,
}
SIDE = 16
GAP = 8
MOST_LINES = 2
CUT_SIGNS = "… "
"""Stand at the ends of what a date is of where words were left out."""


class DateDelegate(RowDelegate[DateRow]):
    """State and day, below them what it is of, the words that tell it, and their place."""

    edge = 12

    def _told(self, row: DateRow, width: int) -> tuple[str, ...]:
        """What it is of, and the quote; where that has the same words, only those: a long one is cut at its
        end, and they may stand there."""
        room = width - scaled(SIDE + GAP)
        quote = row.quote.quote if row.quote is not None else ""
        said = " ".join(row.what.strip(CUT_SIGNS).split()).casefold() in quote.casefold()
        what = " · ".join(part for part in (row.milestone_words, "" if said else row.what) if part)
        told = row.what if said and row.what else quote
        quoted = text_lines(f"“{told}”", small_font(), room, MOST_LINES) if quote else ()
        fills = (f"E: the request's {row.fills.value} date",) if row.fills is not None else ()
        return (*text_lines(what, small_font(), room, MOST_LINES), *quoted, row.place, *fills)

    def row_height(self, row: DateRow, width: int) -> int:
        return line_height() * (1 + len(self._told(row, width))) + scaled(12)

    def paint_row(self, painter: QPainter, box: QRect, row: DateRow, *, current: bool) -> None:
        side, top = scaled(SIDE), box.top() + scaled(6)
        mark = QRectF(box.left(), top + (line_height() - side) / 2, side, side)
        draw_mark(painter, mark, MARKS[row.state], self.look)
        place = QRect(box.left() + side + scaled(GAP), top, box.width() - side - scaled(GAP), line_height())
        rejected = row.state is DateState.REJECTED
        colour = self.look.muted if rejected else self.look.text
        draw_text(painter, place, row.text, text_font(bold=current), colour)
        quiet = self.look.text if current else self.look.muted
        for line in self._told(row, box.width()):
            place.translate(0, line_height())
            draw_text(painter, place, line, small_font(), quiet)


class DatesList(BrowsedList):
    """Keeps besides the arrows and Enter the keys that decide. ``decided`` carries the key and the row."""

    decided = Signal(object, object)

    def __init__(self, model: FoundDatesModel) -> None:
        super().__init__("Dates found in the records", chooses=True)
        self._dates = model
        self.setModel(model)

    def event(self, event: QEvent) -> bool:
        if keeps_key(event, MOVE_KEYS | ENTER_KEYS | OWN):
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, index = Qt.Key(event.key()), self.currentIndex()
        if is_plain(event) and key in OWN and index.isValid():
            self.decided.emit(key, self._dates.rows[index.row()])
        else:
            super().keyPressEvent(event)


class DatesPanel(QFrame):
    """``shown`` carries the row whose page is wanted; ``confirmed``, ``rejected``, ``opened`` and ``filled``
    the row on which the reviewer has decided."""

    shown = Signal(object)
    confirmed = Signal(object)
    rejected = Signal(object)
    opened = Signal(object)
    filled = Signal(object)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Dates")
        self.setProperty("ground", "surface")
        self.model = FoundDatesModel(self)
        self.list = DatesList(self.model)
        self._rows = DateDelegate(self.list, look)
        self._heading = toned("DATES", "heading", wrap=False)
        self.empty = EmptyState(NOTHING, NOTHING_SENTENCE)
        edge = scaled(16)
        self._heading.setContentsMargins(edge, scaled(10), edge, scaled(6))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._heading)
        column.addWidget(self.list, stretch=1)
        column.addWidget(self.empty, stretch=1)
        self.list.chosen.connect(self._choose)
        self.list.decided.connect(self._decide)
        self.show_rows(())

    def set_look(self, look: Look) -> None:
        self._rows.set_look(look)

    def show_rows(self, rows: tuple[DateRow, ...]) -> None:
        """Show these dates; the current one stays."""
        current = self.current_row()
        focused = self.list.hasFocus()
        self.model.show(rows)
        self.list.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        waiting = open_dates(rows)
        self._heading.say(f"DATES · {waiting} TO CONFIRM" if waiting else "DATES")
        self._heading.setAccessibleName(f"Dates, {counted(waiting, 'date')} to confirm")
        if current is not None:
            self.list.setCurrentIndex(self.model.index(max(0, self.model.place_of(current.key))))
        if focused and not rows:
            self.setFocus()

    def current_row(self) -> DateRow | None:
        """The date that the keys mean."""
        index = self.list.currentIndex()
        return self.model.rows[index.row()] if index.isValid() else None

    def focus_list(self) -> None:
        """Give the keyboard to the dates, at the first that waits for a word."""
        if self.model.rows and not self.list.currentIndex().isValid():
            waiting = (place for place, row in enumerate(self.model.rows) if row.state is DateState.OPEN)
            self.list.setCurrentIndex(self.model.index(next(waiting, 0)))
        (self.list if self.model.rows else self).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def go_on(self) -> None:
        """Go to the next date that waits for a word, around the end; stay where none does."""
        rows, here = self.model.rows, self.list.currentIndex().row()
        for place in (*range(here + 1, len(rows)), *range(here)):
            if rows[place].state is DateState.OPEN:
                self.list.setCurrentIndex(self.model.index(place))
                self.list.scrollTo(self.model.index(place))
                return

    def _choose(self, index: QModelIndex) -> None:
        self.shown.emit(self.model.rows[index.row()])

    def _decide(self, key: Qt.Key, row: DateRow) -> None:
        """Once the reviewer has spoken the next date is the current one, however long the act takes."""
        acts = {CONFIRM: self.confirmed, REJECT: self.rejected, OPEN_AGAIN: self.opened, FILL: self.filled}
        acts[key].emit(row)
        if key in (CONFIRM, REJECT) and row.state is DateState.OPEN:
            self.go_on()
