"""Acts in words: every kind of part is told field by field, whatever kinds there are."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from reviewer_app.domain.approved_part import ApprovedPart
from reviewer_app.domain.authority import (
    InvestigationalFlag,
    LadderChoice,
    LadderKind,
    RungFinding,
    RungKind,
    ScopeOverride,
    TrialRecord,
)
from reviewer_app.domain.checklist import Spot, SpotKind
from reviewer_app.domain.review import Finding, FindingState, PageMark
from reviewer_app.domain.review_parts import KINDS, PartKind, ReviewPart
from reviewer_app.rules.part_words import PartNames, kind_words
from reviewer_app.rules.told_acts import replaced_part, replaced_values
from reviewer_app.storage.canonical import to_json
from reviewer_app.storage.entered_parts import entered_part
from tests.unit.storage.values import parts

NAMES = PartNames(elements={"s5-imaging": "Imaging studies"}, files={"ab" * 32: "01_request.pdf"})


@settings(max_examples=300)
@given(part=parts)
def test_every_part_is_found_in_the_log_and_told(part: ReviewPart) -> None:
    assert entered_part(to_json(part)) == part
    told = replaced_part(None, part, NAMES)
    assert told.kind
    assert all(field.before == () for field in told.fields)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.kind.__name__)
def test_every_kind_has_a_name_in_words(kind: PartKind[ReviewPart]) -> None:
    words = kind_words(kind.kind)
    assert words[0].isupper()
    assert words[1:].islower()


def test_a_change_is_told_by_its_fields() -> None:
    before = Finding("s5-imaging", FindingState.ABSENT, note="nothing")
    after = Finding("s5-imaging", FindingState.PRESENT, note="nothing")
    told = replaced_part(before, after, NAMES)
    assert (told.kind, told.subject) == ("Finding", "Imaging studies")
    assert [field.words for field in told.fields] == ["state: absent → present"]
    assert told.spot == Spot(SpotKind.ELEMENT, "s5-imaging")


def test_what_was_taken_away_is_told() -> None:
    told = replaced_part(Finding("s5-imaging", note="seen"), None, NAMES)
    assert "note: seen → –" in [field.words for field in told.fields]


def test_a_page_leads_to_its_file() -> None:
    mark = PageMark("ab" * 32, 3, legible=False)
    assert replaced_part(None, mark, NAMES).spot == Spot(SpotKind.PAGE, "01_request.pdf#3")
    assert replaced_part(None, PageMark("cd" * 32, 3, legible=False), NAMES).spot is None


@pytest.mark.parametrize(
    ("part", "spot"),
    [
        (RungFinding(2, RungKind.PLAN_DOCUMENT), Spot(SpotKind.RUNG, "plan-document", 2)),
        (TrialRecord("NCT01234567"), Spot(SpotKind.TRIAL)),
        (InvestigationalFlag(2, "No trial."), Spot(SpotKind.INVESTIGATIONAL, "", 2)),
        (ScopeOverride(1, "Radiculopathy."), Spot(SpotKind.SCOPE, "", 1)),
        (ApprovedPart(1, units=1), Spot(SpotKind.DECISION, "units", 1)),
        (LadderChoice(LadderKind.MEDICAID), None),
    ],
)
def test_an_act_leads_to_where_it_can_be_seen(part: ReviewPart, spot: Spot | None) -> None:
    assert replaced_part(None, part, NAMES).spot == spot


def test_anything_else_is_told_by_its_places() -> None:
    told = replaced_values(
        {"member": {"last_name": "Lind"}, "services": [{"units": 1}]}, {"packs": ["a", "b"]}
    )
    assert [field.words for field in told.fields] == [
        "member last name: Lind → –",
        "services 1 units: 1 → –",
        "packs: – → a, b",
    ]


def test_of_a_hash_the_beginning_is_told() -> None:
    told = replaced_values(None, {"hash": "ab" * 32})
    assert told.fields[0].after == ("abababababab…",)


@pytest.mark.parametrize("text", [None, "", "no json", "[1]", '{"unheard": 1}', '"text"'])
def test_what_is_no_part_is_none(text: str | None) -> None:
    assert entered_part(text) is None


def test_a_part_of_an_earlier_version_lacks_fields() -> None:
    assert entered_part('{"element_id":"s5-imaging","state":"present"}') == Finding(
        "s5-imaging", FindingState.PRESENT
    )
