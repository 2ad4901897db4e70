"""What the picture of a page is like: how dark, how sharp, how much of its ink was read, what runs off it.

A page of 200 dpi has 3.7 million pixels; they are counted by the fast loops that bytes and whole numbers
have (translate, count, bits of one huge number), so that this needs no library.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from reviewer_app.documents.ocr_worker.print_rows import STRIP, ink_in_rows
from reviewer_app.domain.page_reading import PageMeasures

SAMPLED = 60_000
"""Pixels of which the levels of grey are taken."""

LEAST_CONTRAST = 24
"""Levels of grey by which ink is darker than the paper at least; the grain of paper is less."""

DARKEST, STROKES = 0.0005, 0.08
"""The share of the pixels, from the darkest, that are passed over as stray: of a page, and of the boxes of
words, of which a fifth is ink."""

LOOKED_AT = 40
"""Words in whose boxes the ink is looked at."""

DARK = 128
"""Below this level a pixel counts as dark, whatever the paper."""

DARK_SHARE = 0.7
"""A piece of the page is dark when so much of it is; text covers a quarter of its line."""

PIECE = 0.25
"""Inches: how long the pieces are in which the page is looked through for dark places, and how far apart."""

RULE = 0.4
"""Inches: unbroken ink from this length on is a rule of a form or the edge of a picture, no writing."""

HEADER = 0.45
"""Inches below the top edge within which a fax machine prints its line."""

EDGE = 0.06
"""Inches from the edge within which a word counts as cut off."""

TABLE = 0.15
"""Share of the width that may be seen of a table beside the paper; what is dark farther in is a shadow."""

MARGIN = 0.8
"""Inches that a page's margin usually has: wider space opposite a cut edge is text that was moved out."""

CUT_FROM = 0.06
"""Share of the text's height at an edge from which on the page itself was moved, not one line too long; cut
letters are often not read at all."""

BAND = 0.04
"""Inches: how finely the height of the page is divided to see where there is text."""


class ReadWord(NamedTuple):
    """A word that was read: its box in pixels of the upright picture, how sure the reading is (0..100), and
    how many letters and digits it has."""

    left: int
    top: int
    right: int
    bottom: int
    sureness: int
    letters: int


def measure(
    pixels: bytes | memoryview, width: int, height: int, words: Sequence[ReadWord], dpi: float = 200.0
) -> PageMeasures:
    """The measures of an upright picture of ``width`` times ``height`` grey pixels, one byte each, row by row
    without gaps, 0 for black.

    :raises ValueError: there are more or fewer pixels.
    """
    if len(pixels) != width * height:
        raise ValueError("a picture has as many bytes as pixels")
    pixels = bytes(pixels)
    levels = Counter(pixels[:: max(1, len(pixels) // SAMPLED | 1)])
    body = _without_header(words, dpi)
    paper, ink, cut = _levels(levels, _written(pixels, width, body))
    inked = _Inked(pixels.translate(_darker_than(cut)), width, height, dpi)
    in_dark = pixels.translate(_darker_than(DARK - 1))
    dark = _dark_area(in_dark, width, height, dpi)
    on_paper = {word: _on_paper(word, in_dark, width, height) for word in words}
    edges = _edges(tuple(on_paper.values()), width, height, dpi)
    rows = ink_in_rows(inked.mask, width, height, dpi)
    return PageMeasures(
        confidence=_confidence(body),
        ink=max(inked.share, dark),
        contrast=(paper - ink) / 255,
        sharpness=_sharpness(levels, paper, ink),
        dark_area=dark,
        cut_left=edges.left,
        cut_right=edges.right,
        cut_top=edges.top,
        cut_bottom=edges.bottom,
        unread_ink=inked.unread(words, body),
        off_page=_off_page([on_paper[word] for word in body], edges, _printed_from_to(rows, dpi), width, dpi),
        specks=inked.specks,
        run_across=inked.run_across,
        run_down=inked.run_down,
        rows=sum(rows),
    )


def _levels(levels: Counter[int], written: Counter[int]) -> tuple[int, int, int]:
    """The levels of paper and ink, and the level up to which a pixel is ink: half way between, but never
    within the grain of the paper. Most of a page is paper; ink is what the words that were read are written
    with, else the darkest pixels are ink if anything is."""
    paper = _level_at(levels, levels.total() // 2)
    if written:
        darkest = _level_at(written, round(written.total() * STROKES))
    else:
        darkest = _level_at(levels, round(levels.total() * DARKEST))
    ink = min(paper, darkest)
    return paper, ink, paper - max(LEAST_CONTRAST, (paper - ink) // 2)


def _written(pixels: bytes, width: int, words: Sequence[ReadWord]) -> Counter[int]:
    """The levels of grey in the boxes of the words that were read most surely."""
    found: Counter[int] = Counter()
    for word in sorted(words, key=lambda one: -one.sureness * one.letters)[:LOOKED_AT]:
        for row in range(word.top * width, word.bottom * width, 3 * width):
            found.update(pixels[row + word.left : row + word.right : 2])
    return found


def _level_at(levels: Counter[int], rank: int) -> int:
    """The level of the pixel of this rank, from the darkest."""
    below = 0
    for level in sorted(levels):
        below += levels[level]
        if below > rank:
            return level
    return 255


def _darker_than(cut: int) -> bytes:
    """A table for translate: 1 for ink, 0 for paper."""
    return bytes(level <= cut for level in range(256))


def _sharpness(levels: Counter[int], paper: float, ink: float) -> float:
    """How few pixels lie between ink and paper, beside those that are ink: 1 where every edge is one step."""
    span = paper - ink
    if span < LEAST_CONTRAST:
        return 0.0
    dark = sum(count for level, count in levels.items() if level < ink + span / 4)
    between = sum(count for level, count in levels.items() if ink + span / 4 <= level <= paper - span / 4)
    return dark / max(1, dark + between)


def _on_paper(word: ReadWord, dark: bytes, width: int, height: int) -> ReadWord:
    """The word as if the paper reached to the edges of the picture: on a photograph lies a dark table around
    it, seldom quite straight."""
    middle = max(0, min(height - 1, (word.top + word.bottom) // 2)) * width
    row = dark[middle : middle + width]
    before, after = width - len(row.lstrip(b"\x01")), width - len(row.rstrip(b"\x01"))
    widest = TABLE * width
    return word._replace(
        left=word.left - (before if before < widest else 0),
        right=word.right + (after if after < widest else 0),
    )


def _dark_area(dark: bytes, width: int, height: int, dpi: float) -> float:
    piece = max(1, min(width, round(PIECE * dpi)))
    pieces = [
        dark.count(1, row + column, row + column + piece) > piece * DARK_SHARE
        for row in range(0, width * height, width * max(1, piece // 4))
        for column in range(0, width - piece + 1, piece)
    ]
    return sum(pieces) / max(1, len(pieces))


def _without_header(words: Sequence[ReadWord], dpi: float) -> tuple[ReadWord, ...]:
    """The words without the line that a fax machine prints on top of the page, which is always readable."""
    band = HEADER * dpi
    return tuple(word for word in words if word.bottom > band or word.top > band / 2)


def _confidence(words: Sequence[ReadWord]) -> float | None:
    letters = sum(word.letters for word in words)
    return sum(word.sureness * word.letters for word in words) / letters / 100 if letters else None


@dataclass(frozen=True, slots=True)
class _Edges:
    """The share of the text's height along which its words touch the edge of the page."""

    left: float
    right: float
    top: float
    bottom: float


def _edges(words: Sequence[ReadWord], width: int, height: int, dpi: float) -> _Edges:
    near = EDGE * dpi
    return _Edges(
        _share(words, (word for word in words if word.left <= near), dpi, down=True),
        _share(words, (word for word in words if word.right >= width - near), dpi, down=True),
        _share(words, (word for word in words if word.top <= near / 4), dpi, down=False),
        _share(words, (word for word in words if word.bottom >= height - near / 4), dpi, down=False),
    )


def _share(words: Iterable[ReadWord], touching: Iterable[ReadWord], dpi: float, *, down: bool) -> float:
    """How much of the extent of all words, down or across the page, the touching ones have."""
    extent = _bands(words, dpi, down=down)
    return len(_bands(touching, dpi, down=down)) / len(extent) if extent else 0.0


def _bands(words: Iterable[ReadWord], dpi: float, *, down: bool) -> set[int]:
    step = BAND * dpi
    return {
        band
        for word in words
        for band in range(
            int((word.top if down else word.left) / step),
            int((word.bottom if down else word.right) / step) + 1,
        )
    }


def _printed_from_to(rows: Sequence[float], dpi: float) -> tuple[float, float] | None:
    """From where to where across the page something is printed, read or not, in pixels; ``None`` where
    nothing is."""
    strips = [place for place, ink in enumerate(rows) if ink > 0]
    return (strips[0] * STRIP * dpi, (strips[-1] + 1) * STRIP * dpi) if strips else None


def _off_page(
    words: Sequence[ReadWord],
    edges: _Edges,
    printed: tuple[float, float] | None,
    width: int,
    dpi: float,
) -> float:
    """The share of the text that lies outside the picture, judged by the white on the other side: who lays a
    page beside the glass moves all of it. Where something is printed, such as a rule or a page's number, is
    no white, whether it was read or not."""
    if not words:
        return 0.0
    left = sorted(word.left for word in words)[len(words) // 20]
    right = sorted(word.right for word in words)[-1 - len(words) // 20]
    first, last = printed or (left, right)
    moved = 0.0
    if edges.left >= CUT_FROM:
        moved = max(moved, width - max(right, last) - MARGIN * dpi)
    if edges.right >= CUT_FROM:
        moved = max(moved, min(left, first) - MARGIN * dpi)
    return min(1.0, moved / max(1.0, width - 2 * MARGIN * dpi))


class _Inked:
    """A page as ones and zeros, one byte a pixel."""

    def __init__(self, mask: bytes, width: int, height: int, dpi: float) -> None:
        self.mask = mask
        self._width, self._height, self._dpi = width, height, dpi
        self._count = mask.count(1)

    @property
    def share(self) -> float:
        """How much of the page is ink."""
        return self._count / max(1, len(self.mask))

    @cached_property
    def _bits(self) -> int:
        """The page as one number, a byte for each pixel; a step across is 8 bits, a step down a row of it."""
        return int.from_bytes(self.mask, "little")

    @cached_property
    def _across(self) -> int:
        """The pixels that ink follows on the right; a row ends where the next one begins."""
        row = b"\1" * (self._width - 1) + b"\0"
        return self._bits & (self._bits >> 8) & int.from_bytes(row * self._height, "little")

    @cached_property
    def _down(self) -> int:
        """The pixels below which there is ink."""
        return self._bits & (self._bits >> 8 * self._width)

    @property
    def run_across(self) -> float:
        """How long the runs of ink are along a row, in points, on average."""
        return self._run(self._across)

    @property
    def run_down(self) -> float:
        """The same along a column."""
        return self._run(self._down)

    def _run(self, followed: int) -> float:
        return self._count / max(1, self._count - followed.bit_count()) * 72 / self._dpi

    @property
    def specks(self) -> float:
        """The share of the ink that are single pixels alone."""
        across, down = self._across, self._down
        beside = across | (across << 8) | down | (down << 8 * self._width)
        return 1 - beside.bit_count() / max(1, self._count)

    def unread(self, words: Sequence[ReadWord], body: Sequence[ReadWord]) -> float:
        """The share of the writing that was not read, each word counting as much as it was read surely. What
        is no writing (rules, the fax machine's line) is left out."""
        half = self._halved()
        header = set(words) - set(body)
        writing = half.total - sum(half.count(*_halves(word)) for word in header)
        read = sum(half.count(*_halves(word)) * word.sureness / 100 for word in body)
        return max(0.0, min(1.0, 1 - read / writing)) if writing > 0 else 0.0

    def _halved(self) -> _Writing:
        """Every second pixel of every second row: fine enough for shares, and a quarter of the work."""
        width = self._width
        rows = (self.mask[row : row + width : 2] for row in range(0, width * self._height, 2 * width))
        return _Writing(b"".join(rows), (width + 1) // 2, (self._height + 1) // 2, self._dpi / 2)


class _Writing:
    """What may be writing on a smaller page of ones and zeros: the ink without rules and single specks."""

    def __init__(self, mask: bytes, width: int, height: int, dpi: float) -> None:
        self._width, self._height = width, height
        bits = int.from_bytes(mask, "little")
        row, length = 8 * width, round(RULE * dpi)
        beside = (bits << 8) | (bits >> 8) | (bits << row) | (bits >> row)
        rules = _long_runs(bits, 8, length) | _long_runs(bits, row, length)
        self._mask = ((bits & beside) & ~rules).to_bytes(len(mask), "little")
        self.total = self._mask.count(1)

    def count(self, left: int, top: int, right: int, bottom: int) -> int:
        """The ink inside a box."""
        left, right = max(0, left), min(self._width, right)
        rows = range(max(0, top) * self._width, min(self._height, bottom) * self._width, self._width)
        return sum(self._mask.count(1, row + left, row + right) for row in rows) if right > left else 0


def _long_runs(bits: int, step: int, length: int) -> int:
    """The bits that are part of a run of at least ``length``, each ``step`` bits from the next: what is left
    where the runs are shortened by that, and lengthened again."""
    shifts = tuple(_doubling(length))
    for shift in shifts:
        bits &= bits >> (shift * step)
    for shift in shifts:
        bits |= bits << (shift * step)
    return bits


def _doubling(length: int) -> Iterator[int]:
    """1, 2, 4 … and what is left, ``length - 1`` in all."""
    done = 1
    while done < length:
        step = min(done, length - done)
        yield step
        done += step


def _halves(word: ReadWord) -> tuple[int, int, int, int]:
    return word.left // 2, word.top // 2, (word.right + 1) // 2, (word.bottom + 1) // 2
