"""The key card: every key and what it does, in groups, over the window."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractSlider, QHBoxLayout, QWidget

from reviewer_app.gui.look import BAR_HEIGHT, ROW_HEIGHT, Look, scaled
from reviewer_app.gui.models.key_model import KeyGroup, KeyModel, group_rows, in_columns
from reviewer_app.gui.panels.empty_state import EmptyState
from reviewer_app.gui.panels.fields import LineField
from reviewer_app.gui.panels.key_rows import KeyDelegate
from reviewer_app.gui.panels.labels import toned
from reviewer_app.gui.panels.lists import QuietList
from reviewer_app.gui.panels.overlay import Overlay

MOST_COLUMNS = 4
COLUMN_WIDTH = 300
MOST_WIDTH = 1520
HEAD_HEIGHT = 110
LEAST_ROWS_HEIGHT = 160
SCROLLS = {
    Qt.Key.Key_Up: QAbstractSlider.SliderAction.SliderSingleStepSub,
    Qt.Key.Key_Down: QAbstractSlider.SliderAction.SliderSingleStepAdd,
    Qt.Key.Key_PageUp: QAbstractSlider.SliderAction.SliderPageStepSub,
    Qt.Key.Key_PageDown: QAbstractSlider.SliderAction.SliderPageStepAdd,
}


class KeyCard(Overlay):
    """Shows the groups it is given. Typing filters, Esc closes."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__("Keys", parent)
        self._groups: tuple[KeyGroup, ...] = ()
        self._rows_height = scaled(LEAST_ROWS_HEIGHT)
        self.column.addWidget(toned("Keys", "title", wrap=False))
        self.filter = LineField("Filter keys", placeholder="Type to filter · Up and Down scroll · Esc closes")
        self.column.addWidget(self.filter)
        columns = QHBoxLayout()
        columns.setSpacing(scaled(8))
        self.lists: list[QuietList] = []
        self.models: list[KeyModel] = []
        self._rows: list[KeyDelegate] = []
        for number in range(MOST_COLUMNS):
            view, model = QuietList(f"Keys, column {number + 1}"), KeyModel(self)
            view.setModel(model)
            view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._rows.append(KeyDelegate(view, look))
            self.lists.append(view)
            self.models.append(model)
            columns.addWidget(view)
        self.column.addLayout(columns, stretch=1)
        self.empty = EmptyState("No key fits the filter", "Type part of what you want to do, or of its key.")
        self.column.addWidget(self.empty, stretch=1)
        self.filter.installEventFilter(self)
        self.filter.textChanged.connect(lambda _text: self._refilter())
        self.filter.cancelled.connect(self.close_card)

    def set_look(self, look: Look) -> None:
        for rows in self._rows:
            rows.set_look(look)

    def show_keys(self, groups: Sequence[KeyGroup]) -> None:
        """Open the card with these groups."""
        self._groups = tuple(groups)
        self.filter.clear()
        self.resize(self.window_size())
        longest = max(len(rows) for rows in in_columns(group_rows(self._groups, ""), self._columns()))
        self._rows_height = max(scaled(LEAST_ROWS_HEIGHT), longest * scaled(BAR_HEIGHT) + scaled(ROW_HEIGHT))
        self.open_over(self.filter)
        self._refilter()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows and page keys in the field scroll the columns."""
        if watched is self.filter and isinstance(event, QKeyEvent) and event.key() in SCROLLS:
            event.accept()
            if event.type() == QEvent.Type.KeyPress:
                for view in self.lists:
                    view.verticalScrollBar().triggerAction(SCROLLS[Qt.Key(event.key())])
            return True
        return super().eventFilter(watched, event)

    def card_place(self) -> QRect:
        width = min(self.width() - scaled(32), scaled(MOST_WIDTH))
        height = min(self.height() - scaled(32), scaled(HEAD_HEIGHT) + self._rows_height)
        return QRect((self.width() - width) // 2, (self.height() - height) // 2, width, height)

    def _columns(self) -> int:
        """How many columns the card has room for."""
        return max(1, min(MOST_COLUMNS, self.card_place().width() // scaled(COLUMN_WIDTH)))

    def _refilter(self) -> None:
        groups = group_rows(self._groups, self.filter.text())
        columns = self._columns()
        filled = in_columns(groups, columns)
        for number, (view, model) in enumerate(zip(self.lists, self.models, strict=True)):
            model.show(filled[number] if number < len(filled) else ())
            view.setVisible(bool(groups) and number < columns)
        self.empty.setVisible(not groups)
