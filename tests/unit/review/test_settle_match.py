"""Earlier requests of an open case: what they ask for, setting one aside, and who remembers that."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.errors import BlockedError, UsageError
from reviewer_app.domain.match_decision import MatchVerdict
from reviewer_app.domain.prior_request import MatchKind
from reviewer_app.domain.review import FindingState, Outcome
from reviewer_app.policies.library import PolicyLibrary
from reviewer_app.review.desk import Desk
from reviewer_app.review.prior_requests import import_history
from reviewer_app.review.screen_case import screen_case
from reviewer_app.review.screen_history import usable_history, with_history
from reviewer_app.review.screening_json import screening_json
from tests.unit.review.desks import (
    NURSE,
    WatchedCases,
    codes,
    decide_all,
    ids,
    lumbar_request,
    mark_all_present,
    page_of,
)

REQUEST = lumbar_request()
MEMBER = REQUEST["member"]
BEFORE = {
    "id": "H-1",
    "member_id": MEMBER["member_id"],
    "last_name": MEMBER["last_name"],
    "first_name": MEMBER["first_name"],
    "dob": MEMBER["dob"],
    "code": REQUEST["services"][0]["code"],
    "region": REQUEST["body_region"],
    "laterality": REQUEST["laterality"],
    "dx": [REQUEST["diagnoses"][0]["code"]],
    "status": "approved",
    "decided": "2025-03-03",
    "performed": "2025-03-20",
}
PENDING = {**BEFORE, "id": "H-2", "status": "pending", "decided": "2025-08-30", "performed": None}
DENIED = {**BEFORE, "id": "H-3", "status": "denied", "performed": None}
NOT_SAME, NOT_RELATED = MatchVerdict.NOT_SAME_PERSON, MatchVerdict.NOT_RELATED


@pytest.fixture
def folder(cases: WatchedCases) -> Path:
    return cases.made("small", REQUEST, a="A visit note.", b="A report.")


def remember(desk: Desk, tmp_path: Path, *rows: dict[str, Any]) -> None:
    """Take the rows into the history."""
    file = tmp_path / "history.json"
    file.write_text(json.dumps(rows), encoding="utf-8")
    assert import_history(desk.workspace.store, file, lambda _bad: None).bad == 0


def kinds(case: OpenCase) -> dict[str, MatchKind | None]:
    return {one.match.prior.id: one.kind for one in case.matches if one.counts}


def asked(case: OpenCase) -> tuple[str, ...]:
    return tuple(element.id for element in case.checklist.elements if element.prior)


def test_without_a_history_there_is_nothing(desk: Desk, folder: Path) -> None:
    case = desk.open(folder)
    assert (case.matches, case.earlier.searched, asked(case)) == ((), 0, ())


def test_each_match_asks_for_its_own_documentation(desk: Desk, folder: Path, tmp_path: Path) -> None:
    remember(desk, tmp_path, BEFORE, PENDING, DENIED)
    case = desk.open(folder)
    assert kinds(case) == {"H-1": MatchKind.SEQUENTIAL, "H-2": MatchKind.DUPLICATE}
    assert [one.match.prior.id for one in case.matches if one.kind is None] == ["H-3"]
    assert case.earlier.searched == 3
    assert set(asked(case)) == {
        "s17-not-performed@H-2",
        "s17-both-needed@H-2",
        "s19-benefit@H-1",
        "s19-lapse@H-1",
    }
    assert {"duplicate", "sequential"} <= codes(case)


def test_elements_of_one_match_stand_together(desk: Desk, folder: Path, tmp_path: Path) -> None:
    remember(desk, tmp_path, BEFORE, {**BEFORE, "id": "H-4", "performed": "2025-02-02"})
    assert asked(desk.open(folder)) == (
        "s19-benefit@H-1",
        "s19-lapse@H-1",
        "s19-benefit@H-4",
        "s19-lapse@H-4",
    )


def test_documented_it_blocks_no_more(desk: Desk, folder: Path, tmp_path: Path) -> None:
    remember(desk, tmp_path, BEFORE)
    case = desk.open(folder)
    for element in asked(case):
        desk.mark_finding(element, FindingState.PRESENT)
        case = desk.attach_evidence(element, page_of(case, "a.txt"))
    assert "sequential" not in codes(case)


def test_set_aside_it_asks_for_nothing_until_that_is_undone(desk: Desk, folder: Path, tmp_path: Path) -> None:
    remember(desk, tmp_path, BEFORE)
    desk.open(folder)
    case = desk.set_match_aside((1, "H-1"), NOT_RELATED, " Another problem then. ")
    assert (kinds(case), asked(case)) == ({}, ())
    assert "sequential" not in codes(case)
    decision = case.matches[0].decision
    assert decision is not None
    assert (decision.reason, decision.decided_by) == ("Another problem then.", NURSE.name)
    assert case.can_undo == "Not related: H-1"
    assert kinds(desk.undo()) == {"H-1": MatchKind.SEQUENTIAL}
    assert kinds(desk.redo()) == {}
    assert kinds(desk.take_match_back((1, "H-1"))) == {"H-1": MatchKind.SEQUENTIAL}
    assert kinds(desk.undo()) == {}


def test_setting_aside_is_remembered_and_in_the_audit_log(desk: Desk, folder: Path, tmp_path: Path) -> None:
    remember(desk, tmp_path, BEFORE)
    case = desk.open(folder)
    desk.set_match_aside((1, "H-1"), NOT_RELATED, "Another problem then.")
    assert kinds(desk.open(folder)) == {}
    entry = desk.workspace.store.audit.entries(case.case_id)[-1]
    assert entry.act == "Not related: H-1"
    assert "Another problem then." in str(entry.after)
    assert desk.workspace.store.verify() == ()


def test_a_reason_is_required(desk: Desk, folder: Path, tmp_path: Path) -> None:
    remember(desk, tmp_path, BEFORE)
    desk.open(folder)
    with pytest.raises(BlockedError, match="reason"):
        desk.set_match_aside((1, "H-1"), NOT_RELATED, "  ")


def test_only_a_match_of_the_case_can_be_settled(desk: Desk, folder: Path, tmp_path: Path) -> None:
    remember(desk, tmp_path, BEFORE)
    desk.open(folder)
    with pytest.raises(UsageError, match="H-9"):
        desk.set_match_aside((1, "H-9"), NOT_RELATED, "Why.")
    with pytest.raises(BlockedError, match="not set aside"):
        desk.take_match_back((1, "H-1"))


def test_who_is_not_the_same_person_is_so_in_other_cases(
    desk: Desk, cases: WatchedCases, folder: Path, tmp_path: Path
) -> None:
    remember(desk, tmp_path, BEFORE, {**PENDING, "first_name": MEMBER["first_name"][:-1]})
    first = desk.open(folder)
    assert kinds(first).keys() == {"H-1", "H-2"}
    assert kinds(desk.set_match_aside((1, "H-2"), NOT_SAME, "A twin.")).keys() == {"H-1"}
    other = cases.made("other", {**REQUEST, "request_id": "PA-OTHER"}, c="Another visit.")
    second = desk.open(other)
    assert kinds(second).keys() == {"H-1"}
    assert [one.elsewhere for one in second.matches if one.set_aside] == [True]
    assert kinds(desk.take_match_back((1, "H-2"))).keys() == {"H-1", "H-2"}
    assert kinds(desk.undo()).keys() == {"H-1"}
    assert kinds(desk.open(folder)).keys() == {"H-1"}


def test_not_related_is_so_in_this_case_alone(
    desk: Desk, cases: WatchedCases, folder: Path, tmp_path: Path
) -> None:
    remember(desk, tmp_path, BEFORE)
    desk.open(folder)
    desk.set_match_aside((1, "H-1"), NOT_RELATED, "Another problem then.")
    other = cases.made("other", {**REQUEST, "request_id": "PA-OTHER"}, c="Another visit.")
    assert kinds(desk.open(other)) == {"H-1": MatchKind.SEQUENTIAL}


def test_a_signed_review_keeps_the_matches_that_it_was_signed_with(
    desk: Desk, folder: Path, tmp_path: Path
) -> None:
    remember(desk, tmp_path, BEFORE)
    case = desk.open(folder)
    desk.set_match_aside((1, "H-1"), NOT_RELATED, "Another problem then.")
    for document in case.documents:
        desk.look_at_document(document.file)
    mark_all_present(desk)
    decide_all(desk, Outcome.APPROVE)
    signed = desk.sign("")
    remember(desk, tmp_path, PENDING)
    reopened = desk.open(folder)
    assert reopened.matches == signed.matches
    assert [one.match.prior.id for one in reopened.matches] == ["H-1"]
    assert desk.workspace.store.verify() == ()
    with pytest.raises(BlockedError, match="signed"):
        desk.take_match_back((1, "H-1"))
    amended = desk.amend("The rationale was incomplete.")
    assert kinds(amended) == {"H-2": MatchKind.DUPLICATE}
    assert [one.match.prior.id for one in amended.matches if one.set_aside] == ["H-1"]


def test_families_of_the_user_that_cannot_be_read_are_told_and_stop_nothing(
    desk: Desk, folder: Path, tmp_path: Path
) -> None:
    remember(desk, tmp_path, BEFORE)
    own = desk.workspace.folder / "policies" / "code-families.yaml"
    own.parent.mkdir(exist_ok=True)
    own.write_text("families: 7", encoding="utf-8")
    case = desk.open(folder)
    assert kinds(case) == {"H-1": MatchKind.SEQUENTIAL}
    assert "code-families.yaml" in case.earlier.problem


def test_screening_finds_matches_of_a_case_that_was_never_opened(
    desk: Desk, library: PolicyLibrary, data: Path, folder: Path, tmp_path: Path
) -> None:
    remember(desk, tmp_path, BEFORE)
    desk.close()
    found = with_history(screen_case(library, folder), library, data, usable_history(data))
    assert [one.prior.id for one in found.prior_requests] == ["H-1"]
    assert {element.id for element in found.case.checklist.elements} >= {"s19-benefit@H-1"}


def test_screening_leaves_out_what_was_set_aside(
    desk: Desk, library: PolicyLibrary, data: Path, folder: Path, tmp_path: Path
) -> None:
    remember(desk, tmp_path, BEFORE, PENDING)
    desk.open(folder)
    desk.set_match_aside((1, "H-2"), NOT_RELATED, "Withdrawn by telephone.")
    desk.close()
    found = screening_json(with_history(screen_case(library, folder), library, data, usable_history(data)))
    prior = found["prior_requests"]
    assert isinstance(prior, list)
    assert [(one["line"], one["kind"], one["id"]) for one in prior] == [(1, "sequential", "H-1")]
    elements = found["elements"]
    assert isinstance(elements, list)
    applying = {one["id"]: one["applies"] for one in elements}
    assert (applying["s19-benefit"], applying["s17-not-performed"]) == (True, False)
    assert len(applying) == len(elements)


def test_ids_of_the_checklist_stay_those_of_the_packs_but_for_matches(
    desk: Desk, folder: Path, tmp_path: Path
) -> None:
    without = ids(desk.open(folder))
    remember(desk, tmp_path, BEFORE)
    case = desk.open(folder)
    assert tuple(one for one in ids(case) if "@" not in one) == without
