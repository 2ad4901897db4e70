"""Documents read back: their pages as pictures and words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pymupdf
from PIL import Image


@dataclass(frozen=True, slots=True)
class Drawn:
    """One page: its picture and the words that its file holds, in reading order.

    `boxes`: where each word stands: left, top, right and bottom in page points from the page's upper left.
    """

    picture: Image.Image
    words: tuple[str, ...]
    boxes: tuple[tuple[float, float, float, float], ...]


def drawn(content: bytes, kind: str, dpi: int, *, colour: bool = False) -> Iterator[Drawn]:
    """The pages of a document, grey unless `colour`; `kind`: its file's ending; `dpi`: pixels per inch."""
    document = pymupdf.Document(stream=content, filetype=kind)
    scale = dpi / 72
    for number in range(document.page_count):
        shapes = document.load_page(number).get_displaylist()
        space, mode = (pymupdf.csRGB, "RGB") if colour else (pymupdf.csGRAY, "L")
        pixels = shapes.get_pixmap((scale, 0, 0, scale, 0, 0), space, 0)
        words = pymupdf.TextPage(shapes.get_textpage(0)).extractWORDS()
        yield Drawn(
            Image.frombytes(mode, (pixels.width, pixels.height), bytes(pixels.samples_mv)),
            tuple(word[4] for word in words),
            tuple(word[:4] for word in words),
        )
