"""Text that a page holds and nobody sees: invisible layers, the paper's colour, too small, outside the page.

Found while the display list runs through a device that only looks, which costs about a tenth of what drawing
costs. It also sees how much of the page is picture: text may lie under one. What the text says is compared
with nothing here.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import pymupdf
from pymupdf import mupdf

MAX_RUNS = 3_000
"""Pieces of text of one page that are looked at."""

MAX_WHITE_AREAS = 200
"""Pieces of white text of one page of which it is looked up what lies behind them."""

PAPER = 240
"""Of 255: what is at least as light, in every colour, is taken for the paper's colour."""

LEAST_SIZE = 1.0
"""Page points: smaller print is not legible at any usual zoom."""

LEAST_OPACITY = 0.05

MAX_SIDE = 1_000
"""Pixels of the longer side of the picture in which white text is looked for."""

INVISIBLE = "invisible-text"
UNSEEN = "unseen-text"


MAX_PICTURES = 3_000
"""Pictures of one page that are counted."""


@dataclass(frozen=True, slots=True)
class Look:
    """Which of :data:`INVISIBLE` and :data:`UNSEEN` is true of a page, and the share of it that its pictures
    cover, counted again where they overlap but at most 1."""

    unseen: tuple[str, ...]
    pictured: float


class _Looker(mupdf.FzDevice2):
    """Notes for each piece of text whether it can be seen, and of pictures how large they are.

    MuPDF swallows what is raised in here; what is noted until then stays.
    """

    def __init__(self, width: float, height: float) -> None:
        super().__init__()
        self.use_virtual_fill_text()
        self.use_virtual_ignore_text()
        self.use_virtual_fill_image()
        self.use_virtual_fill_image_mask()
        self.use_virtual_clip_image_mask()
        self._page = (width, height)
        self._left = MAX_RUNS
        self.invisible = False
        self.unseen = False
        self.white: list[tuple[float, float, float, float]] = []
        self._pictures_left = MAX_PICTURES
        self.pictured = 0.0

    def ignore_text(self, _context: object, text: mupdf.fz_text, matrix: mupdf.fz_matrix) -> None:
        """Text in rendering mode 3."""
        if not self.invisible and self._examined():
            self.invisible = _marks_something(mupdf.ll_fz_bound_text(text, None, matrix))

    def fill_text(
        self,
        _context: object,
        text: mupdf.fz_text,
        matrix: mupdf.fz_matrix,
        space: mupdf.fz_colorspace,
        colour: mupdf.float_array,
        opacity: float,
        _parameters: object,
    ) -> None:
        """Text that is drawn."""
        if self.unseen or not self._examined():
            return
        box = mupdf.ll_fz_bound_text(text, None, matrix)
        if not _marks_something(box):
            return
        width, height = self._page
        outside = box.x1 <= 0 or box.y1 <= 0 or box.x0 >= width or box.y0 >= height
        if outside or opacity < LEAST_OPACITY or _size(text, matrix) < LEAST_SIZE:
            self.unseen = True
        elif len(self.white) < MAX_WHITE_AREAS and _is_white(space, colour):
            self.white.append((box.x0, box.y0, box.x1, box.y1))

    def fill_image(self, _context: object, _image: object, matrix: mupdf.fz_matrix, *_rest: object) -> None:
        """A picture."""
        self._add_picture(matrix)

    def fill_image_mask(
        self, _context: object, _image: object, matrix: mupdf.fz_matrix, *_rest: object
    ) -> None:
        """A picture of one colour, as faxes are."""
        self._add_picture(matrix)

    def clip_image_mask(
        self, _context: object, _image: object, matrix: mupdf.fz_matrix, *_rest: object
    ) -> None:
        """A picture through which another one is seen."""
        self._add_picture(matrix)

    def _add_picture(self, matrix: mupdf.fz_matrix) -> None:
        self._pictures_left -= 1
        if self._pictures_left < 0:
            return
        corners_x = (matrix.e, matrix.e + matrix.a, matrix.e + matrix.c, matrix.e + matrix.a + matrix.c)
        corners_y = (matrix.f, matrix.f + matrix.b, matrix.f + matrix.d, matrix.f + matrix.b + matrix.d)
        width, height = self._page
        across = min(max(corners_x), width) - max(min(corners_x), 0.0)
        down = min(max(corners_y), height) - max(min(corners_y), 0.0)
        if across > 0 and down > 0:
            self.pictured += across * down / (width * height)

    def _examined(self) -> bool:
        self._left -= 1
        return self._left >= 0


def look_at(display_list: pymupdf.DisplayList) -> Look:
    """What can be told of the page by looking at how it is painted."""
    rect = display_list.rect
    looker = _Looker(rect.x1, rect.y1)
    everywhere = mupdf.FzRect(mupdf.FzRect.Fixed_INFINITE)
    mupdf.fz_run_display_list(display_list.this, looker, mupdf.FzMatrix(), everywhere, mupdf.FzCookie())
    mupdf.fz_close_device(looker)
    unseen = looker.unseen or (bool(looker.white) and _on_white(display_list, looker.white))
    notes = ((INVISIBLE,) if looker.invisible else ()) + ((UNSEEN,) if unseen else ())
    return Look(notes, min(1.0, looker.pictured))


def _on_white(display_list: pymupdf.DisplayList, areas: list[tuple[float, float, float, float]]) -> bool:
    """Whether one of the areas shows nothing but paper in the drawn page."""
    rect = display_list.rect
    scale = min(1.0, MAX_SIDE / max(rect.x1, rect.y1))
    pixmap = display_list.get_pixmap(matrix=(scale, 0, 0, scale, 0, 0), colorspace=pymupdf.csGRAY, alpha=0)
    samples, stride = pixmap.samples_mv, pixmap.stride
    for x0, y0, x1, y1 in areas:
        left, right = max(int(x0 * scale), 0), min(math.ceil(x1 * scale), pixmap.width)
        rows = range(max(int(y0 * scale), 0), min(math.ceil(y1 * scale), pixmap.height))
        if (
            left < right
            and rows
            and all(min(samples[row * stride + left : row * stride + right]) >= PAPER for row in rows)
        ):
            return True
    return False


def _marks_something(box: mupdf.fz_rect) -> bool:
    """Whether there is more than white space: that has no height."""
    return box.y1 > box.y0 and box.x1 > box.x0


def _size(text: mupdf.fz_text, matrix: mupdf.fz_matrix) -> float:
    """Size of the print in page points."""
    own = text.head.trm
    return math.sqrt(abs(own.a * own.d - own.b * own.c) * abs(matrix.a * matrix.d - matrix.b * matrix.c))


def _is_white(space: mupdf.fz_colorspace, colour: mupdf.float_array) -> bool:
    parts = [mupdf.floats_getitem(colour, index) for index in range(mupdf.ll_fz_colorspace_n(space))]
    if mupdf.ll_fz_colorspace_is_gray(space) or mupdf.ll_fz_colorspace_is_rgb(space):
        return min(parts) >= PAPER / 255
    return bool(mupdf.ll_fz_colorspace_is_cmyk(space)) and max(parts) <= 1 - PAPER / 255
