"""The words of a page as two copies of it are compared.

A copy may have been typed again, so case, accents, punctuation and line breaks count for nothing. It may have
gone through a fax machine, which adds a line of its own at the top or the bottom.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

EDGE_LINES = 2
"""Lines at the top, and as many at the bottom, among which the line of a fax machine is looked for."""

MOST_FAX_WORDS = 14
"""Words in the line of a fax machine, at most; a longer line is part of the page."""

FAX_SIGNS = 3
"""Signs of a fax machine that make a line its own: one or two stand in any letter's first lines."""

_NOT_COMPARED = re.compile(r"[^a-z0-9]+")
_SIGNS = (
    re.compile(r"\b\d{1,2}[:.]\d{2}(?:[:.]\d{2})?\s*(?:[ap]\.?m\b|\b)", re.IGNORECASE),
    re.compile(
        r"\b\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}\b"
        r"|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]* ?\d",
        re.IGNORECASE,
    ),
    re.compile(
        r"\bp(?:age|g)?[. ]{0,2}\d{1,4}\b|(?<![\d/-])\d{1,4} ?(?:of|/) ?\d{1,4}(?![\d/-])", re.IGNORECASE
    ),
    re.compile(r"\b(?:fax(?:ed)?|from|to:|sent|resent|received|rcvd|tx|rx)(?:\b|(?<=:))", re.IGNORECASE),
    re.compile(r"\b\d{3}[-. )]{1,2}\d{3,4}(?:[-. ]\d{4})?\b"),
)


def page_words(text: str) -> tuple[str, ...]:
    """The words of a text whose lines are separated by line feeds, in order, in small letters and digits.

    What stands between spaces is one word: a date or a code stays whole, without its punctuation.
    """
    return tuple(word for raw in words_as_written(text) if (word := compared_word(raw)))


def words_as_written(text: str) -> Iterator[str]:
    """The words of a text as they stand there, without those of a fax machine's line."""
    lines = [line for line in text.split("\n") if line.strip()]
    edges = {*range(EDGE_LINES), *range(len(lines) - EDGE_LINES, len(lines))}
    for number, line in enumerate(lines):
        if number not in edges or not is_fax_line(line):
            yield from line.split()


def is_fax_line(line: str) -> bool:
    """Whether this is the line with sender, time and page that a fax machine adds."""
    if len(line.split()) > MOST_FAX_WORDS:
        return False
    return sum(sign.search(line) is not None for sign in _SIGNS) >= FAX_SIGNS


def compared_word(raw: str) -> str:
    """A word as it is compared; empty where nothing of it is."""
    if not raw.isascii():
        raw = unicodedata.normalize("NFKD", raw)
    return _NOT_COMPARED.sub("", raw.casefold())
