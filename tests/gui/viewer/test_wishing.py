"""What a view wants: the visible pages sharp, tiles of very large ones, then the neighbours ahead."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer_app.domain.documents import PageGeometry
from reviewer_app.domain.pages import VIEW_ROTATIONS, DrawRequest, PicturePlace, Priority, ViewRotation
from reviewer_app.gui.tasks.page_jobs import Wish
from reviewer_app.gui.viewer.layout import Column, column
from reviewer_app.gui.viewer.tiling import BASE_PIXELS, TILE, WHOLE_PIXELS, is_tiled, sharp_requests
from reviewer_app.gui.viewer.wishing import AHEAD_PIXELS, picture_wishes

LETTER = PageGeometry(612, 792)


def letters(zoom: str, rotation: ViewRotation = 0, ratio: float = 1.0) -> Column:
    return column((LETTER,) * 20, zoom, rotation, (700, 600), ratio)


def wanted(laid_out: Column, page: int, travel: int) -> list[Wish]:
    scroll = (0.0, laid_out.scroll_for(page - 1, 0))
    return picture_wishes("doc", laid_out, scroll, page - 1, travel, lambda _: False)


def pages(wishes: list[Wish], priority: Priority) -> list[int]:
    return [wish.job.page for wish in wishes if wish.priority is priority]


@pytest.mark.parametrize(
    ("travel", "ahead"),
    [(1, [11, 12, 9, 13, 14, 15, 16, 17, 18]), (-1, [9, 8, 11, 7, 6, 5, 4, 3, 2])],
)
def test_neighbours_in_the_direction_of_travel(travel: int, ahead: list[int]) -> None:
    wishes = wanted(letters("fit-width"), 10, travel)
    assert pages(wishes, Priority.VISIBLE) == [10]
    assert pages(wishes, Priority.NEIGHBOUR) == ahead


@pytest.mark.parametrize("travel", [1, -1])
def test_behind_is_before_the_first_of_several_visible_pages(travel: int) -> None:
    laid_out = letters("50")
    scroll = (0.0, laid_out.scroll_for(9, 0))
    wishes = picture_wishes("doc", laid_out, scroll, 9, travel, lambda _: False)
    assert sorted(pages(wishes, Priority.VISIBLE)) == [10, 11]
    assert pages(wishes, Priority.NEIGHBOUR)[:3] == ([12, 13, 9] if travel > 0 else [9, 8, 12])


@pytest.mark.parametrize(
    ("ratio", "zoom"), [(1.0, "fit-width"), (2.0, "fit-width"), (2.0, "175"), (2.0, "400")]
)
def test_what_is_drawn_ahead_is_bounded_but_the_next_page_always_is(ratio: float, zoom: str) -> None:
    jobs = [
        one.job for one in wanted(letters(zoom, ratio=ratio), 10, 1) if one.priority is Priority.NEIGHBOUR
    ]
    sizes = [job.scale**2 * 612 * 792 for job in jobs if isinstance(job, DrawRequest)]
    assert jobs[0].page == 11
    assert len(sizes) == 1 or sum(sizes) <= AHEAD_PIXELS * 1.01


def test_the_current_page_comes_first_among_the_visible() -> None:
    laid_out = letters("25")
    scroll = (0.0, laid_out.scroll_for(4, 0))
    wishes = picture_wishes("doc", laid_out, scroll, 5, 1, lambda _: False)
    assert pages(wishes, Priority.VISIBLE) == [6, 5, 7]


def test_no_neighbours_beyond_the_ends() -> None:
    assert pages(wanted(letters("fit-page"), 20, 1), Priority.NEIGHBOUR) == [19]
    assert pages(wanted(letters("fit-page"), 1, -1), Priority.NEIGHBOUR) == [2]


def test_a_large_page_is_not_drawn_small_where_there_is_a_picture_about_as_large() -> None:
    laid_out = letters("400", ratio=2.0)
    wishes = picture_wishes("doc", laid_out, (0.0, 0.0), 0, 1, lambda like: like.page == 1)
    whole = [wish.job.page for wish in wishes if isinstance(wish.job, DrawRequest) and wish.job.clip is None]
    assert whole == [2, 3, 4, 5, 6, 7, 8, 9]


def test_a_very_large_page_is_wanted_small_first_and_then_in_tiles() -> None:
    laid_out = letters("400", ratio=2.0)
    visible = [wish.job for wish in wanted(laid_out, 1, 1) if wish.priority is Priority.VISIBLE]
    first, *tiles = [job for job in visible if isinstance(job, DrawRequest)]
    assert first.clip is None
    assert first.scale**2 * 612 * 792 == pytest.approx(BASE_PIXELS, rel=0.01)
    assert all(tile.clip is not None for tile in tiles)
    assert len(tiles) <= (1400 // TILE + 2) * (1200 // TILE + 2)


def test_one_picture_up_to_the_limit() -> None:
    laid_out = letters("fit-width", ratio=2.0)
    assert laid_out.widths[0] * laid_out.heights[0] * 4 <= WHOLE_PIXELS
    assert sharp_requests("doc", laid_out, 3, (0, 0))[0].clip is None


@given(
    st.sampled_from(("300", "400", "800")),
    st.sampled_from(VIEW_ROTATIONS),
    st.sampled_from((1.0, 1.5, 2.0)),
    st.floats(0, 1),
    st.floats(0, 1),
)
def test_tiles_cover_what_is_visible_on_whole_pixels(
    zoom: str, rotation: ViewRotation, ratio: float, across: float, down: float
) -> None:
    laid_out = letters(zoom, rotation, ratio)
    assert is_tiled(laid_out, 2)
    scroll = (
        across * (laid_out.width - laid_out.view_width),
        laid_out.tops[2] + down * (laid_out.heights[2] - laid_out.view_height),
    )
    requests = sharp_requests("doc", laid_out, 2, scroll)
    scale = requests[0].scale
    whole = PicturePlace(612, 792, scale, rotation)
    view = laid_out.place(2, *scroll)
    uncovered = 0.0
    frame = whole.rect_to_pixels(view.rect_to_points(0, 0, 700, 600))
    left, top = max(0.0, frame[0]), max(0.0, frame[1])
    right = min(frame[0] + frame[2], laid_out.widths[2] * ratio)
    bottom = min(frame[1] + frame[3], laid_out.heights[2] * ratio)
    uncovered = (right - left) * (bottom - top)
    for request in requests:
        assert request.clip is not None
        x, y, width, height = whole.rect_to_pixels(request.clip)
        assert x / TILE == pytest.approx(round(x / TILE), abs=1e-3)
        assert y / TILE == pytest.approx(round(y / TILE), abs=1e-3)
        shown_across = max(0.0, min(x + width, right) - max(x, left))
        shown_down = max(0.0, min(y + height, bottom) - max(y, top))
        uncovered -= shown_across * shown_down
    assert abs(uncovered) < (right - left) + (bottom - top)
