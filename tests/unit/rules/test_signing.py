"""What stops signing: every problem by its code, and none once each is mended."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

import pytest

from reviewer_app.domain.approved_part import ApprovedPart
from reviewer_app.domain.checklist import Spot, SpotKind
from reviewer_app.domain.page_identity import PageIdentity, PageOwner
from reviewer_app.domain.review import FindingState, LineDetermination, Outcome, Reviewer, ReviewStatus
from reviewer_app.rules.facts import ReadinessFacts
from reviewer_app.rules.signing import SigningProblem, signing_problems
from tests.unit.rules.cases import (
    EVALUATION,
    EVIDENCE,
    LINE,
    NOON,
    NURSE,
    PHYSICIAN,
    PROMPTS,
    WEEKS,
    complete,
    decided,
    grounds,
    marked,
)

APPROVED = LineDetermination(1, Outcome.APPROVE, rationale="Every element was found.")


def approved(reviewer: Reviewer = NURSE) -> ReadinessFacts:
    return decided(complete(reviewer), APPROVED)


def only_problem(facts: ReadinessFacts) -> SigningProblem:
    (problem,) = signing_problems(facts)
    return problem


@pytest.mark.parametrize("reviewer", [NURSE, PHYSICIAN], ids=["nurse", "physician"])
def test_a_complete_approval_can_be_signed(reviewer: Reviewer) -> None:
    assert signing_problems(approved(reviewer)) == ()


@pytest.mark.parametrize(
    "outcome", [Outcome.PEND, Outcome.REFER, Outcome.WITHDRAWN, Outcome.DIRECT_TO_HEALTH_PLAN]
)
def test_a_nurse_can_sign_the_outcomes_that_are_hers(outcome: Outcome) -> None:
    assert signing_problems(decided(complete(), grounds(outcome))) == ()


def test_a_physician_can_sign_a_denial_with_grounds() -> None:
    facts = marked(complete(PHYSICIAN), WEEKS.id, FindingState.ABSENT)
    assert signing_problems(decided(facts, grounds(Outcome.DENY))) == ()


def test_a_line_without_outcome_stops_signing() -> None:
    problem = only_problem(complete())
    assert (problem.code, problem.line) == ("no-outcome", 1)


@pytest.mark.parametrize("outcome", [Outcome.DENY, Outcome.APPROVE_IN_PART])
def test_s26_the_rationale_of_an_adverse_outcome_states_the_specific_reason(outcome: Outcome) -> None:
    facts = marked(
        complete(PHYSICIAN),
        WEEKS.id,
        FindingState.ABSENT if outcome is Outcome.DENY else FindingState.PRESENT,
    )
    silent = replace(grounds(outcome), rationale="As the records show.")
    problem = only_problem(decided(facts, silent))
    assert (problem.code, problem.row, problem.line) == ("rationale", "S26", 1)
    assert "specific reason" in problem.message


def test_the_rationale_of_what_the_provider_agreed_to_need_not_state_the_reason() -> None:
    facts = decided(complete(), replace(grounds(Outcome.APPROVE_IN_PART), rationale="Agreed."))
    agreed = replace(facts.review, approved_parts=(ApprovedPart(1, cited=(EVIDENCE,)),))
    assert signing_problems(replace(facts, review=agreed)) == ()


def test_an_agreement_on_another_patients_page_is_none() -> None:
    facts = decided(complete(PHYSICIAN), replace(grounds(Outcome.APPROVE_IN_PART), rationale="Agreed."))
    anchor = EVIDENCE.anchor
    page = PageIdentity(
        anchor.sha256, anchor.page, EVIDENCE.file, PageOwner.OTHER, NURSE.name, NOON, handling="Sent back."
    )
    review = replace(
        facts.review,
        approved_parts=(ApprovedPart(1, cited=(EVIDENCE,)),),
        page_identities=(replace(page, acknowledged_at=NOON),),
        findings=MappingProxyType(
            {key: replace(one, evidence=()) for key, one in facts.review.findings.items()}
        ),
    )
    told = {problem.code for problem in signing_problems(replace(facts, review=review))}
    assert "rationale" in told
    as_nurse = {problem.code for problem in signing_problems(replace(facts, review=review, reviewer=NURSE))}
    assert "blocked" in as_nurse


def test_each_undecided_line_is_named() -> None:
    facts = replace(approved(), lines=(LINE, replace(LINE, line=2)))
    assert only_problem(facts).line == 2


def test_a_blocked_outcome_stops_signing_and_brings_its_blockers() -> None:
    facts = marked(marked(approved(), EVALUATION.id, FindingState.ABSENT), WEEKS.id, FindingState.ABSENT)
    problem = only_problem(facts)
    assert (problem.code, problem.line) == ("blocked", 1)
    assert [blocker.code for blocker in problem.blockers] == ["absent", "criterion"]
    assert problem.blockers[0].message in problem.message
    assert "2 things block an approval" in problem.message


def test_a_nurses_denial_stops_signing() -> None:
    problem = only_problem(decided(complete(), grounds(Outcome.DENY)))
    assert [blocker.code for blocker in problem.blockers] == ["role"]


def test_a_missing_rationale_stops_signing() -> None:
    problem = only_problem(decided(complete(), replace(APPROVED, rationale="\n ")))
    assert (problem.code, problem.line) == ("rationale", 1)


@pytest.mark.parametrize("unanswered", [prompt.id for prompt in PROMPTS])
def test_s26_an_unanswered_prompt_stops_signing(unanswered: str) -> None:
    facts = approved()
    answers = tuple((key, " " if key == unanswered else text) for key, text in facts.review.answers)
    problem = only_problem(replace(facts, review=replace(facts.review, answers=answers)))
    assert (problem.code, problem.row, problem.spot) == ("prompt", "S26", Spot(SpotKind.DECISION, unanswered))
    assert problem.line == 0


def test_s26_all_prompts_are_asked_when_none_was_answered() -> None:
    facts = approved()
    problems = signing_problems(replace(facts, review=replace(facts.review, answers=())))
    spots = [problem.spot for problem in problems]
    assert spots == [Spot(SpotKind.DECISION, prompt.id) for prompt in PROMPTS]


def test_a_physician_attests() -> None:
    assert only_problem(replace(approved(PHYSICIAN), attestation=" ")).code == "attestation"


def test_a_nurse_need_not_attest() -> None:
    assert signing_problems(replace(approved(NURSE), attestation="")) == ()


def test_a_physician_signs_with_a_licence() -> None:
    assert only_problem(approved(replace(PHYSICIAN, licence=""))).code == "licence"


def test_nobody_signs_without_a_name() -> None:
    assert only_problem(approved(replace(NURSE, name=" "))).code == "name"


@pytest.mark.parametrize("status", [ReviewStatus.SIGNED, ReviewStatus.SUPERSEDED])
def test_a_closed_version_is_not_signed_again(status: ReviewStatus) -> None:
    facts = approved()
    assert only_problem(replace(facts, review=replace(facts.review, status=status))).code == "closed"


def test_a_request_without_a_service_line_is_not_signed() -> None:
    assert only_problem(replace(approved(), lines=())).code == "no-line"


def test_a_spoilt_text_on_reconsideration_stops_signing() -> None:
    problem = only_problem(replace(approved(PHYSICIAN), wording_problem="texts.yaml is no list."))
    assert (problem.code, problem.message) == ("reconsideration", "texts.yaml is no list.")


def test_every_problem_says_how_to_clear_it() -> None:
    facts = replace(complete(Reviewer()), lines=(LINE, replace(LINE, line=2)), attestation="")
    problems = signing_problems(decided(facts, LineDetermination(1, Outcome.DENY)))
    assert {problem.code for problem in problems} == {"blocked", "rationale", "no-outcome", "name"}
    assert all(problem.clears for problem in problems)
