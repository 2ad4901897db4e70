"""Pages of another patient: what is cited from them counts nowhere. Illegible pages: evidence there warns."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reviewer_app.domain.checklist import SpotKind
from reviewer_app.domain.discrepancy import Discrepancy, Reading, ReconciledBy, Reconciliation
from reviewer_app.domain.evidence import Anchor, Evidence
from reviewer_app.domain.page_identity import PageIdentity, PageOwner, SuspectedPage
from reviewer_app.domain.review import FINAL_OUTCOMES, FindingState, Outcome, PageMark, Review
from reviewer_app.rules.counted_evidence import counted, set_aside
from reviewer_app.rules.facts import ReadinessFacts
from reviewer_app.rules.readiness import readiness
from tests.unit.rules.cases import (
    EVALUATION,
    EVIDENCE,
    NOON,
    NURSE,
    blockers,
    complete,
    finding,
    marked,
    only_line,
    with_findings,
)

SHA = EVIDENCE.anchor.sha256
ELSEWHERE = Evidence("e2", Anchor(SHA, 2), "consult.pdf", NOON, NURSE.name)
OTHER = PageIdentity(SHA, 1, "consult.pdf", PageOwner.OTHER, NURSE.name, NOON, name="Vera Moss")
TOLD = replace(OTHER, handling="Sent back.", acknowledged_by=NURSE.name, acknowledged_at=NOON)


def with_page(facts: ReadinessFacts, *pages: PageIdentity) -> ReadinessFacts:
    return replace(facts, review=replace(facts.review, page_identities=pages))


def cited_elsewhere(facts: ReadinessFacts) -> ReadinessFacts:
    """The facts with every element cited from page 2 as well."""
    both = (replace(one, evidence=(EVIDENCE, ELSEWHERE)) for one in facts.review.findings.values())
    return with_findings(facts, both)


def test_another_patients_page_blocks_what_is_final_until_it_is_acknowledged() -> None:
    facts = cited_elsewhere(with_page(complete(), OTHER))
    (blocker,) = blockers(facts, "other-patient")
    assert blocker.blocks >= FINAL_OUTCOMES
    assert not blocker.blocks & {Outcome.PEND, Outcome.REFER, Outcome.WITHDRAWN}
    assert blocker.message.startswith("consult.pdf p 1 is another patient's and is cited for “")
    assert EVALUATION.element.title in blocker.message
    assert blocker.spot is not None
    assert (blocker.spot.kind, blocker.spot.key) == (SpotKind.PAGE, "consult.pdf#1")
    assert blockers(with_page(facts, TOLD), "other-patient") == ()


def test_the_members_own_page_blocks_nothing() -> None:
    own = replace(OTHER, owner=PageOwner.MEMBER)
    assert blockers(with_page(complete(), own), "other-patient") == ()


def test_what_rests_on_another_patients_page_alone_is_not_found() -> None:
    facts = with_page(complete(), TOLD)
    told = blockers(facts, "other-patient")
    assert {blocker.element_id for blocker in told} == set(facts.review.findings)
    assert all(blocker.blocks >= FINAL_OUTCOMES for blocker in told)
    absent = marked(facts, EVALUATION.id, FindingState.ABSENT)
    assert EVALUATION.id not in {blocker.element_id for blocker in blockers(absent, "other-patient")}


def test_evidence_that_does_not_count_beside_other_evidence_is_a_warning() -> None:
    facts = cited_elsewhere(with_page(complete(), TOLD))
    cautions = [one for one in only_line(facts).cautions if one.code == "other-patient"]
    assert len(cautions) == len(facts.review.findings)
    assert not [one for one in only_line(cited_elsewhere(complete())).cautions if one.code == "other-patient"]


@pytest.mark.parametrize("judged", [False, True])
def test_a_suspected_page_blocks_until_the_reviewer_says_whose_it_is(judged: bool) -> None:
    facts = replace(complete(), suspected_pages=(SuspectedPage(SHA, 2, "consult.pdf", "another name"),))
    if judged:
        facts = with_page(facts, PageIdentity(SHA, 2, "consult.pdf", PageOwner.MEMBER, NURSE.name, NOON))
    assert bool(blockers(facts, "other-patient")) is not judged


def _review_citing() -> Review:
    review = cited_elsewhere(with_page(complete(), OTHER)).review
    reading = Reading((EVIDENCE, ELSEWHERE))
    settled = Reconciliation(ReconciledBy.ADDENDUM, (EVIDENCE,))
    return replace(review, discrepancies=(Discrepancy("d1", ordering=reading, reconciliation=settled),))


def test_evidence_of_the_page_is_left_out_wherever_it_is() -> None:
    review = _review_citing()
    kept = counted(review)
    assert all(one.evidence == (ELSEWHERE,) for one in kept.findings.values())
    (discrepancy,) = kept.discrepancies
    assert discrepancy.ordering.cited == (ELSEWHERE,)
    assert discrepancy.reconciliation.cited == ()
    assert discrepancy.reconciliation.means is ReconciledBy.ADDENDUM
    assert {item.id for _, item in set_aside(review)} == {EVIDENCE.id}
    assert len(tuple(set_aside(review))) == len(review.findings)


def test_without_such_a_page_everything_counts() -> None:
    review = replace(_review_citing(), page_identities=(replace(OTHER, owner=PageOwner.MEMBER),))
    assert counted(review) is review
    assert tuple(set_aside(review)) == ()


def test_evidence_on_an_illegible_page_warns_and_names_the_page() -> None:
    facts = complete()
    review = replace(facts.review, page_marks=(PageMark(SHA, 1, legible=False),))
    facts = with_findings(replace(facts, review=review), [finding(EVALUATION.id, FindingState.PRESENT)])
    (caution,) = [one for one in only_line(facts).cautions if one.code == "illegible"]
    assert caution.row == "S1"
    assert "consult.pdf p 1, marked illegible" in caution.message
    legible = replace(facts, review=replace(review, page_marks=(PageMark(SHA, 1, legible=True),)))
    assert not [one for one in readiness(legible)[0].cautions if one.code == "illegible"]
