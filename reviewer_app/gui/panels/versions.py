"""The versions of a review over the window: typing narrows them, Enter shows one."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QRect, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from reviewer_app.gui.look import STEP, TWO_LINE_ROW_HEIGHT, Look, scaled, small_font, text_font
from reviewer_app.gui.models.version_words import VersionLine, VersionsModel
from reviewer_app.gui.panels.empty_state import EmptyState
from reviewer_app.gui.panels.filter_card import FilterCard
from reviewer_app.gui.panels.labels import toned
from reviewer_app.gui.panels.painting import draw_text, text_width
from reviewer_app.gui.panels.row_delegate import RowDelegate
from reviewer_app.gui.panels.stepping_field import SteppingField

PAGE_ROWS = 8
LINE = 18
NO_FIT = ("No version fits", "Type other words; Esc closes.")
HELP = "An earlier version is shown as it was signed, to be read only; the newest one leads back to the work."


class VersionDelegate(RowDelegate[VersionLine]):
    """Two lines: which version, how it stands at the right; why and by whom below."""

    def row_height(self, _row: VersionLine, _width: int) -> int:
        return scaled(TWO_LINE_ROW_HEIGHT)

    def paint_row(self, painter: QPainter, box: QRect, row: VersionLine, *, current: bool) -> None:
        quiet = self.look.text if current else self.look.muted
        height = scaled(LINE)
        top = box.top() + (box.height() - 2 * height) // 2
        first = QRect(box.left(), top, box.width(), height)
        state = f"{row.state} · on screen" if row.shown else row.state
        width = text_width(state, small_font()) + 2
        draw_text(painter, first.adjusted(box.width() - width, 0, 0, 0), state, small_font(), quiet)
        title = first.adjusted(0, 0, -width - scaled(3 * STEP), 0)
        draw_text(painter, title, row.title, text_font(bold=current), self.look.text)
        draw_text(painter, first.translated(0, height), row.below, small_font(), quiet)


class VersionsCard(FilterCard):
    """``version_chosen`` carries the number of the version that Enter or a click chose; the card is closed by
    then."""

    version_chosen = Signal(int)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(
            "Versions",
            parent,
            field=SteppingField(
                "Filter the versions",
                page_rows=PAGE_ROWS,
                placeholder="Type to filter · Enter shows · Esc closes",
            ),
            list_name="Versions of the review",
            empty=EmptyState(*NO_FIT),
        )
        self._all: tuple[VersionLine, ...] = ()
        self.model = VersionsModel(self)
        self.list.setModel(self.model)
        self._rows = VersionDelegate(self.list, look)
        self.column.insertWidget(0, toned("Versions of this review", "title", wrap=False))
        self.column.addWidget(toned(HELP, "small"))

    def set_look(self, look: Look) -> None:
        self._rows.set_look(look)

    def show_versions(self, lines: tuple[VersionLine, ...]) -> None:
        """Lay the card with these versions over the window; the one on screen is the current one."""
        self._all = lines
        self.filter.clear()
        self._refilter()
        self.list.select(next((place for place, line in enumerate(lines) if line.shown), 0))
        self.open_over(self.filter)

    def card_place(self) -> QRect:
        width = min(self.width() - scaled(32), scaled(760))
        height = min(self.height() - scaled(64), scaled(440))
        return QRect((self.width() - width) // 2, scaled(32), width, height)

    def _refilter(self) -> None:
        self.model.show_fitting(self._all, self.filter.text())
        self._show_found(found=bool(self.model.rows))
        self.list.select(0)

    def _step(self, step: int) -> None:
        last = len(self.model.rows) - 1
        self.list.select(max(0, min(last, self.list.currentIndex().row() + step)))

    def _choose(self, index: QModelIndex) -> None:
        version = self.model.rows[index.row()].version
        self.close_card()
        self.version_chosen.emit(version)
