"""Comparing a page by its picture with pages of earlier cases, whose documents are read where they were."""

from __future__ import annotations

from collections.abc import Sequence

from reviewer_app.documents.page_file import PageFile
from reviewer_app.documents.page_reader import PageReader
from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.same_page import DocumentPlace, PagePlace
from reviewer_app.review.earlier_pages import find_earlier_document
from reviewer_app.review.look_alike import PictureComparison
from reviewer_app.review.passwords import Passwords


class EarlierPictures:
    """Compares pages of a case with those of others; after ``most`` comparisons none is made any more."""

    def __init__(self, case: OpenCase, reader: PageReader, passwords: Passwords, most: int) -> None:
        self._reader = reader
        self._passwords = passwords
        self._pictures = PictureComparison(reader, most)
        self._known: dict[str, bool] = {}
        self._own: set[str] = set()
        for document in case.documents:
            if document.readable:
                file = PageFile.of(case.folder, document, passwords.of(document.sha256))
                reader.register(document.sha256, file)
                self._own.add(document.sha256)

    def score(self, one: PagePlace, other: PagePlace, places: Sequence[DocumentPlace]) -> float | None:
        """How sure it is that a page of the case looks like one of another case, which was at one of these
        places; ``None`` where that cannot be told, for example because its document has gone. Pages of the
        same case are not compared again."""
        if other.sha256 in self._own:
            return self._pictures.score(one, other) if places else None
        if other.sha256 not in self._known:
            found = (
                find_earlier_document(place, other.sha256, self._reader, self._passwords) for place in places
            )
            self._known[other.sha256] = any(one.document is not None for one in found)
        return self._pictures.score(one, other) if self._known[other.sha256] else None
