"""From a request for a picture to what is drawn: the part of the page, the allowed scale, the matrix.

Arithmetic only, so that it can be tested without a document. The requests come from the program, which is
trusted; the sizes of pages come from documents, which are not.
"""

from __future__ import annotations

import math

from reviewer_app.documents.limits import MAX_PIXELS, MAX_SIDE
from reviewer_app.documents.wire import Message

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in page points."""

Matrix = tuple[float, float, float, float, float, float]
"""a, b, c, d, e, f of the PDF reference: (x, y) becomes (ax + cy + e, bx + dy + f)."""

ROOM_FOR_ROUNDING = 2
"""Pixels by which a picture can come out wider or higher than computed, because it covers whole pixels."""


class DrawingPlan:
    """How a page of ``width`` by ``height`` page points is drawn for a request.

    ``clip`` is the part of the page inside the request's clip, or None when it lies outside the page.
    ``scale`` is in pixels per page point; ``smaller`` says that it is below what was asked for.
    """

    __slots__ = ("clip", "matrix", "scale", "smaller", "whole_page")

    def __init__(self, request: Message, width: float, height: float) -> None:
        self.whole_page = request.get("clip") is None
        self.clip = (0.0, 0.0, width, height) if self.whole_page else _part_of_page(request, width, height)
        wanted = number(request, "fit_width") / width if "fit_width" in request else number(request, "scale")
        self.scale = wanted if self.clip is None else min(wanted, _largest_scale(self.clip))
        self.smaller = self.scale < wanted
        self.matrix = _matrix(integer(request, "rotation"), self.scale, width, height)


def integer(request: Message, key: str) -> int:
    """A whole number of a request. Raises KeyError or TypeError when it has none."""
    value = request[key]
    if not isinstance(value, int):
        raise TypeError(key)
    return value


def number(request: Message, key: str) -> float:
    """A number of a request. Raises KeyError or TypeError when it has none."""
    value = request[key]
    if not isinstance(value, int | float):
        raise TypeError(key)
    return value


def _part_of_page(request: Message, width: float, height: float) -> Box | None:
    clip = request["clip"]
    if not isinstance(clip, list):
        raise TypeError("clip")
    left, top, right, bottom = (float(edge) for edge in clip)
    left, top, right, bottom = max(left, 0.0), max(top, 0.0), min(right, width), min(bottom, height)
    return (left, top, right, bottom) if left < right and top < bottom else None


def _largest_scale(clip: Box) -> float:
    """The scale at which the clip has as many pixels, and as long a side, as is allowed."""
    width, height = clip[2] - clip[0], clip[3] - clip[1]
    most = MAX_PIXELS - ROOM_FOR_ROUNDING * 2 * MAX_SIDE
    return min(math.sqrt(most / width / height), (MAX_SIDE - ROOM_FOR_ROUNDING) / max(width, height))


def _matrix(rotation: int, scale: float, width: float, height: float) -> Matrix:
    """Turn clockwise, so that the turned page begins at (0, 0), and scale."""
    matrices: dict[int, Matrix] = {
        0: (scale, 0, 0, scale, 0, 0),
        90: (0, scale, -scale, 0, scale * height, 0),
        180: (-scale, 0, 0, -scale, scale * width, scale * height),
        270: (0, -scale, scale, 0, 0, scale * width),
    }
    return matrices[rotation]
