"""Texts of pages whose words stand on a grid, so that a rectangle says which words it covers."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator

from reviewer_app.domain.pages import Rect
from reviewer_app.domain.search import Hit, SearchableText, SearchResult
from reviewer_app.evidence.search_hits import IndexedPage, TermFinder, hits_on
from reviewer_app.evidence.search_query import terms_of
from reviewer_app.evidence.search_words import index_text

STEP_X, STEP_Y, WIDTH, HEIGHT = 50.0, 14.0, 40.0, 10.0


def places(text: str) -> Iterator[tuple[int, int]]:
    """Line and column of each word of a page's text."""
    for line, words in enumerate(text.split("\n") if text else ()):
        for column in range(len(words.split())):
            yield line, column


def box(line: int, column: int) -> Rect:
    x, y = column * STEP_X, line * STEP_Y
    return Rect(x, y, x + WIDTH, y + HEIGHT)


def searchable(text: str) -> SearchableText:
    boxes = (box(*place) for place in places(text))
    return SearchableText(text, b"".join(struct.pack("<4f", r.x0, r.y0, r.x1, r.y1) for r in boxes))


def covered(text: str, rects: Iterable[Rect]) -> list[str]:
    """The words of a page that lie inside the rectangles, in reading order."""
    rects = tuple(rects)
    return [
        word
        for word, place in zip(text.split(), places(text), strict=True)
        if any(rect.united(box(*place)) == rect for rect in rects)
    ]


def hits(text: str, query: str) -> list[Hit]:
    """What a query finds on one page, without an index."""
    folded = index_text(text)
    page = IndexedPage("d", 1, text, searchable(text).boxes, folded.text, folded.jumps)
    return list(hits_on(page, [TermFinder(term) for term in terms_of(query)]))


def found(text: str, query: str) -> list[str]:
    """The words that each hit covers."""
    return [" ".join(covered(text, hit.rects)) for hit in hits(text, query)]


def all_hits(result: SearchResult) -> list[Hit]:
    return [hit for group in result.documents for hit in group.hits]
