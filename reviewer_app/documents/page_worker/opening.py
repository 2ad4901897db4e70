"""Opens documents by their content, and says what is to be noted about them."""

from __future__ import annotations

import mmap
import os
from collections import OrderedDict

import pymupdf

from reviewer_app.documents import wire
from reviewer_app.documents.identify import PDF, TEXT, decode_text
from reviewer_app.documents.page_worker.drawing import PreparedPage
from reviewer_app.documents.page_worker.faults import RefusedError
from reviewer_app.documents.page_worker.particulars import attachment_count, notes_of

KEPT_PAGES = 4
TEXT_PAGE = (612, 792, 10)
"""Plain text is laid out on letter pages: width and height in page points, size of the print in points."""

TEXT_MARK = b"\xef\xbb\xbf"
"""MuPDF takes text that begins with "#" for Markdown, unless a byte order mark comes first."""

FORMATS = {PDF: ("PDF",), TEXT: ("Text",)}
IMAGE_FORMATS = ("Image", "TIFF")
"""What MuPDF says it opened, by media type: it looks at the content, whatever it was told."""


class OpenDocument:
    """An open document and the last few of its pages, parsed into display lists."""

    def __init__(self, document: pymupdf.Document) -> None:
        self.document = document
        self.page_count = document.page_count
        self._pages: OrderedDict[int, PreparedPage] = OrderedDict()

    def page(self, number: int) -> PreparedPage:
        """Page ``number``, from 1. Raises RefusedError when there is none."""
        if not 1 <= number <= self.page_count:
            raise RefusedError("no-such-page")
        prepared = self._pages.pop(number, None) or PreparedPage(self.document, number)
        self._pages[number] = prepared
        while len(self._pages) > KEPT_PAGES:
            self._pages.popitem(last=False)
        return prepared


def open_descriptor(fd: int, media_type: str, password: object) -> tuple[pymupdf.Document, mmap.mmap]:
    """Open a document by its content, and the mapping that it reads from: no path is known to MuPDF."""
    if os.fstat(fd).st_size == 0:
        raise RefusedError("empty")
    mapping = mmap.mmap(fd, 0, access=mmap.ACCESS_READ)
    stream: bytes | memoryview = memoryview(mapping)
    if media_type == TEXT:
        stream = TEXT_MARK + decode_text(bytes(stream)).encode()
    width, height, print_size = TEXT_PAGE
    document = pymupdf.Document(
        stream=stream, filetype=media_type, width=width, height=height, fontsize=print_size
    )
    if document.is_pdf != (media_type == PDF):
        raise RefusedError("unsupported")
    if document.needs_pass and not (isinstance(password, str) and document.authenticate(password)):
        raise RefusedError("encrypted")
    if not str((document.metadata or {}).get("format")).startswith(FORMATS.get(media_type, IMAGE_FORMATS)):
        raise RefusedError("unsupported")
    if document.page_count < 1:
        raise RefusedError("empty")
    return document, mapping


def describe(known: OpenDocument, _request: wire.Message) -> wire.Message:
    """The answer to "open"."""
    if not known.document.is_pdf:
        return {"pages": known.page_count, "notes": [], "attachments": 0}
    notes, attachments = notes_of(known.document), attachment_count(known.document)
    return {"pages": known.page_count, "notes": notes, "attachments": attachments}
