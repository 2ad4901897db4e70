"""Asks what of the listed cases to write and where, then tells how far it is and what was left out."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from reviewer_app.gui.look import STEP, scaled
from reviewer_app.gui.models.wording import counted
from reviewer_app.gui.panels.buttons import Button
from reviewer_app.gui.panels.choice_fields import ChoiceField
from reviewer_app.gui.panels.export_bar import one_line_width, redact_field
from reviewer_app.gui.panels.fields import ENTER_KEYS, LineField
from reviewer_app.gui.panels.labels import set_property, toned
from reviewer_app.gui.panels.typed_path import typed_path

TABLES = ("findings", "cases")
WHAT = (
    ("summary", "Each summary"),
    ("letter", "Each letter to the provider"),
    ("member-letter", "Each letter to the member"),
    ("findings", "One table, a row a finding"),
    ("cases", "One table, a row a case"),
)
FORMATS = (("pdf", "PDF"), ("html", "HTML"), ("docx", "DOCX"), ("json", "JSON"))
FILES_HELP = "Enter writes the signed ones of {cases}, each as a file into this folder · Esc leaves"
TABLE_HELP = "Enter writes {cases} to this .csv file · Esc leaves"
NO_FOLDER = "This folder is not there; create it or name another one."
NO_TABLE = "Name a file that ends with .csv for the table."
NO_JSON_LETTER = "A letter is no JSON file; choose another format."
STOPPING = "Stopping after this case …"
MOST_TOLD = 3
"""Cases that were left out, of which the reason is told here; of more only the number."""


class BatchBar(QFrame):
    """``batch_requested`` carries what to write, the format, the folder or file, and whether the member is
    left out; ``stop_requested`` and ``editing_done`` say that the work, or the bar, may end."""

    batch_requested = Signal(str, str, Path, bool)
    stop_requested = Signal()
    editing_done = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Export the listed cases")
        self.setProperty("ground", "surface")
        self._cases = ""
        self._folder = Path.home()
        self.what = ChoiceField("What to write", WHAT)
        self.format = ChoiceField("Format", FORMATS)
        self.what.setMinimumWidth(one_line_width(self.what, WHAT))
        self.redact = redact_field()
        self.place = LineField("Folder or file to write to")
        self.stop = Button("Stop", self.stop_requested.emit)
        self._help = toned("", "small")
        row = QHBoxLayout()
        row.setSpacing(scaled(3 * STEP))
        row.addWidget(toned("Write", "title", wrap=False))
        for field in (self.what, self.format, self.redact):
            row.addWidget(field)
        row.addWidget(toned("to", "muted", wrap=False))
        row.addWidget(self.place, stretch=1)
        row.addWidget(self.stop)
        column = QVBoxLayout(self)
        column.setContentsMargins(scaled(4 * STEP), scaled(2 * STEP), scaled(4 * STEP), scaled(2 * STEP))
        column.setSpacing(scaled(STEP))
        column.addLayout(row)
        column.addWidget(self._help)
        self.what.committed.connect(self._choose)
        self.place.entered.connect(self._enter)
        self.place.cancelled.connect(self.editing_done)
        self._show_running(running=False)
        self.hide()

    @property
    def running(self) -> bool:
        return not self.stop.isHidden()

    def ask(self, cases: int, folder: Path) -> None:
        """Start typing where to write so many cases."""
        self._cases, self._folder = counted(cases, "case"), folder
        self.show()
        self._choose()
        self.place.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.place.selectAll()

    def show_progress(self, words: str) -> None:
        """Tell how far it is; the keyboard is at what stops it."""
        if not self.running:
            self._show_running(running=True)
            self.stop.setFocus(Qt.FocusReason.OtherFocusReason)
        self._say(words, "small")

    def show_end(self, words: str, left_out: tuple[str, ...]) -> None:
        """Tell what was written, and of the first cases that were left out why."""
        self._show_running(running=False)
        more = len(left_out) - MOST_TOLD
        told = (words, *left_out[:MOST_TOLD], *((f"{more} more were left out.",) if more > 0 else ()))
        self._say("\n".join(told), "problem" if left_out else "small")
        self.place.setFocus(Qt.FocusReason.OtherFocusReason)

    def help_text(self) -> str:
        """What is said below the fields."""
        return self._help.words()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Esc in the choices mean the bar; Esc stops what is written."""
        if event.key() == Qt.Key.Key_Escape and self.running:
            self._say(STOPPING, "small")
            self.stop_requested.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.editing_done.emit()
        elif event.key() in ENTER_KEYS and not self.running:
            self._enter()
        else:
            super().keyPressEvent(event)

    def _show_running(self, *, running: bool) -> None:
        for field in (self.what, self.format, self.redact, self.place):
            field.setEnabled(not running)
        self.stop.setVisible(running)

    def _choose(self) -> None:
        table = self.what.value() in TABLES
        self.format.setVisible(not table)
        self.place.setText(str(self._folder / f"{self.what.value()}.csv" if table else self._folder))
        self._say((TABLE_HELP if table else FILES_HELP).format(cases=self._cases), "small")

    def _say(self, sentence: str, tone: str) -> None:
        self._help.say(sentence)
        set_property(self._help, "tone", tone)

    def _enter(self) -> None:
        what, place = self.what.value(), typed_path(self.place.value())
        table = what in TABLES
        if table and place.suffix.lower() != ".csv":
            self._say(NO_TABLE, "problem")
        elif not table and not place.is_dir():
            self._say(NO_FOLDER, "problem")
        elif what not in (*TABLES, "summary") and self.format.value() == "json":
            self._say(NO_JSON_LETTER, "problem")
        else:
            self._folder = place.parent if table else place
            chosen = "csv" if table else self.format.value()
            self.batch_requested.emit(what, chosen, place, self.redact.isChecked())
