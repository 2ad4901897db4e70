"""The section Pages seen before: where the pages of the case were already, in this case and in others."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from reviewer_app.gui.look import Look, scaled
from reviewer_app.gui.models.same_pages_model import CopyRow, SamePagesModel, SamePagesRow
from reviewer_app.gui.panels.fields import LineField, TextField
from reviewer_app.gui.panels.labels import show_words, toned
from reviewer_app.gui.panels.lists import BrowsedList
from reviewer_app.gui.panels.same_pages_rows import SamePagesDelegate

TITLE = "Pages seen before"


class SamePagesSection(QFrame):
    """A list of pages, what was found when the current ones were compared, and a field that asks why they are
    not the same. It hides while there is nothing to show."""

    chosen = Signal(object)
    """The :class:`CopyRow` that is to be shown side by side."""

    reason_entered = Signal(object, str)
    """The row that is no copy, and why."""

    editing_done = Signal()
    """Typing has ended: the keyboard may go back to the pages."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "surface")
        self.setAccessibleName(TITLE)
        self._asked: CopyRow | None = None
        self._reviewer_chose = False
        self.model = SamePagesModel(self)
        self.list = BrowsedList(TITLE, chooses=True)
        self.list.setModel(self.model)
        self._rows = SamePagesDelegate(self.list, look)
        self._title = toned(TITLE, "title", wrap=False)
        self._keys = toned("", "small")
        self._word = toned("", "small")
        self._kept = TextField("What is kept of the other page", least=4, most=12)
        self._kept.setReadOnly(True)
        self.reason = LineField("Why these pages are not the same", placeholder="Why they are not the same")
        self._lay_out()
        self.list.chosen.connect(self._row_chosen)
        self.list.selectionModel().currentChanged.connect(self._row_changed)
        self.reason.entered.connect(self._reason_entered)
        self.reason.cancelled.connect(self._leave)
        self.hide()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        line = QFrame()
        line.setProperty("ground", "rule")
        line.setFixedHeight(1)
        column.addWidget(line)
        column.addSpacing(scaled(12))
        for widget, below in ((self._title, 0), (self._keys, 8), (self._word, 8)):
            widget.setContentsMargins(scaled(16), 0, scaled(16), scaled(below))
        field = QVBoxLayout()
        field.setContentsMargins(scaled(16), scaled(4), scaled(16), scaled(8))
        field.addWidget(self.reason)
        column.addWidget(self._title)
        column.addWidget(self._keys)
        column.addWidget(self.list, stretch=1)
        column.addLayout(field)
        column.addWidget(self._word)
        column.addWidget(self._kept)
        for part in (self.reason, self._word, self._kept):
            part.hide()

    def set_look(self, look: Look) -> None:
        """Paint with other colours."""
        self._rows.set_look(look)

    def show_keys(self, here: str, differ: str) -> None:
        """Name the keys that lead here, and that set pages aside."""
        show_words(self._keys, f"{here} and Tab lead here · Enter side by side · {differ} not the same")

    def show_rows(self, rows: tuple[SamePagesRow, ...]) -> None:
        """Show these rows. The first is the current one until the reviewer went to one, which then
        stays it: pages are found one after the other, and the gravest stand first."""
        self._reviewer_chose = self._reviewer_chose and bool(rows)
        current = self.current_row() if self._reviewer_chose else None
        self.model.show(rows)
        self.setVisible(bool(rows))
        place = self.model.place_of(current.key) if current is not None else -1
        if place < 0:
            place = next((at for at, row in enumerate(rows) if row.selectable), -1)
        if place >= 0:
            self.list.setCurrentIndex(self.model.index(place))
        if not self._reviewer_chose:
            self.list.scrollToTop()

    def current_row(self) -> CopyRow | None:
        """The current row; ``None`` without any."""
        place = self.list.currentIndex().row()
        row = self.model.rows[place] if 0 <= place < len(self.model.rows) else None
        return row if isinstance(row, CopyRow) else None

    def make_current(self, row: CopyRow) -> None:
        """Go to a row of the list."""
        self._reviewer_chose = True
        place = self.model.place_of(row.key)
        if place >= 0:
            self.list.setCurrentIndex(self.model.index(place))

    def show_word(self, words: str, kept: str = "") -> None:
        """Say what was found when the current pages were compared; ``kept`` is the text of the other page,
        where the page itself cannot be shown."""
        show_words(self._word, words)
        self._kept.show_value(kept)
        self._kept.setVisible(bool(kept))

    def words(self) -> str:
        """What :meth:`show_word` shows."""
        return self._word.words() if not self._word.isHidden() else ""

    def kept_text(self) -> str:
        """The text of the other page that :meth:`show_word` shows."""
        return self._kept.toPlainText() if not self._kept.isHidden() else ""

    def ask_reason(self, row: CopyRow) -> None:
        """Ask why pages are not the same."""
        self._asked = row
        self.make_current(row)
        self.reason.clear()
        self.reason.show_value("")
        self.reason.show()
        self.reason.setFocus()

    def _row_chosen(self, index: QModelIndex) -> None:
        row = self.model.rows[index.row()]
        if isinstance(row, CopyRow):
            self._reviewer_chose = True
            self.chosen.emit(row)

    def _row_changed(self) -> None:
        self._reviewer_chose = self._reviewer_chose or self.list.hasFocus()
        self.show_word("")

    def _reason_entered(self) -> None:
        row, why = self._asked, self.reason.value()
        if row is not None and why:
            self._leave()
            self.reason_entered.emit(row, why)

    def _leave(self) -> None:
        self._asked = None
        self.reason.hide()
        self.editing_done.emit()
