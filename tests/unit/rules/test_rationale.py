"""Rationales in plain words: filled from the findings, with acronyms spelled out and the reason kept."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reviewer_app.domain.approved_part import ApprovedPart
from reviewer_app.domain.review import FindingState, LineDetermination, Outcome
from reviewer_app.domain.wording import RationaleWording
from reviewer_app.rules.facts import ReadinessFacts
from reviewer_app.rules.line_facts import line_facts
from reviewer_app.rules.rationale import FILLERS, proposed_rationale, spelled_out, states_reason
from tests.unit.rules.cases import EVALUATION, LINE, complete, decided, grounds, marked

ACRONYMS = {"MRI": "magnetic resonance imaging", "CT": "computed tomography"}


def told(facts: ReadinessFacts, template: str, outcome: Outcome = Outcome.DENY) -> str:
    facts = decided(facts, grounds(outcome))
    return proposed_rationale(
        line_facts(facts, facts.lines[0]), RationaleWording({outcome: template}, ACRONYMS)
    )


def test_the_service_is_named_with_its_date() -> None:
    named = replace(complete(), lines=(replace(LINE, plain_description="Spinal injection"),))
    assert told(named, "For {service}.") == "For Spinal injection (64483) on 20 May 2025."
    assert told(complete(), "For {service}.") == "For 64483 on 20 May 2025."


def test_what_was_found_is_named_and_the_rest_counted() -> None:
    words = told(complete(), "Shown: {found}.")
    assert "title of s3-evaluation" in words
    assert words.endswith("and 2 more.")


def test_a_passage_in_brackets_goes_when_a_name_in_it_says_nothing() -> None:
    template = "One. [They lack {not_found}.] Two."
    assert told(complete(), template) == "One. Two."
    lacking = marked(complete(), EVALUATION.id, FindingState.ABSENT)
    assert told(lacking, template) == "One. They lack title of s3-evaluation. Two."


def test_the_criterion_comes_with_the_policy_that_has_it() -> None:
    assert told(complete(), "{criterion}") == (
        "“Title of s3-evaluation” (A source for tests, effective 1 January 2025)"
    )


def test_acronyms_are_spelled_out_once() -> None:
    assert told(complete(), "An MRI and an MRI, no CT.") == (
        "An MRI (magnetic resonance imaging) and an MRI, no CT (computed tomography)."
    )
    assert spelled_out("computed tomography (CT) of the knee", ACRONYMS) == (
        "computed tomography (CT) of the knee"
    )
    assert spelled_out("CTS", ACRONYMS) == "CTS"


@pytest.mark.parametrize("meaning", [r"with\without contrast", r"group \1", r"\g<0>"])
def test_a_meaning_stands_there_as_it_was_written(meaning: str) -> None:
    assert spelled_out("An MRI.", {"MRI": meaning}) == f"An MRI ({meaning})."


def test_the_reason_stands_there_word_for_word_and_its_acronyms_are_explained() -> None:
    facts = decided(complete(), replace(grounds(Outcome.DENY), reason="No MRI was sent."))
    wording = RationaleWording({Outcome.DENY: "Denied: {reason}"}, ACRONYMS)
    assert proposed_rationale(line_facts(facts, LINE), wording) == (
        "Denied: No MRI was sent. MRI means magnetic resonance imaging."
    )


def test_without_a_reason_its_passage_is_left_out() -> None:
    facts = decided(complete(), replace(grounds(Outcome.DENY), reason=" "))
    wording = RationaleWording({Outcome.DENY: "Denied. [Because: {reason}]"}, ACRONYMS)
    assert proposed_rationale(line_facts(facts, LINE), wording) == "Denied."


def test_a_part_is_told_beside_what_was_requested() -> None:
    facts = replace(complete(), lines=(replace(LINE, units=3),))
    part = ApprovedPart(1, units=2)
    facts = replace(facts, review=replace(facts.review, approved_parts=(part,)))
    template = "{requested} / {approved}"
    assert told(facts, template, Outcome.APPROVE_IN_PART) == "3 units · 64483 · on 20 May 2025 / 2 units"


def test_no_outcome_and_no_template_give_nothing() -> None:
    wording = RationaleWording({Outcome.DENY: "Denied."})
    undecided = line_facts(decided(complete(), LineDetermination(1)), LINE)
    approved = line_facts(decided(complete(), LineDetermination(1, Outcome.APPROVE)), LINE)
    assert proposed_rationale(undecided, wording) == proposed_rationale(approved, wording) == ""


@pytest.mark.parametrize("name", sorted(FILLERS))
def test_every_name_can_be_filled_in(name: str) -> None:
    assert "\0" not in told(complete(), f"Told[: {{{name}}}]")


@pytest.mark.parametrize(
    ("reason", "rationale", "stated"),
    [
        ("No  record of\ncare.", "We deny it. no record of care", True),
        ("No record of care", "No record.", False),
        ("", "Anything.", True),
    ],
)
def test_a_rationale_states_the_reason_or_not(reason: str, rationale: str, stated: bool) -> None:
    determination = LineDetermination(1, Outcome.DENY, rationale=rationale, reason=reason)
    assert states_reason(determination) is stated
