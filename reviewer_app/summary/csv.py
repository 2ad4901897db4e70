"""Tables for spreadsheets: one row a finding, or one row a case.

UTF-8 with a byte order mark, without which Excel takes it for the computer's old code page; commas, rows that
end with CR LF (RFC 4180). A cell that a spreadsheet would take for a formula begins with an apostrophe.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import datetime

from reviewer_app.domain.request import Request
from reviewer_app.summary.displayable import displayable
from reviewer_app.summary.section_of_criteria import short_place
from reviewer_app.summary.values import CriteriaGroup, DeterminationSummary, SummaryElement, SummaryRequest

BYTE_ORDER_MARK = "\ufeff"

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What a spreadsheet may begin a formula at, the wide forms of the signs included (OWASP, CSV injection)."""

CASE_COLUMNS = (
    "request_id",
    "member_id",
    "last_name",
    "first_name",
    "birth_date",
    "payer",
    "line_of_business",
    "services",
    "date_of_service",
    "received",
    "due",
    "urgency",
    "review_version",
    "review_status",
    "outcomes",
    "signed_by",
    "signed_role",
    "signed_at",
    "present",
    "absent",
    "insufficient",
    "not_applicable",
    "not_reviewed",
    "open_discrepancies",
    "blockers",
    "documents",
    "pages",
)
"""One row a case: dates as 2025-05-08, instants with their offset, counts of findings by state."""

FINDING_COLUMNS = (
    "request_id",
    "member_id",
    "review_version",
    "review_status",
    "policy",
    "policy_version",
    "row",
    "element_id",
    "element",
    "lines",
    "required",
    "finding",
    "reason",
    "note",
    "entries",
    "evidence",
    "quotes",
    "marked_by",
    "marked_at",
)
"""One row a finding; several values in one cell are separated by a semicolon, quotes by a line feed."""

STATES = ("present", "absent", "insufficient", "not-applicable", "not-reviewed")

NEW = "new"
"""The review status of a case that nobody has opened."""

Row = tuple[str, ...]


def findings_csv(summaries: Iterable[DeterminationSummary]) -> bytes:
    """One row for each element of each case."""
    rows = (row for summary in summaries for row in finding_rows(summary))
    return table_csv(FINDING_COLUMNS, rows)


def cases_csv(summaries: Iterable[DeterminationSummary]) -> bytes:
    """One row for each case."""
    return table_csv(CASE_COLUMNS, (case_row(summary) for summary in summaries))


def finding_rows(summary: DeterminationSummary) -> tuple[Row, ...]:
    """The rows of one case under :data:`FINDING_COLUMNS`."""
    return tuple(
        _finding_row(summary, group, element) for group in summary.criteria for element in group.elements
    )


def case_row(summary: DeterminationSummary) -> Row:
    """The row of one case under :data:`CASE_COLUMNS`."""
    decision = summary.decision
    findings = [element.finding for group in summary.criteria for element in group.elements]
    blockers = {(line.line, one.code, one.message) for line in summary.lines for one in line.obstacles}
    return (
        *_request_cells(summary.request, "; ".join(line.label for line in summary.lines), summary.due),
        str(summary.review.version),
        summary.review.status,
        "; ".join(line.outcome for line in summary.lines if line.outcome),
        decision.name if decision is not None else "",
        decision.role if decision is not None else "",
        decision.signed_at.isoformat() if decision is not None else "",
        *(str(findings.count(state)) for state in STATES),
        str(sum(one.state == "blocks" for one in summary.discrepancies)),
        str(len(blockers)),
        str(len(summary.documents)),
        str(sum(document.pages for document in summary.documents)),
    )


def new_case_row(request: Request, due: datetime | None) -> Row:
    """The row of a case that nobody has reviewed yet: what its request says, and that it is new."""
    services = "; ".join(service.label for service in request.services)
    cells = (*_request_cells(request, services, due), "", NEW)
    return cells + ("",) * (len(CASE_COLUMNS) - len(cells))


def _request_cells(request: Request | SummaryRequest, services: str, due: datetime | None) -> Row:
    member = request.member
    day = request.date_of_service if isinstance(request, SummaryRequest) else request.requested_dos
    return (
        request.request_id,
        member.member_id,
        member.last_name,
        member.first_name,
        member.dob.isoformat() if member.dob is not None else "",
        request.plan.payer,
        request.plan.line_of_business,
        services,
        day.isoformat() if day is not None else "",
        request.received.isoformat() if request.received is not None else "",
        due.isoformat() if due is not None else "",
        request.urgency,
    )


def _finding_row(summary: DeterminationSummary, group: CriteriaGroup, element: SummaryElement) -> Row:
    return (
        summary.request.request_id,
        summary.request.member.member_id,
        str(summary.review.version),
        summary.review.status,
        group.policy_id,
        group.version,
        element.row,
        element.id,
        element.title,
        "; ".join(str(line) for line in element.lines),
        "yes" if element.required else "no",
        element.finding,
        element.reason,
        element.note,
        "; ".join(", ".join(f"{item.label}: {item.value}" for item in entry) for entry in element.details),
        "; ".join(f"{short_place(item)} of {item.file}" for item in element.evidence),
        "\n".join(item.quote for item in element.evidence if item.quote),
        element.marked_by,
        element.marked_at.isoformat() if element.marked_at is not None else "",
    )


def table_csv(columns: Sequence[str], rows: Iterable[Row]) -> bytes:
    """A header and rows as a file for spreadsheets."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows(tuple(safe_cell(cell) for cell in row) for row in rows)
    return (BYTE_ORDER_MARK + text.getvalue()).encode("utf-8")


def safe_cell(text: str) -> str:
    """The text as a cell that no spreadsheet calculates; what cannot be shown is written as its code."""
    shown = displayable(text)
    return f"'{shown}" if text.startswith(FORMULA_STARTS) or shown.startswith(FORMULA_STARTS) else shown
