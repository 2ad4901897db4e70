"""A window whose single keys are commands, to see which keys a panel leaves to them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMainWindow, QWidget
from pytestqt.qtbot import QtBot

MARKING = tuple("JKPAIXUENSLTMBDGRWO")
MOVING = ("Up", "Down", "PgUp", "PgDown", "Left", "Right", "Space", "Return", "Home", "End")
WITH_MODIFIERS = ("Ctrl+6", "Alt+3", "Shift+Down", "Alt+Up", "Ctrl+Home", "Shift+Space")
BROWSING = ("Up", "Down", "Home", "End")
"""Keys that a list keeps while one moves in it."""

SIGN = "Ctrl+Return"


class CommandWindow(QMainWindow):
    """Holds a panel; ``run`` lists the keys whose commands ran, as a window's registry would run them."""

    def __init__(self, panel: QWidget) -> None:
        super().__init__()
        self.run: list[str] = []
        self.setCentralWidget(panel)
        for key in (*MARKING, *MOVING, *WITH_MODIFIERS, SIGN):
            action = QAction(key, self)
            action.setShortcut(QKeySequence(key))
            action.triggered.connect(lambda _checked, key=key: self.run.append(key))
            self.addAction(action)


def shown(qtbot: QtBot, panel: QWidget, width: int = 404, height: int = 700) -> CommandWindow:
    """The panel in an active window of that size in logical pixels."""
    window = CommandWindow(panel)
    qtbot.addWidget(window)
    window.resize(width, height)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    return window


def press(widget: QWidget, key: str) -> None:
    """Press a key given as text, as the keyboard would, where the focus is."""
    QTest.keySequence(widget, QKeySequence(key))


def focus(qtbot: QtBot, widget: QWidget) -> None:
    """Give a widget the keyboard and wait until it has it."""
    widget.setFocus(Qt.FocusReason.OtherFocusReason)
    qtbot.waitUntil(widget.hasFocus)
