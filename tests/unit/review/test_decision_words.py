"""What the desk proposes for a determination, the approved part, conversations, and a referral taken up."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from reviewer_app.domain.approved_part import ApprovedPart
from reviewer_app.domain.errors import BlockedError
from reviewer_app.domain.peer_to_peer import Channel
from reviewer_app.domain.review import FindingState, LineDetermination, Outcome, ReviewStatus
from reviewer_app.review.desk import Desk
from tests.unit.review.desks import (
    PHYSICIAN,
    WatchedCases,
    decide_all,
    lumbar_request,
    mark_all_present,
    page_of,
)

ELEMENT = "s5-imaging"


@pytest.fixture
def desk(desk: Desk, cases: WatchedCases) -> Desk:
    desk.open(cases.made("small", lumbar_request(request_id="PA-1"), a="A visit note."))
    mark_all_present(desk)
    return desk


def test_pending_a_line_proposes_what_is_missing_and_why_in_one_act(desk: Desk) -> None:
    desk.mark_finding(ELEMENT, FindingState.ABSENT)
    determination = desk.enter_determination(LineDetermination(1, Outcome.PEND)).review.determination(1)
    assert determination.missing == ("Imaging reports",)
    assert "Imaging reports" in determination.reason
    assert determination.criterion == ELEMENT
    assert desk.undo().review.determinations == ()


def test_what_was_written_already_is_kept_when_a_line_is_pended(desk: Desk) -> None:
    desk.mark_finding(ELEMENT, FindingState.ABSENT)
    written = LineDetermination(1, Outcome.PEND, reason="Mine.", criterion="s4-laboratory", missing=("A",))
    assert desk.enter_determination(written).review.determination(1) == written


def test_a_pend_that_is_edited_later_is_not_filled_again(desk: Desk) -> None:
    desk.mark_finding(ELEMENT, FindingState.ABSENT)
    pended = desk.enter_determination(LineDetermination(1, Outcome.PEND)).review.determination(1)
    emptied = replace(pended, missing=())
    assert desk.enter_determination(emptied).review.determination(1).missing == ()


def test_what_another_outcome_asked_for_is_not_signed_unseen(desk: Desk) -> None:
    desk.mark_finding(ELEMENT, FindingState.ABSENT)
    pended = desk.enter_determination(LineDetermination(1, Outcome.PEND)).review.determination(1)
    referred = desk.enter_determination(replace(pended, outcome=Outcome.REFER)).review.determination(1)
    assert (referred.reason, referred.criterion, referred.missing) == ("", "", ())
    assert desk.undo().review.determination(1) == pended
    denied = desk.enter_determination(replace(pended, outcome=Outcome.DENY)).review.determination(1)
    assert (denied.reason, denied.missing) == (pended.reason, ())


def test_a_rationale_is_proposed_from_the_findings_and_undone(desk: Desk) -> None:
    desk.enter_determination(LineDetermination(1, Outcome.APPROVE, rationale="Mine."))
    proposed = desk.propose_rationale(1).review.determination(1).rationale
    assert "is approved as requested" in proposed
    assert "{" not in proposed
    assert desk.undo().review.determination(1).rationale == "Mine."


def test_a_proposed_denial_can_be_signed_as_it_is(desk: Desk) -> None:
    desk.enter_reviewer(PHYSICIAN)
    desk.mark_finding(ELEMENT, FindingState.ABSENT)
    decide_all(desk, Outcome.DENY, reason="No MRI report was sent.", criterion=ELEMENT)
    rationale = desk.propose_rationale(1).review.determination(1).rationale
    assert "No MRI report was sent." in rationale
    assert "magnetic resonance imaging" in rationale
    assert desk.problems_before_signing("I decided.") == ()


def test_nothing_is_proposed_before_the_outcome(desk: Desk) -> None:
    with pytest.raises(BlockedError, match="outcome of line 1"):
        desk.propose_rationale(1)


def test_a_cited_agreement_lets_a_nurse_approve_in_part(desk: Desk) -> None:
    assert desk.case is not None
    assert Outcome.APPROVE_IN_PART not in desk.case.readiness[0].allowed_outcomes
    case = desk.cite_agreement(1, page_of(desk.case, "a.txt"))
    assert Outcome.APPROVE_IN_PART in case.readiness[0].allowed_outcomes
    (cited,) = case.review.approved_part(1).cited
    case = desk.enter_approved_part(ApprovedPart(1, other="at home"))
    assert (case.review.approved_part(1).cited, case.review.approved_part(1).other) == ((cited,), "at home")
    case = desk.remove_agreement(1, cited.id)
    assert Outcome.APPROVE_IN_PART not in case.readiness[0].allowed_outcomes


def test_a_part_that_says_nothing_is_no_record(desk: Desk) -> None:
    desk.enter_approved_part(ApprovedPart(1, units=1))
    assert desk.enter_approved_part(ApprovedPart(1)).review.approved_parts == ()


def test_a_conversation_begins_with_the_ordering_provider_and_is_filled_in(desk: Desk) -> None:
    case = desk.begin_conversation()
    (note,) = case.review.conversations
    assert note.partner == case.request.ordering_provider.name
    assert note.held_on is not None
    told = replace(note, channel=Channel.VIDEO, said="He sends the report.")
    (kept,) = desk.enter_conversation(told).review.conversations
    assert (kept.channel, kept.said) == (Channel.VIDEO, "He sends the report.")
    before = desk.case
    assert desk.enter_conversation(kept) is before
    with pytest.raises(BlockedError, match="correct its day"):
        desk.enter_conversation(replace(kept, held_on=note.held_on + timedelta(days=1)))
    assert desk.remove_conversation(note.id).review.conversations == ()


def test_a_referral_is_taken_up_with_all_marks_and_what_changed_since_is_told(desk: Desk) -> None:
    assert desk.changes_since() is None
    decide_all(desk, Outcome.REFER)
    referred = desk.sign("")
    desk.enter_reviewer(PHYSICIAN)
    case = desk.take_up_referral()
    assert case.review.status is ReviewStatus.OPEN
    assert case.review.findings == referred.review.findings
    found = desk.changes_since()
    assert found is not None
    assert found[0].id == referred.review.id
    assert found[1] == ()
    desk.mark_finding(ELEMENT, FindingState.ABSENT)
    changes = desk.changes_since()
    assert changes is not None
    (change,) = changes[1]
    assert change.element_id == ELEMENT
    assert "state: present → absent" in change.words


def test_only_a_signed_referral_is_taken_up(desk: Desk) -> None:
    with pytest.raises(BlockedError, match="no signed referral"):
        desk.take_up_referral()
    decide_all(desk, Outcome.APPROVE)
    desk.sign("")
    with pytest.raises(BlockedError, match="no signed referral"):
        desk.take_up_referral()
