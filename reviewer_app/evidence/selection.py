"""Which words of a page are meant: by a place, a span, a dragged rectangle, and grown to lines or blocks.

Words are named by their index in the page's words, which stand in reading order. Places are in page points.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from reviewer_app.domain.pages import Rect, Word

Indexes = tuple[int, ...]
"""Indexes of words, ascending, each once."""


def word_near(words: Sequence[Word], x: float, y: float) -> int | None:
    """The word at the place, or else the nearest one; ``None`` on a page without words."""
    if not words:
        return None
    return min(range(len(words)), key=lambda index: _distance(words[index].rect, x, y))


def span(words: Sequence[Word], first: int, last: int) -> Indexes:
    """All words between two, both included, whichever comes first."""
    low, high = sorted((first, last))
    return tuple(range(max(low, 0), min(high, len(words) - 1) + 1))


def words_inside(words: Sequence[Word], rect: Rect) -> Indexes:
    """The words whose middle lies inside a rectangle."""
    return tuple(
        index
        for index, word in enumerate(words)
        if rect.contains((word.rect.x0 + word.rect.x1) / 2, (word.rect.y0 + word.rect.y1) / 2)
    )


def dragged(ax: float, ay: float, bx: float, by: float) -> Rect:
    """The rectangle between two corners, in whichever direction it was dragged."""
    return Rect(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))


def whole_lines(words: Sequence[Word], chosen: Iterable[int]) -> Indexes:
    """The selection grown to the whole of each line that it touches."""
    return _grown(words, chosen, lambda word: (word.block, word.line))


def whole_blocks(words: Sequence[Word], chosen: Iterable[int]) -> Indexes:
    """The selection grown to the whole of each block, a paragraph as a rule, that it touches."""
    return _grown(words, chosen, lambda word: (word.block, 0))


def _grown(words: Sequence[Word], chosen: Iterable[int], unit: Callable[[Word], tuple[int, int]]) -> Indexes:
    touched = {unit(words[index]) for index in chosen}
    return tuple(index for index, word in enumerate(words) if unit(word) in touched)


def _distance(rect: Rect, x: float, y: float) -> float:
    """Squared distance from a place to the nearest point of a rectangle; 0 inside."""
    dx = max(rect.x0 - x, 0.0, x - rect.x1)
    dy = max(rect.y0 - y, 0.0, y - rect.y1)
    return dx * dx + dy * dy
