"""Pages that came before: what is kept of a page to know it again, and what a match says."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from reviewer_app.domain.request import Member


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
class SeenCase:
    """A case whose pages were seen, as far as it takes to know it again.

    ``id`` is the id that the case has among the reviews; a case that was only screened has one of its own,
    which is empty before it is kept. ``seen_at`` is when it was seen last, ``None`` before it was kept.
    """

    id: str
    folder: Path
    request_id: str = ""
    member: Member = field(default_factory=Member)
    seen_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class DocumentPlace:
    """Where a document was: the case, and the file's path below its folder."""

    case: SeenCase
    file: str


class SameBy(StrEnum):
    """How a page was recognised."""

    FILE = "same-file"
    """Its file has the very same content."""
    TEXT = "same-text"
    """It says the same, but for what a machine misread, or what little was changed."""
    LOOK_ALIKE = "look-alike"
    """Its picture is the same, but for what scanning or faxing did to it."""


@dataclass(frozen=True, slots=True)
class PageMatch:
    """A page of a case that was there before: the page at ``place``, in ``file``, is the ``other`` one.

    ``seen_in`` is the earlier case that has the other page, ``None`` where both are of one case.
    ``same_member`` says whether that case is of the same member; ``None`` within a case, or where one of the
    members is not known. ``score`` is between 0 and 1: how sure it is that both are one page. ``exact`` says
    that both texts have the same words in the same order: only then do they say the same for certain.
    """

    file: str
    place: PagePlace
    other_file: str
    other: PagePlace
    how: SameBy
    score: float
    seen_in: SeenCase | None = None
    same_member: bool | None = None
    exact: bool = False

    @property
    def is_same(self) -> bool:
        """Whether the pages are of one content, or say the same word for word."""
        return self.exact or self.how is SameBy.FILE

    @property
    def page(self) -> int:
        return self.place.page

    @property
    def other_page(self) -> int:
        return self.other.page

    @property
    def case_id(self) -> str:
        """The id of the other page's case: its request's, or where it has none the one under which it is
        kept; empty within a case."""
        return (self.seen_in.request_id or self.seen_in.id) if self.seen_in is not None else ""
