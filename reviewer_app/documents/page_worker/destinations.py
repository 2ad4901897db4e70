"""To which page a destination, or an action, of a document leads (ISO 32000-1, 12.3.2)."""

from __future__ import annotations

from contextlib import suppress

from pymupdf import mupdf

from reviewer_app.documents.page_worker.faults import DOCUMENT_ERRORS
from reviewer_app.documents.page_worker.objects import entry, name, pdf_of, present
from reviewer_app.documents.page_worker.opening import OpenDocument

STEPS = 3
"""From a name to a dictionary to an array: longer chains are faults."""


class Destinations:
    """Finds the pages of one document."""

    def __init__(self, known: OpenDocument) -> None:
        self._pdf = pdf_of(known.document)
        self._page_count = known.page_count

    def page_of_action(self, action: mupdf.PdfObj, here: int = 0) -> int:
        """The page to which an action leads inside the document, seen from page ``here``; 0 for others."""
        kind = name(entry(action, "S"))
        if kind == "GoTo":
            return self.page_of(entry(action, "D"))
        if kind == "Named" and here:
            turns = {
                "NextPage": here + 1,
                "PrevPage": here - 1,
                "FirstPage": 1,
                "LastPage": self._page_count,
            }
            page = turns.get(name(entry(action, "N")), 0)
            return page if 1 <= page <= self._page_count else 0
        return 0

    def page_of(self, destination: mupdf.PdfObj) -> int:
        """The page, from 1, to which a destination leads; 0 when it leads nowhere."""
        with suppress(*DOCUMENT_ERRORS):
            for _ in range(STEPS):
                if mupdf.pdf_is_array(destination):
                    return self._page_at(mupdf.pdf_array_get(destination, 0))
                if mupdf.pdf_is_dict(destination):
                    destination = entry(destination, "D")
                elif present(destination):
                    destination = mupdf.pdf_lookup_dest(self._pdf, destination)
        return 0

    def _page_at(self, page: mupdf.PdfObj) -> int:
        """The number of a page object; some writers put the number, from 0, in its place."""
        index = (
            mupdf.pdf_to_int(page)
            if mupdf.pdf_is_int(page)
            else mupdf.pdf_lookup_page_number(self._pdf, page)
        )
        return index + 1 if 0 <= index < self._page_count else 0
