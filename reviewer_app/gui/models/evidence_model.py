"""The evidence of one element as rows: what it says, and where."""

from __future__ import annotations

from typing import NamedTuple

from reviewer_app.domain.evidence import Evidence
from reviewer_app.domain.file_date import document_date
from reviewer_app.domain.review import Finding
from reviewer_app.gui.models.rows_model import RowsModel
from reviewer_app.gui.models.wording import document_title, short_day

WHOLE_PAGE = "The whole page"


class EvidenceRow(NamedTuple):
    """One piece of evidence."""

    evidence: Evidence
    selectable: bool = True

    @property
    def key(self) -> str:
        return self.evidence.id

    @property
    def quoted(self) -> bool:
        return bool(self.evidence.anchor.quote.strip())

    @property
    def text(self) -> str:
        quote = " ".join(self.evidence.anchor.quote.split())
        if quote:
            return f"“{quote}”"
        return WHOLE_PAGE if self.evidence.anchor.whole_page else "An area of the page"

    @property
    def place(self) -> str:
        """Document and page, with the date that the file's name carries."""
        written = document_date(self.evidence.file)
        dated = f" {short_day(written)}" if written is not None else ""
        return f"{document_title(self.evidence.file)}{dated} · p {self.evidence.anchor.page}"

    @property
    def spoken(self) -> str:
        return f"{self.text} {self.evidence.file}, page {self.evidence.anchor.page}"


class EvidenceModel(RowsModel[EvidenceRow]):
    """The evidence that the detail pane lists."""

    def show_finding(self, finding: Finding) -> None:
        self.show(tuple(EvidenceRow(item) for item in finding.evidence))
