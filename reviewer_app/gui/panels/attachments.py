"""The files that are attached to a document: what they are, and where to save one. None is ever opened."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from reviewer_app.gui.look import STEP, TWO_LINE_ROW_HEIGHT, Look, scaled, small_font, text_font
from reviewer_app.gui.models.attachments_model import AttachmentRow, AttachmentsModel
from reviewer_app.gui.panels.empty_state import EmptyState
from reviewer_app.gui.panels.labels import set_property, toned
from reviewer_app.gui.panels.lists import SteppedList
from reviewer_app.gui.panels.overlay import Overlay
from reviewer_app.gui.panels.painting import draw_text, text_width
from reviewer_app.gui.panels.row_delegate import RowDelegate
from reviewer_app.gui.panels.stepping_field import SteppingField
from reviewer_app.gui.panels.typed_path import typed_path

PAGE_ROWS = 6
LINE = 18

HELP = (
    "Enter saves · Up and Down choose the file · Esc closes. "
    "The program never opens what it saves: check it before you do."
)
READING = ("Looking for attached files …", "")
NONE = ("No file is attached to this document", "Esc closes.")
NO_FOLDER = "Name a folder and a file, for example {}."


class AttachmentDelegate(RowDelegate[AttachmentRow]):
    """The name with its size at the right; what the document says about it below."""

    def row_height(self, row: AttachmentRow, _width: int) -> int:
        return scaled(TWO_LINE_ROW_HEIGHT if row.description else TWO_LINE_ROW_HEIGHT - LINE + STEP)

    def paint_row(self, painter: QPainter, box: QRect, row: AttachmentRow, *, current: bool) -> None:
        quiet = self.look.text if current else self.look.muted
        height = scaled(LINE)
        lines = 2 if row.description else 1
        first = QRect(box.left(), box.top() + (box.height() - lines * height) // 2, box.width(), height)
        size = text_width(row.size, small_font()) + 2
        right = QRect(first.right() + 1 - size, first.top(), size, height)
        draw_text(painter, right, row.size, small_font(), quiet)
        name = first.adjusted(0, 0, -size - scaled(3 * STEP), 0)
        draw_text(painter, name, row.name, text_font(bold=current), self.look.text)
        draw_text(painter, first.translated(0, height), row.description, small_font(), quiet)


class AttachmentsCard(Overlay):
    """``save_requested`` carries the file's number, the target, and whether one that is there may be
    replaced: only when Enter was pressed once more after the card had said that it is there."""

    save_requested = Signal(int, Path, bool)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__("Attached files", parent)
        self._folder = Path.home()
        self._may_replace: Path | None = None
        self._heading = toned("Attached files", "title", wrap=False)
        self.list = SteppedList("Files attached to the document")
        self.model = AttachmentsModel(self)
        self.list.setModel(self.model)
        self._rows = AttachmentDelegate(self.list, look)
        self.empty = EmptyState(*READING)
        self.target = SteppingField("Save the file as", page_rows=PAGE_ROWS)
        self._help = toned(HELP, "small")
        self.column.addWidget(self._heading)
        self.column.addWidget(self.list, stretch=1)
        self.column.addWidget(self.empty, stretch=1)
        self._label = toned("Save as", "heading", wrap=False)
        self.column.addWidget(self._label)
        self.column.addWidget(self.target)
        self.column.addWidget(self._help)
        self.target.entered.connect(self._save)
        self.target.cancelled.connect(self.close_card)
        self.target.textEdited.connect(self._edited)
        self.target.stepped.connect(self._step)
        self.list.clicked.connect(self._choose)

    def set_look(self, look: Look) -> None:
        self._rows.set_look(look)

    def open_for(self, title: str, folder: Path) -> None:
        """Open the card of a document whose attached files are being read; they are to be saved into
        ``folder`` unless the reader names another."""
        self._folder = folder
        self._heading.say(f"Attached files · {title}")
        self._show((), READING)
        self.open_over(self)

    def show_files(self, rows: tuple[AttachmentRow, ...]) -> None:
        """List the files; the first is the current one."""
        self._show(rows, NONE)

    def show_problem(self, sentence: str) -> None:
        """Say why there is nothing to list."""
        self._show((), ("The attached files cannot be read", sentence))

    def show_exists(self, sentence: str) -> None:
        """Say that the target is there; Enter once more replaces it."""
        self._may_replace = self._typed()
        self._say(sentence, "caution")

    def show_not_saved(self, sentence: str) -> None:
        """Say why it was not saved."""
        self._say(sentence, "problem")

    def show_saved(self, target: Path) -> None:
        """Say where the file is now."""
        self._folder = target.parent
        self._say(f"Saved: {target}", "done")

    def help_text(self) -> str:
        """What is said below the field."""
        return self._help.words()

    def card_place(self) -> QRect:
        width = min(self.width() - scaled(32), scaled(620))
        height = min(self.height() - scaled(64), scaled(420))
        return QRect((self.width() - width) // 2, scaled(32), width, height)

    def _show(self, rows: tuple[AttachmentRow, ...], nothing: tuple[str, str]) -> None:
        self.model.show(rows)
        self.list.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        self.empty.show_text(*nothing)
        self._label.setVisible(bool(rows))
        self._help.setVisible(bool(rows))
        self.target.setVisible(bool(rows))
        if not self.isHidden():
            (self.target if rows else self).setFocus(Qt.FocusReason.PopupFocusReason)
        self._select(0)

    def _select(self, row: int) -> None:
        """Make a row the current one and suggest where to save its file; its name without the ending is
        selected."""
        self.list.select(row)
        if not self.model.rows:
            self.target.clear()
            return
        suggested = self._folder / self.model.rows[self.list.currentIndex().row()].name
        self.target.setText(str(suggested))
        start = len(str(suggested)) - len(suggested.name)
        self.target.setSelection(start, len(suggested.stem))
        self._edited()

    def _step(self, rows: int) -> None:
        self._select(self.list.currentIndex().row() + rows)

    def _choose(self, index: QModelIndex) -> None:
        self._select(index.row())
        self.target.setFocus(Qt.FocusReason.MouseFocusReason)

    def _edited(self) -> None:
        self._may_replace = None
        self._say(HELP, "small")

    def _say(self, sentence: str, tone: str) -> None:
        self._help.say(sentence)
        set_property(self._help, "tone", tone)
        self.target.setAccessibleDescription(sentence)

    def _typed(self) -> Path:
        return typed_path(self.target.value())

    def _save(self) -> None:
        index = self.list.currentIndex()
        if not self.model.rows or not index.isValid():
            return
        row, target = self.model.rows[index.row()], self._typed()
        if not target.is_absolute() or not target.name:
            self._say(NO_FOLDER.format(self._folder / row.name), "problem")
            return
        replace, self._may_replace = target == self._may_replace, None
        self.save_requested.emit(row.number, target, replace)
