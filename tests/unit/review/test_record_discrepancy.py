"""Discrepancy records: begun from passages, filled in, cited for, undone, deleted, signed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.discrepancy import (
    CitedFor,
    DifferenceKind,
    Discrepancy,
    ReconciledBy,
    Reconciliation,
    Significance,
    Study,
)
from reviewer_app.domain.errors import BlockedError
from reviewer_app.domain.evidence import Anchor
from reviewer_app.domain.pages import Rect
from reviewer_app.domain.review import Outcome
from reviewer_app.review.desk import Desk
from tests.unit.review.desks import (
    NURSE,
    WatchedCases,
    codes,
    decide_all,
    lumbar_request,
    mark_all_present,
    sha_of,
)

VISIT, MRI, ADDENDUM = "visit_2025-09-24.txt", "mri_left_2025-09-09.txt", "addendum_2025-09-30.txt"


@pytest.fixture
def desk(desk: Desk, cases: WatchedCases) -> Desk:
    texts = {file.removesuffix(".txt"): f"Some words of {file}." for file in (VISIT, MRI, ADDENDUM)}
    desk.open(cases.made("small", lumbar_request(), **texts))
    return desk


def passage(desk: Desk, file: str, quote: str = "words", page: int = 1) -> Anchor:
    assert desk.case is not None
    return Anchor(sha_of(desk.case, file), page, (Rect(40, 60, 90, 72),), quote)


def begun(desk: Desk) -> Discrepancy:
    return only(desk.begin_discrepancy((passage(desk, VISIT),), (passage(desk, MRI),)))


def only(case: OpenCase) -> Discrepancy:
    (record,) = case.review.discrepancies
    return record


def test_a_record_begins_with_both_passages_and_what_is_proposed(desk: Desk) -> None:
    record = begun(desk)
    assert (record.ordering.cited[0].file, record.radiologist.cited[0].file) == (VISIT, MRI)
    assert (record.ordering.date, record.radiologist.date) == (date(2025, 9, 24), date(2025, 9, 9))
    assert (record.study.modality, record.study.region) == ("MRI", "lumbar spine")
    # The name of the radiologist's file says another side than the request.
    assert record.study.laterality == "left"
    assert (record.kind, record.significance) == (None, Significance.UNDETERMINED)
    assert record.recorded_by == NURSE.name
    assert record.recorded_at is not None
    assert desk.case is not None
    assert "discrepancy" in codes(desk.case)


def test_a_record_begins_from_what_a_candidate_knows(desk: Desk) -> None:
    study = Study("CT", "lumbar spine", date=date(2025, 9, 1))
    case = desk.begin_discrepancy(
        (passage(desk, VISIT), passage(desk, VISIT, "more")), (), study, DifferenceKind.LEVEL
    )
    record = only(case)
    assert (record.study, record.kind) == (study, DifferenceKind.LEVEL)
    assert len(record.ordering.cited) == 2
    assert record.radiologist.cited == ()
    assert record.radiologist.date is None


def test_a_record_begins_empty(desk: Desk) -> None:
    record = only(desk.begin_discrepancy())
    assert not record.ordering.told
    assert record.study.region == "lumbar spine"


def test_each_act_is_one_step_that_is_undone(desk: Desk) -> None:
    record = begun(desk)
    filled = desk.revise_discrepancy(record.id, lambda one: replace(one, kind=DifferenceKind.SIDE))
    assert only(filled).kind is DifferenceKind.SIDE
    assert filled.can_undo == "Discrepancy, kind"
    assert only(desk.undo()) == record
    assert desk.undo().review.discrepancies == ()
    assert only(desk.redo()) == record


def test_filling_in_starts_from_the_record_as_it_is(desk: Desk) -> None:
    """What was cited while a field was being typed is not lost."""
    record = begun(desk)
    desk.cite_in_discrepancy(record.id, CitedFor.RECONCILIATION, passage(desk, ADDENDUM))
    case = desk.revise_discrepancy(record.id, lambda one: replace(one, why="The repair rests on it."))
    assert only(case).reconciliation.cited[0].file == ADDENDUM
    assert only(case).why == "The repair rests on it."


def test_nothing_changed_is_no_act(desk: Desk) -> None:
    record = begun(desk)
    before = desk.case
    assert desk.revise_discrepancy(record.id, lambda one: one) == before


def test_passages_are_cited_once_and_taken_away(desk: Desk) -> None:
    record = begun(desk)
    two = (passage(desk, ADDENDUM), passage(desk, ADDENDUM, "more"))
    case = desk.cite_in_discrepancy(record.id, CitedFor.RECONCILIATION, *two)
    case = desk.cite_in_discrepancy(record.id, CitedFor.RECONCILIATION, two[0])
    cited = only(case).reconciliation.cited
    assert tuple(item.anchor for item in cited) == two
    assert only(case).reconciliation.date == date(2025, 9, 30)
    case = desk.take_from_discrepancy(record.id, cited[0].id)
    assert only(case).reconciliation.cited == cited[1:]
    assert only(case).ordering == record.ordering


def test_a_day_that_was_entered_is_not_proposed_over(desk: Desk) -> None:
    record = only(desk.begin_discrepancy())
    day = date(2025, 9, 1)
    desk.revise_discrepancy(record.id, lambda one: replace(one, ordering=replace(one.ordering, date=day)))
    case = desk.cite_in_discrepancy(record.id, CitedFor.ORDERING, passage(desk, VISIT))
    assert only(case).ordering.date == day
    case = desk.cite_in_discrepancy(record.id, CitedFor.RADIOLOGIST, passage(desk, MRI))
    assert only(case).radiologist.date == date(2025, 9, 9)


def test_sides_are_swapped_and_back(desk: Desk) -> None:
    record = begun(desk)
    swapped = only(desk.swap_readings(record.id))
    assert (swapped.ordering, swapped.radiologist) == (record.radiologist, record.ordering)
    assert only(desk.swap_readings(record.id)) == record


def test_a_deleted_record_blocks_no_more_and_comes_back(desk: Desk) -> None:
    record = begun(desk)
    case = desk.delete_discrepancy(record.id)
    assert case.review.discrepancies == ()
    assert "discrepancy" not in codes(case)
    assert case.can_undo == f"Discrepancy deleted: {record.study.name}"
    assert only(desk.undo()) == record
    with pytest.raises(BlockedError, match="no longer"):
        desk.revise_discrepancy("another", lambda one: one)


def test_a_page_that_is_not_there_cannot_be_cited(desk: Desk) -> None:
    with pytest.raises(BlockedError, match="no page 9"):
        desk.begin_discrepancy((passage(desk, VISIT, page=9),))
    record = begun(desk)
    with pytest.raises(BlockedError, match="no page 9"):
        desk.cite_in_discrepancy(record.id, CitedFor.RECONCILIATION, passage(desk, MRI, page=9))
    assert desk.case is not None
    assert only(desk.case) == record


def test_s14_a_reconciliation_with_means_passage_and_day_clears_the_blocker(desk: Desk) -> None:
    record = begun(desk)
    case = desk.revise_discrepancy(
        record.id,
        lambda one: replace(
            one, kind=DifferenceKind.LEVEL, reconciliation=Reconciliation(ReconciledBy.ADDENDUM)
        ),
    )
    assert "discrepancy" in codes(case)
    case = desk.cite_in_discrepancy(record.id, CitedFor.RECONCILIATION, passage(desk, ADDENDUM))
    assert "discrepancy" not in codes(case)


def test_records_are_there_again_when_the_case_is_opened_again(desk: Desk) -> None:
    record = begun(desk)
    assert desk.case is not None
    assert only(desk.open(desk.case.folder)) == record


def test_a_record_stands_between_a_nurse_and_approval_only(desk: Desk) -> None:
    begun(desk)
    assert desk.case is not None
    (line,) = desk.case.readiness
    blocked = {outcome for one in line.blockers if one.code == "discrepancy" for outcome in one.blocks}
    assert blocked == {Outcome.APPROVE, Outcome.APPROVE_IN_PART}


def test_a_settled_record_is_signed_and_kept_in_the_amendment(desk: Desk) -> None:
    record = begun(desk)
    settled = Reconciliation(ReconciledBy.ADDENDUM)
    desk.revise_discrepancy(
        record.id, lambda one: replace(one, kind=DifferenceKind.LEVEL, reconciliation=settled)
    )
    desk.cite_in_discrepancy(record.id, CitedFor.RECONCILIATION, passage(desk, ADDENDUM))
    mark_all_present(desk)
    decide_all(desk, Outcome.APPROVE)
    signed = desk.sign("")
    kept = only(signed)
    assert kept.id.encode() in desk.workspace.store.reviews.snapshot(signed.review.id)
    with pytest.raises(BlockedError, match="signed"):
        desk.delete_discrepancy(kept.id)
    assert only(desk.amend("A word was wrong.")) == kept
    assert desk.delete_discrepancy(kept.id).review.discrepancies == ()
    assert desk.workspace.store.reviews.load(signed.review.id).discrepancies == (kept,)
