"""Whether anything is printed or written on a page at all, also where no word of it can be read.

Print stands in rows with paper between them; specks lie anywhere, and a streak of the scanner runs all the
way down. So ink counts where a stretch of a row has clearly more than the same strip of the page mostly has.
Strips are narrow enough that rows which slope by some degrees are still rows in each. Near the edges, where
the fax machine prints its line and punched holes and shadows are, nothing counts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from statistics import median_low

STRIP, BAND = 1.0, 0.02
"""Inches: how wide the strips are, and how high the bands in which their ink is counted."""

MARGIN = 0.5
"""Inches from each edge within which nothing counts."""

FEWEST_BANDS = 3
"""Bands one below the other that a row has at least: small print is 0.06 inches high, a scratch is not."""

MORE, DEVIATIONS = 6, 5.0
"""By how many pixels of 200 dpi a band of a row exceeds the usual one of its strip, and by how many standard
deviations of specks that fell at random."""

NEARLY_ALL, SHADOW = 0.7, 0.2
"""A strip with bands that are ink by this share over so many inches shows a shadow or a dark table."""


def ink_in_rows(mask: bytes, width: int, height: int, dpi: float) -> tuple[float, ...]:
    """For each strip of the page, from the left, its ink in rows as a share of the whole page. ``mask`` has a
    1 for each pixel of ink, row by row without gaps."""
    band, strip, margin = (max(1, round(inches * dpi)) for inches in (BAND, STRIP, MARGIN))
    more = MORE * (dpi / 200) ** 2
    found = []
    for left in range(0, width, strip):
        begin, end = max(left, margin), min(left + strip, width - margin)
        if end - begin < strip / 2:
            found.append(0.0)
            continue
        counts = [
            sum(mask.count(1, row * width + begin, row * width + end) for row in range(top, top + band))
            for top in range(margin, height - margin - band, band)
        ]
        dark = sum(count > NEARLY_ALL * band * (end - begin) for count in counts)
        found.append(0.0 if dark * BAND > SHADOW else sum(_rows(counts, more)) / (width * height))
    return tuple(found)


def _rows(counts: Sequence[int], more: float) -> Iterator[float]:
    """By how much each row exceeds the usual band."""
    if not counts:
        return
    usual = median_low(counts)
    least = usual + DEVIATIONS * usual**0.5 + more
    for over, run in groupby((count - least for count in counts), key=lambda excess: excess > 0):
        bands = list(run)
        if over and len(bands) >= FEWEST_BANDS:
            yield sum(bands)
