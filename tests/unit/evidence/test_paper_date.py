from datetime import UTC, date, datetime

import pytest

from reviewer_app.domain.found import PaperType
from reviewer_app.domain.request import Member, Request
from reviewer_app.evidence.paper_date import head_births, head_days, service_day
from reviewer_app.evidence.paper_page import paper_page
from tests.unit.evidence.read_pages import read_page

REQUEST = Request(
    member=Member(dob=date(1965, 3, 11)),
    received=datetime(2025, 6, 1, tzinfo=UTC),
    requested_dos=date(2025, 6, 20),
)
TEXT = "What was found is told here in several words and lines.\n" * 12
DAY = date(2025, 4, 17)


def _day(kind: PaperType, *texts: str, title: str = "") -> date | None:
    return service_day([paper_page(read_page(text)) for text in texts], kind, REQUEST, title)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (PaperType.OFFICE_NOTE, "DOB: 03/11/1965 | Date of Service: 04/17/2025\nPrinted 05/20/2025"),
        (PaperType.OFFICE_NOTE, "Office Visit 04/17/2025\n" + TEXT + "Electronically signed 04/19/2025"),
        (PaperType.OFFICE_NOTE, "Fax received 05/30/2025\nEncounter\nApr 17, 2025\n" + TEXT),
        (PaperType.OFFICE_NOTE, TEXT + "Electronically signed by: Ann Other, MD 04/17/2025 5:03 PM"),
        (PaperType.OFFICE_NOTE, "Visit date: 04/17/2025\nFell on 02/25/2025.\nNext visit: 05/17/2025"),
        (PaperType.IMAGING_REPORT, "Exam date: | 04/17/2025\nOrdered: 04/10/2025\nDictated: 04/18/2025"),
        (PaperType.IMAGING_REPORT, "COMPARISON: 01/05/2024\nStudy date 04/17/2025\nReported 04/18/2025"),
        (PaperType.LABORATORY, "Collected: 04/17/2025 07:10\nReceived: 04/17/2025\nReported: 04/19/2025"),
        (PaperType.LABORATORY, "Service date 04/18/2025\nDate/Time Collected: 04/17/2025 06:55"),
        (PaperType.PATHOLOGY, "Procedure date: 04/17/2025\nReceived: 04/18/2025\nReported: 04/22/2025"),
        (PaperType.PROCEDURE_REPORT, "DATE OF PROCEDURE: 04/17/2025\nD: 04/18/2025 T: 04/19/2025"),
        (PaperType.THERAPY_NOTE, "Date: 04/17/2025\nDATES OF TREATMENT\n02/24/2025 through 04/16/2025"),
        (PaperType.LETTER, "April 17, 2025\nDear Dr. Other,\nI saw him on 03/03/2025 and again today."),
        (PaperType.REQUEST_FORM, "Date submitted: | 04/17/2025\nRequested date of service: | 06/20/2025"),
        (PaperType.REQUEST_FORM, "Member name Date of birth Form date\nRadley 03/11/1965 04/17/2025"),
        (PaperType.FAX_COVER, "DATE: 04/17/2025\nPAGES: 6"),
        (PaperType.DIARY, "4/12/2025 pain 6\n4/15/2025 pain 7\n4/17/2025 pain 5"),
    ],
)
def test_the_day_of_the_service_is_told_from_all_other_dates(kind: PaperType, text: str) -> None:
    assert _day(kind, text) == DAY


def test_of_a_stay_it_is_the_day_of_discharge() -> None:
    text = "ADMITTED: 04/14/2025 DISCHARGED: 04/17/2025"
    assert _day(PaperType.OTHER, text, title="Discharge summary") == DAY


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (PaperType.POLICY_EXCERPT, "Effective 01/01/2025"),
        (PaperType.PLAN_DOCUMENT, "Date: 01/01/2025"),
        (PaperType.OFFICE_NOTE, "DOB: 03/11/1965\nPrinted 05/20/2025\nFaxed 05/21/2025"),
        (PaperType.OFFICE_NOTE, "Born 03/11/1965, 03/11/1965"),
        (PaperType.OFFICE_NOTE, "Date of Service: 04/17/2029"),
        (PaperType.OFFICE_NOTE, ""),
    ],
)
def test_where_no_day_is_told_none_is_made_up(kind: PaperType, text: str) -> None:
    assert _day(kind, text) is None


def test_the_first_page_goes_before_the_others() -> None:
    assert _day(PaperType.OFFICE_NOTE, "Visit date: 04/17/2025", "Visit date: 05/17/2025") == DAY


def test_heads_tell_days_and_birth_dates() -> None:
    page = paper_page(read_page("Patient: Radley | DOB: 03/11/1965\nDate of Service: 04/17/2025\n" + TEXT))
    assert (head_days(page), head_births(page)) == (
        frozenset((DAY,)),
        frozenset((date(1965, 3, 11),)),
    )
