"""Annotations and form fields of a page: where they lie, and the text they carry, drawn or not.

Forms keep their values in the fields. What a page shows of them is an appearance that may be missing, cut or
out of date, so that the value itself is read as well (ISO 32000-1, 12.5 and 12.7).
"""

from __future__ import annotations

import html
import math
import re
from collections.abc import Iterator
from contextlib import suppress

import pymupdf
from pymupdf import mupdf

from reviewer_app.documents.page_worker.faults import DOCUMENT_ERRORS
from reviewer_app.documents.page_worker.objects import (
    content,
    elements,
    entry,
    name,
    pdf_of,
    present,
    text,
)

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in page points."""

MAX_ANNOTATIONS = 5_000
"""Annotations of one page that are looked at."""

MAX_VALUE = 100_000
"""Characters of one value."""

MAX_OPTIONS = 5_000
"""Choices of one field that are looked through."""

HIDDEN = 1 << 1
PASSWORD_FIELD = 1 << 13
PUSH_BUTTON = 1 << 16
"""Flags of annotations and fields (ISO 32000-1, tables 165, 228, 226)."""

_WITHOUT_TEXT = frozenset({"Link", "Popup", "Widget"})
"""A pop-up shows the words of its parent; a link's words are those of the page."""

_SHOWN = "ReviewerAppShown"
"""Marks a field, in memory, whose value is already the displayed one."""

_MARKUP = re.compile("<[^>]*>")


def annotations_of(page: pymupdf.Page) -> Iterator[tuple[mupdf.PdfObj, mupdf.FzMatrix]]:
    """The visible annotations of a page of a PDF, each with the matrix to page points."""
    pdf_page = mupdf.pdf_page_from_fz_page(page.this)
    box, to_page = mupdf.FzRect(), mupdf.FzMatrix()
    mupdf.pdf_page_transform(pdf_page, box, to_page)
    for annotation in elements(entry(pdf_page.obj(), "Annots"), MAX_ANNOTATIONS):
        if mupdf.pdf_is_dict(annotation) and not mupdf.pdf_to_int(entry(annotation, "F")) & HIDDEN:
            yield annotation, to_page


def box_of(annotation: mupdf.PdfObj, to_page: mupdf.FzMatrix, width: float, height: float) -> Box | None:
    """The annotation's rectangle as far as it lies on the page; None when it does not."""
    rect = mupdf.fz_transform_rect(mupdf.pdf_to_rect(entry(annotation, "Rect")), to_page)
    if not all(map(math.isfinite, (rect.x0, rect.y0, rect.x1, rect.y1))):
        return None
    left, top, right, bottom = max(rect.x0, 0), max(rect.y0, 0), min(rect.x1, width), min(rect.y1, height)
    return (left, top, right, bottom) if left <= right and top <= bottom else None


def texts_of(page: pymupdf.Page, width: float, height: float) -> Iterator[tuple[Box, str]]:
    """The text of each annotation and the value of each form field of a page, with its rectangle."""
    for annotation, to_page in annotations_of(page):
        try:
            words = _text_of(annotation)
            box = box_of(annotation, to_page, width, height) if words.strip() else None
        except DOCUMENT_ERRORS:
            continue
        if box is not None:
            yield box, words


def _text_of(annotation: mupdf.PdfObj) -> str:
    kind = name(entry(annotation, "Subtype"))
    if kind == "Widget":
        return field_value(annotation)
    if kind in _WITHOUT_TEXT:
        return ""
    plain = text(entry(annotation, "Contents"), MAX_VALUE)
    return plain or html.unescape(_MARKUP.sub(" ", content(entry(annotation, "RC"), MAX_VALUE)))


def field_value(widget: mupdf.PdfObj) -> str:
    """What a form field says to a reader: its text, its choice as it is displayed, the state of its box."""
    kind = name(mupdf.pdf_dict_gets_inheritable(widget, "FT"))
    flags = mupdf.pdf_to_int(mupdf.pdf_dict_gets_inheritable(widget, "Ff"))
    value = mupdf.pdf_dict_gets_inheritable(widget, "V")
    if kind == "Tx":
        return "" if flags & PASSWORD_FIELD else content(value, MAX_VALUE)
    if kind == "Ch":
        return "\n".join(_choices(widget, value))
    if kind == "Btn" and not flags & PUSH_BUTTON:
        return _state(widget)
    return ""


def show_choices(document: pymupdf.Document, number: int) -> None:
    """Have the choices on page ``number`` drawn as they are displayed: MuPDF draws what is stored, which may
    be no more than a code. Changes the document in memory; to be called before the page is loaded."""
    with suppress(*DOCUMENT_ERRORS):
        page = mupdf.pdf_lookup_page_obj(pdf_of(document), number - 1)
        for widget in elements(entry(page, "Annots"), MAX_ANNOTATIONS):
            if name(mupdf.pdf_dict_gets_inheritable(widget, "FT")) == "Ch":
                _show_choice(widget)


def _show_choice(widget: mupdf.PdfObj) -> None:
    value = mupdf.pdf_dict_gets_inheritable(widget, "V")
    if mupdf.pdf_is_string(value) and not present(entry(widget, _SHOWN)):
        (displayed,) = _choices(widget, value)
        mupdf.pdf_dict_puts(widget, "V", mupdf.pdf_new_text_string(displayed))
        mupdf.pdf_dict_puts(widget, _SHOWN, mupdf.pdf_new_int(1))


def _choices(widget: mupdf.PdfObj, value: mupdf.PdfObj) -> list[str]:
    """The selected choices; a choice with two texts is displayed as the second, and stored as the first."""
    selected = elements(value, MAX_OPTIONS) if mupdf.pdf_is_array(value) else (value,)
    stored = [content(one, MAX_VALUE) for one in selected]
    if present(entry(widget, _SHOWN)):
        return stored
    displayed: dict[str, str] = {}
    for option in elements(mupdf.pdf_dict_gets_inheritable(widget, "Opt"), MAX_OPTIONS):
        pair = [text(part, MAX_VALUE) for part in elements(option, 2)]
        if len(pair) == 2:
            displayed[pair[0]] = pair[1]
    return [displayed.get(one, one) for one in stored]


def _state(widget: mupdf.PdfObj) -> str:
    """The export name of a box that is checked, "" of one that is not."""
    state = text(entry(widget, "AS"), MAX_VALUE)
    if not state:
        value = text(mupdf.pdf_dict_gets_inheritable(widget, "V"), MAX_VALUE)
        state = value if value and present(entry(widget, "AP", "N", value)) else ""
    if state in ("", "Off"):
        return ""
    options = mupdf.pdf_dict_gets_inheritable(widget, "Opt")
    if state.isascii() and state.isdigit() and int(state[:6]) < mupdf.pdf_array_len(options):
        return text(mupdf.pdf_array_get(options, int(state[:6])), MAX_VALUE) or state
    return state
