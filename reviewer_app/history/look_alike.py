"""Which pages look so much like another that it is worth comparing their pictures.

Every two sketches are compared, bit by bit, since no part of them is free of error: that takes a fifth of a
microsecond. The sketch of a page upside down has its bits in the reverse order.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable
from typing import TypeVar

LEAST_SHARE = 0.78
"""Share of the bits in which the sketches of two copies agree at least; other pages do in half of them."""

LOOK_ALIKE_SCORE = 0.5
"""The score from which on two pictures are shown as copies of one page."""

Key = TypeVar("Key")


def nearest(sketch: bytes, others: Iterable[tuple[Key, bytes]], most: int) -> tuple[Key, ...]:
    """Up to so many pages that may look like the one with this sketch, the likeliest first.

    ``others`` are pages with their sketches. A page that is nearly blank has an empty sketch and is like no
    other.
    """
    if not sketch:
        return ()
    bits = 8 * len(sketch)
    upright = int.from_bytes(sketch)
    turned = int(f"{upright:0{bits}b}"[::-1], 2)
    far = (1 - LEAST_SHARE) * bits
    found: list[tuple[int, int, Key]] = []
    for number, (key, other) in enumerate(others):
        if len(other) != len(sketch):
            continue
        theirs = int.from_bytes(other)
        differing = min((upright ^ theirs).bit_count(), (turned ^ theirs).bit_count())
        if differing <= far:
            found.append((differing, number, key))
    return tuple(key for _, _, key in heapq.nsmallest(most, found, key=lambda one: one[:2]))
