"""Readiness rules about matches with earlier requests (rows S17-S19): until they are documented, or set aside
with a reason, the line can not be approved.

A match that was set aside has no elements, so no rule sees it.
"""

from __future__ import annotations

from collections.abc import Iterator

from reviewer_app.domain.checklist import ChecklistElement, element_spot
from reviewer_app.domain.policy import Arises
from reviewer_app.domain.review import FindingState
from reviewer_app.rules.facts import LineFacts, documented, is_licensed_physician, standing
from reviewer_app.rules.rule import Hit

SET_ASIDE = "or set the match aside with the reason, if it does not concern this request."


def duplicate(case: LineFacts) -> Iterator[Hit]:
    """S17: of a duplicate, either that the earlier service was never performed, or that both are needed, is
    documented. Calling one of the two not applicable documents nothing."""
    for prior, elements in _by_prior(case, Arises.MATCH_DUPLICATE).items():
        if not any(documented(case.facts.review, element) for element in elements):
            yield Hit(
                f"The line repeats {prior}; neither that it was never performed, nor that both are "
                "needed, is documented.",
                clears=f"Mark one of the two present and cite the record, {SET_ASIDE}",
                spot=element_spot(elements[0].id),
            )


def similar(case: LineFacts) -> Iterator[Hit]:
    """S18: the need for all services, together or close in time, is documented."""
    for prior, elements in _by_prior(case, Arises.MATCH_SIMILAR).items():
        for element in elements:
            if not documented(case.facts.review, element):
                yield Hit(
                    f"The line is similar to {prior}, and the need for both is not documented.",
                    clears=f"Mark “{element.element.title}” present and cite the record, {SET_ASIDE}",
                    spot=element_spot(element.id),
                )


def sequential(case: LineFacts) -> Iterator[Hit]:
    """S19: the benefit of the earlier service and its lapse are documented. The policy asks for that in
    general, so a physician may call each of them not applicable, with the reason."""
    for prior, elements in _by_prior(case, Arises.MATCH_SEQUENTIAL).items():
        for element in elements:
            if not documented(case.facts.review, element) and not _excused(case, element):
                yield Hit(
                    f"The line follows {prior}, and “{element.element.title}” is not documented.",
                    clears="Mark it present and cite the record, have a physician call it not applicable "
                    f"with the reason, {SET_ASIDE}",
                    spot=element_spot(element.id),
                )


def _by_prior(case: LineFacts, arises: Arises) -> dict[str, list[ChecklistElement]]:
    """The line's match elements of one kind, by the earlier request that they are about."""
    found: dict[str, list[ChecklistElement]] = {}
    for element in case.elements():
        if element.prior and element.element.arises is arises:
            found.setdefault(element.prior, []).append(element)
    return found


def _excused(case: LineFacts, element: ChecklistElement) -> bool:
    return standing(case.facts.review, element) is FindingState.NOT_APPLICABLE and is_licensed_physician(
        case.facts.reviewer
    )
