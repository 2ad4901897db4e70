"""The command palette: every command, found by a few letters, with the key that would have done it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QRect, Signal
from PySide6.QtWidgets import QWidget

from reviewer_app.gui.look import Look, scaled
from reviewer_app.gui.models.key_model import CommandRow, PaletteModel
from reviewer_app.gui.panels.empty_state import EmptyState
from reviewer_app.gui.panels.filter_card import FilterCard
from reviewer_app.gui.panels.key_rows import CommandDelegate
from reviewer_app.gui.panels.stepping_field import SteppingField

PAGE_ROWS = 8


class CommandPalette(FilterCard):
    """``chosen`` carries the id of the command that Enter or a click chose; the palette is closed by then."""

    chosen = Signal(str)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(
            "Commands",
            parent,
            field=SteppingField("Command", page_rows=PAGE_ROWS, placeholder="What do you want to do?"),
            list_name="Commands that fit",
            empty=EmptyState("No command fits", "Try other letters; ? shows all keys."),
        )
        self._commands: tuple[CommandRow, ...] = ()
        self.model = PaletteModel(self)
        self.list.setModel(self.model)
        self._rows = CommandDelegate(self.list, look)

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
        self._show_found(found=bool(self.model.rows))
        self.list.select(0)

    def _step(self, step: int) -> None:
        self.list.select(self.list.currentIndex().row() + step)

    def _choose(self, index: QModelIndex) -> None:
        command = self.model.rows[index.row()].id
        self.close_card()
        self.chosen.emit(command)
