"""Who may say that a signed determination was recorded in error.

Whoever could have made it may take it back: an adverse one only a physician with a licence, every other one
any reviewer who gives a name. Local convention: the sources say nothing about it.
"""

from __future__ import annotations

from reviewer_app.domain.review import Review, Reviewer, ReviewStatus
from reviewer_app.rules.counted_evidence import counted
from reviewer_app.rules.facts import is_licensed_physician
from reviewer_app.rules.reconsideration import any_adverse


def void_problem(review: Review, reviewer: Reviewer, reason: str) -> str:
    """Why the reviewer may not void that version, in one sentence; empty when it may be done."""
    if review.void:
        return "This determination is void already; amend it to decide anew."
    if review.status is not ReviewStatus.SIGNED:
        return "Only a signed determination that is in force can be voided."
    if not reason.strip():
        return "To void a determination needs the reason."
    if not reviewer.name.strip():
        return "To void a determination needs your name; enter it in the determination (Ctrl+5)."
    if any_adverse(counted(review)) and not is_licensed_physician(reviewer):
        return "Only a physician with a licence may void an adverse determination; refer the case."
    return ""
