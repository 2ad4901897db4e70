"""Whatever the page and the request, the plan stays within the limits and agrees with the picture's place."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviewer_app.documents.drawing_plan import DrawingPlan
from reviewer_app.documents.limits import MAX_PIXELS, MAX_SIDE
from reviewer_app.domain.pages import VIEW_ROTATIONS, PicturePlace, ViewRotation

sides = st.floats(0.5, 2e9)
scales = st.floats(0.01, 200)


@settings(deadline=None)
@given(sides, sides, scales, st.sampled_from(VIEW_ROTATIONS))
def test_no_page_makes_a_picture_beyond_the_limits(
    width: float, height: float, scale: float, rotation: ViewRotation
) -> None:
    plan = DrawingPlan({"scale": scale, "rotation": rotation}, width, height)
    columns, rows = math.ceil(width * plan.scale) + 1, math.ceil(height * plan.scale) + 1
    assert columns * rows <= MAX_PIXELS
    assert max(columns, rows) <= MAX_SIDE
    assert plan.scale <= scale
    assert plan.smaller == (plan.scale != scale)


@settings(deadline=None)
@given(st.floats(1, 5000), st.floats(1, 5000), st.floats(0.1, 3), st.sampled_from(VIEW_ROTATIONS), st.data())
def test_the_matrix_and_the_place_of_a_picture_are_the_same_mapping(
    width: float, height: float, scale: float, rotation: ViewRotation, data: st.DataObject
) -> None:
    plan = DrawingPlan({"scale": scale, "rotation": rotation}, width, height)
    x, y = data.draw(st.floats(0, width)), data.draw(st.floats(0, height))
    a, b, c, d, e, f = plan.matrix
    place = PicturePlace(width, height, plan.scale, rotation)
    assert place.to_pixel(x, y) == pytest.approx((a * x + c * y + e, b * x + d * y + f), abs=1e-6)


def test_a_width_to_fit_gives_the_scale() -> None:
    assert DrawingPlan({"fit_width": 900, "rotation": 0}, 600, 800).scale == 1.5


def test_a_clip_is_cut_to_the_page() -> None:
    request = {"scale": 1, "rotation": 0, "clip": [-5, 10, 700, 20]}
    assert DrawingPlan({**request}, 600, 800).clip == (0, 10, 600, 20)
    assert DrawingPlan({**request, "clip": [600, 0, 700, 10]}, 600, 800).clip is None
    assert DrawingPlan({**request, "clip": [50, 50, 40, 60]}, 600, 800).clip is None


def test_a_clip_may_be_drawn_larger_than_its_page() -> None:
    request = {"scale": 100, "rotation": 0, "clip": [0, 0, 10, 10]}
    plan = DrawingPlan({**request}, 6000, 8000)
    assert (plan.scale, plan.smaller) == (100, False)


@pytest.mark.parametrize(
    "request_", [{"rotation": 0}, {"scale": "1", "rotation": 0}, {"scale": 1, "rotation": 45}]
)
def test_a_request_without_sense_raises(request_: dict[str, object]) -> None:
    with pytest.raises((KeyError, TypeError)):
        DrawingPlan(request_, 600, 800)
