"""The tables open in a spreadsheet as they are meant, and nothing in them is calculated."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer_app.domain.request import Member, Request, ServiceLine
from reviewer_app.summary.csv import (
    CASE_COLUMNS,
    FINDING_COLUMNS,
    case_row,
    cases_csv,
    findings_csv,
    new_case_row,
    safe_cell,
    table_csv,
)
from tests.unit.summary import cases
from tests.unit.summary.recorded_case import recorded_case
from tests.unit.summary.test_summary import summary_of

FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "\uff1d1+1", "\uff20SUM(A1)")


def rows_of(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_excel_is_told_that_it_is_utf_8_and_rows_end_as_it_wants() -> None:
    content = findings_csv((summary_of(cases.signed_case()),))
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\r\n") == len(rows_of(content)) + 1


def test_one_row_a_finding() -> None:
    summary = summary_of(cases.signed_case())
    rows = rows_of(findings_csv((summary, summary)))
    elements = [element for group in summary.criteria for element in group.elements]
    assert [row["element_id"] for row in rows] == [element.id for element in elements] * 2
    assert tuple(rows[0]) == FINDING_COLUMNS
    treatment = next(row for row in rows if row["element_id"] == "s12-treatment-response")
    assert treatment["finding"] == "present"
    assert treatment["evidence"] == "E4, page 2 of 02_therapy.pdf"
    assert "Naproxen 500 mg" in treatment["entries"]
    assert treatment["marked_at"] == "2025-05-09T10:42:00-05:00"


def test_one_row_a_case() -> None:
    (row,) = rows_of(cases_csv((summary_of(recorded_case()),)))
    assert tuple(row) == CASE_COLUMNS
    assert row["request_id"] == "PA-2025-000731"
    assert (row["review_status"], row["outcomes"]) == ("signed", "approve-in-part")
    assert row["due"] == "2025-05-29T10:14:00-05:00"
    counted = sum(
        int(row[state]) for state in ("present", "absent", "insufficient", "not_applicable", "not_reviewed")
    )
    assert counted == len(rows_of(findings_csv((summary_of(recorded_case()),))))
    assert (row["documents"], row["pages"]) == ("2", "5")


def test_a_case_that_nobody_opened_is_new() -> None:
    request = Request("PA-1", member=Member("M-1"), services=(ServiceLine(1, "64483"),))
    row = dict(zip(CASE_COLUMNS, new_case_row(request, None), strict=True))
    assert (row["request_id"], row["services"], row["review_status"]) == ("PA-1", "64483", "new")
    assert row["outcomes"] == row["present"] == ""


@pytest.mark.parametrize("formula", FORMULAS)
def test_a_formula_is_text(formula: str) -> None:
    assert safe_cell(formula).startswith("'")


@given(st.text(max_size=40))
def test_no_cell_begins_like_a_formula(text: str) -> None:
    (row,) = csv.reader(io.StringIO(table_csv((), ((text,),)).decode("utf-8-sig").lstrip("\r\n"), newline=""))
    assert not "".join(row).startswith(("=", "+", "-", "@", "\t", "\r"))


def test_all_columns_are_filled_alike() -> None:
    assert len(case_row(summary_of(cases.draft_case()))) == len(CASE_COLUMNS)
