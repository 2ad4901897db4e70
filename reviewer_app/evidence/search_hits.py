"""Where the terms of a query stand on a page, as passages that a reader can walk through."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from reviewer_app.domain.pages import Rect
from reviewer_app.domain.search import BOX_BYTES, Hit, Snippet
from reviewer_app.evidence.quoting import ELLIPSIS, SOFT_HYPHEN
from reviewer_app.evidence.search_query import Term
from reviewer_app.evidence.search_words import Places

NEAR_WORDS = 8
"""Words of different terms with at most so many words between them are one passage."""

SNIPPET_WORDS = 8
"""Words that a snippet shows on each side."""

SNIPPET_CHARACTERS = 160
MATCH_CHARACTERS = 400
"""What a side of a snippet and its middle have at most, whatever a document calls a word."""


class IndexedPage(NamedTuple):
    """A page as the index keeps it: ``text`` and ``boxes`` of its
    :class:`reviewer_app.domain.search.SearchableText`, ``words`` and ``jumps`` of the text's
    :class:`reviewer_app.evidence.search_words.IndexText`."""

    document: str
    number: int
    text: str
    boxes: bytes
    words: str
    jumps: bytes


class TermFinder:
    """Finds one term in the folded words of a page."""

    def __init__(self, term: Term) -> None:
        ending = r"[^ \n]*" if term.prefix else r"(?![^ \n])"
        self._wordings = tuple(
            (wording[0], re.compile(" +".join(re.escape(word) for word in wording) + ending))
            for wording in term.wordings
        )

    def spans(self, words: str) -> Iterator[tuple[int, int]]:
        """First and last character of each place, wording by wording."""
        for first, pattern in self._wordings:
            place = words.find(first)
            while place >= 0:
                match = pattern.match(words, place) if place == 0 or words[place - 1] in " \n" else None
                if match is not None:
                    yield place, match.end() - 1
                place = words.find(first, place + 1)


def hits_on(page: IndexedPage, finders: Sequence[TermFinder]) -> Iterator[Hit]:
    """The passages of a page where all terms stand, in reading order.

    Where the terms stand together somewhere on the page only those places are hits; else each is one.
    """
    found = _found(page, finders)
    if {term for _, _, term in found} != set(range(len(finders))):
        return
    passages = list(_passages(page.text, found))
    together = [passage for passage in passages if len(passage.terms) == len(finders)]
    for passage in together or passages:
        yield _hit(page, passage)


@dataclass(slots=True)
class _Passage:
    """A stretch of the original text, by its first and last character, and the terms in it."""

    start: int
    end: int
    terms: set[int]

    def can_take(self, text: str, start: int, term: int) -> bool:
        """Whether a place of that term, which begins there, is near enough and the term is still missing."""
        return term not in self.terms and _separators(text, self.end, start) <= NEAR_WORDS + 1


def _found(page: IndexedPage, finders: Sequence[TermFinder]) -> list[tuple[int, int, int]]:
    """First and last character in the original, and the number of the term; in reading order, each once."""
    spans = {(*span, term) for term, finder in enumerate(finders) for span in finder.spans(page.words)}
    if page.jumps:
        places = Places(page.jumps)
        spans = {(places.original(start), places.original(end), term) for start, end, term in spans}
    return sorted(spans)


def _passages(text: str, found: Sequence[tuple[int, int, int]]) -> Iterator[_Passage]:
    """Joins places of different terms that are near each other; a second place of a term begins anew."""
    passage: _Passage | None = None
    for start, end, term in found:
        if passage is not None and (start <= passage.end or passage.can_take(text, start, term)):
            passage.end = max(passage.end, end)
            passage.terms.add(term)
            continue
        if passage is not None:
            yield passage
        passage = _Passage(start, end, {term})
    if passage is not None:
        yield passage


def _hit(page: IndexedPage, passage: _Passage) -> Hit:
    text = page.text
    start = max(text.rfind(" ", 0, passage.start), text.rfind("\n", 0, passage.start)) + 1
    ends = (text.find(" ", passage.end), text.find("\n", passage.end), len(text))
    end = min(place for place in ends if place >= 0)
    rects = tuple(_line_rects(page.boxes, _separators(text, 0, start), text[start:end]))
    return Hit(page.document, page.number, rects, _snippet(text, start, end))


def _separators(text: str, start: int, end: int) -> int:
    return text.count(" ", start, end) + text.count("\n", start, end)


def _line_rects(boxes: bytes, first: int, stretch: str) -> Iterator[Rect]:
    """One rectangle for each line of a stretch that begins with that word of the page, from 0."""
    for line in stretch.split("\n"):
        count = line.count(" ") + 1
        sides = struct.unpack_from(f"<{4 * count}f", boxes, BOX_BYTES * first)
        yield Rect(min(sides[0::4]), min(sides[1::4]), max(sides[2::4]), max(sides[3::4]))
        first += count


def _snippet(text: str, start: int, end: int) -> Snippet:
    before = _one_line(text[max(start - SNIPPET_CHARACTERS, 0) : start])
    if start > SNIPPET_CHARACTERS and not text[start - SNIPPET_CHARACTERS - 1].isspace():
        del before[:1]
    after = _one_line(text[end : end + SNIPPET_CHARACTERS])
    if end + SNIPPET_CHARACTERS < len(text) and not text[end + SNIPPET_CHARACTERS].isspace():
        del after[-1:]
    match = " ".join(_one_line(text[start : min(end, start + MATCH_CHARACTERS)]))
    return Snippet(
        " ".join(before[-SNIPPET_WORDS:]),
        match + ELLIPSIS if end - start > MATCH_CHARACTERS else match,
        " ".join(after[:SNIPPET_WORDS]),
    )


def _one_line(text: str) -> list[str]:
    """The words of a piece of a page; a word that is broken at a line's end is one, as it is in a quote."""
    if SOFT_HYPHEN in text:
        text = text.replace(f"{SOFT_HYPHEN}\n", "").replace(SOFT_HYPHEN, "")
    return text.replace("-\n", "-").split()
