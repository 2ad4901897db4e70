"""Selections that go on from page to page, with pages whose words come late or that have none."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from reportlab.pdfgen.canvas import Canvas

from reviewer_app.domain.documents import PageGeometry
from reviewer_app.domain.place import Place
from reviewer_app.gui.viewer.page_view import PageView
from reviewer_app.gui.viewer.page_words import Unit
from reviewer_app.gui.viewer.picture_store import PictureStore
from reviewer_app.gui.viewer.selector import MOST_PAGES
from tests.gui.viewer.papers import LINES, draw_number, draw_scan, line_text, text_pdf, write_pdf
from tests.gui.viewer.selections import LEFT_BUTTON, on_view, selected, show_with_words
from tests.gui.viewer.sources import RecordingSource

END = Place(page=1, zoom="fit-width", offset=400)
"""The end of the first page and the beginning of the second on screen."""


@pytest.fixture
def pages(tmp_path: Path) -> tuple[PageGeometry, ...]:
    return text_pdf(tmp_path / "five.pdf", 5)


@pytest.fixture
def document(source: RecordingSource, pages: tuple[PageGeometry, ...], tmp_path: Path) -> str:
    return source.register(tmp_path / "five.pdf")


def select_last_word(
    qtbot: QtBot, view: PageView, store: PictureStore, document: str, pages: tuple[PageGeometry, ...]
) -> None:
    """Show the first page and select its last word."""
    show_with_words(qtbot, view, store, document, pages)
    view.start_selection()
    for _ in range(LINES - 1):
        view.move_selection(Unit.LINE, 1)
    view.move_selection(Unit.LINE_END, 1)
    assert selected(view).quote == "delta"


def test_a_key_beyond_the_last_word_goes_on_to_the_next_page_whose_words_come_late(
    qtbot: QtBot,
    view: PageView,
    store: PictureStore,
    source: RecordingSource,
    document: str,
    pages: tuple[PageGeometry, ...],
) -> None:
    select_last_word(qtbot, view, store, document, pages)
    source.gate.clear()
    for _ in range(3):
        view.extend_selection(Unit.WORD, 1)
    assert selected(view).quote == "delta"
    source.gate.set()
    qtbot.waitUntil(lambda: len(selected(view).parts) == 2)
    assert selected(view).quote == "delta page 2 line"
    first, second = selected(view).anchors("ab")
    assert (first.page, first.quote, first.before[-5:], first.after) == (1, "delta", "gamma", "")
    assert (second.page, second.quote, second.before, second.after[:7]) == (2, "page 2 line", "", "1 alpha")
    assert view.current_page == 2
    view.extend_selection(Unit.LINE, -1)
    view.extend_selection(Unit.LINE, -1)
    assert [part.page for part in selected(view).parts] == [1]


def test_backwards_over_the_first_word_of_a_page(
    qtbot: QtBot, view: PageView, store: PictureStore, document: str, pages: tuple[PageGeometry, ...]
) -> None:
    show_with_words(qtbot, view, store, document, pages, Place(page=3))
    view.start_selection()
    view.extend_selection(Unit.WORD, -1)
    qtbot.waitUntil(lambda: len(selected(view).parts) == 2)
    assert selected(view).quote == "delta page"
    view.extend_selection(Unit.LINE_END, -1)
    assert selected(view).quote == f"{line_text(2, LINES)} page"
    view.move_selection(Unit.PARAGRAPH, -1)
    assert (selected(view).parts[0].page, selected(view).quote) == (2, "page")


def test_a_page_without_words_is_passed_over(
    qtbot: QtBot, view: PageView, store: PictureStore, source: RecordingSource, tmp_path: Path
) -> None:
    def draw(canvas: Canvas, page: int) -> None:
        (draw_scan if page == 2 else draw_number)(canvas, page)

    sizes = write_pdf(tmp_path / "mixed.pdf", 3, draw)
    document = source.register(tmp_path / "mixed.pdf")
    show_with_words(qtbot, view, store, document, sizes)
    view.start_selection()
    view.extend_selection(Unit.PARAGRAPH, 1)
    view.extend_selection(Unit.WORD, 1)
    qtbot.waitUntil(lambda: len(selected(view).parts) == 2)
    assert [(part.page, part.text) for part in selected(view).parts] == [(1, "page 1"), (3, "page")]
    view.extend_selection(Unit.PARAGRAPH, 1)
    view.extend_selection(Unit.WORD, 1)
    assert selected(view).text == "page 1\npage 3"


def test_no_selection_reaches_over_more_pages_than_are_cited(
    qtbot: QtBot, view: PageView, store: PictureStore, source: RecordingSource, tmp_path: Path
) -> None:
    sizes = write_pdf(tmp_path / "long.pdf", MOST_PAGES + 5, draw_number)
    document = source.register(tmp_path / "long.pdf")
    show_with_words(qtbot, view, store, document, sizes)
    view.start_selection()
    for _ in range(MOST_PAGES + 5):
        view.extend_selection(Unit.LINE, 1)
    done: list[int] = []
    view.when_selected(lambda: done.append(len(selected(view).parts)))
    qtbot.waitUntil(lambda: bool(done))
    assert done == [MOST_PAGES]


def test_the_pointer_selects_from_one_page_to_the_next(
    qtbot: QtBot,
    view: PageView,
    store: PictureStore,
    source: RecordingSource,
    document: str,
    pages: tuple[PageGeometry, ...],
) -> None:
    words = show_with_words(qtbot, view, store, document, pages, END)
    at = next(word for word in words if view.visible_part(1).y0 + 20 < word.rect.y0)
    source.gate.clear()
    start = on_view(view, 1, at)
    below = QPoint(*(round(edge) for edge in view.place_on_view(2).to_pixel(100, 90)))
    viewport = view.viewport()
    QTest.mousePress(viewport, LEFT_BUTTON, Qt.KeyboardModifier.NoModifier, start)
    QTest.mouseMove(viewport, (start + below) / 2)
    QTest.mouseMove(viewport, below)
    QTest.mouseRelease(viewport, LEFT_BUTTON, Qt.KeyboardModifier.NoModifier, below)
    told: list[str] = []
    view.when_selected(lambda: told.append(selected(view).quote))
    assert told == []
    source.gate.set()
    qtbot.waitUntil(lambda: bool(told))
    assert told[0].startswith(at.text)
    assert told[0].endswith(f"{line_text(1, LINES)} {line_text(2, 1)} page")
    assert [part.page for part in selected(view).parts] == [1, 2]


def test_what_is_to_be_done_with_a_selection_is_given_up_with_it(
    qtbot: QtBot,
    view: PageView,
    store: PictureStore,
    source: RecordingSource,
    document: str,
    pages: tuple[PageGeometry, ...],
) -> None:
    source.gate.clear()
    view.show_document(document, pages)
    done: list[str] = []
    view.start_selection()
    view.when_selected(lambda: done.append("first"))
    view.clear_selection()
    view.start_selection()
    view.when_selected(lambda: done.append("second"))
    assert done == []
    source.gate.set()
    qtbot.waitUntil(lambda: view.selection() is not None)
    assert done == ["second"]


def test_copying_over_pages(
    qtbot: QtBot, view: PageView, store: PictureStore, document: str, pages: tuple[PageGeometry, ...]
) -> None:
    select_last_word(qtbot, view, store, document, pages)
    view.extend_selection(Unit.WORD, 1)
    view.copy_selection()
    qtbot.waitUntil(lambda: QGuiApplication.clipboard().text() == "delta\npage")


def test_the_next_page_is_shown_selected(
    qtbot: QtBot, view: PageView, store: PictureStore, document: str, pages: tuple[PageGeometry, ...]
) -> None:
    select_last_word(qtbot, view, store, document, pages)
    view.extend_selection(Unit.LINE, 1)
    qtbot.waitUntil(lambda: len(selected(view).parts) == 2)
    visible = view.visible_part(2)
    end = selected(view).rects(2)[-1]
    assert visible.y0 < end.y0 < end.y1 < visible.y1
    assert selected(view).quote == f"delta {line_text(2, 1)}"
