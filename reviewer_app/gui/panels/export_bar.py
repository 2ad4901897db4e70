"""Asks where to write the determination summary. The file's ending chooses the format."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from reviewer_app.gui.look import STEP, scaled
from reviewer_app.gui.panels.fields import LineField
from reviewer_app.gui.panels.labels import toned

FORMATS = ("pdf", "html", "json")
HELP = "ending .pdf, .html or .json · Enter writes · Esc leaves"
WRONG_ENDING = "Give the file an ending that says the format: .pdf, .html or .json."


class ExportBar(QFrame):
    """A bar with one field. ``export_requested`` carries the format and the file."""

    export_requested = Signal(str, Path)
    editing_done = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Export the summary")
        self.setProperty("ground", "card")
        self._field = LineField("File to write")
        self._help = QLabel(HELP)
        self._help.setProperty("tone", "small")
        row = QHBoxLayout(self)
        row.setContentsMargins(scaled(4 * STEP), scaled(2 * STEP), scaled(4 * STEP), scaled(2 * STEP))
        row.setSpacing(scaled(3 * STEP))
        row.addWidget(toned("Write the summary to", "title", wrap=False))
        row.addWidget(self._field, stretch=1)
        row.addWidget(self._help)
        self._field.entered.connect(self._enter)
        self._field.cancelled.connect(self._leave)
        self.hide()

    def ask(self, suggested: Path) -> None:
        """Show the bar with a file name to accept or change."""
        self._field.setText(str(suggested))
        self._help.setText(HELP)
        self.show()
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _enter(self) -> None:
        target = Path(self._field.value()).expanduser()
        kind = target.suffix.lower().removeprefix(".")
        if kind not in FORMATS:
            self._help.setText(WRONG_ENDING)
            return
        self._leave()
        self.export_requested.emit(kind, target)

    def _leave(self) -> None:
        self.hide()
        self.editing_done.emit()
