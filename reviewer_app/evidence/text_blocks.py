"""The lines of a page as paragraphs, list items and rows of tables: what may be read on from line to line."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass

from reviewer_app.domain.page_reading import ReadLine

SAME_ROW = 0.55
"""The share of its height that a line must stand beside another one to be in one row with it."""

NEXT_LINE = 1.0
"""The gap between two lines of a paragraph, at most, in heights of a line."""

FULL_LINE = 0.78
"""How far a line must run, in shares of the width of its column, for the next to go on with it."""

LARGER = 1.35
"""How much a line's height must differ for it to be of another kind, such as a title above a text."""

_ITEM = re.compile(r"(?:[•·▪◦●*\u2013\u2014-]|\(?\d{1,2}[.)]|\(?[a-zA-Z][.)])\s+\S")
_SENTENCE_END = re.compile(r"[.!?:;][\"')\]]?$")
_LABEL = re.compile(r"[A-Z][A-Za-z0-9/&()' -]{0,40}:(?:\s|$)")


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that belong together, from ``first`` to ``last`` of the page; ``row`` when they stand side by
    side."""

    first: int
    last: int
    row: bool = False


def blocks(lines: Sequence[ReadLine], begin: Container[int] = ()) -> tuple[Block, ...]:
    """The lines in their order, those that go on with the one before joined to it. ``begin`` are indexes of
    lines that go on with none."""
    return tuple(_joined(lines, _column_ends(lines), begin))


def in_row(lines: Sequence[ReadLine], index: int) -> bool:
    """Whether a line stands beside the one before or after it."""
    return (index > 0 and _beside(lines[index - 1], lines[index])) or (
        index + 1 < len(lines) and _beside(lines[index], lines[index + 1])
    )


def _joined(lines: Sequence[ReadLine], ends: Sequence[float], begin: Container[int]) -> Iterator[Block]:
    first = 0
    row = False
    for index in range(1, len(lines) + 1):
        if index < len(lines):
            beside = _beside(lines[index - 1], lines[index])
            alone = index - first == 1
            if beside and (row or alone):
                row = True
                continue
            new = row or beside or index in begin
            if not new and _goes_on(lines[index - 1], lines[index], ends[index - 1]):
                continue
        if lines:
            yield Block(first, index - 1, row)
        first, row = index, False


def _beside(line: ReadLine, after: ReadLine) -> bool:
    """Whether the next line stands to the right of this one."""
    one, other = line.rect, after.rect
    shared = min(one.y1, other.y1) - max(one.y0, other.y0)
    lower = min(one.height, other.height)
    return lower > 0 and shared >= SAME_ROW * lower and other.x0 >= one.x1 - lower


def _goes_on(line: ReadLine, after: ReadLine, column_end: float) -> bool:
    """Whether the next line may go on with the sentence that this one ends in."""
    one, other = line.rect, after.rect
    height = min(one.height, other.height) or 1.0
    if other.y0 - one.y1 > NEXT_LINE * height or other.y1 < one.y0:
        return False
    if max(one.height, other.height) > LARGER * height:
        return False
    if _ITEM.match(after.text) or _is_capitals(line.text) != _is_capitals(after.text):
        return False
    lower_case = after.text[:1].islower()
    if _LABEL.match(after.text) and not lower_case and _SENTENCE_END.search(line.text):
        return False
    full = one.width >= FULL_LINE * (column_end - one.x0)
    return full or (lower_case and not _SENTENCE_END.search(line.text))


def _is_capitals(text: str) -> bool:
    letters = [letter for letter in text if letter.isalpha()]
    return len(letters) > 2 and all(letter.isupper() for letter in letters)


def _column_ends(lines: Sequence[ReadLine]) -> list[float]:
    """For each line the right edge of the column that it stands in: as far as a line reaches that begins
    near where it begins."""
    ends: list[float] = []
    for line in lines:
        near = (other.rect.x1 for other in lines if abs(other.rect.x0 - line.rect.x0) <= _INDENT)
        ends.append(max(near, default=line.rect.x1))
    return ends


_INDENT = 24.0
"""Page points that a line of one column may begin further right than another."""
