"""What is marked on the pages of a document: what was cited, with a short label, and what a search found."""

from __future__ import annotations

from dataclasses import dataclass

from reviewer_app.domain.pages import Rect


@dataclass(frozen=True, slots=True)
class PageMarking:
    """A citation on a page. ``rects`` are in page points, empty for the whole page.

    ``label`` is short ("S14"); ``current`` says that it belongs to the element that the reviewer works on,
    ``proposed`` that nobody cited it yet.
    """

    page: int
    rects: tuple[Rect, ...] = ()
    label: str = ""
    current: bool = False
    proposed: bool = False


@dataclass(frozen=True, slots=True)
class PageHit:
    """A passage that a search found on a page; ``rects`` are in page points, one for each line.

    ``current`` says that it is the one that the reviewer went to.
    """

    page: int
    rects: tuple[Rect, ...]
    current: bool = False
