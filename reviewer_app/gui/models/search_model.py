"""What a search found as rows: a heading for each document, its hits, and at the end what no search can find
anything on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from typing import NamedTuple

from reviewer_app.domain.documents import Document
from reviewer_app.domain.file_date import document_date
from reviewer_app.domain.pages import Rect
from reviewer_app.domain.search import Hit, SearchResult, Snippet
from reviewer_app.gui.models.documents_model import STATUS_WORDS
from reviewer_app.gui.models.rows_model import RowsModel
from reviewer_app.gui.models.wording import counted, day, document_title

UNSEARCHED_HEADING = "NOT SEARCHED"
NO_TEXT = "no text"
UNREADABLE = "could not be read"
MOST_RANGES = 12
"""Ranges of pages that are told of one document; a mixed packet has hundreds."""

Titles = Mapping[str, str]
"""What each document is called, by its SHA-256."""


class Destination(NamedTuple):
    """A place that a row leads to: a passage with its text and the words before and after it, or a whole page
    without rectangles. ``document`` is a SHA-256, ``page`` counts from 1."""

    document: str
    page: int
    rects: tuple[Rect, ...] = ()
    quote: str = ""
    around: tuple[str, str] = ("", "")


class HeadingRow(NamedTuple):
    """A document with the number of its hits, or the heading over what was not searched."""

    key: Hashable
    text: str
    remark: str = ""
    group: bool = False

    @property
    def selectable(self) -> bool:
        return False

    @property
    def destination(self) -> Destination | None:
        return None

    @property
    def spoken(self) -> str:
        return f"{self.text}, {self.remark}" if self.remark else self.text


class HitRow(NamedTuple):
    """A passage that was found: ``number`` of ``total``, from 1."""

    hit: Hit
    title: str
    number: int
    total: int

    @property
    def key(self) -> Hashable:
        return self.hit.document, self.hit.page, self.hit.rects

    @property
    def snippet(self) -> Snippet:
        return self.hit.snippet

    @property
    def text(self) -> str:
        snippet = self.hit.snippet
        return " ".join(f"{snippet.before} {snippet.match} {snippet.after}".split())

    @property
    def page(self) -> str:
        """The page as the row names it."""
        return f"p {self.hit.page:,}"

    @property
    def selectable(self) -> bool:
        return True

    @property
    def destination(self) -> Destination:
        hit, snippet = self.hit, self.hit.snippet
        return Destination(hit.document, hit.page, hit.rects, snippet.match, (snippet.before, snippet.after))

    @property
    def spoken(self) -> str:
        return f"Hit {self.number} of {self.total}, {self.title}, page {self.hit.page}: {self.text}"


class UnsearchedRow(NamedTuple):
    """Pages of one document on which nothing can be found, and why; it leads to the first of them."""

    document: str
    title: str
    pages: tuple[int, ...]
    why: str

    @property
    def key(self) -> Hashable:
        return self.document, self.why

    @property
    def text(self) -> str:
        return self.title

    @property
    def below(self) -> str:
        return f"{self.why}: {page_ranges(self.pages)}"

    @property
    def amount(self) -> str:
        """How many pages they are, as the row says it."""
        return f"{len(self.pages):,} p"

    @property
    def selectable(self) -> bool:
        return True

    @property
    def destination(self) -> Destination:
        return Destination(self.document, self.pages[0])

    @property
    def spoken(self) -> str:
        return f"Not searched: {self.title}, {counted(len(self.pages), 'page')}, {self.below}"


class ClosedRow(NamedTuple):
    """A file of the case that cannot be opened, and why."""

    file: str
    why: str

    @property
    def key(self) -> Hashable:
        return "closed", self.file

    @property
    def text(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        return document_title(self.file)

    @property
    def below(self) -> str:
        return self.why

    @property
    def amount(self) -> str:
        return ""

    @property
    def selectable(self) -> bool:
        return False

    @property
    def destination(self) -> Destination | None:
        return None

    @property
    def spoken(self) -> str:
        return f"Not searched: {self.file}, {self.why}"


SearchRow = HeadingRow | HitRow | UnsearchedRow | ClosedRow


def page_ranges(pages: tuple[int, ...]) -> str:
    """Pages in order, neighbours joined, the first so many: ``p 1–12, 15``."""
    ranges: list[tuple[int, int]] = []
    for page in pages:
        if ranges and page == ranges[-1][1] + 1:
            ranges[-1] = ranges[-1][0], page
        elif len(ranges) == MOST_RANGES:
            break
        else:
            ranges.append((page, page))
    told = ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in ranges)
    return f"p {told}" if not ranges or ranges[-1][1] == pages[-1] else f"p {told} …"


def document_titles(files: Mapping[str, str]) -> Titles:
    """Readable titles for files by SHA-256. Files whose titles are the same have the day in their names
    added; those that it does not tell apart either are called by their paths."""
    titles: dict[str, str] = {}
    for name in (document_title, _dated_title, str):
        named = {sha256: name(file) for sha256, file in files.items()}
        uses = Counter(named.values())
        for sha256, title in named.items():
            if uses[title] == 1:
                titles.setdefault(sha256, title)
    return titles


def _dated_title(file: str) -> str:
    """A title with the day that the file's name carries."""
    written = document_date(file)
    return f"{document_title(file)} {day(written)}" if written is not None else document_title(file)


def search_rows(
    result: SearchResult, titles: Titles, closed: tuple[ClosedRow, ...] = ()
) -> tuple[SearchRow, ...]:
    """The rows of a result, and of the files that are ``closed`` to it. Documents that have left the case
    have no title and are left out."""
    rows: list[SearchRow] = []
    groups = [group for group in result.documents if group.document in titles]
    total, number = sum(len(group.hits) for group in groups), 0
    for group in groups:
        title = titles[group.document]
        rows.append(HeadingRow(("document", group.document), title, counted(len(group.hits), "hit")))
        for hit in group.hits:
            number += 1
            rows.append(HitRow(hit, title, number, total))
    unsearched = (*_unsearched_rows(result, titles), *closed)
    heading = (HeadingRow("unsearched", UNSEARCHED_HEADING, group=True),) if unsearched else ()
    return (*rows, *heading, *unsearched)


def closed_rows(documents: Iterable[Document]) -> tuple[ClosedRow, ...]:
    """The documents that cannot be opened."""
    return tuple(
        ClosedRow(document.file, STATUS_WORDS[document.status])
        for document in documents
        if not document.readable
    )


def _unsearched_rows(result: SearchResult, titles: Titles) -> tuple[UnsearchedRow, ...]:
    rows: list[UnsearchedRow] = []
    for one in result.unsearched:
        if one.document in titles:
            title = titles[one.document]
            kinds = ((one.unreadable, UNREADABLE), (one.wordless, NO_TEXT))
            rows.extend(UnsearchedRow(one.document, title, pages, why) for pages, why in kinds if pages)
    return tuple(rows)


class SearchModel(RowsModel[SearchRow]):
    """The rows that the search shows."""

    def hit_places(self) -> tuple[int, ...]:
        """Where the hits are among the rows, from 0."""
        return tuple(place for place, row in enumerate(self.rows) if isinstance(row, HitRow))

    def destination_at(self, place: int) -> Destination | None:
        """Where a row leads; ``None`` for a heading and outside the rows."""
        return self.rows[place].destination if 0 <= place < len(self.rows) else None
