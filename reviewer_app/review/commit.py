"""One act of the reviewer: committed to the database first, then visible in a new :class:`OpenCase`."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.changes import Change, apply
from reviewer_app.domain.errors import BlockedError
from reviewer_app.domain.review import Review
from reviewer_app.review.readiness_of_case import with_readiness
from reviewer_app.review.workspace import Workspace


def commit(workspace: Workspace, case: OpenCase, change: Change) -> OpenCase:
    """The case after the change, which is in the database when this returns.

    Raises :class:`BlockedError` for a signed review and :class:`StoreError` when nothing could be written;
    the case given in is then still the truth.
    """
    refuse_signed(case)
    if change.before == change.after:
        return case
    receipt = workspace.store.reviews.apply(case.review.id, change, case.reviewer, workspace.now())
    return refreshed(workspace, case, apply(case.review, change), receipt.saved_at)


def refuse_signed(case: OpenCase) -> None:
    """Raise :class:`BlockedError` when the review is signed."""
    if case.review.read_only:
        raise BlockedError("This review is signed and cannot be changed; amend it to make a new version.")


def refreshed(
    workspace: Workspace, case: OpenCase, review: Review, saved_at: datetime | None = None
) -> OpenCase:
    """The case with another state of its review: checklist, readiness and undo titles follow from it."""
    undo, redo = workspace.store.reviews.undo_titles(review.id)
    changed = replace(
        case,
        review=review,
        saved_at=saved_at or case.saved_at,
        can_undo=undo,
        can_redo=redo,
    )
    return with_readiness(workspace, changed)
