"""Pages of registered documents: a page source over a page worker."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

from reviewer_app.documents import answers
from reviewer_app.documents.case_folder import shown_name
from reviewer_app.documents.early_page import StartedWorker
from reviewer_app.documents.limits import MAX_ATTACHMENT_BYTES
from reviewer_app.documents.page_file import PageFile, PageFiles
from reviewer_app.documents.wire import Message
from reviewer_app.documents.worker_process import WorkerError, WorkerProcess
from reviewer_app.domain.documents import PageGeometry
from reviewer_app.domain.pages import DrawRequest, PageFailedError, PageFailure, PagePicture, PageText, Rect

if TYPE_CHECKING:
    from reviewer_app.domain.contents import DocumentContents, Link
    from reviewer_app.domain.likeness import Likeness
    from reviewer_app.domain.search import SearchableText

_Answer = TypeVar("_Answer")

DRAWING = frozenset({"draw", "crop", "likeness"})
"""Operations that decode pictures; the others read only what is written."""

_REASONS = {
    PageFailure.TIMEOUT: "took too long and was given up",
    PageFailure.CRASHED: "made the page reader stop, which was started again",
    PageFailure.MEMORY: "needs more memory than is allowed",
    PageFailure.DAMAGED: "is damaged and cannot be read",
    PageFailure.ENCRYPTED: "is locked with a password",
    PageFailure.UNSUPPORTED: "contains something else than its name says",
    PageFailure.EMPTY: "can be opened, but has no pages",
    PageFailure.NO_SUCH_PAGE: "does not exist",
    PageFailure.TOO_LARGE: "is larger than is allowed",
    PageFailure.CHANGED: "changed on disk after the case was opened",
    PageFailure.CLOSED: "was not read because the program is closing",
}
_WAYS_OUT = {
    PageFailure.TIMEOUT: "Read the folder again to try once more, or ask for it to be sent again.",
    PageFailure.CRASHED: "Ask for it to be sent again.",
    PageFailure.MEMORY: "Ask for it to be sent again at a lower resolution.",
    PageFailure.DAMAGED: "Ask for it to be sent again.",
    PageFailure.ENCRYPTED: "Ask the sender for the password, or for a file without one.",
    PageFailure.UNSUPPORTED: "Ask what was meant to be sent.",
    PageFailure.EMPTY: "Ask for it to be sent again.",
    PageFailure.NO_SUCH_PAGE: "The file may have changed; open the case again.",
    PageFailure.TOO_LARGE: "Ask for it to be sent in parts.",
    PageFailure.CHANGED: "Open the case again to see what changed.",
    PageFailure.CLOSED: "",
}
_ATTACHMENT_REASONS = {
    PageFailure.DAMAGED: "is damaged and was not saved. Ask for it to be sent by itself.",
    PageFailure.MEMORY: "needs more memory than is allowed. Ask for it to be sent by itself.",
    PageFailure.TIMEOUT: "took too long to unpack and was given up. Ask for it to be sent by itself.",
    PageFailure.TOO_LARGE: f"is larger than {MAX_ATTACHMENT_BYTES // 1024**2} MB and was not saved. "
    "Ask for it to be sent by itself.",
    PageFailure.NO_SUCH_PAGE: "does not exist. The document may have changed; open the case again.",
}
"""Sentences about an attached file; every other failure is that of its document."""


class PageReader:
    """Draws and reads pages of the documents registered with it. Thread-safe; calls block.

    Readers made with the same ``files`` know the same documents.
    """

    def __init__(self, worker: WorkerProcess, files: PageFiles | None = None) -> None:
        self._worker = worker
        self._files = PageFiles() if files is None else files

    def register(self, document: str, file: PageFile) -> None:
        """Make ``file`` known under the key ``document`` (its SHA-256); replaces what was known before."""
        self._files.register(document, file)

    def early_picture(self, started: StartedWorker) -> PagePicture:
        """The picture that :func:`~reviewer_app.documents.early_page.start_with_first_page` asked for.

        To be called before anything else is asked of this reader, when ``started.early_file`` is not empty.
        Raises PageFailedError.
        """
        file = PageFile(started.early_path, started.early_type)
        return self._checked(
            file,
            1,
            self._worker.pending_answer,
            lambda answer: answers.picture(answer, 0, self._worker.pixels),
        )

    def open(self, file: PageFile) -> tuple[int, tuple[str, ...]]:
        """Number of pages, and notes as plain sentences. Raises PageFailedError."""
        return self._ask(file, 0, {"op": "open"}, answers.opened)

    def page_sizes(self, file: PageFile, first: int, count: int) -> tuple[PageGeometry, ...]:
        """Like :meth:`geometry`, of a file that need not be registered."""
        request = {"op": "geometry", "first": first, "count": count}
        return self._ask(file, 0, request, answers.geometry)

    def geometry(self, document: str, first: int, count: int) -> tuple[PageGeometry, ...]:
        """Sizes of up to ``count`` (at most 500) pages from page ``first`` on. Raises PageFailedError."""
        return self.page_sizes(self._files.of(document), first, count)

    def draw(self, request: DrawRequest) -> PagePicture:
        """A picture of the page. Its pixels are valid until the next call. Raises PageFailedError."""
        file = self._files.of(request.document)
        return self._ask(
            file,
            request.page,
            _draw_message("draw", request),
            lambda answer: answers.picture(answer, request.rotation, self._worker.pixels),
        )

    def crop_png(self, request: DrawRequest) -> bytes:
        """The same picture as a PNG file. Raises PageFailedError."""
        file = self._files.of(request.document)
        message = _draw_message("crop", request)
        return self._ask(file, request.page, message, lambda answer: answers.png(answer, self._worker.pixels))

    def crop_words_png(self, request: DrawRequest, keep: Sequence[Rect], cover: Sequence[Rect]) -> bytes:
        """A picture of what is inside ``keep`` alone, black inside ``cover`` and white elsewhere, as a PNG
        file; the rectangles are in page points, the page is not turned. Raises PageFailedError."""
        if request.rotation:
            raise ValueError("words are shown alone on a page that is not turned")
        file = self._files.of(request.document)
        message = {**_draw_message("crop", request), "keep": _boxes(keep), "cover": _boxes(cover)}
        return self._ask(file, request.page, message, lambda answer: answers.png(answer, self._worker.pixels))

    def inscriptions(self, document: str) -> tuple[str, ...]:
        """Every text that a PDF carries besides its pages. Raises PageFailedError."""
        from reviewer_app.documents import content_answers

        file = self._files.of(document)
        return self._ask(file, 0, {"op": "inscriptions"}, content_answers.inscriptions)

    def text(self, document: str, page: int) -> PageText:
        """The words of the page, in page points. Raises PageFailedError."""
        file = self._files.of(document)
        return self._ask(file, page, {"op": "text", "page": page}, answers.text)

    def searchable(self, document: str, page: int) -> SearchableText:
        """All words of the page as they are indexed, form field values and annotations included.

        Raises PageFailedError.
        """
        from reviewer_app.documents import content_answers

        file = self._files.of(document)
        return self._ask(file, page, {"op": "searchable", "page": page}, content_answers.searchable)

    def likeness(self, document: str, page: int) -> Likeness:
        """What the page looks like, to find copies of it. Raises PageFailedError."""
        from reviewer_app.documents import content_answers

        file = self._files.of(document)
        return self._ask(file, page, {"op": "likeness", "page": page}, content_answers.likeness)

    def compare(self, document: str, page: int, one: Likeness, other: Likeness) -> float:
        """How sure it is, between 0 and 1, that two likenesses are of one page, for the sake of this page.

        Done by the worker because it takes a tenth of a second. Raises PageFailedError.
        """
        from reviewer_app.documents import content_answers

        file = self._files.of(document)
        pictures = content_answers.pictures_message(one, other)
        return self._ask(file, page, {"op": "compare", "page": page, **pictures}, content_answers.score)

    def contents(self, document: str) -> DocumentContents:
        """Outline and attached files of the document. Raises PageFailedError."""
        from reviewer_app.documents import content_answers

        file = self._files.of(document)
        return self._ask(file, 0, {"op": "contents"}, content_answers.contents)

    def links(self, document: str, page: int) -> tuple[Link, ...]:
        """The links on the page, in page points. Raises PageFailedError."""
        from reviewer_app.documents import content_answers

        file = self._files.of(document)
        return self._ask(file, page, {"op": "links", "page": page}, content_answers.links)

    def attachment(self, document: str, number: int) -> bytes:
        """The content of attached file ``number``, at most 200 MB. Raises PageFailedError."""
        from reviewer_app.documents import content_answers

        file = self._files.of(document)
        data, more = bytearray(), True
        while more and len(data) <= MAX_ATTACHMENT_BYTES:
            message = {"op": "attachment", "number": number, "first": len(data)}
            try:
                portion, more = self._ask(
                    file, 0, message, lambda answer: content_answers.portion(answer, self._worker.pixels)
                )
            except PageFailedError as failure:
                if failure.cause not in _ATTACHMENT_REASONS:
                    raise
                raise _attachment_failed(failure.cause, file) from failure
            data += portion
        if len(data) > MAX_ATTACHMENT_BYTES:
            raise _attachment_failed(PageFailure.TOO_LARGE, file)
        return bytes(data)

    def protections(self) -> frozenset[str]:
        """What the system keeps the worker from, of :data:`reviewer_app.documents.limits.PROTECTIONS`.

        Raises :class:`~reviewer_app.documents.worker_process.WorkerError`.
        """
        return self._worker.ask({"op": "protections"}, None, answers.protections)

    def close(self) -> None:
        """End the worker. A call under way on another thread ends with PageFailedError."""
        self._worker.close()

    def _ask(
        self, file: PageFile, page: int, message: Message, check: Callable[[Message], _Answer]
    ) -> _Answer:
        drawing = message["op"] in DRAWING
        if self._files.is_given_up(file, page, drawing=drawing):
            raise _failed(PageFailure.TIMEOUT, file, page)
        try:
            return self._checked(file, page, lambda take: self._worker.ask(message, file, take), check)
        except PageFailedError as failure:
            if failure.cause is PageFailure.TIMEOUT:
                self._files.note_timeout(file, page, drawing=drawing)
            raise

    def _checked(
        self,
        file: PageFile,
        page: int,
        ask: Callable[[Callable[[Message], _Answer | PageFailure]], _Answer | PageFailure],
        check: Callable[[Message], _Answer],
    ) -> _Answer:
        """The checked answer, or PageFailedError. A worker that lacks memory is ended."""

        def take(answer: Message) -> _Answer | PageFailure:
            return check(answer) if answer.get("ok") is True else PageFailure(str(answer.get("cause")))

        try:
            answer = ask(take)
        except WorkerError as failure:
            raise _failed(PageFailure(failure.cause), file, page) from failure
        if isinstance(answer, PageFailure):
            if answer is PageFailure.MEMORY:
                self._worker.discard()
            raise _failed(answer, file, page)
        return answer


def asked_again(ask: Callable[[], _Answer]) -> _Answer:
    """What ``ask`` gives, asked once more where the worker ended over it: that may have come from outside, as
    where memory is short, and then it is no fault of the page. Raises PageFailedError."""
    try:
        return ask()
    except PageFailedError as failure:
        if failure.cause is not PageFailure.CRASHED:
            raise
        return ask()


def _draw_message(operation: str, request: DrawRequest) -> Message:
    if not (request.scale > 0 and math.isfinite(request.scale)):
        raise ValueError("scale must be a positive number")
    clip = request.clip
    return {
        "op": operation,
        "page": request.page,
        "scale": request.scale,
        "rotation": request.rotation,
        "clip": None if clip is None else [clip.x0, clip.y0, clip.x1, clip.y1],
        "gray": request.gray_allowed,
    }


def _boxes(rects: Sequence[Rect]) -> list[list[float]]:
    return [[rect.x0, rect.y0, rect.x1, rect.y1] for rect in rects]


def _failed(cause: PageFailure, file: PageFile, page: int) -> PageFailedError:
    name = shown_name(file.path.name)
    what = f"Page {page} of {name}" if page else name
    return PageFailedError(cause, f"{what} {_REASONS[cause]}. {_WAYS_OUT[cause]}".rstrip())


def _attachment_failed(cause: PageFailure, file: PageFile) -> PageFailedError:
    name = shown_name(file.path.name)
    return PageFailedError(cause, f"The file attached to {name} {_ATTACHMENT_REASONS[cause]}")
