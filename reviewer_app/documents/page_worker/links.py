"""Links on pages: where they lie, and where they lead. None is followed, no action is performed."""

from __future__ import annotations

from pymupdf import mupdf

from reviewer_app.documents import limits, wire
from reviewer_app.documents.drawing_plan import integer
from reviewer_app.documents.page_worker.annotations import Box, annotations_of, box_of
from reviewer_app.documents.page_worker.attachments import file_name
from reviewer_app.documents.page_worker.destinations import Destinations
from reviewer_app.documents.page_worker.faults import DOCUMENT_ERRORS
from reviewer_app.documents.page_worker.objects import content, entry, name, present, text
from reviewer_app.documents.page_worker.opening import OpenDocument


def links(known: OpenDocument, request: wire.Message) -> wire.Message:
    """The answer to "links"."""
    number = integer(request, "page")
    page = known.page(number)
    rows: list[list[float | str]] = []
    if known.document.is_pdf:
        destinations = Destinations(known)
        for annotation, to_page in annotations_of(page.page):
            try:
                kind, target = _target(annotation, destinations, number)
                box = box_of(annotation, to_page, page.width, page.height)
            except DOCUMENT_ERRORS:
                continue
            if kind and box is not None:
                rows.append(_row(box, kind, target))
            if len(rows) == limits.MAX_LINKS:
                break
    return {"links": rows}


def _row(box: Box, kind: str, target: str | int) -> list[float | str]:
    page, words = (target, "") if isinstance(target, int) else (0, target)
    return [*box, page, kind, words]


def _target(annotation: mupdf.PdfObj, destinations: Destinations, here: int) -> tuple[str, str | int]:
    """What kind of link the annotation is, "" for none, and the page or the words that tell where to."""
    is_link = name(entry(annotation, "Subtype")) == "Link"
    action = entry(annotation, "A")
    page = destinations.page_of(entry(annotation, "Dest")) if is_link else 0
    page = page or destinations.page_of_action(action, here)
    if page:
        return "page", page
    if not mupdf.pdf_is_dict(action):
        return ("page", 0) if is_link else ("", "")
    return _of_action(action)


def _of_action(action: mupdf.PdfObj) -> tuple[str, str | int]:
    kind = name(entry(action, "S"))
    file = entry(action, "F")
    if kind == "URI":
        return "address", text(entry(action, "URI"), limits.MAX_TARGET + 1)
    if kind == "JavaScript":
        return "script", content(entry(action, "JS"), limits.MAX_TARGET)
    if kind == "Launch":
        on_windows = entry(action, "Win")
        parts = (file_name(file) or file_name(on_windows), text(entry(on_windows, "P"), limits.MAX_TARGET))
        return "program", " ".join(filter(None, parts))
    if kind in ("GoToR", "GoToE", "Thread", "ImportData") and present(file):
        return "file", file_name(file)
    if kind == "SubmitForm":
        return "form", file_name(file)
    if kind == "GoTo":
        return "page", 0
    return "command", text(entry(action, "N"), limits.MAX_TARGET) or kind
