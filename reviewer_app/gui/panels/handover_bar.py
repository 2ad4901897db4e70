"""Asks for the file and the passphrase with which a review leaves, or comes from, another computer."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from reviewer_app.gui.look import STEP, scaled
from reviewer_app.gui.panels.fields import LineField
from reviewer_app.gui.panels.labels import set_property, toned
from reviewer_app.gui.panels.password_bar import PasswordField
from reviewer_app.gui.panels.typed_path import typed_path
from reviewer_app.review.window_key import LEAST_PASSPHRASE

GIVE = "Hand the review over to"
TAKE = "Take the review from"
GIVE_HELP = "A new passphrase, twice; tell the other reviewer apart from the file · Enter writes · Esc leaves"
TAKE_HELP = "The passphrase that the other reviewer told you · Tab next field · Enter reads · Esc leaves"
TOO_SHORT = f"The passphrase needs at least {LEAST_PASSPHRASE} characters; a few words are easy to remember."
DIFFERENT = "The two passphrases are not the same. Type both again."


class HandoverBar(QFrame):
    """Fields for a file and its passphrase. ``given`` and ``taken`` carry both; the bar forgets the
    passphrase then. ``editing_done`` says that the bar may go."""

    given = Signal(Path, str)
    taken = Signal(Path, str)
    editing_done = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "surface")
        self._gives = True
        self._title = toned(GIVE, "title", wrap=False)
        self.file = LineField("File")
        self.first = PasswordField()
        self.second = PasswordField()
        self.first.setPlaceholderText("Passphrase")
        self.second.setPlaceholderText("The same again")
        self.first.setAccessibleName("Passphrase of the file")
        self.second.setAccessibleName("The same passphrase again")
        self._help = toned(GIVE_HELP, "small")
        row = QHBoxLayout()
        row.setSpacing(scaled(3 * STEP))
        row.addWidget(self._title)
        row.addWidget(self.file, stretch=1)
        row.addWidget(self.first)
        row.addWidget(self.second)
        column = QVBoxLayout(self)
        column.setContentsMargins(scaled(4 * STEP), scaled(STEP), scaled(4 * STEP), scaled(STEP))
        column.setSpacing(scaled(3))
        column.addLayout(row)
        column.addWidget(self._help)
        self.file.entered.connect(lambda: self.first.setFocus(Qt.FocusReason.TabFocusReason))
        self.first.entered.connect(self._first_entered)
        self.second.entered.connect(self._enter)
        for field in (self.file, self.first, self.second):
            field.cancelled.connect(self._leave)

    def ask_to_give(self, suggested: Path) -> None:
        """Ask where to write; the passphrase is typed first, since the name mostly fits."""
        self._ask(GIVE, GIVE_HELP, suggested, gives=True)
        self.first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def ask_to_take(self, folder: Path) -> None:
        """Ask for the file; its folder is typed already."""
        self._ask(TAKE, TAKE_HELP, folder, gives=False)
        self.file.setText(f"{folder}/")
        self.file.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.file.setCursorPosition(len(self.file.text()))

    def help_text(self) -> str:
        """What is said below the fields."""
        return self._help.words()

    def _ask(self, title: str, help_words: str, path: Path, *, gives: bool) -> None:
        self._gives = gives
        self.setAccessibleName(title)
        self._title.say(title)
        self.file.setText(str(path))
        self.first.clear()
        self.second.clear()
        self.second.setVisible(gives)
        self._say(help_words, "small")

    def _say(self, sentence: str, tone: str) -> None:
        self._help.say(sentence)
        set_property(self._help, "tone", tone)

    def _first_entered(self) -> None:
        if self._gives:
            self.second.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self._enter()

    def _enter(self) -> None:
        words, again = self.first.text(), self.second.text()
        if self._gives and len(words) < LEAST_PASSPHRASE:
            self._refuse(TOO_SHORT)
        elif self._gives and words != again:
            self._refuse(DIFFERENT)
        elif words:
            self._forget()
            self.editing_done.emit()
            (self.given if self._gives else self.taken).emit(typed_path(self.file.value()), words)

    def _refuse(self, sentence: str) -> None:
        self._forget()
        self._say(sentence, "problem")
        self.first.setFocus(Qt.FocusReason.TabFocusReason)

    def _forget(self) -> None:
        self.first.clear()
        self.second.clear()

    def _leave(self) -> None:
        self._forget()
        self.editing_done.emit()
