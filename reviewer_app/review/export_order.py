"""What is to be exported: which document, in which format, with or without who the member is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from reviewer_app.domain.errors import UsageError
from reviewer_app.summary.formats import PAPER_FORMATS, SummaryFormat


class ExportedDocument(StrEnum):
    """A document's value is its name on the command line."""

    SUMMARY = "summary"
    LETTER = "letter"
    """To the ordering provider: the determination, or what is still needed."""
    MEMBER_LETTER = "member-letter"
    """The same to the member."""


class TableRows(StrEnum):
    """What a row of a CSV file is."""

    FINDINGS = "findings"
    CASES = "cases"


@dataclass(frozen=True, slots=True)
class ExportOrder:
    """``redact`` leaves out what identifies the member; ``rows`` counts for CSV alone."""

    format: SummaryFormat
    document: ExportedDocument = ExportedDocument.SUMMARY
    rows: TableRows = TableRows.FINDINGS
    redact: bool = False

    @property
    def is_table(self) -> bool:
        """Whether many cases are written to one file."""
        return self.format is SummaryFormat.CSV

    @property
    def is_worklist(self) -> bool:
        """Whether each case is one row, signed or not."""
        return self.is_table and self.rows is TableRows.CASES


Choice = TypeVar("Choice", SummaryFormat, ExportedDocument, TableRows)


def export_order(
    format_name: str, document: str = "summary", rows: str = "findings", *, redact: bool = False
) -> ExportOrder:
    """The order that these words make; raises :class:`UsageError` naming those there are."""
    order = ExportOrder(
        _chosen(SummaryFormat, "format", format_name),
        _chosen(ExportedDocument, "document", document),
        _chosen(TableRows, "kind of rows", rows),
        redact,
    )
    if order.document is not ExportedDocument.SUMMARY and order.format not in PAPER_FORMATS:
        known = ", ".join(PAPER_FORMATS)
        raise UsageError(f"A letter is no {order.format} file; choose one of {known}.")
    if order.rows is not TableRows.FINDINGS and order.format is not SummaryFormat.CSV:
        raise UsageError("Only a csv file has rows to choose; leave them out or choose the format csv.")
    return order


def _chosen(kind: type[Choice], what: str, name: str) -> Choice:
    try:
        return kind(name)
    except ValueError:
        known = ", ".join(one.value for one in kind)
        raise UsageError(f"There is no {what} {name}; choose one of {known}.") from None
