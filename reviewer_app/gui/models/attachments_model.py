"""The files that are attached to a document, as rows."""

from __future__ import annotations

from typing import NamedTuple

from reviewer_app.domain.contents import Attachment
from reviewer_app.gui.models.rows_model import RowsModel

UNITS = ("kB", "MB", "GB")


class AttachmentRow(NamedTuple):
    """An attached file under its cleaned name."""

    number: int
    name: str
    size: str
    description: str

    @property
    def key(self) -> int:
        return self.number

    @property
    def text(self) -> str:
        return self.name

    @property
    def selectable(self) -> bool:
        return True

    @property
    def spoken(self) -> str:
        return ", ".join(part for part in (self.name, self.size, self.description) if part)


def attachment_rows(attachments: tuple[Attachment, ...]) -> tuple[AttachmentRow, ...]:
    return tuple(
        AttachmentRow(one.number, one.name, size_words(one.size), " ".join(one.description.split()))
        for one in attachments
    )


def size_words(size: int) -> str:
    """A size in bytes as people read it, in thousands; empty when it is not known."""
    if size <= 0:
        return ""
    if size < 1000:
        return "1 byte" if size == 1 else f"{size} bytes"
    power = 1
    while size / 1000**power >= 999.5 and power < len(UNITS):
        power += 1
    amount, unit = size / 1000**power, UNITS[power - 1]
    return f"{amount:.0f} {unit}" if amount >= 9.95 else f"{amount:.1f} {unit}"


class AttachmentsModel(RowsModel[AttachmentRow]):
    """All attached files of one document."""
