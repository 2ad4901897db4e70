"""Asks after how many minutes without a key or the mouse the window locks by itself."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from reviewer_app.gui.look import STEP, scaled
from reviewer_app.gui.panels.buttons import Button
from reviewer_app.gui.panels.fields import LineField
from reviewer_app.gui.panels.gate import GatePage
from reviewer_app.gui.window_settings import MOST_LOCK_MINUTES, is_lock_time

WHEN_IT_LOCKS = (
    "The window locks after so many minutes without a key or the mouse; time asleep counts as well."
)
NOTHING_TO_LOCK_WITH = (
    "It holds as soon as a passphrase opens the database. So far the keychain does, "
    "and a lock that everybody can open would be none: choose a passphrase first (Ctrl+K)."
)
WRONG = f"Give whole minutes from 1 to {MOST_LOCK_MINUTES}."


class LockTimePage(GatePage):
    """One field. ``chosen`` carries the minutes."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Lock by itself", parent)
        self.field = LineField("Minutes until the window locks")
        self.field.setMaximumWidth(scaled(30 * STEP))
        self.labelled("Minutes", self.field)
        self.buttons(Button("Save", self._enter, kind="primary"))
        self.show_hint("Enter saves · Esc back")
        self.field.entered.connect(self._enter)
        self.field.cancelled.connect(self.left)
        self.field.textEdited.connect(lambda _text: self.show_problem(""))

    def ask(self, minutes: int, *, sealed: bool) -> None:
        """Show the minutes of now; ``sealed`` says whether there is a passphrase to lock with."""
        self.show_reason(WHEN_IT_LOCKS if sealed else NOTHING_TO_LOCK_WITH)
        self.show_problem("")
        self.field.show_value(str(minutes))
        self.field.selectAll()

    def focus_first(self) -> None:
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _enter(self) -> None:
        typed = self.field.value()
        minutes = int(typed) if typed.isdecimal() and len(typed) <= len(str(MOST_LOCK_MINUTES)) else 0
        if is_lock_time(minutes):
            self.chosen.emit(minutes)
        else:
            self.show_problem(WRONG)
            self.field.selectAll()
