"""Reads pictures of pages through an OCR worker.

The worker is started when it is first needed, ended when it takes too long or too much memory, and started
again. It gets pixels and never a document. One process reads one picture at a time, with one processor: two
of them read two.
"""

from __future__ import annotations

import hashlib
import threading

from reviewer_app.documents import early_page, ocr_answers, pixel_buffer
from reviewer_app.documents.answers import AnswerError
from reviewer_app.documents.ocr_models import models_folder
from reviewer_app.documents.wire import Message
from reviewer_app.documents.worker_process import StartWorker, WorkerError, WorkerProcess
from reviewer_app.domain.page_reading import OcrReading
from reviewer_app.domain.pages import PageFailedError, PageFailure, PagePicture

MEMORY_BYTES = 1024**3
"""Address space of an OCR worker; a page of 200 dpi takes 330 MB of it, of which 120 MB are really used."""

TICKS = 600
"""Tenths of a second that one page may take: a page of print takes one or two, one of noise some more."""

ENVIRONMENT = {"OMP_THREAD_LIMIT": "1"}
"""Tesseract on several threads takes six times as long as on one (OpenMP waits by turning in circles)."""

_REASONS = {
    PageFailure.TIMEOUT: "Reading its words took too long and was given up.",
    PageFailure.CRASHED: "Reading its words made the reader of scans stop, which was started again.",
    PageFailure.MEMORY: "Reading its words needs more memory than is allowed.",
    PageFailure.CLOSED: "Its words were not read, because the program is closing.",
}


def start_ocr_worker(pixels: pixel_buffer.PixelBuffer, memory_bytes: int) -> early_page.StartedWorker:
    """Start an OCR worker with two pipes, the pixel memory, a memory limit and the folder of its models.

    :raises OSError: no process can be started, or the models are gone.
    """
    arguments = (pixels.argument, str(memory_bytes), str(models_folder()))
    process = early_page.start_process("ocr_worker", arguments, pixels.inherited_fds, ENVIRONMENT)
    return early_page.StartedWorker(process, pixels, reads_files=False)


class OcrProcess:
    """One OCR worker. Thread-safe: calls block, and wait for each other."""

    def __init__(
        self,
        *,
        start: StartWorker = start_ocr_worker,
        ticks: int = TICKS,
        memory_bytes: int = MEMORY_BYTES,
        idle_seconds: float | None = None,
    ) -> None:
        """With ``idle_seconds`` the worker ends after so long without a picture, until the next one. The
        packages must be there: :func:`reviewer_app.documents.ocr_models.ocr_problem`."""
        self._worker = WorkerProcess(
            start=start, ticks=ticks, memory_bytes=memory_bytes, idle_seconds=idle_seconds
        )
        self._turn = threading.Lock()

    @property
    def pid(self) -> int | None:
        """Process id of the worker while one is running."""
        return self._worker.pid

    @property
    def starts(self) -> int:
        """How many workers were started."""
        return self._worker.starts

    def read(self, picture: PagePicture) -> OcrReading:
        """The words of a picture of a whole page that is not turned, and what it is like. Its pixels are
        copied.

        :raises PageFailedError: with a sentence that names no file.
        """
        message: Message = {
            "op": "read",
            "width": picture.width,
            "height": picture.height,
            "channels": picture.format.bytes_per_pixel,
            "dpi": picture.place.scale * 72,
        }
        try:
            with self._turn:
                self._worker.pixels.write(picture.pixels[: picture.stride * picture.height])
                answer = self._worker.ask(message, None, lambda answer: _checked(answer, picture))
        except WorkerError as failure:
            raise _failed(PageFailure(failure.cause)) from failure
        if answer is None:
            self._worker.discard()
            raise _failed(PageFailure.MEMORY)
        return answer

    def close(self) -> None:
        """End the worker; a picture that is being read on another thread ends with PageFailedError."""
        self._worker.close()


def picture_digest(picture: PagePicture) -> str:
    """Is the same for pictures with the same pixels at the same scale."""
    shape = f"{picture.width} {picture.height} {picture.format} {picture.place.scale:.6g};"
    digest = hashlib.sha256(shape.encode("ascii"))
    digest.update(picture.pixels[: picture.stride * picture.height])
    return digest.hexdigest()


def _checked(answer: Message, picture: PagePicture) -> OcrReading | None:
    """The reading; ``None`` where memory was short."""
    if answer.get("ok") is True:
        return ocr_answers.reading(answer, picture)
    if answer.get("cause") != PageFailure.MEMORY.value:
        raise AnswerError("cause")
    return None


def _failed(cause: PageFailure) -> PageFailedError:
    return PageFailedError(cause, _REASONS[cause])
