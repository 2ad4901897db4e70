"""Evidence: attached once, offered to linked elements, taken away, never of a document that is not there."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reviewer_app.domain.errors import BlockedError, UsageError
from reviewer_app.domain.evidence import Anchor
from reviewer_app.domain.pages import Rect
from reviewer_app.domain.review import FindingState
from reviewer_app.review.desk import Desk
from tests.unit.review.desks import NURSE, WatchedCases, lumbar_request, page_of, sha_of

EVALUATION = "s3-evaluation"


@pytest.fixture
def desk(desk: Desk, cases: WatchedCases) -> Desk:
    desk.open(cases.made("small", lumbar_request(), a="A visit note.", b="A report."))
    return desk


def passage(desk: Desk, file: str = "a.txt", quote: str = "visit") -> Anchor:
    assert desk.case is not None
    return Anchor(sha_of(desk.case, file), 1, (Rect(40, 60, 90, 72),), quote, "A", "note.")


def test_evidence_says_where_who_and_when(desk: Desk) -> None:
    anchor = passage(desk)
    (evidence,) = desk.attach_evidence(EVALUATION, anchor).review.finding(EVALUATION).evidence
    assert (evidence.anchor, evidence.file, evidence.added_by) == (anchor, "a.txt", NURSE.name)
    assert desk.case is not None
    assert desk.case.review.finding(EVALUATION).state is FindingState.NOT_REVIEWED


def test_the_same_anchor_is_attached_once(desk: Desk) -> None:
    desk.attach_evidence(EVALUATION, passage(desk))
    again = desk.attach_evidence(EVALUATION, passage(desk))
    assert len(again.review.finding(EVALUATION).evidence) == 1
    more = desk.attach_evidence(EVALUATION, passage(desk, "b.txt", "report"))
    assert len(more.review.finding(EVALUATION).evidence) == 2


def test_a_passage_over_two_pages_is_one_act(desk: Desk) -> None:
    whole = (passage(desk), passage(desk, "b.txt", "report"))
    attached = desk.attach_evidence(EVALUATION, *whole, whole[0]).review.finding(EVALUATION).evidence
    assert tuple(one.anchor for one in attached) == whole
    assert len({one.id for one in attached}) == 2
    assert desk.undo().review.finding(EVALUATION).evidence == ()
    assert desk.redo().review.finding(EVALUATION).evidence == attached


def test_of_two_pages_one_that_cannot_be_cited_stops_both(desk: Desk) -> None:
    with pytest.raises(BlockedError, match="no page 9"):
        desk.attach_evidence(EVALUATION, passage(desk), replace(passage(desk), page=9))
    assert desk.case is not None
    assert desk.case.review.finding(EVALUATION).evidence == ()


def test_marking_keeps_the_evidence(desk: Desk) -> None:
    desk.attach_evidence(EVALUATION, passage(desk))
    case = desk.mark_finding(EVALUATION, FindingState.PRESENT)
    assert len(case.review.finding(EVALUATION).evidence) == 1


@pytest.mark.parametrize("sha256", ["", "ab" * 32])
def test_a_document_that_is_not_there_cannot_be_cited(desk: Desk, sha256: str) -> None:
    with pytest.raises(BlockedError, match="cannot be cited"):
        desk.attach_evidence(EVALUATION, Anchor(sha256, 1))


def test_a_document_that_went_cannot_be_cited_any_more(desk: Desk, cases: WatchedCases) -> None:
    assert desk.case is not None
    anchor = passage(desk, "b.txt")
    cases.remove(desk.case.folder / "b.txt")
    desk.read_folder_again()
    with pytest.raises(BlockedError, match="cannot be cited"):
        desk.attach_evidence(EVALUATION, anchor)


def test_an_element_that_the_case_has_not(desk: Desk) -> None:
    with pytest.raises(UsageError, match="s99-nothing"):
        desk.attach_evidence("s99-nothing", passage(desk))


def test_taken_away_and_back(desk: Desk) -> None:
    (evidence,) = desk.attach_evidence(EVALUATION, passage(desk)).review.finding(EVALUATION).evidence
    assert desk.remove_evidence(EVALUATION, evidence.id).review.finding(EVALUATION).evidence == ()
    assert desk.undo().review.finding(EVALUATION).evidence == (evidence,)


def test_offered_evidence_is_attached_to_the_linked_and_marks_stay(desk: Desk) -> None:
    desk.attach_evidence(EVALUATION, passage(desk, "b.txt"))
    desk.attach_evidence(EVALUATION, passage(desk))
    case = desk.offer_evidence(EVALUATION)
    others = [other.id for other in case.checklist.linked(EVALUATION)]
    assert others == ["s9-recent-consultation", "s11-history-examination"]
    for other in others:
        (evidence,) = case.review.finding(other).evidence
        assert evidence.anchor == passage(desk)
        assert case.review.finding(other).state is FindingState.NOT_REVIEWED
    once_more = desk.offer_evidence(EVALUATION)
    assert once_more.review == case.review


def test_all_pages_of_the_newest_passage_are_offered(desk: Desk) -> None:
    desk.attach_evidence(EVALUATION, passage(desk, quote="A"))
    whole = (passage(desk), passage(desk, "b.txt", "report"))
    desk.attach_evidence(EVALUATION, *whole)
    case = desk.offer_evidence(EVALUATION)
    for other in case.checklist.linked(EVALUATION):
        assert tuple(one.anchor for one in case.review.finding(other.id).evidence) == whole


def test_nothing_to_offer_and_nobody_to_offer_it_to(desk: Desk) -> None:
    with pytest.raises(BlockedError, match="no evidence"):
        desk.offer_evidence(EVALUATION)
    assert desk.case is not None
    desk.attach_evidence("s4-laboratory", page_of(desk.case, "a.txt"))
    with pytest.raises(BlockedError, match="No other element"):
        desk.offer_evidence("s4-laboratory")
