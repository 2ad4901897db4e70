"""What changed since the version that the open one continues, such as a nurse's referral."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QRect, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from reviewer_app.domain.review import Review
from reviewer_app.gui.look import Look, scaled, small_font, text_font
from reviewer_app.gui.models.since_model import SinceModel, SinceRow, before_words, since_rows
from reviewer_app.gui.panels.labels import toned
from reviewer_app.gui.panels.lists import ChoiceList
from reviewer_app.gui.panels.painting import draw_text, line_height, text_lines
from reviewer_app.gui.panels.row_delegate import RowDelegate
from reviewer_app.rules.review_differences import PartDifference

MOST_LINES = 3


class SinceDelegate(RowDelegate[SinceRow]):
    """What differs, and below it how."""

    edge = 8

    def _lines(self, row: SinceRow, width: int) -> tuple[str, ...]:
        return text_lines(row.words, small_font(), width, MOST_LINES) if row.words else ()

    def row_height(self, row: SinceRow, width: int) -> int:
        return line_height() + scaled(18) * len(self._lines(row, width)) + scaled(8)

    def paint_row(self, painter: QPainter, box: QRect, row: SinceRow, *, current: bool) -> None:
        top = box.top() + scaled(4)
        first = QRect(box.left(), top, box.width(), line_height())
        draw_text(painter, first, row.title, text_font(), self.look.text)
        quiet = self.look.text if current else self.look.muted
        top += line_height()
        for line in self._lines(row, box.width()):
            draw_text(painter, QRect(box.left(), top, box.width(), scaled(18)), line, small_font(), quiet)
            top += scaled(18)


class SinceSection(QFrame):
    """``element_activated`` carries the id of an element whose finding differs."""

    element_activated = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "surface")
        self._heading = toned("", "heading", wrap=False)
        self._before = toned("", "small")
        self.model = SinceModel(self)
        self.list = ChoiceList("What changed since the version before")
        self.list.setModel(self.model)
        self._rows = SinceDelegate(self.list, look)
        self.list.chosen.connect(self._activate)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scaled(8))
        for widget in (self._heading, self._before, self.list):
            column.addWidget(widget)
        self.hide()

    def set_look(self, look: Look) -> None:
        self._rows.set_look(look)

    def show_since(self, before: Review | None, differences: tuple[PartDifference, ...] = ()) -> None:
        """Show what changed since that version; nothing for a first one."""
        self.setVisible(before is not None)
        if before is None:
            return
        self._heading.say(f"SINCE VERSION {before.version}")
        self._before.say(before_words(before, len(differences)))
        self.model.show(since_rows(differences))
        self.list.setVisible(bool(differences))
        self.list.fit()

    def words(self) -> str:
        """What is said of the version before."""
        return self._before.words()

    def _activate(self, index: QModelIndex) -> None:
        element = self.model.rows[index.row()].element_id
        if element:
            self.element_activated.emit(element)
