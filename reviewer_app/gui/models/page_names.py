"""What a page is called: its number in the document, and the number printed on it where that is another; and
how it lies."""

from __future__ import annotations

from collections.abc import Sequence

from reviewer_app.domain.documents import PageGeometry

LONGEST_NUMBER = 9
"""Digits that are read of a number; with more it is beyond every document's end all the same."""


def printed_number(page: int, label: str) -> str:
    """What the document calls a page (its label) where that is not its number; else empty."""
    return "" if label == str(page) else label


def page_words(page: int, pages: Sequence[PageGeometry]) -> str:
    """``p 4 of 30``, or ``iv (p 4 of 30)`` where the document calls the page otherwise."""
    counted = f"p {page:,} of {len(pages):,}"
    printed = printed_number(page, pages[page - 1].label)
    return f"{printed} ({counted})" if printed else counted


def page_called(text: str, pages: Sequence[PageGeometry]) -> int:
    """The page, from 1, that a reader means; 0 when no page is called so.

    A plain number counts pages from 1, as everywhere on screen and in evidence, whatever is printed on the
    page; a number beyond the end is the last page. Everything else is a printed number: the first page that
    has exactly this one, else the first that has it in other letters (``IV`` for ``iv``).
    """
    wanted = text.strip()
    if not wanted or not pages:
        return 0
    if wanted.isascii() and wanted.isdecimal():
        return max(1, min(int(wanted[:LONGEST_NUMBER]), len(pages)))
    labels = [page.label for page in pages]
    if wanted in labels:
        return labels.index(wanted) + 1
    folded = [label.casefold() for label in labels]
    return folded.index(wanted.casefold()) + 1 if wanted.casefold() in folded else 0


def turn_words(degrees: int, key: str) -> str:
    """How a page lies that would have to be turned by so many degrees, and the key that does it."""
    if not degrees:
        return ""
    lies = "upside down" if degrees == 180 else "on its side"
    return f"{lies}: {key} turns it" if key else lies
