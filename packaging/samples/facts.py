"""What a case states about itself: the truth that tests and readers compare with.

Statuses use the words of a finding: present, absent, insufficient, not-applicable. Element ids are those of
the policy packs. A quote is written exactly as on its page, runs of white space apart.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Json = dict[str, object]


@dataclass(frozen=True, slots=True)
class Quote:
    """Words on a page. `scan`: the page is a picture, so its words are found by reading it only."""

    file: str
    page: int
    words: str
    scan: bool = False

    def as_json(self) -> Json:
        return {
            "file": self.file,
            "page": self.page,
            "quote": self.words,
            "text": "scan" if self.scan else "native",
        }


@dataclass(frozen=True, slots=True)
class Element:
    """What is true of one element: its status, where it stands, and why where that is not plain."""

    status: str
    evidence: tuple[Quote, ...] = ()
    note: str = ""

    def as_json(self) -> Json:
        return {
            "status": self.status,
            "evidence": [quote.as_json() for quote in self.evidence],
            "note": self.note,
        }


@dataclass(frozen=True, slots=True)
class Page:
    """One page as a careful reader would describe it.

    `text` is "native" where the file holds its words, else "none"; `rotation` is how far its content is
    turned clockwise, in degrees.
    """

    file: str
    page: int
    what: str
    date: str
    author: str
    text: str = "native"
    legible: bool = True
    rotation: int = 0

    def as_json(self) -> Json:
        return {
            "file": self.file,
            "page": self.page,
            "what": self.what,
            "date": self.date,
            "author": self.author,
            "text": self.text,
            "legible": self.legible,
            "rotation": self.rotation,
        }


@dataclass(frozen=True, slots=True)
class Case:
    """One sample case: its folder's name, its files, and the truth about them."""

    name: str
    shows: str
    review_as_of: str
    files: Mapping[str, bytes]
    elements: Mapping[str, Element]
    pages: tuple[Page, ...]
    discrepancy: Json = field(default_factory=lambda: {"exists": False})
    prior_requests: tuple[Json, ...] = ()
    missing: tuple[str, ...] = ()
    request: Json = field(default_factory=dict)

    def as_json(self) -> Json:
        return {
            "shows": self.shows,
            "review_as_of": self.review_as_of,
            "elements": {name: element.as_json() for name, element in self.elements.items()},
            "discrepancy": self.discrepancy,
            "prior_requests": list(self.prior_requests),
            "missing": list(self.missing),
            "request": self.request,
            "pages": [page.as_json() for page in self.pages],
        }
