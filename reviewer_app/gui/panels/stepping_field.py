"""A field beside a list: one types in it and moves through the list without leaving it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from reviewer_app.gui.panels.fields import LineField, keeps_key

ROW_KEYS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
PAGE_KEYS = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
STEP_KEYS = frozenset((*ROW_KEYS, *PAGE_KEYS))


class SteppingField(LineField):
    """A one-line text whose arrows and page keys mean the rows of a list; a page key is ``page_rows`` of
    them."""

    stepped = Signal(int)
    """A key that moves by so many rows, up when negative, was pressed."""

    def __init__(
        self, name: str, *, page_rows: int, placeholder: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(name, placeholder=placeholder, parent=parent)
        self._page_rows = page_rows

    def event(self, event: QEvent) -> bool:
        if keeps_key(event, STEP_KEYS):
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in ROW_KEYS:
            self.stepped.emit(ROW_KEYS[key])
        elif key in PAGE_KEYS:
            self.stepped.emit(PAGE_KEYS[key] * self._page_rows)
        else:
            super().keyPressEvent(event)
