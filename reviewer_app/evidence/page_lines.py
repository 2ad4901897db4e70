"""The lines of a page, made of its words and their boxes."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from reviewer_app.domain.page_reading import ReadLine
from reviewer_app.domain.pages import Rect
from reviewer_app.domain.search import BOX_BYTES, SearchableText


def read_lines(text: SearchableText, sureness: bytes = b"") -> tuple[ReadLine, ...]:
    """The lines in their order; ``sureness`` has one byte, 0..100, for each word that a machine read.

    :raises ValueError: there are more or fewer boxes, or bytes of sureness, than words.
    """
    return tuple(_lines(text, sureness))


def _lines(text: SearchableText, sureness: bytes) -> Iterator[ReadLine]:
    boxes = tuple(struct.iter_unpack("<4f", text.boxes))
    count = len(text.text.split())
    if len(text.boxes) != count * BOX_BYTES or len(sureness) not in (0, count):
        raise ValueError("a page's words and boxes differ in number")
    at = 0
    for line in text.text.split("\n"):
        words = line.split()
        if not words:
            continue
        end = at + len(words)
        sure = sureness[at:end]
        rects = [Rect(*box) for box in boxes[at:end]]
        yield ReadLine(" ".join(words), Rect.around(rects), sum(sure) / len(sure) / 100 if sure else None)
        at = end
