"""Page sources for tests: a real worker with a record of what was asked, and a gate before it."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path

from reviewer_app.documents.page_file import PageFile
from reviewer_app.documents.page_reader import PageReader
from reviewer_app.documents.worker_process import WorkerProcess
from reviewer_app.domain.contents import DocumentContents, Link
from reviewer_app.domain.documents import PageGeometry
from reviewer_app.domain.likeness import Likeness
from reviewer_app.domain.pages import DrawRequest, PagePicture, PageText
from reviewer_app.domain.search import SearchableText

PDF = "application/pdf"
LONGEST_WAIT = 30.0


class RecordingSource:
    """Passes everything to a real page worker and remembers what was drawn.

    While the gate is closed, calls wait before it; so a test decides what is asked while a job is under way.
    """

    def __init__(self) -> None:
        self.reader = PageReader(WorkerProcess())
        self.drawn: list[DrawRequest] = []
        self.read: list[tuple[str, int]] = []
        self.indexed: list[tuple[str, int]] = []
        self.linked: list[tuple[str, int]] = []
        self.arrived = threading.Semaphore(0)
        self.gate = threading.Event()
        self.gate.set()

    def register(self, path: Path) -> str:
        """Make a PDF known; returns its key."""
        self.reader.register(path.name, PageFile(path, PDF))
        return path.name

    def drawn_pages(self) -> list[int]:
        return [request.page for request in self.drawn]

    def draw(self, request: DrawRequest) -> PagePicture:
        self.drawn.append(request)
        self._pass_gate()
        return self.reader.draw(request)

    def text(self, document: str, page: int) -> PageText:
        self.read.append((document, page))
        self._pass_gate()
        return self.reader.text(document, page)

    def searchable(self, document: str, page: int) -> SearchableText:
        """The words of the page, so that a test needs nothing of how they are made searchable."""
        self.indexed.append((document, page))
        self._pass_gate()
        words = self.reader.text(document, page).words
        return SearchableText(" ".join(word.text for word in words), bytes(16 * len(words)))

    def likeness(self, document: str, page: int) -> Likeness:
        return self.reader.likeness(document, page)

    def compare(self, document: str, page: int, one: Likeness, other: Likeness) -> float:
        return self.reader.compare(document, page, one, other)

    def geometry(self, document: str, first: int, count: int) -> Sequence[PageGeometry]:
        return self.reader.geometry(document, first, count)

    def crop_png(self, request: DrawRequest) -> bytes:
        return self.reader.crop_png(request)

    def contents(self, document: str) -> DocumentContents:
        self._pass_gate()
        return self.reader.contents(document)

    def links(self, document: str, page: int) -> tuple[Link, ...]:
        self.linked.append((document, page))
        self._pass_gate()
        return self.reader.links(document, page)

    def attachment(self, document: str, number: int) -> bytes:
        return self.reader.attachment(document, number)

    def close(self) -> None:
        self.gate.set()
        self.reader.close()

    def _pass_gate(self) -> None:
        self.arrived.release()
        assert self.gate.wait(LONGEST_WAIT)
