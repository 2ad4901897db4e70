"""Readiness rules about who decides, on what grounds, under which policy and on which documents."""

from __future__ import annotations

from collections.abc import Iterator

from reviewer_app.domain.checklist import ChecklistElement, element_spot
from reviewer_app.domain.policy import ElementKind
from reviewer_app.domain.review import FindingState, Outcome, Role
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

OUTCOME_WORDS = {
    Outcome.APPROVE: "an approval",
    Outcome.APPROVE_IN_PART: "an approval in part",
    Outcome.PEND: "a pended line",
    Outcome.REFER: "a referral",
    Outcome.DENY: "a denial",
    Outcome.DIRECT_TO_HEALTH_PLAN: "direction to the health plan",
    Outcome.WITHDRAWN: "a withdrawal",
}


def no_policy(case: LineFacts) -> Iterator[Hit]:
    """S26: a determination weighs the policy in effect on the date of service; here is none."""
    if case.line.requested_dos is None:
        yield Hit(
            "The line has no date of service, so no policy version can be chosen.",
            clears="Enter the date of service in the request.",
        )
        return
    for number, why in case.facts.checklist.uncovered_lines:
        if number == case.line.line:
            yield Hit(f"No policy pack is in effect for this line: {why}", clears=_INSTALL_PACK)
            return
    if not case.facts.checklist.packs:
        yield Hit("No policy pack is in effect for this line.", clears=_INSTALL_PACK)


def documents_changed(case: LineFacts) -> Iterator[Hit]:
    """The documents are the evidence: a file that changed, went or is new stops a final outcome."""
    changes = case.facts.changes
    if changes.changed:
        yield Hit(
            f"Changed since the review read {_it(changes.changed)}: {named_files(changes.changed)}.",
            clears="Put the reviewed file back, or review the changed file and attach its evidence anew.",
        )
    if changes.gone:
        yield Hit(
            f"No longer in the case folder: {named_files(changes.gone)}.",
            clears="Put the file back, or take it out of the review.",
        )
    if changes.new:
        yield Hit(
            f"New in the case folder and not yet looked at: {named_files(changes.new)}.",
            clears="Look at each new file, so that it becomes part of the review.",
        )


def role_for_denial(case: LineFacts) -> Iterator[Hit]:
    """Only a physician with a licence may record an adverse determination."""
    if not is_licensed_physician(case.facts.reviewer):
        yield _role_hit(case.facts, "deny")


def role_for_part(case: LineFacts) -> Iterator[Hit]:
    """Approval in part is adverse unless the provider agreed to it in writing."""
    if case.determination.agreement.strip() or is_licensed_physician(case.facts.reviewer):
        return
    yield _role_hit(case.facts, "approve in part without the provider's written agreement")


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
            yield Hit(f"The specific reason for {words} is missing.", clears="Enter the specific reason.")
        named = _named_criterion(case)
        if named is None and not determination.criterion_source.strip():
            yield Hit(f"The criterion for {words} is missing.", clears=_NAME_CRITERION)
        if named is not None and outcome is Outcome.DENY and _counts_as_met(case.facts, named):
            yield Hit(
                f"The denial rests on “{named.element.title}”, which the review found met.",
                clears=f"{_NAME_CRITERION} Or mark the element otherwise.",
                spot=element_spot(named.id),
            )
        if outcome is Outcome.PEND and not any(item.strip() for item in determination.missing):
            yield Hit(
                "The list of what is missing is empty.", clears="List what the provider is asked to send."
            )
        if outcome is Outcome.APPROVE_IN_PART and not determination.modification.strip():
            yield Hit(
                "What is approved in part is not stated.", clears="State the approved units, dates or codes."
            )

    return find


def pages_unseen(case: LineFacts) -> Iterator[Hit]:
    """Pages that were never on screen; counted over the documents that the review knows."""
    known = {document.sha256 for document in case.facts.review.documents}
    seen = sum(1 for sha256, _ in case.facts.review.pages_seen if sha256 in known)
    unseen = case.facts.pages_total - seen
    if unseen > 0:
        noun = "page has" if unseen == 1 else "pages have"
        yield Hit(f"{unseen} of {case.facts.pages_total} {noun} not been on screen.")


def named_files(files: tuple[str, ...]) -> str:
    """The files by name, after the first few only how many more there are."""
    named = ", ".join(files[:NAMED_FILES])
    rest = len(files) - NAMED_FILES
    return f"{named} and {rest} more" if rest > 0 else named


_NAME_CRITERION = "Choose an element of an applied policy, or type a criterion with its source."
_INSTALL_PACK = "Correct the request, or install a policy pack that was in effect on the date of service."


def _role_hit(facts: ReadinessFacts, act: str) -> Hit:
    if facts.reviewer.role is Role.PHYSICIAN:
        return Hit(
            f"The name or licence is missing of the physician who would {act}.",
            clears="Enter the physician's name and licence.",
        )
    return Hit(f"Only a physician may {act}.", clears="Refer the line to a physician.")


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
