"""The words of a page in the order in which a person reads them, where the file has them in another.

A file's own order is taken as it is, with one exception: some programs write two columns of running text line
by line across both, so that the file's order jumps between them. A table is written in the same way and is
read like that, row by row; what tells it from running text is how few words stand in a cell.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from reviewer_app.domain.pages import Rect, Word

MOST_COLUMNS = 6
"""Columns beside each other; a page with more of them stays as the file has it."""

LEAST_GUTTER = 6.0
"""Page points between two columns."""

LEAST_LINES = 3
"""Lines that each of two columns has, and how often the file must jump between them."""

LEAST_WORDS = 4
"""Words in the middling line of a column of running text."""


def reading_order(words: Sequence[Word]) -> tuple[Word, ...]:
    """The words with each column read to its end before the next one; the same words when nothing jumps."""
    lines = [_Line(tuple(group)) for _, group in groupby(words, key=lambda word: (word.block, word.line))]
    return tuple(word for line in _untangled(lines) for word in line.words)


class _Line:
    """Words that the file has side by side, and the rectangle around them."""

    __slots__ = ("rect", "words")

    def __init__(self, words: tuple[Word, ...]) -> None:
        self.words = words
        self.rect = Rect.around([word.rect for word in words])


@dataclass(slots=True)
class _Gutter:
    """The empty stripe between two columns; lines are taken in as long as it stays wide enough."""

    left_edge: float
    right_edge: float

    def admits(self, rect: Rect) -> bool:
        """Whether a line stands on one side; the stripe becomes as narrow as the line makes it."""
        if rect.x1 + LEAST_GUTTER <= self.right_edge:
            self.left_edge = max(self.left_edge, rect.x1)
        elif rect.x0 >= self.left_edge + LEAST_GUTTER:
            self.right_edge = min(self.right_edge, rect.x0)
        else:
            return False
        return True

    def is_left(self, rect: Rect) -> bool:
        return rect.x1 <= self.left_edge


def _untangled(lines: list[_Line], columns: int = MOST_COLUMNS) -> list[_Line]:
    """The lines with at most so many columns of them taken apart."""
    if columns == 1:
        return lines
    ordered: list[_Line] = []
    at = 0
    while at < len(lines):
        run, gutter = _run_from(lines, at)
        if gutter is None:
            ordered.append(lines[at])
            at += 1
            continue
        sides = [gutter.is_left(line.rect) for line in run]
        left = [line for line, is_left in zip(run, sides, strict=True) if is_left]
        right = [line for line, is_left in zip(run, sides, strict=True) if not is_left]
        jumps = sum(one != other for one, other in pairwise(sides))
        if jumps >= LEAST_LINES and _is_running_text(left) and _is_running_text(right):
            ordered += [*_untangled(left, columns - 1), *_untangled(right, columns - 1)]
        else:
            ordered += run
        at += len(run)
    return ordered


def _run_from(lines: Sequence[_Line], start: int) -> tuple[list[_Line], _Gutter | None]:
    """The lines from ``start`` that leave one gutter free, when it begins with two lines side by side."""
    if start + 1 == len(lines) or not _side_by_side(lines[start].rect, lines[start + 1].rect):
        return [], None
    left, right = sorted((lines[start].rect, lines[start + 1].rect), key=lambda rect: rect.x0)
    gutter = _Gutter(left.x1, right.x0)
    run = [*lines[start : start + 2]]
    for line in lines[start + 2 :]:
        if not gutter.admits(line.rect):
            break
        run.append(line)
    return run, gutter


def _side_by_side(one: Rect, other: Rect) -> bool:
    """Whether two lines stand on one height with room between them."""
    shared = min(one.y1, other.y1) - max(one.y0, other.y0)
    apart = max(one.x0, other.x0) - min(one.x1, other.x1)
    return shared * 2 > min(one.height, other.height) and apart >= LEAST_GUTTER


def _is_running_text(lines: Sequence[_Line]) -> bool:
    if len(lines) < LEAST_LINES:
        return False
    return sorted(len(line.words) for line in lines)[len(lines) // 2] >= LEAST_WORDS
