"""A rectangle on a page that keys make, move and size, as the reader sees the page. Pure.

Steps are logical pixels of the view, so that a larger zoom gives finer steps; the rectangle is kept in page
points and never leaves its page.
"""

from __future__ import annotations

from reviewer_app.domain.pages import PicturePlace, Rect
from reviewer_app.gui.viewer.page_words import Unit

STEP = 12.0
"""Logical pixels by which an edge moves."""

LARGE_STEP = 96.0
"""The same for the keys that otherwise go by paragraph."""

SMALLEST = 8.0
"""Logical pixels: an area is never made smaller by keys."""

POINTS_PER_INCH = 72.0


def first_area(place: PicturePlace, visible: Rect) -> Rect:
    """Where an area starts: the middle of the visible part of the page, half as wide and a quarter as
    high."""
    shown = cut(visible, place)
    across, down = shown.width, shown.height
    inner = (across * 3 / 8, down / 4) if place.rotation in (90, 270) else (across / 4, down * 3 / 8)
    return Rect(shown.x0 + inner[0], shown.y0 + inner[1], shown.x1 - inner[0], shown.y1 - inner[1])


def spanned(place: PicturePlace, one: tuple[float, float], other: tuple[float, float]) -> Rect:
    """The part of the page between two corners."""
    return cut(
        Rect(min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1])),
        place,
    )


def grown(area: Rect, place: PicturePlace, unit: Unit, direction: int) -> Rect:
    """The area with its lower right corner, as it is seen, moved by a step: right or left by word, down or up
    by line, further by paragraph; to the edge of the page by line end, to the left by the area's left
    edge."""
    left, top, width, height = place.rect_to_pixels(area)
    page = place.rect_to_pixels(Rect(0, 0, place.page_width, place.page_height))
    right, bottom = left + width, top + height
    if unit is Unit.LINE_END:
        left, right = (page[0], right) if direction < 0 else (left, page[0] + page[2])
    else:
        across, down = _step(unit, direction)
        right = min(max(right + across, left + SMALLEST), page[0] + page[2])
        bottom = min(max(bottom + down, top + SMALLEST), page[1] + page[3])
    return cut(place.rect_to_points(left, top, right - left, bottom - top), place)


def moved(area: Rect, place: PicturePlace, unit: Unit, direction: int) -> Rect:
    """The area moved by a step, its size unchanged: across by word, down or up by line, further by
    paragraph."""
    left, top, width, height = place.rect_to_pixels(area)
    page = place.rect_to_pixels(Rect(0, 0, place.page_width, place.page_height))
    across, down = _step(unit, direction)
    left = max(page[0], min(left + across, page[0] + page[2] - width))
    top = max(page[1], min(top + down, page[1] + page[3] - height))
    return cut(place.rect_to_points(left, top, width, height), place)


def far_corner(area: Rect, place: PicturePlace, direction: int) -> Rect:
    """The corner that a step moves, as it is seen: the lower right one forwards, the upper left one
    backwards."""
    left, top, width, height = place.rect_to_pixels(area)
    x, y = (left + width, top + height) if direction > 0 else (left, top)
    return place.rect_to_points(x, y, 0, 0)


def size_words(area: Rect, place: PicturePlace) -> str:
    """How large an area is as the reader sees it: ``4.25 × 1.50 in``."""
    across, down = area.width / POINTS_PER_INCH, area.height / POINTS_PER_INCH
    if place.rotation in (90, 270):
        across, down = down, across
    return f"{across:.2f} × {down:.2f} in"


def cut(area: Rect, place: PicturePlace) -> Rect:
    """The part of a rectangle that is on the page."""

    def across(x: float) -> float:
        return min(max(0.0, x), place.page_width)

    def down(y: float) -> float:
        return min(max(0.0, y), place.page_height)

    return Rect(across(area.x0), down(area.y0), across(area.x1), down(area.y1))


def _step(unit: Unit, direction: int) -> tuple[float, float]:
    if unit is Unit.WORD:
        return STEP * direction, 0.0
    if unit is Unit.PARAGRAPH:
        return 0.0, LARGE_STEP * direction
    return 0.0, STEP * direction if unit is Unit.LINE else 0.0
