"""A list model over a tuple of immutable rows that repaints only the rows that changed."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

ROW = Qt.ItemDataRole.UserRole
"""The role under which a delegate finds the row's value."""

Index = QModelIndex | QPersistentModelIndex


class Row(Protocol):
    """What a row has to tell: its identity, the text of its first column, and its full wording for a
    reader."""

    @property
    def key(self) -> Hashable: ...

    @property
    def text(self) -> str: ...

    @property
    def spoken(self) -> str: ...

    @property
    def selectable(self) -> bool: ...


RowType = TypeVar("RowType", bound=Row)


class RowsModel(QAbstractListModel, Generic[RowType]):
    """Rows from the top. :meth:`show` compares with what is shown: same keys in the same order give one
    ``dataChanged`` for each differing row, anything else a reset."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[RowType, ...] = ()

    @property
    def rows(self) -> tuple[RowType, ...]:
        return self._rows

    def show(self, rows: tuple[RowType, ...]) -> None:
        """Show these rows."""
        if [row.key for row in rows] != [row.key for row in self._rows]:
            self.beginResetModel()
            self._rows = rows
            self.endResetModel()
            return
        changed = [place for place, row in enumerate(rows) if row != self._rows[place]]
        self._rows = rows
        for place in changed:
            self.dataChanged.emit(self.index(place), self.index(place))

    def place_of(self, key: Hashable) -> int:
        """The place of a row from 0, or -1."""
        return next((place for place, row in enumerate(self._rows) if row.key == key), -1)

    def find(self, wanted: Callable[[RowType], bool]) -> RowType | None:
        return next((row for row in self._rows if wanted(row)), None)

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or not 0 <= index.row() < len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.text
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return row.spoken
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or not self._rows[index.row()].selectable:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
