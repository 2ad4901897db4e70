"""How well two pictures agree in each small part: tiles that hold a few letters each.

Each tile of one picture is looked for in the other a few pixels around where it should be, since paper
stretches and a fax machine pulls it unevenly.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from math import sqrt
from typing import NamedTuple

from reviewer_app.documents.likeness.edges import BOTTOM, SIDE, TOP

TILE_HEIGHT, TILE_WIDTH = 26, 60
"""Pixels: a line of print high, five letters wide."""

FEWEST_TILES = 8
"""A page that has ink in fewer tiles says too little to be told from others: two words."""

LEAST_INK = 62
"""Pixels of ink that a tile has in one of the pictures to be compared: about one letter."""

ADDED_INK, LEAST_ADDED, KEPT_INK = 1.1, 20, 0.93
"""A tile has something added when it has so many times the ink, and so many pixels more, and still so large a
share of the ink that was there."""

PIXELS = TILE_HEIGHT * TILE_WIDTH


class Tile(NamedTuple):
    """A part of a picture that was found in the other.

    ``left`` and ``top`` are its place, ``right_by`` and ``down_by`` how far from it it lies in the other
    picture. ``agreement`` is the correlation of the two, 1 for equal ones, 0 for parts that have nothing in
    common. ``added`` says that one of the two has all that the other has, and more.
    """

    left: int
    top: int
    agreement: float
    right_by: int = 0
    down_by: int = 0
    added: bool = False


class TileSearch:
    """Looks for tiles of one picture in another of the same size, up to ``reach`` pixels from their place."""

    def __init__(self, width: int, reach: int) -> None:
        self._width = width
        self._reach = reach
        self._stride = TILE_WIDTH + 2 * reach
        self._row = (1 << TILE_WIDTH) - 1
        self._area = _joined((self._row for _ in range(TILE_HEIGHT)), self._stride)
        middle = reach * self._stride + reach
        # How far the other picture's part is moved for each step: those nearest to the middle first.
        around = range(-reach, reach + 1)
        steps = sorted(((down, right) for down in around for right in around), key=_distance)
        self._steps = [(down, right, middle - down * self._stride - right) for down, right in steps]
        self._middle = middle

    def find(
        self, one: Sequence[int], other: Sequence[int], left: int, top: int, right_by: int, down_by: int
    ) -> Tile | None:
        """The tile where it fits best about the place where it is expected, given as its distance from its
        own; ``None`` when there is too little ink in both, or the place is outside the picture."""
        above, place = top + down_by - self._reach, self._width - left - TILE_WIDTH
        lowest = place - right_by - self._reach
        if above < 0 or above + TILE_HEIGHT + 2 * self._reach > len(other):
            return None
        if lowest < 0 or lowest + self._stride > self._width:
            return None
        mine = _joined((row >> place & self._row for row in one[top : top + TILE_HEIGHT]), self._stride)
        wide = (1 << self._stride) - 1
        found = other[above : above + TILE_HEIGHT + 2 * self._reach]
        theirs = _joined((row >> lowest & wide for row in found), self._stride)
        mine_ink = mine.bit_count()
        if max(mine_ink, (theirs >> self._middle & self._area).bit_count()) < LEAST_INK:
            return None
        best, best_step, best_part = 0.0, (0, 0), theirs >> self._middle & self._area
        for down, right, places in self._steps:
            part = theirs >> places & self._area
            # The correlation of the two (the phi coefficient), but for what all steps have in common.
            ink = part.bit_count()
            over = (mine & part).bit_count() * PIXELS - mine_ink * ink
            if over > 0 and (agreement := over / sqrt(ink * (PIXELS - ink))) > best:
                best, best_step, best_part = agreement, (down, right), part
        spread = sqrt(mine_ink * (PIXELS - mine_ink)) or 1.0
        down, right = best_step
        added = self._is_added_to(mine, best_part) or self._is_added_to(best_part, mine)
        return Tile(left, top, best / spread, right_by + right, down_by + down, added)

    def _is_added_to(self, less: int, more: int) -> bool:
        """Whether the second part has the first, but for a pixel at its outline, and clearly more."""
        ink = less.bit_count()
        if more.bit_count() < ADDED_INK * ink + LEAST_ADDED:
            return False
        thicker = more | more << 1 | more >> 1 | more << self._stride | more >> self._stride
        return (less & thicker).bit_count() >= KEPT_INK * ink


def tile_places(width: int, height: int) -> Iterator[tuple[int, int]]:
    """Left and top of each tile of a picture that does not lie in its edges."""
    for down in range(TOP, height - BOTTOM - TILE_HEIGHT + 1, TILE_HEIGHT):
        for left in range(SIDE, width - SIDE - TILE_WIDTH + 1, TILE_WIDTH):
            yield left, down


def has_print(rows: Sequence[int], width: int) -> bool:
    """Whether so many tiles have ink that the page can be told from others."""
    tiles = (
        sum(
            (row >> width - left - TILE_WIDTH & (1 << TILE_WIDTH) - 1).bit_count()
            for row in rows[top:][:TILE_HEIGHT]
        )
        for left, top in tile_places(width, len(rows))
    )
    return sum(1 for _ in islice((ink for ink in tiles if ink >= LEAST_INK), FEWEST_TILES)) == FEWEST_TILES


def _distance(step: tuple[int, int]) -> tuple[int, tuple[int, int]]:
    down, right = step
    return down * down + right * right, step


def _joined(rows: Iterable[int], stride: int) -> int:
    """The rows one after the other in one number, the last lowest."""
    number = 0
    for row in rows:
        number = number << stride | row
    return number
