"""What a document holds besides its pages: outline, attached files, and the links on a page."""

from __future__ import annotations

from dataclasses import dataclass

from reviewer_app.domain.pages import Rect


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """One line of the document's own table of contents.

    ``level`` counts from 1 at the top. ``page`` is where it leads, 0 when it leads nowhere in this document.
    """

    title: str
    level: int
    page: int


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file attached to a document, from its list of embedded files or from an annotation.

    ``number`` counts from 0 and names it to the page source. ``name`` is a cleaned base name: no folder, no
    character that a file system refuses. ``size`` is in bytes, 0 when the document does not say.
    """

    number: int
    name: str
    size: int
    description: str = ""


@dataclass(frozen=True, slots=True)
class DocumentContents:
    """Outline and attachments of one document."""

    outline: tuple[OutlineEntry, ...] = ()
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """A place on a page that leads somewhere. ``rect`` is in page points.

    Inside the document ``page`` says where to and ``target`` is empty. Otherwise ``page`` is 0 and ``target``
    is the address, or the file or program, as the document has it; ``opens`` is true only for the kinds of
    address that may be opened at all: http, https and mailto.
    """

    rect: Rect
    page: int = 0
    target: str = ""
    opens: bool = False
