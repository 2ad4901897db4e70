"""The page worker: a process of its own that opens untrusted documents, draws pages and reads their words.

The only module that imports pymupdf. The program never imports it but starts it by name
(:mod:`reviewer_app.documents.early_page`). It takes requests on standard input and answers on standard output
in the form of :mod:`reviewer_app.documents.wire`; pixels go through shared memory. It holds no state that a
restart would lose: every request names its file. MuPDF's own messages, which contain paths and texts, never
leave it.

Requests carry "op", "path", "type" (media type), and optionally "password" and "stamp", the size in bytes and
the time of change in nanoseconds that the file must have:

- open: answers "pages", "notes"
- geometry ("first", "count"): answers "pages", a list of [width, height, rotation, label]
- draw, crop ("page", "scale" or "fit_width" in pixels, "rotation", "clip", "gray"): answers "width",
  "height", "stride", "format", "x", "y" (origin), "scale", "page_width", "page_height", "notes", and for crop
  "length"
- text ("page"): answers "words", a list of [x0, y0, x1, y1, text, block, line, number], and "notes"

An answer has "ok": true, or "ok": false with "cause", a value of domain.pages.PageFailure. Pages count
from 1.
"""

from __future__ import annotations

import errno
import gc
import math
import mmap
import os
import sys
from collections import OrderedDict
from pathlib import Path
from typing import BinaryIO

import pymupdf
from pymupdf import mupdf

from reviewer_app.documents import limits, pixel_buffer, wire
from reviewer_app.documents.drawing_plan import DrawingPlan, integer
from reviewer_app.documents.identify import PDF, TEXT, decode_text, open_untrusted

OPEN_DOCUMENTS = 4
KEPT_PAGES = 4
TEXT_PAGE = (612, 792, 10)
"""Plain text is laid out on letter pages: width and height in page points, size of the print in points."""

REQUESTS_BETWEEN_SHRINKS = 16
"""MuPDF's store grows to 256 MB on scans, so it is emptied after every page with images. After other pages
that is done less often: it holds their fonts too, without which a page of text takes twice as long."""

TEXT_MARK = b"\xef\xbb\xbf"
"""MuPDF takes text that begins with "#" for Markdown, unless a byte order mark comes first."""

MAX_TEXT = 1_000_000
"""Characters in the words of one page."""

COLOUR_TOLERANCE = 0.02
"""How far from gray, of 1, still counts as gray; MuPDF calls this value imperceptible."""

DOCUMENT_ERRORS = (
    mupdf.FzErrorBase,
    RuntimeError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    AssertionError,
    ArithmeticError,
)
"""What PyMuPDF raises over broken files. Anything else ends the worker, which costs that document only."""

HARMLESS_MESSAGES = ("... repeated", "garbage bytes before version marker")
"""MuPDF's complaints after which nothing of the page is missing."""

ALL_PERMISSIONS = 0xF3C
"""Bits 3 to 6 and 9 to 12 of a PDF's permissions (ISO 32000-1, table 22)."""

FORMATS = {PDF: ("PDF",), TEXT: ("Text",)}
IMAGE_FORMATS = ("Image", "TIFF")
"""What MuPDF says it opened, by media type: it looks at the content, whatever it was told."""


class RefusedError(Exception):
    """The request cannot be met; the argument is the cause that is answered."""


class OpenDocument:
    """An open document and the last few of its pages, parsed into display lists."""

    def __init__(self, document: pymupdf.Document, identity: tuple[int, ...]) -> None:
        self.document = document
        self.identity = identity
        self.page_count = document.page_count
        self._pages: OrderedDict[int, PreparedPage] = OrderedDict()

    def page(self, number: int) -> PreparedPage:
        """Page ``number``, from 1. Raises RefusedError when there is none."""
        if not 1 <= number <= self.page_count:
            raise RefusedError("no-such-page")
        prepared = self._pages.pop(number, None) or PreparedPage(self.document, number)
        self._pages[number] = prepared
        while len(self._pages) > KEPT_PAGES:
            self._pages.popitem(last=False)
        return prepared


class PreparedPage:
    """One page as a display list, annotations and form fields included, in page points as displayed."""

    def __init__(self, document: pymupdf.Document, number: int) -> None:
        pymupdf.TOOLS.reset_mupdf_warnings()
        self.page = document.load_page(number - 1)
        self.list = self.page.get_displaylist()
        self.width = self.list.rect.x1
        self.height = self.list.rect.y1
        if not (0 < self.width < math.inf and 0 < self.height < math.inf):
            raise RefusedError("damaged")
        self.has_colour = _has_colour(self.list)
        self.has_images = not document.is_pdf or bool(self.page.get_images())
        self.faulty = _complained()

    def words(self) -> list[tuple[float, float, float, float, str, int, int, int]]:
        """Words in reading order with the rectangle, text, and numbers of block, line and word."""
        return pymupdf.TextPage(self.list.get_textpage(flags=pymupdf.TEXT_MEDIABOX_CLIP)).extractWORDS()

    def should_show_something(self) -> bool:
        """True when one single colour is suspicious: the page has errors, text, images or annotations."""
        if self.faulty or any(word[4].strip() for word in self.words()):
            return True
        return bool(self.has_images or self.page.first_annot or self.page.first_widget)


class PageWorker:
    """Answers requests one after the other."""

    def __init__(self, pixels: pixel_buffer.PixelBuffer) -> None:
        self._pixels = pixels
        self._documents: OrderedDict[Path, OpenDocument] = OrderedDict()
        self._images_drawn = False
        self._since_shrink = 0

    def answer(self, request: wire.Message) -> wire.Message:
        """The answer to one request. Faults of the document become a cause; others end the worker."""
        operations = {
            "open": self._describe,
            "geometry": self._geometry,
            "draw": self._draw,
            "crop": self._crop,
            "text": self._text,
        }
        try:
            return {"ok": True, **operations[str(request["op"])](self._document(request), request)}
        except RefusedError as refusal:
            return {"ok": False, "cause": str(refusal)}
        except (MemoryError, mupdf.FzErrorSystem):
            return {"ok": False, "cause": "memory"}
        except OSError as error:
            return {"ok": False, "cause": "memory" if error.errno == errno.ENOMEM else "changed"}
        except DOCUMENT_ERRORS:
            return {"ok": False, "cause": "damaged"}
        finally:
            self._shrink_store()

    def _shrink_store(self) -> None:
        self._since_shrink += 1
        if self._images_drawn or self._since_shrink >= REQUESTS_BETWEEN_SHRINKS:
            pymupdf.TOOLS.store_shrink(100)
            self._images_drawn = False
            self._since_shrink = 0

    def _document(self, request: wire.Message) -> OpenDocument:
        path = Path(str(request["path"]))
        status = path.stat()
        stamp = [status.st_size, status.st_mtime_ns]
        if request.get("stamp") not in (None, stamp):
            raise RefusedError("changed")
        identity = (status.st_ino, *stamp)
        known = self._documents.pop(path, None)
        if known is None or known.identity != identity:
            password = request.get("password")
            known = OpenDocument(_open_file(path, str(request["type"]), password), identity)
        self._documents[path] = known
        while len(self._documents) > OPEN_DOCUMENTS:
            self._documents.popitem(last=False)
        return known

    def _describe(self, known: OpenDocument, _request: wire.Message) -> wire.Message:
        notes = []
        if known.document.is_pdf:
            encrypted = bool(known.document.metadata and known.document.metadata.get("encryption"))
            if encrypted and known.document.permissions & ALL_PERMISSIONS != ALL_PERMISSIONS:
                notes.append("owner-restrictions")
            if known.document.is_repaired:
                notes.append("repaired")
        return {"pages": known.page_count, "notes": notes}

    def _geometry(self, known: OpenDocument, request: wire.Message) -> wire.Message:
        first = integer(request, "first")
        last = min(known.page_count, first + min(integer(request, "count"), limits.MAX_PAGES_PER_ANSWER) - 1)
        labelled = known.document.is_pdf and bool(known.document.get_page_labels())
        return {"pages": [_size_of(known.document, number, labelled) for number in range(first, last + 1)]}

    def _draw(self, known: OpenDocument, request: wire.Message) -> wire.Message:
        page = known.page(integer(request, "page"))
        self._images_drawn = page.has_images
        pixmap, answer = _picture(page, request)
        self._pixels.write(pixmap.samples_mv)
        return answer

    def _crop(self, known: OpenDocument, request: wire.Message) -> wire.Message:
        page = known.page(integer(request, "page"))
        self._images_drawn = page.has_images
        pixmap, answer = _picture(page, request)
        png = pixmap.tobytes("png")
        self._pixels.write(png)
        return {**answer, "length": len(png)}

    def _text(self, known: OpenDocument, request: wire.Message) -> wire.Message:
        words: list[list[float | str]] = []
        room = MAX_TEXT
        for word in known.page(integer(request, "page")).words():
            room -= len(word[4])
            if room < 0 or len(words) == limits.MAX_WORDS:
                return {"words": words, "notes": ["text-cut"]}
            x0, y0, x1, y1, text, *numbers = word
            if math.isfinite(x0) and math.isfinite(y0) and math.isfinite(x1) and math.isfinite(y1):
                left, right = (x0, x1) if x0 <= x1 else (x1, x0)
                top, bottom = (y0, y1) if y0 <= y1 else (y1, y0)
                words.append(
                    [round(left, 3), round(top, 3), round(right, 3), round(bottom, 3), text, *numbers]
                )
        return {"words": words, "notes": []}


def _open_file(path: Path, media_type: str, password: object) -> pymupdf.Document:
    """Open a document by its content. The file stays mapped, so that no path is known to MuPDF."""
    with open_untrusted(path) as file:
        if os.fstat(file.fileno()).st_size == 0:
            raise RefusedError("empty")
        stream: bytes | memoryview
        if media_type == TEXT:
            stream = TEXT_MARK + decode_text(file.read()).encode()
        else:
            stream = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    width, height, print_size = TEXT_PAGE
    document = pymupdf.Document(
        stream=stream, filetype=media_type, width=width, height=height, fontsize=print_size
    )
    if document.is_pdf != (media_type == PDF):
        raise RefusedError("unsupported")
    if document.needs_pass and not (isinstance(password, str) and document.authenticate(password)):
        raise RefusedError("encrypted")
    if not str((document.metadata or {}).get("format")).startswith(FORMATS.get(media_type, IMAGE_FORMATS)):
        raise RefusedError("unsupported")
    if document.page_count < 1:
        raise RefusedError("empty")
    return document


def _picture(page: PreparedPage, request: wire.Message) -> tuple[pymupdf.Pixmap, wire.Message]:
    """Draw what the request asks for, at the scale that the limits allow."""
    plan = DrawingPlan(request, page.width, page.height)
    if plan.clip is None:
        raise RefusedError("no-such-page")
    gray = request.get("gray") is True and not page.has_colour
    pymupdf.TOOLS.reset_mupdf_warnings()
    pixmap = page.list.get_pixmap(
        matrix=plan.matrix,
        colorspace=pymupdf.csGRAY if gray else pymupdf.csRGB,
        alpha=0,
        clip=None if plan.whole_page else plan.clip,
    )
    if not pixmap.width or not pixmap.height:
        raise RefusedError("damaged")
    notes = ["incomplete"] if _complained() or page.faulty else []
    if plan.whole_page and _is_one_colour(pixmap.samples_mv, pixmap.n) and page.should_show_something():
        notes = ["blank"]
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


def _size_of(document: pymupdf.Document, number: int, labelled: bool) -> list[float | str]:
    """Width, height, rotation and label; a page that cannot be loaded gets the size of a letter page."""
    try:
        page = document.load_page(number - 1)
        label = page.get_label() if labelled else ""
        if not (0 < page.rect.width < math.inf and 0 < page.rect.height < math.inf):
            return [612, 792, 0, label]
        return [page.rect.width, page.rect.height, page.rotation, label]
    except DOCUMENT_ERRORS:
        return [612, 792, 0, ""]


def _is_one_colour(samples: memoryview, bytes_per_pixel: int) -> bool:
    block = bytes(samples[:bytes_per_pixel]) * 16384
    step = len(block)
    for start in range(0, len(samples), step):
        part = bytes(samples[start : start + step])
        if part != block[: len(part)]:
            return False
    return True


def _complained() -> bool:
    """Whether MuPDF reported faults of the page since the last reset."""
    messages: str = pymupdf.TOOLS.mupdf_warnings()
    return any(line and not line.startswith(HARMLESS_MESSAGES) for line in messages.splitlines())


def _private_pipes() -> tuple[BinaryIO, BinaryIO]:
    """The two pipes to the program; what C code prints to the standard streams from now on goes nowhere."""
    requests = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    os.close(nowhere)
    return requests, answers


def main() -> None:
    """Serve requests until standard input ends. Arguments: the pixel memory, the memory limit in bytes."""
    gc.freeze()
    gc.enable()
    pixels = pixel_buffer.attach(sys.argv[1])
    requests, answers = _private_pipes()
    pymupdf.TOOLS.mupdf_display_errors(False)
    pymupdf.TOOLS.mupdf_display_warnings(False)
    limits.limit_this_process(int(sys.argv[2]))
    worker = PageWorker(pixels)
    while (body := wire.read_body(requests)) is not None:
        limits.start_request_clock()
        answer = worker.answer(wire.decode(body))
        limits.stop_request_clock()
        answers.write(wire.encode(answer))
        answers.flush()
