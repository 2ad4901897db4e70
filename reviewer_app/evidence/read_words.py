"""The words that a machine read of a page, one by one, to be selected and quoted like those of a file."""

from __future__ import annotations

import struct

from reviewer_app.domain.pages import Rect, Word
from reviewer_app.domain.search import BOX_BYTES, SearchableText


def read_words(text: SearchableText) -> tuple[Word, ...]:
    """The words with their places; each line of the text is a line of the page.

    :raises ValueError: there are more or fewer boxes than words.
    """
    boxes = struct.iter_unpack("<4f", text.boxes)
    found: list[Word] = []
    for line, words in enumerate(text.text.split("\n")):
        for number, word in enumerate(words.split()):
            found.append(Word(Rect(*next(boxes, (0.0,) * 4)), word, 0, line, number))
    if len(found) * BOX_BYTES != len(text.boxes):
        raise ValueError("a page's words and boxes differ in number")
    return tuple(found)
