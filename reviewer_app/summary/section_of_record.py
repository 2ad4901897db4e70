"""The section "Record": the documents, and what the reviewer says about their quality (S1)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reviewer_app.summary.paper import Block, Cell, Column, Heading, Point, Points, Table
from reviewer_app.summary.section_of_criteria import Pictured
from reviewer_app.summary.section_of_records import record_list
from reviewer_app.summary.values import DeterminationSummary, SummaryDocument
from reviewer_app.summary.wording import count_words

COLUMNS = (Column("File"), Column("Pages", 20), Column("State", 46))

NO_HASH = "no hash: the file could not be read"

CHANGE_WORDS = {"new": "new since the review", "changed": "changed since the review"}


def record_blocks(summary: DeterminationSummary, pictured: Pictured) -> Iterator[Block]:
    """Lists, each left out where it is empty, then what was said of single pages, then all documents."""
    documents = summary.documents
    yield from _list(
        "Pages marked illegible",
        [f"{one.file}, {_page_numbers(one.illegible_pages)}" for one in documents if one.illegible_pages],
    )
    yield from _list(
        "Files that could not be read",
        [
            f"{one.file}: {_sentence(one.status_words, one.error)}"
            for one in documents
            if one.status not in ("ok", "gone")
        ],
    )
    yield from _list("Documents marked not pertinent", [one.file for one in documents if not one.pertinent])
    yield from record_list(summary.page_records, pictured)
    yield Heading(2, "Documents")
    yield Table(COLUMNS, tuple(_row(document) for document in documents))


def _list(title: str, items: Sequence[str]) -> Iterator[Block]:
    if items:
        yield Heading(2, title)
        yield Points(tuple(Point(item) for item in items))


def _sentence(words: str, error: str) -> str:
    return f"{words}. {error}" if error else words


def _page_numbers(pages: Sequence[int]) -> str:
    numbers = ", ".join(str(page) for page in pages)
    return f"page {numbers}" if len(pages) == 1 else f"pages {numbers}"


def _row(document: SummaryDocument) -> tuple[Cell, ...]:
    remarks = (
        CHANGE_WORDS.get(document.change, ""),
        "" if document.pertinent else "not pertinent",
        *document.notes,
    )
    return (
        Cell(document.file, code=document.sha256 or NO_HASH),
        Cell(count_words(document.pages, "page", "pages") if document.pages else "no pages"),
        Cell(document.status_words, below="; ".join(remark for remark in remarks if remark)),
    )
