"""The authority ladder (S20-S25, S27): which rung governs, what blocks, and what is overridden."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from reviewer_app.domain.authority import (
    AuthorityEntry,
    InvestigationalFlag,
    LadderChoice,
    LadderKind,
    LineAuthority,
    RungFinding,
    RungKind,
    ScopeOverride,
    Speaks,
    TrialRecord,
)
from reviewer_app.domain.checklist import SpotKind
from reviewer_app.domain.policy import CodeScope
from reviewer_app.domain.request import Diagnosis, Plan
from reviewer_app.domain.review import FINAL_OUTCOMES, FindingState, LineDetermination, Outcome
from reviewer_app.rules.authority_ladders import LADDERS, RUNG_WORDS, ladder_of
from reviewer_app.rules.authority_words import (
    criterion_source,
    governing_words,
    overridden_everywhere,
    override_words,
)
from reviewer_app.rules.facts import CURRENT_STATUS, ReadinessFacts
from reviewer_app.rules.line_facts import line_facts
from tests.unit.rules.cases import (
    EVALUATION,
    EVIDENCE,
    LINE,
    NOON,
    NURSE,
    PACK,
    PHYSICIAN,
    WEEKS,
    blockers,
    complete,
    decided,
    grounds,
    marked,
    only_line,
)

MEDICARE = Plan(line_of_business="medicare_advantage", funding="medicare")
TRIAL = "NCT01234567"
ENTRY = AuthorityEntry("m1", RungKind.STATE_LAW, Speaks.REQUIRES, "A mandate", "Wis. Stat. 1")


def ladder(facts: ReadinessFacts) -> LineAuthority:
    return line_facts(facts, LINE).authority


def with_rungs(facts: ReadinessFacts, *rungs: RungFinding) -> ReadinessFacts:
    """The facts with these rungs in place of those of the same kind."""
    others = tuple(
        one for one in facts.review.rungs if one.line != 1 or one.rung not in {r.rung for r in rungs}
    )
    return replace(facts, review=replace(facts.review, rungs=(*others, *rungs)))


def cited(rung: RungKind, speaks: Speaks, *overrides: str) -> RungFinding:
    return RungFinding(1, rung, speaks, cited=(EVIDENCE,), overrides=overrides)


def medicare(*rungs: RungFinding) -> ReadinessFacts:
    """A complete Medicare Advantage review; all above the plan's criteria is silent but for these."""
    silent = (RungKind.STATUTE, RungKind.NATIONAL_COVERAGE, RungKind.LOCAL_COVERAGE)
    facts = replace(complete(), plan=MEDICARE)
    return with_rungs(with_rungs(facts, *(RungFinding(1, one, Speaks.SILENT) for one in silent)), *rungs)


# which ladder


@pytest.mark.parametrize(
    ("business", "funding", "kind"),
    [
        ("commercial", "fully_insured", LadderKind.FULLY_INSURED),
        ("commercial", "self_funded", LadderKind.SELF_FUNDED),
        ("exchange", "", LadderKind.FULLY_INSURED),
        ("exchange", "fully_insured", LadderKind.FULLY_INSURED),
        ("medicare", "", LadderKind.MEDICARE),
        ("medicare_advantage", "medicare", LadderKind.MEDICARE),
        ("medicaid", "", LadderKind.MEDICAID),
    ],
)
def test_the_plan_chooses_the_ladder(business: str, funding: str, kind: LadderKind) -> None:
    assert ladder_of(Plan(line_of_business=business, funding=funding), None) == (kind, "")


@pytest.mark.parametrize(
    ("business", "funding", "told"),
    [
        ("", "", "line of business"),
        ("tricare", "", "tricare"),
        ("commercial", "", "funded"),
        ("commercial", "medicare", "medicare"),
    ],
)
def test_an_unknown_plan_blocks_until_the_reviewer_chooses(business: str, funding: str, told: str) -> None:
    facts = replace(complete(), plan=Plan(line_of_business=business, funding=funding))
    (blocker,) = blockers(facts, "authority")
    assert told in blocker.message
    assert blocker.blocks == FINAL_OUTCOMES
    assert blocker.spot is not None
    assert (blocker.spot.kind, blocker.spot.key) == (SpotKind.RUNG, "")
    chosen = replace(facts, review=replace(facts.review, ladder=LadderChoice(LadderKind.SELF_FUNDED)))
    assert ladder(chosen).ladder is LadderKind.SELF_FUNDED
    assert only_line(chosen).blockers_of(Outcome.APPROVE) == ()


def test_s25_state_mandates_do_not_control_a_self_funded_plan() -> None:
    assert RungKind.STATE_LAW in LADDERS[LadderKind.FULLY_INSURED]
    assert RungKind.STATE_LAW not in LADDERS[LadderKind.SELF_FUNDED]
    facts = with_rungs(complete(), cited(RungKind.STATE_LAW, Speaks.EXCLUDES))
    assert Outcome.APPROVE not in only_line(facts).allowed_outcomes
    self_funded = replace(facts, plan=replace(facts.plan, funding="self_funded"))
    assert Outcome.APPROVE in only_line(self_funded).allowed_outcomes


# what is left to check


@pytest.mark.parametrize("rung", [RungKind.FEDERAL_LAW, RungKind.STATE_LAW, RungKind.PLAN_DOCUMENT])
def test_a_rung_that_nobody_checked_blocks_final_outcomes(rung: RungKind) -> None:
    facts = with_rungs(complete(), RungFinding(1, rung))
    (blocker,) = blockers(facts, "authority")
    assert (blocker.row, blocker.blocks) == (RUNG_WORDS[rung].row, FINAL_OUTCOMES)
    assert blocker.spot is not None
    assert (blocker.spot.key, blocker.spot.line) == (rung.value, 1)
    assert ladder(facts).governing is None


@pytest.mark.parametrize("speaks", [Speaks.REQUIRES, Speaks.EXCLUDES])
def test_a_rung_that_speaks_without_a_citation_does_not_count(speaks: Speaks) -> None:
    facts = with_rungs(complete(), RungFinding(1, RungKind.PLAN_DOCUMENT, speaks))
    (blocker,) = blockers(facts, "authority")
    assert blocker.blocks == FINAL_OUTCOMES
    assert "cited" in blocker.message
    assert ladder(facts).governing is None


def test_the_coverage_policy_governs_where_all_above_are_silent() -> None:
    governing = ladder(complete()).governing
    assert governing is not None
    assert (governing.rung, governing.speaks) == (RungKind.COVERAGE_POLICY, None)
    assert PACK.title in governing.why


def test_below_the_rung_that_governs_nothing_needs_a_check() -> None:
    facts = with_rungs(
        complete(), cited(RungKind.FEDERAL_LAW, Speaks.REQUIRES), RungFinding(1, RungKind.PLAN_DOCUMENT)
    )
    assert blockers(facts, "authority") == ()
    governing = ladder(facts).governing
    assert governing is not None
    assert governing.rung is RungKind.FEDERAL_LAW


# S21, S27: the plan prevails


def test_s21_s27_a_plan_that_excludes_blocks_approval_and_names_the_criterion() -> None:
    facts = with_rungs(complete(PHYSICIAN), cited(RungKind.PLAN_DOCUMENT, Speaks.EXCLUDES))
    (blocker,) = blockers(facts, "authority")
    assert blocker.row == "S27"
    assert Outcome.APPROVE in blocker.blocks
    assert Outcome.DENY in only_line(facts).allowed_outcomes
    source = criterion_source(ladder(facts))
    assert source == "Benefit plan document: consult.pdf, page 1"
    denied = LineDetermination(1, Outcome.DENY, "Excluded.", "Excluded by the plan.", criterion_source=source)
    assert Outcome.DENY in only_line(decided(facts, denied)).allowed_outcomes


@pytest.mark.parametrize(
    ("speaks", "outcome", "told"),
    [
        (Speaks.REQUIRES, Outcome.DENY, True),
        (Speaks.REQUIRES, Outcome.APPROVE_IN_PART, True),
        (Speaks.REQUIRES, Outcome.APPROVE, False),
        (Speaks.EXCLUDES, Outcome.DENY, False),
    ],
)
def test_s27_what_a_governing_source_requires_is_not_denied_unnoticed(
    speaks: Speaks, outcome: Outcome, *, told: bool
) -> None:
    facts = with_rungs(complete(PHYSICIAN), cited(RungKind.PLAN_DOCUMENT, speaks))
    line = only_line(decided(facts, grounds(outcome)))
    found = [one for one in line.cautions if one.code == "authority"]
    assert [one.row for one in found] == (["S27"] if told else [])


def test_s27_a_rung_overrides_the_elements_that_it_names() -> None:
    unmarked = marked(complete(), EVALUATION.id, FindingState.NOT_REVIEWED)
    unmet = marked(unmarked, WEEKS.id, FindingState.ABSENT)
    assert {one.code for one in only_line(unmet).blockers_of(Outcome.APPROVE)} == {
        "not-reviewed",
        "criterion",
    }
    facts = with_rungs(
        unmet, cited(RungKind.STATE_LAW, Speaks.REQUIRES, EVALUATION.id, WEEKS.id, CURRENT_STATUS)
    )
    assert only_line(facts).blockers_of(Outcome.APPROVE) == ()
    found = ladder(facts)
    assert found.overridden == {EVALUATION.id, WEEKS.id}
    assert override_words((found,), WEEKS) == "overridden by a state mandate"
    assert overridden_everywhere((found,), WEEKS)
    assert override_words((found, LineAuthority(2)), replace(WEEKS, lines=(1, 2))).endswith("for line 1")
    assert "It overrides “Title of s3-evaluation”" in governing_words(found, facts.checklist)


def test_nothing_overrides_the_state_of_the_record() -> None:
    facts = with_rungs(complete(), cited(RungKind.STATE_LAW, Speaks.REQUIRES, CURRENT_STATUS))
    unreadable = marked(facts, CURRENT_STATUS, FindingState.INSUFFICIENT)
    assert Outcome.APPROVE not in only_line(unreadable).allowed_outcomes


def test_a_rung_that_is_not_settled_overrides_nothing() -> None:
    facts = with_rungs(
        complete(),
        RungFinding(1, RungKind.FEDERAL_LAW),
        cited(RungKind.STATE_LAW, Speaks.REQUIRES, WEEKS.id),
    )
    assert ladder(facts).overridden == frozenset()


@pytest.mark.parametrize(
    ("first", "last", "speaks"),
    [
        (None, None, True),
        (LINE.requested_dos, LINE.requested_dos, True),
        (date(2025, 5, 21), None, False),
        (None, date(2025, 5, 19), False),
    ],
)
def test_a_source_that_is_not_in_effect_on_the_date_of_service_does_not_speak(
    first: date | None, last: date | None, speaks: bool
) -> None:
    plain = replace(cited(RungKind.STATE_LAW, Speaks.EXCLUDES), effective_from=first, effective_to=last)
    entry = replace(ENTRY, effective_from=first, effective_to=last)
    of_library = RungFinding(1, RungKind.STATE_LAW, Speaks.EXCLUDES, entry=entry)
    for finding in (plain, of_library):
        facts = with_rungs(complete(), finding)
        assert (Outcome.APPROVE not in only_line(facts).allowed_outcomes) is speaks
        standing = ladder(facts).standing(RungKind.STATE_LAW)
        assert standing is not None
        assert ("does not speak" in standing.why) is not speaks


# Medicare (row S22)


@pytest.mark.parametrize("rung", [RungKind.STATUTE, RungKind.NATIONAL_COVERAGE, RungKind.LOCAL_COVERAGE])
def test_s22_medicare_comes_before_the_plans_criteria(rung: RungKind) -> None:
    assert only_line(medicare()).blockers_of(Outcome.APPROVE) == ()
    (blocker,) = blockers(medicare(RungFinding(1, rung)), "authority")
    assert (blocker.row, blocker.blocks) == ("S22", FINAL_OUTCOMES)
    governing = ladder(medicare(cited(rung, Speaks.EXCLUDES))).governing
    assert governing is not None
    assert governing.rung is rung


def test_s22_a_medicare_plan_can_add_to_medicare_and_not_take_away() -> None:
    adds = medicare(cited(RungKind.PLAN_DOCUMENT, Speaks.REQUIRES, WEEKS.id))
    assert ladder(adds).overridden == {WEEKS.id}
    takes = medicare(cited(RungKind.PLAN_DOCUMENT, Speaks.EXCLUDES))
    assert only_line(takes).blockers_of(Outcome.APPROVE) == ()


# scope (row S20)


def scoped(*diagnoses: str) -> ReadinessFacts:
    facts = complete()
    pack = replace(PACK, scope=(CodeScope((LINE.code,), ("M54.1", "M511")),))
    checklist = replace(facts.checklist, packs=(pack,))
    codes = tuple(Diagnosis(code) for code in diagnoses)
    return replace(facts, checklist=checklist, diagnoses=codes)


@pytest.mark.parametrize(
    ("diagnoses", "outside"),
    [(("M54.16",), False), (("G89.4", "m51.16"), False), (("G89.4",), True), (("M5",), True), ((), True)],
)
def test_s20_other_conditions_go_to_the_health_plan(diagnoses: tuple[str, ...], outside: bool) -> None:
    line = only_line(scoped(*diagnoses))
    assert bool(blockers(scoped(*diagnoses), "out-of-scope")) is outside
    if outside:
        allowed = {Outcome.DIRECT_TO_HEALTH_PLAN, Outcome.WITHDRAWN, Outcome.PEND}
        assert set(line.allowed_outcomes) == allowed


def test_s20_out_of_scope_nothing_else_needs_to_be_marked_or_checked() -> None:
    facts = scoped("G89.4")
    bare = replace(facts, review=replace(facts.review, rungs=(), findings={}))
    assert Outcome.DIRECT_TO_HEALTH_PLAN in only_line(bare).allowed_outcomes


def test_s20_a_reason_lets_the_line_be_reviewed_here() -> None:
    facts = scoped("G89.4")
    override = ScopeOverride(1, "The note codes it wrongly: it is a radiculopathy.", NURSE.name, NOON)
    reviewed = replace(facts, review=replace(facts.review, scope_overrides=(override,)))
    assert only_line(reviewed).blockers_of(Outcome.APPROVE) == ()


def test_s20_a_pack_that_is_not_in_effect_has_no_scope() -> None:
    facts = scoped("G89.4")
    (pack,) = facts.checklist.packs
    ended = replace(pack, effective_to=PACK.effective_from + timedelta(days=1))
    facts = replace(facts, checklist=replace(facts.checklist, packs=(ended,)))
    assert blockers(facts, "out-of-scope") == ()


# investigational services (row S23)


def flagged(flag: InvestigationalFlag, facts: ReadinessFacts) -> ReadinessFacts:
    return replace(facts, review=replace(facts.review, investigational=(flag,)))


FLAG = InvestigationalFlag(1, "No controlled trial.", flagged_by=NURSE.name, flagged_at=NOON)
CLEARED = replace(
    FLAG, cleared_because="Three trials.", cleared_by="T. R.", cleared_licence="WI 1", cleared_at=NOON
)


def test_s23_an_investigational_service_is_not_approved() -> None:
    (blocker,) = blockers(flagged(FLAG, complete(PHYSICIAN)), "investigational")
    assert (blocker.row, Outcome.APPROVE in blocker.blocks) == ("S23", True)
    assert Outcome.DENY not in blocker.blocks


def test_s23_a_source_that_requires_coverage_clears_it() -> None:
    facts = with_rungs(complete(), cited(RungKind.STATE_LAW, Speaks.REQUIRES))
    assert blockers(flagged(FLAG, facts), "investigational") == ()


def test_s23_a_licensed_physician_clears_it_with_grounds() -> None:
    assert blockers(flagged(CLEARED, complete()), "investigational") == ()
    lacking = (
        replace(CLEARED, cleared_because=" "),
        replace(CLEARED, cleared_by=""),
        replace(CLEARED, cleared_licence=""),
        replace(CLEARED, cleared_at=None),
    )
    for flag in lacking:
        assert blockers(flagged(flag, complete()), "investigational")


# trials (row S24)


RECORD = TrialRecord(approved=True, list_version="4", list_date=date(2025, 5, 1), cited=(EVIDENCE,))


def in_trial(facts: ReadinessFacts, record: TrialRecord | None) -> ReadinessFacts:
    findings = {key: one for key, one in facts.review.findings.items() if key != "s24-trial"}
    review = replace(facts.review, trial=record, findings=findings)
    return replace(facts, trial_number=TRIAL, review=review)


@pytest.mark.parametrize(
    "record",
    [
        None,
        replace(RECORD, approved=None),
        replace(RECORD, list_date=None),
        replace(RECORD, recorded_at=NOON, list_date=NOON.date() + timedelta(days=2)),
        replace(RECORD, cited=()),
        replace(RECORD, number="NCT123"),
    ],
)
def test_s24_a_medicare_trial_is_documented_with_the_list(record: TrialRecord | None) -> None:
    (blocker,) = blockers(in_trial(medicare(), record), "trial")
    assert (blocker.row, Outcome.APPROVE in blocker.blocks) == ("S24", True)
    assert blocker.clears


def test_s24_medicare_requires_coverage_in_an_approved_trial() -> None:
    facts = in_trial(medicare(RungFinding(1, RungKind.NATIONAL_COVERAGE)), RECORD)
    assert blockers(facts, "trial") == ()
    governing = ladder(facts).governing
    assert governing is not None
    assert (governing.rung, governing.speaks) == (RungKind.NATIONAL_COVERAGE, Speaks.REQUIRES)
    assert TRIAL in governing.why
    assert blockers(flagged(FLAG, facts), "investigational") == ()


def test_s24_a_trial_that_is_not_on_the_list_requires_nothing() -> None:
    facts = in_trial(medicare(), replace(RECORD, approved=False))
    assert blockers(facts, "trial") == ()
    governing = ladder(facts).governing
    assert governing is not None
    assert governing.rung is RungKind.INTERNAL_CRITERIA


def test_s24_another_plan_wants_the_trials_papers() -> None:
    facts = in_trial(complete(), None)
    assert blockers(facts, "trial")
    assert blockers(in_trial(complete(), TrialRecord(cited=(EVIDENCE,))), "trial") == ()
    assert blockers(marked(facts, "s24-trial", FindingState.PRESENT), "trial") == ()
