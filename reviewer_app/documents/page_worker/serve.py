"""The worker's main loop: requests in, answers out, one after the other."""

from __future__ import annotations

import errno
import gc
import os
import sys
from collections.abc import Callable

import pymupdf
from pymupdf import mupdf

from reviewer_app.documents import limits, pixel_buffer, wire
from reviewer_app.documents.drawing_plan import integer, number
from reviewer_app.documents.page_worker import (
    contents,
    drawing,
    inscriptions,
    likeness,
    links,
    opening,
    reading,
    redacting,
    sizes,
)
from reviewer_app.documents.page_worker.faults import DOCUMENT_ERRORS, RefusedError
from reviewer_app.documents.page_worker.holding import HeldFile, HeldFiles, Receive
from reviewer_app.documents.page_worker.opening import OpenDocument
from reviewer_app.documents.sandbox import enter_sandbox
from reviewer_app.documents.worker_pipes import private_pipes

REQUESTS_BETWEEN_SHRINKS = 16
"""MuPDF's store grows to 256 MB on scans, so it is emptied after every page with images. After other pages
that is done less often: it holds their fonts too, without which a page of text takes twice as long."""


class PageWorker:
    """Answers requests one after the other."""

    def __init__(self, pixels: pixel_buffer.PixelBuffer, files: HeldFiles) -> None:
        self._pixels = pixels
        self._files = files
        self._images_drawn = False
        self._since_shrink = 0

    def answer(self, request: wire.Message) -> wire.Message:
        """The answer to one request. Faults of the document become a cause; others end the worker."""
        operations = {
            "open": opening.describe,
            "geometry": sizes.geometry,
            "draw": self._draw,
            "crop": self._crop,
            "text": reading.text,
            "searchable": reading.searchable,
            "likeness": self._likeness,
            "compare": likeness.compare,
            "links": links.links,
            "contents": contents.contents,
            "attachment": self._attachment,
            "inscriptions": inscriptions.inscriptions,
        }
        file = self._files.of(request)
        try:
            answer = operations[str(request["op"])](file.document(), request)
            file.check()
            return {"ok": True, **answer}
        except RefusedError as refusal:
            return {"ok": False, "cause": str(refusal)}
        except (MemoryError, mupdf.FzErrorSystem):
            return {"ok": False, "cause": "memory"}
        except OSError as error:
            return {"ok": False, "cause": "memory" if error.errno == errno.ENOMEM else "changed"}
        except DOCUMENT_ERRORS:
            return {"ok": False, "cause": "damaged"}
        finally:
            self._shrink_store(file)

    def _shrink_store(self, file: HeldFile) -> None:
        self._since_shrink += 1
        if self._images_drawn or self._since_shrink >= REQUESTS_BETWEEN_SHRINKS:
            pymupdf.TOOLS.store_shrink(100)
            file.forget_read_parts()
            self._images_drawn = False
            self._since_shrink = 0

    def _draw(self, known: OpenDocument, request: wire.Message) -> wire.Message:
        page = known.page(integer(request, "page"))
        self._images_drawn = page.has_images
        pixmap, answer = drawing.picture(page, request)
        self._pixels.write(pixmap.samples_mv)
        return answer

    def _crop(self, known: OpenDocument, request: wire.Message) -> wire.Message:
        page = known.page(integer(request, "page"))
        self._images_drawn = page.has_images
        pixmap, answer = drawing.picture(page, request)
        if "keep" in request:
            pixmap = redacting.words_alone(page, pixmap, request, number(answer, "scale"))
        png = pixmap.tobytes("png")
        if len(png) > pixel_buffer.FILE_CAPACITY:
            raise RefusedError("memory")
        self._pixels.write_file(png)
        return {**answer, "length": len(png)}

    def _likeness(self, known: OpenDocument, request: wire.Message) -> wire.Message:
        self._images_drawn = known.page(integer(request, "page")).has_images
        return likeness.likeness(known, request)

    def _attachment(self, known: OpenDocument, request: wire.Message) -> wire.Message:
        return contents.attachment(known, request, self._pixels)


def _receiver(channel: str) -> Receive | None:
    """How descriptors are received from the channel of that number; ``None`` where there is none.

    Imported here, because a worker that draws the first page has no channel and must not wait for it.
    """
    if not channel or sys.platform == "win32":
        return None
    from multiprocessing.reduction import recv_handle

    stream = os.fdopen(int(channel), "rb", buffering=0)
    return lambda: recv_handle(stream)


def main() -> None:
    """Serve requests until standard input ends.

    Arguments: the pixel memory, the memory limit in bytes, the number of the channel or nothing.
    """
    gc.freeze()
    gc.enable()
    pixels = pixel_buffer.attach(sys.argv[1])
    files = HeldFiles(_receiver(sys.argv[3]))
    requests, answers = private_pipes()
    pymupdf.TOOLS.mupdf_display_errors(False)
    pymupdf.TOOLS.mupdf_display_warnings(False)
    limits.limit_this_process(int(sys.argv[2]))
    limits.stop_request_clock()  # imports what it needs, which is not possible from now on
    protections = enter_sandbox()
    worker = PageWorker(pixels, files)
    without_answer: dict[object, Callable[[wire.Message], None]] = {
        "hold": files.hold,
        "release": files.release,
    }
    while (body := wire.read_body(requests)) is not None:
        request = wire.decode(body)
        operation = request["op"]
        if operation in without_answer:
            without_answer[operation](request)
            continue
        limits.start_request_clock()
        answer = {"ok": True, "active": protections} if operation == "protections" else worker.answer(request)
        limits.stop_request_clock()
        answers.write(wire.encode(answer))
        answers.flush()
