"""What the readiness rules look at, and how a mark stands once its reason and its parent are considered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from reviewer_app.domain.authority import LineAuthority
from reviewer_app.domain.case import DocumentChanges
from reviewer_app.domain.checklist import Checklist, ChecklistElement
from reviewer_app.domain.evidence import Evidence
from reviewer_app.domain.page_identity import SuspectedPage
from reviewer_app.domain.policy import Arises, ElementKind, Requirement
from reviewer_app.domain.request import Diagnosis, Plan, ServiceLine
from reviewer_app.domain.review import FindingState, LineDetermination, Review, Reviewer, Role
from reviewer_app.rules.scope import OutOfScope

CURRENT_STATUS = "s2-current-status"
"""The element on the whole record (S2): it applies to every case and can't be set aside."""

EXCEPTION = "s16-exception"
"""The element that holds the evidence of a request outside the guideline's criteria (S16)."""


@dataclass(frozen=True, slots=True)
class ReadinessFacts:
    """Everything that decides which outcomes a service line may have.

    ``reviewer`` is the person who would sign now. ``pages_total`` counts the pages of all readable documents.
    ``attestation`` is the statement that the reviewer confirms with this signature, empty until confirmed.
    ``wording_problem`` says what is wrong with the user's texts that go with an adverse determination.
    ``plan``, ``diagnoses`` and ``trial_number`` are those of the request.
    ``complaint_began`` is the request's day of onset or of the change, whichever is later, ``received`` the
    day of its receipt; ``None`` when not known.
    ``ordering_provider`` is the name in the request. ``suspected_pages`` may be another patient's, as the
    program takes them. ``set_aside`` is evidence of elements, by their ids, that the rules don't find in the
    review because it is on another patient's page (:mod:`reviewer_app.rules.counted_evidence`).
    """

    lines: tuple[ServiceLine, ...]
    checklist: Checklist
    review: Review
    reviewer: Reviewer
    changes: DocumentChanges = field(default_factory=DocumentChanges)
    pages_total: int = 0
    attestation: str = ""
    wording_problem: str = ""
    ordering_provider: str = ""
    plan: Plan = field(default_factory=Plan)
    diagnoses: tuple[Diagnosis, ...] = ()
    trial_number: str = ""
    complaint_began: date | None = None
    received: date | None = None
    suspected_pages: tuple[SuspectedPage, ...] = ()
    set_aside: tuple[tuple[str, Evidence], ...] = ()


@dataclass(frozen=True, slots=True)
class LineFacts:
    """The facts as they concern one service line (:func:`reviewer_app.rules.line_facts.line_facts`).
    ``out_of_scope`` says why the policy does not review its condition, unless the reviewer said why it is
    reviewed all the same."""

    facts: ReadinessFacts
    line: ServiceLine
    authority: LineAuthority
    out_of_scope: OutOfScope | None = None

    @property
    def determination(self) -> LineDetermination:
        return self.facts.review.determination(self.line.line)

    def elements(self) -> Iterator[ChecklistElement]:
        """The elements that concern the line; an element that names no line concerns every line. One that the
        governing source overrides (S27) concerns it no more."""
        for element in self.facts.checklist.elements:
            if element.id in self.authority.overridden:
                continue
            if not element.lines or self.line.line in element.lines:
                yield element


def is_licensed_physician(reviewer: Reviewer) -> bool:
    """Whether the reviewer may decide what only physicians may: role, name and licence are all there."""
    return reviewer.role is Role.PHYSICIAN and bool(reviewer.name.strip()) and bool(reviewer.licence.strip())


def is_required(element: ChecklistElement) -> bool:
    """Whether every request needs what the element asks for. S2's own always is."""
    return element.required or element.id == CURRENT_STATUS


def demands_mark(element: ChecklistElement) -> bool:
    """Whether the element counts for readiness at all; optional ones don't."""
    return is_required(element) or element.element.requirement is Requirement.WHERE_RELEVANT


def standing(review: Review, element: ChecklistElement) -> FindingState:
    """The finding as it counts.

    A mark of not applicable without its reason counts as not reviewed, and so does every such mark on S2's
    element. A part that has no mark of its own is not applicable when its parent is.
    """
    finding = review.finding(element.id)
    if finding.state is FindingState.NOT_APPLICABLE:
        return FindingState.NOT_APPLICABLE if _set_aside(review, element.id) else FindingState.NOT_REVIEWED
    parent = element.element.parent
    if finding.state is FindingState.NOT_REVIEWED and parent is not None and _set_aside(review, parent):
        return FindingState.NOT_APPLICABLE
    return finding.state


def missing(facts: ReadinessFacts, element: ChecklistElement) -> bool:
    """Whether what the element asks for counts as not there: marked absent, or set aside by a nurse.

    A pack asks for a required element in every request it applies to, so calling one not applicable is a
    departure from the policy. It takes a physician's judgment; signed by a nurse it counts as not there.
    """
    state = standing(facts.review, element)
    if state is FindingState.ABSENT:
        return True
    return (
        state is FindingState.NOT_APPLICABLE
        and facts.review.finding(element.id).state is FindingState.NOT_APPLICABLE
        and is_required(element)
        and not is_licensed_physician(facts.reviewer)
    )


def documented(review: Review, element: ChecklistElement) -> bool:
    """Whether what a match element asks for is documented (S17-S19): present, with evidence."""
    return standing(review, element) is FindingState.PRESENT and bool(review.finding(element.id).evidence)


def other_suffices(case: LineFacts, element: ChecklistElement) -> bool:
    """Whether the element is one of the two that a duplicate asks for, and the other is documented: either
    suffices (S17)."""
    return element.element.arises is Arises.MATCH_DUPLICATE and any(
        other.id != element.id and documented(case.facts.review, other)
        for other in case.elements()
        if other.element.arises is Arises.MATCH_DUPLICATE and other.prior == element.prior
    )


def unmet(facts: ReadinessFacts, element: ChecklistElement) -> bool:
    """Whether the element is a guideline's criterion that the case doesn't meet and no exception excuses."""
    return _unmet_criterion(facts, element) and not excused(facts, element.id)


def wants_exception(case: LineFacts) -> bool:
    """Whether a criterion of the line is unmet, so that the records must say why an exception is wanted."""
    return any(_unmet_criterion(case.facts, element) for element in case.elements())


def excused(facts: ReadinessFacts, criterion_id: str) -> bool:
    """Whether an exception covers the criterion (S16): it says why, names the criterion, has evidence in the
    records, and a physician with a licence accepted it."""
    record = facts.review.exception
    return (
        criterion_id in record.criteria
        and bool(record.why.strip())
        and bool(record.accepted_by.strip())
        and bool(record.accepted_licence.strip())
        and facts.review.finding(EXCEPTION).state is FindingState.PRESENT
        and accepted_on_evidence(facts.review)
    )


def accepted_on_evidence(review: Review) -> bool:
    """Whether evidence for the exception is there that the physician who accepted it can have seen."""
    accepted_at = review.exception.accepted_at
    return accepted_at is not None and any(
        item.added_at <= accepted_at for item in review.finding(EXCEPTION).evidence
    )


def _unmet_criterion(facts: ReadinessFacts, element: ChecklistElement) -> bool:
    return element.element.kind is ElementKind.CRITERION and demands_mark(element) and missing(facts, element)


def _set_aside(review: Review, element_id: str) -> bool:
    finding = review.finding(element_id)
    return (
        finding.state is FindingState.NOT_APPLICABLE
        and bool(finding.reason.strip())
        and element_id != CURRENT_STATUS
    )
