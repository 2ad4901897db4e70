"""What a page has to say itself before it is suggested, whatever paper it is and whoever wrote it."""

from dataclasses import replace
from datetime import date

import pytest

from reviewer_app.domain.found import AuthorRole, PaperType
from tests.unit.evidence.papers import REQUEST, Written, shown

VISIT = """
Follow up visit
HISTORY OF PRESENT ILLNESS
Neck pain began in January and became constant in March. It wakes her
twice a night. She cannot carry a bag.
PHYSICAL EXAMINATION
Rotation left 40 degrees, tender over C5. Strength 5/5. Spurling positive.
ASSESSMENT
Cervical radiculopathy, left C6.
"""
CALL = """
{title}
S
She asks when the injection will be. Neck pain as it was, wakes her at night.
P
Date told.
"""
COPIED = """
Follow up visit
HISTORY OF PRESENT ILLNESS
Neck pain began in January and became constant in March. It wakes her twice a night.
Physical exam {remark}
Rotation left 40 degrees, tender over C5. Strength 5/5. Spurling positive.
ASSESSMENT
Cervical radiculopathy, left C6.
"""
TO_BE_DRAWN = """
Before your operation: what we still need
Complete blood count, clotting, chemistry | to be drawn October 21
Nicotine test | to be drawn October 21
Chest film | not needed
"""
CONSENT = """
Agreement to an operation
What will be done
Arthroscopy of the left shoulder with repair of the torn rim.
I understand that
Pictures may be taken. The arm will be in a sling for five weeks.
"""
OPERATION = """
Operation record
Under general anaesthesia the joint was entered through two portals. A spur was burred flush.
Wounds closed with nylon. Home the same day.
"""
visit = Written("visit.pdf", VISIT)
injection_visit = """
Follow up visit
HISTORY OF PRESENT ILLNESS
Three weeks after the left C6 injection the arm {course}.
ASSESSMENT
Cervical radiculopathy.
"""


@pytest.mark.parametrize(
    "title", ["Telephone encounter", "Portal message", "Nurse visit", "Medication refill request", "No show"]
)
@pytest.mark.parametrize("element", ["s3-evaluation", "s3a-history", "s9-recent-consultation"])
def test_a_newer_call_or_message_is_no_visit_and_takes_nothing_from_one(element: str, title: str) -> None:
    call = Written("call.pdf", CALL.format(title=title), day=date(2025, 7, 1))
    assert shown(element, call) == []
    assert shown(element, visit, call) == shown(element, visit) == ["visit.pdf:1"]


def test_an_older_visit_still_gives_way_to_a_newer_one() -> None:
    older = replace(visit, file="older.pdf", day=date(2025, 4, 1))
    assert shown("s3-evaluation", older, visit)[0] == "visit.pdf:1"


@pytest.mark.parametrize("remark", ["[copied from 04/01/2025]", "(carried forward)", "(see chart)"])
def test_an_examination_under_a_heading_that_points_elsewhere_is_none(remark: str) -> None:
    assert shown("s3b-examination", Written("visit.pdf", COPIED.format(remark=remark))) == []
    assert shown("s3b-examination", Written("visit.pdf", COPIED.format(remark="(today)"))) == ["visit.pdf:1"]


def test_a_list_of_tests_that_are_still_to_be_made_is_no_laboratory_report() -> None:
    listed = Written("list.pdf", TO_BE_DRAWN, PaperType.LABORATORY, AuthorRole.OTHER_PROVIDER)
    assert shown("s4-laboratory", listed) == []


def test_a_consent_is_no_report_of_what_was_done() -> None:
    kind, role = PaperType.PROCEDURE_REPORT, AuthorRole.OTHER_PROVIDER
    assert shown("s7-procedures", Written("consent.pdf", CONSENT, kind, role)) == []
    assert shown("s7-procedures", Written("operation.pdf", OPERATION, kind, role)) == ["operation.pdf:1"]


@pytest.mark.parametrize(
    ("element", "course", "found"),
    [
        ("s19-lapse", "aches again, the pain came back", True),
        ("s19-lapse", "is quiet", False),
        ("s19-benefit", "is better by half", True),
        ("s19-benefit", "was shown to her therapist", False),
    ],
)
def test_benefit_and_its_end_have_to_be_told(element: str, course: str, found: bool) -> None:
    told = Written("visit.pdf", injection_visit.format(course=course))
    assert shown(element, told) == (["visit.pdf:1"] if found else [])


def test_what_will_be_read_again_was_not() -> None:
    film = "Follow up visit\nEXAMINATION\nTender. Films: no break seen. {}.\nASSESSMENT\nSprain."
    planned = Written("visit.pdf", film.format("Will be over-read by radiology"))
    done = Written("visit.pdf", film.format("They were over-read by the radiologist, who agrees"))
    assert shown("s14-discrepancies", planned) == []
    assert shown("s14-discrepancies", done) == ["visit.pdf:1"]


BY_LETTERS = """
Return visit
A/P
1. Exertional chest tightness, needs a perfusion study.
S
She noticed a squeeze behind the breastbone in July, worse since March, wakes her at night.
O
BP 134/78, HR 62 regular. No carotid bruits. Lungs clear. Trace ankle edema.
"""


def test_single_letters_head_the_parts_of_a_note() -> None:
    note = Written("visit.pdf", BY_LETTERS)
    assert shown("s3a-history", note) == shown("s3b-examination", note) == ["visit.pdf:1"]


UNSIGNED = """
{head}
HISTORY OF PRESENT ILLNESS
Neck pain began in January and became constant in March. It wakes her twice a night. She cannot carry a bag.
PHYSICAL EXAMINATION
Rotation left 40 degrees, tender over C5. Strength 5/5. Spurling positive.
ASSESSMENT
Cervical radiculopathy, left C6.
"""


@pytest.mark.parametrize(
    ("head", "own"),
    [
        ("Spine surgery follow up", True),
        ("Cedar Hill Neurosurgery", True),
        ("Seen by Ada Marsh, MD", True),
        ("Gastroenterology clinic", False),
        ("Acute visit", False),
    ],
)
def test_who_most_likely_wrote_an_unsigned_note_is_told_by_its_head(head: str, own: bool) -> None:
    request = replace(REQUEST, ordering_provider=replace(REQUEST.ordering_provider, specialty="Neurosurgery"))
    note = Written("note.pdf", UNSIGNED.format(head=head), role=AuthorRole.UNKNOWN)
    assert bool(shown("s3-evaluation", note, request=request)) is own
    assert bool(shown("s8-other-providers", note, request=request)) is not own


def test_a_second_page_of_a_paper_goes_before_papers_that_are_not_suggested() -> None:
    therapy = "Therapy visit\nS\nLeg aches less.\nA\nGains in walking.\n===\nA\nPain limits any progress."
    paper = Written("therapy.pdf", therapy, PaperType.THERAPY_NOTE, AuthorRole.THERAPIST)
    own = replace(visit, file="own.pdf")
    assert sorted(shown("s8-other-providers", own, paper)) == ["therapy.pdf:1", "therapy.pdf:2"]


def test_readings_are_settled_by_whoever_went_through_them_again() -> None:
    note = "Follow up visit\nTHE MRI AGAIN\nOn April 9 I went through the series with the radiologist. {}."
    agreed = Written("visit.pdf", note.format("He is right and I was not"))
    assert shown("s14-discrepancies", agreed) == ["visit.pdf:1"]


TO_THE_PLAN = """
To the medical director:
Neck pain began in January and became constant in March. It wakes her twice a night. She cannot carry a bag.
On examination rotation is 40 degrees, Spurling positive, strength 5/5. I ask you to approve the injection.
"""


def test_a_newer_letter_to_the_plan_takes_nothing_from_the_visit_that_it_tells_of() -> None:
    letter = Written("letter.pdf", TO_THE_PLAN, PaperType.LETTER, day=date(2025, 7, 1))
    assert shown("s3-evaluation", visit, letter) == ["visit.pdf:1"]
    assert shown("s3a-history", visit, letter)[0] == "visit.pdf:1"


def test_a_nerve_study_is_no_procedure() -> None:
    study = "NERVE STUDY\nMotor and sensory responses normal. Needle: no denervation in any muscle.\n"
    paper = Written("study.pdf", study, PaperType.PROCEDURE_REPORT, AuthorRole.OTHER_PROVIDER)
    assert shown("s7-procedures", paper) == []
    assert shown("s8-other-providers", paper) == ["study.pdf:1"]


def test_numbers_before_and_now_tell_a_response() -> None:
    note = "Post-injection check\nINTERVAL\nLegs eight before, one to two now. He calls it much better."
    assert shown("s12-treatment-response", Written("check.pdf", note)) == ["check.pdf:1"]


LEG = """
Follow up visit
HISTORY OF PRESENT ILLNESS
Left leg pain radiates to the foot since March, worse when she sits.
PHYSICAL EXAMINATION
Straight leg raise positive at 40 degrees. Reflexes equal.
ASSESSMENT
Left S1 radiculopathy.
PLAN
{plan}
"""


def test_a_visit_that_does_not_tell_what_an_element_asks_is_not_offered_for_it() -> None:
    plain = Written("visit.pdf", LEG.format(plan="Walk daily."))
    guided = Written("visit.pdf", LEG.format(plan="Left S1 injection under fluoroscopic guidance."))
    assert shown("g1-image-guidance", plain) == []
    assert shown("g1-image-guidance", guided) == ["visit.pdf:1"]
    assert shown("g1-radicular-pain", plain) == ["visit.pdf:1"]
    assert (
        shown("g1-radicular-pain", Written("visit.pdf", "Follow up visit\nEXAMINATION\nGait is normal."))
        == []
    )


def test_benefits_that_were_talked_about_are_none() -> None:
    report = (
        "INJECTION RECORD\nRisks, benefits and alternatives of the injection were reviewed. Needle placed."
    )
    paper = Written("report.pdf", report, PaperType.PROCEDURE_REPORT)
    assert shown("s19-benefit", paper) == []


def test_a_concentration_is_no_share_of_relief() -> None:
    report = (
        "INJECTION RECORD\nLidocaine 1% skin, 25 gauge needle to the joint. Injection without complications."
    )
    paper = Written("report.pdf", report, PaperType.PROCEDURE_REPORT)
    assert shown("s19-benefit", paper) == []
    told = "Follow up visit\nINTERVAL\nThe injection gave her 80 % relief for three months."
    assert shown("s19-benefit", Written("visit.pdf", told)) == ["visit.pdf:1"]


TISSUE = """
SURGICAL CONSULTATION REPORT S25-40817
SPECIMEN: LUNG, RIGHT UPPER LOBE, CORE BIOPSY.
GROSS: THREE TAN CORES TO 1.4 CM, ALL SUBMITTED.
MICROSCOPIC: INFILTRATING GLANDS, LEPIDIC AND ACINAR.
DIAGNOSIS: ADENOCARCINOMA, PULMONARY TYPE.
"""
BIOPSY = """
INTERVENTIONAL RADIOLOGY: NEEDLE BIOPSY
INDICATION: RIGHT APICAL NODULE.
PRONE. LIDOCAINE. 19 GAUGE GUIDE PASSED BETWEEN THE THIRD AND FOURTH RIBS UNDER CT. THREE CORES.
BLOOD PATCH. NO DRAIN. HOME AT 1500.
"""


def test_a_report_is_found_by_its_parts_where_it_was_taken_for_another_paper() -> None:
    role = AuthorRole.OTHER_PROVIDER
    tissue = Written("tissue.pdf", TISSUE, PaperType.CONSULT_NOTE, role)
    biopsy = Written("biopsy.pdf", BIOPSY, PaperType.PATHOLOGY, AuthorRole.PATHOLOGIST)
    assert shown("s6-pathology", tissue, biopsy)[0] == "tissue.pdf:1"
    assert shown("s7-procedures", tissue, biopsy) == ["biopsy.pdf:1"]
