"""Where the pages of documents come from."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from reviewer_app.documents.case_folder import path_of
from reviewer_app.domain.documents import Document
from reviewer_app.domain.pages import PageFailedError, PageFailure


@dataclass(frozen=True, slots=True)
class PageFile:
    """Where a document's pages come from. The password is kept in memory only and never shown.

    ``stamp`` is the size in bytes and the time of change in nanoseconds that the file had when it was hashed:
    a file that differs is not shown as if it were the same document.
    """

    path: Path
    media_type: str
    password: str | None = None
    stamp: tuple[int, int] | None = None

    @classmethod
    def of(cls, case: Path, document: Document, password: str | None = None) -> PageFile:
        """The file of a document of ``case``, a folder or a single file, as it was when it was read."""
        path = path_of(case, document.file) if case.is_dir() else case.resolve()
        return cls(path, document.media_type, password, (document.size, document.modified))

    def __repr__(self) -> str:
        return f"PageFile({self.media_type})"


MOST_TIMEOUTS = 2
"""How often a page may take too long to draw, and how often to read, before that is not tried any more: each
time costs a worker ten seconds in which it does nothing else, and a page is asked for again and again."""


class PageFiles:
    """The files of documents by key, usually their SHA-256; shared by all readers of a case."""

    def __init__(self) -> None:
        self._files: dict[str, PageFile] = {}
        self._timeouts: dict[tuple[PageFile, int, bool], int] = {}

    def register(self, document: str, file: PageFile) -> None:
        """Make ``file`` known under the key ``document``; replaces what was known before. Its pages are all
        tried again."""
        self._files[document] = file
        for tried in [tried for tried in self._timeouts if tried[0] == file]:
            del self._timeouts[tried]

    def note_timeout(self, file: PageFile, page: int, *, drawing: bool) -> None:
        """A page, or with page 0 the document as a whole, took too long to draw or to read."""
        tried = file, page, drawing
        self._timeouts[tried] = self._timeouts.get(tried, 0) + 1

    def is_given_up(self, file: PageFile, page: int, *, drawing: bool) -> bool:
        """Whether that took too long too often."""
        return self._timeouts.get((file, page, drawing), 0) >= MOST_TIMEOUTS

    def of(self, document: str) -> PageFile:
        """The file of a document. Raises PageFailedError when it is not known."""
        try:
            return self._files[document]
        except KeyError:
            sentence = "The document is no longer part of the case. Open the case again."
            raise PageFailedError(PageFailure.NO_SUCH_PAGE, sentence) from None
