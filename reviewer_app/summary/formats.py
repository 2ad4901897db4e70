"""The formats a summary can be written in. Each is imported only when it is asked for."""

from __future__ import annotations

from enum import StrEnum

from reviewer_app.summary.sections import summary_paper
from reviewer_app.summary.values import DeterminationSummary


class SummaryFormat(StrEnum):
    """A format's value is its name on the command line and its file ending."""

    PDF = "pdf"
    HTML = "html"
    JSON = "json"


def render(summary: DeterminationSummary, summary_format: SummaryFormat) -> bytes:
    """The summary in that format.

    :raises ExportError: the PDF could not be made within its limits of time and memory.
    :raises InputError: the program's own templates are missing.
    """
    match summary_format:
        case SummaryFormat.PDF:
            from reviewer_app.summary.pdf import paper_pdf

            return paper_pdf(summary_paper(summary))
        case SummaryFormat.HTML:
            from reviewer_app.summary.html import paper_html

            return paper_html(summary_paper(summary))
        case SummaryFormat.JSON:
            from reviewer_app.summary.json import summary_json

            return summary_json(summary)
