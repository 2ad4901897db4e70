"""Pictures that show certain words of a page and nothing else: what is left out is not in their pixels."""

from __future__ import annotations

import math

import pymupdf

from reviewer_app.documents import wire
from reviewer_app.documents.page_worker.drawing import PreparedPage

WHITE, BLACK = 255, 0


def words_alone(
    page: PreparedPage, pixmap: pymupdf.Pixmap, request: wire.Message, scale: float
) -> pymupdf.Pixmap:
    """A new picture of the same size: white, with what the first one shows in the request's ``keep``, and
    black in its ``cover``. Both are lists of rectangles in page points; ``scale`` is in pixels per page
    point, the page is not turned.

    So a stamp, a signature, a scanned letterhead or print that is drawn as outlines is not shown: nobody
    could read in it who the patient is. Words that lie on an image, as on a scan, stay white: what is seen
    in their place is the image's.
    """
    images = _images(page)
    alone = pymupdf.Pixmap(pixmap.colorspace, pixmap.irect, 0)
    alone.clear_with(WHITE)
    for box in _boxes(request, "keep"):
        if any(_meet(box, image) for image in images):
            continue
        alone.copy(pixmap, _pixels(box, scale, pixmap, inwards=True))
    for box in _boxes(request, "cover"):
        alone.set_rect(_pixels(box, scale, pixmap, inwards=False), (BLACK,) * pixmap.n)
    return alone


def _images(page: PreparedPage) -> list[tuple[float, float, float, float]]:
    """Where images lie on the page, those of annotations and within its content included, in page points."""
    layout = pymupdf.TextPage(page.list.get_textpage(flags=pymupdf.TEXT_PRESERVE_IMAGES))
    return [image["bbox"] for image in layout.extractIMGINFO()]


def _meet(box: list[float], other: tuple[float, float, float, float]) -> bool:
    left, top, right, bottom = other
    return box[0] < right and left < box[2] and box[1] < bottom and top < box[3]


def _boxes(request: wire.Message, key: str) -> list[list[float]]:
    boxes = request[key]
    if not isinstance(boxes, list):
        raise TypeError(key)
    return boxes


def _pixels(
    box: list[float], scale: float, pixmap: pymupdf.Pixmap, *, inwards: bool
) -> tuple[int, int, int, int]:
    """The whole pixels inside, or touched by, a rectangle, as far as they are in the picture."""
    left, top, right, bottom = (edge * scale for edge in box)
    low, high = (math.ceil, math.floor) if inwards else (math.floor, math.ceil)
    return (
        max(low(left), pixmap.x),
        max(low(top), pixmap.y),
        min(high(right), pixmap.x + pixmap.width),
        min(high(bottom), pixmap.y + pixmap.height),
    )
