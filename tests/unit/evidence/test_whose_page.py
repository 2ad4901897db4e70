"""Whose page it is: banners, labels and letters of many kinds, against one request."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer_app.domain.found import PageOwnership
from reviewer_app.domain.page_reading import ReadLine, ReadPage, TextFrom
from reviewer_app.domain.pages import Rect
from reviewer_app.domain.request import Member, Request
from reviewer_app.evidence.evidence_rules import EvidenceRules
from reviewer_app.evidence.whose_page import BirthMatch, birth_match, id_match, page_ownership
from reviewer_app.policies.evidence_files import load_evidence_rules
from reviewer_app.resources_folder import resources_folder

MEMBER = Member("GH4710233-01", "Stephen", "Radley", date(1965, 3, 11), "M")
MARRIED = Member("LM55820417-02", "Corinna", "Haldane-Pruitt", date(1974, 2, 19), "F")


@cache
def rules() -> EvidenceRules:
    return load_evidence_rules(resources_folder(), Path(__file__).parent)


def ownership(text: str, member: Member = MEMBER, sureness: float | None = None) -> PageOwnership:
    lines = tuple(
        ReadLine(line, Rect(72, 72 + 14 * row, 500, 82 + 14 * row), sureness)
        for row, line in enumerate(text.strip().split("\n"))
    )
    read_from = TextFrom.NATIVE if sureness is None else TextFrom.OCR
    page = ReadPage("a", "a.pdf", 1, text_from=read_from, lines=lines)
    return page_ownership(page, Request(member=member), rules().identity, rules().legibility.words)


MEMBERS_OWN = [
    "Patient: Radley, Stephen DOB: 03/11/1965 Sex: M MRN: 88-20417",
    "PATIENT RADLEY, STEPHEN J COLLECTED 08/26/2025 07:55\nDOB/SEX 03/11/1965 M RECEIVED 08/26/2025",
    "RADLEY, STEPHEN J DOB 03/11/1965 M Chart 11962 PCP: Ferreira, Anselm, DO",
    "Stephen Radley, born 11 March 1965, chart no. 4711",
    "PT NAME: RADLEY,STEPHEN MRN: 22871 SEX: M\nBIRTH DATE: 11-MAR-1965",
    "Member name Date of birth Member ID Form date\nRadley, Stephen 1965-03-11 GH4710233-01 2025-08-01",
    "Name\nStephen Radley\nBorn\nMar 11, 1965\nRecord number\n55217",
    "RE: Stephen Radley, DOB March 11, 1965\nDear colleagues,",
    "Re: Mr. Radley\nThank you for seeing him.",
    "Mr. Steve Radley, born 3/11/65, was seen today.",
    "Patient: Radley, S. DOB: 03/11/1965",
    "Patient: Radley, Stephen DOB: 11/03/1965",  # day and month swapped
    "Patient: Radley, Stephen DOB: 03/11/1966",  # one digit
    "Patient: Radley, Stephen DOB: 03/11/1956",  # two digits the wrong way round
    "Patient: Radiey, Stephen DOB: 03/11/1965",
    "Patlent: Rad1ey, Stephen D0B: 03/11/1965",
    "Patient: Radly, Stephan DOB: 03/11/1965",
    "Patient: Radley-Moss, Stephen DOB: 03/11/1965",
    "Patient: Moss, Stephen DOB: 03/11/1965",  # another last name, all else agrees
    "Patient: Radley, Stephen",
    "Patient Stephen Radley is a pleasant 60-year-old male who presents today.",
    "Patient: denies fever. Sleeps well.",
    "PATIENT: ALERT, ORIENTED X3, IN NO DISTRESS",
    "PATIENT PRESENTS WITH BACK PAIN FOR THREE WEEKS",
    "Patient Instructions: rest and ice.",
    "Patient Education Provided\nStaff Initials KM",
    "Patient tolerated the procedure well.",
    "Emergency contact: Name: Margaret Radley Phone: 555-0101",
    "Mother: Anna Radley, DOB 01/02/1940, breast cancer at 60",
    "His brother Mark Radley, born 02/02/1970, had spine surgery.",
    "Subscriber name: Radley, Ellen Subscriber DOB: 05/05/1966\nPatient: Radley, Stephen DOB: 03/11/1965",
    "Insured: Radley, Ellen DOB 05/05/1966",
    "Referring provider: Kowal, Peter, MD\nOrdering: A. Delacroix-Obi, MD",
    "Provider name: Kowal, Peter\nPhysician: Dr. Ann Tran",
    "RE: Prior authorization for transforaminal injection",
    "Re: Request PA-2025-050817\nMember: see attached form",
    "Member Services Department\nMember responsibility: 20 percent",
    "Family history: father Harold Radley had a stroke at 71.",
    "Electronically signed by Wen-Li Castellane, MD 04/17/2025",
    "Name of drug: Gabapentin\nPharmacy name: Corner Drug",
    "Plan name: Granite Choice PPO Group name: Harbor Mills",
    "Signature of patient: ______ Date: ______ Print name: ______",
    "Patient: Radley, Stephen DOB: 03/11/1965\nThe patient's wife, Ellen Radley, came along.",
    "Interpreter: Maria Gomez",
    "Case manager: Dana Whitfield, RN\nCC: Peter Kowal, MD",
    "Re: Epidural Steroid Injection",
    "RE: Cardiac Catheterization\nDear reviewer,",
    "Patient: Moderate Distress",
    "Subject: Sleep Study Titration\nRegarding: Oxygen Saturation",
    "Vertebral body heights are maintained.",
    "",
]

ANOTHERS = [
    ("Patient: Radley, Stefan DOB: 03/11/1956 Sex: M MRN: 90-11725", "Radley, Stefan"),
    ("Patient: Radley, Stephen DOB: 07/22/1981", "Radley, Stephen"),
    ("HALVORSEN, DENISE A DOB 08/22/1971 F Chart 11962", "HALVORSEN, DENISE A"),
    ("Denise Halvorsen, born 22 August 1971, chart no. 4711", "Denise Halvorsen"),
    ("PT NAME: HALVORSEN,DENISE\nBIRTH DATE: 22-AUG-1971", "HALVORSEN,DENISE"),
    ("Name\nDenise Halvorsen\nBorn\n22 Aug 1971", "Denise Halvorsen"),
    # A machine takes "rn" for "m", and reads on into the next column.
    ("Name\nStephan Radley Reason for visit\nBom\nMay 28, 1982\nSeen for headache.", "Stephan Radley"),
    (
        "Member name Date of birth Member ID Form date\nKowal, Peter 1961-04-12 GH4799233-01 2025-08-01",
        "Kowal, Peter",
    ),
    ("Patient: Radley, Margaret", "Radley, Margaret"),
    ("Re: Mr. Kowal\nThank you for seeing him.", "Mr. Kowal"),
    ("RE: Denise Halvorsen, DOB August 22, 1971", "Denise Halvorsen"),
    ("Stefan Radley is a pleasant 69-year-old male.", "Stefan Radley"),
    ("Patient: Hadley, Stephen DOB: 03/21/1958", "Hadley, Stephen"),
    ("Patient name: Van der Berg, Anneke Date of birth: 1949-12-03", "Van der Berg, Anneke"),
    ("Radiology\nPatient Halvorsen, Denise A. Exam date 08/12/2025", "Halvorsen, Denise A."),
    ("Patient: Radley, Ellen DOB: 05/05/1966 Member ID: GH4710233-02", "Radley, Ellen"),
    ("Fax to: Radley claims\nPatient: Brown, Will DOB: 1/2/1980", "Brown, Will"),
    ("Re: Radley, Stephen\nPatient: Radley, Stefan DOB: 03/11/1956", "Radley, Stefan"),
    ("Re: Mary Long, DOB 05/06/1950", "Mary Long"),
    ("Patient: Price, Will DOB: 05/06/1950", "Price, Will"),
    ("Laboratory report\nDOB: 08/22/1971 F", ""),
]


@pytest.mark.parametrize("text", MEMBERS_OWN)
def test_no_other_patient(text: str) -> None:
    assert ownership(text).suspect == ""


@pytest.mark.parametrize(("text", "name"), ANOTHERS)
def test_another_patient(text: str, name: str) -> None:
    found = ownership(text)
    assert found.suspect
    assert found.name == name


@pytest.mark.parametrize(
    "text",
    [
        "Patient: Haldane, Corinna DOB: 02/19/1974",
        "Patient: Pruitt, Corinna DOB: 02/19/1974",
        "Re: C. Haldane-Pruitt, MRI lumbar spine",
        "Re: Mrs. Haldane-Pruitt",
        "Patient: Haldane Pruitt, Corinna M",
        "Patient: HALDANEPRUITT, CORINNA",
        "Patient: Corinna Whitlock DOB: 19 Feb 1974",
    ],
)
def test_the_names_of_one_who_married(text: str) -> None:
    assert ownership(text, MARRIED).suspect == ""


def test_the_reason_says_both_persons() -> None:
    found = ownership("Patient: Radley, Stefan DOB: 03/11/1956")
    assert found.suspect == (
        "names Radley, Stefan, born 11 Mar 1956; the request is for Radley, Stephen, born 11 Mar 1965"
    )
    assert [(one.field.value, one.value, one.agrees) for one in found.identifiers] == [
        ("name", "Radley, Stefan", False),
        ("birth-date", "03/11/1956", False),
    ]


def test_all_that_a_page_says_is_told() -> None:
    found = ownership("Patient: Radley, Stephen DOB: 03/11/1965\nMember ID: GH4710233-01 MRN: 88-20417")
    assert [(one.field.value, one.value, one.agrees) for one in found.identifiers] == [
        ("name", "Radley, Stephen", True),
        ("birth-date", "03/11/1965", True),
        ("member-id", "GH4710233-01", True),
        ("record-number", "88-20417", None),
    ]


def test_an_unsure_reading_is_not_believed_letter_by_letter() -> None:
    text = "Patient: Rodney, Stephen DOB: 08/11/1968"
    assert ownership(text).suspect
    assert ownership("Patient: Radlny, Stephen DOB: 08/11/1968", sureness=0.4).suspect == ""
    assert ownership("Patient: Kowal, Peter", sureness=0.4).suspect == ""
    assert ownership("Patient: Kowal, Peter", sureness=0.9).suspect


def test_a_request_without_a_name_suspects_nobody() -> None:
    found = ownership("Patient: Kowal, Peter DOB: 04/12/1961", Member())
    assert found.suspect == ""
    assert {one.agrees for one in found.identifiers} == {None}


@pytest.mark.parametrize(
    ("read", "match"),
    [
        (date(1965, 3, 11), BirthMatch.SAME),
        (date(1965, 11, 3), BirthMatch.SAME),
        (date(1965, 3, 17), BirthMatch.SLIP),
        (date(1956, 3, 11), BirthMatch.SLIP),
        (date(1981, 7, 22), BirthMatch.OTHER),
        (date(1965, 8, 19), BirthMatch.OTHER),
    ],
)
def test_birth_dates(read: date, match: BirthMatch) -> None:
    assert birth_match(read, date(1965, 3, 11)) is match
    assert birth_match(read, None) is BirthMatch.UNKNOWN


@pytest.mark.parametrize(
    ("read", "agrees"),
    [
        ("GH4710233-01", True),
        ("GH 4710233 01", True),
        ("gh4710233", True),
        ("GH471O233-01", True),
        ("GH4710238-01", True),
        ("GH4710233-02", None),
        ("GH9920187-01", False),
    ],
)
def test_member_ids(read: str, *, agrees: bool | None) -> None:
    assert id_match(read, "GH4710233-01") is agrees
    assert id_match(read, "") is None


@given(st.text(max_size=300))
def test_no_text_is_too_odd(text: str) -> None:
    found = ownership(text)
    assert all(one.value for one in found.identifiers)


@given(st.sampled_from(MEMBERS_OWN), st.text(alphabet="abcdefg .,\n", max_size=60))
def test_what_follows_does_not_change_the_person(text: str, more: str) -> None:
    """Small letters after a banner name nobody."""
    assert ownership(f"{text}\n{more}").suspect == ""
