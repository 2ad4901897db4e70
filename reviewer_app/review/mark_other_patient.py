"""Whose page it is: the reviewer calls one another patient's, and writes down what is done with it."""

from __future__ import annotations

from dataclasses import replace

from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.changes import Change
from reviewer_app.domain.errors import BlockedError
from reviewer_app.domain.page_identity import PageIdentity, PageOwner
from reviewer_app.review.commit import commit
from reviewer_app.review.workspace import Workspace


def mark_other_patient(
    workspace: Workspace, case: OpenCase, sha256: str, page: int, name: str, handling: str
) -> OpenCase:
    """Call a page another patient's, with the ``name`` as read on it where that is wanted. ``handling``, what
    is done with the page, acknowledges it; without that it blocks every final outcome.

    :raises BlockedError: the document is none of the case, or the review is signed.
    """
    file = _file(case, sha256)
    before, now = _identity(case, sha256, page), workspace.now()
    words = handling.strip()
    kept = before is not None and before.other and before.handling == words
    after = PageIdentity(
        sha256=sha256,
        page=page,
        file=file,
        owner=PageOwner.OTHER,
        marked_by=before.marked_by if before is not None and before.other else case.reviewer.name,
        marked_at=before.marked_at if before is not None and before.other else now,
        name=name.strip(),
        handling=words,
    )
    if kept and before is not None:
        after = replace(after, acknowledged_by=before.acknowledged_by, acknowledged_at=before.acknowledged_at)
    elif words:
        after = replace(after, acknowledged_by=case.reviewer.name, acknowledged_at=now)
    return commit(workspace, case, Change(f"Another patient's: {file} p {page}", before, after))


def mark_member_page(workspace: Workspace, case: OpenCase, sha256: str, page: int) -> OpenCase:
    """Call a page the member's own, also where it was another patient's before.

    :raises BlockedError: the document is none of the case, or the review is signed.
    """
    file = _file(case, sha256)
    after = PageIdentity(sha256, page, file, PageOwner.MEMBER, case.reviewer.name, workspace.now())
    before = _identity(case, sha256, page)
    if before is not None and not before.other:
        return case
    return commit(workspace, case, Change(f"The member's own: {file} p {page}", before, after))


def _identity(case: OpenCase, sha256: str, page: int) -> PageIdentity | None:
    own = (one for one in case.review.page_identities if (one.sha256, one.page) == (sha256, page))
    return next(own, None)


def _file(case: OpenCase, sha256: str) -> str:
    for document in case.documents:
        if document.sha256 == sha256:
            return document.file
    raise BlockedError("The page is of no document of this case.")
