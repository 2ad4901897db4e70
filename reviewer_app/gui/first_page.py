"""The first page of a case, on screen before anything else of the window is made.

Modules, widgets and the database take several times as long to make as this picture takes to paint, so the
picture comes first, at the place where the page view will show it.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QObject, QRect, QRectF, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from reviewer_app.domain.pages import DrawRequest
from reviewer_app.gui import room_sizes as sizes
from reviewer_app.gui.main_window import MainWindow
from reviewer_app.gui.tasks.page_jobs import ReadyPicture
from reviewer_app.gui.tasks.render_queue import RenderQueue
from reviewer_app.gui.theme import system_theme, theme_colours
from reviewer_app.gui.window_settings import read_settings
from reviewer_app.review.passphrase_file import asks_for_passphrase
from reviewer_app.review.read_pages import CasePages

PATIENCE_MILLISECONDS = 1500
"""How long the rest of the window waits for a first page that does not come."""

SCROLL_BAR = 10
"""Logical pixels that the page view keeps for its scroll bar."""


class FirstPage(QWidget):
    """Paints the empty rooms of the review page and, when it has come, the picture of the first page."""

    painted = Signal()
    """The picture is on screen."""

    def __init__(self, theme: Mapping[str, str]) -> None:
        super().__init__()
        self._surface, self._canvas, self._line = (
            QColor(theme[role]) for role in ("surface", "canvas", "line")
        )
        self._picture: ReadyPicture | None = None

    def show_picture(self, picture: ReadyPicture) -> None:
        """Paint the picture as soon as possible."""
        self._picture = picture
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._surface)
        pages = self._pages_room()
        painter.fillRect(pages.adjusted(-1, 1 - sizes.PANE_BAR_HEIGHT, 1, 1), self._line)
        painter.fillRect(
            QRect(pages.left(), pages.top() - sizes.PANE_BAR_HEIGHT, pages.width(), pages.height()),
            self._surface,
        )
        painter.fillRect(pages, self._canvas)
        if self._picture is not None:
            image = self._picture.image
            width = pages.width() - 2 * sizes.PAGE_GAP - SCROLL_BAR
            height = width * image.height() / image.width()
            painter.setClipRect(pages)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(
                QRectF(pages.left() + sizes.PAGE_GAP, pages.top() + sizes.PAGE_GAP, width, height), image
            )
        painter.end()
        if self._picture is not None:
            QTimer.singleShot(0, self, self.painted.emit)

    def _pages_room(self) -> QRect:
        """Where the page view will be."""
        shared = sizes.rooms(self.width(), self.height() - sizes.HINTS_HEIGHT - sizes.RULE)
        top = sizes.STRIP_HEIGHT + sizes.RULE + sizes.PANE_BAR_HEIGHT
        timeline = sizes.TIMELINE_HEIGHT + sizes.RULE if shared.timeline else 0
        below = timeline + sizes.HINTS_HEIGHT + 2 * sizes.RULE
        left = shared.left + sizes.RULE if shared.left else 0
        return self.rect().adjusted(left, top, -shared.right - sizes.RULE, -below)


class EarlyWindow(QObject):
    """The window, its page thread and, when there is one, the first page. Everything else comes later.

    Where a passphrase is asked for first (``locked``), no page is seen before it was typed.
    """

    ready = Signal()
    """The first page is on screen, or there is none to wait for."""

    def __init__(self, pages: CasePages, folder: Path) -> None:
        super().__init__()
        self.settings = read_settings(folder)
        self.locked = asks_for_passphrase(folder)
        self.queue = RenderQueue(pages.sources, pages.early_requests)
        self.window = MainWindow()
        self.picture: tuple[DrawRequest, ReadyPicture] | None = None
        self._told = False
        self._first = FirstPage(theme_colours(theme_name(self.settings.look)))
        self.window.setCentralWidget(self._first)
        self._waits = bool(pages.early_file) and not self.locked

    def show_window(self) -> None:
        """Show the window as large as it was left."""
        self.window.resize(self.settings.width, self.settings.height)
        if self.settings.maximized:
            self.window.showMaximized()
        else:
            self.window.show()

    def show(self) -> None:
        """Show the window, and tell when the first page is on screen."""
        self.show_window()
        if self._waits:
            self._first.painted.connect(self._tell_ready)
            self.queue.picture_ready.connect(self._take_picture)
            self.queue.job_failed.connect(self._tell_ready)
            QTimer.singleShot(PATIENCE_MILLISECONDS, self, self._tell_ready)
        else:
            QTimer.singleShot(0, self, self._tell_ready)

    @Slot(object, object)
    def _take_picture(self, request: DrawRequest, picture: ReadyPicture) -> None:
        if self.picture is None and not self._told:
            self.picture = request, picture
            self._first.show_picture(picture)

    @Slot()
    def _tell_ready(self) -> None:
        if not self._told:
            self._told = True
            self.ready.emit()


def theme_name(chosen: str) -> str:
    """The theme to show where ``chosen`` is one of the looks: ``system``, ``light`` or ``dark``."""
    return system_theme() if chosen == "system" else chosen
