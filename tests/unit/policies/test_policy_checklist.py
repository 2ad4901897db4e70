"""The checklist of a case: order, parts, causes, lines, what is added, and what a review keeps."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from reviewer_app.domain.policy import Element, PackReference, Requirement
from reviewer_app.domain.review import AddedElement
from reviewer_app.policies.checklist import build_checklist
from reviewer_app.policies.library import PolicyLibrary
from tests.unit.policies.packs import PackWriter, RequestMaker

CLINICAL_IDS = [
    "s2-current-status",
    "s3-evaluation",
    "s3a-history",
    "s3b-examination",
    "s4-laboratory",
    "s5-imaging",
    "s6-pathology",
    "s7-procedures",
    "s8-other-providers",
]
PREFACE_IDS = [
    "s9-recent-consultation",
    "s10-diagnosis",
    "s11-history-examination",
    "s12-treatment-response",
    "s13-independent-radiology",
    "s14-discrepancies",
    "s15-specialist-reports",
]
EXAMPLE_IDS = ["g1-radicular-pain", "g1-conservative-care", "g1-advanced-imaging", "g1-image-guidance"]
ELEMENT = {"row": "S11", "title": "Title", "short": "Short", "question": "Question?"}


def ids(elements: object) -> list[str]:
    assert isinstance(elements, tuple)
    return [element.id for element in elements]


def test_packs_in_reading_order_and_parts_after_their_parents(
    shipped: PolicyLibrary, make_request: RequestMaker
) -> None:
    checklist = build_checklist(shipped, make_request("29827"))
    assert ids(checklist.elements) == CLINICAL_IDS + PREFACE_IDS
    parts = [element.id for element in checklist.elements if element.depth == 1]
    assert parts == ["s3a-history", "s3b-examination", *PREFACE_IDS[2:]]


def test_the_clinical_pack_alone_governs_other_services(
    shipped: PolicyLibrary, make_request: RequestMaker
) -> None:
    checklist = build_checklist(shipped, make_request("78452"))
    assert ids(checklist.elements) == CLINICAL_IDS
    assert checklist.uncovered_lines == ()


@pytest.mark.parametrize(
    ("trial", "payer", "arisen"),
    [
        ("", "", []),
        ("NCT01234567", "", ["s24-trial"]),
        ("  ", "", []),
        ("", "Tamarack Mutual Health", ["s16-exception", *EXAMPLE_IDS]),
        ("NCT01234567", "Tamarack Mutual Health", ["s16-exception", "s24-trial", *EXAMPLE_IDS]),
    ],
)
def test_elements_arise_with_their_cause(
    trial: str, payer: str, arisen: list[str], shipped: PolicyLibrary, make_request: RequestMaker
) -> None:
    checklist = build_checklist(shipped, make_request("64483", payer=payer, trial=trial))
    assert ids(checklist.elements) == CLINICAL_IDS + PREFACE_IDS + arisen
    conditional = {"s16-exception", "s17-not-performed", "s17-both-needed", "s18-together"}
    conditional |= {"s19-benefit", "s19-lapse", "s21-plan-document", "s24-trial"}
    assert set(ids(checklist.dormant)) == conditional - set(arisen)


def test_elements_concern_the_lines_that_their_pack_governs(
    shipped: PolicyLibrary, make_request: RequestMaker
) -> None:
    request = make_request("78452", "64483", "29827", payer="Tamarack Mutual Health")
    checklist = build_checklist(shipped, request)
    lines = {element.id: element.lines for element in checklist.elements}
    assert lines["s2-current-status"] == (1, 2, 3)
    assert lines["s10-diagnosis"] == (2, 3)
    assert lines["g1-conservative-care"] == (2,)
    assert lines["s16-exception"] == (2,)


def test_prompts_of_both_policies_stand_once(shipped: PolicyLibrary, make_request: RequestMaker) -> None:
    checklist = build_checklist(shipped, make_request("64483"))
    assert [prompt.id for prompt in checklist.prompts] == [
        "s26-plan",
        "s26-law",
        "s26-collateral",
        "s26-facts",
    ]


@pytest.mark.parametrize(
    ("element_id", "linked"),
    [
        ("s3-evaluation", ["s9-recent-consultation", "s11-history-examination"]),
        ("s5-imaging", ["s13-independent-radiology"]),
        ("s15-specialist-reports", ["s8-other-providers"]),
        ("s13-independent-radiology", ["s5-imaging", "g1-advanced-imaging"]),
        ("s6-pathology", []),
        ("nothing", []),
    ],
)
def test_links_hold_both_ways(
    element_id: str, linked: list[str], shipped: PolicyLibrary, make_request: RequestMaker
) -> None:
    checklist = build_checklist(shipped, make_request("64483", payer="Tamarack Mutual Health"))
    assert ids(checklist.linked(element_id)) == linked


def test_an_element_of_two_packs_stands_once_as_strictly_as_the_stricter_asks(
    write_pack: PackWriter, user_folder: Path, make_request: RequestMaker
) -> None:
    write_pack(
        applies={"codes": ["78452"]},
        elements=[{**ELEMENT, "id": "s5-imaging", "requirement": "required"}],
    )
    library = PolicyLibrary.load(user_folder=user_folder)
    checklist = build_checklist(library, make_request("29827", "78452"))
    (imaging,) = (element for element in checklist.elements if element.id == "s5-imaging")
    assert imaging.pack == PackReference("clinical-information", "2025-02-01")
    assert imaging.also_asked_by == (PackReference("knee-care", "2024-03-01"),)
    assert imaging.element.requirement is Requirement.REQUIRED
    assert imaging.lines == (1, 2)
    assert not next(
        element
        for element in build_checklist(library, make_request("29827")).elements
        if element.id == "s5-imaging"
    ).required


def test_added_elements_come_last_and_concern_every_line(
    shipped: PolicyLibrary, make_request: RequestMaker
) -> None:
    element = Element("added-1", "", "Bone density", "Bone", "Is there a measurement of bone density?")
    added = AddedElement(element, "A. Nurse", datetime(2025, 5, 1, tzinfo=UTC))
    last = build_checklist(shipped, make_request("64483", "64484"), (added,)).elements[-1]
    assert (last.element, last.pack, last.lines, last.depth) == (element, None, (1, 2), 0)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (None, "No date of service is given"),
        (date(2020, 1, 1), "No policy governs 64483 on 2020-01-01"),
    ],
)
def test_lines_without_a_policy_are_named_with_the_reason(
    day: date | None, words: str, shipped: PolicyLibrary, make_request: RequestMaker
) -> None:
    checklist = build_checklist(shipped, make_request("64483", "29827", day=day))
    assert checklist.elements == ()
    assert [line for line, _ in checklist.uncovered_lines] == [1, 2]
    assert words in checklist.uncovered_lines[0][1]


def test_an_example_alone_covers_no_line(
    write_pack: PackWriter, user_folder: Path, make_request: RequestMaker
) -> None:
    write_pack(applies={"every_request": True}, example=True, effective_from="2010-01-01")
    library = PolicyLibrary.load(user_folder=user_folder)
    checklist = build_checklist(library, make_request("64483", day=date(2020, 1, 1)))
    assert ids(checklist.elements) == ["k1-status", "k2-weeks"]
    assert [line for line, _ in checklist.uncovered_lines] == [1]


def test_a_review_keeps_the_version_it_was_made_with(
    write_pack: PackWriter, user_folder: Path, make_request: RequestMaker
) -> None:
    write_pack(
        "newer.yaml",
        id="clinical-information",
        version="2025-02-01b",
        effective_from="2025-02-01",
        effective_to=None,
        kind="coverage-policy",
        applies={"every_request": True},
        elements=[{**ELEMENT, "id": "s2-current-status"}],
    )
    library = PolicyLibrary.load(user_folder=user_folder)
    request = make_request("78452")
    assert ids(build_checklist(library, request).elements) == ["s2-current-status"]
    kept = (PackReference("clinical-information", "2025-02-01"),)
    checklist = build_checklist(library, request, kept=kept)
    assert ids(checklist.elements) == CLINICAL_IDS
    assert checklist.packs == (library.pack(kept[0]),)
    newer = library.newer_than(kept[0])
    assert newer is not None
    assert newer.version == "2025-02-01b"


def test_a_kept_pack_that_is_gone_leaves_every_line_uncovered(
    shipped: PolicyLibrary, make_request: RequestMaker
) -> None:
    kept = (PackReference("clinical-information", "2025-02-01"), PackReference("knee-care", "1"))
    checklist = build_checklist(shipped, make_request("64483", "29827"), kept=kept)
    assert ids(checklist.elements) == CLINICAL_IDS
    assert [line for line, _ in checklist.uncovered_lines] == [1, 2]
    assert "knee-care 1" in checklist.uncovered_lines[0][1]
