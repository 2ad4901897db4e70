"""How well two pictures agree in each small part: tiles that hold a few letters each.

Each tile of one picture is looked for in the other a few pixels around where it should be, since paper
stretches and a fax machine pulls it unevenly.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import sqrt

TILE_HEIGHT, TILE_WIDTH = 26, 60
"""Pixels: a line of print high, five letters wide."""

LEAST_INK = 62
"""Pixels of ink that a tile has in one of the pictures to be compared: about one letter."""

PIXELS = TILE_HEIGHT * TILE_WIDTH


@dataclass(frozen=True, slots=True)
class Tile:
    """A part of a picture that was found in the other.

    ``left`` and ``top`` are its place, ``right_by`` and ``down_by`` how far from it it lies in the other
    picture. ``agreement`` is the correlation of the two, 1 for equal ones, 0 for parts that have nothing in
    common.
    """

    left: int
    top: int
    agreement: float
    right_by: int = 0
    down_by: int = 0


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
        best, best_step = 0.0, (0, 0)
        for down, right, places in self._steps:
            part = theirs >> places & self._area
            # The correlation of the two (the phi coefficient), but for what all steps have in common.
            ink = part.bit_count()
            over = (mine & part).bit_count() * PIXELS - mine_ink * ink
            if over > 0 and (agreement := over / sqrt(ink * (PIXELS - ink))) > best:
                best, best_step = agreement, (down, right)
        spread = sqrt(mine_ink * (PIXELS - mine_ink)) or 1.0
        down, right = best_step
        return Tile(left, top, best / spread, right_by + right, down_by + down)


def tile_places(width: int, height: int, top: int, bottom: int, side: int) -> Iterator[tuple[int, int]]:
    """Left and top of each tile of a picture whose edges of that many pixels are left out."""
    for down in range(top, height - bottom - TILE_HEIGHT + 1, TILE_HEIGHT):
        for left in range(side, width - side - TILE_WIDTH + 1, TILE_WIDTH):
            yield left, down


def _distance(step: tuple[int, int]) -> tuple[int, tuple[int, int]]:
    down, right = step
    return down * down + right * right, step


def _joined(rows: Iterable[int], stride: int) -> int:
    """The rows one after the other in one number, the last lowest."""
    number = 0
    for row in rows:
        number = number << stride | row
    return number
