"""Which determinations are adverse, and which text on reconsideration goes with them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reviewer_app.domain.approved_part import ApprovedPart
from reviewer_app.domain.request import Plan
from reviewer_app.domain.review import LineDetermination, Outcome
from reviewer_app.domain.wording import ReconsiderationText
from reviewer_app.rules.reconsideration import any_adverse, fitting_text, is_adverse
from tests.unit.rules.cases import EVIDENCE, complete, decided

TEXTS = (
    ReconsiderationText("self", "T", ("P",), ("commercial",), ("self_funded",)),
    ReconsiderationText("wi", "T", ("P",), ("commercial",), states=("wi",)),
    ReconsiderationText("commercial", "T", ("P",), ("commercial", "exchange")),
)


@pytest.mark.parametrize("outcome", list(Outcome))
def test_denials_and_parts_without_agreement_are_adverse(outcome: Outcome) -> None:
    review = decided(complete(), LineDetermination(1, outcome)).review
    adverse = outcome in (Outcome.DENY, Outcome.APPROVE_IN_PART)
    assert is_adverse(review, 1) is any_adverse(review) is adverse


def test_a_part_that_the_provider_agreed_to_is_not_adverse() -> None:
    review = decided(complete(), LineDetermination(1, Outcome.APPROVE_IN_PART)).review
    assert not any_adverse(replace(review, approved_parts=(ApprovedPart(1, cited=(EVIDENCE,)),)))


@pytest.mark.parametrize(
    ("plan", "found"),
    [
        (Plan(line_of_business="commercial", funding="self_funded", state="WI"), "self"),
        (Plan(line_of_business="commercial", funding="fully_insured", state="WI"), "wi"),
        (Plan(line_of_business="exchange"), "commercial"),
        (Plan(line_of_business="medicare"), None),
    ],
)
def test_the_first_text_that_fits_is_taken(plan: Plan, found: str | None) -> None:
    text = fitting_text(TEXTS, plan)
    assert (text.id if text is not None else None) == found
