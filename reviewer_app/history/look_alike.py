"""Which pages look so much like another that it is worth comparing their pictures.

Every two sketches are compared as a whole, since no part of them is free of error; that takes half a
microsecond.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable
from operator import itemgetter
from typing import TypeVar

from reviewer_app.domain.likeness import LEAST_AGREEMENT, upside_down

LOOK_ALIKE_SCORE = 0.5
"""The score from which on two pictures are shown as copies of one page."""

Key = TypeVar("Key")


def nearest(sketch: bytes, others: Iterable[tuple[Key, bytes]], most: int) -> tuple[Key, ...]:
    """Up to so many pages that may look like the one with this sketch, upright or upside down, the likeliest
    first and of equally likely ones that which comes first.

    ``others`` are pages with their sketches. A page that is nearly blank has an empty sketch and is like no
    other.
    """
    if not sketch:
        return ()
    far = (1 - LEAST_AGREEMENT) * 8 * len(sketch)
    upright, turned = int.from_bytes(sketch), int.from_bytes(upside_down(sketch))
    numbers = ((int.from_bytes(other), key) for key, other in others if len(other) == len(sketch))
    apart = ((min((upright ^ one).bit_count(), (turned ^ one).bit_count()), key) for one, key in numbers)
    return tuple(
        key for _, key in heapq.nsmallest(most, (one for one in apart if one[0] <= far), itemgetter(0))
    )
