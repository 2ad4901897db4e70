"""Small synthetic checklists and reviews for the rule tests: complete, ready to approve unless changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime
from types import MappingProxyType

from reviewer_app.domain.authority import RungFinding, RungKind, Speaks
from reviewer_app.domain.checklist import Blocker, Checklist, ChecklistElement, LineReadiness
from reviewer_app.domain.evidence import Anchor, Evidence
from reviewer_app.domain.policy import (
    Element,
    ElementKind,
    PackApplies,
    PackKind,
    PolicyPack,
    PolicySource,
    Prompt,
    Requirement,
)
from reviewer_app.domain.request import Plan, ServiceLine
from reviewer_app.domain.review import (
    ExceptionRecord,
    Finding,
    FindingState,
    LineDetermination,
    Outcome,
    Review,
    ReviewedDocument,
    Reviewer,
    ReviewStatus,
    Role,
)
from reviewer_app.rules.facts import CURRENT_STATUS, EXCEPTION, ReadinessFacts
from reviewer_app.rules.readiness import readiness

NOON = datetime(2025, 5, 12, 12, 0, tzinfo=UTC)
NURSE = Reviewer("Ines Calloway", Role.NURSE)
PHYSICIAN = Reviewer("Tobias Renner, MD", Role.PHYSICIAN, "WI 55102")
ATTESTATION = "I reviewed the records and decided on them."

PACK = PolicyPack(
    id="test-pack",
    version="1",
    title="A pack for tests",
    kind=PackKind.COVERAGE_POLICY,
    source=PolicySource("A source for tests", "Nobody"),
    applies=PackApplies(every_request=True),
    effective_from=date(2025, 1, 1),
)
LINE = ServiceLine(1, "64483", requested_dos=date(2025, 5, 20))
PROMPTS = tuple(
    Prompt(f"p{number}", "S26", f"Question {number}?") for number in ("plan", "law", "sources", "facts")
)


def element(
    element_id: str,
    row: str,
    *,
    kind: ElementKind = ElementKind.RECORD,
    requirement: Requirement = Requirement.REQUIRED,
    parent: str | None = None,
    lines: tuple[int, ...] = (1,),
) -> ChecklistElement:
    return ChecklistElement(
        Element(
            element_id,
            row,
            f"Title of {element_id}",
            element_id,
            "What is there?",
            kind=kind,
            requirement=requirement,
            parent=parent,
        ),
        PACK.reference,
        lines,
        depth=0 if parent is None else 1,
    )


STATUS = element(CURRENT_STATUS, "S2")
EVALUATION = element("s3-evaluation", "S3")
HISTORY = element("s3a-history", "S3", parent="s3-evaluation")
LABORATORY = element("s4-laboratory", "S4", requirement=Requirement.WHERE_RELEVANT)
TRIAL = element("s24-trial", "S24", requirement=Requirement.OPTIONAL)
WEEKS = element("weeks-of-treatment", "S11", kind=ElementKind.CRITERION)
GOING_OUTSIDE = element(EXCEPTION, "S16", kind=ElementKind.EXCEPTION, requirement=Requirement.WHERE_RELEVANT)
ELEMENTS = (STATUS, EVALUATION, HISTORY, LABORATORY, TRIAL, WEEKS, GOING_OUTSIDE)

PLAN = Plan(line_of_business="commercial", funding="fully_insured", state="WI")
SILENT_RUNGS = tuple(
    RungFinding(line, rung, Speaks.SILENT)
    for line in (1, 2, 3)
    for rung in (RungKind.FEDERAL_LAW, RungKind.STATE_LAW, RungKind.PLAN_DOCUMENT)
)
"""Everything above the coverage policy of an insured plan, checked for as many lines as the tests have."""

EVIDENCE = Evidence("e1", Anchor("a" * 64, 1), "consult.pdf", NOON, NURSE.name)
ACCEPTED = ExceptionRecord(
    "The weakness grows from week to week.", (WEEKS.id,), PHYSICIAN.name, PHYSICIAN.licence, NOON
)


def finding(element_id: str, state: FindingState, reason: str = "") -> Finding:
    evidence = (EVIDENCE,) if state is FindingState.PRESENT else ()
    return Finding(element_id, state, reason=reason, evidence=evidence, marked_at=NOON, marked_by=NURSE.name)


def complete(reviewer: Reviewer = NURSE) -> ReadinessFacts:
    """A review in which every element is present, every rung is checked, nothing is decided yet and every
    page was seen."""
    return ReadinessFacts(
        lines=(LINE,),
        checklist=Checklist(packs=(PACK,), elements=ELEMENTS, prompts=PROMPTS),
        review=Review(
            id="r1",
            case_id="PA-1",
            version=1,
            status=ReviewStatus.OPEN,
            created_at=NOON,
            reviewer=reviewer,
            packs=(PACK.reference,),
            documents=(ReviewedDocument("a" * 64, "consult.pdf", 2),),
            findings=MappingProxyType({item.id: finding(item.id, FindingState.PRESENT) for item in ELEMENTS}),
            answers=tuple((prompt.id, "Considered.") for prompt in PROMPTS),
            pages_seen=frozenset({("a" * 64, 1), ("a" * 64, 2)}),
            rungs=SILENT_RUNGS,
        ),
        reviewer=reviewer,
        pages_total=2,
        attestation=ATTESTATION,
        plan=PLAN,
    )


def marked(facts: ReadinessFacts, element_id: str, state: FindingState, reason: str = "") -> ReadinessFacts:
    """The facts with one element marked otherwise."""
    findings = {**facts.review.findings, element_id: finding(element_id, state, reason)}
    return with_findings(facts, findings.values())


def with_findings(facts: ReadinessFacts, findings: Iterable[Finding]) -> ReadinessFacts:
    table = MappingProxyType({item.element_id: item for item in findings})
    return replace(facts, review=replace(facts.review, findings=table))


def decided(facts: ReadinessFacts, determination: LineDetermination) -> ReadinessFacts:
    others = tuple(item for item in facts.review.determinations if item.line != determination.line)
    return replace(facts, review=replace(facts.review, determinations=(*others, determination)))


def grounds(outcome: Outcome) -> LineDetermination:
    """A determination of line 1 with everything that the outcome needs. The record that it names is there,
    and shows the reason."""
    return LineDetermination(
        1,
        outcome,
        rationale="No record of supervised treatment, as the records show.",
        reason="No record of supervised treatment.",
        criterion=EVALUATION.id,
        missing=("Treatment notes",),
        modification="One unit",
    )


def only_line(facts: ReadinessFacts) -> LineReadiness:
    (line,) = readiness(facts)
    return line


def blockers(facts: ReadinessFacts, code: str) -> tuple[Blocker, ...]:
    """The blockers of the only line with that code."""
    return tuple(blocker for blocker in only_line(facts).blockers if blocker.code == code)
