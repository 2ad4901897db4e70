"""How a case folder differs from what its review knows, and how the reviewer accepts the folder as it is now.

Evidence is never moved from one content to another: a passage cited from a file that changed stays with the
content it was cited from, blocks every final outcome, and has to be cited again.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from reviewer_app.domain.case import DocumentChanges, OpenCase
from reviewer_app.domain.changes import Change
from reviewer_app.domain.documents import Document
from reviewer_app.domain.errors import BlockedError
from reviewer_app.domain.review import Review, ReviewedDocument
from reviewer_app.review.commit import commit, refreshed
from reviewer_app.review.workspace import Workspace


def reviewed_documents(documents: Iterable[Document]) -> tuple[ReviewedDocument, ...]:
    """The documents as a review remembers them, one for each content; unreadable files have none."""
    known: dict[str, ReviewedDocument] = {}
    for document in documents:
        if document.sha256:
            known.setdefault(
                document.sha256, ReviewedDocument(document.sha256, document.file, document.page_count)
            )
    return tuple(known.values())


def folder_changes(review: Review, documents: Iterable[Document]) -> DocumentChanges:
    """Files whose content the review does not know, and contents it knows that are gone.

    A renamed or moved file is no change: documents are compared by content.
    """
    present = {document.sha256: document.file for document in reversed(tuple(documents)) if document.sha256}
    known = {document.sha256: document.file for document in review.documents}
    lost = {file for sha256, file in known.items() if sha256 not in present}
    unknown = [file for sha256, file in present.items() if sha256 not in known]
    return DocumentChanges(
        changed=tuple(sorted(file for file in unknown if file in lost)),
        gone=tuple(sorted(lost - set(unknown))),
        new=tuple(sorted(file for file in unknown if file not in lost)),
    )


def look_at_document(workspace: Workspace, case: OpenCase, sha256: str) -> OpenCase:
    """A new document was shown on screen, so it counts as looked at and belongs to the review from now on."""
    document = next((one for one in case.documents if one.sha256 == sha256), None)
    if document is None or document.file not in case.changes.new or case.review.read_only:
        return case
    (known,) = reviewed_documents((document,))
    return _compared(workspace, commit(workspace, case, Change(f"Looked at: {document.file}", None, known)))


def accept_folder(workspace: Workspace, case: OpenCase) -> OpenCase:
    """Take the folder as it is now: forget what is gone, know changed documents by their new content.

    Raises :class:`BlockedError` naming the elements that still cite a content which is no longer there.
    """
    present = {document.sha256 for document in case.documents}
    citing = [
        one.element.title
        for one in case.checklist.elements
        if any(item.anchor.sha256 not in present for item in case.review.finding(one.id).evidence)
    ]
    if citing:
        raise BlockedError(
            "The cited content is no longer in the folder. Cite it again, and take away the old evidence "
            "(Delete) of: " + "; ".join(citing) + "."
        )
    for gone in case.review.documents:
        if gone.sha256 not in present:
            case = commit(workspace, case, Change(f"No longer in the folder: {gone.file}", gone, None))
    for document in reviewed_documents(case.documents):
        if document.file in case.changes.changed:
            case = commit(workspace, case, Change(f"New content: {document.file}", None, document))
    return _compared(workspace, case)


def _compared(workspace: Workspace, case: OpenCase) -> OpenCase:
    changes = folder_changes(case.review, case.documents)
    return refreshed(workspace, replace(case, changes=changes), case.review)
