"""Pages of a case that are copies of others: sent twice, typed again, scanned or faxed again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from reviewer_app.domain.same_page import PageMatch, PagePlace, PageSketch, SameBy, SeenCase
from reviewer_app.history.same_page_sketch import sketch
from reviewer_app.review.page_recognition import PageRecognition
from reviewer_app.storage.page_history import page_history_in_memory


@dataclass(frozen=True, slots=True)
class SketchedDocument:
    """A document of a case: its file, its SHA-256, and what its pages are known by. ``same_as`` is the file
    before it with the same content, else empty."""

    file: str
    sha256: str
    sketches: tuple[PageSketch, ...]
    same_as: str = ""


def sketched(file: str, sha256: str, texts: Iterable[str], same_as: str = "") -> SketchedDocument:
    """A document by the texts of its pages, whose lines are separated by line feeds."""
    return SketchedDocument(file, sha256, tuple(map(sketch, texts)), same_as)


def keys_of_words(words: Sequence[str]) -> Sequence[int]:
    """Under which keys a page with these words stands in the page history."""
    return sketch(" ".join(words)).keys


def copies_within(documents: Sequence[SketchedDocument]) -> tuple[PageMatch, ...]:
    """The pages that came before in the same case, in the order of the case; of several the likeliest."""
    with closing(page_history_in_memory()) as history:
        recognition = PageRecognition(history, SeenCase("", Path()), _known_documents(documents))
        return tuple(match for one in documents for match in _copies_of(one, recognition))


def copies_elsewhere(
    documents: Sequence[SketchedDocument], recognition: PageRecognition
) -> tuple[PageMatch, ...]:
    """The pages that came with earlier cases, in the order of the case, which is kept by this."""
    return tuple(
        match
        for one in documents
        if not one.same_as
        for match in _looked_up(one, recognition)
        if match.seen_in is not None
    )


def merged_copies(by_page: Iterable[PageMatch], by_file: Iterable[PageMatch]) -> tuple[PageMatch, ...]:
    """What the page history found, and of what the reviews know besides it the rest."""
    found = tuple(by_page)
    known = {(one.place, one.seen_in.id) for one in found if one.seen_in is not None}
    rest = (one for one in by_file if one.seen_in is None or (one.place, one.seen_in.id) not in known)
    return (*found, *rest)


def _known_documents(documents: Iterable[SketchedDocument]) -> tuple[tuple[str, str], ...]:
    return tuple((one.sha256, one.file) for one in documents if one.sha256 and not one.same_as)


def _copies_of(one: SketchedDocument, recognition: PageRecognition) -> Iterable[PageMatch]:
    if not one.same_as:
        return _looked_up(one, recognition)
    places = [PagePlace(one.sha256, number) for number in range(1, len(one.sketches) + 1)]
    return [PageMatch(one.file, place, one.same_as, place, SameBy.FILE, 1.0) for place in places]


def _looked_up(one: SketchedDocument, recognition: PageRecognition) -> Iterable[PageMatch]:
    for number, drawn in enumerate(one.sketches, start=1):
        yield from recognition.take(PagePlace(one.sha256, number), drawn)
