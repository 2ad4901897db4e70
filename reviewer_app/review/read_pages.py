"""The pages of the open case, for the window's render queue.

Made before Qt is imported, around a worker that may be drawing the first page already; it therefore imports
nothing but the page worker's client.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from reviewer_app.documents.early_page import StartedWorker
from reviewer_app.documents.page_reader import PageFile, PageReader
from reviewer_app.documents.worker_process import WorkerProcess
from reviewer_app.domain.documents import Document, PageGeometry
from reviewer_app.domain.pages import DrawRequest, PagePicture, PageText

EARLY_DOCUMENT = "early"
"""Key of the document whose first page is drawn before the case has been read."""

EARLY_PAGE = DrawRequest(EARLY_DOCUMENT, page=1, scale=1.0)
"""Stands for the early picture; its real scale is in the picture's place."""


class CasePages:
    """A :class:`~reviewer_app.domain.pages.PageSource` over the documents of the open case.

    ``early_file`` names the file whose first page is under way, relative to the case; empty without one.
    """

    def __init__(self, started: StartedWorker | None = None) -> None:
        self._reader = PageReader(WorkerProcess(started))
        self._early: StartedWorker | None = None
        self.early_file = ""
        if started is not None and started.early_file:
            self._early = started
            self._reader.register(EARLY_DOCUMENT, PageFile(started.early_path, started.early_type))
            self.early_file = started.early_file

    @property
    def early_requests(self) -> tuple[DrawRequest, ...]:
        """The request that the worker is serving already, if any."""
        return (EARLY_PAGE,) if self.early_file else ()

    def show_case(self, folder: Path, documents: Iterable[Document]) -> None:
        """Make the documents of a case known, each under its SHA-256."""
        for document in documents:
            if document.readable:
                self._reader.register(document.sha256, PageFile.of(folder, document))

    def draw(self, request: DrawRequest) -> PagePicture:
        if request is EARLY_PAGE and self._early is not None:
            started, self._early = self._early, None
            return self._reader.early_picture(started)
        return self._reader.draw(request)

    def text(self, document: str, page: int) -> PageText:
        return self._reader.text(document, page)

    def geometry(self, document: str, first: int, count: int) -> Sequence[PageGeometry]:
        return self._reader.geometry(document, first, count)

    def crop_png(self, request: DrawRequest) -> bytes:
        return self._reader.crop_png(request)

    def close(self) -> None:
        self._reader.close()
