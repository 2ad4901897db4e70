"""The worklist as a table: one row a case folder."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from reviewer_app.domain.case import CaseRow
from reviewer_app.gui.models.clock_words import clock_chip, clock_sentences, due_order
from reviewer_app.gui.models.wording import counted, moment

Index = QModelIndex | QPersistentModelIndex
LAST = datetime.max.replace(tzinfo=UTC)
CASE_ROW = Qt.ItemDataRole.UserRole


class Column(NamedTuple):
    """A column: its heading, and what it says of a case at an instant."""

    heading: str
    words: Callable[[CaseRow, datetime], str]


def status_words(row: CaseRow) -> str:
    """How the review stands; what came for it since stands first."""
    if row.problem:
        return "problem"
    return f"{counted(row.new_documents, 'new document')} · {row.status}" if row.new_documents else row.status


COLUMNS = (
    Column("Case", lambda row, _now: row.name),
    Column("Member", lambda row, _now: row.member),
    Column("Service", lambda row, _now: row.service),
    Column("Received", lambda row, _now: moment(row.received) if row.received is not None else ""),
    Column("Due", lambda row, now: clock_chip(row.clock, now)[0]),
    Column("Status", lambda row, _now: status_words(row)),
    Column("Progress", lambda row, _now: row.progress),
)
DUE_COLUMN, STATUS_COLUMN = 4, 5
STRETCHED_COLUMN = 2


def in_order(rows: tuple[CaseRow, ...]) -> tuple[CaseRow, ...]:
    """Soonest due first, those that are decided last; then what was received first; then by name. A pended
    case for which something came stands before the other pended ones."""

    def place(row: CaseRow) -> tuple[tuple[int, datetime], bool, datetime, str]:
        return due_order(row.clock), not row.new_documents, row.received or LAST, row.name.lower()

    return tuple(sorted(rows, key=place))


class WorklistModel(QAbstractTableModel):
    """The case folders that fit the filter, soonest due first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: tuple[CaseRow, ...] = ()
        self._rows: tuple[CaseRow, ...] = ()
        self._now = LAST
        self._typed = ""

    @property
    def rows(self) -> tuple[CaseRow, ...]:
        """The rows that are shown, in order."""
        return self._rows

    @property
    def total(self) -> int:
        """How many cases there are, filtered or not."""
        return len(self._all)

    def show_rows(self, rows: tuple[CaseRow, ...], now: datetime) -> None:
        """Show these cases; ``now`` is what times left are counted from."""
        self._all, self._now = in_order(rows), now
        self._refilter()

    def filter_by(self, typed: str) -> None:
        """Show only cases in which every typed word occurs."""
        self._typed = typed
        self._refilter()

    def _refilter(self) -> None:
        words = self._typed.lower().split()
        shown = tuple(row for row in self._all if all(word in self._text(row) for word in words))
        if [row.folder for row in shown] == [row.folder for row in self._rows]:
            self._rows = shown
            if shown:
                self.dataChanged.emit(self.index(0, 0), self.index(len(shown) - 1, len(COLUMNS) - 1))
            return
        self.beginResetModel()
        self._rows = shown
        self.endResetModel()

    def _text(self, row: CaseRow) -> str:
        return f"{row.folder.name} {' '.join(column.words(row, self._now) for column in COLUMNS)}".lower()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        across = orientation is Qt.Orientation.Horizontal
        if across and role == Qt.ItemDataRole.DisplayRole and 0 <= section < len(COLUMNS):
            return COLUMNS[section].heading
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or not 0 <= index.row() < len(self._rows):
            return None
        row = self._rows[index.row()]
        words = COLUMNS[index.column()].words(row, self._now)
        if role == CASE_ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{COLUMNS[index.column()].heading}: {words or 'none'}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return row.problem or self._tip(row, index.column(), words)
        return None

    def _tip(self, row: CaseRow, column: int, words: str) -> str:
        if column == DUE_COLUMN and words:
            return "\n".join(clock_sentences(row.clock))
        return str(row.folder) if column == 0 else words
