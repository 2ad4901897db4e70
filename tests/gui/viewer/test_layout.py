"""The column of pages: a page point goes to the screen and back, and the place is found again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer_app.domain.documents import PageGeometry
from reviewer_app.domain.pages import VIEW_ROTATIONS, Rect, ViewRotation
from reviewer_app.gui.viewer.layout import GAP, Column, column

SIDES = st.floats(0.5, 15_000)
SIZES = st.builds(PageGeometry, SIDES, SIDES)
DOCUMENTS = st.lists(SIZES, min_size=1, max_size=8)
ZOOMS = st.sampled_from(("fit-width", "fit-page", "10", "67", "100", "125", "800"))
VIEWS = st.tuples(st.integers(30, 4000), st.integers(30, 3000))
RATIOS = st.sampled_from((1.0, 1.25, 1.5, 1.75, 2.0, 3.0))


@st.composite
def columns(draw: st.DrawFn) -> Column:
    return column(
        draw(DOCUMENTS), draw(ZOOMS), draw(st.sampled_from(VIEW_ROTATIONS)), draw(VIEWS), draw(RATIOS)
    )


@given(columns(), st.data())
def test_a_page_point_comes_back_from_the_screen(laid_out: Column, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(laid_out.pages) - 1))
    page = laid_out.pages[index]
    point = (data.draw(st.floats(0, page.width)), data.draw(st.floats(0, page.height)))
    scroll = data.draw(st.tuples(st.integers(0, 9000), st.integers(0, 90_000)))
    place = laid_out.place(index, *scroll)
    assert place.to_point(*place.to_pixel(*point)) == pytest.approx(point, abs=1e-6)


@given(columns(), st.data())
def test_all_of_a_page_lies_in_its_frame_on_screen(laid_out: Column, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(laid_out.pages) - 1))
    page = laid_out.pages[index]
    left, top, width, height = laid_out.place(index, 0, 0).rect_to_pixels(Rect(0, 0, page.width, page.height))
    pixel = 1 / laid_out.ratio
    assert left == pytest.approx(laid_out.left(index), abs=pixel)
    assert top == pytest.approx(laid_out.tops[index], abs=pixel)
    assert width <= laid_out.widths[index] + 0.001
    assert height <= laid_out.heights[index] + 0.001


@given(columns())
def test_frames_are_whole_device_pixels_and_do_not_touch(laid_out: Column) -> None:
    for index, top in enumerate(laid_out.tops):
        for length in (laid_out.widths[index], laid_out.heights[index]):
            assert length * laid_out.ratio == pytest.approx(round(length * laid_out.ratio), abs=1e-6)
        assert laid_out.left(index) >= 0
        if index:
            assert top >= laid_out.tops[index - 1] + laid_out.heights[index - 1] + GAP - 1e-6


@given(columns(), st.data())
def test_an_offset_in_page_points_is_the_inverse_of_a_scroll_position(
    laid_out: Column, data: st.DataObject
) -> None:
    index = data.draw(st.integers(0, len(laid_out.pages) - 1))
    offset = data.draw(st.floats(-100, 15_000))
    top = laid_out.scroll_for(index, offset)
    assert laid_out.offset_at(index, top) == pytest.approx(offset, abs=1e-6)


@given(columns(), st.data())
def test_exactly_the_pages_with_a_visible_part_are_visible(laid_out: Column, data: st.DataObject) -> None:
    top = data.draw(st.floats(0, laid_out.height))
    bottom = top + laid_out.view_height
    expected = [
        index
        for index, start in enumerate(laid_out.tops)
        if start < bottom and start + laid_out.heights[index] > top
    ]
    assert list(laid_out.visible(top)) == expected


@given(columns(), st.data())
def test_a_page_scrolled_to_its_top_is_the_current_one(laid_out: Column, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(laid_out.pages) - 1))
    top = laid_out.scroll_for(index, 0)
    assert top + laid_out.view_height <= laid_out.height + 1e-6
    assert laid_out.current(top) == index


@pytest.mark.parametrize(
    ("rotation", "corner"), [(0, (0, 0)), (90, (0, 200)), (180, (100, 200)), (270, (100, 0))]
)
def test_rotation_turns_the_page_clockwise(rotation: ViewRotation, corner: tuple[int, int]) -> None:
    """The page point that is shown in the view's top left corner."""
    laid_out = column((PageGeometry(100, 200),), "75", rotation, (500, 500), 1)
    place = laid_out.place(0, 0, 0)
    assert place.to_point(laid_out.left(0), laid_out.tops[0]) == corner


def test_fitting_fits_each_page_by_itself() -> None:
    laid_out = column((PageGeometry(612, 792), PageGeometry(1700, 2200)), "fit-width", 0, (800, 600), 1)
    assert laid_out.widths == (776, 776)
    page = column((PageGeometry(612, 792), PageGeometry(792, 612)), "fit-page", 0, (800, 600), 1)
    assert page.heights == (576, 576)
    assert page.widths == (446, 746)


def test_a_passage_is_shown_in_the_middle_without_leaving_its_page() -> None:
    laid_out = column((PageGeometry(612, 792),) * 3, "100", 0, (1000, 500), 1)
    start = laid_out.tops[1]
    assert laid_out.top_showing(1, Rect(0, 0, 10, 10), 0, centre=True) == start - GAP
    assert laid_out.top_showing(1, Rect(0, 782, 10, 792), 0, centre=True) == pytest.approx(
        start + 1056 + GAP - 500
    )
    assert laid_out.top_showing(1, Rect(0, 390, 10, 402), 0, centre=True) == pytest.approx(start + 528 - 250)


def test_an_empty_column_has_nothing_to_show() -> None:
    nothing = column((), "fit-width", 0, (500, 400), 1)
    assert list(nothing.visible(0)) == []
    assert (nothing.width, nothing.height) == (500, 400)


def test_pages_that_lie_on_their_side_are_turned_further_than_the_others() -> None:
    pages = (PageGeometry(100, 200), PageGeometry(200, 100))
    laid_out = column(pages, "75", 0, (500, 500), 1, {1: 270})
    assert laid_out.rotations == (0, 270)
    assert laid_out.widths[0] == laid_out.widths[1] == 100
    assert laid_out.place(1, 0, 0).rotation == 270
    assert column(pages, "75", 180, (500, 500), 1, {1: 270}).rotations == (180, 90)
