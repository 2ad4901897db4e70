"""A picture of one bit a pixel."""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

MAX_SIDE = 4_000
"""Pixels; no side of a picture that is kept or compared is longer."""

SAMPLED = 37
"""Every so many pixels one is looked at to find the lightness of the paper; no row's length divides by it."""

LEAST_SHARE, MOST_SHARE = 0.4, 0.6
"""What is darker than a share of the paper's lightness is ink; the share lies between these two."""

_HEAD = 4
"""Bytes before the rows of a packed picture: width and height, two each."""


class BitPicture(NamedTuple):
    """Rows from top to bottom; in each the highest of ``width`` bits is the leftmost pixel, and 1 is ink."""

    width: int
    rows: Sequence[int]

    @property
    def height(self) -> int:
        return len(self.rows)

    @classmethod
    def from_gray(cls, samples: bytes, width: int, height: int) -> BitPicture:
        """From one byte a pixel, 255 being white; single specks are left out.

        The paper is the commonest lightness, so that it need not be white. Ink is told from it where both
        are most even in themselves (Otsu 1979).
        """
        frequent = Counter(samples[::SAMPLED])
        paper = max(frequent, key=frequent.__getitem__)
        cut = min(max(_parting(frequent), paper * LEAST_SHARE), paper * MOST_SHARE)
        digits = samples.translate(bytes(ord("1") if value < cut else ord("0") for value in range(256)))
        rows = [int(digits[start : start + width], 2) for start in range(0, width * height, width)]
        return cls(width, _without_specks(rows))

    def part(self, left: int, top: int, width: int, height: int) -> BitPicture:
        """A part of the picture, without ink where it reaches beyond its edges."""
        mask = (1 << width) - 1
        beyond = self.width - left - width
        rows = (self.rows[down] if 0 <= down < self.height else 0 for down in range(top, top + height))
        moved = (row >> beyond if beyond >= 0 else row << -beyond for row in rows)
        return BitPicture(width, tuple(row & mask for row in moved))

    def masked(self, top: int, bottom: int, side: int) -> BitPicture:
        """The same size with so many pixels cleared at each edge."""
        inner = ((1 << max(0, self.width - 2 * side)) - 1) << side
        kept = (row & inner for row in self.rows[top : self.height - bottom])
        return BitPicture(self.width, (*(0,) * top, *kept, *(0,) * bottom))

    def upside_down(self) -> BitPicture:
        """The picture turned by half."""
        digits = (format(row, f"0{self.width}b")[::-1] for row in reversed(self.rows))
        return BitPicture(self.width, tuple(int(row, 2) for row in digits))

    def without_dust(self) -> BitPicture:
        """Without pixels that do not touch two others above, below, left or right: what is thinner than
        print."""
        rows = self.rows
        above, below = (0, *rows[:-1]), (*rows[1:], 0)
        kept = (
            row & (upper & lower | (upper | lower) & (row << 1 | row >> 1) | row << 1 & row >> 1)
            for upper, row, lower in zip(above, rows, below, strict=True)
        )
        return BitPicture(self.width, tuple(kept))

    def ink_of_rows(self) -> list[int]:
        """How many pixels of each row are ink."""
        return [row.bit_count() for row in self.rows]

    def ink_of_columns(self) -> list[int]:
        """The same of each column, from left to right."""
        # Each column is counted in binary, one digit of all columns in one number, as an adder does it.
        digits: list[int] = []
        for row in self.rows:
            carried = row
            for place, digit in enumerate(digits):
                digits[place] = digit ^ carried
                carried &= digit
                if not carried:
                    break
            if carried:
                digits.append(carried)
        counts = [0] * self.width
        for place, digit in enumerate(digits):
            ones = format(digit, f"0{self.width}b")
            counts = [count + (one == "1") * (1 << place) for count, one in zip(counts, ones, strict=True)]
        return counts

    def packed(self) -> bytes:
        """The picture in a few kilobytes."""
        size = -(-self.width // 8)
        rows = b"".join(row.to_bytes(size) for row in self.rows)
        return self.width.to_bytes(2) + self.height.to_bytes(2) + zlib.compress(rows, 6)

    @classmethod
    def unpacked(cls, packed: bytes) -> BitPicture:
        """The picture that was packed. Raises ValueError for what is none."""
        width, height = int.from_bytes(packed[:2]), int.from_bytes(packed[2:_HEAD])
        if not (0 < width <= MAX_SIDE and 0 < height <= MAX_SIDE):
            raise ValueError("size of a packed picture")
        size = -(-width // 8)
        unpacking = zlib.decompressobj()
        try:
            rows = unpacking.decompress(packed[_HEAD:], size * height)
        except zlib.error as error:
            raise ValueError("no packed picture") from error
        if len(rows) != size * height:
            raise ValueError("rows of a packed picture")
        mask = (1 << width) - 1
        return cls(
            width, tuple(int.from_bytes(rows[at : at + size]) & mask for at in range(0, len(rows), size))
        )


def _parting(frequent: Mapping[int, int]) -> float:
    """The lightness that parts the darker from the lighter pixels best, given how many there are of each."""
    total, weight = sum(frequent.values()), sum(value * count for value, count in frequent.items())
    darker = darker_weight = 0
    best, parting = -1.0, 0.0
    values = sorted(frequent)
    for value, following in pairwise(values):
        darker += frequent[value]
        darker_weight += value * frequent[value]
        means_apart = darker_weight / darker - (weight - darker_weight) / (total - darker)
        between = darker * (total - darker) * means_apart * means_apart
        if between > best:
            best, parting = between, (value + following) / 2
    return parting


def _without_specks(rows: Sequence[int]) -> tuple[int, ...]:
    """Without pixels that touch no other above, below, left or right."""
    above, below = (0, *rows[:-1]), (*rows[1:], 0)
    return tuple(
        row & (upper | lower | row << 1 | row >> 1)
        for upper, row, lower in zip(above, rows, below, strict=True)
    )
