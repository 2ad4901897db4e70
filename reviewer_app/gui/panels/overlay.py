"""A card over the window: dims what is behind it, takes the keyboard, and gives it back when it closes."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget

from reviewer_app.gui.look import scaled

WINDOW_KEYS = "window_keys"
"""Name of the window's property that lists, separated by spaces, the keys that reach its commands from a card
as well."""

DIMMING = 96
"""How dark the veil behind the card is, of 255."""


class Overlay(QWidget):
    """Covers its parent. Esc or a click beside the card closes it; then the widget has the focus that had
    it, or was given it meanwhile."""

    closed = Signal()

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent
        self.setAccessibleName(name)
        self._before: QWidget | None = None
        self._inside: QWidget = self
        self.card = QFrame(self)
        self.card.setProperty("ground", "card")
        self.column = QVBoxLayout(self.card)
        self.column.setContentsMargins(scaled(16), scaled(16), scaled(16), scaled(16))
        self.column.setSpacing(scaled(10))
        parent.installEventFilter(self)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_moved)
        self.hide()

    def card_place(self) -> QRect:
        """Where the card stands in the overlay."""
        raise NotImplementedError

    def open_over(self, first: QWidget) -> None:
        """Show the card and start typing in ``first``."""
        self._before, self._inside = QApplication.focusWidget(), first
        self._fit()
        self.show()
        self.raise_()
        first.setFocus(Qt.FocusReason.PopupFocusReason)

    def close_card(self) -> None:
        """Hide the card and give the focus back."""
        if self.isHidden():
            return
        self.hide()
        if self._before is not None and self._before.isVisible():
            self._before.setFocus(Qt.FocusReason.PopupFocusReason)
        self._before = None
        self.closed.emit()

    def window_size(self) -> QSize:
        """The size of what the overlay covers."""
        return self._window.size()

    def _fit(self) -> None:
        self.setGeometry(self._window.rect())
        self.card.setGeometry(self.card_place())

    @Slot(QWidget, QWidget)
    def _focus_moved(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Keep the keyboard: a case that is read to its end gives it to the pages, and keys would then work
        behind the card."""
        if self.isHidden() or now is None or now.window() is not self.window() or _card_of(now) is not None:
            if now is not None and _card_of(now) is self:
                self._inside = now
            return
        self._before = now
        self._inside.setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() == QEvent.Type.Resize and not self.isHidden():
            self._fit()
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        """While the card is open no command behind it runs, but for the keys that the window keeps."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.setAccepted(not self._is_the_windows(event))
            return True
        return super().event(event)

    def _is_the_windows(self, event: QEvent) -> bool:
        kept = self._window.property(WINDOW_KEYS)
        if not isinstance(kept, str) or not isinstance(event, QKeyEvent):
            return False
        pressed = QKeySequence(event.keyCombination()).toString(QKeySequence.SequenceFormat.PortableText)
        return pressed in kept.split()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_card()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.card.geometry().contains(event.position().toPoint()):
            self.close_card()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(0, 0, 0, DIMMING))
        painter.end()


def _card_of(widget: QWidget) -> Overlay | None:
    """The overlay that a widget belongs to."""
    above: QWidget | None = widget
    while above is not None and not isinstance(above, Overlay):
        above = above.parentWidget()
    return above
