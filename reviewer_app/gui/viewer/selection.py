"""What is selected on a page, and how a selection grows by word and by line. Pure; places are page points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from reviewer_app.domain.pages import Rect, Word

if TYPE_CHECKING:
    from reviewer_app.domain.evidence import Anchor

NEIGHBOURS = 8
"""Words kept before and after a quote, so that it can be told from a similar one."""

LINE_WEIGHT = 100.0
"""How much more a vertical distance counts than a horizontal one: the pointer is on a line first of all."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Words ``first`` to ``last`` of a page (indices from 0), or an area of a page without words.

    ``page`` counts from 1. For an area ``words`` is empty and ``last`` is before ``first``. ``before`` and
    ``after`` are the neighbouring words of the page.
    """

    page: int
    first: int
    last: int
    words: tuple[Word, ...]
    rects: tuple[Rect, ...]
    before: str = ""
    after: str = ""
    said: str = ""

    @property
    def quote(self) -> str:
        """The selected words with single spaces."""
        return _joined(self.words) or self.said

    @property
    def text(self) -> str:
        """The selected words with the page's line breaks, for the clipboard."""
        return "\n".join(_joined(line) for line in _lines(self.words))

    def anchor(self, document: str) -> Anchor:
        """The selection as a place in the document with that SHA-256."""
        from reviewer_app.domain.evidence import Anchor  # not needed for the first page

        return Anchor(document, self.page, self.rects, self.quote, self.before, self.after)


def words_selection(page: int, words: Sequence[Word], one: int, other: int) -> Selection:
    """The selection from one word of a page to another, in either order, both included."""
    first, last = min(one, other), max(one, other)
    selected = tuple(words[first : last + 1])
    return Selection(
        page,
        first,
        last,
        selected,
        line_rects(selected),
        _joined(words[max(0, first - NEIGHBOURS) : first]),
        _joined(words[last + 1 : last + 1 + NEIGHBOURS]),
    )


def area_selection(page: int, area: Rect) -> Selection:
    """A rectangle on a page, for pages whose words are not known."""
    return Selection(page, 0, -1, (), (area,))


def passage_selection(page: int, rects: tuple[Rect, ...], quote: str) -> Selection:
    """A passage of which only the place and the text are known."""
    return Selection(page, 0, -1, (), rects, said=quote)


def words_inside(words: Sequence[Word], rects: Sequence[Rect]) -> range:
    """Indices of the words from the first to the last whose middle is in one of the rectangles."""
    inside = [
        index for index, word in enumerate(words) if any(one.contains(*_middle(word.rect)) for one in rects)
    ]
    return range(inside[0], inside[-1] + 1) if inside else range(0)


def line_rects(words: Sequence[Word]) -> tuple[Rect, ...]:
    """One rectangle for each line that the words stand on."""
    rects = []
    for line in _lines(words):
        rect = line[0].rect
        for word in line[1:]:
            rect = rect.united(word.rect)
        rects.append(rect)
    return tuple(rects)


def word_at(words: Sequence[Word], x: float, y: float) -> int | None:
    """Index of the word at a point, None between words."""
    return next((index for index, word in enumerate(words) if word.rect.contains(x, y)), None)


def nearest_word(words: Sequence[Word], x: float, y: float) -> int:
    """Index of the word nearest to a point; ``words`` is not empty."""

    def distance(index: int) -> float:
        rect = words[index].rect
        dx = max(rect.x0 - x, 0.0, x - rect.x1)
        dy = max(rect.y0 - y, 0.0, y - rect.y1)
        return dx * dx + LINE_WEIGHT * dy * dy

    return min(range(len(words)), key=distance)


def first_visible(words: Sequence[Word], visible: Rect) -> int:
    """Index of the first word, in reading order, whose middle is inside; 0 when none is."""
    for index, word in enumerate(words):
        if visible.contains(*_middle(word.rect)):
            return index
    return 0


def next_line(words: Sequence[Word], index: int, step: int) -> int:
    """Index of the word below (``step`` 1) or above (-1) a word: on the next line read, the nearest.

    On the first or last line it is that line's outermost word.
    """
    lines = [list(group) for _, group in groupby(range(len(words)), key=lambda at: _line_of(words[at]))]
    at = next(number for number, line in enumerate(lines) if index in line)
    if not 0 <= at + step < len(lines):
        return lines[at][-1] if step > 0 else lines[at][0]
    x, y = _middle(words[index].rect)

    def distance(other: int) -> float:
        other_x, other_y = _middle(words[other].rect)
        return (other_x - x) ** 2 + (other_y - y) ** 2

    return min(lines[at + step], key=distance)


def _line_of(word: Word) -> tuple[int, int]:
    return word.block, word.line


def _lines(words: Sequence[Word]) -> list[list[Word]]:
    return [list(group) for _, group in groupby(words, key=_line_of)]


def _joined(words: Sequence[Word]) -> str:
    return " ".join(word.text for word in words)


def _middle(rect: Rect) -> tuple[float, float]:
    return (rect.x0 + rect.x1) / 2, (rect.y0 + rect.y1) / 2
