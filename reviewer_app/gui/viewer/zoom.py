"""Zoom as a word: ``fit-width``, ``fit-page`` or a percentage such as ``125``. Pure arithmetic.

A scale is in logical pixels per page point; 100 % shows a page at its size on paper on a screen of 96 dots
per inch.
"""

from __future__ import annotations

FIT_WIDTH = "fit-width"
FIT_PAGE = "fit-page"

PIXELS_PER_POINT = 96 / 72
"""Logical pixels per page point at 100 %."""

STEPS = (10, 25, 33, 50, 67, 75, 90, 100, 110, 125, 150, 175, 200, 250, 300, 400, 600, 800)
"""Percentages that zooming in and out stops at."""

MIN_SCALE = STEPS[0] / 100 * PIXELS_PER_POINT
MAX_SCALE = STEPS[-1] / 100 * PIXELS_PER_POINT

LEAST_SIDE = 120
"""Logical pixels of the longer side below which no page is fitted."""


def percentage(scale: float) -> int:
    """The percentage to show for a scale."""
    return round(scale / PIXELS_PER_POINT * 100)


def is_zoom(word: str) -> bool:
    """Whether a text is a zoom word."""
    return word in (FIT_WIDTH, FIT_PAGE) or (word.isascii() and word.isdigit() and int(word) > 0)


def scale_for(word: str, page: tuple[float, float], room: tuple[float, float]) -> float:
    """Scale of a page (size in points, as turned in the view) that is shown in a room in logical pixels.

    A giant page fits too, below the smallest step; a tiny room makes no page smaller than can be seen.
    """
    if word == FIT_WIDTH:
        scale = room[0] / page[0]
    elif word == FIT_PAGE:
        scale = min(room[0] / page[0], room[1] / page[1])
    else:
        scale = max(MIN_SCALE, int(word) / 100 * PIXELS_PER_POINT)
    return max(min(MIN_SCALE, LEAST_SIDE / max(page)), min(MAX_SCALE, scale))


def stepped(scale: float, step: int) -> str:
    """The next zoom word above (``step`` 1) or below (-1) a scale; the last one stays."""
    now = scale / PIXELS_PER_POINT * 100
    if step > 0:
        return str(next((one for one in STEPS if one > now + 0.5), STEPS[-1]))
    return str(next((one for one in reversed(STEPS) if one < now - 0.5), STEPS[0]))
