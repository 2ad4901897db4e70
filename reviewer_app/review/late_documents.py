"""What a pended request waits for has come: the review goes on in a new version."""

from __future__ import annotations

from reviewer_app.domain.documents import Document
from reviewer_app.domain.review import Review, ReviewStatus
from reviewer_app.domain.version_note import VersionKind
from reviewer_app.review.begin_version import arrival, begin_version
from reviewer_app.review.clock_of_case import pended
from reviewer_app.review.folder_changes import folder_changes
from reviewer_app.review.signed_content import read_signed_content
from reviewer_app.review.workspace import Workspace
from reviewer_app.rules.clocks import pends
from reviewer_app.rules.decision_rules import named_files
from reviewer_app.rules.request_fields import Fields


def reopened_for_late_documents(
    workspace: Workspace, review: Review, documents: tuple[Document, ...], sent: Fields
) -> Review:
    """A new open version where that one is signed, pends, and the folder has documents or a request that it
    does not know; else the review itself. All marks are kept, and the clock goes on from when they came."""
    if review.status is not ReviewStatus.SIGNED or not pends(review):
        return review
    changes = folder_changes(review, documents, sent)
    if not changes.came and not changes.request:
        return review
    what = f"New documents: {named_files(changes.came)}" if changes.came else "The request was changed"
    now, pend = workspace.now(), pended(review)
    asked = pend.at if pend is not None else now
    return begin_version(
        workspace,
        review,
        read_signed_content(workspace, review).request,
        VersionKind.LATE_DOCUMENTS,
        what,
        arrival(documents, changes.came, asked, now),
    )
