"""Documents of a case as values: what a file is, whether it can be shown, and how large its pages are."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class DocumentStatus(StrEnum):
    """Whether a document can be read. Everything but ``OK`` comes with a sentence that says why."""

    OK = "ok"
    ENCRYPTED = "encrypted"
    """Needs a password that has not been given."""
    DAMAGED = "damaged"
    """Cannot be read, or is over a limit of size, time or memory."""
    UNSUPPORTED = "unsupported"
    """Contains something else than its name says, or nothing that the program can show."""
    EMPTY = "empty"
    """Has zero bytes or zero pages."""


@dataclass(frozen=True, slots=True)
class PageGeometry:
    """Size of one page in page points, as displayed: after CropBox, UserUnit and the page's own /Rotate.

    ``rotation`` is that own rotation in degrees clockwise (0, 90, 180, 270); it is already contained in
    ``width`` and ``height``. ``label`` is the page's printed number in the document ("iv", "A-3"), empty when
    the document has no page labels.
    """

    width: float
    height: float
    rotation: int = 0
    label: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """One file of a case folder.

    ``file`` is its path below the case folder with forward slashes. ``sha256`` (hexadecimal) identifies the
    content whatever the file is called; it is empty when the file could not be read. ``size`` is in bytes.
    ``error`` is one plain sentence when the status is not ok. ``notes`` are plain sentences about a readable
    document, for example that its owner restricted printing. ``modified`` is the time of the file's last
    change in nanoseconds when it was read; it tells a file that changed since, and two documents are the same
    without it.
    """

    file: str
    sha256: str
    size: int
    media_type: str
    status: DocumentStatus
    error: str | None = None
    pages: tuple[PageGeometry, ...] = ()
    notes: tuple[str, ...] = ()
    modified: int = field(default=0, compare=False)

    @property
    def page_count(self) -> int:
        return len(self.pages)

    @property
    def readable(self) -> bool:
        return self.status is DocumentStatus.OK
