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
    ``editing_done`` says that the keyboard may go back to the pages."""

    password_entered = Signal(str)
    editing_done = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Locked document")
        self.setProperty("ground", "surface")
        self.field = PasswordField()
        self._help_words = HELP
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
        self._say(self._help_words, "small")
        self.show()

    def show_key(self, key: str) -> None:
        """Name the key that leads into the field."""
        self._help_words = f"{key} to type it · {HELP}" if key else HELP

    def focus(self) -> None:
        """Start typing."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def withdraw(self) -> None:
        """Hide the bar and forget what was typed."""
        self.field.clear()
        self.hide()

    def show_wrong(self, sentence: str) -> None:
        """Say why it was not opened; another try can be typed at once."""
        self._say(sentence, "problem")

    def help_text(self) -> str:
        """What is said below the field."""
        return self._help.words()

    def _say(self, sentence: str, tone: str) -> None:
        self._help.say(sentence)
        set_property(self._help, "tone", tone)
        self.field.setAccessibleDescription(sentence)

    def _typing(self) -> None:
        if self._help.words() != self._help_words:
            self._say(self._help_words, "small")

    def _enter(self) -> None:
        password = self.field.text()
        if password:
            self.field.clear()
            self._say(TRYING, "small")
            self.password_entered.emit(password)

    def _leave(self) -> None:
        self.field.clear()
        self._say(self._help_words, "small")
        self.editing_done.emit()
