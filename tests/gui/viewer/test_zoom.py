"""Zoom words become scales, steps lead from any scale to the next word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer_app.gui.viewer.zoom import (
    MAX_SCALE,
    MIN_SCALE,
    STEPS,
    is_zoom,
    percentage,
    scale_for,
    stepped,
)

ROOM = (800.0, 600.0)


@pytest.mark.parametrize(
    ("word", "scale"),
    [("100", 4 / 3), ("50", 2 / 3), ("fit-width", 800 / 612), ("fit-page", 600 / 792), ("99999", MAX_SCALE)],
)
def test_a_word_is_a_scale_in_pixels_per_point(word: str, scale: float) -> None:
    assert scale_for(word, (612, 792), ROOM) == pytest.approx(scale)


def test_a_tiny_room_still_shows_something() -> None:
    assert scale_for("fit-page", (612, 792), (1, 1)) == MIN_SCALE


@pytest.mark.parametrize("word", ["", "fit", "-5", "0", "1.5", "abc", "٣"])
def test_what_is_no_zoom_word(word: str) -> None:
    assert not is_zoom(word)


@given(st.floats(MIN_SCALE, MAX_SCALE))
def test_steps_lead_away_from_where_one_is(scale: float) -> None:
    now = percentage(scale)
    assert is_zoom(stepped(scale, 1))
    assert int(stepped(scale, 1)) > now or now >= STEPS[-1]
    assert int(stepped(scale, -1)) < now or now <= STEPS[0]


@pytest.mark.parametrize("step", STEPS[1:-1])
def test_in_and_out_again_is_the_same_step(step: int) -> None:
    scale = scale_for(str(step), (612, 792), ROOM)
    bigger = scale_for(stepped(scale, 1), (612, 792), ROOM)
    assert stepped(bigger, -1) == str(step)
