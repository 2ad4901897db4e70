"""What is known of a page once its words were looked at: how legible it is, whose it is, of what document."""

from __future__ import annotations

from dataclasses import dataclass, field

from reviewer_app.domain.documents import Document
from reviewer_app.domain.found import PageKey, PageLegibility, PageOwnership, Segment
from reviewer_app.domain.page_reading import ReadPage
from reviewer_app.domain.request import Request

MOST_PAGES_KEPT = 4096
"""Pages of which a step keeps what it made of them, for the next step and the next search of the same case:
the largest cases have some 3,000."""

MOST_SENTENCES_KEPT = 65_536
"""As many sentences, some twenty a page."""


@dataclass(frozen=True, slots=True)
class CaseToSearch:
    """A case as the search for evidence sees it.

    ``elements`` are those asked for, by their ids in their packs. ``missing`` are attachments that the
    request names and the folder has not. What the reviewer said goes before what was found: ``legible`` and
    ``illegible`` are pages with such a mark, ``others`` and ``members`` pages called another patient's or the
    member's after all, ``not_pertinent`` hashes of documents set aside. ``legibility_cut`` is that of the
    packs that govern, the strictest; ``None`` where none has one.
    """

    request: Request
    pages: tuple[ReadPage, ...]
    documents: tuple[Document, ...] = ()
    elements: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    legible: frozenset[PageKey] = frozenset()
    illegible: frozenset[PageKey] = frozenset()
    others: frozenset[PageKey] = frozenset()
    members: frozenset[PageKey] = frozenset()
    not_pertinent: frozenset[str] = frozenset()
    legibility_cut: float | None = None


@dataclass(frozen=True, slots=True)
class PageFacts:
    """One page with what was found out about it. ``usable`` is whether its words may prove something: it was
    read, is legible, and is not another patient's."""

    page: ReadPage
    legibility: PageLegibility = field(default_factory=PageLegibility)
    ownership: PageOwnership = field(default_factory=PageOwnership)
    segment: Segment | None = None
    usable: bool = True
