"""Searching a case: the text of pages as it is indexed, and what a search finds."""

from __future__ import annotations

from dataclasses import dataclass

from reviewer_app.domain.pages import Rect

BOX_BYTES = 16
"""What each word takes in :attr:`SearchableText.boxes`."""


@dataclass(frozen=True, slots=True)
class SearchableText:
    """All words of a page, form field values and annotations included, in the form in which they are indexed.

    ``text`` has the words separated by single spaces and the lines by line feeds, so that splitting at white
    space gives the words back. ``boxes`` has four little-endian 32-bit floats for each word, in the same
    order: left, top, right, bottom in page points. ``pictured`` is the share of the page that its pictures
    cover, 0..1.
    """

    text: str
    boxes: bytes
    notes: tuple[str, ...] = ()
    pictured: float = 0.0


@dataclass(frozen=True, slots=True)
class Snippet:
    """The words around a hit, for a list: before, the hit itself, after. One line, single spaces."""

    before: str
    match: str
    after: str


@dataclass(frozen=True, slots=True)
class Hit:
    """One passage that was found: ``page`` counts from 1, ``rects`` are in page points, one for each line."""

    document: str
    page: int
    rects: tuple[Rect, ...]
    snippet: Snippet


@dataclass(frozen=True, slots=True)
class DocumentHits:
    """What was found in one document (its SHA-256), in the order of its pages."""

    document: str
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class IndexProgress:
    """How many pages of the case are in the index, of how many; ``unreadable`` were given up.

    ``wordless`` of the indexed pages have no text, as scans have: no search finds anything on them.
    """

    indexed: int
    pages: int
    unreadable: int = 0
    wordless: int = 0

    @property
    def complete(self) -> bool:
        return self.indexed + self.unreadable >= self.pages


@dataclass(frozen=True, slots=True)
class Unsearched:
    """The pages of one document (its SHA-256) on which nothing can be found, from 1 and in order: those that
    were given up, and those without text."""

    document: str
    unreadable: tuple[int, ...] = ()
    wordless: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class SearchResult:
    """What a query found, grouped by document in the order of the case.

    ``corrections`` are words of the query that occur nowhere, each with the words of the case that were
    searched instead. ``more`` is true when there are more hits than are listed. ``progress`` is that of the
    index when it was asked: while it is not complete there may be more to find. ``unsearched`` has each
    document of the case that has pages on which nothing can be found, so that not found is not taken for not
    there.
    """

    query: str
    documents: tuple[DocumentHits, ...]
    corrections: tuple[tuple[str, tuple[str, ...]], ...]
    more: bool
    progress: IndexProgress
    unsearched: tuple[Unsearched, ...] = ()

    @property
    def count(self) -> int:
        return sum(len(group.hits) for group in self.documents)
