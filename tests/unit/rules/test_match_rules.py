"""A match with an earlier request blocks approval until it is documented (S17, S18, S19)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reviewer_app.domain.checklist import ChecklistElement, match_element_id
from reviewer_app.domain.policy import Arises, Element
from reviewer_app.domain.review import Finding, FindingState, Outcome, Reviewer
from reviewer_app.rules.facts import ReadinessFacts
from tests.unit.rules.cases import (
    NURSE,
    PACK,
    PHYSICIAN,
    blockers,
    complete,
    finding,
    only_line,
    with_findings,
)

PRESENT, ABSENT = FindingState.PRESENT, FindingState.ABSENT
INSUFFICIENT, NOT_APPLICABLE = FindingState.INSUFFICIENT, FindingState.NOT_APPLICABLE
NOT_REVIEWED = FindingState.NOT_REVIEWED


def asked(element_id: str, row: str, arises: Arises, prior: str = "H-1") -> ChecklistElement:
    element = Element(
        match_element_id(element_id, prior), row, f"{element_id}: {prior}", element_id, "Why?", arises=arises
    )
    return ChecklistElement(element, PACK.reference, (1,), prior=prior)


DUPLICATE = (
    asked("s17-not-performed", "S17", Arises.MATCH_DUPLICATE),
    asked("s17-both-needed", "S17", Arises.MATCH_DUPLICATE),
)
SIMILAR = (asked("s18-together", "S18", Arises.MATCH_SIMILAR),)
SEQUENTIAL = (
    asked("s19-benefit", "S19", Arises.MATCH_SEQUENTIAL),
    asked("s19-lapse", "S19", Arises.MATCH_SEQUENTIAL),
)


def case(
    elements: tuple[ChecklistElement, ...], *states: FindingState, reviewer: Reviewer = NURSE
) -> ReadinessFacts:
    """A complete review with a match, whose elements are marked in this way."""
    facts = complete(reviewer)
    checklist = replace(facts.checklist, elements=(*facts.checklist.elements, *elements))
    marks = (
        finding(element.id, state, "It is another region." if state is NOT_APPLICABLE else "")
        for element, state in zip(elements, states, strict=True)
    )
    return with_findings(replace(facts, checklist=checklist), (*facts.review.findings.values(), *marks))


def codes(facts: ReadinessFacts) -> tuple[str, ...]:
    return tuple(blocker.code for blocker in only_line(facts).blockers_of(Outcome.APPROVE))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (PRESENT, NOT_REVIEWED, ()),
        (NOT_REVIEWED, PRESENT, ()),
        (PRESENT, PRESENT, ()),
        (PRESENT, ABSENT, ()),
        (INSUFFICIENT, PRESENT, ()),
        (NOT_APPLICABLE, PRESENT, ()),
        (NOT_REVIEWED, NOT_REVIEWED, ("duplicate", "not-reviewed", "not-reviewed")),
        (ABSENT, NOT_REVIEWED, ("duplicate", "not-reviewed")),
        (ABSENT, ABSENT, ("duplicate",)),
        (INSUFFICIENT, ABSENT, ("insufficient", "duplicate")),
        (NOT_APPLICABLE, NOT_APPLICABLE, ("duplicate",)),
    ],
)
def test_s17_either_of_two_suffices(
    one: FindingState, other: FindingState, expected: tuple[str, ...]
) -> None:
    assert codes(case(DUPLICATE, one, other)) == expected


def test_s17_a_physician_documents_as_well() -> None:
    facts = case(DUPLICATE, NOT_APPLICABLE, NOT_APPLICABLE, reviewer=PHYSICIAN)
    assert codes(facts) == ("duplicate",)


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (PRESENT, ()),
        (ABSENT, ("similar",)),
        (NOT_REVIEWED, ("similar", "not-reviewed")),
        (INSUFFICIENT, ("insufficient", "similar")),
        (NOT_APPLICABLE, ("similar",)),
    ],
)
def test_s18_needs_its_documentation(state: FindingState, expected: tuple[str, ...]) -> None:
    assert codes(case(SIMILAR, state)) == expected


@pytest.mark.parametrize(
    ("benefit", "lapse", "reviewer", "expected"),
    [
        (PRESENT, PRESENT, NURSE, ()),
        (PRESENT, ABSENT, NURSE, ("sequential",)),
        (ABSENT, PRESENT, NURSE, ("sequential",)),
        (ABSENT, ABSENT, NURSE, ("sequential", "sequential")),
        (PRESENT, NOT_REVIEWED, NURSE, ("sequential", "not-reviewed")),
        (PRESENT, NOT_APPLICABLE, NURSE, ("sequential",)),
        (PRESENT, NOT_APPLICABLE, PHYSICIAN, ()),
        (NOT_APPLICABLE, NOT_APPLICABLE, PHYSICIAN, ()),
        (PRESENT, ABSENT, PHYSICIAN, ("sequential",)),
    ],
)
def test_s19_needs_both_unless_a_physician_sets_them_aside(
    benefit: FindingState, lapse: FindingState, reviewer: Reviewer, expected: tuple[str, ...]
) -> None:
    assert codes(case(SEQUENTIAL, benefit, lapse, reviewer=reviewer)) == expected


def test_a_mark_without_evidence_documents_nothing() -> None:
    facts = case(SIMILAR, PRESENT)
    bare = Finding(SIMILAR[0].id, PRESENT)
    facts = with_findings(facts, (*facts.review.findings.values(), bare))
    (blocker,) = blockers(facts, "similar")
    assert (blocker.row, blocker.element_id) == ("S18", SIMILAR[0].id)
    assert {Outcome.APPROVE, Outcome.APPROVE_IN_PART} == blocker.blocks


def test_each_match_is_documented_by_itself() -> None:
    second = tuple(
        asked(element.pack_element_id, "S17", Arises.MATCH_DUPLICATE, "H-2") for element in DUPLICATE
    )
    facts = case((*DUPLICATE, *second), PRESENT, NOT_REVIEWED, ABSENT, ABSENT)
    (blocker,) = blockers(facts, "duplicate")
    assert "H-2" in blocker.message
    assert "H-1" not in blocker.message


def test_a_match_of_another_line_blocks_nothing_here() -> None:
    elsewhere = tuple(replace(element, lines=(2,)) for element in SEQUENTIAL)
    assert codes(case(elsewhere, NOT_REVIEWED, NOT_REVIEWED)) == ()
