"""Everything a page worker can be asked about a document."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from reviewer_app.documents.page_reader import PageReader
from reviewer_app.domain.documents import Document
from reviewer_app.domain.pages import DrawRequest, PageFailedError, PageFailure, Rect

PAGES = 3
"""Of each document, its first pages."""

ATTACHMENTS = 3


def everything(document: Document, reader: PageReader) -> set[PageFailure]:
    """Ask all of a readable document that is registered with the reader. Returns why something failed."""
    causes: set[PageFailure] = set()
    for ask in _questions(document, reader):
        try:
            ask()
        except PageFailedError as failure:
            causes.add(failure.cause)
    return causes


def _questions(document: Document, reader: PageReader) -> Iterator[Callable[[], object]]:
    key = document.sha256
    if not document.readable:
        return
    yield partial(reader.contents, key)
    for number in range(ATTACHMENTS):
        yield partial(reader.attachment, key, number)
    for page in range(1, min(PAGES, document.page_count) + 1):
        yield partial(_draw, reader, DrawRequest(key, page, 1.0))
        yield partial(_draw, reader, DrawRequest(key, page, 6.0, clip=Rect(0, 0, 80, 80)))
        yield partial(reader.text, key, page)
        yield partial(reader.searchable, key, page)
        yield partial(reader.links, key, page)
    yield partial(reader.crop_png, DrawRequest(key, 1, 1.0))
    yield partial(
        reader.crop_words_png, DrawRequest(key, 1, 1.0), (Rect(0, 0, 9, 9),), (Rect(-9, 5, 1e9, 6),)
    )
    yield partial(reader.inscriptions, key)
    yield partial(reader.likeness, key, 1)


def _draw(reader: PageReader, request: DrawRequest) -> None:
    picture = reader.draw(request)
    assert len(picture.pixels) == picture.stride * picture.height
