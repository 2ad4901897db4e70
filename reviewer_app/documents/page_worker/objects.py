"""Looking into the objects of a PDF in small safe steps: its trees may be broken, endless or circular.

What is missing or of another kind is a null object, an empty text or an empty list; MuPDF raises only over
what it cannot read at all, which callers treat as a fault of that object.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pymupdf
from pymupdf import mupdf

MAX_TREE_NODES = 20_000
"""Nodes of one tree (names, fields) that are visited."""

_NO_CHARACTER = re.compile("[\ud800-\udfff]+")


def pdf_of(document: pymupdf.Document) -> mupdf.PdfDocument:
    """The document for MuPDF's functions on objects. Raises FzErrorBase when it is none of PDF."""
    return mupdf.pdf_document_from_fz_document(document.this)


def catalog_of(document: pymupdf.Document) -> mupdf.PdfObj:
    """The document catalog (ISO 32000-1, 7.7.2)."""
    return entry(mupdf.pdf_trailer(pdf_of(document)), "Root")


def entry(of: mupdf.PdfObj, *keys: str) -> mupdf.PdfObj:
    """The entry of a dictionary, or of a dictionary in it, by the names on the way."""
    for key in keys:
        of = mupdf.pdf_dict_gets(of, key)
    return of


def present(thing: mupdf.PdfObj) -> bool:
    """Whether it is anything at all."""
    return not mupdf.pdf_is_null(thing)


def elements(array: mupdf.PdfObj, most: int) -> Iterator[mupdf.PdfObj]:
    """The first ``most`` elements of an array."""
    for index in range(min(mupdf.pdf_array_len(array), most)):
        yield mupdf.pdf_array_get(array, index)


def name(thing: mupdf.PdfObj) -> str:
    """A name without its slash, or ""."""
    return mupdf.pdf_to_name(thing) if mupdf.pdf_is_name(thing) else ""


def text(thing: mupdf.PdfObj, most: int) -> str:
    """A text string (ISO 32000-1, 7.9.2.2), or a name, as text of at most ``most`` characters."""
    if mupdf.pdf_is_name(thing):
        return mupdf.pdf_to_name(thing)[:most]
    if not mupdf.pdf_is_string(thing):
        return ""
    return _NO_CHARACTER.sub("\N{REPLACEMENT CHARACTER}", mupdf.pdf_to_text_string(thing))[:most]


def content(thing: mupdf.PdfObj, most: int) -> str:
    """A text that may be a string or a stream."""
    if not mupdf.pdf_is_stream(thing):
        return text(thing, most)
    data = read_stream(thing, 0, most)
    encodings = {b"\xfe\xff": "utf-16", b"\xff\xfe": "utf-16", b"\xef\xbb": "utf-8-sig"}
    return data.decode(encodings.get(data[:2], "latin-1"), "replace")


def read_stream(thing: mupdf.PdfObj, first: int, length: int) -> bytes:
    """Up to ``length`` unpacked bytes of a stream from byte ``first`` on; fewer only at its end."""
    stream = mupdf.pdf_open_stream(thing)
    if mupdf.fz_skip(stream, first) < first:
        return b""
    memory = mupdf.new_bytes(length)
    try:
        return mupdf.raw_to_python_bytes(memory, mupdf.fz_read(stream, memory, length))
    finally:
        mupdf.delete_bytes(memory)


class Visits:
    """Keeps a walk over indirect objects from going in circles, or on for ever."""

    def __init__(self, most: int = MAX_TREE_NODES) -> None:
        self._left = most
        self._seen: set[int] = set()

    def first(self, thing: mupdf.PdfObj) -> bool:
        """Whether to go there: it was not visited before and there is room for one more."""
        number = mupdf.pdf_to_num(thing)
        if self._left <= 0 or number in self._seen:
            return False
        self._left -= 1
        if number:
            self._seen.add(number)
        return True


def name_tree(root: mupdf.PdfObj, most: int) -> Iterator[mupdf.PdfObj]:
    """The values of a name tree (ISO 32000-1, 7.9.6), at most ``most``, in its order."""
    for _name, value in tree(root, "Names", most):
        yield value


def tree(root: mupdf.PdfObj, leaves: str, most: int) -> Iterator[tuple[mupdf.PdfObj, mupdf.PdfObj]]:
    """Keys and values of a tree, at most ``most``, in its order: of names with ``leaves`` "Names", of numbers
    with "Nums"."""
    visits = Visits()
    waiting = [root]
    while waiting and most > 0:
        node = waiting.pop()
        if not visits.first(node):
            continue
        pairs = entry(node, leaves)
        for index in range(1, min(mupdf.pdf_array_len(pairs), 2 * most), 2):
            most -= 1
            yield mupdf.pdf_array_get(pairs, index - 1), mupdf.pdf_array_get(pairs, index)
        waiting.extend(reversed(list(elements(entry(node, "Kids"), MAX_TREE_NODES))))
