"""How a page lies on its picture: by how much its lines of print are inclined, and whether they stand."""

from __future__ import annotations

import math
import struct
from collections.abc import Iterable, Sequence
from operator import mul, sub

from reviewer_app.documents.likeness.bit_picture import BitPicture

MOST_DEGREES = 3.0
"""A page is not taken to be inclined more than this; faxes are by two at most."""

COARSE_STEPS, FINE_STEPS = 10, 3
COARSE, FINE = MOST_DEGREES / COARSE_STEPS, 0.1
"""Degrees between the inclinations that are tried, first over the whole range, then about the best."""

STRIPS = 16
"""Strips of a picture across its lines; within one an inclined line still counts as level."""

COARSE_PIXELS = 10
"""Rows, or columns, that are taken together to tell lines of print from columns of letters: a third of a
line, and as much as a letter of even width."""

STANDING = 1.2
"""Lines stand when along the columns of a page ink and paper change so many times as sharply as along its
rows."""

_LANE_BITS = 16
"""Of a count of ink, many of which make one large number: so all of them are added at once."""


def inclination(picture: BitPicture) -> float:
    """Degrees, clockwise, by which the page has to be turned for its lines to be level."""
    lines = _Lines(_ink_of_strips(picture), picture.width)
    fine = (lines.sharpest() + step * FINE for step in range(-FINE_STEPS, FINE_STEPS + 1))
    return max(fine, key=lambda degrees: (lines.sharpness(degrees), -abs(degrees)))


def lines_stand(picture: BitPicture) -> bool:
    """Whether the page lies on its side: its lines of print run from top to bottom."""
    lying = _Lines(_ink_of_strips(picture), picture.width, COARSE_PIXELS)
    standing = _Lines(_ink_of_bands(picture), picture.height, COARSE_PIXELS)
    return standing.sharpness(standing.sharpest()) > STANDING * lying.sharpness(lying.sharpest())


def _ink_of_strips(picture: BitPicture) -> Iterable[Sequence[int]]:
    """How much ink each row has in each upright strip, from left to right."""
    wide = max(1, picture.width // STRIPS)
    mask = (1 << wide) - 1
    for place in range(picture.width - wide, -1, -wide):
        yield [(row >> place & mask).bit_count() for row in picture.rows]


def _ink_of_bands(picture: BitPicture) -> Iterable[Sequence[int]]:
    """How much ink each column has in each level band, from top to bottom."""
    high = max(1, picture.height // STRIPS)
    for top in range(0, picture.height - high + 1, high):
        yield BitPicture(picture.width, picture.rows[top : top + high]).ink_of_columns()


class _Lines:
    """The ink of lines in each of several strips across them, of which sums are made along inclined lines."""

    def __init__(self, strips: Iterable[Sequence[int]], length: int, together: int = 1) -> None:
        """``length`` is that of the lines, over all strips, in pixels; so many lines are taken together."""
        counts = [
            [sum(strip[at : at + together]) for at in range(0, len(strip), together)] for strip in strips
        ]
        self._count = len(counts[0])
        self._together = together
        self._strips = [_one_number(strip) for strip in counts]
        self._wide, self._middle = length / len(counts), length / 2
        farthest = math.tan(math.radians(MOST_DEGREES + COARSE)) * self._middle
        self._room = math.ceil(farthest) + 1

    def sharpest(self) -> float:
        """Degrees, to the nearest coarse step, at which rows differ most from their neighbours."""
        steps = range(-COARSE_STEPS, COARSE_STEPS + 1)
        coarse = (step * COARSE for step in steps)
        return max(coarse, key=lambda degrees: (self.sharpness(degrees), -abs(degrees)))

    def sharpness(self, degrees: float) -> int:
        """How much lines differ from their neighbours when the page is turned clockwise by that much."""
        slope = math.tan(math.radians(degrees))
        total = 0
        for number, ink in enumerate(self._strips):
            lower = round(slope * ((number + 0.5) * self._wide - self._middle) / self._together)
            total += ink << _LANE_BITS * (self._room + lower)
        lanes = self._count + 2 * self._room
        counts = struct.unpack(f"<{lanes}H", total.to_bytes(2 * lanes, "little"))
        level = counts[self._room : self._room + self._count]
        steps = list(map(sub, level[1:], level))
        return sum(map(mul, steps, steps))


def _one_number(counts: Sequence[int]) -> int:
    """One number that has the counts in its lanes, the first lowest."""
    return int.from_bytes(struct.pack(f"<{len(counts)}H", *counts), "little")
