"""Spots of a column and distances in page points: the same at every zoom, there and back again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer_app.domain.documents import PageGeometry
from reviewer_app.domain.pages import VIEW_ROTATIONS, ViewRotation
from reviewer_app.gui.viewer.layout import GAP, Column, column
from reviewer_app.gui.viewer.spots import Spot, points_between, spot_at, spot_below, top_of

sizes = st.builds(PageGeometry, st.floats(50, 2_000), st.floats(50, 2_000))
papers = st.lists(sizes, min_size=1, max_size=8)
zooms = st.sampled_from(("fit-width", "fit-page", "50", "137"))
turns: st.SearchStrategy[ViewRotation] = st.sampled_from(VIEW_ROTATIONS)
TOLERANCE = 0.001


def laid_out(pages: list[PageGeometry], zoom: str = "100", rotation: ViewRotation = 0) -> Column:
    return column(pages, zoom, rotation, (700.0, 600.0), 1.0)


def test_a_gap_counts_for_nothing() -> None:
    pages = [PageGeometry(612, 792), PageGeometry(612, 400)]
    shown = laid_out(pages)
    top_of_second = top_of(shown, Spot(1, 0.0))
    assert top_of_second == shown.tops[1] - GAP
    assert spot_at(shown, top_of_second - 1) == Spot(0, 792)
    assert points_between(shown, Spot(0, 792), Spot(1, 0)) == 0
    assert points_between(shown, Spot(0, 700), Spot(1, 50)) == 142
    assert points_between(shown, Spot(1, 50), Spot(0, 700)) == -142
    assert spot_below(shown, Spot(0, 700), 142) == Spot(1, 50)


def test_the_ends_hold() -> None:
    shown = laid_out([PageGeometry(612, 792), PageGeometry(612, 400)])
    assert spot_below(shown, Spot(0, 10), -1_000) == Spot(0, 0)
    assert spot_below(shown, Spot(0, 10), 10_000) == Spot(1, 400)


def test_a_turned_page_is_as_high_as_it_is_shown() -> None:
    shown = laid_out([PageGeometry(612, 792), PageGeometry(612, 792)], rotation=90)
    assert points_between(shown, Spot(0, 0), Spot(1, 0)) == 612


@given(pages=papers, zoom=zooms, rotation=turns, share=st.floats(0, 1))
def test_a_spot_leads_back_to_where_it_was_taken(
    pages: list[PageGeometry], zoom: str, rotation: ViewRotation, share: float
) -> None:
    shown = laid_out(pages, zoom, rotation)
    top = share * (shown.height - shown.view_height)
    spot = spot_at(shown, top)
    # In a gap, and below the last page, the nearest spot is the end of the page above.
    assert -TOLERANCE <= top - top_of(shown, spot) <= GAP + shown.view_height


@given(
    pages=papers,
    zoom=zooms,
    rotation=turns,
    start=st.floats(0, 1),
    moves=st.lists(st.floats(-3_000, 3_000), min_size=1, max_size=5),
)
def test_so_many_points_below_are_so_many_points_apart(
    pages: list[PageGeometry], zoom: str, rotation: ViewRotation, start: float, moves: list[float]
) -> None:
    shown = laid_out(pages, zoom, rotation)
    first = spot_at(shown, start * shown.height)
    whole = points_between(shown, Spot(0, 0), spot_below(shown, Spot(0, 0), 1e9))
    for points in moves:
        above = points_between(shown, Spot(0, 0), first)
        expected = max(-above, min(whole - above, points))
        assert points_between(shown, first, spot_below(shown, first, points)) == pytest.approx(
            expected, abs=TOLERANCE
        )
