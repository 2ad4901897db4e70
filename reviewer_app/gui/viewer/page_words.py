"""The words of one page as a reader goes through them: by word, by line, by paragraph, and by pointing.

Pure; places are page points, words are counted from 0 in reading order. A *line* is what stands on one
height, the cells of a table's row included; a *paragraph* is lines below each other without more room between
them than text has.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from itertools import groupby

from reviewer_app.domain.pages import Rect, Word
from reviewer_app.evidence.reading_order import reading_order

PARAGRAPH_GAP = 0.6
"""Room between two lines of one paragraph, at most, in heights of a line."""

LINE_SHARE = 0.5
"""How much of the lower one's height two pieces of text share when they stand on one line."""


class Unit(StrEnum):
    """By what a selection grows or moves. ``LINE_END`` stays on the line; backwards it is the line's
    start."""

    WORD = "word"
    LINE = "line"
    PARAGRAPH = "paragraph"
    LINE_END = "line end"


class PageWords:
    """The words of one page in reading order."""

    def __init__(self, words: Sequence[Word]) -> None:
        self.words = reading_order(words)
        self._pieces = _pieces(self.words)
        self._piece_rects = [self._rect(piece) for piece in self._pieces]
        self._lines = self._runs(self._same_line)
        self._line_starts = [line[0] for line in self._lines]
        line_rects = [self._rect(line) for line in self._lines]
        self._paragraphs = list(_joined_runs(self._lines, line_rects, _next_line_of_text))
        self._paragraph_starts = [paragraph[0] for paragraph in self._paragraphs]
        heights = sorted(rect.height for rect in self._piece_rects)
        self._height = heights[len(heights) // 2] if heights else 0.0
        self._stacks: list[range] = []
        self._stack_rects: list[Rect] = []

    def __len__(self) -> int:
        return len(self.words)

    def span(self, index: int, unit: Unit) -> range:
        """The words of the unit that a word belongs to."""
        if unit is Unit.PARAGRAPH:
            return self._paragraphs[bisect_right(self._paragraph_starts, index) - 1]
        if unit is Unit.WORD:
            return range(index, index + 1)
        return self._lines[bisect_right(self._line_starts, index) - 1]

    def step(self, index: int, unit: Unit, direction: int) -> int | None:
        """Where a selection's moving end goes: the next word; the nearest word on the next line; the end of
        this or the next paragraph; the end of the line. ``direction`` is 1 forwards and -1 backwards.

        None when that would leave the page.
        """
        if unit is Unit.WORD:
            target = index + direction
        elif unit is Unit.LINE:
            return self._beside(index, direction)
        else:
            target = _outermost(self.span(index, unit), direction)
            if target == index and unit is Unit.PARAGRAPH:
                beyond = index + direction
                target = _outermost(self.span(beyond, unit), direction) if 0 <= beyond < len(self) else beyond
        return target if 0 <= target < len(self) else None

    def start_of(self, index: int, unit: Unit, direction: int) -> int | None:
        """Where a selection of one word goes: the next word, the nearest on the next line, the first word of
        the next or of this and then the previous paragraph. None when that would leave the page."""
        if unit is not Unit.PARAGRAPH:
            return self.step(index, unit, direction)
        here = self.span(index, unit)
        if direction < 0 and index > here[0]:
            return here[0]
        beyond = here[-1] + 1 if direction > 0 else here[0] - 1
        return self.span(beyond, unit)[0] if 0 <= beyond < len(self) else None

    def entry(self, unit: Unit, direction: int, x: float) -> int:
        """The word at which a step from the page before (``direction`` 1) or after (-1) arrives; ``x`` is
        where it came from. The page has words."""
        first = 0 if direction > 0 else len(self) - 1
        if unit is Unit.WORD:
            return first
        if unit is Unit.LINE:
            return min(self.span(first, unit), key=lambda at: abs(self.words[at].rect.middle[0] - x))
        return _outermost(self.span(first, unit), direction)

    def at(self, x: float, y: float) -> int | None:
        """The word at a point, None between words."""
        return next((at for at, word in enumerate(self.words) if word.rect.contains(x, y)), None)

    def nearest(self, x: float, y: float) -> int:
        """The word that somebody means who points at a place: in the column pointed at, on the line of that
        height or the next one, the nearest. The page has words."""
        pieces = self._pieces_meant(x, y)
        height = min(pieces, key=lambda at: _outside(y, self._piece_rects[at].y0, self._piece_rects[at].y1))
        rect = self._piece_rects[height]
        level = [at for at in pieces if _on_one_line(self._piece_rects[at], rect)]
        piece = min(level, key=lambda at: _outside(x, self._piece_rects[at].x0, self._piece_rects[at].x1))
        return min(self._pieces[piece], key=lambda at: _distance(self.words[at].rect, x, y))

    def first_visible(self, visible: Rect) -> int:
        """The first word whose middle is inside; 0 when none is."""
        return next((at for at, word in enumerate(self.words) if visible.contains(*word.rect.middle)), 0)

    def inside(self, rects: Sequence[Rect]) -> tuple[int, ...]:
        """The words whose middle is in one of the rectangles."""
        return tuple(
            at
            for at, word in enumerate(self.words)
            if any(rect.contains(*word.rect.middle) for rect in rects)
        )

    def text(self, chosen: Sequence[int]) -> str:
        """Chosen words, in ascending order, with the page's line breaks."""
        lines = groupby(chosen, key=lambda at: bisect_right(self._line_starts, at))
        return "\n".join(" ".join(self.words[at].text for at in line) for _, line in lines)

    def _beside(self, index: int, direction: int) -> int | None:
        line = bisect_right(self._line_starts, index) - 1 + direction
        if not 0 <= line < len(self._lines):
            return None
        x = self.words[index].rect.middle[0]
        return min(self._lines[line], key=lambda at: abs(self.words[at].rect.middle[0] - x))

    def _pieces_meant(self, x: float, y: float) -> Sequence[int]:
        """The pieces of text of the column that is pointed at.

        Beside the end of a short line that line is meant, also far to the right of it; but a place between
        two paragraphs of a column belongs to that column, although text of the next column is on the same
        height.
        """
        stacks, rects = self._columns()
        room = self._height / 2
        level = [at for at, rect in enumerate(rects) if rect.y0 - room <= y <= rect.y1 + room]
        column = [at for at, rect in enumerate(rects) if rect.x0 <= x <= rect.x1]
        if not level and not column:
            return stacks[min(range(len(rects)), key=lambda at: _distance(rects[at], x, y))]
        if not level:
            return stacks[min(column, key=lambda at: _outside(y, rects[at].y0, rects[at].y1))]
        beside = min(level, key=lambda at: _outside(x, rects[at].x0, rects[at].x1))
        if column and not rects[beside].x0 <= x <= rects[beside].x1:
            above = min(column, key=lambda at: _outside(y, rects[at].y0, rects[at].y1))
            if _are_columns(rects[above], rects[beside], self._height):
                return stacks[above]
        return stacks[beside]

    def _columns(self) -> tuple[list[range], list[Rect]]:
        """Pieces of text that stand below each other, and the rectangle around each such stack."""
        if not self._stacks:
            pieces = [range(at, at + 1) for at in range(len(self._pieces))]
            self._stacks = list(_joined_runs(pieces, self._piece_rects, _next_line_of_text))
            self._stack_rects = [Rect.around([self._piece_rects[at] for at in run]) for run in self._stacks]
        return self._stacks, self._stack_rects

    def _rect(self, span: range) -> Rect:
        return Rect.around([self.words[at].rect for at in span])

    def _runs(self, belongs: Callable[[int, int], bool]) -> list[range]:
        """Consecutive pieces that belong to each other, as spans of words."""
        runs: list[range] = []
        for at, piece in enumerate(self._pieces):
            if runs and belongs(at - 1, at):
                runs[-1] = range(runs[-1][0], piece[-1] + 1)
            else:
                runs.append(piece)
        return runs

    def _same_line(self, before: int, after: int) -> bool:
        """Text that runs upwards or downwards shares its height with all its neighbours, and no line."""
        if any(
            len(self._pieces[at]) > 1 and self._piece_rects[at].height > self._piece_rects[at].width
            for at in (before, after)
        ):
            return False
        return _on_one_line(self._piece_rects[before], self._piece_rects[after])


def _pieces(words: Sequence[Word]) -> list[range]:
    """What the file has side by side, as spans of words."""
    groups = groupby(range(len(words)), key=lambda at: (words[at].block, words[at].line))
    return [range(found[0], found[-1] + 1) for _, group in groups if (found := list(group))]


def _joined_runs(
    spans: Sequence[range], rects: Sequence[Rect], belongs: Callable[[Rect, Rect], bool]
) -> Iterator[range]:
    """Consecutive spans joined where each belongs to the one before."""
    start = 0
    for at in range(1, len(spans) + 1):
        if at == len(spans) or not belongs(rects[at - 1], rects[at]):
            yield range(spans[start][0], spans[at - 1][-1] + 1)
            start = at


def _next_line_of_text(before: Rect, after: Rect) -> bool:
    """Whether a line stands right below another."""
    height = min(before.height, after.height)
    below = -LINE_SHARE * height <= after.y0 - before.y1 <= PARAGRAPH_GAP * height
    return below and after.y0 > before.y0 and min(before.x1, after.x1) > max(before.x0, after.x0)


def _on_one_line(one: Rect, other: Rect) -> bool:
    shared = min(one.y1, other.y1) - max(one.y0, other.y0)
    return shared >= LINE_SHARE * min(one.height, other.height)


def _are_columns(one: Rect, other: Rect, room: float) -> bool:
    """Whether two stacks stand side by side rather than below each other."""
    beside = one.y0 - room < other.y1 and other.y0 - room < one.y1
    return beside and (one.x1 <= other.x0 or other.x1 <= one.x0)


def _outermost(span: range, direction: int) -> int:
    return span[-1] if direction > 0 else span[0]


def _outside(value: float, low: float, high: float) -> float:
    """How far a value lies outside; 0 inside."""
    return max(low - value, 0.0, value - high)


def _distance(rect: Rect, x: float, y: float) -> float:
    return _outside(x, rect.x0, rect.x1) ** 2 + _outside(y, rect.y0, rect.y1) ** 2
