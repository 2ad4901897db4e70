"""Form fields without typing: one of several values, and yes or no."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QPolygonF,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QCheckBox, QComboBox, QStyle, QStyleOptionButton, QWidget

from reviewer_app.gui.look import scaled
from reviewer_app.gui.panels.fields import LEAVE_KEYS, keeps_key
from reviewer_app.gui.panels.painting import text_lines

MOST_CHECK_LINES = 4
CHOICE_KEYS = frozenset(
    (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_Space, Qt.Key.Key_F4)
)


class ChoiceField(QComboBox):
    """One of several values. It keeps arrows and Space while focused and never changes by wheel or letters,
    so that a marking key typed here marks and does not silently alter the form."""

    committed = Signal(str)

    def __init__(
        self, name: str, choices: Sequence[tuple[str, str]], *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(4)
        self.show_choices(choices)
        self.activated.connect(lambda _index: self.committed.emit(self.value()))

    def show_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer these (value, words), keeping the chosen value where it is still there."""
        offered = [(self.itemData(row), self.itemText(row)) for row in range(self.count())]
        if offered == list(choices):
            return
        kept = self.value()
        self.clear()
        for value, words in choices:
            self.addItem(words, value)
        self.show_value(kept)

    def show_value(self, value: str) -> None:
        """Show a stored value; the first choice where it is not offered."""
        self.setCurrentIndex(max(0, self.findData(value)))

    def value(self) -> str:
        data = self.currentData()
        return data if isinstance(data, str) else ""

    def event(self, event: QEvent) -> bool:
        if keeps_key(event, CHOICE_KEYS | LEAVE_KEYS):
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in CHOICE_KEYS:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def minimumSizeHint(self) -> QSize:
        return QSize(scaled(72), super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The style sheet draws the frame; the arrow that says "one of several" is drawn here, sharp at any
        scale."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.PlaceholderText), 1.5))
        step, middle = scaled(4), QPointF(self.width() - scaled(14), self.height() / 2 + 1)
        painter.drawPolyline(
            QPolygonF(
                [
                    middle + QPointF(-step, -step / 2),
                    middle + QPointF(0, step / 2),
                    middle + QPointF(step, -step / 2),
                ]
            )
        )
        painter.end()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class CheckField(QCheckBox):
    """A yes or no that keeps Space while focused; its words wrap to the width it has."""

    def __init__(self, words: str, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self.setAccessibleName(words)
        self.setToolTip(words)
        self._wrap(scaled(320))

    def _wrap(self, width: int) -> None:
        """Break the words at this width, the box and its spacing taken off."""
        room = max(scaled(40), width - scaled(26))
        lines = text_lines(self._words, self.font(), room, MOST_CHECK_LINES)
        self.setText("\n".join(lines).replace("&", "&&"))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The style sheet fills the box of a checked one; the tick, which says so by shape, is drawn here."""
        super().paintEvent(event)
        if not self.isChecked():
            return
        option = QStyleOptionButton()
        self.initStyleOption(option)
        box = QRectF(self.style().subElementRect(QStyle.SubElement.SE_CheckBoxIndicator, option, self))
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Base), max(1.5, box.width() / 8)))
        ticks = ((0.26, 0.52), (0.43, 0.70), (0.75, 0.32))
        painter.drawPolyline(
            QPolygonF([QPointF(box.left() + box.width() * x, box.top() + box.height() * y) for x, y in ticks])
        )
        painter.end()

    def minimumSizeHint(self) -> QSize:
        return QSize(scaled(80), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._wrap(event.size().width())

    def event(self, event: QEvent) -> bool:
        if keeps_key(event, LEAVE_KEYS | {Qt.Key.Key_Space}):
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            super().keyPressEvent(event)
        else:
            event.ignore()
