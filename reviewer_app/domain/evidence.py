"""Evidence: an anchor in a document, with the words it shows and the words around them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from reviewer_app.domain.pages import Rect


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place in a document that survives renaming and moving of the file.

    ``sha256`` identifies the document, ``page`` counts from 1, ``rects`` are in page points (see
    :mod:`reviewer_app.domain.pages`) and empty when the whole page is meant. ``quote`` is the text inside
    the rectangles as the document has it, ``before`` and ``after`` its neighbouring words.
    """

    sha256: str
    page: int
    rects: tuple[Rect, ...] = ()
    quote: str = ""
    before: str = ""
    after: str = ""

    @property
    def whole_page(self) -> bool:
        return not self.rects


@dataclass(frozen=True, slots=True)
class Evidence:
    """An anchor that a reviewer gave to an element. ``file`` is the document's name when it was cited."""

    id: str
    anchor: Anchor
    file: str
    added_at: datetime
    added_by: str
