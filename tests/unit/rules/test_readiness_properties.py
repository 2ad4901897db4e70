"""Properties of readiness over random checklists, marks, reviewers and decisions."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from reviewer_app.domain.authority import RungFinding, RungKind, Speaks
from reviewer_app.domain.case import DocumentChanges
from reviewer_app.domain.checklist import Blocker, Checklist
from reviewer_app.domain.policy import ElementKind, Requirement
from reviewer_app.domain.review import (
    FINAL_OUTCOMES,
    ExceptionRecord,
    Finding,
    FindingState,
    LineDetermination,
    Outcome,
    ReviewedDocument,
    Reviewer,
    Role,
)
from reviewer_app.rules.facts import CURRENT_STATUS, EXCEPTION, ReadinessFacts
from reviewer_app.rules.readiness import readiness
from tests.unit.rules.cases import (
    ELEMENTS,
    LINE,
    NOON,
    PACK,
    PHYSICIAN,
    SILENT_RUNGS,
    complete,
    decided,
    element,
    finding,
    grounds,
    marked,
    with_findings,
)

APPROVALS = frozenset((Outcome.APPROVE, Outcome.APPROVE_IN_PART))
LINES = (LINE, replace(LINE, line=2), replace(LINE, line=3, requested_dos=None))
TEXTS = st.sampled_from(["", "  ", "Stated."])
IDS = (CURRENT_STATUS, EXCEPTION, "e1", "e2", "e3", "e4")


@st.composite
def checklists(draw: st.DrawFn) -> Checklist:
    """Checklists with parents, optional elements and criteria, over up to three lines."""
    chosen = draw(st.lists(st.sampled_from(IDS), unique=True))
    elements = tuple(
        element(
            item,
            "S3",
            kind=ElementKind.EXCEPTION
            if item == EXCEPTION
            else draw(st.sampled_from([ElementKind.RECORD, ElementKind.CRITERION])),
            requirement=draw(st.sampled_from(Requirement)),
            parent=draw(st.sampled_from([None, *IDS])),
            lines=draw(st.sampled_from([(), (1,), (2,), (1, 2, 3)])),
        )
        for item in chosen
    )
    uncovered = draw(st.sampled_from([(), ((1, "no pack was in effect"),)]))
    return Checklist(draw(st.sampled_from([(), (PACK,)])), elements, uncovered_lines=uncovered)


FINDINGS = st.builds(
    finding,
    st.sampled_from(IDS),
    st.sampled_from(FindingState),
    TEXTS,
)
REVIEWERS = st.builds(Reviewer, TEXTS, st.sampled_from(Role), TEXTS)
NURSES = st.builds(Reviewer, TEXTS, st.just(Role.NURSE), TEXTS)
EXCEPTIONS = st.builds(
    ExceptionRecord,
    TEXTS,
    st.lists(st.sampled_from(IDS), max_size=3).map(tuple),
    TEXTS,
    TEXTS,
    st.sampled_from([None, NOON]),
)
DETERMINATIONS = st.builds(
    LineDetermination,
    st.sampled_from([1, 2, 3]),
    st.sampled_from([None, *Outcome]),
    TEXTS,
    TEXTS,
    st.sampled_from(["", *IDS]),
    TEXTS,
    st.lists(TEXTS, max_size=2).map(tuple),
    TEXTS,
    TEXTS,
)
FILES = st.lists(st.sampled_from(["a.pdf", "b.pdf"]), unique=True).map(tuple)
CHANGES = st.builds(DocumentChanges, FILES, FILES, FILES)


@st.composite
def cases(draw: st.DrawFn, reviewers: st.SearchStrategy[Reviewer] = REVIEWERS) -> ReadinessFacts:
    facts = complete(draw(reviewers))
    review = replace(
        facts.review,
        exception=draw(EXCEPTIONS),
        determinations=tuple(draw(st.lists(DETERMINATIONS, max_size=3, unique_by=lambda item: item.line))),
        rungs=draw(st.lists(st.sampled_from(SILENT_RUNGS), unique=True).map(tuple)),
        documents=draw(st.sampled_from([(), (ReviewedDocument("a" * 64, "a.pdf", 2),)])),
    )
    facts = replace(
        facts,
        lines=draw(st.lists(st.sampled_from(LINES), unique=True).map(tuple)),
        checklist=draw(checklists()),
        review=review,
        changes=draw(st.one_of(st.just(DocumentChanges()), CHANGES)),
        pages_total=draw(st.integers(0, 5)),
    )
    return with_findings(facts, draw(st.lists(FINDINGS)))


def perform(blocker: Blocker, line: int, facts: ReadinessFacts) -> ReadinessFacts:
    """What ``clears`` asks for, done to the facts by someone who may do it."""
    determination = replace(facts.review.determination(line), line=line)
    match blocker.code:
        case "not-reviewed" | "insufficient" | "absent":
            return marked(facts, blocker.element_id, FindingState.PRESENT)
        case "criterion":
            return marked(facts, blocker.element_id, FindingState.PRESENT)
        case "role":
            return replace(facts, reviewer=PHYSICIAN)
        case "reason":
            full = grounds(determination.outcome or Outcome.DENY)
            return decided(facts, replace(full, line=line, criterion="", criterion_source="Plan, page 4"))
        case "documents-changed":
            return replace(facts, changes=DocumentChanges())
        case "authority":
            assert blocker.spot is not None
            checked = RungFinding(line, RungKind(blocker.spot.key), Speaks.SILENT)
            return replace(facts, review=replace(facts.review, rungs=(*facts.review.rungs, checked)))
        case "no-policy":
            lines = tuple(replace(item, requested_dos=LINE.requested_dos) for item in facts.lines)
            checklist = replace(facts.checklist, packs=(PACK,), uncovered_lines=())
            return replace(facts, lines=lines, checklist=checklist)
    raise AssertionError(f"no act is known that clears {blocker.code}")


def identity(blocker: Blocker, line: int) -> tuple[int, str, str, str]:
    return (line, blocker.code, blocker.element_id, blocker.message)


@given(facts=cases(), reviewer=st.sampled_from([PHYSICIAN, Reviewer()]))
def test_no_findings_with_a_required_insufficient_allow_approval_in_any_role(
    facts: ReadinessFacts, reviewer: Reviewer
) -> None:
    facts = replace(facts, reviewer=reviewer)
    for line in readiness(facts):
        required = {
            item.id
            for item in facts.checklist.elements
            if (item.required or item.id == CURRENT_STATUS) and (not item.lines or line.line in item.lines)
        }
        if any(facts.review.finding(item).state is FindingState.INSUFFICIENT for item in required):
            assert not APPROVALS & set(line.allowed_outcomes)


@given(facts=cases(NURSES))
def test_no_nurse_is_ever_allowed_to_deny(facts: ReadinessFacts) -> None:
    for line in readiness(facts):
        assert Outcome.DENY not in line.allowed_outcomes
        if not facts.review.approved_part(line.line).cited:
            assert Outcome.APPROVE_IN_PART not in line.allowed_outcomes


@given(facts=cases(), state=st.sampled_from(FindingState))
def test_an_unmarked_applicable_element_blocks_every_final_outcome(
    facts: ReadinessFacts, state: FindingState
) -> None:
    unmarked = element("e9", "S3", requirement=Requirement.WHERE_RELEVANT, lines=())
    facts = replace(facts, checklist=replace(facts.checklist, elements=(*facts.checklist.elements, unmarked)))
    facts = marked(facts, "e9", state)
    reviewed = state not in (FindingState.NOT_REVIEWED, FindingState.NOT_APPLICABLE)
    for line in readiness(facts):
        names = {blocker.element_id for blocker in line.blockers if blocker.blocks >= FINAL_OUTCOMES}
        assert ("e9" in names) is not reviewed


@given(facts=cases(), changes=CHANGES.filter(lambda item: item.any))
def test_changed_documents_block_every_final_outcome(facts: ReadinessFacts, changes: DocumentChanges) -> None:
    for line in readiness(replace(facts, changes=changes)):
        assert not FINAL_OUTCOMES & set(line.allowed_outcomes)


@given(facts=cases())
def test_what_blocks_approval_blocks_approval_in_part(facts: ReadinessFacts) -> None:
    for line in readiness(facts):
        for blocker in line.blockers:
            assert Outcome.APPROVE not in blocker.blocks or Outcome.APPROVE_IN_PART in blocker.blocks


@given(facts=cases())
def test_allowed_outcomes_are_exactly_those_that_nothing_blocks(facts: ReadinessFacts) -> None:
    for line in readiness(facts):
        for outcome in Outcome:
            assert (outcome in line.allowed_outcomes) is not bool(line.blockers_of(outcome))


@given(facts=cases())
def test_every_blocker_is_cleared_by_the_act_it_names(facts: ReadinessFacts) -> None:
    for line in readiness(facts):
        for blocker in line.blockers:
            assert blocker.clears
            assert blocker.message
            assert blocker.blocks
            after = {
                identity(other, result.line)
                for result in readiness(perform(blocker, line.line, facts))
                for other in result.blockers
                if result.line == line.line
            }
            assert identity(blocker, line.line) not in after


@given(facts=cases())
def test_every_line_can_be_brought_to_approval(facts: ReadinessFacts) -> None:
    """Clearing what is listed, again and again, ends with nothing listed: no blocker is a dead end."""
    facts = replace(facts, reviewer=PHYSICIAN)
    for _ in range(20):
        open_blockers = [(item, line.line) for line in readiness(facts) for item in line.blockers]
        if not open_blockers:
            break
        for blocker, line in open_blockers:
            facts = perform(blocker, line, facts)
    assert all(line.allowed_outcomes == tuple(Outcome) for line in readiness(facts))


@given(facts=cases(), item=st.sampled_from(IDS))
def test_marking_an_element_present_stops_nothing_but_a_denial_for_want_of_it(
    facts: ReadinessFacts, item: str
) -> None:
    before = facts.review.finding(item).state
    if before is FindingState.NOT_APPLICABLE:
        facts = marked(facts, item, FindingState.NOT_REVIEWED)
    old = {identity(blocker, line.line) for line in readiness(facts) for blocker in line.blockers}
    new = {
        identity(blocker, line.line)
        for line in readiness(marked(facts, item, FindingState.PRESENT))
        for blocker in line.blockers
    }
    denied_for = {
        (one.line, one.criterion) for one in facts.review.determinations if one.outcome is Outcome.DENY
    }
    assert [
        (line, code, element)
        for line, code, element, _ in new - old
        if (line, element) not in denied_for or code != "reason"
    ] == []


@given(facts=cases(), record=EXCEPTIONS)
def test_an_exception_never_changes_anything_but_criteria(
    facts: ReadinessFacts, record: ExceptionRecord
) -> None:
    excused = replace(facts, review=replace(facts.review, exception=record))
    for before, after in zip(readiness(facts), readiness(excused), strict=True):
        rest = [item for item in before.blockers if item.code != "criterion"]
        assert [item for item in after.blockers if item.code != "criterion"] == rest


@given(reviewer=REVIEWERS)
def test_only_a_named_licensed_physician_may_deny(reviewer: Reviewer) -> None:
    (line,) = readiness(complete(reviewer))
    licensed = bool(reviewer.role is Role.PHYSICIAN and reviewer.name.strip() and reviewer.licence.strip())
    assert (Outcome.DENY in line.allowed_outcomes) is licensed


@given(states=st.tuples(*(st.sampled_from(FindingState) for _ in ELEMENTS)))
def test_approval_is_allowed_only_when_every_required_element_is_present(
    states: tuple[FindingState, ...],
) -> None:
    """An independent statement of the table for a nurse who has no accepted exception."""
    facts = complete()
    marks = tuple(
        Finding(item.id, state, reason="Stated.") for item, state in zip(ELEMENTS, states, strict=True)
    )
    (line,) = readiness(with_findings(facts, marks))
    for item, state in zip(ELEMENTS, states, strict=True):
        if item.required and state is not FindingState.PRESENT:
            assert Outcome.APPROVE not in line.allowed_outcomes
