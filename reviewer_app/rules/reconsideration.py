"""Which text on reconsideration goes with an adverse determination of a request."""

from __future__ import annotations

from collections.abc import Iterable

from reviewer_app.domain.request import Plan
from reviewer_app.domain.review import Outcome, Review
from reviewer_app.domain.wording import ReconsiderationText


def is_adverse(review: Review, line: int) -> bool:
    """Whether a line is decided against the requester: denied, or approved in part without an agreement that
    is cited."""
    outcome = review.determination(line).outcome
    if outcome is Outcome.APPROVE_IN_PART:
        return not review.approved_part(line).cited
    return outcome is Outcome.DENY


def any_adverse(review: Review) -> bool:
    """Whether any line of the review is decided against the requester."""
    return any(is_adverse(review, one.line) for one in review.determinations)


def fitting_text(texts: Iterable[ReconsiderationText], plan: Plan) -> ReconsiderationText | None:
    """The first text that fits the plan; ``None`` where none does."""
    return next((text for text in texts if _fits(text, plan)), None)


def _fits(text: ReconsiderationText, plan: Plan) -> bool:
    state = plan.state.strip().upper()
    return (
        (not text.lines_of_business or plan.line_of_business in text.lines_of_business)
        and (not text.fundings or plan.funding in text.fundings)
        and (not text.states or state in {one.strip().upper() for one in text.states})
    )
