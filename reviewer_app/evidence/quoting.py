"""From chosen words of a page to the parts of an anchor, and from an anchor's quote back to the page.

A quote is the document's own text: words with single spaces, and ``…`` where words between were not chosen.
A hyphen at the end of a line stays and joins, because in clinical records it is nearly always a part of the
word ("full-thickness", "L4-L5"); only a soft hyphen, which is never shown inside a line, is left out.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from reviewer_app.domain.evidence import Anchor
from reviewer_app.domain.pages import Rect, Word
from reviewer_app.evidence.reading_order import reading_order

NEIGHBOURS = 8
"""How many words before and after a passage are kept, to tell it from the same words elsewhere."""

ELLIPSIS = "…"
GAP = f" {ELLIPSIS} "
SOFT_HYPHEN = "\u00ad"
_HYPHENS = ("-", "\u2010", "\u2011")


@dataclass(frozen=True, slots=True)
class Passage:
    """Chosen words as an anchor holds them: the quote, a rectangle in page points for each stretch of a line,
    and the neighbouring words."""

    quote: str
    rects: tuple[Rect, ...]
    before: str = ""
    after: str = ""

    def anchor(self, sha256: str, page: int) -> Anchor:
        """The passage as an anchor in that document, on that page (from 1)."""
        return Anchor(sha256, page, self.rects, self.quote, self.before, self.after)


def passage(words: Sequence[Word], chosen: Iterable[int]) -> Passage | None:
    """What the chosen words of a page say and where they stand; ``None`` when nothing is chosen.

    ``words`` are all words of the page in reading order, ``chosen`` indexes of them in any order.

    :raises IndexError: an index is not that of a word.
    """
    indexes = sorted(set(chosen))
    if not indexes:
        return None
    if indexes[0] < 0 or indexes[-1] >= len(words):
        raise IndexError("a chosen word is not on the page")
    first, last = indexes[0], indexes[-1]
    return Passage(
        quote=GAP.join(_running_text(words[start : end + 1]) for start, end in _runs(indexes)),
        rects=tuple(_line_rects(words, indexes)),
        before=_running_text(words[max(first - NEIGHBOURS, 0) : first]),
        after=_running_text(words[last + 1 : last + 1 + NEIGHBOURS]),
    )


def find_quote(words: Sequence[Word], quote: str, before: str = "", after: str = "") -> tuple[Rect, ...]:
    """Where a quote stands on a page, as rectangles of its lines; empty when it is not there.

    Blanks, case, ligatures and the kind of hyphen do not matter, so a page that another reader split into
    other words is still matched. A quote that stands there more than once is told apart by its neighbours.
    """
    words = reading_order(words)
    chosen = _quoted_words(words, quote, before, after)
    return tuple(_line_rects(words, chosen)) if chosen else ()


def find_passage(words: Sequence[Word], quote: str) -> Passage | None:
    """The passage of a page that a quote stands for, as if a reader had selected it; ``None`` when it is not
    there. Found as :func:`find_quote` finds it."""
    words = reading_order(words)
    return passage(words, _quoted_words(words, quote, "", ""))


def _quoted_words(words: Sequence[Word], quote: str, before: str, after: str) -> list[int]:
    """Indexes of the words that the quote stands for, in order; empty when it is not on the page."""
    stream = _Stream.of(words)
    pieces = [bare for piece in quote.split(ELLIPSIS) if (bare := _bare(piece))]
    if not pieces:
        return []
    best: tuple[tuple[bool, int], list[tuple[int, int]]] | None = None
    for start in _occurrences(stream.text, pieces[0]):
        spans = _spans(stream.text, pieces, start)
        if spans is None:
            break
        fits = stream.whole_words(spans), stream.agreement(spans, _bare(before), _bare(after))
        if best is None or fits > best[0]:
            best = fits, spans
    if best is None:
        return []
    (whole, _), spans = best
    if not whole and sum(end - start for start, end in spans) < _SHORTEST_PART:
        return []
    return sorted({index for start, end in spans for index in stream.owner[start:end]})


_SHORTEST_PART = 8
"""Letters that a quote needs to be recognised inside longer words; "ten" is not found in "often"."""


@dataclass(frozen=True, slots=True)
class _Stream:
    """A page's words as one run of characters without blanks; ``owner`` is the word of each character."""

    text: str
    owner: tuple[int, ...]

    @classmethod
    def of(cls, words: Sequence[Word]) -> _Stream:
        pieces = [_bare(word.text) for word in words]
        owner = tuple(index for index, piece in enumerate(pieces) for _ in piece)
        return cls("".join(pieces), owner)

    def whole_words(self, spans: Sequence[tuple[int, int]]) -> bool:
        """Whether every span starts and ends where a word does."""
        return all(self._boundary(start) and self._boundary(end) for start, end in spans)

    def agreement(self, spans: Sequence[tuple[int, int]], before: str, after: str) -> int:
        """How many characters on both sides agree with the neighbours that were kept."""
        start, end = spans[0][0], spans[-1][1]
        ahead = self.text[max(start - len(before), 0) : start]
        behind = self.text[end : end + len(after)]
        return _common(ahead[::-1], before[::-1]) + _common(behind, after)

    def _boundary(self, place: int) -> bool:
        return place in (0, len(self.owner)) or self.owner[place - 1] != self.owner[place]


def _runs(indexes: Sequence[int]) -> Iterator[tuple[int, int]]:
    """First and last of each stretch of consecutive indexes."""
    start = previous = indexes[0]
    for index in indexes[1:]:
        if index != previous + 1:
            yield start, previous
            start = index
        previous = index
    yield start, previous


def _running_text(words: Sequence[Word]) -> str:
    text = ""
    for index, word in enumerate(words):
        ends_line = index + 1 < len(words) and _line(word) != _line(words[index + 1])
        shown = word.text.strip()
        if ends_line and shown.endswith(SOFT_HYPHEN):
            text += shown.rstrip(SOFT_HYPHEN)
        elif ends_line and len(shown) > 1 and shown.endswith(_HYPHENS):
            text += shown
        else:
            text += f"{shown} "
    return text.strip()


def _line_rects(words: Sequence[Word], indexes: Sequence[int]) -> Iterator[Rect]:
    """One rectangle for each stretch of chosen words that stand side by side on one line."""
    previous = indexes[0]
    rect = words[previous].rect
    for index in indexes[1:]:
        if index == previous + 1 and _line(words[index]) == _line(words[previous]):
            rect = rect.united(words[index].rect)
        else:
            yield rect
            rect = words[index].rect
        previous = index
    yield rect


def _line(word: Word) -> tuple[int, int]:
    return word.block, word.line


def _bare(text: str) -> str:
    """The text for comparing: no case, blanks, ligatures or ellipses, and hyphens of one kind."""
    shown = text.replace(ELLIPSIS, "").replace(SOFT_HYPHEN, "")
    folded = unicodedata.normalize("NFKC", shown).casefold()
    for hyphen in _HYPHENS[1:]:
        folded = folded.replace(hyphen, "-")
    return "".join(folded.split())


def _occurrences(text: str, piece: str) -> Iterator[int]:
    place = text.find(piece)
    while place >= 0:
        yield place
        place = text.find(piece, place + 1)


def _spans(text: str, pieces: Sequence[str], start: int) -> list[tuple[int, int]] | None:
    """The spans of all pieces when the first one starts there; ``None`` when a later one does not follow."""
    spans = [(start, start + len(pieces[0]))]
    for piece in pieces[1:]:
        place = text.find(piece, spans[-1][1])
        if place < 0:
            return None
        spans.append((place, place + len(piece)))
    return spans


def _common(first: str, second: str) -> int:
    """The length of the common beginning of two texts."""
    count = 0
    for one, other in zip(first, second, strict=False):
        if one != other:
            break
        count += 1
    return count
