"""What is selected in a document: words of one page or of pages that follow each other, or an area. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviewer_app.domain.pages import Rect

if TYPE_CHECKING:
    from reviewer_app.domain.evidence import Anchor
    from reviewer_app.evidence.quoting import Passage
    from reviewer_app.gui.viewer.page_words import PageWords

PASSAGE_BREAK = "\n"


@dataclass(frozen=True, slots=True)
class SelectedPart:
    """What is selected on one page, counted from 1. ``text`` has line breaks where the page has them."""

    page: int
    passage: Passage
    text: str

    @property
    def rects(self) -> tuple[Rect, ...]:
        """Where it stands, in page points."""
        return self.passage.rects


@dataclass(frozen=True, slots=True)
class Selection:
    """One part for each page, in the order of the pages; at least one. ``area`` is true for a rectangle that
    was drawn, whose text is that of the words inside."""

    parts: tuple[SelectedPart, ...]
    area: bool = False

    @property
    def quote(self) -> str:
        """The selected words with single spaces."""
        return " ".join(part.passage.quote for part in self.parts if part.passage.quote)

    @property
    def text(self) -> str:
        """The selected words with the pages' line breaks, for the clipboard."""
        return PASSAGE_BREAK.join(part.text for part in self.parts if part.text)

    def rects(self, page: int) -> tuple[Rect, ...]:
        """What is selected on a page, in page points."""
        return next((part.rects for part in self.parts if part.page == page), ())

    def anchors(self, document: str) -> tuple[Anchor, ...]:
        """The selection as places in the document with that SHA-256, one for each page."""
        return tuple(part.passage.anchor(document, part.page) for part in self.parts)


def words_part(page: int, words: PageWords, chosen: Sequence[int]) -> SelectedPart | None:
    """The chosen words of a page, None when none is chosen."""
    from reviewer_app.evidence.quoting import passage  # not needed for the first page

    found = passage(words.words, chosen)
    return SelectedPart(page, found, words.text(chosen)) if found is not None else None


def area_part(page: int, area: Rect, words: PageWords | None) -> SelectedPart:
    """A rectangle on a page with the words inside, if they are known."""
    from reviewer_app.evidence.quoting import Passage, passage  # not needed for the first page

    inside = words.inside((area,)) if words is not None else ()
    found = passage(words.words, inside) if words is not None else None
    if words is None or found is None:
        return SelectedPart(page, Passage("", (area,)), "")
    return SelectedPart(page, Passage(found.quote, (area,), found.before, found.after), words.text(inside))


def known_part(
    page: int, rects: tuple[Rect, ...], quote: str, around: tuple[str, str] = ("", "")
) -> SelectedPart:
    """A passage that is known without the page's words: its place, its text, and the words before and after
    it, if they are known."""
    from reviewer_app.evidence.quoting import Passage  # not needed for the first page

    return SelectedPart(page, Passage(quote, rects, *around), quote)
