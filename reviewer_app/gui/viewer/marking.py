"""What is marked on the pages of a document: passages and whole pages that were cited, with a short label."""

from __future__ import annotations

from dataclasses import dataclass

from reviewer_app.domain.pages import Rect


@dataclass(frozen=True, slots=True)
class PageMarking:
    """A citation on a page. ``rects`` are in page points, empty for the whole page.

    ``label`` is short ("S14"); ``current`` says that it belongs to the element that the reviewer works on.
    """

    page: int
    rects: tuple[Rect, ...] = ()
    label: str = ""
    current: bool = False
