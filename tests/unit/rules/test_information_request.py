"""The request for information: what is asked for, by which policy, and what would satisfy it."""

from __future__ import annotations

from dataclasses import replace

from reviewer_app.domain.checklist import Checklist, ChecklistElement
from reviewer_app.domain.review import FindingState, LineDetermination, Outcome
from reviewer_app.rules.discrepancy_rules import READINGS, asked_of_provider
from reviewer_app.rules.facts import CURRENT_STATUS, LineFacts, ReadinessFacts
from reviewer_app.rules.information_request import (
    BETTER_COPY,
    information_request,
    proposed_items,
    proposed_reason,
)
from reviewer_app.rules.line_facts import line_facts
from tests.unit.rules.cases import EVALUATION, LABORATORY, LINE, PACK, complete, decided, element, marked
from tests.unit.rules.discrepancy_cases import OPEN, SETTLED, recorded

CITATION = "A source for tests, Section 2, effective 1 January 2025"


def asking(element_: ChecklistElement, asks: str) -> ChecklistElement:
    return replace(element_, element=replace(element_.element, asks=asks, section="Section 2"))


def with_elements(facts: ReadinessFacts, *added: ChecklistElement) -> ReadinessFacts:
    ids = {item.id for item in added}
    kept = tuple(item for item in facts.checklist.elements if item.id not in ids)
    return replace(facts, checklist=Checklist((PACK,), (*kept, *added), facts.checklist.prompts))


def line_of(facts: ReadinessFacts) -> LineFacts:
    return line_facts(facts, LINE)


def pended(facts: ReadinessFacts, *missing: str) -> LineFacts:
    return line_of(decided(facts, LineDetermination(1, Outcome.PEND, reason=" Why. ", missing=missing)))


def test_what_is_absent_or_insufficient_is_proposed() -> None:
    facts = marked(complete(), EVALUATION.id, FindingState.ABSENT)
    facts = marked(facts, CURRENT_STATUS, FindingState.INSUFFICIENT)
    assert proposed_items(line_of(facts)) == (
        f"Title of {CURRENT_STATUS}{BETTER_COPY}",
        f"Title of {EVALUATION.id}",
    )


def test_nothing_is_proposed_for_a_complete_review() -> None:
    assert proposed_items(line_of(complete())) == ()
    assert proposed_reason(line_of(complete())) == ("", "")


def test_the_reason_names_what_the_records_do_not_show() -> None:
    facts = marked(complete(), EVALUATION.id, FindingState.ABSENT)
    assert proposed_reason(line_of(facts)) == (
        f"The submitted records do not show “Title of {EVALUATION.id}”.",
        EVALUATION.id,
    )


def test_readings_that_nothing_settles_are_the_reason_and_asked_for_once() -> None:
    readings = element(READINGS, "S14")
    facts = marked(with_elements(complete(), readings), READINGS, FindingState.ABSENT)
    line = line_of(recorded(facts, OPEN))
    reason, on = proposed_reason(line)
    assert "differ" in reason
    assert on == READINGS
    assert proposed_items(line) == (asked_of_provider(OPEN),)
    settled = line_of(recorded(with_elements(complete(), readings), SETTLED))
    assert proposed_items(settled) == ()


def test_an_item_carries_the_policy_and_what_would_satisfy_it() -> None:
    facts = with_elements(complete(), asking(EVALUATION, "the note of a visit"))
    (item,) = information_request(pended(facts, f"Title of {EVALUATION.id}")).items
    assert (item.element_id, item.row) == (EVALUATION.id, "S3")
    assert (item.satisfied_by, item.citation) == ("the note of a visit", CITATION)


def test_an_item_that_is_worded_anew_keeps_its_element_by_title_or_row() -> None:
    facts = with_elements(complete(), asking(LABORATORY, "the results"))
    by_title = f"Blood counts of May – title of {LABORATORY.id}, please"
    titled, rowed = information_request(pended(facts, by_title, "Blood counts of May (S4)")).items
    assert titled.element_id == rowed.element_id == LABORATORY.id
    assert (titled.what, rowed.what) == (by_title, "Blood counts of May")


def test_an_item_of_no_element_stands_for_itself() -> None:
    (item,) = information_request(pended(complete(), "The operation report of 2019")).items
    assert (item.what, item.citation, item.element_id) == ("The operation report of 2019", "", "")


def test_the_longest_title_wins() -> None:
    longer = replace(
        LABORATORY, element=replace(LABORATORY.element, id="x", title=f"Title of {LABORATORY.id} b")
    )
    facts = with_elements(complete(), longer)
    (item,) = information_request(pended(facts, f"title of {LABORATORY.id} b")).items
    assert item.element_id == "x"


def test_the_request_states_line_and_reason_and_leaves_blanks_out() -> None:
    asked = information_request(pended(complete(), "  ", "A note"))
    assert (asked.line, asked.reason) == (1, "Why.")
    assert [item.what for item in asked.items] == ["A note"]


def test_a_discrepancy_is_asked_for_with_the_policy_on_readings() -> None:
    facts = recorded(with_elements(complete(), asking(element(READINGS, "S14"), "what settles it")), OPEN)
    (item,) = information_request(pended(facts, asked_of_provider(OPEN))).items
    assert (item.element_id, item.satisfied_by, item.citation) == (READINGS, "", CITATION)
