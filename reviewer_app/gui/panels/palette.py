"""The command palette: every command, found by a few letters, with the key that would have done it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QRect, Qt, Signal
from PySide6.QtWidgets import QWidget

from reviewer_app.gui.look import Look, scaled
from reviewer_app.gui.models.key_model import CommandRow, PaletteModel
from reviewer_app.gui.panels.empty_state import EmptyState
from reviewer_app.gui.panels.key_rows import CommandDelegate
from reviewer_app.gui.panels.lists import QuietList
from reviewer_app.gui.panels.overlay import Overlay
from reviewer_app.gui.panels.stepping_field import SteppingField

PAGE_ROWS = 8


class CommandPalette(Overlay):
    """``chosen`` carries the id of the command that Enter or a click chose; the palette is closed by then."""

    chosen = Signal(str)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__("Commands", parent)
        self._commands: tuple[CommandRow, ...] = ()
        self.filter = SteppingField("Command", page_rows=PAGE_ROWS, placeholder="What do you want to do?")
        self.list = QuietList("Commands that fit")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.model = PaletteModel(self)
        self.list.setModel(self.model)
        self._rows = CommandDelegate(self.list, look)
        self.empty = EmptyState("No command fits", "Try other letters; ? shows all keys.")
        self.column.addWidget(self.filter)
        self.column.addWidget(self.list, stretch=1)
        self.column.addWidget(self.empty, stretch=1)
        self.filter.textChanged.connect(lambda _text: self._refilter())
        self.filter.entered.connect(self._choose_current)
        self.filter.cancelled.connect(self.close_card)
        self.filter.stepped.connect(self._step)
        self.list.clicked.connect(self._choose)

    def set_look(self, look: Look) -> None:
        self._rows.set_look(look)

    def show_commands(self, commands: Sequence[tuple[str, str, str]]) -> None:
        """Open the palette over these (id, title, keys); several keys are separated by " / "."""
        self._commands = tuple(CommandRow(*command) for command in commands)
        self.filter.clear()
        self._refilter()
        self.open_over(self.filter)

    def card_place(self) -> QRect:
        width = min(self.width() - scaled(32), scaled(560))
        height = min(self.height() - scaled(64), scaled(420))
        return QRect((self.width() - width) // 2, scaled(48), width, height)

    def _refilter(self) -> None:
        self.model.show_fitting(self._commands, self.filter.text())
        self._select(0)
        self.list.setVisible(bool(self.model.rows))
        self.empty.setVisible(not self.model.rows)

    def _select(self, row: int) -> None:
        last = len(self.model.rows) - 1
        self.list.setCurrentIndex(self.model.index(max(0, min(last, row))) if last >= 0 else QModelIndex())

    def _step(self, rows: int) -> None:
        self._select(self.list.currentIndex().row() + rows)

    def _choose_current(self) -> None:
        if self.list.currentIndex().isValid():
            self._choose(self.list.currentIndex())

    def _choose(self, index: QModelIndex) -> None:
        command = self.model.rows[index.row()].id
        self.close_card()
        self.chosen.emit(command)
