"""The main window: a stack of pages above the hint line. The window controller says what happens in it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QVBoxLayout, QWidget

TITLE = "Reviewer workstation"


class MainWindow(QMainWindow):
    """Made bare; the pages come when the first page of the case is on screen."""

    closing = Signal()
    """The window is about to close."""

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle(TITLE)
        self._stack = QStackedWidget()

    def furnish(self, *below: QWidget) -> None:
        """Show the stack of pages, and below it these widgets, instead of what was shown before."""
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._stack, stretch=1)
        for widget in below:
            column.addWidget(widget)
        self.setCentralWidget(whole)

    def add_page(self, page: QWidget) -> None:
        """Put a page into the stack."""
        self._stack.addWidget(page)

    def show_page(self, page: QWidget) -> None:
        """Turn to a page."""
        self._stack.setCurrentWidget(page)

    @property
    def page(self) -> QWidget | None:
        """The page that is shown; ``None`` before there is any."""
        return self._stack.currentWidget()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closing.emit()
        super().closeEvent(event)
