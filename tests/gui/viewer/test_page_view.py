"""The page view over a real worker: pictures, place, zoom, marks, failures, and how little is drawn."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QKeyEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reviewer_app.domain.documents import PageGeometry
from reviewer_app.domain.pages import NOTE_BLANK, VIEW_ROTATIONS, DrawRequest, Rect, ViewRotation
from reviewer_app.domain.place import Place
from reviewer_app.gui.look import Look, load_look
from reviewer_app.gui.tasks.render_queue import RenderQueue
from reviewer_app.gui.viewer.marking import PageHit, PageMarking
from reviewer_app.gui.viewer.page_view import PageView
from reviewer_app.gui.viewer.picture_store import PictureStore
from reviewer_app.gui.viewer.wishing import NEIGHBOURS
from tests.gui.viewer.papers import LETTER, damaged_pdf, draw_number, draw_white_words, text_pdf, write_pdf
from tests.gui.viewer.sources import LONGEST_WAIT, RecordingSource

PASSAGE = Rect(72, 60, 300, 76)


@pytest.fixture
def pages(tmp_path: Path) -> tuple[PageGeometry, ...]:
    return text_pdf(tmp_path / "ten.pdf", 10)


@pytest.fixture
def document(source: RecordingSource, pages: tuple[PageGeometry, ...], tmp_path: Path) -> str:
    return source.register(tmp_path / "ten.pdf")


def picture_of(view: PageView) -> QImage:
    """What the viewport shows, in true colours whatever the screen has, one pixel for each device pixel."""
    viewport, ratio = view.viewport(), view.devicePixelRatioF()
    image = QImage(viewport.size() * ratio, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    viewport.render(image)
    return image


def device_rect(view: PageView, page: int, rect: Rect) -> tuple[int, int, int, int]:
    """Left, top, width and height of a rectangle of the page in device pixels of the viewport."""
    left, top, width, height = view.place_on_view(page).rect_to_pixels(rect)
    ratio = view.devicePixelRatioF()
    return round(left * ratio), round(top * ratio), round(width * ratio), round(height * ratio)


def colour_at(view: PageView, page: int, x: float, y: float) -> QColor:
    """The colour on screen at a page point."""
    across, down = view.place_on_view(page).to_pixel(x, y)
    ratio = view.devicePixelRatioF()
    return picture_of(view).pixelColor(round(across * ratio), round(down * ratio))


def dark_share(view: PageView, page: int, rect: Rect) -> float:
    """How much of a rectangle of the page is dark on screen."""
    left, top, width, height = device_rect(view, page, rect)
    image = picture_of(view).copy(left, top, width, height)
    dark = sum(image.pixelColor(x, y).lightness() < 130 for x in range(width) for y in range(height))
    return dark / (width * height)


def turn_wheel(view: PageView, spot: QPoint, held: Qt.KeyboardModifier) -> None:
    """One notch of the wheel, away from the reader."""
    viewport = view.viewport()
    event = QWheelEvent(
        QPointF(spot),
        QPointF(viewport.mapToGlobal(spot)),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        held,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(viewport, event)


def show(
    qtbot: QtBot, view: PageView, document: str, pages: tuple[PageGeometry, ...], place: Place | None = None
) -> None:
    """Show a document and wait until its current page is on screen, sharp."""
    with qtbot.waitSignal(view.page_seen):
        view.show_document(document, pages, title="ten.pdf", place=place)


def test_the_first_page_is_shown_at_the_width_of_the_view(
    qtbot: QtBot, view: PageView, source: RecordingSource, document: str, pages: tuple[PageGeometry, ...]
) -> None:
    show(qtbot, view, document, pages)
    first = source.drawn[0]
    assert (first.document, first.page, first.clip) == (document, 1, None)
    assert first.scale * 612 == pytest.approx(
        (view.width() - view.verticalScrollBar().sizeHint().width() - 24) * view.devicePixelRatioF(), abs=1
    )
    assert dark_share(view, 1, PASSAGE) > 0.05
    assert dark_share(view, 1, Rect(0, 0, 60, 400)) == 0
    assert colour_at(view, 1, 20, 20) == QColor("white")


def test_pictures_on_screen_are_those_that_were_drawn_pixel_by_pixel(
    qtbot: QtBot, view: PageView, store: PictureStore, document: str, pages: tuple[PageGeometry, ...]
) -> None:
    show(qtbot, view, document, pages)
    view.scroll_line(3)
    place = view.place_on_view(1)
    drawn = store.cache.nearest(document, 1, 1.0)
    assert drawn is not None
    ratio = view.devicePixelRatioF()
    offset = round(place.origin_y * ratio)
    shown = picture_of(view).copy(round(-place.origin_x * ratio), 0, drawn.image.width(), 200)
    expected = drawn.image.copy(0, offset, drawn.image.width(), 200)
    assert shown.convertToFormat(QImage.Format.Format_Grayscale8) == expected


@pytest.mark.parametrize("zoom", ["fit-width", "fit-page", "150"])
@pytest.mark.parametrize("rotation", VIEW_ROTATIONS)
def test_a_place_is_restored_in_a_view_of_another_size(
    qtbot: QtBot,
    view: PageView,
    store: PictureStore,
    light: Look,
    document: str,
    pages: tuple[PageGeometry, ...],
    zoom: str,
    rotation: ViewRotation,
) -> None:
    place = Place(sha256=document, page=4, zoom=zoom, rotation=rotation, offset=123.5)
    other = PageView(store, light, "other")
    qtbot.addWidget(other)
    other.show_document(document, pages, place=place)
    assert other.place() == place
    other.resize(911, 377)
    other.show()
    qtbot.waitExposed(other)
    assert other.place() == place
    for width in range(400, 900, 7):
        other.resize(width, 500)
    assert other.place() == place
    top = other.place_on_view(4).to_pixel(
        *{0: (0, 0), 90: (0, 792), 180: (612, 792), 270: (612, 0)}[rotation]
    )[1]
    scale = other.place_on_view(4).scale
    assert top == pytest.approx(12 - 123.5 * scale, abs=1)
    view.show_document(document, pages, place=other.place())
    assert view.place() == place


def test_sizes_that_become_known_late_do_not_lose_the_place(
    qtbot: QtBot, view: PageView, source: RecordingSource, tmp_path: Path
) -> None:
    sizes = write_pdf(tmp_path / "mixed.pdf", 9, draw_number, [(612, 792), (300, 1500), (842, 595)])
    document = source.register(tmp_path / "mixed.pdf")
    place = Place(sha256=document, page=7, zoom="100", offset=200)
    view.show_document(document, sizes[:1], count=9, place=place)
    assert (view.page_count, view.current_page) == (9, 7)
    view.set_pages(sizes)
    assert view.place() == place
    y = view.place_on_view(7).to_pixel(0, 200)[1]
    assert y == pytest.approx(12, abs=1)


def test_the_size_of_the_page_on_screen_is_learnt_from_its_picture(
    qtbot: QtBot, view: PageView, source: RecordingSource, tmp_path: Path
) -> None:
    write_pdf(tmp_path / "lying.pdf", 1, draw_number, [(842, 595)])
    document = source.register(tmp_path / "lying.pdf")
    show(qtbot, view, document, ())
    place = view.place_on_view(1)
    assert (place.page_width, place.page_height) == (842, 595)


def test_going_to_pages(qtbot: QtBot, view: PageView, document: str, pages: tuple[PageGeometry, ...]) -> None:
    show(qtbot, view, document, pages)
    view.previous_page()
    assert view.current_page == 1
    for expected in (2, 3):
        view.next_page()
        assert view.current_page == expected
        assert view.place_on_view(expected).to_pixel(0, 0)[1] == pytest.approx(12, abs=1)
    view.previous_page()
    assert view.current_page == 2
    view.go_to(10)
    view.next_page()
    assert (view.current_page, view.place().offset) == (10, 0)
    view.go_to(99)
    assert view.current_page == 10
    view.go_to(-5)
    assert view.current_page == 1


def test_scrolling_by_lines_and_screens(
    qtbot: QtBot, view: PageView, document: str, pages: tuple[PageGeometry, ...]
) -> None:
    show(qtbot, view, document, pages)
    bar = view.verticalScrollBar()
    view.scroll_line(2)
    assert bar.value() == 80
    view.scroll_page(1)
    assert bar.value() == 80 + view.viewport().height() - 48
    view.scroll_page(-9)
    assert (bar.value(), view.current_page) == (0, 1)
    view.scroll_page(2)
    assert view.current_page == 2


def test_a_passage_is_brought_to_the_middle(
    qtbot: QtBot, view: PageView, document: str, pages: tuple[PageGeometry, ...]
) -> None:
    show(qtbot, view, document, pages)
    view.set_zoom("200")
    view.go_to(6, (Rect(500, 400, 560, 420),))
    left, top, width, height = view.place_on_view(6).rect_to_pixels(Rect(500, 400, 560, 420))
    assert top + height / 2 == pytest.approx(view.viewport().height() / 2, abs=1)
    assert 0 <= left <= left + width <= view.viewport().width()
    assert view.current_page == 6


def test_zooming_keeps_the_middle_and_steps(
    qtbot: QtBot, view: PageView, document: str, pages: tuple[PageGeometry, ...]
) -> None:
    show(qtbot, view, document, pages)
    view.set_zoom("100")
    view.go_to(3)
    middle = QPointF(view.viewport().width() / 2, view.viewport().height() / 2)
    before = view.place_on_view(3).to_point(middle.x(), middle.y())
    view.zoom_in()
    assert (view.zoom, view.zoom_percentage) == ("110", 110)
    assert view.place_on_view(3).to_point(middle.x(), middle.y()) == pytest.approx(before, abs=2)
    view.zoom_out()
    assert view.zoom == "100"
    view.set_zoom("fit-page")
    assert (view.zoom, view.current_page, view.place().offset) == ("fit-page", 3, 0)
    with pytest.raises(ValueError, match="percentage"):
        view.set_zoom("huge")


def test_rotating_keeps_the_page_and_turns_the_words(
    qtbot: QtBot, view: PageView, source: RecordingSource, document: str, pages: tuple[PageGeometry, ...]
) -> None:
    show(qtbot, view, document, pages, Place(zoom="fit-page"))
    view.go_to(5)
    view.rotate()
    assert (view.rotation, view.current_page) == (90, 5)
    wanted = source.drawn[0]
    qtbot.waitUntil(lambda: any((one.page, one.rotation) == (5, 90) for one in source.drawn))
    qtbot.waitUntil(lambda: dark_share(view, 5, PASSAGE) > 0.03)
    assert dark_share(view, 5, Rect(0, 0, 60, 400)) == 0
    assert wanted.rotation == 0
    view.rotate(-1)
    assert view.rotation == 0


def test_the_nearest_picture_is_shown_until_the_sharp_one_is_there(
    qtbot: QtBot, view: PageView, source: RecordingSource, document: str, pages: tuple[PageGeometry, ...]
) -> None:
    show(qtbot, view, document, pages)
    qtbot.waitUntil(lambda: source.drawn_pages()[:4] == [1, 2, 3, 2] or len(source.drawn) >= 3)
    source.gate.clear()
    for change in (view.zoom_in, view.rotate, view.zoom_out):
        change()
        assert dark_share(view, 1, PASSAGE) > 0.02
    source.gate.set()


def test_a_page_is_seen_only_when_it_was_on_screen_sharp(
    qtbot: QtBot, view: PageView, source: RecordingSource, document: str, pages: tuple[PageGeometry, ...]
) -> None:
    seen: list[int] = []
    view.page_seen.connect(seen.append)
    source.gate.clear()
    view.show_document(document, pages)
    view.viewport().repaint()
    QTest.qWait(0)
    assert seen == []
    source.gate.set()
    qtbot.waitUntil(lambda: seen == [1])
    view.next_page()
    qtbot.waitUntil(lambda: seen == [1, 2])
    view.previous_page()
    view.viewport().repaint()
    QTest.qWait(0)
    assert seen == [1, 2]


def test_what_scrolled_away_is_not_drawn(
    qtbot: QtBot, view: PageView, source: RecordingSource, document: str, pages: tuple[PageGeometry, ...]
) -> None:
    source.gate.clear()
    view.show_document(document, pages)
    assert source.arrived.acquire(timeout=LONGEST_WAIT)
    for _ in range(9):
        view.next_page()
    source.gate.set()
    with qtbot.waitSignal(view.page_seen, check_params_cb=lambda page: page == 10):
        pass
    assert set(source.drawn_pages()) <= {1, 10, 9, 8}
    assert source.drawn_pages()[1] == 10


def test_a_document_of_3000_pages_opens_and_jumps_with_few_pictures(
    qtbot: QtBot, view: PageView, source: RecordingSource, tmp_path: Path
) -> None:
    sizes = write_pdf(tmp_path / "long.pdf", 3000, draw_number)
    document = source.register(tmp_path / "long.pdf")
    show(qtbot, view, document, sizes)
    with qtbot.waitSignal(view.page_seen, check_params_cb=lambda page: page == 2999):
        view.go_to(2999)
    assert view.current_page == 2999
    drawn_ahead = len(NEIGHBOURS)
    most = {*range(1, drawn_ahead + 2), *range(2999 - drawn_ahead, 3001)}
    assert set(source.drawn_pages()) <= most


def test_a_failed_page_says_why_and_the_next_one_works(
    qtbot: QtBot, view: PageView, store: PictureStore, source: RecordingSource, tmp_path: Path
) -> None:
    sizes = damaged_pdf(tmp_path / "damaged.pdf")
    document = source.register(tmp_path / "damaged.pdf")
    view.show_document(document, sizes, place=Place(page=2))
    qtbot.waitUntil(lambda: store.failure(document, 2) != "")
    assert store.failure(document, 2).startswith("Page 2 of damaged.pdf ")
    qtbot.waitUntil(lambda: dark_share(view, 2, Rect(100, 200, 500, 500)) > 0)
    with qtbot.waitSignal(view.page_seen, check_params_cb=lambda page: page == 3):
        view.next_page()
    asked = source.drawn_pages().count(2)
    view.previous_page()
    view.zoom_in()
    assert source.drawn_pages().count(2) == asked
    view.show_document(document, sizes, place=Place(page=2))
    qtbot.waitUntil(lambda: source.drawn_pages().count(2) == asked + 1)


def test_a_page_that_drew_blank_says_so(
    qtbot: QtBot, view: PageView, store: PictureStore, light: Look, source: RecordingSource, tmp_path: Path
) -> None:
    sizes = write_pdf(tmp_path / "white.pdf", 1, draw_white_words)
    document = source.register(tmp_path / "white.pdf")
    show(qtbot, view, document, sizes)
    picture = store.cache.nearest(document, 1, 1.0)
    assert picture is not None
    assert NOTE_BLANK in picture.notes
    assert colour_at(view, 1, 300, 5) == light.insufficient_ground


@pytest.mark.parametrize("name", ["light", "dark"])
def test_passages_are_coloured_under_readable_words(
    qtbot: QtBot, view: PageView, document: str, pages: tuple[PageGeometry, ...], name: str
) -> None:
    look = load_look(name)
    view.set_look(look)
    show(qtbot, view, document, pages)
    ink = dark_share(view, 1, PASSAGE)
    view.set_marks(
        (PageMarking(1, (PASSAGE,), "S14", current=True), PageMarking(1, (Rect(72, 400, 300, 420),)))
    )
    ground = colour_at(view, 1, 299, 61)
    other = colour_at(view, 1, 299, 401)
    assert ground.hsvHue() == pytest.approx(look.passage.hsvHue(), abs=3)
    assert 60 < ground.hsvSaturation() < 140
    assert 0 < other.hsvSaturation() < ground.hsvSaturation()
    assert dark_share(view, 1, PASSAGE) == pytest.approx(ink, rel=0.25)


def test_hits_are_framed_and_what_is_cited_is_filled(
    qtbot: QtBot, view: PageView, document: str, pages: tuple[PageGeometry, ...]
) -> None:
    show(qtbot, view, document, pages)
    quiet, current = Rect(80, 400, 300, 420), Rect(80, 500, 300, 520)

    def frame(rect: Rect) -> int:
        """How many pixels of the hits' colour one crosses on the way into the rectangle from above."""
        left, top, width, _ = device_rect(view, 1, rect)
        image = picture_of(view)
        x = left + width - 3
        return sum(image.pixelColor(x, y).hsvSaturation() > 150 for y in range(top - 9, top + 1))

    before = colour_at(view, 1, 299, 401)
    assert (frame(quiet), frame(current)) == (0, 0)
    view.set_hits((PageHit(1, (quiet,)), PageHit(1, (current,), current=True), PageHit(2, (quiet,))))
    assert 0 < frame(quiet) < frame(current)
    assert colour_at(view, 1, 299, 401) == before
    view.set_hits(())
    assert (frame(quiet), frame(current)) == (0, 0)
    view.set_hits((PageHit(1, (quiet,)),))
    view.show_document(document, pages)
    assert frame(quiet) == 0


@pytest.mark.parametrize("rotation", VIEW_ROTATIONS)
def test_a_label_stands_beside_its_passage(
    qtbot: QtBot,
    view: PageView,
    light: Look,
    document: str,
    pages: tuple[PageGeometry, ...],
    rotation: ViewRotation,
) -> None:
    show(qtbot, view, document, pages, Place(zoom="fit-page", rotation=rotation))
    without = picture_of(view)
    view.set_marks((PageMarking(1, (Rect(250, 300, 350, 320),), "S14", current=True),))
    ratio = view.devicePixelRatioF()
    left, top, _, height = device_rect(view, 1, Rect(250, 300, 350, 320))
    image = picture_of(view)
    line = top + min(height, round(18 * ratio)) // 2
    accents = [x for x in range(left) if image.pixelColor(x, line) == light.accent]
    assert accents
    assert not [x for x in range(left) if without.pixelColor(x, line) == light.accent]
    assert max(accents) < device_rect(view, 1, Rect(0, 0, *LETTER))[0] + 60 * ratio


def test_a_whole_page_is_labelled_at_its_top_left_corner(
    qtbot: QtBot, view: PageView, light: Look, document: str, pages: tuple[PageGeometry, ...]
) -> None:
    show(qtbot, view, document, pages)
    view.set_marks((PageMarking(1, (), "S2", current=True),))
    left, top, width, height = device_rect(view, 1, Rect(0, 0, 30, 20))
    corner = picture_of(view).copy(left, top, width, height)
    shades = [corner.pixelColor(x, y) for x in range(width) for y in range(height)]
    assert shades.count(light.accent) > 0.1 * len(shades)


def test_labels_of_one_line_stand_below_each_other(
    qtbot: QtBot, view: PageView, light: Look, document: str, pages: tuple[PageGeometry, ...]
) -> None:
    show(qtbot, view, document, pages)

    def accent_rows(marks: tuple[PageMarking, ...]) -> int:
        view.set_marks(marks)
        image = picture_of(view)
        return sum(
            any(image.pixelColor(x, y) == light.accent for x in range(80)) for y in range(image.height())
        )

    one = accent_rows((PageMarking(1, (PASSAGE,), "S14", True),))
    assert (
        accent_rows((PageMarking(1, (PASSAGE,), "S14", True), PageMarking(1, (PASSAGE,), "S3", True)))
        >= 2 * one
    )


def test_a_message_instead_of_pages(
    qtbot: QtBot, view: PageView, light: Look, document: str, pages: tuple[PageGeometry, ...]
) -> None:
    show(qtbot, view, document, pages)
    view.show_message("This document is locked.")
    assert (view.page_count, view.current_page, view.document) == (0, 0, "")
    assert view.accessibleDescription() == "This document is locked."
    image = picture_of(view)
    middle = image.copy(image.width() // 4, image.height() // 2 - 30, image.width() // 2, 60)
    shades = {middle.pixelColor(x, y).name() for x in range(middle.width()) for y in range(60)}
    assert shades > {light.canvas.name()}
    for act in (view.next_page, view.previous_page, view.zoom_in, view.rotate, view.start_selection):
        act()
    view.go_to(3)
    assert view.selection() is None


@pytest.mark.parametrize(
    "key",
    [
        Qt.Key.Key_P,
        Qt.Key.Key_J,
        Qt.Key.Key_Down,
        Qt.Key.Key_PageDown,
        Qt.Key.Key_Space,
        Qt.Key.Key_Left,
        Qt.Key.Key_Home,
    ],
)
def test_keys_are_left_to_the_window(view: PageView, key: Qt.Key) -> None:
    event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(view, event)
    assert not event.isAccepted()


def test_what_a_screen_reader_is_told(
    qtbot: QtBot, view: PageView, document: str, pages: tuple[PageGeometry, ...]
) -> None:
    show(qtbot, view, document, pages)
    assert view.accessibleName() == "Pages of ten.pdf"
    view.go_to(4)
    assert view.accessibleDescription() == "Page 4 of 10."


def test_the_wheel_scrolls_and_with_control_zooms_at_the_pointer(
    qtbot: QtBot, view: PageView, document: str, pages: tuple[PageGeometry, ...]
) -> None:
    show(qtbot, view, document, pages)
    view.set_zoom("100")
    view.go_to(2)
    spot = QPoint(300, 450)
    before = view.place_on_view(2).to_point(spot.x(), spot.y())
    turn_wheel(view, spot, Qt.KeyboardModifier.ControlModifier)
    assert view.zoom == "110"
    assert view.place_on_view(2).to_point(spot.x(), spot.y()) == pytest.approx(before, abs=2)
    position = view.verticalScrollBar().value()
    turn_wheel(view, spot, Qt.KeyboardModifier.NoModifier)
    assert view.verticalScrollBar().value() < position
    assert view.zoom == "110"


def test_hidden_views_want_nothing(
    qtbot: QtBot, view: PageView, source: RecordingSource, document: str, pages: tuple[PageGeometry, ...]
) -> None:
    view.hide()
    view.show_document(document, pages)
    view.next_page()
    assert source.drawn == []
    view.show()
    with qtbot.waitSignal(view.page_seen, check_params_cb=lambda page: page == 2):
        pass
    assert 1 not in source.drawn_pages()[:1]


def test_an_early_picture_is_on_screen_before_anything_else_is_drawn(
    qtbot: QtBot, source: RecordingSource, light: Look, document: str, pages: tuple[PageGeometry, ...]
) -> None:
    early = DrawRequest(document, 1, 0.8)
    queue = RenderQueue([source], [early])
    store = PictureStore(queue)
    view = PageView(store, light)
    qtbot.addWidget(view)
    view.resize(700, 600)
    view.show_document(document)
    with qtbot.waitSignal(store.picture_ready):
        view.show()
    assert store.cache.exact(early) is not None
    assert dark_share(view, 1, PASSAGE) > 0.02
    queue.close()
    assert source.drawn[0] is early
