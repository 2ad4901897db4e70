"""Decide that pages which look like copies are not the same, and take that back."""

from __future__ import annotations

from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.changes import Change
from reviewer_app.domain.copy_decision import CopyDecision, CopySubject
from reviewer_app.domain.errors import BlockedError
from reviewer_app.review.commit import commit
from reviewer_app.review.copied_ranges import CopiedRange, pages_words
from reviewer_app.review.workspace import Workspace


def set_copies_aside(workspace: Workspace, case: OpenCase, copies: CopiedRange, reason: str) -> OpenCase:
    """Say that pages are not the same as those that they were taken for.

    :raises BlockedError: no reason is given, the files have the very same content, or the review is signed.
    """
    if copies.whole_file:
        raise BlockedError(f"{copies.first.file} has the very same content as {copies.first.other_file}.")
    if not reason.strip():
        raise BlockedError("To say that pages are not the same needs a reason.")
    subject = subject_of(copies)
    before = next((one for one in case.review.copy_decisions if one.subject == subject), None)
    pages = len(copies.matches)
    after = CopyDecision(subject, pages, reason.strip(), case.reviewer.name, workspace.now())
    return commit(workspace, case, Change(f"Not the same: {_name(copies)}", before, after))


def take_copies_back(workspace: Workspace, case: OpenCase, copies: CopiedRange) -> OpenCase:
    """Take the pages for copies again.

    :raises BlockedError: they were not set aside, or the review is signed.
    """
    before = decision_on(case, copies)
    if before is None:
        raise BlockedError(f"{_name(copies)} was not set aside.")
    return commit(workspace, case, Change(f"The same after all: {_name(copies)}", before, None))


def decision_on(case: OpenCase, copies: CopiedRange) -> CopyDecision | None:
    """The decision that is about the first of the pages, if there is one."""
    return next((one for one in case.review.copy_decisions if one.covers(copies.first)), None)


def subject_of(copies: CopiedRange) -> CopySubject:
    """What a decision on these pages is about."""
    first = copies.first
    return CopySubject(first.place.sha256, first.page, first.other.sha256, first.other_page)


def _name(copies: CopiedRange) -> str:
    return f"{copies.first.file}, {pages_words(copies.first.page, copies.last.page)}"
