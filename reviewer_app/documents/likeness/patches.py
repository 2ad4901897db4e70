"""Where something was added to a page: a stamp, a note by hand, the holes of a punch, a stain.

That makes no other page of it, as long as it is in few places. A form that was filled in has it in many.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reviewer_app.documents.likeness.tiles import TILE_HEIGHT, TILE_WIDTH, Tile

MOST_PATCHES = 4
"""Places in which something may have been added: three holes and a stamp."""

MOST_ADDED = 0.2
"""Share of a page's tiles to which something may have been added; a stamp on a short letter is so much."""


def without_additions(tiles: Sequence[Tile], doubtful: float) -> Sequence[Tile]:
    """The tiles without those that agree less than that because something was added; all of them when that is
    in too many places."""
    added = {tile for tile in tiles if tile.added and tile.agreement < doubtful}
    if len(added) > MOST_ADDED * len(tiles) or _patches(added) > MOST_PATCHES:
        return tiles
    return [tile for tile in tiles if tile not in added]


def _patches(tiles: Iterable[Tile]) -> int:
    """How many groups of neighbouring tiles there are."""
    left = {(tile.left // TILE_WIDTH, tile.top // TILE_HEIGHT) for tile in tiles}
    count = 0
    while left:
        count += 1
        group = [left.pop()]
        while group:
            across, down = group.pop()
            around = {(across + right, down + lower) for right in (-1, 0, 1) for lower in (-1, 0, 1)}
            group += around & left
            left -= around
    return count
