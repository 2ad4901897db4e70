"""The formats a document can be written in. Each is imported only when it is asked for."""

from __future__ import annotations

from enum import StrEnum

from reviewer_app.summary.paper import Paper
from reviewer_app.summary.sections import summary_paper
from reviewer_app.summary.values import DeterminationSummary


class SummaryFormat(StrEnum):
    """A format's value is its name on the command line and its file ending."""

    PDF = "pdf"
    HTML = "html"
    DOCX = "docx"
    JSON = "json"
    CSV = "csv"


PAPER_FORMATS = (SummaryFormat.PDF, SummaryFormat.HTML, SummaryFormat.DOCX)
"""Formats for people, in which every document can be written."""


def render(summary: DeterminationSummary, summary_format: SummaryFormat) -> bytes:
    """The summary in that format. Raises as :func:`render_paper` does."""
    if summary_format is SummaryFormat.CSV:
        from reviewer_app.summary.csv import findings_csv

        return findings_csv((summary,))
    if summary_format is SummaryFormat.JSON:
        from reviewer_app.summary.json import summary_json

        return summary_json(summary)
    return render_paper(summary_paper(summary), summary_format)


def render_paper(paper: Paper, paper_format: SummaryFormat) -> bytes:
    """The document in one of :data:`PAPER_FORMATS`.

    :raises ExportError: the PDF could not be made within its limits of time and memory.
    :raises InputError: the program's own templates are missing.
    :raises ValueError: the format is none for people, which is a defect of the caller.
    """
    match paper_format:
        case SummaryFormat.PDF:
            from reviewer_app.summary.pdf import paper_pdf

            return paper_pdf(paper)
        case SummaryFormat.HTML:
            from reviewer_app.summary.html import paper_html

            return paper_html(paper)
        case SummaryFormat.DOCX:
            from reviewer_app.summary.docx import paper_docx

            return paper_docx(paper)
    raise ValueError(f"{paper_format} is no format for people")
