"""Readiness: for each service line what blocks which outcome, why, and how that is cleared.

``RULES`` is the table; a rule that comes later is one more row in it. What blocks approval also blocks
approval in part.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from reviewer_app.domain.checklist import Blocker, Caution, LineReadiness
from reviewer_app.domain.review import FINAL_OUTCOMES, Outcome
from reviewer_app.rules import (
    authority_rules,
    decision_rules,
    discrepancy_rules,
    element_rules,
    match_rules,
    page_rules,
    radiology_rules,
    visit_dates,
)
from reviewer_app.rules.counted_evidence import counted, set_aside
from reviewer_app.rules.facts import LineFacts, ReadinessFacts
from reviewer_app.rules.line_facts import line_facts
from reviewer_app.rules.rule import Rule

APPROVAL = frozenset((Outcome.APPROVE,))
REVIEWED_HERE = frozenset(Outcome) - {Outcome.DIRECT_TO_HEALTH_PLAN, Outcome.WITHDRAWN, Outcome.PEND}
"""Outcomes that no line has whose condition the policy does not review (S20)."""

RULES: tuple[Rule, ...] = (
    Rule("documents-changed", "", FINAL_OUTCOMES, decision_rules.documents_changed),
    Rule("other-patient", "", FINAL_OUTCOMES, page_rules.other_patient),
    Rule("other-patient", "", FINAL_OUTCOMES, page_rules.rests_on_other_patient),
    Rule("no-policy", "S26", FINAL_OUTCOMES, decision_rules.no_policy),
    Rule("out-of-scope", "S20", REVIEWED_HERE, authority_rules.out_of_scope),
    Rule("authority", "", FINAL_OUTCOMES, authority_rules.authority),
    Rule("authority", "", APPROVAL, authority_rules.excluded),
    Rule("investigational", "S23", APPROVAL, authority_rules.investigational),
    Rule("trial", "S24", APPROVAL, authority_rules.trial),
    Rule("insufficient", "S2", APPROVAL, element_rules.insufficient),
    Rule("absent", "", APPROVAL, element_rules.absent),
    Rule("absent", "S13", APPROVAL, radiology_rules.not_independent),
    Rule("insufficient", "S13", APPROVAL, radiology_rules.preliminary_only),
    Rule("criterion", "S16", APPROVAL, element_rules.criterion),
    Rule("discrepancy", "S14", APPROVAL, discrepancy_rules.discrepancy),
    Rule("discrepancy", "S14", APPROVAL, discrepancy_rules.contradicted_mark),
    Rule("duplicate", "S17", APPROVAL, match_rules.duplicate),
    Rule("similar", "S18", APPROVAL, match_rules.similar),
    Rule("sequential", "S19", APPROVAL, match_rules.sequential),
    Rule("not-reviewed", "", FINAL_OUTCOMES, element_rules.not_reviewed),
    Rule("role", "", frozenset((Outcome.DENY,)), decision_rules.role_for_denial),
    Rule("role", "", frozenset((Outcome.APPROVE_IN_PART,)), decision_rules.role_for_part),
    Rule("reason", "", frozenset((Outcome.DENY,)), decision_rules.reason_for(Outcome.DENY)),
    Rule(
        "reason",
        "",
        frozenset((Outcome.APPROVE_IN_PART,)),
        decision_rules.reason_for(Outcome.APPROVE_IN_PART),
    ),
    Rule("reason", "", frozenset((Outcome.PEND,)), decision_rules.reason_for(Outcome.PEND)),
    Rule("reason", "", frozenset((Outcome.APPROVE_IN_PART,)), decision_rules.part_stated),
)
"""Blockers, in the order in which they are listed. A row that is empty here is the element's own."""

CAUTIONS: tuple[Rule, ...] = (
    Rule("pages-unseen", "", frozenset(), decision_rules.pages_unseen),
    Rule("other-patient", "", frozenset(), page_rules.also_on_other_patient),
    Rule("authority", "", frozenset(), authority_rules.decided_against),
    Rule("illegible", "S1", frozenset(), page_rules.illegible_evidence),
    Rule("insufficient", "S2", frozenset(), element_rules.optional_insufficient),
    Rule("visit-date", "S3", frozenset(), visit_dates.before_onset),
    Rule("visit-date", "", frozenset(), visit_dates.long_ago),
    Rule("absent", "S13", frozenset(), radiology_rules.other_studies),
    Rule("insufficient", "S13", frozenset(), radiology_rules.second_reader),
    Rule("discrepancy", "S14", frozenset(), discrepancy_rules.open_difference),
    Rule("discrepancy", "S14", frozenset(), discrepancy_rules.unrecorded_difference),
)


def readiness(facts: ReadinessFacts) -> tuple[LineReadiness, ...]:
    """What each service line of the request may be decided as now, in the order of the request."""
    judged = counting(facts)
    return tuple(_line_readiness(line_facts(judged, line)) for line in facts.lines)


def counting(facts: ReadinessFacts) -> ReadinessFacts:
    """The facts as the rules look at them: without evidence on pages of another patient."""
    return replace(facts, review=counted(facts.review), set_aside=tuple(set_aside(facts.review)))


def _line_readiness(case: LineFacts) -> LineReadiness:
    blockers = tuple(_blockers(case))
    blocked = frozenset[Outcome]().union(*(blocker.blocks for blocker in blockers))
    return LineReadiness(
        line=case.line.line,
        blockers=blockers,
        cautions=tuple(_cautions(case)),
        allowed_outcomes=tuple(outcome for outcome in Outcome if outcome not in blocked),
    )


def _blockers(case: LineFacts) -> Iterator[Blocker]:
    for rule in RULES:
        blocks = rule.blocks
        if Outcome.APPROVE in blocks:
            blocks |= {Outcome.APPROVE_IN_PART}
        for hit in rule.find(case):
            yield Blocker(
                rule.code,
                rule.row or hit.row,
                hit.message,
                blocks,
                clears=hit.clears,
                spot=hit.spot,
            )


def _cautions(case: LineFacts) -> Iterator[Caution]:
    for rule in CAUTIONS:
        for hit in rule.find(case):
            yield Caution(rule.code, rule.row or hit.row, hit.message, hit.spot)
