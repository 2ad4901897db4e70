"""Words of pages, for selecting them and for finding them."""

from __future__ import annotations

import base64
import struct
from functools import cached_property

from reviewer_app.documents import limits, wire
from reviewer_app.documents.drawing_plan import integer
from reviewer_app.documents.page_worker.annotations import Box, texts_of
from reviewer_app.documents.page_worker.drawing import PreparedPage
from reviewer_app.documents.page_worker.opening import OpenDocument

MAX_TEXT = 1_000_000
"""Characters in the words of one page."""

MAX_COMPARISONS = 5_000_000
"""How often, on one page, it is asked whether a word stands in an annotation: about a second. After that what
annotations say is listed even if it is drawn as well."""

_NO_CHARACTERS = {0: 0xFFFD, **dict.fromkeys(range(0xD800, 0xE000), 0xFFFD)}
"""Code points that are no text: they could be neither stored nor searched."""


def text(known: OpenDocument, request: wire.Message) -> wire.Message:
    """The answer to "text"."""
    page = known.page(integer(request, "page"))
    words: list[list[float | str]] = []
    cut = False
    room = MAX_TEXT
    for word in page.words():
        room -= len(word[4])
        if room < 0 or len(words) == limits.MAX_WORDS:
            cut = True
            break
        x0, y0, x1, y1, word_text, *numbers = word
        left, right = (x0, x1) if x0 <= x1 else (x1, x0)
        top, bottom = (y0, y1) if y0 <= y1 else (y1, y0)
        words.append([round(left, 3), round(top, 3), round(right, 3), round(bottom, 3), word_text, *numbers])
    return {"words": words, "notes": _notes(page, cut=cut)}


def searchable(known: OpenDocument, request: wire.Message) -> wire.Message:
    """The answer to "searchable": all words as one text, their boxes as 32-bit floats, both compact.

    The values of form fields and the contents of annotations follow the words of the page, those left out
    that are among the words drawn in their place.
    """
    page = known.page(integer(request, "page"))
    collected = _Words()
    collected.add_drawn(page.words())
    if known.document.is_pdf:
        drawn = _DrawnWords(collected.words, collected.boxes)
        for box, value in texts_of(page.page, page.width, page.height):
            if not drawn.say(value, box):
                collected.add_value(value, box)
    return {
        "text": collected.text(),
        "count": len(collected.words),
        "boxes": base64.b64encode(struct.pack(f"<{len(collected.boxes)}f", *collected.boxes)).decode("ascii"),
        "pictured": page.look.pictured,
        "notes": _notes(page, cut=collected.cut),
    }


def _notes(page: PreparedPage, *, cut: bool) -> list[str]:
    return [*(["text-cut"] if cut else []), *(["incomplete"] if page.faulty else []), *page.look.unseen]


class _Words:
    """Words in reading order with their boxes, up to the limits."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.boxes: list[float] = []
        self.cut = False
        self._ends: list[str] = []
        self._room = MAX_TEXT

    def add_drawn(self, words: list[tuple[float, float, float, float, str, int, int, int]]) -> None:
        """The words of the page, a line feed after each line."""
        line_before = (-1, -1)
        for x0, y0, x1, y1, word, block, line, _number in words:
            if self._ends and (block, line) != line_before:
                self._ends[-1] = "\n"
            line_before = (block, line)
            self._add(word, (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))

    def add_value(self, value: str, box: Box) -> None:
        """A text of several lines that all have the same box."""
        for line in value.splitlines():
            if self._ends:
                self._ends[-1] = "\n"
            self._add(line, box)

    def text(self) -> str:
        """All words with what separates them."""
        return "".join(part for pair in zip(self.words, self._ends, strict=True) for part in pair).rstrip()

    def _add(self, words: str, box: Box) -> None:
        if not words.isascii() or "\0" in words:
            words = words.translate(_NO_CHARACTERS)
        for word in words.split():
            self._room -= len(word)
            if self._room < 0 or len(self.words) == limits.MAX_WORDS:
                self.cut = True
                return
            self.words.append(word)
            self.boxes.extend(box)
            self._ends.append(" ")


class _DrawnWords:
    """The words that the page shows, to be asked what stands in a rectangle."""

    def __init__(self, words: list[str], boxes: list[float]) -> None:
        self._words = tuple(words)
        self._boxes = tuple(boxes)
        self._comparisons = MAX_COMPARISONS

    def say(self, value: str, box: Box) -> bool:
        """Whether the words in the rectangle say the value, however they are spaced."""
        self._comparisons -= len(self._words)
        if self._comparisons < 0:
            return False
        left, top, right, bottom = box
        inside = (word for word, x, y in self._middles if left <= x <= right and top <= y <= bottom)
        return "".join(value.split()) in "".join(inside)

    @cached_property
    def _middles(self) -> tuple[tuple[str, float, float], ...]:
        """Each word with the middle of its box; not needed on most pages."""
        boxes = self._boxes
        return tuple(
            (word, (boxes[at] + boxes[at + 2]) / 2, (boxes[at + 1] + boxes[at + 3]) / 2)
            for at, word in zip(range(0, len(boxes), 4), self._words, strict=True)
        )
