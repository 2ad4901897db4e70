"""What a review itself puts on the checklist: a plan document that is relied on, a clinical trial."""

from __future__ import annotations

from reviewer_app.domain.authority import SPEAKING, RungKind
from reviewer_app.domain.policy import Arises
from reviewer_app.domain.request import Request
from reviewer_app.domain.review import Review
from reviewer_app.rules.trial import trial_number


def causes_in(review: Review, request: Request) -> dict[Arises, frozenset[int]]:
    """The service lines for which each such cause exists (S21, S24)."""
    lines = [service.line for service in request.services]
    relied_on = frozenset(
        line for line in lines if review.rung(line, RungKind.PLAN_DOCUMENT).speaks in SPEAKING
    )
    trial = frozenset(lines) if trial_number(review, request.clinical_trial_number) else frozenset()
    causes = {Arises.PLAN_DOCUMENT: relied_on, Arises.TRIAL_NUMBER: trial}
    return {cause: lines_of for cause, lines_of in causes.items() if lines_of}
