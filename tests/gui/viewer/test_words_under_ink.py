"""A word's rectangle lies where its ink is drawn: on turned, cropped, scaled and odd-sized pages, in every
rotation and zoom of the view. Looked at in pixels, with pages that the worker really drew and read."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from reviewer_app.domain.pages import VIEW_ROTATIONS, Rect
from reviewer_app.domain.place import Place
from reviewer_app.gui.viewer.page_view import PageView
from reviewer_app.gui.viewer.picture_store import PictureStore
from tests.gui.viewer.sheets import WORD, Sheet
from tests.gui.viewer.sources import RecordingSource

ROOT = Path(__file__).resolve().parents[3]

Box = tuple[int, int, int, int]
"""First and last column, first and last row in device pixels."""

BITS_OF_PIXEL = 32
DARK = bytes(1 if value < 150 else 0 for value in range(256))

SHEETS = st.builds(
    Sheet,
    width=st.floats(200, 900),
    height=st.floats(200, 900),
    left=st.floats(-400, 400),
    bottom=st.floats(-400, 400),
    rotate=st.sampled_from([0, 90, 180, 270]),
    unit=st.sampled_from([1.0, 0.5, 2.0, 3.7]),
    across=st.floats(0.05, 0.5),
    up=st.floats(0.05, 0.85),
)
PLACES = st.builds(
    Place,
    zoom=st.sampled_from(["fit-page", "fit-width", "60", "110", "235"]),
    rotation=st.sampled_from(VIEW_ROTATIONS),
)


def picture_of(view: PageView) -> QImage:
    """What the viewport shows, one pixel for each device pixel."""
    viewport, ratio = view.viewport(), view.devicePixelRatioF()
    image = QImage(viewport.size() * ratio, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    viewport.render(image)
    return image


def row_of(image: QImage, y: int) -> bytes:
    """The bytes of one row."""
    start = y * image.bytesPerLine()
    return bytes(memoryview(image.constBits())[start : start + image.bytesPerLine()])


def dark_box(image: QImage) -> Box | None:
    """Where the dark pixels are."""
    gray = image.convertToFormat(QImage.Format.Format_Grayscale8)
    rows = []
    left, right = gray.width(), -1
    for y in range(gray.height()):
        row = row_of(gray, y)[: gray.width()].translate(DARK)
        first = row.find(1)
        if first >= 0:
            rows.append(y)
            left, right = min(left, first), max(right, row.rfind(1))
    return (left, right, rows[0], rows[-1]) if rows else None


def changed_box(before: QImage, after: QImage) -> Box | None:
    """Where two pictures differ."""
    rows = []
    left, right = before.width(), -1
    for y in range(before.height()):
        one, other = row_of(before, y), row_of(after, y)
        if one != other:
            rows.append(y)
            # Bits that differ; the first column has the lowest.
            bits = int.from_bytes(one, "little") ^ int.from_bytes(other, "little")
            left = min(left, ((bits & -bits).bit_length() - 1) // BITS_OF_PIXEL)
            right = max(right, (bits.bit_length() - 1) // BITS_OF_PIXEL)
    return (left, right, rows[0], rows[-1]) if rows else None


def contains(outer: Box, inner: Box) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1] and outer[2] <= inner[2] and inner[3] <= outer[3]


def test_the_ink_of_a_word_is_inside_what_is_painted_for_it(
    qtbot: QtBot, view: PageView, store: PictureStore, source: RecordingSource, tmp_path: Path
) -> None:
    made: list[str] = []

    @settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
    @given(SHEETS, PLACES)
    def check(sheet: Sheet, place: Place) -> None:
        path = tmp_path / f"{len(made)}.pdf"
        made.append(path.name)
        sheet.write(path)
        document = source.register(path)
        pages = source.geometry(document, 1, 1)
        view.show_document(document, pages, place=place)
        qtbot.waitUntil(lambda: store.words(document, 1) is not None)
        text = store.words(document, 1)
        assert text is not None
        (word,) = text.words
        assert word.text == WORD
        assert 0 <= word.rect.x0 < word.rect.x1 <= pages[0].width
        assert 0 <= word.rect.y0 < word.rect.y1 <= pages[0].height
        with qtbot.waitSignal(view.page_seen):
            view.show_document(document, pages, place=place)
            view.go_to(1, (word.rect,))
        before = picture_of(view)
        ink = dark_box(before)
        view.select_passage(1, (word.rect,))
        painted = changed_box(before, picture_of(view))
        assert ink is not None
        assert painted is not None
        ratio = view.devicePixelRatioF()
        left, top, width, height = (edge * ratio for edge in view.place_on_view(1).rect_to_pixels(word.rect))
        assert contains((int(left) - 4, int(left + width) + 4, int(top) - 4, int(top + height) + 4), painted)
        # Of a word larger than the view both ways a stroke may fill a whole column, which then stays black.
        assume(width <= before.width() or height <= before.height())
        assert contains(painted, ink)
        along = max(ink[1] - ink[0], ink[3] - ink[2])
        assert along > 0.8 * min(max(width, height), before.width(), before.height())

    check()


@pytest.mark.parametrize("factor", ["1.25", "2"])
def test_the_same_on_screens_of_other_pixel_ratios(factor: str) -> None:
    ended = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-x",
            "-p",
            "no:cacheprovider",
            __file__,
            "-k",
            "ink_of_a_word",
        ],
        cwd=ROOT,
        env={**os.environ, "QT_SCALE_FACTOR": factor, "QT_SCALE_FACTOR_ROUNDING_POLICY": "PassThrough"},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert ended.returncode == 0, ended.stdout


def test_a_place_pointed_at_is_the_place_painted(
    qtbot: QtBot, view: PageView, source: RecordingSource, tmp_path: Path
) -> None:
    """Page point to screen and back, for pages as the worker measures them."""
    made: list[str] = []

    @settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
    @given(SHEETS, PLACES, st.floats(0, 1), st.floats(0, 1))
    def check(sheet: Sheet, place: Place, across: float, down: float) -> None:
        path = tmp_path / f"{len(made)}.pdf"
        made.append(path.name)
        sheet.write(path)
        document = source.register(path)
        (page,) = source.geometry(document, 1, 1)
        turned = sheet.rotate in (90, 270)
        size = (sheet.height, sheet.width) if turned else (sheet.width, sheet.height)
        assert abs(page.width - size[0] * sheet.unit) < 0.01 * page.width
        assert abs(page.height - size[1] * sheet.unit) < 0.01 * page.height
        view.show_document(document, (page,), place=place)
        x, y = across * page.width, down * page.height
        view.go_to(1, (Rect(x, y, x, y),))
        shown = view.place_on_view(1)
        pixel = shown.to_pixel(x, y)
        back = shown.to_point(*pixel)
        assert abs(back[0] - x) * shown.scale < 1e-6
        assert abs(back[1] - y) * shown.scale < 1e-6
        assert -1 <= pixel[0] <= view.viewport().width() + 1
        assert -1 <= pixel[1] <= view.viewport().height() + 1

    check()
