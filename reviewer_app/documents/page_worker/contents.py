"""What a document has besides its pages: its outline and the files attached to it."""

from __future__ import annotations

import pymupdf
from pymupdf import mupdf

from reviewer_app.documents import limits, pixel_buffer, wire
from reviewer_app.documents.drawing_plan import integer
from reviewer_app.documents.page_worker.attachments import attached_files
from reviewer_app.documents.page_worker.destinations import Destinations
from reviewer_app.documents.page_worker.faults import DOCUMENT_ERRORS, RefusedError, complained
from reviewer_app.documents.page_worker.objects import Visits, catalog_of, entry, read_stream, text
from reviewer_app.documents.page_worker.opening import OpenDocument


def contents(known: OpenDocument, _request: wire.Message) -> wire.Message:
    """The answer to "contents"."""
    if not known.document.is_pdf:
        return {"outline": [], "attachments": []}
    rows = [[one.name, one.size, one.description] for one in attached_files(known.document)]
    return {"outline": _outline(known), "attachments": rows}


def attachment(known: OpenDocument, request: wire.Message, pixels: pixel_buffer.PixelBuffer) -> wire.Message:
    """The answer to "attachment": one portion of an attached file. Raises RefusedError."""
    number, first = integer(request, "number"), integer(request, "first")
    files = attached_files(known.document) if known.document.is_pdf else []
    if not 0 <= number < len(files):
        raise RefusedError("no-such-page")
    pymupdf.TOOLS.reset_mupdf_warnings()
    portion = read_stream(files[number].stream, first, limits.ATTACHMENT_PORTION)
    if complained():
        raise RefusedError("damaged")
    if first + len(portion) > limits.MAX_ATTACHMENT_BYTES:
        raise RefusedError("too-large")
    pixels.write_file(portion)
    return {"length": len(portion), "more": len(portion) == limits.ATTACHMENT_PORTION}


def _outline(known: OpenDocument) -> list[list[str | int]]:
    """The outline's entries from top to bottom: title, level from 1, page or 0."""
    rows: list[list[str | int]] = []
    destinations, visits = Destinations(known), Visits(limits.MAX_OUTLINE)
    waiting = [(entry(catalog_of(known.document), "Outlines", "First"), 1)]
    while waiting:
        item, level = waiting.pop()
        try:
            if not mupdf.pdf_is_dict(item) or not visits.first(item):
                continue
            page = destinations.page_of(entry(item, "Dest")) or destinations.page_of_action(entry(item, "A"))
            rows.append([text(entry(item, "Title"), limits.MAX_TITLE), level, page])
            waiting.append((entry(item, "Next"), level))
            if level < limits.MAX_OUTLINE_LEVEL:
                waiting.append((entry(item, "First"), level + 1))
        except DOCUMENT_ERRORS:
            continue
    return rows
