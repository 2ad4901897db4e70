"""Pages as display lists, and pictures of them."""

from __future__ import annotations

import time
from functools import cached_property

import pymupdf
from pymupdf import mupdf

from reviewer_app.documents import wire
from reviewer_app.documents.drawing_plan import DrawingPlan
from reviewer_app.documents.limits import MAX_PAGE_POINTS, MIN_PAGE_POINTS
from reviewer_app.documents.page_worker.annotations import show_choices
from reviewer_app.documents.page_worker.faults import RefusedError, complained
from reviewer_app.documents.page_worker.unseen_text import Look, look_at

COLOUR_TOLERANCE = 0.02
"""How far from gray, of 1, still counts as gray; MuPDF calls this value imperceptible."""


BLANK_SIDE = 1_000
"""Pixels of the longer side of the picture on which a page is judged of which only a part is drawn."""

LEAST_SCALE = 0.2
"""Pixels per page point of that picture, below which print is no longer seen on it."""

QUICK = 0.25
"""Seconds; a page of which a part takes longer to draw is not drawn as a whole only to judge that part."""


class PreparedPage:
    """One page as a display list, annotations and form fields included, in page points as displayed."""

    def __init__(self, document: pymupdf.Document, number: int) -> None:
        pymupdf.TOOLS.reset_mupdf_warnings()
        if document.is_pdf:
            show_choices(document, number)
        self.page = document.load_page(number - 1)
        self.list = self.page.get_displaylist()
        self.width = self.list.rect.x1
        self.height = self.list.rect.y1
        if not all(MIN_PAGE_POINTS <= side <= MAX_PAGE_POINTS for side in (self.width, self.height)):
            raise RefusedError("damaged")
        self.has_colour = _has_colour(self.list)
        self.has_images = not document.is_pdf or bool(self.page.get_images())
        self.faulty = complained()

    def words(self) -> list[tuple[float, float, float, float, str, int, int, int]]:
        """Words in reading order with the rectangle, text, and numbers of block, line and word; without those
        that lie nowhere."""
        words = pymupdf.TextPage(self.list.get_textpage(flags=pymupdf.TEXT_MEDIABOX_CLIP)).extractWORDS()
        return [word for word in words if _is_somewhere(word)]

    @cached_property
    def look(self) -> Look:
        """What cannot be seen of its text, and how much of it is picture."""
        return look_at(self.list)

    @cached_property
    def is_blank(self) -> bool:
        """Whether the whole page is drawn in one single colour although it should show something.

        Not told of pages so large that print would vanish in a picture of a bearable size.
        """
        scale = min(1.0, BLANK_SIDE / max(self.width, self.height))
        if scale < LEAST_SCALE:
            return False
        pixmap = self.list.get_pixmap(
            matrix=(scale, 0, 0, scale, 0, 0),
            colorspace=pymupdf.csRGB if self.has_colour else pymupdf.csGRAY,
            alpha=0,
        )
        return _is_one_colour(pixmap) and self.should_show_something()

    def should_show_something(self) -> bool:
        """True when one single colour is suspicious: the page has errors, text, images or annotations."""
        if self.faulty or any(word[4].strip() for word in self.words()):
            return True
        return bool(self.has_images or self.page.first_annot or self.page.first_widget)


def picture(page: PreparedPage, request: wire.Message) -> tuple[pymupdf.Pixmap, wire.Message]:
    """Draw what the request asks for, at the scale that the limits allow."""
    plan = DrawingPlan(request, page.width, page.height)
    if plan.clip is None:
        raise RefusedError("no-such-page")
    gray = request.get("gray") is True and not page.has_colour
    pymupdf.TOOLS.reset_mupdf_warnings()
    began = time.monotonic()
    pixmap = page.list.get_pixmap(
        matrix=plan.matrix,
        colorspace=pymupdf.csGRAY if gray else pymupdf.csRGB,
        alpha=0,
        clip=None if plan.whole_page else plan.clip,
    )
    quick = time.monotonic() - began < QUICK
    if not pixmap.width or not pixmap.height:
        raise RefusedError("damaged")
    notes = ["incomplete"] if complained() or page.faulty else []
    if _is_one_colour(pixmap):
        # A part of a page may well be empty: then the whole page tells.
        blank = page.should_show_something() if plan.whole_page else quick and page.is_blank
        notes = ["blank"] if blank else notes
    notes.extend(page.look.unseen)
    if plan.smaller:
        notes.append("smaller")
    return pixmap, {
        "width": pixmap.width,
        "height": pixmap.height,
        "stride": pixmap.stride,
        "format": "gray8" if gray else "rgb24",
        "x": pixmap.x,
        "y": pixmap.y,
        "scale": plan.scale,
        "page_width": page.width,
        "page_height": page.height,
        "notes": notes,
    }


def _has_colour(display_list: pymupdf.DisplayList) -> bool:
    """Whether anything on the page is, or may be, in colour (pictures count by their colour space)."""
    found = mupdf.ll_fz_new_test_device_outparams()
    device = mupdf.FzDevice(mupdf.ll_fz_new_test_device_outparams_fn(COLOUR_TOLERANCE, 0, None, found))
    everywhere = mupdf.FzRect(mupdf.FzRect.Fixed_INFINITE)
    try:
        mupdf.fz_run_display_list(display_list.this, device, mupdf.FzMatrix(), everywhere, mupdf.FzCookie())
        mupdf.fz_close_device(device)
    except mupdf.FzErrorBase:
        return True
    return found.is_color != 0


def _is_somewhere(word: tuple[float, float, float, float, str, int, int, int]) -> bool:
    """Whether the word's place is given in sensible numbers."""
    x0, y0, x1, y1, *_rest = word
    most = MAX_PAGE_POINTS
    return -most <= x0 <= most and -most <= y0 <= most and -most <= x1 <= most and -most <= y1 <= most


def _is_one_colour(pixmap: pymupdf.Pixmap) -> bool:
    """Whether the picture has one single colour, its edge left out: there the page ends within a pixel."""
    samples, stride, each = pixmap.samples_mv, pixmap.stride, pixmap.n
    edge = 1 if min(pixmap.width, pixmap.height) > 2 else 0
    left, right = edge * each, stride - edge * each
    first = edge * stride
    expected = bytes(samples[first + left : first + left + each]) * (pixmap.width - 2 * edge)
    return all(
        bytes(samples[start + left : start + right]) == expected
        for start in range(first, (pixmap.height - edge) * stride, stride)
    )
