"""Pages of a case that are copies of others: sent twice, typed again, scanned or faxed again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType

from reviewer_app.domain.same_page import (
    DocumentPlace,
    PageMatch,
    PagePlace,
    PageSketch,
    SameBy,
    SeenCase,
)
from reviewer_app.history.same_page_sketch import sketch
from reviewer_app.review.look_alike import PictureComparison
from reviewer_app.review.page_recognition import PageRecognition
from reviewer_app.storage.page_history import page_history_in_memory

NO_LOOKS: Mapping[int, bytes] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class SketchedDocument:
    """A document of a case: its file, its SHA-256, and what its pages are known by. ``same_as`` is the file
    before it with the same content, else empty. ``looks`` says of pages without text, by their number, what
    they look like."""

    file: str
    sha256: str
    sketches: tuple[PageSketch, ...]
    same_as: str = ""
    looks: Mapping[int, bytes] = field(default_factory=lambda: NO_LOOKS)


def sketched(file: str, sha256: str, texts: Iterable[str], same_as: str = "") -> SketchedDocument:
    """A document by the texts of its pages, whose lines are separated by line feeds."""
    return SketchedDocument(file, sha256, tuple(map(sketch, texts)), same_as)


def with_looks(
    document: SketchedDocument, pages: Iterable[int], look_of: Callable[[PagePlace], bytes]
) -> SketchedDocument:
    """The document with what those of the ``pages`` look like that have too little text to be compared."""
    places = (PagePlace(document.sha256, page) for page in pages)
    wanted = [place for place in places if not document.sketches[place.page - 1].comparable]
    return replace(document, looks={place.page: look_of(place) for place in wanted})


def keys_of_words(words: Sequence[str]) -> Sequence[int]:
    """Under which keys a page with these words stands in the page history."""
    return sketch(" ".join(words)).keys


def copies_within(
    documents: Sequence[SketchedDocument], pictures: PictureComparison | None = None
) -> tuple[PageMatch, ...]:
    """The pages that came before in the same case, in the order of the case; of several the likeliest.
    ``pictures`` settle what texts leave open, and tell of pages without text."""
    settled = _WithinCase(pictures) if pictures is not None else None
    with closing(page_history_in_memory()) as history:
        recognition = PageRecognition(history, SeenCase("", Path()), _known_documents(documents), settled)
        found = [match for one in documents for match in _copies_of(one, recognition)]
    if pictures is not None:
        found += _look_alikes(documents, pictures)
    order = {one.file: position for position, one in enumerate(documents)}
    return tuple(sorted(found, key=lambda match: (order[match.file], match.page)))


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


@dataclass(frozen=True, slots=True)
class _WithinCase:
    """Compares pictures of pages whose documents are all known."""

    pictures: PictureComparison

    def score(self, one: PagePlace, other: PagePlace, _places: Sequence[DocumentPlace]) -> float | None:
        return self.pictures.score(one, other)


def _look_alikes(documents: Sequence[SketchedDocument], pictures: PictureComparison) -> Iterator[PageMatch]:
    files = dict(reversed(_known_documents(documents)))
    looks = (
        (PagePlace(one.sha256, number), look)
        for one in documents
        if not one.same_as
        for number, look in one.looks.items()
    )
    for found in pictures.copies(looks):
        file, other_file = files[found.place.sha256], files[found.other.sha256]
        yield PageMatch(file, found.place, other_file, found.other, SameBy.LOOK_ALIKE, found.score)


def _known_documents(documents: Iterable[SketchedDocument]) -> tuple[tuple[str, str], ...]:
    return tuple((one.sha256, one.file) for one in documents if one.sha256 and not one.same_as)


def _copies_of(one: SketchedDocument, recognition: PageRecognition) -> Iterable[PageMatch]:
    if not one.same_as:
        return _looked_up(one, recognition)
    places = [PagePlace(one.sha256, number) for number in range(1, len(one.sketches) + 1)]
    return [PageMatch(one.file, place, one.same_as, place, SameBy.FILE, 1.0) for place in places]


def _looked_up(one: SketchedDocument, recognition: PageRecognition) -> Iterable[PageMatch]:
    for number, drawn in enumerate(one.sketches, start=1):
        place = PagePlace(one.sha256, number)
        yield from recognition.take(place, drawn)
        yield from recognition.take_look(place, one.looks.get(number, b""))
