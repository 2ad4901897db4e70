"""How two pages that almost lie on one another still differ: by a rest of inclination and of size."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from reviewer_app.documents.likeness.placement import Placement
from reviewer_app.documents.likeness.tiles import Tile

FEWEST_TILES = 6
"""Tiles from which it can be told."""

ASTRAY = 3.75
"""Pixels; a tile farther from its place was found by chance."""

NO_STRETCH = 0.0005
"""Less than this is a pixel over the whole page: the picture need not be made anew."""

Plane = tuple[float, float, float]
"""c, x, y: the value c + x * left + y * top."""


class Warp(NamedTuple):
    """How far to the right, and how far down, a tile lies in the other picture, by its place."""

    right_by: Plane
    down_by: Plane

    @classmethod
    def of(cls, tiles: Sequence[Tile]) -> Warp | None:
        """The warp that most of the tiles agree on; ``None`` when there are too few."""
        warp = None
        for _ in range(2):
            if len(tiles) < FEWEST_TILES:
                return None
            places = [(tile.left, tile.top) for tile in tiles]
            right_by = _plane(places, [tile.right_by for tile in tiles])
            down_by = _plane(places, [tile.down_by for tile in tiles])
            if right_by is None or down_by is None:
                return None
            warp = cls(right_by, down_by)
            tiles = [tile for tile in tiles if warp._explains(tile)]
        return warp

    def at(self, left: int, top: int) -> tuple[int, int]:
        """How far to the right and how far down the tile at that place lies, in whole pixels."""
        return round(_value(self.right_by, left, top)), round(_value(self.down_by, left, top))

    def applied(self, placement: Placement) -> tuple[Placement, Warp]:
        """The placement with the rest of the size, and the warp that remains."""
        (right, wider, slanted), (down, inclined, higher) = self.right_by, self.down_by
        if max(abs(wider), abs(higher)) < NO_STRETCH:
            return placement, self
        remaining = Warp((right, 0.0, slanted), (down, inclined, 0.0))
        return placement.stretched(1 + higher, 1 + wider), remaining

    def _explains(self, tile: Tile) -> bool:
        right_by = _value(self.right_by, tile.left, tile.top)
        down_by = _value(self.down_by, tile.left, tile.top)
        return abs(right_by - tile.right_by) < ASTRAY and abs(down_by - tile.down_by) < ASTRAY


def _value(plane: Plane, left: float, top: float) -> float:
    constant, by_left, by_top = plane
    return constant + by_left * left + by_top * top


def _plane(places: Sequence[tuple[int, int]], values: Sequence[int]) -> Plane | None:
    """The plane nearest to the values at these places (least squares); ``None`` when they are in one line."""
    count = len(places)
    left, top = (sum(place[axis] for place in places) / count for axis in (0, 1))
    mean = sum(values) / count
    across = [place[0] - left for place in places]
    down = [place[1] - top for place in places]
    differences = [value - mean for value in values]
    xx, yy, xy = _product(across, across), _product(down, down), _product(across, down)
    xz, yz = _product(across, differences), _product(down, differences)
    determinant = xx * yy - xy * xy
    if determinant < 1:
        return None
    by_left = (xz * yy - yz * xy) / determinant
    by_top = (yz * xx - xz * xy) / determinant
    return mean - by_left * left - by_top * top, by_left, by_top


def _product(one: Sequence[float], other: Sequence[float]) -> float:
    return sum(map(float.__mul__, one, other))
