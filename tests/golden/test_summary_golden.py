"""The exports of the signed case and of the draft are, character for character, what they were."""

from __future__ import annotations

import pytest

from reviewer_app.domain.case import OpenCase
from reviewer_app.summary.csv import cases_csv, findings_csv
from reviewer_app.summary.formats import SummaryFormat, render, render_paper
from reviewer_app.summary.letter import Reader, letter_paper
from tests.golden.conftest import CompareGolden
from tests.unit.summary import cases
from tests.unit.summary.recorded_case import recorded_case
from tests.unit.summary.test_docx import docx_lines
from tests.unit.summary.test_letter import DENIED, DENY_PARTS, PEND_PARTS, PENDED
from tests.unit.summary.test_pdf import page_lines, pages_of
from tests.unit.summary.test_summary import summary_of

ALL = pytest.mark.parametrize(
    ("name", "case"),
    [("signed", cases.signed_case()), ("draft", cases.draft_case()), ("recorded", recorded_case())],
    ids=["signed", "draft", "recorded"],
)


@ALL
@pytest.mark.parametrize("summary_format", [SummaryFormat.HTML, SummaryFormat.JSON])
def test_html_and_json(
    name: str, case: OpenCase, summary_format: SummaryFormat, compare_golden: CompareGolden
) -> None:
    compare_golden(f"summary-{name}.{summary_format}", render(summary_of(case), summary_format))


@pytest.mark.parametrize(
    ("name", "case"),
    [("signed", cases.signed_case()), ("recorded", recorded_case())],
    ids=["signed", "recorded"],
)
def test_pdf_text(name: str, case: OpenCase, compare_golden: CompareGolden) -> None:
    """Not of the draft: it has characters that the computer's own fonts must help with."""
    lines: list[str] = []
    for number, page in enumerate(pages_of(render(summary_of(case), SummaryFormat.PDF)), start=1):
        lines += [f"--- page {number} ---", *page_lines(page), ""]
    compare_golden(f"summary-{name}.pdf.txt", "\n".join(lines).encode("utf-8"))


@ALL
def test_docx_text(name: str, case: OpenCase, compare_golden: CompareGolden) -> None:
    """Each paragraph and row with its style; the looks are judged by eye."""
    lines = docx_lines(render(summary_of(case), SummaryFormat.DOCX))
    compare_golden(f"summary-{name}.docx.txt", "\n".join((*lines, "")).encode("utf-8"))


@pytest.mark.parametrize("name", ["request", "denial"])
@pytest.mark.parametrize("reader", list(Reader))
def test_letters(name: str, reader: Reader, compare_golden: CompareGolden) -> None:
    """The same words in each format."""
    summary, parts = {"request": (PENDED, PEND_PARTS), "denial": (DENIED, DENY_PARTS)}[name]
    letter = letter_paper(summary, parts, reader)
    compare_golden(f"letter-{name}-{reader}.html", render_paper(letter, SummaryFormat.HTML))
    lines = "\n".join((*docx_lines(render_paper(letter, SummaryFormat.DOCX)), ""))
    compare_golden(f"letter-{name}-{reader}.docx.txt", lines.encode("utf-8"))
    pages = pages_of(render_paper(letter, SummaryFormat.PDF))
    lines = "\n".join(line for page in pages for line in (*page_lines(page), ""))
    compare_golden(f"letter-{name}-{reader}.pdf.txt", lines.encode("utf-8"))


def test_tables(compare_golden: CompareGolden) -> None:
    summaries = tuple(summary_of(case) for case in (cases.signed_case(), cases.draft_case(), recorded_case()))
    compare_golden("findings.csv", findings_csv(summaries))
    compare_golden("cases.csv", cases_csv(summaries))
