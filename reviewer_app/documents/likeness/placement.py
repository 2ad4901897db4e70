"""Where a page lies on the picture of another that may be its copy: how much larger, and how far moved.

A copy was scaled by a few percent and moved by up to an inch. Where the ink of the rows of one picture runs
like that of the other's, stretched and moved, gives the first guesses; the ink of the columns gives the rest.
Both pictures are straight already.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from operator import itemgetter, mul
from typing import NamedTuple

from reviewer_app.documents.likeness.bit_picture import BitPicture

LEAST_SCALE, MOST_SCALE, SCALE_STEP = 0.9, 1.11, 0.01
"""How much larger the other picture may be."""

COARSE = 6
"""Rows, and columns, that are added together for the first guess."""

FARTHEST = 26
"""So many of those sums the page may have been moved: an inch of a letter page."""

GUESSES = 3
"""First guesses that are looked at, of rows and for each of columns: lines of print at even distances fit one
another in several places."""

APART = 3.0
"""Two guesses differ when they move the page's ends by more than this many sums against each other."""


class Fit(NamedTuple):
    """Place ``i`` of one picture is place ``scale * (i + shift)`` of the other."""

    scale: float
    shift: int

    def places(self, count: int) -> list[int]:
        """The places of the other picture for the first ``count`` of this one."""
        return [round(self.scale * (place + self.shift)) for place in range(count)]


class Placement(NamedTuple):
    """How another picture lies on one: its rows and its columns."""

    down: Fit
    across: Fit

    def stretched(self, down: float, across: float) -> Placement:
        """With the other picture that many times larger still, about its origin."""
        return Placement(_stretched(self.down, down), _stretched(self.across, across))

    def applied(self, other: BitPicture, width: int, height: int) -> tuple[int, ...]:
        """The rows of the other picture where they lie on one of this size."""
        inside = (place if 0 <= place < other.width else other.width for place in self.across.places(width))
        pick = itemgetter(*inside)
        rows = []
        for place in self.down.places(height):
            row = other.rows[place] if 0 <= place < other.height else 0
            # The digit behind the last stands for all places outside the picture.
            rows.append(int("".join(pick(f"{row:0{other.width}b}0")), 2) if row else 0)
        return tuple(rows)


class InkProfile:
    """How much ink the rows, or the columns, of a picture have."""

    def __init__(self, counts: Sequence[int]) -> None:
        self.fine = counts

    @cached_property
    def coarse(self) -> Sequence[int]:
        return [sum(self.fine[at : at + COARSE]) for at in range(0, len(self.fine) - COARSE + 1, COARSE)]


class Profiles(NamedTuple):
    """The two profiles of a picture."""

    rows: InkProfile
    columns: InkProfile

    @classmethod
    def of(cls, picture: BitPicture) -> Profiles:
        return cls(InkProfile(picture.ink_of_rows()), InkProfile(picture.ink_of_columns()))


def placements(one: Profiles, other: Profiles) -> Iterator[Placement]:
    """The likeliest first; each differs from those before."""
    every = [LEAST_SCALE + SCALE_STEP * step for step in range(_steps(MOST_SCALE - LEAST_SCALE))]
    near = range(-FARTHEST, FARTHEST + 1)
    for guess in _distinct(_fits(one.rows.coarse, other.rows.coarse, every, near), len(one.rows.coarse)):
        down = _refined(one.rows.fine, other.rows.fine, guess)
        scales = [down.scale + SCALE_STEP * step for step in (-1, 0, 1)]
        fits = _fits(one.columns.coarse, other.columns.coarse, scales, near)
        for across in _distinct(fits, len(one.columns.coarse)):
            yield Placement(down, _refined(one.columns.fine, other.columns.fine, across))


def _steps(span: float) -> int:
    return round(span / SCALE_STEP) + 1


def _stretched(fit: Fit, times: float) -> Fit:
    return Fit(fit.scale * times, round(fit.shift / times))


def _refined(one: Sequence[int], other: Sequence[int], guess: Fit) -> Fit:
    """The best fit near a guess that was made of sums."""
    scales = [guess.scale + SCALE_STEP / 4 * step for step in range(-4, 5)]
    middle = guess.shift * COARSE
    _, best = max(_fits(one, other, scales, range(middle - COARSE - 1, middle + COARSE + 2)), key=_how_well)
    return best


def _how_well(pair: tuple[float, Fit]) -> float:
    return pair[0]


def _fits(
    one: Sequence[int], other: Sequence[int], scales: Iterable[float], shifts: range
) -> Iterator[tuple[float, Fit]]:
    """Every fit with the correlation of the two profiles in it."""
    mine, count = _normed(one), len(one)
    for scale in scales:
        places = Fit(scale, shifts[0]).places(count + len(shifts))
        theirs = _normed([other[place] if 0 <= place < len(other) else 0 for place in places])
        for number, shift in enumerate(shifts):
            yield sum(map(mul, mine, theirs[number : number + count])), Fit(scale, shift)


def _normed(counts: Sequence[int]) -> list[float]:
    """Their differences from the mean, of length 1 together."""
    mean = sum(counts) / max(1, len(counts))
    moved = [count - mean for count in counts]
    length = math.sqrt(sum(map(mul, moved, moved))) or 1.0
    return [count / length for count in moved]


def _distinct(fits: Iterable[tuple[float, Fit]], count: int) -> Iterator[Fit]:
    """The best few that differ; ``count`` is the length of the profile."""
    kept: list[Fit] = []
    for _, fit in sorted(fits, key=_how_well, reverse=True):
        if all(abs(fit.scale - old.scale) * count / 2 + abs(fit.shift - old.shift) > APART for old in kept):
            kept.append(fit)
            yield fit
            if len(kept) == GUESSES:
                return
