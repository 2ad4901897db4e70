"""Pages that came before: what is kept of a page to know it again, and what a match says."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class PageSketch:
    """What a page is known by.

    ``words`` are those of its text, in order, folded and without the line that a fax machine adds. ``keys``
    are whole numbers of which pages with nearly the same text share some. ``digest`` is the same for the same
    words. A page with too few words for that has no keys and matches nothing.
    """

    words: tuple[str, ...]
    keys: tuple[int, ...]
    digest: int

    @property
    def comparable(self) -> bool:
        return bool(self.keys)


@dataclass(frozen=True, slots=True)
class PagePlace:
    """A page of a document: its SHA-256, and the page from 1."""

    sha256: str
    page: int


@dataclass(frozen=True, slots=True)
class DocumentPlace:
    """Where a document was: the case, and the file's path below its folder."""

    case_id: str
    file: str


class SameBy(StrEnum):
    """How a page was recognised."""

    FILE = "same-file"
    """Its file has the very same content."""
    TEXT = "same-text"
    """It says the same, but for what a machine misread."""


@dataclass(frozen=True, slots=True)
class PageMatch:
    """A page of a case that was there before, in the same case or an earlier one.

    ``case_id`` is that of the other page's case. ``score`` is between 0 and 1: how sure it is that both are
    one page.
    """

    file: str
    page: int
    case_id: str
    other_file: str
    other_page: int
    how: SameBy
    score: float
