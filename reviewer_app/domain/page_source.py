"""Where the window gets pages from, whatever draws and reads them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from reviewer_app.domain.documents import PageGeometry
from reviewer_app.domain.pages import DrawRequest, PagePicture, PageText

if TYPE_CHECKING:
    # Not needed for the first page.
    from reviewer_app.domain.contents import DocumentContents, Link
    from reviewer_app.domain.likeness import Likeness
    from reviewer_app.domain.search import SearchableText


class PageSource(Protocol):
    """Draws and reads pages. Calls block, so they belong on a background thread; one call runs at a time.

    All raise ``PageFailedError`` when a page or document cannot be had; the next call works again.
    """

    def draw(self, request: DrawRequest) -> PagePicture:
        """A picture of the page, annotations and form fields included."""
        ...

    def text(self, document: str, page: int) -> PageText:
        """The words of the page, in page points."""
        ...

    def searchable(self, document: str, page: int) -> SearchableText:
        """The words of the page as they are indexed, form field values and annotations included."""
        ...

    def likeness(self, document: str, page: int) -> Likeness:
        """What the page looks like, to find copies of it."""
        ...

    def compare(self, document: str, page: int, one: Likeness, other: Likeness) -> float:
        """How sure it is, between 0 and 1, that two likenesses are of one page, for the sake of this page."""
        ...

    def geometry(self, document: str, first: int, count: int) -> Sequence[PageGeometry]:
        """Sizes of up to ``count`` pages from page ``first`` on (from 1); fewer at the document's end."""
        ...

    def crop_png(self, request: DrawRequest) -> bytes:
        """The picture of the request as a PNG file, for a summary."""
        ...

    def contents(self, document: str) -> DocumentContents:
        """The document's outline and the files attached to it."""
        ...

    def links(self, document: str, page: int) -> tuple[Link, ...]:
        """The links on the page, in the order in which they lie on one another; none is ever followed."""
        ...

    def attachment(self, document: str, number: int) -> bytes:
        """The content of an attached file, by its number in :meth:`contents`; it is not opened."""
        ...

    def close(self) -> None:
        """End the source; a call that is under way ends with ``PageFailedError``."""
        ...
