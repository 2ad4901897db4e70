"""List views that leave the keyboard to the window's commands, or keep exactly the keys that they name."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QSizePolicy, QWidget

from reviewer_app.gui.panels.fields import ENTER_KEYS, is_plain, keeps_key

MOVE_KEYS = frozenset((Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End))
FOLD_KEYS = frozenset((Qt.Key.Key_Left, Qt.Key.Key_Right))
CHOOSE_KEYS = ENTER_KEYS | {Qt.Key.Key_Space}
DIGIT_KEYS = frozenset(Qt.Key(Qt.Key.Key_1.value + number) for number in range(9))


class QuietList(QListView):
    """A list whose keys all belong to the window: marking and scrolling work while it has the focus. It wraps
    its rows to its own width and never scrolls sideways."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_MacShowFocusRect, on=False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Rows of another width may need another height; Qt asks again only when the height changes."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        event.ignore()


class SteppedList(QuietList):
    """A list that never has the keyboard: a field beside it moves its current row."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def select(self, row: int) -> None:
        """Make the row the current one and show it; beyond an end it is the last one there."""
        last = self.model().rowCount() - 1
        index = self.model().index(max(0, min(last, row)), 0) if last >= 0 else QModelIndex()
        self.setCurrentIndex(index)
        if index.isValid():
            self.scrollTo(index)


class BrowsedList(QuietList):
    """A list of the height it is given that keeps the arrows, Home and End while focused, and Enter where it
    ``chooses``. ``chosen`` carries the row that Enter or a click chose. The current row stays in sight when
    the list changes its size."""

    chosen = Signal(QModelIndex)
    _keys = MOVE_KEYS

    def __init__(self, name: str, *, chooses: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self._keys = MOVE_KEYS | (ENTER_KEYS if chooses else frozenset())
        self.clicked.connect(self.chosen)

    def event(self, event: QEvent) -> bool:
        if keeps_key(event, self._keys):
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if not is_plain(event) or key not in self._keys:
            event.ignore()
        elif key in ENTER_KEYS:
            if self.currentIndex().isValid():
                self.chosen.emit(self.currentIndex())
        else:
            self._move(key)

    def _move(self, key: Qt.Key) -> None:
        """Go to a row that can be the current one; headings are passed over, the ends hold."""
        model, here = self.model(), self.currentIndex().row()
        places = [row for row in range(model.rowCount()) if model.index(row, 0).flags()]
        ahead = [row for row in places if row > here]
        behind = [row for row in places if row < here]
        wanted = {
            Qt.Key.Key_Home: places[:1],
            Qt.Key.Key_End: places[-1:],
            Qt.Key.Key_Down: ahead[:1],
            Qt.Key.Key_Up: behind[-1:],
        }[key]
        for row in wanted:
            self.setCurrentIndex(model.index(row, 0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Scrolling now would lay the rows out before their new width is known everywhere.
        QTimer.singleShot(0, self, self._keep_in_sight)

    def _keep_in_sight(self) -> None:
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())


class ChoiceList(QuietList):
    """A list as high as its rows that keeps the arrows, Enter, Space and the digits while focused. ``chosen``
    carries the row that Enter, Space, a click or its digit chose. Letters, and keys with Ctrl, Alt or Shift,
    stay the window's."""

    chosen = Signal(QModelIndex)
    folded = Signal(bool)
    """Left (True) or Right (False) was pressed in a list whose rows fold."""

    _digits: frozenset[Qt.Key] = frozenset()
    _folds: frozenset[Qt.Key] = frozenset()

    def __init__(
        self, name: str, *, digits: bool = False, folds: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(name, parent)
        self._digits = DIGIT_KEYS if digits else frozenset()
        self._folds = FOLD_KEYS if folds else frozenset()
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self.chosen)

    @property
    def takes_digits(self) -> bool:
        """Whether a digit chooses a row."""
        return bool(self._digits)

    def fit(self) -> None:
        """Take the height of all rows; called after the model changed and when the width did."""
        model = self.model()
        rows = model.rowCount() if model is not None else 0
        height = sum(self.sizeHintForRow(row) for row in range(rows)) + 2 * self.frameWidth() + 2
        if self.height() != height or self.minimumHeight() != height:
            self.setFixedHeight(height)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()

    def event(self, event: QEvent) -> bool:
        if keeps_key(event, MOVE_KEYS | CHOOSE_KEYS | self._digits | self._folds):
            return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The current row stands out; the first becomes it where none is."""
        if not self.currentIndex().isValid() and self.model().rowCount():
            self.setCurrentIndex(self.model().index(0, 0))
        self.selectionModel().select(self.currentIndex(), QItemSelectionModel.SelectionFlag.ClearAndSelect)
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """A list that answers to keys of its own keeps its place, but nothing stands out where the keyboard
        is not: else each of several lists would seem to have it."""
        super().focusOutEvent(event)
        if self._digits or self._folds:
            self.clearSelection()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if not is_plain(event):
            event.ignore()
        elif key in MOVE_KEYS:
            QAbstractItemView.keyPressEvent(self, event)
        elif key in CHOOSE_KEYS and self.currentIndex().isValid():
            self.chosen.emit(self.currentIndex())
        elif key in self._folds:
            self.folded.emit(key is Qt.Key.Key_Left)
        elif key in self._digits:
            self._choose_row(key.value - Qt.Key.Key_1.value)
        else:
            event.ignore()

    def _choose_row(self, row: int) -> None:
        index = self.model().index(row, 0)
        if index.isValid():
            self.setCurrentIndex(index)
            self.chosen.emit(index)
