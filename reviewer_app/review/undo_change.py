"""Undo and redo: the newest change of a review is reversed, as an act of its own in the audit log."""

from __future__ import annotations

from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.changes import apply
from reviewer_app.review.commit import refreshed, refuse_signed
from reviewer_app.review.workspace import Workspace


def undo(workspace: Workspace, case: OpenCase) -> OpenCase:
    """Reverse the newest change; the case as it is when there is none."""
    refuse_signed(case)
    undone = workspace.store.reviews.undo(case.review.id, case.reviewer, workspace.now())
    if undone is None:
        return case
    change, receipt = undone
    return refreshed(workspace, case, apply(case.review, change), receipt.saved_at)


def redo(workspace: Workspace, case: OpenCase) -> OpenCase:
    """Do again what was undone last; the case as it is when there is nothing."""
    refuse_signed(case)
    redone = workspace.store.reviews.redo(case.review.id, case.reviewer, workspace.now())
    if redone is None:
        return case
    change, receipt = redone
    return refreshed(workspace, case, apply(case.review, change), receipt.saved_at)
