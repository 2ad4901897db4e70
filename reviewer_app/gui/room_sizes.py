"""Sizes of the window's rooms in logical pixels at 100 %; the first page is painted between them, before they
exist."""

from __future__ import annotations

from typing import NamedTuple

LEFT_WIDTH = 228
LEAST_LEFT_WIDTH = 172
RIGHT_WIDTH = 404
LEAST_RIGHT_WIDTH = 288
LEAST_PAGES_WIDTH = 280
LEAST_HEIGHT = 280
STRIP_HEIGHT = 44
PANE_BAR_HEIGHT = 28
TIMELINE_HEIGHT = 64
HINTS_HEIGHT = 28
RULE = 1
PAGE_GAP = 12
"""Room around a page."""

NARROW = 960
"""A review page narrower than this has no room for the documents beside the pages."""

LOW = 520
"""A review page lower than this has no room for the timeline and the thumbnails."""

RIGHT_SHARE = 0.4
"""What the right side takes of the width at most, while that is not too little for it."""


READABLE_PANE = 440
"""Width of one of two panes from which on a letter page is half as large as on paper. The documents, then the
right side, give way to it."""

LEAST_PANE = 400
"""One of two panes that would be narrower than this has the whole width instead, above or below the other."""


class Rooms(NamedTuple):
    """Widths beside the pages, ``left`` 0 where the documents have no room; whether there is a timeline; and
    whether two panes are stacked."""

    left: int
    right: int
    timeline: bool
    stacked: bool = False


def rooms(width: int, height: int, scale: float = 1.0, *, split: bool = False) -> Rooms:
    """How a review page of that size is shared, in logical pixels; ``scale`` is the text's size against
    100 %, ``split`` that there are two panes."""
    left = round(LEFT_WIDTH * scale) if width >= NARROW * scale else 0
    right = round(max(LEAST_RIGHT_WIDTH * scale, min(RIGHT_WIDTH * scale, RIGHT_SHARE * width)))
    timeline = height >= LOW * scale
    if not split:
        return Rooms(left, right, timeline)
    needed = 2 * READABLE_PANE * scale
    if width - left - right < needed:
        left = 0
    if width - left - right < needed:
        right = round(max(LEAST_RIGHT_WIDTH * scale, min(right, width - needed)))
    return Rooms(left, right, timeline, stacked=width - left - right < 2 * LEAST_PANE * scale)
