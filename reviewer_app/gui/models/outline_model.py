"""The outline of a document as rows: titles with their depth, and the page that each leads to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from reviewer_app.domain.contents import OutlineEntry
from reviewer_app.domain.documents import PageGeometry
from reviewer_app.gui.models.page_names import printed_number
from reviewer_app.gui.models.rows_model import RowsModel


class OutlineRow(NamedTuple):
    """An entry; ``number`` is its place in the outline, ``page`` 0 when it leads nowhere, ``label`` what is
    printed on that page."""

    number: int
    title: str
    level: int
    page: int
    label: str = ""

    @property
    def key(self) -> int:
        return self.number

    @property
    def text(self) -> str:
        return self.title

    @property
    def selectable(self) -> bool:
        return self.page > 0

    @property
    def where(self) -> str:
        """The page, after what is printed on it where that is something else."""
        if not self.page:
            return ""
        number, printed = f"p {self.page:,}", printed_number(self.page, self.label)
        return f"{printed} ({number})" if printed else number

    @property
    def spoken(self) -> str:
        return f"{self.title}, {self.where}" if self.where else f"{self.title}, leads nowhere"


def outline_rows(outline: Sequence[OutlineEntry], pages: Sequence[PageGeometry]) -> tuple[OutlineRow, ...]:
    """The rows of an outline; pages that the document does not have count as leading nowhere."""
    rows = []
    for number, entry in enumerate(outline):
        inside = 1 <= entry.page <= len(pages)
        label = pages[entry.page - 1].label if inside else ""
        title = " ".join(entry.title.split()) or "Without a title"
        rows.append(OutlineRow(number, title, entry.level, entry.page if inside else 0, label))
    return tuple(rows)


class OutlineModel(RowsModel[OutlineRow]):
    """The entries that contain every word that was typed, in the document's order."""

    def show_fitting(self, rows: Sequence[OutlineRow], typed: str) -> None:
        wanted = typed.lower().split()
        self.show(
            tuple(row for row in rows if all(word in f"{row.title} {row.where}".lower() for word in wanted))
        )
