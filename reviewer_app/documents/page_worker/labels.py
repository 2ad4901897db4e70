"""Labels of pages, as a document gives them (ISO 32000-1, 12.4.2): what a reader sees printed on the page.

PyMuPDF's own reading shows prefixes in UTF-16 as hexadecimal digits, goes through all rules anew for each
page, and writes out whatever number is given as a Roman one.
"""

from __future__ import annotations

from bisect import bisect_right

import pymupdf
from pymupdf import mupdf

from reviewer_app.documents import limits
from reviewer_app.documents.page_worker.faults import DOCUMENT_ERRORS
from reviewer_app.documents.page_worker.objects import catalog_of, entry, name, text, tree

MOST_RULES = 20_000
"""Ranges of pages that are labelled each in its own way."""

LARGEST_ROMAN = 4_999
"""Larger numbers are written in digits, whatever is asked for."""

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


class PageLabels:
    """The labels of one document. Broken rules are none."""

    def __init__(self, document: pymupdf.Document) -> None:
        self._rules: dict[int, mupdf.PdfObj] = {}
        if document.is_pdf:
            try:
                self._read(entry(catalog_of(document), "PageLabels"))
            except DOCUMENT_ERRORS:
                self._rules.clear()
        self._starts = sorted(self._rules)

    def of(self, page: int) -> str:
        """The label of page ``page``, from 1; "" when it has none."""
        place = bisect_right(self._starts, page - 1)
        if not place:
            return ""
        start = self._starts[place - 1]
        rule = self._rules[start]
        first = mupdf.pdf_to_int(entry(rule, "St"))
        number = max(first, 1) + page - 1 - start
        label = text(entry(rule, "P"), limits.MAX_LABEL) + _numeral(name(entry(rule, "S")), number)
        return label[: limits.MAX_LABEL]

    def _read(self, root: mupdf.PdfObj) -> None:
        for start, rule in tree(root, "Nums", MOST_RULES):
            if mupdf.pdf_is_int(start) and mupdf.pdf_is_dict(rule):
                self._rules[mupdf.pdf_to_int(start)] = rule


def _numeral(style: str, number: int) -> str:
    """A number in one of the styles of page labels; "" in none of them."""
    if style in ("R", "r"):
        return _roman(number).upper() if style == "R" else _roman(number)
    if style in ("A", "a"):
        times, letter = divmod(number - 1, 26)
        return chr(ord(style) + letter) * (times + 1) if times < limits.MAX_LABEL else str(number)
    return str(number) if style == "D" else ""


def _roman(number: int) -> str:
    if number > LARGEST_ROMAN:
        return str(number)
    parts = []
    for value, letters in _ROMAN:
        times, number = divmod(number, value)
        parts.append(letters * times)
    return "".join(parts)
