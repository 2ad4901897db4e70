"""Where the current element may be: a list below its evidence, or what was searched in vain."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from reviewer_app.gui.look import Look, scaled, small_font, text_font
from reviewer_app.gui.models.suggestions_model import SuggestionRow, SuggestionsModel
from reviewer_app.gui.panels.labels import show_words, toned
from reviewer_app.gui.panels.lists import ChoiceList
from reviewer_app.gui.panels.painting import draw_text, line_height, text_lines
from reviewer_app.gui.panels.row_delegate import RowDelegate

GAP = 12
MOST_QUOTE_LINES = 3
MOST_WHY_LINES = 2


class SuggestionDelegate(RowDelegate[SuggestionRow]):
    """A dashed rule, where evidence has a solid one; the quote, its place and how sure it is, and why."""

    edge = 0

    def _quote(self, row: SuggestionRow, width: int) -> tuple[str, ...]:
        return text_lines(row.text, text_font(), width - scaled(GAP), MOST_QUOTE_LINES)

    def _why(self, row: SuggestionRow, width: int) -> tuple[str, ...]:
        return text_lines(row.suggestion.why, small_font(), width - scaled(GAP), MOST_WHY_LINES)

    def row_height(self, row: SuggestionRow, width: int) -> int:
        lines = len(self._quote(row, width)) + len(self._why(row, width)) + 1
        return line_height() * lines + scaled(8)

    def paint_row(self, painter: QPainter, box: QRect, row: SuggestionRow, *, current: bool) -> None:
        left = box.left() + scaled(1)
        painter.setPen(QPen(self.look.accent, scaled(2), Qt.PenStyle.DotLine))
        painter.drawLine(left, box.top() + scaled(5), left, box.bottom() - scaled(5))
        quiet = self.look.text if current else self.look.muted
        place = QRect(
            box.left() + scaled(GAP), box.top() + scaled(4), box.width() - scaled(GAP), line_height()
        )
        for line in self._quote(row, box.width()):
            self._line(painter, place, line, self.look.text)
        small = (row.place, *self._why(row, box.width()))
        for line in small:
            draw_text(painter, place, line, small_font(), quiet)
            place.translate(0, line_height())

    def _line(self, painter: QPainter, place: QRect, line: str, colour: QColor) -> None:
        draw_text(painter, place, line, text_font(), colour)
        place.translate(0, line_height())


class SuggestionsSection(QFrame):
    """``chosen`` carries the :class:`SuggestionRow` that Enter or a click chose."""

    chosen = Signal(object)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heading = toned("", "strong", wrap=False)
        self._keys = toned("", "small", wrap=False)
        self._searched = toned("", "small")
        self.list = ChoiceList("Suggestions for the current element")
        self.list.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.model = SuggestionsModel(self)
        self.list.setModel(self.model)
        self._rows = SuggestionDelegate(self.list, look)
        self._hint = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, scaled(4), 0, 0)
        column.setSpacing(scaled(4))
        head = QHBoxLayout()
        head.setSpacing(scaled(8))
        head.addWidget(self._heading)
        head.addStretch()
        head.addWidget(self._keys)
        column.addLayout(head)
        column.addWidget(self._searched)
        column.addWidget(self.list)
        self.hide()
        self.list.chosen.connect(self._choose)

    def set_look(self, look: Look) -> None:
        self._rows.set_look(look)

    def show_keys(self, next_key: str, accept_key: str) -> None:
        """Name the keys that walk through the suggestions and attach one."""
        self._hint = f"{next_key} next · {accept_key} attach"

    def show_rows(self, rows: tuple[SuggestionRow, ...], words: tuple[str, str]) -> None:
        """Show the suggestions under a heading, or what was searched; nothing without a heading."""
        heading, searched = words
        self.setVisible(bool(heading))
        show_words(self._heading, heading)
        show_words(self._searched, searched)
        show_words(self._keys, self._hint if rows else "")
        self.model.show(rows)
        self.list.setVisible(bool(rows))
        self.list.fit()

    def words(self) -> str:
        """What is said over the list, and in its place."""
        return " ".join(part for part in (self._heading.words(), self._searched.words()) if part)

    def make_current(self, row: SuggestionRow) -> None:
        """Let a suggestion stand out."""
        self.list.setCurrentIndex(self.model.index(self.model.place_of(row.key)))

    def current_row(self) -> SuggestionRow | None:
        """The suggestion that stands out; ``None`` where none does."""
        index = self.list.currentIndex()
        return self.model.rows[index.row()] if index.isValid() else None

    def _choose(self, index: QModelIndex) -> None:
        self.chosen.emit(self.model.rows[index.row()])
