"""Spots in a column of pages, and distances between them in page points, whatever the zoom. Pure geometry.

Distances leave out the gaps between pages, which are as many pixels at every zoom, so that one distance leads
to like spots in two views of different zoom.
"""

from __future__ import annotations

from dataclasses import dataclass

from reviewer_app.gui.viewer.layout import GAP, Column, turned


@dataclass(frozen=True, slots=True)
class Spot:
    """A page, from 0, and a height on it in page points from its upper edge, as turned in the view."""

    index: int
    points: float


def spot_at(column: Column, top: float) -> Spot:
    """What lies at the upper edge of a view that starts at ``top``; in a gap, the end of the page above."""
    index = column.index_at(top + GAP)
    return Spot(index, max(0.0, min(_height(column, index), column.offset_at(index, top))))


def top_of(column: Column, spot: Spot) -> float:
    """Where a view starts that has the spot at its upper edge."""
    return column.scroll_for(spot.index, spot.points)


def points_between(column: Column, start: Spot, end: Spot) -> float:
    """Page points from ``start`` down to ``end``; negative when that lies above."""
    if end.index < start.index:
        return -points_between(column, end, start)
    return sum(_height(column, index) for index in range(start.index, end.index)) + end.points - start.points


def spot_below(column: Column, start: Spot, points: float) -> Spot:
    """The spot so many page points below another, above it when negative; at most the column's ends."""
    index, left, last = start.index, start.points + points, len(column.pages) - 1
    while left < 0 and index > 0:
        index -= 1
        left += _height(column, index)
    while left >= _height(column, index) and index < last:
        left -= _height(column, index)
        index += 1
    return Spot(index, max(0.0, min(_height(column, index), left)))


def _height(column: Column, index: int) -> float:
    return turned(column.pages[index], column.rotations[index])[1]
