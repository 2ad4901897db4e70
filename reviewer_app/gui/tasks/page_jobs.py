"""What the render queue is asked for and what it gives back: values without threads."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from reviewer_app.domain.page_source import PageSource
from reviewer_app.domain.pages import (
    DrawRequest,
    PagePicture,
    PageText,
    PicturePlace,
    PixelFormat,
    Priority,
    Rect,
)

if TYPE_CHECKING:
    from reviewer_app.domain.contents import DocumentContents, Link
    from reviewer_app.domain.likeness import Likeness
    from reviewer_app.domain.scan_source import DrawnScan
    from reviewer_app.domain.search import SearchableText


@dataclass(frozen=True, slots=True)
class ReadRequest(ABC):
    """Something to be read from a document other than a picture; each kind knows whom to ask for it.

    ``document`` is its key (SHA-256), ``page`` counts from 1; 0 stands for the document as a whole.
    """

    document: str
    page: int = 0

    @abstractmethod
    def read_from(self, source: PageSource) -> object:
        """The answer. Blocks; raises :class:`~reviewer_app.domain.pages.PageFailedError`."""


@dataclass(frozen=True, slots=True)
class WordsRequest(ReadRequest):
    """The words of a page, to select from."""

    def read_from(self, source: PageSource) -> PageText:
        return source.text(self.document, self.page)


@dataclass(frozen=True, slots=True)
class TextRequest(ReadRequest):
    """All that can be searched on a page, to be indexed."""

    def read_from(self, source: PageSource) -> SearchableText:
        return source.searchable(self.document, self.page)


@dataclass(frozen=True, slots=True)
class LikenessRequest(ReadRequest):
    """What a page looks like, to find copies of it."""

    def read_from(self, source: PageSource) -> Likeness:
        return source.likeness(self.document, self.page)


@dataclass(frozen=True, slots=True)
class ScanRequest(ReadRequest):
    """The picture of a page to be read by machine; its size is in page points."""

    width: float = 612.0
    height: float = 792.0

    def read_from(self, source: PageSource) -> DrawnScan:
        from reviewer_app.review.scans_of_case import drawn_scan

        return drawn_scan(source, self.document, self.page, self.width, self.height)


@dataclass(frozen=True, slots=True)
class CompareRequest(ReadRequest):
    """How sure it is that the page looks like another page, between 0 and 1."""

    other_document: str = ""
    other_page: int = 0

    def read_from(self, source: PageSource) -> float:
        other = source.likeness(self.other_document, self.other_page)
        mine = source.likeness(self.document, self.page)
        return source.compare(self.document, self.page, mine, other)


@dataclass(frozen=True, slots=True)
class LinksRequest(ReadRequest):
    """The links on a page."""

    def read_from(self, source: PageSource) -> tuple[Link, ...]:
        return source.links(self.document, self.page)


@dataclass(frozen=True, slots=True)
class ContentsRequest(ReadRequest):
    """The outline and the attached files of a document."""

    def read_from(self, source: PageSource) -> DocumentContents:
        return source.contents(self.document)


PageJob = DrawRequest | ReadRequest
"""One thing a page worker does. Equal jobs are one job: the same picture is never drawn twice at a time."""


@dataclass(frozen=True, slots=True)
class Wish:
    """A job that somebody wants now, and how urgently."""

    job: PageJob
    priority: Priority


@dataclass(frozen=True, slots=True)
class ReadyPicture:
    """A picture of a page in the program's own memory.

    ``place`` converts between page points and the image's pixels; its scale is the one really used. ``notes``
    are short plain sentences about the picture, for example that it is blank although the page is not.
    """

    image: QImage
    place: PicturePlace
    notes: tuple[str, ...] = ()

    @property
    def bytes(self) -> int:
        return self.image.sizeInBytes()


def shrunk(picture: ReadyPicture, scale: float) -> ReadyPicture:
    """The picture of a whole page at a smaller scale, smoothed: less work than to draw the page again."""
    place = replace(picture.place, scale=scale)
    _, _, width, height = place.rect_to_pixels(Rect(0, 0, place.page_width, place.page_height))
    small = picture.image.scaled(
        max(1, round(width)),
        max(1, round(height)),
        Qt.AspectRatioMode.IgnoreAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )
    return ReadyPicture(small.convertToFormat(picture.image.format()), place, picture.notes)


def own_picture(picture: PagePicture) -> ReadyPicture:
    """Copy a picture out of the memory shared with the worker, in the form that paints fastest.

    Gray stays one byte a pixel. Raises :class:`ValueError` when the answer's measures and bytes disagree, so
    that a misbehaving worker cannot make the window read past the shared memory.
    """
    row = picture.width * picture.format.bytes_per_pixel
    sensible = picture.width > 0 and picture.height > 0 and picture.stride >= row
    if not sensible or len(picture.pixels) < picture.stride * (picture.height - 1) + row:
        raise ValueError("the picture's measures do not fit its bytes")
    gray = picture.format is PixelFormat.GRAY8
    shared = QImage(
        picture.pixels,
        picture.width,
        picture.height,
        picture.stride,
        QImage.Format.Format_Grayscale8 if gray else QImage.Format.Format_RGB888,
    )
    own = shared.copy() if gray else shared.convertToFormat(QImage.Format.Format_RGB32)
    return ReadyPicture(own, picture.place, picture.notes)
