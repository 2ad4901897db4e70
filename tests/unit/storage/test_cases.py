"""Which case a folder is, what is kept of it, and what the worklist gets."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from reviewer_app.domain.changes import Change
from reviewer_app.domain.errors import UsageError
from reviewer_app.domain.request import Diagnosis, Member, Request, ServiceLine
from reviewer_app.domain.review import (
    Finding,
    FindingState,
    LineDetermination,
    Outcome,
    ReviewStatus,
    Signature,
)
from reviewer_app.storage.canonical import digest
from reviewer_app.storage.store import Store
from tests.databases import open_store
from tests.unit.storage.values import NURSE, START, at, mark, marked

DOCUMENTS = ("aa", "bb", "cc", "dd")


def case_with(store: Store, request_id: str, member_id: str, hashes: tuple[str, ...]) -> str:
    case_id = store.cases.create_case(request_id, member_id, NURSE, START)
    store.cases.remember_documents(case_id, [(sha256, f"{sha256}.pdf") for sha256 in hashes], START)
    return case_id


def test_the_request_and_the_member_name_the_case_whatever_is_in_the_folder(store: Store) -> None:
    case_id = case_with(store, "PA-1", "M-1", DOCUMENTS)
    assert store.cases.find_case("PA-1", "M-1", ("zz",)) == case_id
    assert store.cases.find_case("PA-1", "M-2", DOCUMENTS) is None
    assert store.cases.find_case("PA-2", "M-1", DOCUMENTS) is None


@pytest.mark.parametrize(
    ("hashes", "elsewhere", "in_place"),
    [
        (DOCUMENTS, True, True),
        (("aa", "bb", "cc"), True, True),
        (("aa", "bb", "cc", "xx", "yy"), True, True),
        (("aa", "bb"), False, True),
        (("aa", "xx"), False, True),
        (("aa", "bb", "xx", "yy", "zz"), False, True),
        (("aa", "xx", "yy"), False, False),
        (("aa", "xx", "yy", "zz"), False, False),
        (("xx",), False, False),
        ((), False, False),
        (("",), False, False),
    ],
)
def test_without_a_request_id_shared_documents_name_the_case(
    store: Store, hashes: tuple[str, ...], elsewhere: bool, in_place: bool
) -> None:
    """More than half of the larger set, or half of the smaller one where the case was before."""
    case_id = case_with(store, "", "M-1", DOCUMENTS)
    place, other = Path("/cases/1"), Path("/cases/2")
    store.cases.remember_folder(case_id, place, START)
    store.cases.remember_folder(case_with(store, "", "M-2", ("pp", "qq")), other, START)
    for folder, found in ((None, elsewhere), (other, elsewhere), (place, in_place)):
        assert store.cases.find_case("", "", hashes, folder) == (case_id if found else None)


def test_a_misfiled_document_makes_no_case_of_the_patient_it_belongs_to(store: Store) -> None:
    """Two folders of two documents without a request, one document of the other patient in the second."""
    case_with(store, "", "M-1", ("visit of one", "scan of one"))
    assert store.cases.find_case("", "", ("visit of two", "scan of one"), Path("/cases/2")) is None


def test_documents_name_the_case_where_one_side_has_no_request_id(store: Store) -> None:
    with_id = case_with(store, "PA-1", "M-1", DOCUMENTS)
    without_id = case_with(store, "", "M-2", ("ee", "ff"))
    assert store.cases.find_case("", "", DOCUMENTS) == with_id
    assert store.cases.find_case("PA-9", "M-2", ("ee", "ff")) == without_id


def test_another_member_is_another_case(store: Store) -> None:
    case_with(store, "", "M-1", DOCUMENTS)
    assert store.cases.find_case("", "M-2", DOCUMENTS) is None


def test_the_case_that_shares_most_is_found(store: Store) -> None:
    case_with(store, "", "", ("aa", "bb"))
    best = case_with(store, "", "", DOCUMENTS)
    case_with(store, "", "", ("aa",))
    assert store.cases.find_case("", "", DOCUMENTS) == best


def test_a_typed_in_request_comes_back_and_names_the_case(store: Store) -> None:
    case_id = store.cases.create_case("", "", NURSE, START)
    assert store.cases.entered_request(case_id) is None
    request = Request(
        request_id="PA-7",
        received=START,
        member=Member("M-7", "Odile", "Farrow", date(1965, 3, 11), "F"),
        services=(ServiceLine(1, "64483", modifiers=("RT",), requested_dos=date(2025, 5, 20)),),
        diagnoses=(Diagnosis("M54.16"),),
        unknown={"fax": {"pages": 12, "from": None}},
    )
    receipt = store.cases.save_entered_request(case_id, request, NURSE, at(1))
    assert store.cases.entered_request(case_id) == request
    assert store.cases.find_case("PA-7", "M-7", ()) == case_id
    store.cases.save_entered_request(case_id, replace(request, level="L4-L5"), NURSE, at(2))
    entries = store.audit.entries(case_id)
    assert [entry.act for entry in entries[1:]] == ["Request entered", "Request entered"]
    assert entries[1].hash == receipt.hash
    assert entries[2].before == entries[1].after


def test_a_request_that_came_after_the_documents_names_the_case(store: Store) -> None:
    case_id = case_with(store, "", "", DOCUMENTS)
    store.cases.remember_request(case_id, "PA-8", "M-8")
    assert store.cases.find_case("PA-8", "M-8", ()) == case_id


def test_a_case_that_does_not_exist_is_named(store: Store) -> None:
    with pytest.raises(UsageError, match="no case nowhere"):
        store.cases.entered_request("nowhere")
    with pytest.raises(UsageError, match="no case nowhere"):
        store.cases.save_entered_request("nowhere", Request(), NURSE, START)


def test_the_worklist_follows_a_case_from_new_to_signed(store: Store, case_id: str, review_id: str) -> None:
    folder = Path("/cases/PA-1")
    assert store.cases.case_summaries([folder]) == {}
    store.cases.remember_folder(case_id, folder, START)
    store.cases.remember_facts(case_id, "Farrow, Odile", "64483 RT", elements=14)
    store.reviews.apply(review_id, mark("s5-imaging"), NURSE, at(1))
    store.reviews.apply(review_id, mark("s4-laboratory"), NURSE, at(2))
    back = Change(
        "Not reviewed", marked("s4-laboratory"), Finding("s4-laboratory", FindingState.NOT_REVIEWED)
    )
    store.reviews.apply(review_id, back, NURSE, at(3))

    (summary,) = store.cases.case_summaries([folder, Path("/cases/never opened")]).values()
    assert (summary.case_id, summary.member, summary.service) == (case_id, "Farrow, Odile", "64483 RT")
    assert (summary.status, summary.outcomes) == (ReviewStatus.OPEN, ())
    assert summary.progress == "1 of 14"

    decision = Change("Line 1: refer", None, LineDetermination(1, Outcome.REFER))
    store.reviews.apply(review_id, decision, NURSE, at(4))
    store.reviews.sign(review_id, Signature(NURSE, at(5), "", digest(b"{}")), b"{}")
    summary = store.cases.case_summaries([folder])[folder]
    assert (summary.status, summary.outcomes) == (ReviewStatus.SIGNED, (Outcome.REFER,))
    store.reviews.amend(review_id, NURSE, at(6), "review-2")
    assert store.cases.case_summaries([folder])[folder].status is ReviewStatus.OPEN


def test_a_case_without_a_review_has_no_status_and_no_progress(store: Store, case_id: str) -> None:
    store.cases.remember_folder(case_id, Path("/cases/PA-1"), START)
    (summary,) = store.cases.case_summaries([Path("/cases/PA-1")]).values()
    assert (summary.status, summary.progress) == (None, "")


def test_a_moved_folder_is_the_same_case_and_a_reused_one_is_the_new_case(store: Store, case_id: str) -> None:
    old, new = Path("/cases/inbox/1"), Path("/cases/done/1")
    for folder in (old, new):
        store.cases.remember_folder(case_id, folder, START)
    other = store.cases.create_case("PA-2", "M-2", NURSE, at(1))
    store.cases.remember_folder(other, old, at(1))
    summaries = store.cases.case_summaries([old, new])
    assert {folder: summary.case_id for folder, summary in summaries.items()} == {old: other, new: case_id}


def test_a_folder_whose_name_is_no_text_is_kept(store: Store, case_id: str) -> None:
    folder = Path(os.fsdecode(b"/cases/caf\xe9"))
    store.cases.remember_folder(case_id, folder, START)
    store.settings.remember_root(folder)
    assert store.cases.case_summaries([folder])[folder].case_id == case_id
    assert store.settings.recent_roots() == (folder,)


def test_settings_are_kept_over_a_restart(store: Store, data_folder: Path) -> None:
    assert store.settings.get("reviewer.role", "nurse") == "nurse"
    store.settings.set({"reviewer.role": "nurse"})
    store.settings.set({"reviewer.role": "physician"})
    store.close()
    with open_store(data_folder) as reopened:
        assert reopened.settings.get("reviewer.role", "nurse") == "physician"


def test_settings_are_saved_together_or_not_at_all(store: Store) -> None:
    store.settings.set({"reviewer.name": "Ines Marlow", "reviewer.role": "nurse"})
    with pytest.raises(UnicodeEncodeError):
        store.settings.set({"reviewer.name": "Tobias Reyne", "reviewer.role": "no text: \udc80"})
    assert store.settings.get("reviewer.name") == "Ines Marlow"


def test_recent_roots_are_newest_first_without_repeats(store: Store) -> None:
    roots = [Path(f"/cases/{number}") for number in range(12)]
    for root in (*roots, roots[5]):
        store.settings.remember_root(root)
    kept = store.settings.recent_roots()
    assert kept == (roots[5], *(roots[number] for number in (11, 10, 9, 8, 7, 6, 4, 3, 2)))
