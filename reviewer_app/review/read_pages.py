"""The pages of the open case, for the window's render queue.

Made before Qt is imported, around a worker that may be drawing the first page already; it therefore imports
nothing but the page worker's client.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from reviewer_app.documents.early_page import StartedWorker
from reviewer_app.documents.limits import IDLE_SECONDS
from reviewer_app.documents.page_file import PageFile, PageFiles
from reviewer_app.documents.page_reader import PageReader
from reviewer_app.documents.worker_process import WorkerProcess
from reviewer_app.domain.documents import Document
from reviewer_app.domain.page_source import PageSource
from reviewer_app.domain.pages import DrawRequest, PagePicture
from reviewer_app.review.passwords import Passwords

EARLY_DOCUMENT = "early"
"""Key of the document whose first page is drawn before the case has been read."""

EARLY_PAGE = DrawRequest(EARLY_DOCUMENT, page=1, scale=1.0)
"""Stands for the early picture; its real scale is in the picture's place."""


class CasePages:
    """The documents of the open case, and the two page sources that show them.

    Both sources know all documents and may serve any request. The first goes on with the worker that is
    ``started``, if one is; the second starts its own when it is first asked, and ends it when it is idle.
    ``early_file`` names the file whose first page is under way, relative to the case; empty without one.
    ``passwords`` are those that were given in this run.
    """

    def __init__(self, started: StartedWorker | None = None) -> None:
        self.passwords = Passwords()
        self._files = PageFiles()
        first = _FirstSource(started, self._files)
        self._helper = WorkerProcess(idle_seconds=IDLE_SECONDS)
        self.sources: tuple[PageSource, PageSource] = (first, PageReader(self._helper, self._files))
        self.early_file = started.early_file if started else ""

    @property
    def early_requests(self) -> tuple[DrawRequest, ...]:
        """The request that the first source's worker is serving already, if any."""
        return (EARLY_PAGE,) if self.early_file else ()

    def show_case(self, folder: Path, documents: Iterable[Document]) -> None:
        """Make the documents of a case known, each under its SHA-256."""
        for document in documents:
            if document.readable:
                password = self.passwords.of(document.sha256)
                self._files.register(document.sha256, PageFile.of(folder, document, password))

    def show_guest(self, folder: Path, document: Document) -> None:
        """Make a document of another case known, which lies in another folder."""
        self.show_case(folder, (document,))

    @contextmanager
    def reader(self) -> Iterator[PageReader]:
        """Lends the second source's worker, so that reading a folder or exporting starts no third one. What
        the source is asked meanwhile goes between the requests."""
        yield PageReader(self._helper)

    def close(self) -> None:
        """End both sources; whoever reads at that moment gets a PageFailedError."""
        for source in self.sources:
            source.close()


class _FirstSource(PageReader):
    """The source whose worker may be drawing the early picture."""

    def __init__(self, started: StartedWorker | None, files: PageFiles) -> None:
        super().__init__(WorkerProcess(started), files)
        self._early: StartedWorker | None = None
        if started is not None and started.early_file:
            self._early = started
            files.register(EARLY_DOCUMENT, PageFile(started.early_path, started.early_type))

    def draw(self, request: DrawRequest) -> PagePicture:
        if request is EARLY_PAGE and self._early is not None:
            started, self._early = self._early, None
            return self.early_picture(started)
        return super().draw(request)
