"""What a page looks like: a small, straightened picture in black and white, and its sketch."""

from __future__ import annotations

import base64
import math

import pymupdf

from reviewer_app.documents import wire
from reviewer_app.documents.drawing_plan import integer
from reviewer_app.documents.likeness.bit_picture import BitPicture
from reviewer_app.documents.likeness.comparison import look_alike_score
from reviewer_app.documents.likeness.edges import FULL_SIDE
from reviewer_app.documents.likeness.sketch import picture_sketch
from reviewer_app.documents.likeness.straighten import inclination, lines_stand
from reviewer_app.documents.page_worker.drawing import PreparedPage
from reviewer_app.documents.page_worker.faults import RefusedError
from reviewer_app.documents.page_worker.opening import OpenDocument

LEVEL = 0.04
"""Degrees; a page inclined by less than that is straight."""

DIAGONAL = 45.0
"""Degrees; turned by more, a page's height is the picture's width."""


def likeness(known: OpenDocument, request: wire.Message) -> wire.Message:
    """The answer to "likeness"."""
    picture = straight_picture(known.page(integer(request, "page")))
    return {"picture": _encoded(picture.packed()), "sketch": _encoded(picture_sketch(picture))}


def compare(_known: OpenDocument, request: wire.Message) -> wire.Message:
    """The answer to "compare". Raises RefusedError for what are no pictures."""
    try:
        one, other = (BitPicture.unpacked(base64.b64decode(str(request[name]))) for name in ("one", "other"))
    except ValueError as error:
        raise RefusedError("damaged") from error
    return {"score": look_alike_score(one, other)}


def straight_picture(page: PreparedPage) -> BitPicture:
    """The page with its lines of print level, 1,650 pixels on its longer side whatever its size."""
    turned = 0.0
    picture = _drawn(page, turned)
    if lines_stand(picture):
        turned = 90.0
        picture = _drawn(page, turned)
    degrees = inclination(picture)
    return picture if abs(degrees) < LEVEL else _drawn(page, turned + degrees)


def _drawn(page: PreparedPage, degrees: float) -> BitPicture:
    """The page turned clockwise about its middle, cut to the size that it has lying or standing."""
    scale = FULL_SIDE / max(page.width, page.height)
    across, down = max(1, round(page.width * scale)), max(1, round(page.height * scale))
    width, height = (down, across) if degrees > DIAGONAL else (across, down)
    cosine, sine = scale * math.cos(math.radians(degrees)), scale * math.sin(math.radians(degrees))
    left = width / 2 - (page.width * cosine - page.height * sine) / 2
    top = height / 2 - (page.width * sine + page.height * cosine) / 2
    pixmap = page.list.get_pixmap(
        matrix=(cosine, sine, -sine, cosine, left, top), colorspace=pymupdf.csGRAY, alpha=0, clip=None
    )
    picture = BitPicture.from_gray(bytes(pixmap.samples_mv), pixmap.width, pixmap.height)
    return picture.part(-pixmap.x, -pixmap.y, width, height)


def _encoded(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")
