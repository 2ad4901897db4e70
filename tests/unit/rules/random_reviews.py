"""Random reviews of one request: finished but for some things that were left, taken away, or contradict each
other, and what a reviewer does to mend each of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

from hypothesis import strategies as st

from reviewer_app.domain.approved_part import ApprovedPart
from reviewer_app.domain.authority import (
    InvestigationalFlag,
    LadderChoice,
    LadderKind,
    RungFinding,
    RungKind,
    ScopeOverride,
    Speaks,
    TrialRecord,
)
from reviewer_app.domain.case import DocumentChanges
from reviewer_app.domain.checklist import Blocker, SpotKind
from reviewer_app.domain.discrepancy import Discrepancy, Reconciliation, Significance
from reviewer_app.domain.evidence import Anchor, Evidence
from reviewer_app.domain.page_identity import PageIdentity, PageOwner, SuspectedPage
from reviewer_app.domain.policy import Arises, CodeScope
from reviewer_app.domain.request import Plan
from reviewer_app.domain.review import (
    ExceptionRecord,
    Finding,
    FindingState,
    LineDetermination,
    Outcome,
    Reviewer,
    Role,
)
from reviewer_app.rules.facts import ReadinessFacts
from tests.unit.rules.cases import EVIDENCE, NOON, NURSE, PHYSICIAN, decided, grounds, with_findings
from tests.unit.rules.discrepancy_cases import OPEN, SETTLED
from tests.unit.rules.test_rows import (
    CRITERION,
    DAY,
    INSURED,
    MEDICARE,
    REQUEST,
    REQUIRED_RECORDS,
    SELF_FUNDED,
    asked_of,
    ready,
)

OTHER_PAGE = Evidence("e2", Anchor("a" * 64, 2, quote="Another name."), "consult.pdf", NOON, NURSE.name)
"""A passage on a page that may be another patient's."""

ARISING = (Arises.MATCH_DUPLICATE, Arises.MATCH_SIMILAR, Arises.MATCH_SEQUENTIAL)
TRIAL = TrialRecord("NCT01234567", True, "2025-08", date(2025, 8, 1), (EVIDENCE,))
FLAG = InvestigationalFlag(1, "No controlled studies.", flagged_by=NURSE.name, flagged_at=NOON)
CLEARED = replace(
    FLAG,
    cleared_because="Two trials since.",
    cleared_by=PHYSICIAN.name,
    cleared_licence=PHYSICIAN.licence,
    cleared_at=NOON,
)
PART = ApprovedPart(1, other="The left side only.", cited=(EVIDENCE,))
TEXTS = st.sampled_from(["", " ", "Stated."])
CITED = st.lists(st.sampled_from([EVIDENCE, OTHER_PAGE]), unique=True, max_size=2).map(tuple)


PROOFS = tuple(asked_of(element) for element in ("s17-not-performed", "s17-both-needed"))
"""Either of the two documents a duplicate."""

ELEMENTS = (
    *PROOFS,
    *(asked_of(element) for element in ("s18-together", "s19-benefit", "s19-lapse")),
    *(element for _, element in REQUIRED_RECORDS),
    "s2-current-status",
    "s4-laboratory",
    CRITERION,
)


@cache
def finished(arising: tuple[Arises, ...], plan: Plan, trial: str) -> ReadinessFacts:
    """A finished review under the shipped packs."""
    return ready(NURSE, replace(REQUEST, plan=plan, clinical_trial_number=trial), *arising)


REVIEWERS = st.sampled_from(
    [
        NURSE,
        PHYSICIAN,
        Reviewer(),
        Reviewer("Tobias Renner, MD", Role.PHYSICIAN),
        replace(NURSE, licence="RN 1"),
    ]
)


def marks_of(*elements: str) -> st.SearchStrategy[Finding]:
    """Any mark on one of the elements."""
    return st.builds(Finding, st.sampled_from(elements), st.sampled_from(FindingState), TEXTS, evidence=CITED)


DISCREPANCIES = st.builds(
    lambda record, significance, why, settled: replace(
        record, significance=significance, why=why, reconciliation=settled
    ),
    st.sampled_from([OPEN, replace(OPEN, kind=None), replace(OPEN, lines=(1,)), replace(OPEN, lines=(7,))]),
    st.sampled_from(Significance),
    TEXTS,
    st.sampled_from(
        [Reconciliation(), SETTLED.reconciliation, replace(SETTLED.reconciliation, date=None, cited=())]
    ),
)
RUNGS = st.builds(
    RungFinding,
    st.just(1),
    st.sampled_from(RungKind),
    st.sampled_from(Speaks),
    cited=CITED,
    effective_to=st.sampled_from([None, date(2025, 9, 15), DAY]),
    overrides=st.sampled_from([(), ("s12-treatment-response",), ("s2-current-status", CRITERION)]),
)
DETERMINATIONS = st.builds(
    LineDetermination,
    st.just(1),
    st.sampled_from([None, *Outcome]),
    TEXTS,
    TEXTS,
    st.sampled_from(["", CRITERION, "s3-evaluation"]),
    TEXTS,
    st.lists(TEXTS, max_size=2).map(tuple),
)
EXCEPTIONS = st.builds(
    ExceptionRecord,
    TEXTS,
    st.sampled_from([(), (CRITERION,), ("s3-evaluation",)]),
    TEXTS,
    TEXTS,
    st.sampled_from([None, NOON]),
)
FILES = st.lists(st.sampled_from(["a.pdf", "b.pdf"]), unique=True, max_size=1).map(tuple)
CHANGES = st.builds(DocumentChanges, FILES, FILES, FILES, st.sampled_from([(), ("the code",)]))
IDENTITIES = st.builds(
    PageIdentity,
    st.just("a" * 64),
    st.just(2),
    st.just("consult.pdf"),
    st.sampled_from(PageOwner),
    st.just(NURSE.name),
    st.just(NOON),
    handling=TEXTS,
    acknowledged_at=st.sampled_from([None, NOON]),
)
PLANS = st.sampled_from(
    [INSURED, SELF_FUNDED, MEDICARE, replace(INSURED, line_of_business="medicaid"), Plan(state="WI")]
)


class RandomReview:
    """``changed`` are the things that were changed, with what was drawn for each: all that is shown when a
    test fails, since the facts are long."""

    def __init__(self, changed: tuple[tuple[str, object], ...], facts: ReadinessFacts) -> None:
        self.changed = changed
        self.facts = facts

    def __repr__(self) -> str:
        return f"RandomReview{self.changed}"


CHANGED: dict[str, st.SearchStrategy[object]] = {
    "findings": st.lists(marks_of(*ELEMENTS), min_size=1, max_size=3),
    "proofs": st.tuples(*(marks_of(one) for one in PROOFS)),
    "rungs": st.lists(RUNGS, min_size=1, max_size=2),
    "ladder": st.just(LadderChoice(LadderKind.SELF_FUNDED)),
    "discrepancies": DISCREPANCIES,
    "exception": EXCEPTIONS,
    "investigational": st.sampled_from([FLAG, CLEARED]),
    "trial": st.sampled_from([TRIAL, replace(TRIAL, cited=()), replace(TRIAL, approved=None)]),
    "scope_overrides": st.just(ScopeOverride(1, "As the notes say.")),
    "page_identities": IDENTITIES,
    "approved_parts": st.sampled_from([PART, replace(PART, cited=(), other="")]),
    "changes": CHANGES,
    "suspected_pages": st.just(SuspectedPage("a" * 64, 2, "consult.pdf", "It names somebody else.")),
    "scope": st.just("of another condition"),
}
"""What of a finished review is changed, each with how."""


@st.composite
def reviews(draw: st.DrawFn, *surely: str) -> RandomReview:
    """A review that was finished but for some of the things that can be changed; ``surely`` are changed in
    any case, two more may be."""
    arising = tuple(draw(st.lists(st.sampled_from(ARISING), unique=True, max_size=2)))
    plan, trial = draw(PLANS), draw(st.sampled_from(["", "", "", "NCT01234567"]))
    facts = finished(arising, plan, trial)
    reviewer, determination = draw(REVIEWERS), draw(DETERMINATIONS)
    facts = replace(facts, reviewer=reviewer, review=replace(facts.review, determinations=(determination,)))
    drawn: list[tuple[str, object]] = [("of", (arising, plan, trial)), ("by", (reviewer, determination))]
    for name in dict.fromkeys((*surely, *draw(st.lists(st.sampled_from(sorted(CHANGED)), max_size=2)))):
        drawn.append((name, draw(CHANGED[name])))
        facts = _changed(facts, *drawn[-1])
    return RandomReview(tuple(drawn), facts)


def _changed(facts: ReadinessFacts, name: str, value: Any) -> ReadinessFacts:
    review = facts.review
    single: dict[str, Any] = {name: value}
    one_of_many: dict[str, Any] = {name: (value,)}
    match name:
        case "scope":
            return narrowed(facts)
        case "changes":
            return replace(facts, **single)
        case "suspected_pages":
            return replace(facts, **one_of_many)
        case "findings" | "proofs":
            found = {one.element_id: one for one in (*review.findings.values(), *value)}
            return with_findings(facts, found.values())
        case "rungs":
            rungs = {one.rung: one for one in (*review.rungs, *value)}
            return replace(facts, review=replace(review, rungs=tuple(rungs.values())))
        case "ladder" | "exception" | "trial":
            return replace(facts, review=replace(review, **single))
        case _:
            return replace(facts, review=replace(review, **one_of_many))


def narrowed(facts: ReadinessFacts) -> ReadinessFacts:
    """The facts under packs that review the code for a condition that the request does not have."""
    packs = tuple(replace(pack, scope=(CodeScope(("64483",), ("M48.0",)),)) for pack in facts.checklist.packs)
    return replace(facts, checklist=replace(facts.checklist, packs=packs))


def mended(blocker: Blocker, facts: ReadinessFacts) -> ReadinessFacts:
    """The facts after someone who may do it did at the blocker's spot what it says."""
    review, spot = facts.review, blocker.spot
    assert spot is not None
    match spot.kind:
        case SpotKind.ELEMENT if blocker.code == "discrepancy":
            return replace(facts, review=replace(review, discrepancies=()))
        case SpotKind.ELEMENT if blocker.code == "reason":
            return _decided(facts)
        case SpotKind.ELEMENT:
            found = Finding(spot.key, FindingState.PRESENT, evidence=(EVIDENCE,), marked_at=NOON)
            return with_findings(facts, {**review.findings, spot.key: found}.values())
        case SpotKind.DISCREPANCY:
            left = tuple(one for one in review.discrepancies if one.id != spot.key)
            return replace(facts, review=replace(review, discrepancies=left))
        case SpotKind.RUNG if not spot.key:
            return replace(facts, review=replace(review, ladder=LadderChoice(LadderKind.FULLY_INSURED)))
        case SpotKind.RUNG:
            kept = tuple(one for one in review.rungs if one.rung.value != spot.key)
            silent = RungFinding(spot.line, RungKind(spot.key), Speaks.SILENT)
            return replace(facts, review=replace(review, rungs=(*kept, silent)))
        case SpotKind.INVESTIGATIONAL:
            return replace(facts, review=replace(review, investigational=(CLEARED,)))
        case SpotKind.TRIAL:
            return replace(facts, review=replace(review, trial=replace(TRIAL, approved=False)))
        case SpotKind.SCOPE:
            override = ScopeOverride(spot.line, "As the notes say.")
            return replace(facts, review=replace(review, scope_overrides=(override,)))
        case SpotKind.DECISION:
            return _decided(facts)
        case SpotKind.DOCUMENT | SpotKind.REQUEST:
            return replace(facts, changes=DocumentChanges())
        case SpotKind.PAGE:
            anchor = OTHER_PAGE.anchor
            word = PageIdentity(
                anchor.sha256, anchor.page, OTHER_PAGE.file, PageOwner.MEMBER, NURSE.name, NOON
            )
            return replace(facts, review=replace(review, page_identities=(word,)))
        case SpotKind.REVIEWER:
            return replace(facts, reviewer=PHYSICIAN)
        case SpotKind.EXCEPTION:
            accepted = ExceptionRecord("Why.", (CRITERION,), PHYSICIAN.name, PHYSICIAN.licence, NOON)
            return replace(facts, review=replace(review, exception=accepted))


def _decided(facts: ReadinessFacts) -> ReadinessFacts:
    """The line's decision with all its grounds, on a typed criterion; a part is agreed to in writing."""
    outcome = facts.review.determination(1).outcome or Outcome.DENY
    full = replace(grounds(outcome), criterion="", criterion_source="Plan, page 4")
    facts = decided(facts, full)
    return replace(facts, review=replace(facts.review, approved_parts=(PART,)))


def settles_nothing(record: Discrepancy) -> bool:
    """Whether nothing at all is named that reconciles a difference that matters, or may matter."""
    weighs = record.significance is not Significance.UNLIKELY
    return weighs and (record.reconciliation.means is None or not record.reconciliation.cited)
