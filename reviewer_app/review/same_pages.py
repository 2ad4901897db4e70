"""Pages of a case that are copies of others: sent twice, typed again, scanned or faxed again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass

from reviewer_app.domain.same_page import PageMatch, PagePlace, PageSketch, SameBy
from reviewer_app.history.same_page import compare
from reviewer_app.history.same_page_score import SAME_PAGE_SCORE, same_page_score
from reviewer_app.history.same_page_sketch import sketch
from reviewer_app.storage.page_history import PageHistory, page_history_in_memory


@dataclass(frozen=True, slots=True)
class DocumentText:
    """A document of a case: its file, its SHA-256, and the texts of its pages, whose lines are separated by
    line feeds. ``same_as`` is the file before it with the same content, else empty."""

    file: str
    sha256: str
    texts: tuple[str, ...]
    same_as: str = ""


def copies_within(documents: Iterable[DocumentText]) -> tuple[PageMatch, ...]:
    """The pages that came before in the same case, in the order of the case; of several the likeliest."""
    files: dict[str, str] = {}
    with closing(page_history_in_memory()) as history:
        return tuple(match for document in documents for match in _matches_of(document, history, files))


def _matches_of(document: DocumentText, history: PageHistory, files: dict[str, str]) -> Iterator[PageMatch]:
    """``files`` are those of the documents before, by SHA-256; this one's is added."""
    if document.same_as:
        for number in range(1, len(document.texts) + 1):
            yield PageMatch(document.file, number, "", document.same_as, number, SameBy.FILE, 1.0)
        return
    files[document.sha256] = document.file
    for number, text in enumerate(document.texts, start=1):
        place = PagePlace(document.sha256, number)
        drawn = sketch(text)
        best = likeliest_copy(drawn, place, history)
        history.keep([(place, drawn)])
        if best is not None:
            other, score = best
            yield PageMatch(document.file, number, "", files[other.sha256], other.page, SameBy.TEXT, score)


def likeliest_copy(
    drawn: PageSketch, place: PagePlace, history: PageHistory
) -> tuple[PagePlace, float] | None:
    """The page of the history that this one is a copy of, with the score; ``None`` when it is none.

    Of pages that are equally likely it is the one that was kept first.
    """
    scored = [
        (same_page_score(compare(drawn.words, seen.words)), seen)
        for seen in history.candidates(drawn, but=place)
    ]
    score, best = max(scored, key=lambda pair: pair[0], default=(0.0, None))
    return (best.place, score) if best is not None and score >= SAME_PAGE_SCORE else None
