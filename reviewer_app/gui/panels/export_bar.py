"""Asks where to write the determination summary. The file's ending chooses the format."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from reviewer_app.gui.look import STEP, scaled
from reviewer_app.gui.panels.fields import LineField
from reviewer_app.gui.panels.labels import set_property, toned
from reviewer_app.gui.panels.typed_path import typed_path

FORMATS = ("pdf", "html", "json")
HELP = "Enter writes · Esc leaves · the ending .pdf, .html or .json says the format"
WRONG_ENDING = "Give the file an ending that says the format: .pdf, .html or .json."


class ExportBar(QFrame):
    """A bar with one field. ``export_requested`` carries the format and the file; ``editing_done`` says that
    the bar may go."""

    export_requested = Signal(str, Path)
    editing_done = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Export the summary")
        self.setProperty("ground", "surface")
        self._field = LineField("File to write")
        self._help = toned(HELP, "small")
        row = QHBoxLayout()
        row.setSpacing(scaled(3 * STEP))
        row.addWidget(toned("Write the summary to", "title", wrap=False))
        row.addWidget(self._field, stretch=1)
        column = QVBoxLayout(self)
        column.setContentsMargins(scaled(4 * STEP), scaled(STEP), scaled(4 * STEP), scaled(STEP))
        column.setSpacing(scaled(3))
        column.addLayout(row)
        column.addWidget(self._help)
        self._field.entered.connect(self._enter)
        self._field.cancelled.connect(self.editing_done)

    def ask(self, suggested: Path) -> None:
        """Start typing with a file name to accept or change; its ending stays out of the selection."""
        self._field.setText(str(suggested))
        self._say(HELP, "small")
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._field.setSelection(0, len(str(suggested)) - len(suggested.suffix))

    def help_text(self) -> str:
        """What is said below the field."""
        return self._help.words()

    def _say(self, sentence: str, tone: str) -> None:
        self._help.say(sentence)
        set_property(self._help, "tone", tone)

    def _enter(self) -> None:
        target = typed_path(self._field.value())
        kind = target.suffix.lower().removeprefix(".")
        if kind not in FORMATS:
            self._say(WRONG_ENDING, "problem")
            return
        self.editing_done.emit()
        self.export_requested.emit(kind, target)
