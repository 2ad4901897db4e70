"""Files attached to a PDF: which there are, and what they are called. None is opened."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import pymupdf
from pymupdf import mupdf

from reviewer_app.documents import limits
from reviewer_app.documents.page_worker.faults import DOCUMENT_ERRORS
from reviewer_app.documents.page_worker.objects import (
    Visits,
    catalog_of,
    elements,
    entry,
    name,
    name_tree,
    pdf_of,
    present,
    text,
)

PAGES_LOOKED_THROUGH = 20_000
"""Pages on which attached files are looked for."""

ANNOTATIONS_LOOKED_THROUGH = 100_000
"""Annotations, of all pages together, among which attached files are looked for."""


FILE_KEYS = ("UF", "F", "Unix", "DOS", "Mac")
"""Under which a file specification has the name of its file, and the file itself, best first."""


class Attached(NamedTuple):
    """A file attached to a document; ``file`` is its file specification, ``stream`` its packed content."""

    name: str
    size: int
    description: str
    stream: mupdf.PdfObj


def attached_files(document: pymupdf.Document) -> list[Attached]:
    """The files attached to a PDF: those in its list of embedded files, those associated with it, and those
    of annotations, in this order, each once."""
    found: list[Attached] = []
    streams = Visits()
    for specification in _specifications(document):
        try:
            attached = _attached(specification)
            if attached is not None and streams.first(attached.stream):
                found.append(attached)
        except DOCUMENT_ERRORS:
            continue
        if len(found) == limits.MAX_ATTACHMENTS:
            break
    return found


def _specifications(document: pymupdf.Document) -> Iterator[mupdf.PdfObj]:
    catalog = catalog_of(document)
    yield from name_tree(entry(catalog, "Names", "EmbeddedFiles"), limits.MAX_ATTACHMENTS)
    yield from elements(entry(catalog, "AF"), limits.MAX_ATTACHMENTS)
    pdf, left = pdf_of(document), ANNOTATIONS_LOOKED_THROUGH
    for index in range(min(document.page_count, PAGES_LOOKED_THROUGH)):
        try:
            annotations = entry(mupdf.pdf_lookup_page_obj(pdf, index), "Annots")
        except DOCUMENT_ERRORS:
            continue
        for annotation in elements(annotations, left):
            left -= 1
            if name(entry(annotation, "Subtype")) == "FileAttachment":
                yield entry(annotation, "FS")


def _attached(specification: mupdf.PdfObj) -> Attached | None:
    """A file specification as an attached file; None when the file is not inside the document."""
    packed = entry(specification, "EF")
    stream = next((one for key in FILE_KEYS if present(one := entry(packed, key))), None)
    if stream is None or not mupdf.pdf_is_stream(stream):
        return None
    size = mupdf.pdf_to_int64(entry(stream, "Params", "Size"))
    return Attached(
        file_name(specification),
        size if 0 <= size <= limits.MAX_FILE_BYTES else 0,
        text(entry(specification, "Desc"), limits.MAX_TITLE),
        stream,
    )


def file_name(specification: mupdf.PdfObj) -> str:
    """The name in a file specification (ISO 32000-1, 7.11.2), as the document has it."""
    if mupdf.pdf_is_string(specification):
        return text(specification, limits.MAX_TARGET)
    names = (text(entry(specification, key), limits.MAX_TARGET) for key in FILE_KEYS)
    return next(filter(None, names), "")
