"""Asks what of the open case to write, and where: the file's ending chooses the format."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from reviewer_app.gui.look import STEP, scaled
from reviewer_app.gui.panels.choice_fields import CheckField, ChoiceField
from reviewer_app.gui.panels.fields import ENTER_KEYS, LineField
from reviewer_app.gui.panels.labels import set_property, toned
from reviewer_app.gui.panels.typed_path import typed_path

SUMMARY = "summary"
DOCUMENTS = (
    (SUMMARY, "The summary"),
    ("letter", "The letter to the provider"),
    ("member-letter", "The letter to the member"),
)
FORMATS = ("pdf", "html", "docx", "json", "csv")
LETTER_FORMATS = ("pdf", "html", "docx")
REDACT = "Leave out the member"
REDACT_TIP = "Write nothing that says who the member is: no name, id or birth date, nor pictures of them"
HELP = (
    "Enter writes · Esc leaves · Shift+Tab: what to write · "
    "the ending says the format: .pdf .html .docx .json .csv"
)
WRONG_ENDING = "Give the file an ending that says the format: .pdf, .html, .docx, .json or .csv."
WRONG_LETTER = "A letter is a .pdf, .html or .docx file; give it one of these endings."


def one_line_width(field: QWidget, choices: Sequence[tuple[str, str]]) -> int:
    """The width, in pixels, in which a field shows each of its choices whole."""
    return max(field.fontMetrics().horizontalAdvance(words) for _value, words in choices) + scaled(44)


def redact_field() -> CheckField:
    """The tick that leaves the member out, on one line."""
    field = CheckField(REDACT)
    field.setMinimumWidth(field.fontMetrics().horizontalAdvance(REDACT) + scaled(40))
    field.setToolTip(REDACT_TIP)
    return field


class ExportBar(QFrame):
    """A bar with a field for the file behind what is to be written. ``export_requested`` carries the format,
    the file, the document and whether the member is left out; ``editing_done`` says that the bar may go;
    ``suggestion_wanted`` that a document, redacted or not, needs another name."""

    export_requested = Signal(str, Path, str, bool)
    editing_done = Signal()
    suggestion_wanted = Signal(str, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Export")
        self.setProperty("ground", "surface")
        self._document = ChoiceField("What to write", DOCUMENTS)
        self._document.setMinimumWidth(one_line_width(self._document, DOCUMENTS))
        self._redact = redact_field()
        self._field = LineField("File to write")
        self._help = toned(HELP, "small")
        self._suggested = ""
        row = QHBoxLayout()
        row.setSpacing(scaled(3 * STEP))
        row.addWidget(toned("Write", "title", wrap=False))
        row.addWidget(self._document)
        row.addWidget(self._redact)
        row.addWidget(toned("to", "muted", wrap=False))
        row.addWidget(self._field, stretch=1)
        column = QVBoxLayout(self)
        column.setContentsMargins(scaled(4 * STEP), scaled(STEP), scaled(4 * STEP), scaled(STEP))
        column.setSpacing(scaled(3))
        column.addLayout(row)
        column.addWidget(self._help)
        self._field.entered.connect(self._enter)
        self._field.cancelled.connect(self.editing_done)
        self._document.committed.connect(self._choose)
        self._redact.clicked.connect(self._choose)

    def ask(self, suggested: Path) -> None:
        """Start typing with a file name to accept or change; its ending stays out of the selection."""
        self._document.show_value(SUMMARY)
        self._redact.setChecked(False)
        self._suggested = ""
        self._field.clear()
        self.suggest(suggested)
        self._say(HELP, "small")
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._field.setSelection(0, len(str(suggested)) - len(suggested.suffix))

    def suggest(self, suggested: Path) -> None:
        """Show another file name in the place of the one before, unless something else was typed."""
        if self._field.text() == self._suggested:
            self._suggested = str(suggested)
            self._field.setText(self._suggested)

    def help_text(self) -> str:
        """What is said below the field."""
        return self._help.words()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Esc in the choices mean the bar."""
        if event.key() in ENTER_KEYS:
            self._enter()
        elif event.key() == Qt.Key.Key_Escape:
            self.editing_done.emit()
        else:
            super().keyPressEvent(event)

    def _choose(self) -> None:
        self.suggestion_wanted.emit(self._document.value(), self._redact.isChecked())

    def _say(self, sentence: str, tone: str) -> None:
        self._help.say(sentence)
        set_property(self._help, "tone", tone)

    def _enter(self) -> None:
        target = typed_path(self._field.value())
        kind = target.suffix.lower().removeprefix(".")
        document = self._document.value()
        if kind not in FORMATS:
            self._say(WRONG_ENDING, "problem")
        elif document != SUMMARY and kind not in LETTER_FORMATS:
            self._say(WRONG_LETTER, "problem")
        else:
            self.editing_done.emit()
            self.export_requested.emit(kind, target, document, self._redact.isChecked())
