"""What the determination of a line needs beside its outcome, and what is offered for it. Wording only:
whether a determination may be signed is the rules' matter."""

from __future__ import annotations

from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.policy import ElementKind
from reviewer_app.domain.review import FindingState

TYPED = "typed"
"""The choice of a criterion that is typed with its source instead of chosen."""


def offered_criteria(case: OpenCase, line: int, kept: str) -> tuple[tuple[str, str], ...]:
    """Criteria to choose from: elements of the applied packs for this line, unmet ones first; then a typed
    one."""
    elements = [item for item in case.checklist.elements if item.pack is not None and line in item.lines]
    unmet = (FindingState.ABSENT, FindingState.INSUFFICIENT)
    elements.sort(
        key=lambda item: (
            item.id != kept,
            case.review.finding(item.id).state not in unmet,
            item.element.kind is not ElementKind.CRITERION,
        )
    )
    chosen = tuple(
        (item.id, " · ".join(part for part in (item.element.row, item.element.title) if part))
        for item in elements
    )
    return (("", "Choose the criterion"), *chosen, (TYPED, "Another criterion, typed with its source"))
