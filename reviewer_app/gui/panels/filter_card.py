"""A card with a field over a list: what is typed narrows the list, Enter or a click chooses a row."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QWidget

from reviewer_app.gui.panels.empty_state import EmptyState
from reviewer_app.gui.panels.lists import SteppedList
from reviewer_app.gui.panels.overlay import Overlay
from reviewer_app.gui.panels.stepping_field import SteppingField


class FilterCard(Overlay):
    """Lays out ``field``, the list and what is said where the list is ``empty``. A card of this kind gives
    the list its model, and says what fits, how a step moves, and what choosing a row does."""

    def __init__(
        self, name: str, parent: QWidget, *, field: SteppingField, list_name: str, empty: EmptyState
    ) -> None:
        super().__init__(name, parent)
        self.filter = field
        self.list = SteppedList(list_name)
        self.empty = empty
        self.column.addWidget(self.filter)
        self.column.addWidget(self.list, stretch=1)
        self.column.addWidget(self.empty, stretch=1)
        self.filter.textChanged.connect(lambda _text: self._refilter())
        self.filter.entered.connect(self._choose_current)
        self.filter.cancelled.connect(self.close_card)
        self.filter.stepped.connect(self._step)
        self.list.clicked.connect(self._choose)

    def _refilter(self) -> None:
        """Show what fits the text in the field."""
        raise NotImplementedError

    def _step(self, step: int) -> None:
        """Move by rows, up when negative."""
        raise NotImplementedError

    def _choose(self, index: QModelIndex) -> None:
        """Do what the row is for."""
        raise NotImplementedError

    def _show_found(self, *, found: bool) -> None:
        """Show the list, or what is said in its place."""
        self.list.setVisible(found)
        self.empty.setVisible(not found)

    def _choose_current(self) -> None:
        index = self.list.currentIndex()
        if index.isValid():
            self._choose(index)
