"""Selecting on real pages with keys and with the pointer, on turned pages and on scans."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from reviewer_app.domain.documents import PageGeometry
from reviewer_app.domain.pages import VIEW_ROTATIONS, Rect, ViewRotation
from reviewer_app.domain.place import Place
from reviewer_app.gui.viewer.page_view import PageView
from reviewer_app.gui.viewer.page_words import Unit
from reviewer_app.gui.viewer.picture_store import PictureStore
from tests.gui.viewer.papers import (
    LINES,
    draw_columns,
    draw_scan,
    line_text,
    rotated_pdf,
    text_pdf,
    write_pdf,
)
from tests.gui.viewer.selections import LEFT_BUTTON, drag, on_view, selected, show_with_words
from tests.gui.viewer.sources import RecordingSource


@pytest.fixture
def pages(tmp_path: Path) -> tuple[PageGeometry, ...]:
    return text_pdf(tmp_path / "three.pdf", 3)


@pytest.fixture
def document(source: RecordingSource, pages: tuple[PageGeometry, ...], tmp_path: Path) -> str:
    return source.register(tmp_path / "three.pdf")


def test_keys_select_a_quote(
    qtbot: QtBot, view: PageView, store: PictureStore, document: str, pages: tuple[PageGeometry, ...]
) -> None:
    show_with_words(qtbot, view, store, document, pages)
    view.start_selection()
    assert selected(view).quote == "page"
    view.extend_selection(Unit.WORD, 1)
    assert selected(view).quote == "page 1"
    view.extend_selection(Unit.LINE, 1)
    assert selected(view).text == f"{line_text(1, 1)}\npage 1"
    view.extend_selection(Unit.WORD, -1)
    view.extend_selection(Unit.LINE, -1)
    assert selected(view).quote == "page"
    view.clear_selection()
    assert view.selection() is None


def test_a_selection_can_be_moved_to_its_passage_first(
    qtbot: QtBot, view: PageView, store: PictureStore, document: str, pages: tuple[PageGeometry, ...]
) -> None:
    show_with_words(qtbot, view, store, document, pages)
    view.move_selection(Unit.LINE, 1)
    view.move_selection(Unit.LINE, 1)
    view.move_selection(Unit.WORD, 1)
    view.extend_selection(Unit.WORD, 1)
    assert selected(view).quote == "1 line"
    (anchor,) = selected(view).anchors(document)
    assert (anchor.page, anchor.before[-4:], anchor.after[:7]) == (1, "page", "2 alpha")


def test_the_selection_backwards_over_its_start(
    qtbot: QtBot, view: PageView, store: PictureStore, document: str, pages: tuple[PageGeometry, ...]
) -> None:
    show_with_words(qtbot, view, store, document, pages)
    view.start_selection()
    for _ in range(3):
        view.move_selection(Unit.WORD, 1)
    for _ in range(9):
        view.extend_selection(Unit.WORD, -1)
    assert selected(view).quote == "page 1 line 1"


def test_it_starts_at_the_first_visible_word(
    qtbot: QtBot, view: PageView, store: PictureStore, document: str, pages: tuple[PageGeometry, ...]
) -> None:
    words = show_with_words(qtbot, view, store, document, pages, Place(page=2, zoom="150", offset=200))
    view.start_selection()
    first = next(word for word in words if word.rect == selected(view).rects(2)[0])
    top = view.visible_part(2).y0
    assert (first.rect.y0 + first.rect.y1) / 2 >= top
    before = [word for word in words if word.line < first.line or word.block < first.block]
    assert all((word.rect.y0 + word.rect.y1) / 2 < top for word in before)
    assert before


def test_keys_pressed_before_the_words_are_here_count(
    qtbot: QtBot, view: PageView, source: RecordingSource, document: str, pages: tuple[PageGeometry, ...]
) -> None:
    source.gate.clear()
    view.show_document(document, pages)
    for _ in range(4):
        view.extend_selection(Unit.WORD, 1)
    assert view.selection() is None
    with qtbot.waitSignal(view.selection_changed):
        source.gate.set()
    assert selected(view).quote == "page 1 line 1"


def test_the_moving_end_is_kept_in_sight(
    qtbot: QtBot, view: PageView, store: PictureStore, document: str, pages: tuple[PageGeometry, ...]
) -> None:
    show_with_words(qtbot, view, store, document, pages, Place(zoom="200"))
    for _ in range(20):
        view.extend_selection(Unit.LINE, 1)
    last = selected(view).rects(1)[-1]
    visible = view.visible_part(1)
    assert visible.y0 < last.y0 < last.y1 < visible.y1
    assert view.current_page == 1


@pytest.mark.parametrize("rotation", VIEW_ROTATIONS)
def test_the_pointer_selects_on_a_turned_view(
    qtbot: QtBot,
    view: PageView,
    store: PictureStore,
    document: str,
    pages: tuple[PageGeometry, ...],
    rotation: ViewRotation,
) -> None:
    words = show_with_words(qtbot, view, store, document, pages, Place(zoom="fit-page", rotation=rotation))
    drag(view, on_view(view, 1, words[2]), on_view(view, 1, words[10]))
    assert selected(view).quote == " ".join(word.text for word in words[2:11])
    drag(view, on_view(view, 1, words[20]), on_view(view, 1, words[14]))
    assert selected(view).quote == " ".join(word.text for word in words[14:21])


def test_the_pointer_selects_on_a_page_that_is_turned_itself(
    qtbot: QtBot, view: PageView, store: PictureStore, source: RecordingSource, tmp_path: Path
) -> None:
    sizes = rotated_pdf(tmp_path / "turned.pdf")
    document = source.register(tmp_path / "turned.pdf")
    words = show_with_words(qtbot, view, store, document, sizes, Place(zoom="fit-page"))
    drag(view, on_view(view, 1, words[0]), on_view(view, 1, words[3]))
    assert selected(view).quote == "page 1 line 1"


@pytest.mark.parametrize("page", [1, 2], ids=["one after the other", "line by line across"])
def test_dragging_down_one_column_takes_no_line_of_the_other(
    qtbot: QtBot, view: PageView, store: PictureStore, source: RecordingSource, tmp_path: Path, page: int
) -> None:
    sizes = write_pdf(tmp_path / "columns.pdf", 2, draw_columns)
    document = source.register(tmp_path / "columns.pdf")
    words = show_with_words(qtbot, view, store, document, sizes, Place(page=page, zoom="fit-page"))
    start = on_view(view, page, next(word for word in words if word.text == "left"))
    viewport = view.viewport()
    QTest.mousePress(viewport, LEFT_BUTTON, Qt.KeyboardModifier.NoModifier, start)
    for down in range(10, 110, 3):
        QTest.mouseMove(viewport, start + QPoint(40, down))
        assert "right" not in selected(view).quote
    QTest.mouseRelease(viewport, LEFT_BUTTON, Qt.KeyboardModifier.NoModifier, start)
    assert selected(view).quote.startswith("left 0 of the words left 1 of the words")
    assert "left 7" in selected(view).quote


def test_a_double_click_selects_a_word_and_a_click_none(
    qtbot: QtBot, view: PageView, store: PictureStore, document: str, pages: tuple[PageGeometry, ...]
) -> None:
    words = show_with_words(qtbot, view, store, document, pages)
    spot = on_view(view, 1, words[4])
    QTest.mouseDClick(view.viewport(), LEFT_BUTTON, Qt.KeyboardModifier.NoModifier, spot)
    assert selected(view).quote == "alpha"
    QTest.mouseMove(view.viewport(), spot)
    assert view.viewport().cursor().shape() is Qt.CursorShape.IBeamCursor
    QTest.mouseRelease(view.viewport(), LEFT_BUTTON, Qt.KeyboardModifier.NoModifier, spot)
    elsewhere = on_view(view, 1, words[12])
    QTest.mouseClick(view.viewport(), LEFT_BUTTON, Qt.KeyboardModifier.NoModifier, elsewhere)
    assert view.selection() is None


def test_quick_clicks_select_word_line_and_paragraph(
    qtbot: QtBot, view: PageView, store: PictureStore, document: str, pages: tuple[PageGeometry, ...]
) -> None:
    words = show_with_words(qtbot, view, store, document, pages)
    spot = on_view(view, 1, words[10])
    QTest.mouseClick(view.viewport(), LEFT_BUTTON, Qt.KeyboardModifier.NoModifier, spot)
    selections = []
    for _ in range(3):
        QTest.mouseDClick(view.viewport(), LEFT_BUTTON, Qt.KeyboardModifier.NoModifier, spot)
        selections.append(selected(view).quote)
    whole = " ".join(line_text(1, line) for line in range(1, LINES + 1))
    assert selections == [words[10].text, line_text(1, 2), whole]
    drag(view, spot, on_view(view, 1, words[12]))
    assert selected(view).quote == " ".join(word.text for word in words[10:13])


def test_dragging_after_three_clicks_goes_by_lines(
    qtbot: QtBot, view: PageView, store: PictureStore, document: str, pages: tuple[PageGeometry, ...]
) -> None:
    words = show_with_words(qtbot, view, store, document, pages)
    start, end = on_view(view, 1, words[10]), on_view(view, 1, words[1])
    for _ in range(2):
        QTest.mouseDClick(view.viewport(), LEFT_BUTTON, Qt.KeyboardModifier.NoModifier, start)
    QTest.mouseMove(view.viewport(), end)
    QTest.mouseRelease(view.viewport(), LEFT_BUTTON, Qt.KeyboardModifier.NoModifier, end)
    assert selected(view).text == f"{line_text(1, 1)}\n{line_text(1, 2)}"


def test_a_click_with_shift_extends_what_keys_or_pointer_began(
    qtbot: QtBot, view: PageView, store: PictureStore, document: str, pages: tuple[PageGeometry, ...]
) -> None:
    words = show_with_words(qtbot, view, store, document, pages)
    shift = Qt.KeyboardModifier.ShiftModifier
    view.start_selection()
    QTest.mouseClick(view.viewport(), LEFT_BUTTON, shift, on_view(view, 1, words[9]))
    assert selected(view).quote == " ".join(word.text for word in words[:10])
    QTest.mouseClick(view.viewport(), LEFT_BUTTON, shift, on_view(view, 1, words[3]))
    assert selected(view).quote == " ".join(word.text for word in words[:4])
    view.extend_selection(Unit.WORD, 1)
    assert selected(view).quote == " ".join(word.text for word in words[:5])


def test_a_slip_of_the_hand_selects_nothing(
    qtbot: QtBot, view: PageView, store: PictureStore, document: str, pages: tuple[PageGeometry, ...]
) -> None:
    words = show_with_words(qtbot, view, store, document, pages)
    spot = on_view(view, 1, words[10])
    drag(view, spot, spot + QPoint(2, 1))
    assert view.selection() is None


@pytest.mark.parametrize(
    "held", [Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier], ids=["Alt", "Ctrl"]
)
def test_an_area_on_a_page_with_words_has_the_words_inside(
    qtbot: QtBot,
    view: PageView,
    store: PictureStore,
    document: str,
    pages: tuple[PageGeometry, ...],
    held: Qt.KeyboardModifier,
) -> None:
    words = show_with_words(qtbot, view, store, document, pages, Place(zoom="fit-page"))
    start = on_view(view, 1, words[4]) - QPoint(6, 6)
    end = on_view(view, 1, words[4 + 16]) + QPoint(6, 6)
    viewport = view.viewport()
    QTest.mousePress(viewport, LEFT_BUTTON, held, start)
    QTest.mouseMove(viewport, (start + end) / 2)
    QTest.mouseMove(viewport, end)
    QTest.mouseRelease(viewport, LEFT_BUTTON, held, end)
    assert selected(view).area
    (part,) = selected(view).parts
    assert len(part.rects) == 1
    assert part.text == "alpha\nalpha\nalpha"
    assert part.passage.quote == "alpha … alpha … alpha"


def test_a_drag_beyond_the_edge_scrolls_and_selects_on(
    qtbot: QtBot, view: PageView, store: PictureStore, document: str, pages: tuple[PageGeometry, ...]
) -> None:
    words = show_with_words(qtbot, view, store, document, pages)
    viewport = view.viewport()
    start = on_view(view, 1, words[10])
    below = QPoint(300, viewport.height() + 40)
    QTest.mousePress(viewport, LEFT_BUTTON, Qt.KeyboardModifier.NoModifier, start)
    QTest.mouseMove(viewport, QPoint(300, viewport.height() - 5))
    QTest.mouseMove(viewport, below)
    qtbot.waitUntil(lambda: view.selection() is not None and len(selected(view).parts) == 2)
    QTest.mouseRelease(viewport, LEFT_BUTTON, Qt.KeyboardModifier.NoModifier, below)
    assert selected(view).quote.startswith(words[10].text)
    rested = view.verticalScrollBar().value()
    assert rested > 0
    qtbot.wait(100)
    assert view.verticalScrollBar().value() == rested


def test_keys_make_an_area_on_a_scan_and_size_and_move_it(
    qtbot: QtBot, view: PageView, store: PictureStore, source: RecordingSource, tmp_path: Path
) -> None:
    sizes = write_pdf(tmp_path / "scan.pdf", 1, draw_scan)
    document = source.register(tmp_path / "scan.pdf")
    source.gate.clear()
    view.show_document(document, sizes, place=Place(zoom="fit-page"))
    for _ in range(4):
        view.extend_selection(Unit.WORD, 1)
    source.gate.set()
    qtbot.waitUntil(lambda: view.selection() is not None)
    assert selected(view).area
    place = view.place_on_view(1)
    before = place.rect_to_pixels(selected(view).rects(1)[0])
    view.move_selection(Unit.LINE, 1)
    view.extend_selection(Unit.PARAGRAPH, 1)
    after = place.rect_to_pixels(selected(view).rects(1)[0])
    assert after == pytest.approx((before[0], before[1] + 12, before[2], before[3] + 96))
    wide = selected(view).rects(1)[0]
    view.extend_selection(Unit.LINE_END, 1)
    view.extend_selection(Unit.LINE_END, -1)
    area = selected(view).rects(1)[0]
    assert (area.x0, area.x1) == pytest.approx((0, 612))
    assert (area.y0, area.y1) == pytest.approx((wide.y0, wide.y1))
    inches = f"{area.width / 72:.2f} × {area.height / 72:.2f} in"
    assert view.accessibleDescription() == f"Page 1 of 1. Selected: an area of {inches}"
    (anchor,) = selected(view).anchors(document)
    assert (anchor.rects, anchor.quote) == ((area,), "")


def test_a_growing_area_is_kept_in_sight(
    qtbot: QtBot, view: PageView, store: PictureStore, source: RecordingSource, tmp_path: Path
) -> None:
    sizes = write_pdf(tmp_path / "scan.pdf", 1, draw_scan)
    document = source.register(tmp_path / "scan.pdf")
    show_with_words(qtbot, view, store, document, sizes, Place(zoom="300"))
    view.start_selection()
    for _ in range(12):
        view.extend_selection(Unit.PARAGRAPH, 1)
    area, visible = selected(view).rects(1)[0], view.visible_part(1)
    assert area.y0 < visible.y0 < area.y1 < visible.y1
    for _ in range(30):
        view.move_selection(Unit.PARAGRAPH, -1)
    area, visible = selected(view).rects(1)[0], view.visible_part(1)
    assert area.y0 == 0
    assert visible.y0 < 20


def test_a_key_turns_words_into_an_area_and_back(
    qtbot: QtBot, view: PageView, store: PictureStore, document: str, pages: tuple[PageGeometry, ...]
) -> None:
    words = show_with_words(qtbot, view, store, document, pages)
    view.start_selection()
    view.extend_selection(Unit.LINE, 1)
    view.extend_selection(Unit.WORD, 1)
    quote = selected(view).quote
    view.toggle_area()
    assert selected(view).area
    assert len(selected(view).rects(1)) == 1
    view.extend_selection(Unit.WORD, -1)
    view.toggle_area()
    assert not selected(view).area
    assert selected(view).quote.startswith("page 1 line")
    assert quote == " ".join(word.text for word in words[:10])
    view.clear_selection()
    view.toggle_area()
    assert selected(view).area


def test_a_known_passage_is_selected_at_once_and_then_its_words(
    qtbot: QtBot,
    view: PageView,
    store: PictureStore,
    source: RecordingSource,
    document: str,
    pages: tuple[PageGeometry, ...],
) -> None:
    words = show_with_words(qtbot, view, store, document, pages, Place(page=3))
    rect = words[11].rect.united(words[13].rect)
    source.gate.clear()
    view.select_passage(2, (rect,), "as it was found")
    assert (selected(view).quote, selected(view).rects(2)) == ("as it was found", (rect,))
    (anchor,) = selected(view).anchors(document)
    assert (anchor.page, anchor.quote, anchor.rects) == (2, "as it was found", (rect,))
    done: list[str] = []
    view.when_selected(lambda: done.append(selected(view).quote))
    source.gate.set()
    qtbot.waitUntil(lambda: bool(done))
    assert done == ["2 alpha beta"]
    view.extend_selection(Unit.WORD, 1)
    assert selected(view).quote == "2 alpha beta gamma"
    assert selected(view).anchors(document)[0].before.endswith("page 2 line")


def test_a_known_passage_without_words_stays_as_it_was_found(
    qtbot: QtBot, view: PageView, store: PictureStore, source: RecordingSource, tmp_path: Path
) -> None:
    sizes = write_pdf(tmp_path / "scan.pdf", 1, draw_scan)
    document = source.register(tmp_path / "scan.pdf")
    show_with_words(qtbot, view, store, document, sizes)
    view.select_passage(1, (Rect(72, 70, 290, 90),), "a field's value")
    (anchor,) = selected(view).anchors(document)
    assert (anchor.rects, anchor.quote) == ((Rect(72, 70, 290, 90),), "a field's value")


def test_on_a_page_without_words_the_pointer_selects_an_area(
    qtbot: QtBot, view: PageView, store: PictureStore, source: RecordingSource, tmp_path: Path
) -> None:
    sizes = write_pdf(tmp_path / "scan.pdf", 1, draw_scan)
    document = source.register(tmp_path / "scan.pdf")
    assert show_with_words(qtbot, view, store, document, sizes, Place(zoom="fit-page")) == ()
    place = view.place_on_view(1)
    corners = [QPoint(*(round(edge) for edge in place.to_pixel(x, y))) for x, y in ((72, 70), (290, 150))]
    drag(view, *corners)
    assert (selected(view).area, selected(view).quote) == (True, "")
    area = selected(view).rects(1)[0]
    assert (area.x0, area.y0, area.x1, area.y1) == pytest.approx((72, 70, 290, 150), abs=1.5)
    drag(view, corners[0], corners[0] + QPoint(2, 1))
    assert view.selection() is None


def test_a_selection_is_painted_and_told(
    qtbot: QtBot, view: PageView, store: PictureStore, document: str, pages: tuple[PageGeometry, ...]
) -> None:
    show_with_words(qtbot, view, store, document, pages)
    before = view.viewport().grab().toImage()
    with qtbot.waitSignal(view.selection_changed):
        view.start_selection()
    rect = selected(view).rects(1)[0]
    left, top, width, height = view.place_on_view(1).rect_to_pixels(Rect(rect.x0, rect.y0, rect.x1, rect.y1))
    after = view.viewport().grab().toImage()
    ratio = view.devicePixelRatioF()
    spot = (round((left + 1) * ratio), round((top + 1) * ratio))
    assert after.pixelColor(*spot) != before.pixelColor(*spot)
    outside = (round(left * ratio), round((top + height + 6) * ratio))
    assert after.pixelColor(*outside) == before.pixelColor(*outside)
    assert view.accessibleDescription() == "Page 1 of 3. Selected: page"
    assert width > 0


def test_copying(
    qtbot: QtBot, view: PageView, store: PictureStore, document: str, pages: tuple[PageGeometry, ...]
) -> None:
    show_with_words(qtbot, view, store, document, pages)
    QGuiApplication.clipboard().setText("before")
    view.copy_selection()
    assert QGuiApplication.clipboard().text() == "before"
    view.start_selection()
    view.extend_selection(Unit.LINE, 1)
    view.copy_selection()
    assert QGuiApplication.clipboard().text() == f"{line_text(1, 1)}\npage"


def test_another_document_has_no_selection(
    qtbot: QtBot, view: PageView, store: PictureStore, document: str, pages: tuple[PageGeometry, ...]
) -> None:
    show_with_words(qtbot, view, store, document, pages)
    view.start_selection()
    view.show_document(document, pages)
    assert view.selection() is None
