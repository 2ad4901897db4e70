"""S14: readings that differ in what matters, or may matter, block approval until they are reconciled."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reviewer_app.domain.checklist import Spot, SpotKind
from reviewer_app.domain.discrepancy import (
    DifferenceDegree,
    Discrepancy,
    Reading,
    Reconciliation,
    Significance,
)
from reviewer_app.domain.review import FindingState, Outcome, Reviewer
from reviewer_app.rules.discrepancy_rules import (
    READINGS,
    DiscrepancyState,
    asked_of_provider,
    discrepancy_standing,
    missing_parts,
)
from reviewer_app.rules.facts import ReadinessFacts
from reviewer_app.rules.readiness import readiness
from tests.unit.rules.cases import LINE, NURSE, PHYSICIAN, blockers, complete, element, marked, only_line
from tests.unit.rules.discrepancy_cases import OPEN, SETTLED, recorded

APPROVALS = {Outcome.APPROVE, Outcome.APPROVE_IN_PART}
BLOCKS, WARNS, RECONCILED = DiscrepancyState
ASKING = element(READINGS, "S14")


def weighed(significance: Significance, why: str = "", record: Discrepancy = OPEN) -> Discrepancy:
    return replace(record, significance=significance, why=why)


def asking(state: FindingState, *records: Discrepancy) -> ReadinessFacts:
    """A complete review whose checklist asks about differing readings, marked in this way."""
    facts = complete()
    checklist = replace(facts.checklist, elements=(*facts.checklist.elements, ASKING))
    reason = "Only one of them read it." if state is FindingState.NOT_APPLICABLE else ""
    return recorded(marked(replace(facts, checklist=checklist), READINGS, state, reason), *records)


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (weighed(Significance.LIKELY), BLOCKS),
        (weighed(Significance.LIKELY, "The repair rests on it."), BLOCKS),
        (weighed(Significance.UNDETERMINED), BLOCKS),
        (weighed(Significance.UNDETERMINED, "Hard to say."), BLOCKS),
        (weighed(Significance.UNLIKELY), BLOCKS),
        (weighed(Significance.UNLIKELY, "  "), BLOCKS),
        (weighed(Significance.UNLIKELY, "Old and healed."), WARNS),
        (weighed(Significance.LIKELY, record=SETTLED), RECONCILED),
        (weighed(Significance.UNDETERMINED, record=SETTLED), RECONCILED),
        (weighed(Significance.UNLIKELY, record=SETTLED), RECONCILED),
        (replace(OPEN, kind=None), BLOCKS),
        (replace(SETTLED, kind=None), BLOCKS),
        (replace(weighed(Significance.UNLIKELY, "Old."), radiologist=Reading()), BLOCKS),
        (Discrepancy("empty"), BLOCKS),
    ],
)
def test_s14_a_record_stands_as_the_table_says(record: Discrepancy, expected: DiscrepancyState) -> None:
    found = discrepancy_standing(record)
    assert found.state is expected
    assert found.message
    assert bool(found.clears) is (expected is BLOCKS)
    facts = recorded(complete(PHYSICIAN), record)
    (line,) = readiness(facts)
    assert (set(line.allowed_outcomes) >= APPROVALS) is (expected is not BLOCKS)
    assert {Outcome.DENY, Outcome.PEND, Outcome.REFER} <= set(line.allowed_outcomes)
    assert (found.message in [item.message for item in line.cautions]) is (expected is WARNS)


@pytest.mark.parametrize("reviewer", [NURSE, PHYSICIAN])
def test_s14_the_blocker_names_row_record_and_way_out_in_every_role(reviewer: Reviewer) -> None:
    facts = recorded(complete(reviewer), OPEN)
    (blocker,) = blockers(facts, "discrepancy")
    assert (blocker.row, blocker.spot) == ("S14", Spot(SpotKind.DISCREPANCY, OPEN.id))
    assert "MRI left shoulder, 2025-03-20" in blocker.message
    assert "addendum" in blocker.clears


def test_each_open_record_is_named() -> None:
    facts = recorded(complete(), OPEN, SETTLED, replace(OPEN, id="x3"))
    spots = [blocker.spot.key for blocker in blockers(facts, "discrepancy") if blocker.spot is not None]
    assert spots == ["x1", "x3"]


def test_a_reconciliation_that_does_not_count_says_why() -> None:
    begun = replace(OPEN, reconciliation=replace(SETTLED.reconciliation, date=None))
    assert "not reconciled: its date is missing" in discrepancy_standing(begun).message
    assert discrepancy_standing(OPEN).message.endswith("are not reconciled.")


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (OPEN, ()),
        (replace(OPEN, ordering=Reading(typed="A tear, as he told us.")), ()),
        (replace(OPEN, ordering=Reading(typed="  ")), ("the ordering provider's reading",)),
        (replace(OPEN, radiologist=Reading()), ("the radiologist's reading",)),
        (
            replace(OPEN, radiologist=Reading(), degree=DifferenceDegree.DIFFERING),
            ("the radiologist's reading",),
        ),
        (replace(OPEN, radiologist=Reading(), degree=DifferenceDegree.ONE_SIDED), ()),
        (
            replace(OPEN, ordering=Reading(), radiologist=Reading(), degree=DifferenceDegree.ONE_SIDED),
            ("the ordering provider's reading", "the radiologist's reading"),
        ),
        (replace(OPEN, kind=None), ("the kind of difference",)),
    ],
)
def test_a_record_says_which_readings_differ_and_in_what(
    record: Discrepancy, expected: tuple[str, ...]
) -> None:
    assert missing_parts(record) == expected


@pytest.mark.parametrize(
    ("named", "blocked"),
    [((), (1, 2)), ((2,), (2,)), ((1, 2), (1, 2)), ((7,), (1, 2)), ((1, 7), (1,))],
)
def test_a_record_concerns_the_lines_it_names_and_all_where_none_is_left(
    named: tuple[int, ...], blocked: tuple[int, ...]
) -> None:
    facts = complete()
    elements = tuple(replace(item, lines=()) for item in facts.checklist.elements)
    facts = replace(
        facts,
        lines=(LINE, replace(LINE, line=2)),
        checklist=replace(facts.checklist, elements=elements),
    )
    lines = readiness(recorded(facts, replace(OPEN, lines=named)))
    found = (line.line for line in lines if "discrepancy" in [one.code for one in line.blockers])
    assert tuple(found) == blocked


@pytest.mark.parametrize(
    ("state", "record", "contradicted"),
    [
        (FindingState.PRESENT, OPEN, True),
        (FindingState.NOT_APPLICABLE, OPEN, True),
        (FindingState.ABSENT, OPEN, False),
        (FindingState.INSUFFICIENT, OPEN, False),
        (FindingState.NOT_REVIEWED, OPEN, False),
        (FindingState.PRESENT, SETTLED, False),
        (FindingState.PRESENT, weighed(Significance.UNLIKELY, "Old."), False),
    ],
)
def test_s14_a_mark_that_says_the_readings_agree_is_checked_against_the_records(
    state: FindingState, record: Discrepancy, *, contradicted: bool
) -> None:
    at_element = [one for one in blockers(asking(state, record), "discrepancy") if one.element_id == READINGS]
    assert bool(at_element) is contradicted
    assert all((one.row, one.blocks >= APPROVALS) == ("S14", True) for one in at_element)


@pytest.mark.parametrize(
    ("records", "warned"),
    [((), True), ((SETTLED,), True), ((weighed(Significance.UNLIKELY, "Old."),), True), ((OPEN,), False)],
)
def test_an_open_difference_without_a_record_is_told(
    records: tuple[Discrepancy, ...], *, warned: bool
) -> None:
    cautions = only_line(asking(FindingState.ABSENT, *records)).cautions
    assert any("record it (D)" in one.message for one in cautions) is warned


def test_what_is_asked_of_the_provider_quotes_both_readings() -> None:
    asked = asked_of_provider(OPEN)
    assert "MRI left shoulder, 2025-03-20" in asked
    assert "ordering provider “a full-thickness tear of the supraspinatus”" in asked
    assert "radiologist “no full-thickness tear”" in asked
    assert "“" not in asked_of_provider(replace(OPEN, ordering=Reading(), radiologist=Reading()))


def test_a_reconciled_record_asks_for_nothing_more() -> None:
    facts = asking(FindingState.PRESENT, SETTLED)
    assert Outcome.APPROVE in only_line(facts).allowed_outcomes
    undone = replace(SETTLED, reconciliation=Reconciliation())
    assert Outcome.APPROVE not in only_line(asking(FindingState.PRESENT, undone)).allowed_outcomes
