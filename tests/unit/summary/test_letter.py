"""The letter says what was decided and why, or what is still needed, to the one who gets it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from reviewer_app.domain.review import LineDetermination, Outcome
from reviewer_app.domain.wording import InformationRequest, ReconsiderationText, RequestedItem
from reviewer_app.summary.formats import PAPER_FORMATS, SummaryFormat, render_paper
from reviewer_app.summary.letter import (
    LetterParts,
    Reader,
    letter_paper,
    letter_title,
    undecided_lines,
)
from reviewer_app.summary.values import DeterminationSummary
from tests.unit.summary import cases
from tests.unit.summary.test_docx import docx_lines
from tests.unit.summary.test_pdf import flat, opened, page_texts
from tests.unit.summary.test_sections import html_text
from tests.unit.summary.test_summary import summary_of

APPEAL = ReconsiderationText(
    "appeal", "How to appeal", ("You may appeal within 180 days.",), source="29 CFR 1"
)
REQUESTED = InformationRequest(
    1,
    "No MRI report.",
    (
        RequestedItem(
            "Report of the MRI", "The radiologist's report", "Example policy, section 4", "s5", "S5"
        ),
        RequestedItem("A legible copy of the consultation"),
    ),
)
PARTS = LetterParts({}, None, (), {"MRI": "magnetic resonance imaging"})
DUE = datetime(2025, 5, 15, 10, 14, tzinfo=cases.CENTRAL)


def decided(outcome: Outcome, reason: str = "", criterion: str = "") -> DeterminationSummary:
    case = cases.signed_case()
    line = LineDetermination(1, outcome, "The MRI is missing.", reason, criterion)
    return summary_of(replace(case, review=replace(case.review, determinations=(line,))))


PENDED = replace(decided(Outcome.PEND, reason="No MRI report."), due=DUE)
PEND_PARTS = replace(PARTS, requests={1: REQUESTED})
DENIED = decided(Outcome.DENY, reason="No lasting trial of treatment.", criterion="x-six-weeks")
DENY_PARTS = replace(PARTS, reconsideration=APPEAL, instructions=("Call the plan first.",))


def words(summary: DeterminationSummary, parts: LetterParts, reader: Reader) -> str:
    return html_text(render_paper(letter_paper(summary, parts, reader), SummaryFormat.HTML))


def test_a_request_for_information_names_what_to_send_and_who_asks_for_it() -> None:
    text = words(PENDED, PEND_PARTS, Reader.PROVIDER)
    assert letter_title(PENDED) == "Request for information"
    for said in (
        "Dear Noor Haddad, MD,",
        "The radiologist's report",
        "Example policy, section 4",
        "A legible copy of the consultation",
        "has to be decided by 15 May 2025",
        "PA-2025-000731",
    ):
        assert said in text


def test_the_member_is_told_that_the_provider_was_asked() -> None:
    text = words(PENDED, PEND_PARTS, Reader.MEMBER)
    assert "Dear Marisol Quintero," in text
    assert "We asked your provider for this." in text
    assert "A legible copy of the consultation" in text
    assert "Example policy, section 4" not in text


@pytest.mark.parametrize("reader", list(Reader))
def test_a_denial_names_reason_criterion_and_the_way_to_appeal(reader: Reader) -> None:
    text = words(DENIED, DENY_PARTS, reader)
    for said in (
        "Notice of determination",
        "Not approved",
        "No lasting trial of treatment.",
        "Six weeks of conservative treatment",
        "How to appeal",
        "You may appeal within 180 days.",
        "Irene Castellanos, MD",
    ):
        assert said in text
    assert ("Call the plan first." in text) is (reader is Reader.PROVIDER)


def test_an_approval_has_no_reason_and_no_appeal() -> None:
    text = words(decided(Outcome.APPROVE), DENY_PARTS, Reader.PROVIDER)
    assert "Approved" in text
    assert "How to appeal" not in text


def test_acronyms_are_spelled_out_where_they_first_stand() -> None:
    text = words(PENDED, PEND_PARTS, Reader.MEMBER)
    assert text.count("MRI (magnetic resonance imaging)") == 1
    assert text.count("MRI") > 1
    assert text.index("MRI (magnetic resonance imaging)") == text.index("MRI")


def test_nothing_internal_is_told() -> None:
    """No hash, no row of a policy table, no finding."""
    text = words(DENIED, DENY_PARTS, Reader.PROVIDER)
    assert cases.CONTENT_HASH not in text
    assert "S12" not in text
    assert "Not reviewed" not in text


def test_lines_without_an_outcome_to_tell_are_known() -> None:
    assert undecided_lines(decided(Outcome.REFER)) == (1,)
    assert undecided_lines(summary_of(cases.draft_case())) == (2,)
    assert undecided_lines(DENIED) == ()


@pytest.mark.parametrize("paper_format", PAPER_FORMATS)
def test_each_format_says_the_same(paper_format: SummaryFormat) -> None:
    content = render_paper(letter_paper(DENIED, DENY_PARTS, Reader.PROVIDER), paper_format)
    text = {
        SummaryFormat.PDF: lambda: " ".join(page_texts(content)),
        SummaryFormat.HTML: lambda: html_text(content),
        SummaryFormat.DOCX: lambda: "\n".join(docx_lines(content)),
    }[paper_format]()
    for said in (
        "Granite Harbor Health Plan",
        "Dear Noor Haddad, MD,",
        "How to appeal",
        "Call the plan first.",
    ):
        assert flat(said) in flat(text)


def test_the_pdf_is_tagged_and_has_bookmarks() -> None:
    with opened(render_paper(letter_paper(DENIED, DENY_PARTS, Reader.PROVIDER), SummaryFormat.PDF)) as pdf:
        assert bool(pdf.Root.MarkInfo.Marked)
        assert str(pdf.Root.Lang) == "en-US"
        with pdf.open_outline() as outline:
            assert [item.title for item in outline.root] == [
                "What we decided",
                "Written instruction of the payor",
                "How to appeal",
                "Who decided",
            ]


def test_a_draft_says_so() -> None:
    letter = letter_paper(replace(DENIED, draft=True, decision=None), DENY_PARTS, Reader.PROVIDER)
    assert letter.document_title.startswith("DRAFT: ")
    assert "not signed" in letter.warning
