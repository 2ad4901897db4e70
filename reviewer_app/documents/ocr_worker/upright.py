"""Which way up a page is: it is read as it lies, and turned where it reads badly.

Tesseract's own model for the way up takes as long as a third of reading the page, and most pages are upright.
So it is asked only where reading went badly; what was read upside down is sure by a third at most, and an
upright page that reads as badly can be read by nobody.
"""

from __future__ import annotations

from typing import NamedTuple

from PIL import Image

from reviewer_app.documents.ocr_worker.recognition import Recognised, Recogniser

GOOD = 0.72
"""Sureness from which on a page is held to be the right way up."""

SURE = 2.0
"""From here on the model is believed that a page is upright, unless it reads as if it were upside down."""

UPSIDE_DOWN = 0.45
"""Upside down, pages read less surely than this: .2 to .35."""

FEW = 8
"""Letters: with fewer there is nothing to tell the way up by."""

_TRANSPOSE = {
    90: Image.Transpose.ROTATE_270,
    180: Image.Transpose.ROTATE_180,
    270: Image.Transpose.ROTATE_90,
}


class ReadUpright(NamedTuple):
    """What was read once the picture was turned clockwise by ``turned`` degrees."""

    recognised: Recognised
    turned: int


def read_upright(recogniser: Recogniser, picture: Image.Image, dpi: float) -> ReadUpright:
    """The words of a picture that may lie on its side or upside down."""
    as_it_lies = recogniser.read(picture, dpi)
    best = ReadUpright(as_it_lies or Recognised((), 0.0), 0)
    if as_it_lies is not None and (_letters(as_it_lies) < FEW or as_it_lies.sureness >= GOOD):
        return best
    for turn in _other_ways(recogniser, picture, dpi, as_it_lies):
        read = recogniser.read(turned(picture, turn), dpi, as_it_is=True)
        if read is not None and _weight(read) > _weight(best.recognised):
            best = ReadUpright(read, turn)
        if best.recognised.sureness >= GOOD:
            break
    return best


def turned(picture: Image.Image, turn: int) -> Image.Image:
    """The picture turned clockwise by so many degrees."""
    return picture.transpose(_TRANSPOSE[turn]) if turn else picture


def to_picture(
    box: tuple[float, float, float, float], turn: int, size: tuple[int, int]
) -> tuple[float, float, float, float]:
    """A box of the turned picture as one of the picture as it came, whose width and height are ``size``."""
    left, top, right, bottom = box
    width, height = size
    match turn:
        case 90:
            return top, height - right, bottom, height - left
        case 180:
            return width - right, height - bottom, width - left, height - top
        case 270:
            return width - bottom, left, width - top, right
        case _:
            return box


def _other_ways(
    recogniser: Recogniser, picture: Image.Image, dpi: float, as_it_lies: Recognised | None
) -> tuple[int, ...]:
    """The turns to try, the likeliest first; none where the picture is surely upright. Of a picture that lies
    on its side (``None``) the model often mistakes one side for the other, and some that are upside down it
    holds to be upright."""
    told, sure = recogniser.way_up(picture, dpi)
    if as_it_lies is None:
        return (90, 270) if told == 90 else (270, 90)
    if told == 0 and sure >= SURE and as_it_lies.sureness >= UPSIDE_DOWN:
        return ()
    return (told, 180) if told in (90, 270) else (180,)


def _letters(read: Recognised) -> int:
    return sum(word.letters for word in read.words)


def _weight(read: Recognised) -> float:
    """How much was read: words that are as likely wrong as right count nothing."""
    return sum(max(0, word.sureness - 40) * word.letters for word in read.words)
