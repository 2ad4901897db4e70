"""Papers without a title that says what they are: their parts do."""

from pathlib import Path

import pytest

from reviewer_app.domain.found import AuthorRole, PageLegibility, PaperType
from reviewer_app.domain.request import Request
from reviewer_app.evidence.segments import find_segments
from reviewer_app.policies.evidence_files import load_evidence_rules
from reviewer_app.resources_folder import resources_folder
from tests.unit.evidence.read_pages import read_page

RULES = load_evidence_rules(resources_folder(), Path("no data folder")).papers
HEAD = "Gull Rock Associates\nSample, Eva born 22 August 1971\n"
UNTITLED = [
    (PaperType.OFFICE_NOTE, "Story\nShe fell.\nExam\nTender.\nOpinion\nA sprain.\nMedicines: none"),
    (
        PaperType.OFFICE_NOTE,
        "S\nSore, no fever.\nO\nWound clean, no swelling.\nA/P\nHeals.",
    ),
    (
        PaperType.PATHOLOGY,
        "Material\nLeft breast, three pieces.\nMacroscopy\nGray.\nHistology\nDucts.\nDiagnosis\nBenign.",
    ),
    (
        PaperType.THERAPY_NOTE,
        "Visits\n9 of 12 kept, one cancelled.\nMeasures\nGrip 41 lb.\nInterventions\nPutty.\nGoals\nOne met.",
    ),
    (
        PaperType.POLICY_EXCERPT,
        "Criteria\nPain.\nNot covered\nA third time.\nHow often\nOnce a year.\nReferences\nTwo.",
    ),
    (
        PaperType.REQUEST_FORM,
        "Member\nSample\nMember ID\nX1\nNPI\n1234567893\nDx\nM17.11\nCodes\n27447\nVisits wanted\n12",
    ),
    (PaperType.DIARY, "My weeks\nName:\nDate:"),
    (PaperType.DIARY, "Pain and sleep\nMon 8 3\nTue 7 soup\nWed 8 nurse\nThu 7 8\nFri 9 cried"),
    (
        PaperType.PLAN_DOCUMENT,
        "More visits\nThe fund pays for 30 visits of therapy in a calendar year.\nExercise\nNot paid for.",
    ),
]


@pytest.mark.parametrize(("kind", "text"), UNTITLED)
def test_the_parts_of_a_page_say_what_it_is(kind: PaperType, text: str) -> None:
    (segment,) = find_segments((read_page(HEAD + text),), [PageLegibility()], Request(), RULES)
    assert segment.type == kind


CRAFTS = [
    ("Home PT visit", "", PaperType.THERAPY_NOTE),
    ("Home visit", "Jo Vale, PT", PaperType.THERAPY_NOTE),
    ("Home visit", "Jo Vale, RN", PaperType.OTHER),
    ("Home visit", "Jo Vale, MD", PaperType.OFFICE_NOTE),
    ("Therapy extension request", "Jo Vale, PT", PaperType.REQUEST_FORM),
]


@pytest.mark.parametrize(("title", "signed", "kind"), CRAFTS)
def test_title_and_letters_behind_the_name_tell_whose_craft_a_visit_is(
    title: str, signed: str, kind: PaperType
) -> None:
    text = f"{title}\nSample, Eva, seen at home today\nTransfers with help. Gait slow. Exercises.\n"
    (segment,) = find_segments((read_page(text + signed),), [PageLegibility()], Request(), RULES)
    assert segment.type == kind
    assert (segment.role is AuthorRole.THERAPIST) == (kind is PaperType.THERAPY_NOTE)


def test_a_second_page_with_another_head_is_not_of_the_paper_before_it() -> None:
    visit = "Tern Island Family Medicine\nHOME VISIT\nDate of visit: 09/03/2025\nExam: tender back.\n"
    other = (
        "Soundview Imaging\nPage 2 of 2\nMRI LUMBAR SPINE WITHOUT CONTRAST\nDate of exam: 09/12/2025\n"
        "IMPRESSION\nAn old fracture of the first lumbar vertebra, unchanged.\n"
    )
    pages = [read_page(text, page=number) for number, text in enumerate((visit, other), start=1)]
    found = find_segments(pages, [PageLegibility()] * 2, Request(), RULES)
    assert [one.type for one in found] == [PaperType.OFFICE_NOTE, PaperType.IMAGING_REPORT]
