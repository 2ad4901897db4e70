"""Who may take back a signed determination."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reviewer_app.domain.approved_part import ApprovedPart
from reviewer_app.domain.review import LineDetermination, Outcome, Reviewer, ReviewStatus
from reviewer_app.domain.version_note import VersionKind, VersionNote
from reviewer_app.rules.voiding import void_problem
from tests.unit.rules.cases import EVIDENCE, NOON, NURSE, PHYSICIAN, complete

SIGNED = replace(complete().review, status=ReviewStatus.SIGNED)
REASON = "Entered for another member."


@pytest.mark.parametrize(
    ("outcome", "reviewer", "allowed"),
    [
        (Outcome.APPROVE, NURSE, True),
        (Outcome.PEND, NURSE, True),
        (Outcome.DENY, NURSE, False),
        (Outcome.APPROVE_IN_PART, NURSE, False),
        (Outcome.DENY, PHYSICIAN, True),
        (Outcome.DENY, replace(PHYSICIAN, licence=""), False),
        (Outcome.APPROVE, Reviewer(), False),
    ],
)
def test_whoever_could_have_made_it_may_take_it_back(
    outcome: Outcome, reviewer: Reviewer, allowed: bool
) -> None:
    review = replace(SIGNED, determinations=(LineDetermination(1, outcome),))
    assert (void_problem(review, reviewer, REASON) == "") is allowed


def test_a_part_that_the_provider_agreed_to_may_be_taken_back_by_a_nurse() -> None:
    part = ApprovedPart(1, units=1, cited=(EVIDENCE,))
    decided = (LineDetermination(1, Outcome.APPROVE_IN_PART),)
    agreed = replace(SIGNED, determinations=decided, approved_parts=(part,))
    assert void_problem(agreed, NURSE, REASON) == ""


def test_only_what_is_signed_and_in_force_is_voided_and_with_a_reason() -> None:
    assert "in force" in void_problem(complete().review, NURSE, REASON)
    assert "in force" in void_problem(replace(SIGNED, status=ReviewStatus.SUPERSEDED), NURSE, REASON)
    assert "reason" in void_problem(SIGNED, NURSE, " ")
    note = VersionNote(1, VersionKind.VOID, REASON, NURSE.name, NOON)
    assert "already" in void_problem(replace(SIGNED, version_notes=(note,)), NURSE, REASON)
