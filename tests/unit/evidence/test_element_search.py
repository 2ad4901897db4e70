from dataclasses import replace
from datetime import date

import pytest

from reviewer_app.domain.found import AuthorRole, PaperType
from reviewer_app.domain.request import Request
from tests.unit.evidence.papers import REQUEST, Written, searched, shown

VISIT = """
HISTORY OF PRESENT ILLNESS
Neck pain began in January and became constant in March. It wakes her
twice a night. She cannot carry a bag.
PHYSICAL EXAMINATION
Rotation left 40 degrees, tender over C5. Strength 5/5. Spurling positive.
ASSESSMENT
Cervical radiculopathy, left C6.
PLAN
Will obtain MRI. Labs next month.
"""
POINTER = """
HISTORY OF PRESENT ILLNESS
Neck pain began in January and became constant in March.
EXAMINATION
See chart.
PLAN
Obtain MRI.
"""
LABS = """
Harbor Clinical Laboratory
Test | Result | Units | Reference
Hemoglobin | 13.9 | g/dL | 13.2-17.0
Creatinine | 1.04 | mg/dL | 0.70-1.30
"""
MRI = """
MRI CERVICAL SPINE WITHOUT CONTRAST
TECHNIQUE
Sagittal T1 and T2.
FINDINGS
C5-C6: left foraminal protrusion.
IMPRESSION
Left C5-C6 protrusion contacting the C6 root.
Electronically signed by Iris Holm, MD, radiologist
"""

NURSE = """
Lakeside Home Care
S
Neck pain 8 with transfer, 3 lying down. Collar on twenty minutes at most, no relief from tablets.
O
Tender at C5. Strength 5/5 in both arms.
A
Pain limits any progress.
"""
THERAPY = """
S
Sleeps better since the second week of therapy.
A
Rotation was 40 degrees at the start, now 55.
"""

OF_VISITS = ("s3-evaluation", "s3a-history", "s3b-examination", "s9-recent-consultation")

visit = Written("visit.pdf", VISIT)
old_visit = Written("old.pdf", VISIT, day=date(2025, 2, 1))
labs = Written("labs.pdf", LABS, PaperType.LABORATORY, AuthorRole.OTHER_PROVIDER)
mri = Written("mri.pdf", MRI, PaperType.IMAGING_REPORT, AuthorRole.RADIOLOGIST)


@pytest.mark.parametrize("element", OF_VISITS)
def test_the_newest_visit_of_the_ordering_provider_goes_first(element: str) -> None:
    other = replace(visit, file="other.pdf", role=AuthorRole.OTHER_PROVIDER, day=date(2025, 6, 20))
    before = replace(visit, file="before.pdf", day=date(2025, 4, 1))
    assert shown(element, before, other, visit)[0] == "visit.pdf:1"


@pytest.mark.parametrize("element", OF_VISITS)
def test_a_visit_before_the_change_shows_nothing(element: str) -> None:
    assert shown(element, old_visit) == []


def test_without_a_known_onset_every_visit_may_do() -> None:
    request = replace(REQUEST, onset_date=None, change_date=None)
    assert shown("s3-evaluation", old_visit, request=request) == ["old.pdf:1"]


def test_an_examination_told_elsewhere_is_none() -> None:
    pointing = Written("pointer.pdf", POINTER)
    assert shown("s3b-examination", pointing) == []
    assert shown("s3-evaluation", pointing) == []
    assert shown("s3a-history", pointing) == ["pointer.pdf:1"]


def test_history_and_examination_on_two_pages_of_one_note() -> None:
    history, examination = VISIT.split("PHYSICAL")
    note = Written("visit.pdf", f"{history}\n===\nPHYSICAL{examination}")
    assert sorted(shown("s3-evaluation", note)) == ["visit.pdf:1", "visit.pdf:2"]
    assert shown("s3b-examination", note)[0] == "visit.pdf:2"
    assert shown("s3a-history", note)[0] == "visit.pdf:1"


@pytest.mark.parametrize(
    ("element", "paper"), [("s4-laboratory", labs), ("s5-imaging", mri), ("s13-independent-radiology", mri)]
)
def test_a_report_is_found_and_a_visit_that_plans_it_is_not(element: str, paper: Written) -> None:
    assert shown(element, visit, paper) == [f"{paper.file}:1"]
    assert shown(element, visit) == []


@pytest.mark.parametrize(
    ("element", "paper"), [("s4-laboratory", labs), ("s5-imaging", mri), ("s13-independent-radiology", mri)]
)
def test_a_report_is_found_by_its_words_where_its_type_is_not_known(element: str, paper: Written) -> None:
    unknown = replace(paper, type=PaperType.OTHER, role=AuthorRole.UNKNOWN, day=None)
    assert shown(element, unknown) == [f"{paper.file}:1"]


def test_the_ordering_providers_own_reading_is_not_independent() -> None:
    own = replace(mri, role=AuthorRole.ORDERING_PROVIDER)
    assert shown("s13-independent-radiology", own) == []


def test_imaging_of_the_other_side_comes_after_that_of_the_side() -> None:
    request = replace(REQUEST, body_region="shoulder", laterality="left")
    title = "MRI {} SHOULDER WITHOUT CONTRAST\nFINDINGS\nTendinosis.\nIMPRESSION\nTendinosis of the cuff.\n"
    left = replace(mri, file="left.pdf", text=title.format("LEFT"), day=date(2025, 4, 1))
    right = replace(mri, file="right.pdf", text=title.format("RIGHT"), day=date(2025, 6, 1))
    assert shown("s5-imaging", right, left, request=request)[0] == "left.pdf:1"


@pytest.mark.parametrize("kind", [PaperType.REQUEST_FORM, PaperType.FAX_COVER, PaperType.POLICY_EXCERPT])
@pytest.mark.parametrize(
    "element", ["s3-evaluation", "s4-laboratory", "s5-imaging", "s12-treatment-response"]
)
def test_what_is_no_record_proves_nothing(element: str, kind: PaperType) -> None:
    text = "Comment: tender C5, MRI positive, labs normal, therapy for six weeks without relief."
    assert shown(element, Written("form.pdf", text, kind)) == []


def test_a_page_that_may_not_prove_anything_is_not_offered() -> None:
    assert searched("s5-imaging", replace(mri, usable=False)).suggestions == ()


def test_one_page_of_each_paper_stands_among_the_first_three() -> None:
    newer = MRI.replace("Left C5-C6 protrusion", "Unchanged C5-C6 protrusion")
    long_report = Written(
        "long.pdf", f"{newer}===\n{newer}===\n{newer}", mri.type, mri.role, date(2025, 6, 9)
    )
    found = shown("s5-imaging", long_report, mri)
    assert found[:2] == ["long.pdf:1", "mri.pdf:1"]
    assert len(found) == 4


def test_a_copy_takes_no_place_of_another_paper_among_the_first() -> None:
    first = Written("first.pdf", NURSE, role=AuthorRole.OTHER_PROVIDER)
    copy = replace(first, file="copy.pdf")
    therapist = Written(
        "therapy.pdf", THERAPY, PaperType.THERAPY_NOTE, AuthorRole.THERAPIST, date(2025, 5, 2)
    )
    found = shown("s12-treatment-response", first, copy, therapist)
    assert set(found[:2]) == {"first.pdf:1", "therapy.pdf:1"}


def test_what_nobody_signed_and_does_not_name_the_ordering_provider_is_most_likely_anothers() -> None:
    unsigned = Written("unsigned.pdf", NURSE, role=AuthorRole.UNKNOWN)
    named = replace(unsigned, file="named.pdf", text=f"Visit with Ada Marsh, MD\n{NURSE}")
    addressed = replace(unsigned, file="addressed.pdf", text=f"To: Dr. Marsh\n{NURSE}")
    assert shown("s8-other-providers", unsigned) == ["unsigned.pdf:1"]
    assert shown("s8-other-providers", addressed) == ["addressed.pdf:1"]
    assert shown("s8-other-providers", named) == []


@pytest.mark.parametrize(
    "told",
    [
        "No gain from the first visit to the third.",
        "Pain was 7 before, 2 at ten minutes, index # 4.",
        "Daughter reports no chg since starting the spray.",
        "Mobilization and belt, nothing lasting.",
        "Back where she was after six weeks of it.",
    ],
)
def test_what_treatment_did_is_known_by_how_it_is_told(told: str) -> None:
    note = Written("note.pdf", f"S\n{told}", PaperType.THERAPY_NOTE, AuthorRole.THERAPIST)
    (found,) = searched("s12-treatment-response", note).shown
    assert found.found.quote.startswith(told[:20])


def test_no_line_that_every_page_has_is_quoted() -> None:
    note = Written("note.pdf", f"Record number 62807\n{NURSE}", role=AuthorRole.OTHER_PROVIDER)
    (found,) = searched("s8-other-providers", note).shown
    assert "62807" not in found.found.quote


def test_an_exception_that_is_only_thought_of_is_none() -> None:
    thought = "PLAN\nShould the plan refuse we could still write for an exception, but I do not expect to."
    assert shown("s16-exception", Written("visit.pdf", thought)) == []


def test_no_suggestion_scores_more_than_the_one_before_it() -> None:
    long_report = Written("long.pdf", f"{MRI}\n===\n{MRI}", mri.type, mri.role)
    scores = [one.score for one in searched("s5-imaging", long_report, mri).suggestions]
    assert scores == sorted(scores, reverse=True)


def test_a_suggestion_says_what_is_where_and_quotes_it() -> None:
    (found,) = searched("s3b-examination", visit).shown
    assert found.why == "Examination findings in the visit of 3 Jun 2025 by the ordering provider"
    assert found.found.quote in (
        "Rotation left 40 degrees, tender over C5. Strength 5/5.",
        "Rotation left 40 degrees, tender over C5.",
    )


def test_an_element_that_nobody_asks_for_or_knows_is_not_searched() -> None:
    with pytest.raises(KeyError):
        searched("z9-unheard-of", visit)


def test_what_was_searched_is_told() -> None:
    found = searched("s6-pathology", visit, labs, replace(mri, usable=False))
    assert found.shown == ()
    assert found.pages == 2
    assert found.looked_for == "pathology and cytology reports"


def test_a_request_without_anything_is_searched_all_the_same() -> None:
    assert shown("s5-imaging", mri, request=Request()) == ["mri.pdf:1"]
