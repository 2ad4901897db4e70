"""How a page is drawn to be read by machine."""

from __future__ import annotations

import math

from reviewer_app.domain.pages import DrawRequest, request_scale

DPI = 200
"""Pixels per inch: what faxes have. Print of 6 points and more is read as well as with 300, in half the time;
of 5 points a twelfth of the letters more is wrong."""

MOST_PIXELS = 12_000_000
"""A page of larger paper is drawn at a lower resolution: three times what a letter has at 200 dpi."""

MOST_PIXELS_A_SIDE = 32_000
"""Tesseract takes no more than 32,767; a strip that is longer is drawn at a lower resolution."""


def reading_request(document: str, page: int, width: float, height: float) -> DrawRequest:
    """The picture of a page that is read; ``width`` and ``height`` are in page points as displayed."""
    scale = min(DPI / 72, math.sqrt(MOST_PIXELS / (width * height)), MOST_PIXELS_A_SIDE / max(width, height))
    return DrawRequest(document, page, request_scale(scale))
