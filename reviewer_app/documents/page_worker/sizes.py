"""Sizes, rotations and labels of pages."""

from __future__ import annotations

import pymupdf

from reviewer_app.documents import limits, wire
from reviewer_app.documents.drawing_plan import integer
from reviewer_app.documents.page_worker.faults import DOCUMENT_ERRORS
from reviewer_app.documents.page_worker.labels import PageLabels
from reviewer_app.documents.page_worker.opening import OpenDocument


def geometry(known: OpenDocument, request: wire.Message) -> wire.Message:
    """The answer to "geometry"."""
    first = integer(request, "first")
    last = min(known.page_count, first + min(integer(request, "count"), limits.MAX_PAGES_PER_ANSWER) - 1)
    labels = PageLabels(known.document)
    return {
        "pages": [[*_size_of(known.document, number), labels.of(number)] for number in range(first, last + 1)]
    }


def _size_of(document: pymupdf.Document, number: int) -> tuple[float, float, int]:
    """Width, height and rotation; a page that cannot be loaded gets the size of a letter page."""
    try:
        page = document.load_page(number - 1)
        if not (_is_length(page.rect.width) and _is_length(page.rect.height)):
            return 612, 792, 0
        return page.rect.width, page.rect.height, page.rotation
    except DOCUMENT_ERRORS:
        return 612, 792, 0


def _is_length(points: float) -> bool:
    return limits.MIN_PAGE_POINTS <= points <= limits.MAX_PAGE_POINTS
