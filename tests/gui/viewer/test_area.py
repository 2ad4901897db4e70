"""An area stays on its page, moves and grows as the reader sees the page, whatever the rotation and zoom."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer_app.domain.pages import VIEW_ROTATIONS, PicturePlace, Rect, ViewRotation
from reviewer_app.gui.viewer.area import (
    SMALLEST,
    STEP,
    far_corner,
    first_area,
    grown,
    moved,
    size_words,
    spanned,
)
from reviewer_app.gui.viewer.page_words import Unit

UNITS = st.sampled_from([Unit.WORD, Unit.LINE, Unit.PARAGRAPH, Unit.LINE_END])
PLACES = st.builds(
    PicturePlace,
    st.floats(30, 5000),
    st.floats(30, 5000),
    st.floats(0.05, 30),
    st.sampled_from(VIEW_ROTATIONS),
    st.floats(-500, 500),
    st.floats(-5000, 5000),
)


def inside(area: Rect, place: PicturePlace) -> bool:
    return (
        0 <= area.x0 <= area.x1 <= place.page_width + 1e-6
        and 0 <= area.y0 <= area.y1 <= place.page_height + 1e-6
    )


@given(PLACES, st.lists(st.tuples(st.booleans(), UNITS, st.sampled_from([1, -1])), max_size=30))
def test_whatever_is_pressed_it_stays_on_its_page(
    place: PicturePlace, presses: list[tuple[bool, Unit, int]]
) -> None:
    area = first_area(place, Rect(-100, -100, place.page_width + 100, place.page_height / 2))
    assert inside(area, place)
    for moves, unit, direction in presses:
        area = (moved if moves else grown)(area, place, unit, direction)
        assert inside(area, place)
        assert min(area.width, area.height) > 0


@pytest.mark.parametrize("rotation", VIEW_ROTATIONS)
@pytest.mark.parametrize("scale", [0.4, 1.0, 3.0])
def test_steps_are_steps_of_the_screen(rotation: ViewRotation, scale: float) -> None:
    place = PicturePlace(612, 792, scale, rotation, -20, -300)
    area = first_area(place, Rect(0, 0, 612, 792))
    before = place.rect_to_pixels(area)
    wider = place.rect_to_pixels(grown(area, place, Unit.WORD, 1))
    assert wider == pytest.approx((*before[:2], before[2] + STEP, before[3]))
    lower = place.rect_to_pixels(moved(area, place, Unit.LINE, 1))
    assert lower == pytest.approx((before[0], before[1] + STEP, *before[2:]))
    full = grown(grown(area, place, Unit.LINE_END, 1), place, Unit.LINE_END, -1)
    page = place.rect_to_pixels(Rect(0, 0, 612, 792))
    assert place.rect_to_pixels(full)[::2] == pytest.approx((page[0], page[2]))
    small = area
    for _ in range(200):
        small = grown(grown(small, place, Unit.WORD, -1), place, Unit.PARAGRAPH, -1)
    assert place.rect_to_pixels(small) == pytest.approx((*before[:2], SMALLEST, SMALLEST))
    corner = place.rect_to_pixels(far_corner(area, place, 1))
    assert corner[:2] == pytest.approx((before[0] + before[2], before[1] + before[3]))


@pytest.mark.parametrize(("rotation", "size"), [(0, "4.25 × 1.00 in"), (90, "1.00 × 4.25 in")])
def test_its_size_in_words(rotation: ViewRotation, size: str) -> None:
    assert size_words(Rect(100, 100, 406, 172), PicturePlace(612, 792, 1, rotation)) == size


@given(PLACES, *[st.floats(-9000, 9000)] * 4)
def test_between_two_corners(place: PicturePlace, x: float, y: float, to_x: float, to_y: float) -> None:
    area = spanned(place, (x, y), (to_x, to_y))
    assert inside(area, place)
    assert area == spanned(place, (to_x, y), (x, to_y))
