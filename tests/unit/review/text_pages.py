"""Documents and texts for the search, without files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reviewer_app.domain.documents import Document, DocumentStatus, PageGeometry
from reviewer_app.domain.search import IndexProgress, SearchableText
from reviewer_app.review.text_desk import TextDesk
from tests.unit.evidence.page_texts import searchable

LETTER = PageGeometry(612, 792)


def document(name: str, pages: int) -> Document:
    """A readable document whose hash is its name."""
    return Document(f"{name}.pdf", name, 1, "application/pdf", DocumentStatus.OK, pages=(LETTER,) * pages)


def text_of_page(page: int) -> SearchableText:
    """A page with a word that no other page has."""
    lines = " ".join(f"filler{page % 7}{number}" for number in range(200))
    return searchable(f"alone{page} stands\non a page with {lines}")


def shelve(desk: TextDesk, texts: Mapping[str, Sequence[str | None]]) -> IndexProgress:
    """Show a case of documents with these texts, page by page, and keep those that are missing."""
    desk.show_case([document(name, len(pages)) for name, pages in texts.items()])
    return desk.keep(
        [
            (name, page, None if text is None else searchable(text))
            for name, page in desk.missing(10_000)
            for text in (texts[name][page - 1],)
        ]
    )
