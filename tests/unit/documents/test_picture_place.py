"""Page points and picture pixels: inverse on paper, and true in what the worker draws and reads."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviewer_app.documents.page_reader import PageReader
from reviewer_app.domain.pages import (
    VIEW_ROTATIONS,
    DrawRequest,
    PagePicture,
    PicturePlace,
    Rect,
    ViewRotation,
)
from tests.unit.documents.conftest import Registered
from tests.unit.documents.files import Rotation, pdf, text_content

lengths = st.floats(1, 5000)
fractions = st.floats(0, 1)
places = st.builds(
    PicturePlace,
    page_width=lengths,
    page_height=lengths,
    scale=st.floats(0.05, 20),
    rotation=st.sampled_from(VIEW_ROTATIONS),
    origin_x=st.floats(0, 5000),
    origin_y=st.floats(0, 5000),
)


@settings(deadline=None)
@given(places, fractions, fractions)
def test_point_to_pixel_and_back_is_the_same_point(place: PicturePlace, across: float, down: float) -> None:
    x, y = across * place.page_width, down * place.page_height
    assert place.to_point(*place.to_pixel(x, y)) == pytest.approx((x, y), rel=1e-9, abs=1e-6)


@settings(deadline=None)
@given(places, fractions, fractions, fractions, fractions)
def test_rectangle_to_pixels_and_back_is_the_same_rectangle(
    place: PicturePlace, a: float, b: float, c: float, d: float
) -> None:
    rect = Rect(
        min(a, b) * place.page_width,
        min(c, d) * place.page_height,
        max(a, b) * place.page_width,
        max(c, d) * place.page_height,
    )
    back = place.rect_to_points(*place.rect_to_pixels(rect))
    assert (back.x0, back.y0, back.x1, back.y1) == pytest.approx(
        (rect.x0, rect.y0, rect.x1, rect.y1), rel=1e-9, abs=1e-6
    )


@settings(deadline=None)
@given(places, fractions, fractions)
def test_a_point_of_the_page_lies_inside_the_turned_page(
    place: PicturePlace, across: float, down: float
) -> None:
    x, y = place.to_pixel(across * place.page_width, down * place.page_height)
    width, height = place.page_width * place.scale, place.page_height * place.scale
    if place.rotation in (90, 270):
        width, height = height, width
    assert -1e-6 <= x + place.origin_x <= width * (1 + 1e-9)
    assert -1e-6 <= y + place.origin_y <= height * (1 + 1e-9)


def ink(picture: PagePicture) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of the dark pixels of a gray picture."""
    data = bytes(picture.pixels)
    rows = [data[y * picture.stride : y * picture.stride + picture.width] for y in range(picture.height)]
    dark_rows = [y for y, row in enumerate(rows) if min(row) < 128]
    dark_columns = [x for x in range(picture.width) if any(rows[y][x] < 128 for y in dark_rows)]
    return dark_columns[0], dark_rows[0], dark_columns[-1] + 1, dark_rows[-1] + 1


CROP = (50, 100, 450, 700)
SQUARE = b"90 610 40 30 re f"
"""A black rectangle from (90, 610) to (130, 640) in the PDF's own space, y upwards."""

SHOWN_SQUARE = {
    0: Rect(40, 60, 80, 90),
    90: Rect(510, 40, 540, 80),
    180: Rect(320, 510, 360, 540),
    270: Rect(60, 320, 90, 360),
}
"""The same rectangle in page points, worked out by hand from CROP (400 by 600) and the page's /Rotate."""


@pytest.mark.parametrize(("rotate", "view"), list(product((0, 90, 180, 270), VIEW_ROTATIONS)))
def test_ink_is_where_the_page_points_say(
    module_reader: PageReader, register: Registered, rotate: Rotation, view: ViewRotation
) -> None:
    key = register(pdf(SQUARE, crop_box=CROP, rotate=rotate))
    (size,) = module_reader.geometry(key, 1, 1)
    assert (size.width, size.height) == ((400, 600) if rotate in (0, 180) else (600, 400))
    assert size.rotation == rotate
    expected = SHOWN_SQUARE[rotate]
    for clip in (None, Rect(expected.x0 - 10.3, expected.y0 - 5.7, expected.x1 + 3.1, expected.y1 + 20)):
        picture = module_reader.draw(DrawRequest(key, 1, 2.0, view, clip))
        left, top, right, bottom = ink(picture)
        shown = picture.place.rect_to_points(left, top, right - left, bottom - top)
        assert (shown.x0, shown.y0, shown.x1, shown.y1) == pytest.approx(
            (expected.x0, expected.y0, expected.x1, expected.y1), abs=0.51
        )


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_words_lie_where_their_ink_is(
    module_reader: PageReader, register: Registered, rotate: Rotation
) -> None:
    key = register(pdf(text_content("WORD", 100, 500), crop_box=CROP, rotate=rotate))
    (word,) = module_reader.text(key, 1).words
    assert word.text == "WORD"
    picture = module_reader.draw(DrawRequest(key, 1, 3.0))
    left, top, right, bottom = ink(picture)
    shown = picture.place.rect_to_points(left, top, right - left, bottom - top)
    assert word.rect.x0 - 1 <= shown.x0 <= shown.x1 <= word.rect.x1 + 1
    assert word.rect.y0 - 1 <= shown.y0 <= shown.y1 <= word.rect.y1 + 1
    assert shown.width * shown.height > 0.3 * word.rect.width * word.rect.height


def test_words_outside_the_crop_box_are_not_words_of_the_page(
    module_reader: PageReader, register: Registered
) -> None:
    content = text_content("inside", 100, 500) + b" " + text_content("outside", 100, 720)
    key = register(pdf(content, crop_box=CROP))
    assert [word.text for word in module_reader.text(key, 1).words] == ["inside"]
