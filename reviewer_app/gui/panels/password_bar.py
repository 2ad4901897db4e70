"""Asks for the password of a locked document, in the place where its pages would be."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from reviewer_app.gui.look import STEP, scaled
from reviewer_app.gui.panels.fields import ENTER_KEYS, LEAVE_KEYS, keeps_key
from reviewer_app.gui.panels.labels import set_property, toned

HELP = "Enter opens · Esc leaves · never written down: kept in memory until the program ends"
"""Said while nothing was tried yet, after the key that leads into the field."""

TRYING = "Trying …"
NO_MORE_TOLD = "No password that a page tells opens it. "
FIELD_WIDTH = 260


class PasswordField(QLineEdit):
    """Takes a password: what is typed is never shown, copied or offered again."""

    entered = Signal()
    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Password of the document")
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setMaximumWidth(scaled(FIELD_WIDTH))

    def event(self, event: QEvent) -> bool:
        if keeps_key(event, LEAVE_KEYS):
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER_KEYS:
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)


class PasswordBar(QFrame):
    """A field below the pane's bar. ``password_entered`` carries what was typed, which the bar then forgets;
    ``editing_done`` says that the keyboard may go back to the pages. A password that a page tells is offered
    without being shown: the key that leads here tries it, and so does Enter in the empty field."""

    password_entered = Signal(str)
    editing_done = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Locked document")
        self.setProperty("ground", "surface")
        self.field = PasswordField()
        self._key = ""
        self._offers: tuple[tuple[str, str], ...] = ()
        self._tried: set[str] = set()
        self._help = toned(HELP, "small")
        row = QHBoxLayout()
        row.setSpacing(scaled(3 * STEP))
        row.addWidget(toned("Password", "title", wrap=False))
        row.addWidget(self.field, stretch=1)
        row.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(scaled(3 * STEP), scaled(2 * STEP), scaled(3 * STEP), scaled(2 * STEP))
        column.setSpacing(scaled(3))
        column.addLayout(row)
        column.addWidget(self._help)
        self.field.entered.connect(self._enter)
        self.field.cancelled.connect(self._leave)
        self.field.textEdited.connect(self._typing)
        self.hide()

    def ask(self) -> None:
        """Show the empty bar; it does not take the keyboard by itself."""
        self.field.clear()
        self._tried.clear()
        self._say(self._help_words(), "small")
        self.show()

    def show_key(self, key: str) -> None:
        """Name the key that leads into the field."""
        self._key = key

    def offer(self, told: tuple[tuple[str, str], ...]) -> None:
        """Offer passwords, each with the place that tells it; those before are forgotten."""
        if told != self._offers:
            self._offers = told
            if not self.isHidden() and not self.field.text():
                self._say(self._help_words(), "small")

    def try_offered(self) -> bool:
        """Try the next password that is told, if there is one."""
        offered = self._next_offer()
        if offered is None:
            return False
        self._tried.add(offered[0])
        self._say(TRYING, "small")
        self.password_entered.emit(offered[0])
        return True

    def _next_offer(self) -> tuple[str, str] | None:
        return next((one for one in self._offers if one[0] not in self._tried), None)

    def _help_words(self) -> str:
        offered = self._next_offer()
        told = f"A password is told on {offered[1]}: {self._key or 'Enter'} tries it · " if offered else ""
        if self._offers and offered is None:
            told = NO_MORE_TOLD
        key = f"{self._key} to type it · " if self._key and not told else ""
        return f"{told}{key}{HELP}"

    def focus(self) -> None:
        """Start typing."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def withdraw(self) -> None:
        """Hide the bar and forget what was typed."""
        self.field.clear()
        self.hide()

    def show_wrong(self, sentence: str) -> None:
        """Say why it was not opened; another try can be typed at once."""
        offered = self._next_offer()
        more = f" Another is told on {offered[1]}: {self._key or 'Enter'} tries it." if offered else ""
        self._say(f"{sentence}{more}", "problem")

    def help_text(self) -> str:
        """What is said below the field."""
        return self._help.words()

    def _say(self, sentence: str, tone: str) -> None:
        self._help.say(sentence)
        set_property(self._help, "tone", tone)
        self.field.setAccessibleDescription(sentence)

    def _typing(self) -> None:
        if self._help.words() != self._help_words():
            self._say(self._help_words(), "small")

    def _enter(self) -> None:
        password = self.field.text()
        if password:
            self.field.clear()
            self._say(TRYING, "small")
            self.password_entered.emit(password)
        else:
            self.try_offered()

    def _leave(self) -> None:
        self.field.clear()
        self._say(self._help_words(), "small")
        self.editing_done.emit()
