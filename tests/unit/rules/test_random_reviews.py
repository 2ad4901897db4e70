"""Whatever a review holds: nobody decides what nobody may decide, and nothing that blocks is a dead end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings

from reviewer_app.domain.authority import RungKind, Speaks
from reviewer_app.domain.checklist import LineReadiness, Spot, SpotKind
from reviewer_app.domain.policy import ElementKind
from reviewer_app.domain.review import FINAL_OUTCOMES, FindingState, Outcome, Role
from reviewer_app.rules.facts import ReadinessFacts
from reviewer_app.rules.readiness import readiness
from reviewer_app.rules.signing import signing_problems
from tests.unit.rules.cases import PHYSICIAN
from tests.unit.rules.random_reviews import (
    CHANGED,
    OTHER_PAGE,
    PROOFS,
    RandomReview,
    mended,
    reviews,
    settles_nothing,
)
from tests.unit.rules.test_rows import INSURED, MEDICARE, SELF_FUNDED, asked_of

APPROVALS = frozenset((Outcome.APPROVE, Outcome.APPROVE_IN_PART))
DECIDED_HERE = frozenset((*APPROVALS, Outcome.DENY))
DECISION_FIELDS = frozenset(("reason", "criterion", "missing", "units", "codes", "last_day", "agreement"))
EXAMPLES = 60
"""For each kind of thing that is changed."""

MOST_ROUNDS = 12
"""More rounds of mending than any review needs."""

LADDERS = {
    INSURED: (RungKind.FEDERAL_LAW, RungKind.STATE_LAW, RungKind.PLAN_DOCUMENT),
    SELF_FUNDED: (RungKind.FEDERAL_LAW, RungKind.PLAN_DOCUMENT),
    MEDICARE: (RungKind.STATUTE, RungKind.NATIONAL_COVERAGE, RungKind.LOCAL_COVERAGE),
}
"""What has to be looked at before the coverage policy, stated a second time here."""


def forbidden(facts: ReadinessFacts) -> Iterator[tuple[str, frozenset[Outcome]]]:
    """What the policies rule out for the only line, stated here without the rules' help."""
    review = facts.review
    if facts.reviewer.role is not Role.PHYSICIAN or not facts.reviewer.licence:
        yield "only a licensed physician denies", frozenset((Outcome.DENY,))
    if review.finding("s2-current-status").state is FindingState.INSUFFICIENT:
        yield "the record is insufficient", APPROVALS
    overridden = {element for rung in review.rungs for element in rung.overrides}
    for element in facts.checklist.elements:
        state = review.finding(element.id).state
        if not element.required or element.prior or element.id in overridden:
            continue
        if state is FindingState.INSUFFICIENT:
            yield "a required record is insufficient", APPROVALS
        if state is FindingState.ABSENT and element.element.kind is ElementKind.RECORD:
            yield "a required record is absent", APPROVALS
    if any(settles_nothing(record) for record in review.discrepancies):
        yield "a discrepancy that may matter is not reconciled", APPROVALS
    asked = {element.id for element in facts.checklist.elements if element.prior}
    if asked.issuperset(PROOFS) and not any(_proven(facts, proof) for proof in PROOFS):
        yield "a duplicate is not documented", APPROVALS
    if asked_of("s18-together") in asked and not _proven(facts, asked_of("s18-together")):
        yield "the need for both of similar services is not documented", APPROVALS
    requiring = any(rung.speaks is Speaks.REQUIRES for rung in review.rungs) or review.trial is not None
    if any(not flag.cleared_at for flag in review.investigational) and not requiring:
        yield "the service is investigational", APPROVALS
    if _unchecked_above(facts):
        yield "a higher rung was not checked", DECIDED_HERE
    if facts.changes.any:
        yield "documents or request changed", FINAL_OUTCOMES
    if any(one.other and one.acknowledged_at is None for one in review.page_identities):
        yield "a page is another patient's", FINAL_OUTCOMES


def _proven(facts: ReadinessFacts, element: str) -> bool:
    others = any(one.other for one in facts.review.page_identities)
    found = facts.review.finding(element)
    counting = [item for item in found.evidence if item != OTHER_PAGE or not others]
    return found.state is FindingState.PRESENT and bool(counting)


def _unchecked_above(facts: ReadinessFacts) -> bool:
    """Whether a rung was left out before one was found that speaks. A trial may speak for Medicare's national
    coverage."""
    spoken = {one.rung: one.speaks for one in facts.review.rungs}
    for rung in LADDERS.get(facts.plan, ()):
        if rung is RungKind.NATIONAL_COVERAGE and facts.review.trial is not None:
            return False
        if spoken[rung] is Speaks.NOT_CHECKED:
            return True
        if spoken[rung] is not Speaks.SILENT:
            return False
    return False


def only_line(facts: ReadinessFacts) -> LineReadiness:
    (line,) = readiness(facts)
    return line


def leads_somewhere(spot: Spot | None, facts: ReadinessFacts) -> bool:
    """Whether the screen has what the spot names."""
    if spot is None:
        return False
    match spot.kind:
        case SpotKind.ELEMENT:
            return facts.checklist.find(spot.key) is not None
        case SpotKind.DISCREPANCY:
            return spot.key in {record.id for record in facts.review.discrepancies}
        case SpotKind.RUNG:
            return spot.line == 1 and (not spot.key or spot.key in set(RungKind))
        case SpotKind.DECISION:
            return spot.line == 1 and spot.key in DECISION_FIELDS
        case SpotKind.DOCUMENT:
            return spot.key in (*facts.changes.changed, *facts.changes.gone, *facts.changes.new)
        case SpotKind.PAGE:
            return spot.key == f"{OTHER_PAGE.file}#{OTHER_PAGE.anchor.page}"
        case SpotKind.INVESTIGATIONAL | SpotKind.SCOPE | SpotKind.TRIAL:
            return spot.line == 1
        case SpotKind.REVIEWER:
            return spot.key in ("role", "name", "licence")
        case SpotKind.REQUEST | SpotKind.EXCEPTION:
            return True


@pytest.mark.parametrize("changed", sorted(CHANGED))
def test_no_combination_allows_what_the_policies_rule_out(changed: str) -> None:
    @settings(max_examples=EXAMPLES)
    @given(drawn=reviews(changed))
    def nothing_ruled_out_is_allowed(drawn: RandomReview) -> None:
        facts = drawn.facts
        allowed = set(only_line(facts).allowed_outcomes)
        outcome = facts.review.determination(1).outcome
        for why, outcomes in forbidden(facts):
            assert not outcomes & allowed, why
            if outcome in outcomes:
                assert "blocked" in {problem.code for problem in signing_problems(facts)}, why

    nothing_ruled_out_is_allowed()


@given(drawn=reviews())
def test_every_blocker_says_what_clears_it_and_leads_there(drawn: RandomReview) -> None:
    facts = drawn.facts
    line = only_line(facts)
    for blocker in line.blockers:
        assert blocker.message
        assert blocker.clears
        assert blocker.blocks
        assert leads_somewhere(blocker.spot, facts), blocker
    for outcome in Outcome:
        assert (outcome in line.allowed_outcomes) is not bool(line.blockers_of(outcome))


@given(drawn=reviews())
def test_every_review_can_be_brought_to_every_outcome(drawn: RandomReview) -> None:
    """Mending what is listed, again and again, ends with nothing listed."""
    facts = replace(drawn.facts, reviewer=PHYSICIAN)
    for _ in range(MOST_ROUNDS):
        blockers = only_line(facts).blockers
        if not blockers:
            break
        for blocker in blockers:
            facts = mended(blocker, facts)
    assert only_line(facts).blockers == ()
