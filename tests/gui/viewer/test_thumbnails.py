"""The thumbnail list: only what is in sight is drawn, rows say what they are, choosing goes to the page."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QBitmap, QImage, QRegion, qRgb
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot
from reportlab.pdfgen.canvas import Canvas

from reviewer_app.domain.documents import PageGeometry
from reviewer_app.gui.look import Look, load_look
from reviewer_app.gui.viewer.picture_store import PictureStore
from reviewer_app.gui.viewer.thumbnail_model import PageFacts, ThumbnailModel
from reviewer_app.gui.viewer.thumbnail_rows import least_width, row_height
from reviewer_app.gui.viewer.thumbnails import ThumbnailList
from tests.gui.viewer.papers import damaged_pdf, draw_number, write_pdf
from tests.gui.viewer.sources import RecordingSource

PANEL = 220


@pytest.fixture
def thumbnails(qtbot: QtBot, store: PictureStore, light: Look) -> ThumbnailList:
    """A visible list that shows five rows."""
    made = ThumbnailList(store, light)
    qtbot.addWidget(made)
    made.resize(PANEL, 5 * row_height())
    made.show()
    qtbot.waitExposed(made)
    return made


def row_picture(thumbnails: ThumbnailList, row: int) -> QImage:
    index = thumbnails.model().index(row, 0)
    return thumbnails.viewport().grab(thumbnails.visualRect(index)).toImage()


def spoken(thumbnails: ThumbnailList, row: int) -> object:
    return thumbnails.model().index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)


def test_of_3000_pages_only_the_rows_in_sight_are_drawn(
    qtbot: QtBot, thumbnails: ThumbnailList, store: PictureStore, source: RecordingSource, tmp_path: Path
) -> None:
    sizes = write_pdf(tmp_path / "long.pdf", 3000, draw_number)
    document = source.register(tmp_path / "long.pdf")
    thumbnails.show_document(document, sizes)
    qtbot.waitUntil(lambda: store.cache.has_page(document, 5))
    source.gate.clear()
    for page in range(100, 2900, 100):
        thumbnails.set_current_page(page)
    thumbnails.set_current_page(2900)
    source.gate.set()
    qtbot.waitUntil(lambda: store.cache.has_page(document, 2900))
    drawn = set(source.drawn_pages())
    assert {1, 2, 3, 4, 5} <= drawn
    under_way = drawn - {*range(1, 7), *range(2893, 2907)}
    assert len(under_way) <= 1
    assert all(request.scale < 0.2 * thumbnails.devicePixelRatioF() for request in source.drawn)


def test_rows_fit_the_panel_and_say_what_they_are(
    qtbot: QtBot, thumbnails: ThumbnailList, source: RecordingSource, tmp_path: Path
) -> None:
    sizes = write_pdf(tmp_path / "few.pdf", 3, draw_number)
    thumbnails.show_document(source.register(tmp_path / "few.pdf"), sizes)
    thumbnails.set_labels({2: ("S3", "S14")})
    thumbnails.set_hits({2: 2})
    thumbnails.set_illegible({2})
    thumbnails.set_seen({1})
    thumbnails.add_seen(3)
    assert [spoken(thumbnails, row) for row in range(3)] == [
        "Page 1, seen",
        "Page 2, evidence for S3, S14, 2 hits, illegible, not seen",
        "Page 3, seen",
    ]
    assert thumbnails.sizeHintForColumn(0) <= PANEL
    assert thumbnails.visualRect(thumbnails.model().index(0, 0)).width() <= PANEL


def test_the_unseen_and_the_cited_rows_look_different(
    qtbot: QtBot, thumbnails: ThumbnailList, store: PictureStore, source: RecordingSource, tmp_path: Path
) -> None:
    sizes = write_pdf(tmp_path / "few.pdf", 3, draw_number)
    document = source.register(tmp_path / "few.pdf")
    thumbnails.show_document(document, sizes)
    qtbot.waitUntil(lambda: all(store.cache.has_page(document, page) for page in (1, 2, 3)))
    plain = row_picture(thumbnails, 1)
    assert row_picture(thumbnails, 1) == plain
    thumbnails.set_seen({2})
    seen = row_picture(thumbnails, 1)
    assert seen != plain
    thumbnails.set_labels({2: ("S14",)})
    assert row_picture(thumbnails, 1) not in (plain, seen)


def draw_bar(canvas: Canvas, _page: int) -> None:
    """A black bar along the left edge."""
    canvas.rect(0, 0, 153, 792, stroke=0, fill=1)


def test_a_page_that_lies_on_its_side_is_shown_upright(
    qtbot: QtBot, thumbnails: ThumbnailList, store: PictureStore, source: RecordingSource, tmp_path: Path
) -> None:
    """Its left edge comes to the top when it is turned clockwise, and it is as wide as it was high."""
    sizes = write_pdf(tmp_path / "lying.pdf", 2, draw_bar)
    document = source.register(tmp_path / "lying.pdf")
    thumbnails.show_document(document, sizes)
    qtbot.waitUntil(lambda: all(store.cache.has_page(document, page) for page in (1, 2)))

    def black() -> QRect:
        """The rectangle around what is black in the picture of the first page."""
        picture = row_picture(thumbnails, 0).convertToFormat(QImage.Format.Format_Grayscale8)
        part = picture.copy(0, 0, picture.width() // 2, picture.height())
        dark = QBitmap.fromImage(part.createMaskFromColor(qRgb(0, 0, 0), Qt.MaskMode.MaskOutColor))
        return QRegion(dark).boundingRect()

    assert black().height() > 3 * black().width()
    thumbnails.set_turns({1: 90})
    assert black().width() > 3 * black().height()
    qtbot.waitUntil(lambda: any(one.rotation == 90 and one.page == 1 for one in source.drawn))
    qtbot.waitUntil(lambda: black().width() > 3 * black().height())


@pytest.mark.parametrize("name", ["light", "dark"])
def test_each_mark_has_its_own_shape_and_word(
    qtbot: QtBot,
    thumbnails: ThumbnailList,
    store: PictureStore,
    source: RecordingSource,
    tmp_path: Path,
    name: str,
) -> None:
    thumbnails.set_look(load_look(name))
    sizes = write_pdf(tmp_path / "few.pdf", 5, draw_number)
    document = source.register(tmp_path / "few.pdf")
    thumbnails.show_document(document, sizes)
    qtbot.waitUntil(lambda: all(store.cache.has_page(document, page) for page in range(1, 6)))
    thumbnails.set_current_page(5)
    thumbnails.set_seen({1, 2, 3, 5})
    thumbnails.set_labels({1: ("S14",)})
    thumbnails.set_hits({2: 1})
    thumbnails.set_illegible({3})
    pictures = []
    for row in range(4):
        picture = row_picture(thumbnails, row).convertToFormat(QImage.Format.Format_Grayscale8)
        ratio = thumbnails.devicePixelRatioF()
        shapes = QRect(round(108 * ratio), round(24 * ratio), round(11 * ratio), round(28 * ratio))
        pictures.append(bytes(picture.copy(shapes).constBits()))
    assert len(set(pictures)) == 4


def test_in_a_wide_place_pages_stand_beside_each_other(
    qtbot: QtBot, thumbnails: ThumbnailList, store: PictureStore, source: RecordingSource, tmp_path: Path
) -> None:
    sizes = write_pdf(tmp_path / "many.pdf", 300, draw_number)
    document = source.register(tmp_path / "many.pdf")
    thumbnails.show_document(document, sizes)
    thumbnails.resize(4 * least_width() + 40, 3 * row_height())
    model = thumbnails.model()

    def line(count: int) -> list[int]:
        return [thumbnails.visualRect(model.index(row, 0)).top() for row in range(count)]

    qtbot.waitUntil(lambda: line(5)[3] == line(5)[0] < line(5)[4])
    rects = [thumbnails.visualRect(model.index(row, 0)) for row in range(4)]
    assert all(one.right() < other.left() for one, other in pairwise(rects))
    assert rects[-1].right() < thumbnails.viewport().width()
    chosen: list[int] = []
    thumbnails.page_chosen.connect(chosen.append)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_Up):
        QTest.keyClick(thumbnails, key)
    assert chosen == [2, 6, 5, 1]
    qtbot.waitUntil(lambda: store.cache.has_page(document, 12))
    thumbnails.set_current_page(290)
    qtbot.waitUntil(lambda: store.cache.has_page(document, 290))
    assert max(set(source.drawn_pages()) - set(range(270, 301))) <= 16
    thumbnails.resize(PANEL, 3 * row_height())
    qtbot.waitUntil(lambda: line(2)[0] < line(2)[1])


def test_choosing_a_row_goes_to_its_page_and_following_the_reader_does_not(
    qtbot: QtBot, thumbnails: ThumbnailList, source: RecordingSource, tmp_path: Path
) -> None:
    sizes = write_pdf(tmp_path / "few.pdf", 9, draw_number)
    thumbnails.show_document(source.register(tmp_path / "few.pdf"), sizes)
    chosen: list[int] = []
    thumbnails.page_chosen.connect(chosen.append)
    thumbnails.set_current_page(4)
    assert chosen == []
    spot = thumbnails.visualRect(thumbnails.model().index(2, 0)).center()
    QTest.mouseClick(thumbnails.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, spot)
    assert set(chosen) == {3}
    chosen.clear()
    QTest.keyClick(thumbnails, Qt.Key.Key_Down)
    assert chosen == [4]


def test_a_failed_page_is_marked_and_the_others_are_drawn(
    qtbot: QtBot, thumbnails: ThumbnailList, store: PictureStore, source: RecordingSource, tmp_path: Path
) -> None:
    sizes = damaged_pdf(tmp_path / "damaged.pdf")
    document = source.register(tmp_path / "damaged.pdf")
    thumbnails.show_document(document, sizes)
    before = row_picture(thumbnails, 1)
    qtbot.waitUntil(lambda: store.failure(document, 2) != "" and store.cache.has_page(document, 3))
    assert row_picture(thumbnails, 1) != before


def test_the_model_keeps_to_its_contract() -> None:
    model = ThumbnailModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_pages((PageGeometry(612, 792, label="iv"), PageGeometry(612, 792)))
    model.set_labels({1: ("S3",), 7: ("S9",)})
    model.set_seen({2, 7})
    model.set_labels({})
    model.set_pages(())
    assert tester.model() is model
    assert model.rowCount() == 0


def test_thousands_of_pages_are_told_of_at_once(qtbot: QtBot) -> None:
    model = ThumbnailModel()
    model.set_pages((PageGeometry(612, 792),) * 3000)
    told: list[tuple[int, int]] = []
    model.dataChanged.connect(lambda first, last: told.append((first.row(), last.row())))
    model.set_seen(set(range(1, 3001)))
    model.set_hits(dict.fromkeys(range(500, 700), 1))
    model.set_illegible({7, 9000})
    model.add_seen(12)
    model.set_labels({})
    assert told == [(0, 2999), (499, 698), (6, 6)]


def test_a_printed_page_number_is_told() -> None:
    assert PageFacts(4, PageGeometry(612, 792, label="iv")).title == "4 (iv)"
    assert PageFacts(4, PageGeometry(612, 792, label="4")).title == "4"
