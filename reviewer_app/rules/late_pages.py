"""Documents that came after a version of a review was signed, and which of their pages are still to be
read."""

from __future__ import annotations

from collections.abc import Sequence

from reviewer_app.domain.case import DocumentChanges
from reviewer_app.domain.documents import Document
from reviewer_app.domain.review import Review


def late_files(review: Review, documents: Sequence[Document], changes: DocumentChanges) -> frozenset[str]:
    """The files that are new in this version of the review: those that the version before did not have, and
    those that nobody has looked at yet. Before the first is signed, only the latter."""
    fresh = {*changes.new, *changes.changed}
    note = review.note
    if note is None or review.read_only:
        return frozenset(fresh)
    known = frozenset(note.known)
    late = {one.file for one in documents if one.sha256 and one.sha256 not in known}
    return frozenset(fresh | late)


def unread_pages(
    review: Review, documents: Sequence[Document], files: frozenset[str]
) -> tuple[tuple[str, int], ...]:
    """The pages of those files that were never on screen, as (file, page from 1), in the folder's order."""
    return tuple(
        (document.file, page)
        for document in documents
        if document.file in files
        for page in range(1, document.page_count + 1)
        if (document.sha256, page) not in review.pages_seen
    )
