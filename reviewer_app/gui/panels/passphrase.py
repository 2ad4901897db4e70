"""Pages that ask for a passphrase: one that is known, and a new one."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from reviewer_app.gui.look import scaled
from reviewer_app.gui.panels.buttons import Button
from reviewer_app.gui.panels.gate import COLUMN_WIDTH, GatePage
from reviewer_app.gui.panels.password_bar import PasswordField
from reviewer_app.review.window_key import LEAST_PASSPHRASE

WORKING = "Trying …"
UNLOCK_TITLE = "Locked"
UNLOCK_REASON = "The passphrase opens the database; what is on disk is encrypted until then."
UNLOCK_HINT = "Enter unlocks · Ctrl+Q quits"
NEW_HINT = "Enter goes on · Tab next field · Esc back"
NEW_HINT_FIRST = "Enter goes on · Tab next field · Ctrl+Q quits"
FORGOTTEN = (
    "If it is forgotten, only the recovery key opens the database. Nobody can reset it: "
    "without both, everything in the database is lost."
)
TOO_SHORT = f"It needs at least {LEAST_PASSPHRASE} characters; a few words are easy to remember."
DIFFERENT = "The two are not the same. Type both again."
OLD_MISSING = "Type the present passphrase first."


class PassphraseField(PasswordField):
    """Takes a passphrase over the whole width of a page."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setMaximumWidth(scaled(COLUMN_WIDTH))

    def take(self) -> str:
        """What was typed, which the field forgets."""
        typed = self.text()
        self.clear()
        return typed

    def focus(self) -> None:
        """Start typing here."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)


class UnlockPage(GatePage):
    """Asks for the passphrase. ``entered`` carries what was typed, which the page forgets;
    ``recovery_wanted``: it is not known any more, where the page offers that."""

    entered = Signal(str)
    recovery_wanted = Signal()

    def __init__(
        self,
        title: str = UNLOCK_TITLE,
        reason: str = UNLOCK_REASON,
        hint: str = UNLOCK_HINT,
        *,
        recovery: bool = True,
    ) -> None:
        super().__init__(title)
        self.show_reason(reason)
        self.field = PassphraseField("Passphrase")
        self.labelled("Passphrase", self.field)
        self.unlock_button = Button("Unlock" if recovery else "Go on", self._enter, kind="primary")
        self.forgotten_button = Button("Use the recovery key …", self.recovery_wanted.emit, kind="quiet")
        self.buttons(self.unlock_button, self.forgotten_button)
        self.forgotten_button.setVisible(recovery)
        self.show_hint(hint)
        self.field.entered.connect(self._enter)
        self.field.cancelled.connect(self.field.clear)
        self.field.cancelled.connect(self.left)
        self.field.textEdited.connect(lambda _text: self.show_problem(""))

    def ask(self) -> None:
        """Begin with an empty field."""
        self.forget()
        self.show_problem("")

    def forget(self) -> None:
        self.field.clear()

    def focus_first(self) -> None:
        self.field.focus()

    def show_wrong(self, sentence: str) -> None:
        """Say why it did not open; another try can be typed at once."""
        self.show_problem(sentence)
        self.field.focus()

    def _enter(self) -> None:
        typed = self.field.take()
        if typed:
            self.show_working(WORKING)
            self.entered.emit(typed)
        else:
            self.field.focus()


class NewPassphrasePage(GatePage):
    """Asks twice for a new passphrase, and first for the present one where there is one. ``chosen`` carries
    the present one (empty where there is none) and the new one, ``keychain_chosen`` the present one."""

    chosen = Signal(str, str)
    keychain_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Choose a passphrase", parent)
        self.present = PassphraseField("Present passphrase")
        self.first = PassphraseField("New passphrase")
        self.second = PassphraseField("New passphrase again")
        self._present_label = self.labelled("Present passphrase", self.present)
        self.labelled("New passphrase", self.first)
        self.labelled("The same again", self.second)
        self.sentence(FORGOTTEN, "caution")
        self.go_on_button = Button("Go on", self._enter, kind="primary")
        self.keychain_button = Button("Use the keychain instead", self._choose_keychain, kind="quiet")
        self.buttons(self.go_on_button, self.keychain_button)
        for field in (self.present, self.first, self.second):
            field.cancelled.connect(self.left)
            field.textEdited.connect(lambda _text: self.show_problem(""))
        self.present.entered.connect(self.first.focus)
        self.first.entered.connect(self.second.focus)
        self.second.entered.connect(self._enter)

    def ask(
        self, title: str, reason: str, *, way_back: bool, present: bool = False, keychain: bool = False
    ) -> None:
        """Begin with empty fields; ``way_back`` says that Esc leads to where the reviewer was; ``present``:
        with the passphrase of now. ``keychain``: the keychain can have the key instead."""
        self.forget()
        self.show_title(title)
        self.show_reason(reason)
        self.show_problem("")
        self._present_label.setVisible(present)
        self.present.setVisible(present)
        self.keychain_button.setVisible(keychain)
        self.show_hint(NEW_HINT if way_back else NEW_HINT_FIRST)

    def focus_first(self) -> None:
        field = self.first if self.present.isHidden() else self.present
        field.focus()

    def forget(self) -> None:
        for field in (self.present, self.first, self.second):
            field.clear()

    def show_wrong(self, sentence: str) -> None:
        """Say why it was not taken; everything is typed anew."""
        self.show_problem(sentence)
        self.focus_first()

    def _choose_keychain(self) -> None:
        if self.present.text():
            self.show_working(WORKING)
            self.keychain_chosen.emit(self.present.take())
        else:
            self.show_wrong(OLD_MISSING)

    def _enter(self) -> None:
        if not self.present.isHidden() and not self.present.text():
            self.show_wrong(OLD_MISSING)
        elif len(self.first.text()) < LEAST_PASSPHRASE:
            self.show_problem(TOO_SHORT)
            self.first.focus()
        elif self.first.text() != self.second.text():
            self.first.clear()
            self.second.clear()
            self.show_problem(DIFFERENT)
            self.first.focus()
        else:
            self.second.clear()
            self.show_working(WORKING)
            self.chosen.emit(self.present.take(), self.first.take())
