"""The main window: a stack of pages above the hint line. What happens in it is the window controller's business."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from reviewer_app.gui.look import BAR_HEIGHT, Look
from reviewer_app.gui.review_page import ReviewPage
from reviewer_app.gui.rooms import make_room, make_rule
from reviewer_app.gui.viewer.picture_store import PictureStore

TITLE = "Reviewer workstation"


class MainWindow(QMainWindow):
    """Made bare, with the review page's pane alone, so that the first page of a case shows soonest."""

    closing = Signal()
    """The window is about to close."""

    resized = Signal()

    def __init__(self, store: PictureStore, look: Look) -> None:
        super().__init__()
        self.setWindowTitle(TITLE)
        self.review_page = ReviewPage(store, look)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.review_page)
        self._hint_room = make_room(height=BAR_HEIGHT, grows=True)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._stack, stretch=1)
        column.addWidget(make_rule())
        column.addWidget(self._hint_room)
        self.setCentralWidget(whole)

    def add_hint_line(self, hint_line: QWidget) -> None:
        """Put the hint line into the room kept for it, below whichever page is shown."""
        layout = self._hint_room.layout()
        if layout is not None:
            layout.addWidget(hint_line)

    def add_page(self, page: QWidget) -> None:
        """Put another page into the stack."""
        self._stack.addWidget(page)

    def show_page(self, page: QWidget) -> None:
        """Turn to a page."""
        self._stack.setCurrentWidget(page)

    @property
    def shows_review(self) -> bool:
        return self._stack.currentWidget() is self.review_page

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closing.emit()
        super().closeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()
