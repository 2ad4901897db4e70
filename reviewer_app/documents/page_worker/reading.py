"""Words of pages."""

from __future__ import annotations

import math

from reviewer_app.documents import limits, wire
from reviewer_app.documents.drawing_plan import integer
from reviewer_app.documents.page_worker.opening import OpenDocument

MAX_TEXT = 1_000_000
"""Characters in the words of one page."""


def text(known: OpenDocument, request: wire.Message) -> wire.Message:
    """The answer to "text"."""
    words: list[list[float | str]] = []
    room = MAX_TEXT
    for word in known.page(integer(request, "page")).words():
        room -= len(word[4])
        if room < 0 or len(words) == limits.MAX_WORDS:
            return {"words": words, "notes": ["text-cut"]}
        x0, y0, x1, y1, word_text, *numbers = word
        if math.isfinite(x0) and math.isfinite(y0) and math.isfinite(x1) and math.isfinite(y1):
            left, right = (x0, x1) if x0 <= x1 else (x1, x0)
            top, bottom = (y0, y1) if y0 <= y1 else (y1, y0)
            words.append(
                [round(left, 3), round(top, 3), round(right, 3), round(bottom, 3), word_text, *numbers]
            )
    return {"words": words, "notes": []}
