"""Selecting in a view, for tests."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from reviewer_app.domain.documents import PageGeometry
from reviewer_app.domain.pages import Word
from reviewer_app.domain.place import Place
from reviewer_app.gui.viewer.page_view import PageView
from reviewer_app.gui.viewer.picture_store import PictureStore
from reviewer_app.gui.viewer.selection import Selection

LEFT_BUTTON = Qt.MouseButton.LeftButton


def show_with_words(
    qtbot: QtBot,
    view: PageView,
    store: PictureStore,
    document: str,
    pages: tuple[PageGeometry, ...],
    place: Place | None = None,
) -> tuple[Word, ...]:
    """Show a document and wait for the words of its current page."""
    view.show_document(document, pages, place=place)
    qtbot.waitUntil(lambda: store.words(document, view.current_page) is not None)
    text = store.words(document, view.current_page)
    return text.words if text else ()


def selected(view: PageView) -> Selection:
    selection = view.selection()
    assert selection is not None
    return selection


def on_view(view: PageView, page: int, word: Word) -> QPoint:
    """The middle of a word on the viewport."""
    x, y = view.place_on_view(page).to_pixel(*word.rect.middle)
    return QPoint(round(x), round(y))


def drag(view: PageView, start: QPoint, end: QPoint) -> None:
    viewport = view.viewport()
    QTest.mousePress(viewport, LEFT_BUTTON, Qt.KeyboardModifier.NoModifier, start)
    QTest.mouseMove(viewport, (start + end) / 2)
    QTest.mouseMove(viewport, end)
    QTest.mouseRelease(viewport, LEFT_BUTTON, Qt.KeyboardModifier.NoModifier, end)
