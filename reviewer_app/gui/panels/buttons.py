"""Push buttons that keep their keys and get their icon after they are on screen."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QPalette, QShowEvent
from PySide6.QtWidgets import QPushButton, QWidget

from reviewer_app.gui.icons import IconRole, icon
from reviewer_app.gui.look import scaled
from reviewer_app.gui.panels.fields import ENTER_KEYS, LEAVE_KEYS, keeps_key, with_control

ICON_PIXELS = 16
INKS = {
    "plain": QPalette.ColorRole.ButtonText,
    "primary": QPalette.ColorRole.Base,
    "quiet": QPalette.ColorRole.Link,
}
"""The palette's role that an icon is drawn in, by the button's kind."""


class Button(QPushButton):
    """A push button that Space and Enter press while it is focused. ``kind``: plain, primary or quiet.

    The icon is drawn once the button has been shown, so that no panel waits for the icon font.
    """

    def __init__(
        self,
        words: str,
        pressed: Callable[[], None],
        *,
        kind: str = "plain",
        role: IconRole | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(words, parent)
        self.setAccessibleName(words)
        self.setProperty("kind", kind)
        self._kind, self._role, self._pressed = kind, role, pressed
        self.clicked.connect(self._press)

    def _press(self) -> None:
        self._pressed()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._role is not None and self.icon().isNull():
            QTimer.singleShot(0, self, self._draw_icon)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and not self.icon().isNull():
            self._draw_icon()

    def _draw_icon(self) -> None:
        if self._role is None:
            return
        side = scaled(ICON_PIXELS)
        colour = self.window().palette().color(INKS[self._kind])
        self.setIconSize(QSize(side, side))
        self.setIcon(icon(self._role, colour, side, self.devicePixelRatioF()))

    def event(self, event: QEvent) -> bool:
        if keeps_key(event, LEAVE_KEYS | {Qt.Key.Key_Space}):
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER_KEYS and not with_control(event):
            self.click()
        elif event.key() == Qt.Key.Key_Space:
            super().keyPressEvent(event)
        else:
            event.ignore()
