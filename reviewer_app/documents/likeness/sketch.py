"""A coarse key of a picture: where on the page there is more ink than around it.

Copies of a page have nearly the same sketch, and so have forms of other patients: it only says which pages
are worth a comparison.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from reviewer_app.documents.likeness.bit_picture import BitPicture
from reviewer_app.documents.likeness.edges import without_edges
from reviewer_app.documents.likeness.tiles import has_print

COLUMNS, ROWS = 32, 48
"""Cells of a sketch, one bit each."""

BESIDE, ABOVE = 4, 3
"""Cells to either side, and above and below, whose mean a cell is compared with."""

OUTLIERS = 0.01
"""Share of the ink at each side that does not count for where the print begins: dust and fragments."""


def picture_sketch(picture: BitPicture) -> bytes:
    """The sketch of a straight picture; empty for a page that is blank or nearly so.

    That of the page upside down has the same bits from last to first.
    """
    inner = without_edges(picture).without_dust()
    if not has_print(inner.rows, inner.width):
        return b""
    rows = inner.ink_of_rows()
    top, bottom = _span(rows)
    left, right = _span(inner.ink_of_columns())
    cells = [
        (1 << inner.width - begin) - (1 << inner.width - end)
        for begin, end in _pairs(_cuts(left, right, COLUMNS))
    ]
    bands: list[list[float]] = []
    for first, last in _pairs(_cuts(top, bottom, ROWS)):
        band = inner.rows[first:last]
        ink = (sum((row & cell).bit_count() for row in band) for cell in cells)
        bands.append([math.sqrt(count / max(1, last - first)) for count in ink])
    bits = 0
    for shares, around in zip(bands, _local_means(bands), strict=True):
        for share, mean in zip(shares, around, strict=True):
            bits = bits << 1 | (share > mean)
    return bits.to_bytes(COLUMNS * ROWS // 8)


def _span(ink: Sequence[int]) -> tuple[int, int]:
    """From where to where there is ink, but for outliers."""
    most = OUTLIERS * sum(ink)
    return _first_over(ink, most), len(ink) - _first_over(ink[::-1], most)


def _first_over(ink: Sequence[int], most: float) -> int:
    """The first place up to which there is more ink than that."""
    total = 0
    for place, count in enumerate(ink):
        total += count
        if total > most:
            return place
    return 0


def _cuts(begin: int, end: int, count: int) -> list[int]:
    return [round(begin + (end - begin) * number / count) for number in range(count + 1)]


def _pairs(cuts: Sequence[int]) -> list[tuple[int, int]]:
    return list(pairwise(cuts))


def _local_means(bands: Sequence[Sequence[float]]) -> list[list[float]]:
    """The mean of the cells around each cell, itself included."""
    beside = [_running_means(band, BESIDE) for band in bands]
    columns = (_running_means(column, ABOVE) for column in zip(*beside, strict=True))
    return [list(row) for row in zip(*columns, strict=True)]


def _running_means(values: Sequence[float], reach: int) -> list[float]:
    windows = (values[max(0, place - reach) : place + reach + 1] for place in range(len(values)))
    return [sum(window) / len(window) for window in windows]
