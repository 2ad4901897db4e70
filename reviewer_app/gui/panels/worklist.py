"""The worklist: the case folders under a root, soonest due first."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QEvent, QModelIndex, QObject, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from reviewer_app.domain.case import CaseRow
from reviewer_app.gui.look import ROW_HEIGHT, Look, scaled, text_font
from reviewer_app.gui.models.rows_model import Index
from reviewer_app.gui.models.wording import counted
from reviewer_app.gui.models.worklist_model import (
    CASE_ROW,
    STATUS_COLUMN,
    STRETCHED_COLUMN,
    WorklistModel,
)
from reviewer_app.gui.panels.buttons import Button
from reviewer_app.gui.panels.empty_state import EmptyState
from reviewer_app.gui.panels.fields import ENTER_KEYS, LineField, keeps_key
from reviewer_app.gui.panels.labels import Squeezed, show_words, toned
from reviewer_app.gui.panels.lists import MOVE_KEYS
from reviewer_app.gui.panels.painting import draw_text

PAGE_KEYS = frozenset((Qt.Key.Key_PageUp, Qt.Key.Key_PageDown))
NARROW = 1000
"""A worklist narrower than this, in pixels at 100 %, leaves out what is least needed to choose a case."""

COLUMN_WIDTHS = ((190, 150), (210, 130), (240, 110), (150, 0), (180, 130), (240, 150), (80, 0))
"""Widths of the columns in a wide and in a narrow worklist; 0 leaves the column out."""

NO_ROOT = "No folder of cases is chosen"
NO_ROOT_SENTENCE = (
    "Choose the folder that holds your case folders. The program reads it and never writes into it."
)
NO_CASES = "No case folders here"
NO_CASES_SENTENCE = (
    "A case is a folder with PDF, TIFF, PNG, JPEG or text files. Put one here, or choose another folder."
)
NO_FIT = "No case fits the filter"
NO_FIT_SENTENCE = "Esc clears it."


class WorklistTable(QTableView):
    """The table. It keeps arrows, page keys and Enter; letters and Space are the window's."""

    opened = Signal(QModelIndex)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Cases")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self.horizontalHeader().setSectionsClickable(False)
        self.doubleClicked.connect(self.opened)

    def event(self, event: QEvent) -> bool:
        if keeps_key(event, MOVE_KEYS | PAGE_KEYS | ENTER_KEYS):
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER_KEYS and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex())
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.selectRow(0 if event.key() == Qt.Key.Key_Home else self.model().rowCount() - 1)
        elif event.key() in MOVE_KEYS | PAGE_KEYS:
            super().keyPressEvent(event)
        else:
            event.ignore()


class CaseCells(QStyledItemDelegate):
    """A row as one band: accent bar at its left, the case in bold, what is late or broken in its colour."""

    def __init__(self, table: WorklistTable, look: Look) -> None:
        super().__init__(table)
        self.look = look

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: CaseRow = index.data(CASE_ROW)
        words: str = index.data()
        current = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if current:
            painter.fillRect(option.rect, self.look.accent_ground)
        if current and index.column() == 0:
            bar = QRect(option.rect.left(), option.rect.top(), scaled(3), option.rect.height())
            painter.fillRect(bar, self.look.accent)
        colour = self.look.text if current or index.column() in (0, 1) else self.look.muted
        if words.startswith("overdue") or (row.problem and index.column() == STATUS_COLUMN):
            colour = self.look.absent
        box = option.rect.adjusted(scaled(8), 0, -scaled(8), 0)
        draw_text(painter, box, words, text_font(bold=index.column() == 0), colour)
        painter.restore()


class WorklistPage(QFrame):
    """The cases of one root. ``case_chosen`` carries the folder of a case to open, ``root_chosen`` another
    root."""

    case_chosen = Signal(Path)
    root_chosen = Signal(Path)
    editing_done = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Worklist")
        self.setProperty("ground", "surface")
        self._root: Path | None = None
        self.model = WorklistModel(self)
        self.table = WorklistTable()
        self.table.setModel(self.model)
        self._cells = CaseCells(self.table, look)
        self.table.setItemDelegate(self._cells)
        self._room = QWidget()
        self.filter = LineField("Filter cases", placeholder="Filter by case, member, service or status")
        self.choose_button = Button("Choose folder …", self.choose_root)
        self._title = Squeezed("title", 72)
        self._count = toned("", "muted", wrap=False)
        self._problem = toned("", "problem")
        self.empty = EmptyState(
            NO_ROOT,
            NO_ROOT_SENTENCE,
            Button("Choose folder …", self.choose_root, kind="primary"),
        )
        self._lay_out()
        self.filter.textChanged.connect(self._refilter)
        self.filter.entered.connect(self.open_current)
        self.filter.cancelled.connect(self._clear_filter)
        self.filter.installEventFilter(self)
        self.table.opened.connect(self._open)
        self.table.selectionModel().currentChanged.connect(self._show_problem)
        self._show_emptiness()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(scaled(16), scaled(12), scaled(16), scaled(8))
        head.setSpacing(scaled(12))
        head.addWidget(self._title)
        head.addWidget(self._count)
        head.addStretch(1)
        self.filter.setMinimumWidth(scaled(160))
        self.filter.setMaximumWidth(scaled(360))
        head.addWidget(self.filter, stretch=2)
        head.addWidget(self.choose_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        rows = QHBoxLayout(self._room)
        rows.setContentsMargins(scaled(8), 0, scaled(8), 0)
        rows.addWidget(self.table)
        column.addWidget(self._room, stretch=1)
        column.addWidget(self.empty, stretch=1)
        self._problem.setContentsMargins(scaled(16), scaled(6), scaled(16), scaled(6))
        column.addWidget(self._problem)
        show_words(self._problem, "")
        self._size_columns()

    def add_bar(self, bar: QWidget) -> None:
        """A bar that stands at the bottom while it is shown."""
        layout = self.layout()
        if layout is not None:
            layout.addWidget(bar)

    def _size_columns(self) -> None:
        self.table.verticalHeader().setDefaultSectionSize(scaled(ROW_HEIGHT))
        header = self.table.horizontalHeader()
        header.setMinimumSectionSize(scaled(64))
        narrow = self.width() < scaled(NARROW)
        for column, (wide, squeezed) in enumerate(COLUMN_WIDTHS):
            self.table.setColumnWidth(column, scaled(squeezed if narrow else wide))
            self.table.setColumnHidden(column, narrow and not squeezed)
        header.setSectionResizeMode(STRETCHED_COLUMN, QHeaderView.ResizeMode.Stretch)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._size_columns()

    def set_look(self, look: Look) -> None:
        self._cells.look = look
        self._size_columns()
        self.table.viewport().update()

    def show_rows(self, root: Path | None, rows: tuple[CaseRow, ...], now: datetime) -> None:
        """Show the cases under a root, counting times left from ``now``. The current case stays current."""
        kept = self.current_folder()
        self._root = root
        self._title.say(root.name or str(root) if root is not None else "Worklist")
        self._title.setToolTip(str(root) if root is not None else "")
        self.model.show_rows(rows, now)
        self._keep(kept)
        self._show_emptiness()

    def show_problem(self, root: Path, sentence: str) -> None:
        """Say that a root cannot be read, and why; its cases are not shown."""
        self._root = root
        self.model.show_rows((), datetime.now().astimezone())
        self._title.say(root.name or str(root))
        self._show_emptiness()
        self.empty.show_text("This folder cannot be read", sentence)

    def _show_emptiness(self) -> None:
        nothing = not self.model.rows
        self._room.setVisible(not nothing)
        self.empty.setVisible(nothing)
        self._count.say(counted(self.model.total, "case") if self.model.total else "")
        if self._root is None:
            self.empty.show_text(NO_ROOT, NO_ROOT_SENTENCE)
        elif self.model.total:
            self.empty.show_text(NO_FIT, NO_FIT_SENTENCE, way_out=False)
        else:
            self.empty.show_text(NO_CASES, NO_CASES_SENTENCE)

    def _keep(self, folder: Path | None) -> None:
        """Make that folder's row the current one again; the first where it is gone."""
        folders = [row.folder for row in self.model.rows]
        if folders:
            self.table.selectRow(folders.index(folder) if folder in folders else 0)

    def current_folder(self) -> Path | None:
        """The folder of the current case."""
        index = self.table.currentIndex()
        return self.model.rows[index.row()].folder if index.isValid() else None

    def move_current(self, step: int) -> None:
        """Go to the next (+1) or previous (-1) case; the ends hold."""
        count = len(self.model.rows)
        if count:
            row = self.table.currentIndex().row()
            self.table.selectRow(max(0, min(count - 1, row + step)))

    def open_current(self) -> None:
        """Open the current case."""
        folder = self.current_folder()
        if folder is not None:
            self.case_chosen.emit(folder)

    def _open(self, index: QModelIndex) -> None:
        self.case_chosen.emit(self.model.rows[index.row()].folder)

    def focus_filter(self) -> None:
        """Start typing into the filter."""
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.selectAll()

    def focus_cases(self) -> None:
        """Give the keyboard to the table, or to the way out where there is none."""
        target: QWidget = self.table if self.model.rows else self.choose_button
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _refilter(self, typed: str) -> None:
        kept = self.current_folder()
        self.model.filter_by(typed)
        self._keep(kept)
        self._show_emptiness()

    def _clear_filter(self) -> None:
        self.filter.clear()
        self.focus_cases()
        self.editing_done.emit()

    def _show_problem(self, current: QModelIndex, _previous: QModelIndex) -> None:
        """Below the table: what is wrong with the current case."""
        row = self.model.rows[current.row()] if current.isValid() else None
        show_words(self._problem, f"{row.name}: {row.problem}" if row is not None and row.problem else "")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and Down in the filter move through the table."""
        if isinstance(event, QKeyEvent) and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                self.move_current(1 if event.key() == Qt.Key.Key_Down else -1)
                return True
        return super().eventFilter(watched, event)

    def problem_text(self) -> str:
        """What is said to be wrong with the current case."""
        return self._problem.words()

    def choose_root(self) -> None:
        """Ask for a folder of cases."""
        from PySide6.QtWidgets import QFileDialog

        start = str(self._root) if self._root is not None else str(Path.home())
        chosen = QFileDialog.getExistingDirectory(self, "Folder of cases", start)
        if chosen:
            self.root_chosen.emit(Path(chosen))
