"""Readiness rules about the findings on the elements of the checklist (rows S2-S16)."""

from __future__ import annotations

from collections.abc import Iterator

from reviewer_app.domain.checklist import ChecklistElement, element_spot
from reviewer_app.domain.policy import ElementKind
from reviewer_app.domain.review import FindingState
from reviewer_app.rules.facts import (
    CURRENT_STATUS,
    LineFacts,
    ReadinessFacts,
    demands_mark,
    is_required,
    missing,
    other_suffices,
    standing,
    unmet,
    wants_exception,
)
from reviewer_app.rules.rule import Hit


def not_reviewed(case: LineFacts) -> Iterator[Hit]:
    """An applicable element has no finding. The exception element (S16) applies once a criterion is unmet;
    none applies to a condition that the policy does not review (S20)."""
    if case.out_of_scope is not None:
        return
    for element in case.elements():
        if not demands_mark(element) or standing(case.facts.review, element) is not FindingState.NOT_REVIEWED:
            continue
        if element.element.kind is ElementKind.EXCEPTION and not wants_exception(case):
            continue
        if other_suffices(case, element):
            continue
        yield _not_reviewed_hit(case.facts, element)


def insufficient(case: LineFacts) -> Iterator[Hit]:
    """S2: records that can't be read, or are not detailed enough, do not establish necessity, in any role.

    A record that is only asked for where relevant counts too: whoever marks it insufficient, and not
    "not applicable", says that it matters.
    """
    for element in case.elements():
        if other_suffices(case, element):
            continue
        if demands_mark(element) and standing(case.facts.review, element) is FindingState.INSUFFICIENT:
            if element.id == CURRENT_STATUS:
                message = "The record can't be read or does not show the current clinical status."
            else:
                message = f"{_title(element)} is insufficient: illegible or not detailed enough."
            yield Hit(
                message,
                clears="Find a legible, detailed record and mark it present, or pend and ask for one.",
                spot=element_spot(element.id),
            )


def absent(case: LineFacts) -> Iterator[Hit]:
    """A required record was searched for and not found. An exception (S16) never stands in for it.

    What a match asks for has rules of its own (``match_rules``).
    """
    for element in case.elements():
        if (
            not element.prior
            and element.element.kind is ElementKind.RECORD
            and is_required(element)
            and missing(case.facts, element)
        ):
            if standing(case.facts.review, element) is FindingState.ABSENT:
                yield Hit(
                    f"{_title(element)} is absent, and the policy requires it.",
                    clears="Find the record and mark it present, or pend and ask for it.",
                    spot=element_spot(element.id),
                    row=element.element.row,
                )
            else:
                yield Hit(
                    f"{_title(element)} is required; only a physician may call it not applicable.",
                    clears="Mark it present or absent, or refer the line to a physician.",
                    spot=element_spot(element.id),
                    row=element.element.row,
                )


def criterion(case: LineFacts) -> Iterator[Hit]:
    """S16: a criterion of a guideline is unmet, and no exception that a physician accepted names it."""
    for element in case.elements():
        if unmet(case.facts, element):
            yield Hit(
                f"{_title(element)} is a criterion of the guideline and is not met.",
                clears="Show that it is met and mark it present, or record an exception that names it, with "
                "evidence, and have a physician accept it.",
                spot=element_spot(element.id),
            )


def optional_insufficient(case: LineFacts) -> Iterator[Hit]:
    """An optional record is insufficient: worth knowing, though no policy asks for it."""
    for element in case.elements():
        if not demands_mark(element) and standing(case.facts.review, element) is FindingState.INSUFFICIENT:
            yield Hit(
                f"{_title(element)} is insufficient; it is optional and blocks nothing.",
                spot=element_spot(element.id),
            )


def _not_reviewed_hit(facts: ReadinessFacts, element: ChecklistElement) -> Hit:
    row = element.element.row
    if facts.review.finding(element.id).state is not FindingState.NOT_APPLICABLE:
        return Hit(
            f"{_title(element)} has not been reviewed.",
            clears="Mark it present, absent, insufficient or not applicable.",
            spot=element_spot(element.id),
            row=row,
        )
    if element.id == CURRENT_STATUS:
        return Hit(
            f"{_title(element)} concerns the whole record and always applies.",
            clears="Mark it present, absent or insufficient.",
            spot=element_spot(element.id),
            row=row,
        )
    return Hit(
        f"{_title(element)} is marked not applicable without a reason.",
        clears="Give the reason, or mark it otherwise.",
        spot=element_spot(element.id),
        row=row,
    )


def _title(element: ChecklistElement) -> str:
    return f"“{element.element.title}”"
