"""What is to be told of a PDF as a whole: scripts, actions, forms and attached files that a reader may expect
to see at work. They are looked for, never run."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

import pymupdf
from pymupdf import mupdf

from reviewer_app.documents.page_worker.attachments import attached_files
from reviewer_app.documents.page_worker.faults import DOCUMENT_ERRORS
from reviewer_app.documents.page_worker.objects import Visits, catalog_of, elements, entry, name, present

ALL_PERMISSIONS = 0xF3C
"""Bits 3 to 6 and 9 to 12 of a PDF's permissions (ISO 32000-1, table 22)."""

MAX_FIELDS = 5_000
"""Form fields among which scripts are looked for."""

HARMLESS_ACTIONS = frozenset({"GoTo", "Named", ""})
"""Actions that only turn pages; a document often names one for its opening."""


def notes_of(document: pymupdf.Document) -> list[str]:
    """The particulars of a PDF by their short names, in the order in which they are told."""
    encrypted = bool(document.metadata and document.metadata.get("encryption"))
    found = {
        "owner-restrictions": encrypted and document.permissions & ALL_PERMISSIONS != ALL_PERMISSIONS,
        "repaired": document.is_repaired,
    }
    with suppress(*DOCUMENT_ERRORS):
        found |= _of_catalog(catalog_of(document))
    return [note for note, applies in found.items() if applies]


def attachment_count(document: pymupdf.Document) -> int:
    """How many files are attached to a PDF."""
    try:
        return len(attached_files(document))
    except DOCUMENT_ERRORS:
        return 0


def _of_catalog(catalog: mupdf.PdfObj) -> dict[str, bool]:
    form = entry(catalog, "AcroForm")
    kinds = list(_action_kinds(entry(catalog, "OpenAction")))
    has_forms = present(entry(form, "XFA"))
    dynamic = has_forms and mupdf.pdf_to_bool(entry(catalog, "NeedsRendering")) != 0
    return {
        "scripts": "JavaScript" in kinds
        or present(entry(catalog, "Names", "JavaScript"))
        or present(entry(catalog, "AA"))
        or _fields_have_scripts(form),
        "actions": any(kind not in HARMLESS_ACTIONS and kind != "JavaScript" for kind in kinds),
        "xfa-dynamic": dynamic,
        "xfa": has_forms and not dynamic,
        "portfolio": present(entry(catalog, "Collection")),
    }


def _action_kinds(action: mupdf.PdfObj) -> Iterator[str]:
    """What an action does, and those that are to follow it (ISO 32000-1, 12.6.2)."""
    visits, waiting = Visits(), [action]
    while waiting:
        following = waiting.pop()
        if not mupdf.pdf_is_dict(following) or not visits.first(following):
            continue
        yield name(entry(following, "S"))
        after = entry(following, "Next")
        waiting.extend(elements(after, MAX_FIELDS) if mupdf.pdf_is_array(after) else (after,))


def _fields_have_scripts(form: mupdf.PdfObj) -> bool:
    visits = Visits(MAX_FIELDS)
    waiting = list(elements(entry(form, "Fields"), MAX_FIELDS))
    while waiting:
        field = waiting.pop()
        if not visits.first(field):
            continue
        if present(entry(field, "AA")) or "JavaScript" in _action_kinds(entry(field, "A")):
            return True
        waiting.extend(elements(entry(field, "Kids"), MAX_FIELDS))
    return False
