"""What is found on a page does not depend on how it lies."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from reviewer_app.domain.found import PaperType
from reviewer_app.domain.page_reading import ReadPage
from reviewer_app.domain.pages import Rect, ViewRotation
from reviewer_app.evidence.find import find_in_case
from reviewer_app.evidence.page_facts import CaseToSearch
from reviewer_app.evidence.upright_page import upright_page
from tests.unit.evidence.papers import REQUEST, RULES
from tests.unit.evidence.read_pages import read_page

NOTE = """
NORTH BAY RADIOLOGY
RADIOLOGY REPORT

Exam: XR KNEE RIGHT 3 VIEWS
Exam date: 04/14/2025

FINDINGS: No acute fracture. Mild medial joint space narrowing, as before.
There is a small joint effusion.

IMPRESSION:
1. No fracture of the knee.
2. Mild osteoarthritis of the medial compartment.
"""


def lying(page: ReadPage, turned: ViewRotation) -> ReadPage:
    """The upright page, put in so that it has to be turned."""
    back: dict[int, ViewRotation] = {90: 270, 180: 180, 270: 90}
    return replace(upright_page(replace(page, turned=back[turned])), turned=turned)


@pytest.mark.parametrize("turned", [90, 180, 270])
def test_what_is_found_on_a_page_that_lies_is_what_is_found_on_it_upright(turned: ViewRotation) -> None:
    page = read_page(NOTE)
    laid = lying(page, turned)
    assert laid.lines != page.lines
    assert upright_page(laid) == page
    found, expected = (
        find_in_case(CaseToSearch(REQUEST, (one,), elements=("s5-imaging",)), RULES) for one in (laid, page)
    )
    assert found == expected
    assert [(one.type, one.date) for one in found.segments] == [(PaperType.IMAGING_REPORT, date(2025, 4, 14))]
    (best,) = found.searched["s5-imaging"].shown
    assert "RADIOLOGY" not in best.found.quote


def test_an_upright_page_is_itself() -> None:
    page = read_page(NOTE)
    assert upright_page(page) is page
    assert upright_page(lying(page, 90)).lines[0].rect == Rect(54.0, 40.0, 149.0, 52.0)
