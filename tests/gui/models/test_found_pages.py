"""The documents list with what was found: of what papers a file is made, and which pages need a look."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from types import MappingProxyType

import pytest

from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.found import (
    AuthorRole,
    CaseFindings,
    MissingPart,
    PageLegibility,
    PaperType,
    Segment,
)
from reviewer_app.domain.page_identity import PageIdentity, PageOwner, SuspectedPage
from reviewer_app.domain.review import PageMark
from reviewer_app.gui.models.documents_model import DocumentRow, DocumentsModel, document_rows
from reviewer_app.gui.models.found_pages import SegmentRow, found_pages
from tests.gui.panels.shoulder import shoulder_case


@pytest.fixture
def case() -> OpenCase:
    return shoulder_case()


def pages_of(case: OpenCase, first: int, last: int) -> Segment:
    document = case.documents[0]
    return Segment(document.sha256, document.file, first, last)


def packet(case: OpenCase) -> CaseFindings:
    """The first file is a visit and a report of which one page may be illegible, the other a stranger's."""
    sha256, file = case.documents[0].sha256, case.documents[0].file
    visit = replace(
        pages_of(case, 1, 1), type=PaperType.OFFICE_NOTE, date=date(2025, 3, 4), title="Office note"
    )
    report = replace(
        pages_of(case, 2, 3),
        type=PaperType.IMAGING_REPORT,
        title="MRI lumbar spine",
        author="Priya Raman, MD",
        role=AuthorRole.RADIOLOGIST,
        repeats=(case.documents[1].file, 1),
    )
    return CaseFindings(
        legibility=MappingProxyType({(sha256, 3): PageLegibility(0.2, False, "faint")}),
        segments=(visit, report),
        suspected=(SuspectedPage(sha256, 2, file, "it names somebody else"),),
        missing=(MissingPart("Pages 5 to 14 of the fax", "The cover says 14 pages; 4 came."),),
        pages=3,
    )


def test_a_file_of_several_papers_lists_them(case: OpenCase) -> None:
    visit, report = found_pages(case, packet(case)).rows(case.documents[0].file)
    assert (visit.text, visit.below) == ("Office note", "p 1 · 4 Mar 2025")
    assert (report.text, report.below) == ("Imaging report · MRI lumbar spine", "p 2–3")
    assert report.paper_words == "radiologist"
    assert report.remarks[:2] == ("✕ p 2 another patient?", "△ p 3 illegible?")
    assert report.remarks[2].startswith("repeats ")
    assert "Priya Raman, MD" in report.spoken
    assert visit.remarks == ()


def test_pages_that_are_not_read_stand_together(case: OpenCase) -> None:
    sha256, file = case.documents[0].sha256, case.documents[0].file
    visit = replace(pages_of(case, 3, 3), type=PaperType.OFFICE_NOTE)
    each = tuple(pages_of(case, page, page) for page in (1, 2, 4))
    unread = frozenset((sha256, page) for page in (1, 2, 4))
    rows = found_pages(case, CaseFindings(segments=(*each[:2], visit, each[2]), unread=unread)).rows(file)
    assert [(row.text, row.below) for row in rows] == [
        ("Not read", "p 1–2"),
        ("Office note", "p 3"),
        ("Not read", "p 4"),
    ]


def test_a_file_of_which_no_page_is_read_is_one_row(case: OpenCase) -> None:
    sha256, file = case.documents[0].sha256, case.documents[0].file
    unread = frozenset((sha256, page) for page in (1, 2))
    findings = CaseFindings(segments=(pages_of(case, 1, 1), pages_of(case, 2, 2)), unread=unread)
    assert found_pages(case, findings).rows(file) == ()


def test_the_filter_finds_what_is_in_question(case: OpenCase) -> None:
    model = DocumentsModel()
    model.show_case(case, "illegible?", findings=packet(case))
    assert [(type(row), row.text) for row in model.rows] == [
        (SegmentRow, "Imaging report · MRI lumbar spine")
    ]


def test_a_paper_that_is_all_in_question_names_no_pages(case: OpenCase) -> None:
    row = SegmentRow(pages_of(case, 3, 4), doubtful=(3,), strangers=(3, 4))
    assert row.remarks == ("✕ another patient?", "△ p 3 illegible?")


@pytest.mark.parametrize(
    ("kind", "title", "words"),
    [
        (PaperType.THERAPY_NOTE, "Therapy", "Therapy note"),
        (PaperType.REQUEST_FORM, "Request for surgery", "Request for surgery"),
        (PaperType.OFFICE_NOTE, "Return visit", "Office note · Return visit"),
        (PaperType.OFFICE_NOTE, "", "Office note"),
        (PaperType.OTHER, "Observation unit", "Observation unit"),
    ],
)
def test_no_paper_says_twice_what_it_is(case: OpenCase, kind: PaperType, title: str, words: str) -> None:
    assert SegmentRow(replace(pages_of(case, 1, 1), type=kind, title=title)).text == words


def test_a_file_of_one_paper_is_one_row_that_says_what_it_is(case: OpenCase) -> None:
    whole = replace(pages_of(case, 1, 2), type=PaperType.THERAPY_NOTE, date=date(2025, 3, 4))
    row = document_rows(case, findings=CaseFindings(segments=(whole,)))[0]
    assert found_pages(case, CaseFindings(segments=(whole,))).rows(case.documents[0].file) == ()
    assert row.below.startswith("4 Mar 2025 · ")
    assert row.paper_words == "Therapy note"
    assert "Therapy note" in row.spoken


def test_what_the_reviewer_said_of_a_page_is_not_asked_again(case: OpenCase) -> None:
    sha256, file = case.documents[0].sha256, case.documents[0].file
    now = datetime.now(UTC)
    review = replace(
        case.review,
        page_marks=(PageMark(sha256, 3, True),),
        page_identities=(PageIdentity(sha256, 2, file, PageOwner.MEMBER, "N", now),),
    )
    found = found_pages(replace(case, review=review), packet(case))
    assert found.doubtful == {}
    assert found.strangers == {}


def test_pages_that_did_not_come_are_listed_as_attachments_are(case: OpenCase) -> None:
    announced = document_rows(case, findings=packet(case))[-1]
    assert (announced.text, announced.below) == ("Pages 5 to 14 of the fax", "announced, not here")
    assert "The cover says 14 pages" in announced.spoken
    assert not announced.selectable
    named = CaseFindings(missing=(MissingPart("op_note.pdf", "named"),))
    rows = document_rows(replace(case, missing_attachments=("op_note.pdf",)), findings=named)
    assert [row.change for row in rows if row.file == "op_note.pdf"] == ["missing"]


def test_the_filter_looks_through_files_and_papers(case: OpenCase) -> None:
    model = DocumentsModel()
    findings = packet(case)
    model.show_case(case, "radiologist", findings=findings)
    assert [type(row) for row in model.rows] == [SegmentRow]
    model.show_case(case, case.documents[0].file.lower(), findings=findings)
    assert [type(row) for row in model.rows[:3]] == [DocumentRow, SegmentRow, SegmentRow]
    model.show_case(case, "", findings=findings)
    file = case.documents[0].file
    assert [model.place_of_page(file, page) for page in (1, 2, 3)] == [1, 2, 2]
    assert model.place_of_page(case.documents[1].file, 1) == 3
    assert model.place_of_page("nowhere.pdf", 1) == -1
