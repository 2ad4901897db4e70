"""Decisions: outcomes, prompts, the physician's part, and the exception of S16."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reviewer_app.domain.errors import BlockedError
from reviewer_app.domain.review import (
    ExceptionRecord,
    FindingState,
    LineDetermination,
    Outcome,
    Reviewer,
    Role,
)
from reviewer_app.review.desk import Desk
from tests.unit.review.desks import (
    NURSE,
    PHYSICIAN,
    WatchedCases,
    codes,
    decide_all,
    lumbar_request,
    mark_all_present,
    page_of,
)

CRITERION = "g1-conservative-care"
EXCEPTION = "s16-exception"


@pytest.fixture
def desk(desk: Desk, cases: WatchedCases) -> Desk:
    desk.open(cases.made("small", lumbar_request(), a="A visit note."))
    return desk


def allowed(desk: Desk) -> tuple[Outcome, ...]:
    assert desk.case is not None
    return desk.case.readiness[0].allowed_outcomes


def signing_codes(desk: Desk, attestation: str = "") -> set[str]:
    return {problem.code for problem in desk.problems_before_signing(attestation)}


def test_nothing_marked_allows_no_final_outcome(desk: Desk) -> None:
    assert not any(outcome.final for outcome in allowed(desk))
    assert {Outcome.REFER, Outcome.WITHDRAWN} <= set(allowed(desk))


def test_all_present_allows_a_nurse_to_approve_and_not_to_deny(desk: Desk) -> None:
    mark_all_present(desk)
    assert Outcome.APPROVE in allowed(desk)
    assert Outcome.DENY not in allowed(desk)
    desk.enter_reviewer(PHYSICIAN)
    assert Outcome.DENY in allowed(desk)


def test_a_determination_is_one_step_of_undo(desk: Desk) -> None:
    case = desk.enter_determination(LineDetermination(1, Outcome.REFER, rationale="For the physician."))
    assert case.can_undo == "Line 1: refer"
    assert desk.undo().review.determination(1) == LineDetermination(1)


def test_a_prompt_is_answered_and_taken_back(desk: Desk) -> None:
    assert desk.case is not None
    prompt = desk.case.checklist.prompts[0].id
    assert dict(desk.answer_prompt(prompt, " Covered. ").review.answers) == {prompt: "Covered."}
    assert desk.answer_prompt(prompt, "  ").review.answers == ()


def test_a_pend_says_why_and_what_is_missing(desk: Desk) -> None:
    decide_all(desk, Outcome.PEND)
    assert signing_codes(desk) == {"blocked"}
    decide_all(
        desk,
        Outcome.PEND,
        reason="No imaging report came.",
        criterion="s5-imaging",
        missing=("The MRI report",),
    )
    assert signing_codes(desk) == set()


def test_all_that_stops_signing_is_told_at_once(desk: Desk) -> None:
    desk.enter_reviewer(Reviewer())
    assert signing_codes(desk) == {"no-outcome", "prompt", "name"}
    desk.enter_reviewer(Reviewer("Tobias Reyne", Role.PHYSICIAN))
    assert signing_codes(desk) == {"no-outcome", "prompt", "licence", "attestation"}


def test_the_exception_of_an_unmet_criterion(desk: Desk) -> None:
    """S16: asked for, with evidence, accepted by a physician; a changed record must be accepted anew."""
    mark_all_present(desk)
    desk.mark_finding(CRITERION, FindingState.ABSENT)
    assert desk.case is not None
    assert codes(desk.case) >= {"criterion"}
    with pytest.raises(BlockedError, match="physician"):
        desk.accept_exception()
    desk.enter_reviewer(PHYSICIAN)
    with pytest.raises(BlockedError, match="reason"):
        desk.accept_exception()
    desk.enter_exception(ExceptionRecord(" Foot drop progresses. ", (CRITERION,)))
    desk.attach_evidence(EXCEPTION, page_of(desk.case, "a.txt"))
    desk.mark_finding(EXCEPTION, FindingState.PRESENT)
    assert Outcome.APPROVE not in allowed(desk)
    record = desk.accept_exception().review.exception
    assert (record.why, record.accepted_by) == ("Foot drop progresses.", PHYSICIAN.name)
    assert Outcome.APPROVE in allowed(desk)
    changed = desk.enter_exception(ExceptionRecord("Another reason.", (CRITERION,)))
    assert not changed.review.exception.accepted
    assert Outcome.APPROVE not in allowed(desk)


def test_the_same_exception_again_keeps_its_acceptance(desk: Desk) -> None:
    desk.enter_reviewer(PHYSICIAN)
    desk.enter_exception(ExceptionRecord("Foot drop.", (CRITERION,)))
    with pytest.raises(BlockedError, match="evidence"):
        desk.accept_exception()
    assert desk.case is not None
    desk.attach_evidence(EXCEPTION, page_of(desk.case, "a.txt"))
    accepted = desk.accept_exception()
    assert desk.enter_exception(ExceptionRecord("Foot drop.", (CRITERION,))) is accepted


def test_an_exception_is_accepted_on_the_evidence_that_was_there(desk: Desk) -> None:
    """Evidence that a physician never saw does not take the place of what was accepted."""
    desk.mark_finding(CRITERION, FindingState.ABSENT)
    desk.enter_exception(ExceptionRecord("Foot drop.", (CRITERION,)))
    desk.mark_finding(EXCEPTION, FindingState.PRESENT)
    assert desk.case is not None
    first, other = page_of(desk.case, "a.txt"), replace(page_of(desk.case, "a.txt"), quote="other words")
    desk.attach_evidence(EXCEPTION, first)
    desk.enter_reviewer(PHYSICIAN)
    desk.accept_exception()
    desk.enter_reviewer(NURSE)
    more = desk.attach_evidence(EXCEPTION, other)
    assert more.review.exception.accepted
    seen, unseen = more.review.finding(EXCEPTION).evidence
    assert desk.remove_evidence(EXCEPTION, unseen.id).review.exception.accepted
    desk.attach_evidence(EXCEPTION, other)
    lapsed = desk.remove_evidence(EXCEPTION, seen.id)
    assert not lapsed.review.exception.accepted
    assert "criterion" in codes(lapsed)
    assert desk.undo().review.exception.accepted


def test_what_a_physician_took_back_is_not_done_again_by_somebody_else(desk: Desk) -> None:
    assert desk.case is not None
    desk.attach_evidence(EXCEPTION, page_of(desk.case, "a.txt"))
    desk.enter_exception(ExceptionRecord("Foot drop.", (CRITERION,)))
    desk.flag_investigational(1, "No controlled trial.")
    desk.enter_reviewer(PHYSICIAN)
    desk.accept_exception()
    desk.clear_investigational(1, "Three trials.")
    desk.undo()
    desk.undo()
    for _word in ("accepted", "cleared"):
        desk.enter_reviewer(NURSE)
        with pytest.raises(BlockedError, match="taken back"):
            desk.redo()
        desk.enter_reviewer(PHYSICIAN)
        again = desk.redo().review
    assert again.exception.accepted
    assert again.investigational[0].cleared


@pytest.mark.parametrize(("name", "licence"), [("Tobias Reyne", ""), ("", "MD 2207 WI")])
def test_a_physician_without_name_or_licence_accepts_no_exception(
    desk: Desk, name: str, licence: str
) -> None:
    desk.enter_reviewer(Reviewer(name, Role.PHYSICIAN, licence))
    desk.enter_exception(ExceptionRecord("Foot drop.", (CRITERION,)))
    with pytest.raises(BlockedError, match="licence"):
        desk.accept_exception()


def test_who_reviews_is_remembered_for_the_next_case(desk: Desk, cases: WatchedCases) -> None:
    assert desk.case is not None
    assert desk.case.reviewer == NURSE
    desk.enter_reviewer(PHYSICIAN)
    assert desk.open(cases.made("next", lumbar_request(request_id="PA-2"), c="Other.")).reviewer == PHYSICIAN


def test_a_page_in_two_equal_files_is_seen_once(desk: Desk, cases: WatchedCases) -> None:
    case = desk.open(cases.made("twice", lumbar_request(request_id="PA-3"), a="A note.", b="A note."))
    assert {warning.code for warning in case.readiness[0].cautions} == {"pages-unseen"}
    case = desk.add_seen_pages([(case.documents[0].sha256, 1)])
    assert case.readiness[0].cautions == ()
