"""Pages as values: places on a page, requests for pictures and words, and what comes back.

Page points
    Every place on a page (word, drawing clip, evidence) is given in *page points*: 1/72 inch, origin at the
    top left corner of the page as it is displayed, x to the right, y down. "As displayed" means after the
    page's CropBox, UserUnit and own /Rotate, and before any rotation that the reader chose for the view. The
    rotation of the view, the zoom and the pixels of a screen never enter an anchor.

Picture pixels
    A picture of a page is the page turned clockwise by the rotation of the view, then scaled, then cut to the
    clip. :class:`PicturePlace` converts between the two and is the only place where that is written down.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import Literal

from reviewer_app.domain.errors import PageError

ViewRotation = Literal[0, 90, 180, 270]
"""Degrees clockwise by which the reader turned the view."""

VIEW_ROTATIONS: tuple[ViewRotation, ...] = (0, 90, 180, 270)

NOTE_BLANK = "blank or failed to draw"
"""The picture shows one single colour although the page has text, images or annotations."""

NOTE_INCOMPLETE = "the page has errors; parts of it may be missing"
NOTE_SMALLER = "too large to draw at this zoom; shown at a lower resolution"
NOTE_TEXT_CUT = "the page has more words than can be listed; the rest is left out"
NOTE_INVISIBLE_TEXT = "the page has an invisible text layer, which may say something else than what is seen"
"""Text that is there to be found and copied but is not drawn, as behind a scan that was read by a machine."""

NOTE_UNSEEN_TEXT = (
    "the page has text that cannot be seen: in the paper's colour, too small, or outside the page"
)


@dataclass(frozen=True, slots=True, order=True)
class Rect:
    """An upright rectangle in page points with x0 <= x1 and y0 <= y1."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.y1 - self.y0

    @property
    def middle(self) -> tuple[float, float]:
        return (self.x0 + self.x1) / 2, (self.y0 + self.y1) / 2

    def contains(self, x: float, y: float) -> bool:
        return self.x0 <= x <= self.x1 and self.y0 <= y <= self.y1

    def intersects(self, other: Rect) -> bool:
        """True when the two share an area (touching edges do not count)."""
        return self.x0 < other.x1 and other.x0 < self.x1 and self.y0 < other.y1 and other.y0 < self.y1

    def united(self, other: Rect) -> Rect:
        return Rect(
            min(self.x0, other.x0), min(self.y0, other.y0), max(self.x1, other.x1), max(self.y1, other.y1)
        )

    @classmethod
    def around(cls, rects: Sequence[Rect]) -> Rect:
        """The smallest rectangle around all of these, of which there is at least one."""
        return cls(
            min(rect.x0 for rect in rects),
            min(rect.y0 for rect in rects),
            max(rect.x1 for rect in rects),
            max(rect.y1 for rect in rects),
        )


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a page. ``block``, ``line`` and ``number`` count from 0 and give the reading order."""

    rect: Rect
    text: str
    block: int
    line: int
    number: int


@dataclass(frozen=True, slots=True)
class PageText:
    """The words of one page in reading order, form fields and annotations included."""

    words: tuple[Word, ...]
    notes: tuple[str, ...] = ()


class Priority(IntEnum):
    """Which request is served first; smaller is sooner. Within one priority the newest request goes first."""

    VISIBLE = 0
    NEIGHBOUR = 1
    THUMBNAIL = 2
    BACKGROUND = 3
    LEISURE = 4
    """Work that takes long and that nobody waits for: it leaves the texts of the search their turn."""


def request_scale(scale: float) -> float:
    """A scale as requests carry it, with nine significant digits: the same picture is then asked for in the
    same words, and the scale of a page of many kilometres is not rounded to nothing."""
    return float(f"{scale:.9g}")


@dataclass(frozen=True, slots=True)
class DrawRequest:
    """A picture of a page, or of the part of it inside ``clip``.

    ``document`` is the key under which the document was registered (its SHA-256), ``page`` counts from 1,
    ``scale`` is in picture pixels per page point (the display's pixel ratio included), ``clip`` is in page
    points. With ``gray_allowed`` a page without colour comes back as one byte a pixel.
    """

    document: str
    page: int
    scale: float
    rotation: ViewRotation = 0
    clip: Rect | None = None
    gray_allowed: bool = True


class PixelFormat(StrEnum):
    GRAY8 = "gray8"
    RGB24 = "rgb24"

    @property
    def bytes_per_pixel(self) -> int:
        return 1 if self is PixelFormat.GRAY8 else 3


@dataclass(frozen=True, slots=True)
class PicturePlace:
    """Where a picture lies on its page: converts page points to picture pixels and back.

    ``page_width`` and ``page_height`` are in page points, ``scale`` in pixels per page point, and
    ``origin_x``, ``origin_y`` the picture's top left corner in pixels of the whole turned and scaled page.
    """

    page_width: float
    page_height: float
    scale: float
    rotation: ViewRotation = 0
    origin_x: float = 0.0
    origin_y: float = 0.0

    def to_pixel(self, x: float, y: float) -> tuple[float, float]:
        """Picture pixel of a page point."""
        turned_x, turned_y = {
            0: (x, y),
            90: (self.page_height - y, x),
            180: (self.page_width - x, self.page_height - y),
            270: (y, self.page_width - x),
        }[self.rotation]
        return turned_x * self.scale - self.origin_x, turned_y * self.scale - self.origin_y

    def to_point(self, pixel_x: float, pixel_y: float) -> tuple[float, float]:
        """Page point of a picture pixel."""
        x = (pixel_x + self.origin_x) / self.scale
        y = (pixel_y + self.origin_y) / self.scale
        return {
            0: (x, y),
            90: (y, self.page_height - x),
            180: (self.page_width - x, self.page_height - y),
            270: (self.page_width - y, x),
        }[self.rotation]

    def rect_to_pixels(self, rect: Rect) -> tuple[float, float, float, float]:
        """Left, top, width and height, in pixels, of a rectangle on the page."""
        ax, ay = self.to_pixel(rect.x0, rect.y0)
        bx, by = self.to_pixel(rect.x1, rect.y1)
        return min(ax, bx), min(ay, by), abs(bx - ax), abs(by - ay)

    def rect_to_points(self, left: float, top: float, width: float, height: float) -> Rect:
        """The rectangle on the page that covers a rectangle of picture pixels."""
        ax, ay = self.to_point(left, top)
        bx, by = self.to_point(left + width, top + height)
        return Rect(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))


@dataclass(frozen=True, slots=True)
class PagePicture:
    """Pixels of a page, row by row, ``stride`` bytes a row.

    ``pixels`` may lie in memory that the next answer overwrites: copy or convert it before asking again.
    ``place`` carries the scale that was really used, which is below the requested one on giant pages.
    """

    width: int
    height: int
    stride: int
    format: PixelFormat
    pixels: memoryview
    place: PicturePlace
    notes: tuple[str, ...] = ()


class PageFailure(StrEnum):
    """Why a page or document could not be shown."""

    TIMEOUT = "timeout"
    CRASHED = "crashed"
    MEMORY = "memory"
    DAMAGED = "damaged"
    ENCRYPTED = "encrypted"
    UNSUPPORTED = "unsupported"
    EMPTY = "empty"
    NO_SUCH_PAGE = "no-such-page"
    TOO_LARGE = "too-large"
    CHANGED = "changed"
    CLOSED = "closed"


class PageFailedError(PageError):
    """A page could not be drawn or read. ``sentence`` is shown in its place; other pages are not affected."""

    def __init__(self, cause: PageFailure, sentence: str) -> None:
        super().__init__(sentence)
        self.cause = cause
