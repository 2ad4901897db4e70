"""What the user's library proposes for the rungs of a line."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from reviewer_app.domain.authority import (
    AuthorityEntry,
    AuthorityLibrary,
    LibraryCoverage,
    RungKind,
    RungProposal,
    Speaks,
)
from reviewer_app.domain.request import Plan
from reviewer_app.rules.authority_proposals import proposals
from reviewer_app.rules.line_facts import line_facts
from tests.unit.rules.cases import LINE, PLAN, complete

RULE = AuthorityEntry(
    "m1",
    RungKind.STATE_LAW,
    Speaks.REQUIRES,
    "A mandate",
    "Wis. Stat. 1",
    codes=("64479-64484",),
    states=("WI",),
)
COVERS = LibraryCoverage(RungKind.STATE_LAW, ("WI",))
LIBRARY = AuthorityLibrary("Our mandates", (RULE,), (COVERS,), date(2025, 5, 1))


def proposed(*libraries: AuthorityLibrary, plan: Plan = PLAN) -> tuple[RungProposal, ...]:
    facts = replace(complete(), plan=plan)
    return proposals(libraries, plan, (LINE,), (line_facts(facts, LINE).authority,))


def test_a_rule_on_the_code_is_proposed() -> None:
    (found,) = proposed(LIBRARY)
    assert (found.line, found.rung, found.speaks, found.entry) == (
        1,
        RungKind.STATE_LAW,
        Speaks.REQUIRES,
        RULE,
    )


def test_a_proposal_names_the_contractors_area() -> None:
    (found,) = proposed(replace(LIBRARY, entries=(replace(RULE, jurisdiction="J6"),)))
    assert found.why == "A mandate (Wis. Stat. 1) requires it in J6."


def test_a_state_is_the_same_however_it_is_written() -> None:
    assert proposed(LIBRARY, plan=replace(PLAN, state=" wi ")) == proposed(LIBRARY)


@pytest.mark.parametrize(
    "rule",
    [
        replace(RULE, codes=("64490",)),
        replace(RULE, effective_to=date(2025, 5, 19)),
        replace(RULE, lines_of_business=("medicaid",)),
    ],
)
def test_a_library_that_is_complete_proposes_silent_where_nothing_holds(rule: AuthorityEntry) -> None:
    (found,) = proposed(replace(LIBRARY, entries=(rule,)))
    assert (found.speaks, found.entry) == (Speaks.SILENT, None)
    assert found.why == "Our mandates of 2025-05-01 has nothing on 64483."


def test_nothing_is_proposed_where_the_library_is_not_complete() -> None:
    assert proposed(replace(LIBRARY, entries=(), covers=())) == ()
    elsewhere = replace(PLAN, state="MN")
    assert proposed(LIBRARY, plan=elsewhere) == ()
    assert proposed() == ()


def test_nothing_is_proposed_where_rules_contradict_each_other() -> None:
    other = replace(RULE, id="m2", speaks=Speaks.EXCLUDES)
    assert proposed(LIBRARY, replace(LIBRARY, entries=(other,))) == ()


def test_a_rung_that_is_not_on_the_ladder_is_not_proposed() -> None:
    assert proposed(LIBRARY, plan=replace(PLAN, funding="self_funded")) == ()
