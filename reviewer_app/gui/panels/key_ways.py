"""Asks what opens the database: the computer's keychain or a passphrase."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from reviewer_app.gui.panels.buttons import Button
from reviewer_app.gui.panels.gate import GatePage

KEYCHAIN_WORDS = (
    "The key is in the keychain of your account: nothing to type. Whoever sits at this computer "
    "while you are signed in can open the program; it cannot be locked by itself."
)
TYPED_WORDS = (
    "The key is behind words that you choose. They are asked for when the program starts, "
    "and after it was locked: by key, or by itself when nobody works with it."
)
HINT = "Enter chooses · Tab the other one"


class KeyWaysPage(GatePage):
    """Two ways, each with what it means."""

    keychain_wanted = Signal()
    passphrase_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("How is the database opened?", parent)
        self.keychain_button = Button("With the keychain", self.keychain_wanted.emit, kind="primary")
        self.passphrase_button = Button("With a passphrase", self.passphrase_wanted.emit)
        self.buttons(self.keychain_button)
        self.sentence(KEYCHAIN_WORDS, "small")
        self.buttons(self.passphrase_button)
        self.sentence(TYPED_WORDS, "small")
        self.show_hint(HINT)

    def ask(self, reason: str) -> None:
        """Begin; ``reason`` says why it is asked."""
        self.show_reason(reason)
        self.show_problem("")

    def focus_first(self) -> None:
        self.keychain_button.setFocus(Qt.FocusReason.OtherFocusReason)
