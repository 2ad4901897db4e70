"""Readiness rules about who decides, on what grounds, under which policy and on which documents."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from reviewer_app.domain.checklist import ChecklistElement, Spot, SpotKind, element_spot
from reviewer_app.domain.policy import ElementKind
from reviewer_app.domain.review import FindingState, Outcome, Role
from reviewer_app.rules.approved_part import part_problems
from reviewer_app.rules.facts import (
    LineFacts,
    ReadinessFacts,
    excused,
    is_licensed_physician,
    missing,
    standing,
)
from reviewer_app.rules.rule import Find, Hit

NAMED_FILES = 3
"""How many file names a message lists before it only counts the rest."""

TOLD_OF_A_FIELD = 120
"""How many characters of a changed field a message tells."""

OUTCOME_WORDS = {
    Outcome.APPROVE: "an approval",
    Outcome.APPROVE_IN_PART: "an approval in part",
    Outcome.PEND: "a pended line",
    Outcome.REFER: "a referral",
    Outcome.DENY: "a denial",
    Outcome.DIRECT_TO_HEALTH_PLAN: "direction to the health plan",
    Outcome.WITHDRAWN: "a withdrawal",
}


REASONED = frozenset((Outcome.APPROVE_IN_PART, Outcome.DENY, Outcome.PEND))
"""Outcomes that need a specific reason and the criterion it rests on."""


def no_policy(case: LineFacts) -> Iterator[Hit]:
    """S26: a determination weighs the policy in effect on the date of service; here is none."""
    if case.line.requested_dos is None:
        yield Hit(
            "The line has no date of service, so no policy version can be chosen.",
            clears="Enter the date of service in the request.",
            spot=_REQUEST,
        )
        return
    for number, why in case.facts.checklist.uncovered_lines:
        if number == case.line.line:
            yield Hit(
                f"No policy pack is in effect for this line: {why}", clears=_INSTALL_PACK, spot=_REQUEST
            )
            return
    if not case.facts.checklist.packs:
        yield Hit("No policy pack is in effect for this line.", clears=_INSTALL_PACK, spot=_REQUEST)


def documents_changed(case: LineFacts) -> Iterator[Hit]:
    """The documents are the evidence: a file that changed, went or is new stops a final outcome."""
    changes = case.facts.changes
    if changes.changed:
        yield Hit(
            f"Changed since the review read {_it(changes.changed)}: {named_files(changes.changed)}.",
            clears="Put the reviewed file back, or review the changed file and attach its evidence anew.",
            spot=Spot(SpotKind.DOCUMENT, changes.changed[0]),
        )
    if changes.gone:
        yield Hit(
            f"No longer in the case folder: {named_files(changes.gone)}.",
            clears="Put the file back, or take it out of the review (F5).",
            spot=Spot(SpotKind.DOCUMENT, changes.gone[0]),
        )
    if changes.new:
        yield Hit(
            f"New in the case folder and not yet looked at: {named_files(changes.new)}.",
            clears="Look at each new file, so that it becomes part of the review.",
            spot=Spot(SpotKind.DOCUMENT, changes.new[0]),
        )
    if changes.request:
        yield Hit(
            f"The request changed since it was reviewed: {named_fields(changes.request)}.",
            clears="Look at the request (Ctrl+6) and at what was marked for it, then confirm it (F5).",
            spot=Spot(SpotKind.REQUEST),
        )


def role_for_denial(case: LineFacts) -> Iterator[Hit]:
    """Only a physician with a licence may record an adverse determination."""
    if not is_licensed_physician(case.facts.reviewer):
        yield _role_hit(case.facts, "deny")


def role_for_part(case: LineFacts) -> Iterator[Hit]:
    """Approval in part is adverse unless the provider agreed to it in writing and the passage is cited."""
    part = case.facts.review.approved_part(case.line.line)
    if part.cited or is_licensed_physician(case.facts.reviewer):
        return
    hit = _role_hit(case.facts, "approve in part without the provider's written agreement")
    if case.determination.outcome is Outcome.APPROVE_IN_PART:
        hit = replace(
            hit,
            clears=f"Cite where the provider agreed in writing (E on the tab Determination). {hit.clears}",
            spot=_decision(case, "agreement"),
        )
    yield hit


def reason_for(outcome: Outcome) -> Find:
    """The rule that such a decision states its reason and criterion, and, for a pend, what is missing.

    It judges the determination as written, so it applies to a line once that outcome is chosen for it. A
    denial can't rest on a criterion that the review itself found met.
    """

    def find(case: LineFacts) -> Iterator[Hit]:
        determination = case.determination
        if determination.outcome is not outcome:
            return
        words = OUTCOME_WORDS[outcome]
        if not determination.reason.strip():
            yield Hit(
                f"The specific reason for {words} is missing.",
                clears="Enter the specific reason.",
                spot=_decision(case, "reason"),
            )
        named = _named_criterion(case)
        if named is None and not determination.criterion_source.strip():
            yield Hit(
                f"The criterion for {words} is missing.",
                clears=_NAME_CRITERION,
                spot=_decision(case, "criterion"),
            )
        if named is not None and outcome is Outcome.DENY and _counts_as_met(case.facts, named):
            yield Hit(
                f"The denial rests on “{named.element.title}”, which the review found met.",
                clears=f"{_NAME_CRITERION} Or mark the element otherwise.",
                spot=element_spot(named.id),
            )
        if outcome is Outcome.PEND and not any(item.strip() for item in determination.missing):
            yield Hit(
                "The list of what is missing is empty.",
                clears="List what the provider is asked to send.",
                spot=_decision(case, "missing"),
            )

    return find


def part_stated(case: LineFacts) -> Iterator[Hit]:
    """An approval in part says what is approved: less than was requested in units, days or codes."""
    if case.determination.outcome is not Outcome.APPROVE_IN_PART:
        return
    part = case.facts.review.approved_part(case.line.line)
    if not part.stated and not case.determination.modification.strip():
        yield Hit(
            "What is approved in part is not stated.",
            clears="State the approved units, days or codes.",
            spot=_decision(case, "units"),
        )
        return
    for field, message, clears in part_problems(part, case.line):
        yield Hit(message, clears=clears, spot=_decision(case, field))


def pages_unseen(case: LineFacts) -> Iterator[Hit]:
    """Pages that were never on screen; counted over the documents that the review knows."""
    known = {document.sha256 for document in case.facts.review.documents}
    seen = sum(1 for sha256, _ in case.facts.review.pages_seen if sha256 in known)
    unseen = case.facts.pages_total - seen
    if unseen > 0:
        pages = "page" if case.facts.pages_total == 1 else "pages"
        verb = "has" if unseen == 1 else "have"
        yield Hit(f"{unseen} of {case.facts.pages_total} {pages} {verb} not been on screen.")


def named_files(files: tuple[str, ...]) -> str:
    """The files by name, after the first few only how many more there are."""
    named = ", ".join(files[:NAMED_FILES])
    rest = len(files) - NAMED_FILES
    return f"{named} and {rest} more" if rest > 0 else named


def _decision(case: LineFacts, field: str) -> Spot:
    """A field of the line's determination as the place to act."""
    return Spot(SpotKind.DECISION, field, case.line.line)


def named_fields(fields: tuple[str, ...]) -> str:
    """The changed fields of a request, after the first few only how many more there are. What a field held
    may be as long as a file: of each only the beginning is told."""
    named = "; ".join(_beginning(field) for field in fields[:NAMED_FILES])
    rest = len(fields) - NAMED_FILES
    return f"{named}; and {rest} more" if rest > 0 else named


def _beginning(field: str) -> str:
    return field if len(field) <= TOLD_OF_A_FIELD else f"{field[: TOLD_OF_A_FIELD - 1]}…"


_REQUEST = Spot(SpotKind.REQUEST)
_NAME_CRITERION = "Choose an element of an applied policy, or type a criterion with its source."
_INSTALL_PACK = "Correct the request, or install a policy pack that was in effect on the date of service."


def _role_hit(facts: ReadinessFacts, act: str) -> Hit:
    if facts.reviewer.role is Role.PHYSICIAN:
        return Hit(
            f"The name or licence is missing of the physician who would {act}.",
            clears="Enter the physician's name and licence.",
            spot=Spot(SpotKind.REVIEWER, "licence"),
        )
    return Hit(
        f"Only a physician may {act}.",
        clears="Refer the line to a physician.",
        spot=Spot(SpotKind.REVIEWER, "role"),
    )


def _named_criterion(case: LineFacts) -> ChecklistElement | None:
    """The element of an applied pack that the determination names, when it concerns the line."""
    named = case.determination.criterion
    return next(
        (element for element in case.elements() if element.id == named and element.pack is not None), None
    )


def _counts_as_met(facts: ReadinessFacts, element: ChecklistElement) -> bool:
    """Whether nothing is left of the element that a denial could rest on. A record that is present may well
    show the reason for a denial; a criterion that is present is met."""
    state = standing(facts.review, element)
    if state is FindingState.NOT_APPLICABLE:
        return not missing(facts, element)
    if element.element.kind is not ElementKind.CRITERION:
        return False
    return state is FindingState.PRESENT or (state is FindingState.ABSENT and excused(facts, element.id))


def _it(files: tuple[str, ...]) -> str:
    return "it" if len(files) == 1 else "them"
