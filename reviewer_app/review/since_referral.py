"""What changed since the version before: what a physician wants to know of a referral that was taken up."""

from __future__ import annotations

from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.clock import ClockEvent
from reviewer_app.domain.errors import BlockedError
from reviewer_app.domain.review import Outcome, Review
from reviewer_app.domain.version_note import VersionNote
from reviewer_app.review.versions import amend_review
from reviewer_app.review.workspace import Workspace
from reviewer_app.rules.part_words import names_of
from reviewer_app.rules.review_differences import PartDifference, differences

NOT_TOLD = (VersionNote, ClockEvent)
"""Kinds of parts that every new version has and that are no act of the reviewer's."""


def version_before(workspace: Workspace, case: OpenCase) -> Review | None:
    """The version that the open one continues."""
    return workspace.store.reviews.load(case.review.amends) if case.review.amends else None


def changes_since(workspace: Workspace, case: OpenCase) -> tuple[Review, tuple[PartDifference, ...]] | None:
    """The version before, and what the open one has otherwise; ``None`` for a first version."""
    before = version_before(workspace, case)
    if before is None:
        return None
    found = differences(before, case.review, names_of(case.checklist, before, case.review))
    return before, tuple(one for one in found if not isinstance(one.after or one.before, NOT_TOLD))


def is_referred(review: Review) -> bool:
    """Whether a line of the review is referred to a physician."""
    return any(one.outcome is Outcome.REFER for one in review.determinations)


def take_up_referral(workspace: Workspace, case: OpenCase) -> OpenCase:
    """Go on with a signed referral as a new version, with all that was marked.

    Raises :class:`BlockedError` when the review is not a signed referral.
    """
    signature = case.review.signature
    if signature is None or not is_referred(case.review):
        raise BlockedError("This review is no signed referral that could be taken up.")
    return amend_review(workspace, case, f"Referred by {signature.reviewer.name}.")
