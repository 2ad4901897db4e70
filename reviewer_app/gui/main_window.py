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
        self._below: tuple[QWidget, ...] = ()

    def furnish(self, *below: QWidget) -> None:
        """Show the stack of pages, and below it these widgets, instead of what was shown before."""
        self._below = below
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

    def show_gate(self, page: QWidget) -> None:
        """Turn to a page that stands before everything else; what is below the pages hides as well."""
        if self._stack.indexOf(page) < 0:
            self.add_page(page)
        for widget in self._below:
            widget.hide()
        self.show_page(page)

    def leave_gate(self, page: QWidget) -> None:
        """Turn from such a page to an ordinary one."""
        for widget in self._below:
            widget.show()
        self.show_page(page)

    @property
    def page(self) -> QWidget | None:
        """The page that is shown; ``None`` before there is any."""
        return self._stack.currentWidget()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closing.emit()
        super().closeEvent(event)
