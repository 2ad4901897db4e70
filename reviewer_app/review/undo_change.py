"""Undo and redo: the newest change of a review is reversed, as an act of its own in the audit log."""

from __future__ import annotations

from dataclasses import replace

from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.changes import Change, Receipt, apply
from reviewer_app.domain.errors import BlockedError
from reviewer_app.review.commit import refreshed, refuse_signed
from reviewer_app.review.folder_changes import folder_changes
from reviewer_app.review.workspace import Workspace
from reviewer_app.rules.physicians_word import is_others_word


def undo(workspace: Workspace, case: OpenCase) -> OpenCase:
    """Reverse the newest change; the case as it is when there is none."""
    refuse_signed(case)
    undone = workspace.store.reviews.undo(case.review.id, case.reviewer, workspace.now())
    if undone is None:
        return case
    return _applied(workspace, case, *undone)


def redo(workspace: Workspace, case: OpenCase) -> OpenCase:
    """Do again what was undone last; the case as it is when there is nothing.

    Raises :class:`BlockedError` for the word of a physician who is not the reviewer: it was taken back.
    """
    refuse_signed(case)
    again = workspace.store.reviews.to_redo(case.review.id)
    if again is not None and is_others_word(again, case.reviewer):
        raise BlockedError(
            f"“{again.title}” is the word of a physician that was taken back; nobody else may give it again."
        )
    redone = workspace.store.reviews.redo(case.review.id, case.reviewer, workspace.now())
    if redone is None:
        return case
    return _applied(workspace, case, *redone)


def _applied(workspace: Workspace, case: OpenCase, change: Change, receipt: Receipt) -> OpenCase:
    """The case after the step. The step may be about the documents that the review knows, so the folder is
    compared with them anew."""
    review = apply(case.review, change)
    compared = replace(case, changes=folder_changes(review, case.documents, case.sent))
    return refreshed(workspace, compared, review, receipt.saved_at)
