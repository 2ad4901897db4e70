"""How a case folder differs from what its review knows, and how the reviewer accepts the folder as it is now.

Evidence is never moved from one content to another: a passage cited from a file that changed stays with the
content it was cited from, blocks every final outcome, and has to be cited again.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import replace

from reviewer_app.domain.case import DocumentChanges, OpenCase
from reviewer_app.domain.changes import Change, apply
from reviewer_app.domain.clock import ClockEvent
from reviewer_app.domain.documents import Document
from reviewer_app.domain.errors import BlockedError
from reviewer_app.domain.folder_read import RequestAsRead, UnreadableFile
from reviewer_app.domain.review import Finding, Review, ReviewedDocument
from reviewer_app.domain.review_parts import parts_of
from reviewer_app.domain.version_note import VersionNote
from reviewer_app.review.commit import commit, refreshed
from reviewer_app.review.workspace import Workspace
from reviewer_app.rules.part_words import kind_words, names_of, part_title
from reviewer_app.rules.request_fields import Fields, changed_fields
from reviewer_app.rules.review_differences import evidence_of


def reviewed_documents(documents: Iterable[Document]) -> tuple[ReviewedDocument, ...]:
    """The documents as a review remembers them, one for each content; unreadable files have none."""
    known: dict[str, ReviewedDocument] = {}
    for document in documents:
        if document.sha256:
            known.setdefault(
                document.sha256, ReviewedDocument(document.sha256, document.file, document.page_count)
            )
    return tuple(known.values())


def unreadable_files(documents: Iterable[Document]) -> tuple[UnreadableFile, ...]:
    """The files without a content that could be read, as a review remembers them."""
    return tuple(UnreadableFile(one.file, one.error or "") for one in documents if not one.sha256)


def folder_changes(
    review: Review, documents: Iterable[Document], sent: Fields | None = None
) -> DocumentChanges:
    """Files whose content the review does not know, contents it knows that are gone, and fields of
    request.json (``sent``, as they are now; ``None`` compares no request) that were others when the review
    was made.

    A renamed or moved file is no change: documents are compared by content. One that cannot be read has none
    and is known by its name.
    """
    documents = tuple(documents)
    present = {document.sha256: document.file for document in reversed(documents) if document.sha256}
    known = {document.sha256: document.file for document in review.documents}
    lost = {file for sha256, file in known.items() if sha256 not in present}
    unknown = [file for sha256, file in present.items() if sha256 not in known]
    told = {unreadable.file for unreadable in review.unreadable_files}
    unknown += [one.file for one in unreadable_files(documents) if one.file not in told]
    read = review.request_as_read
    return DocumentChanges(
        changed=tuple(sorted(file for file in unknown if file in lost)),
        gone=tuple(sorted(lost - set(unknown))),
        new=tuple(sorted(file for file in unknown if file not in lost)),
        request=changed_fields(read.fields, sent) if read is not None and sent is not None else (),
    )


def look_at_document(workspace: Workspace, case: OpenCase, file: str) -> OpenCase:
    """A new document was shown on screen, or why it cannot be, so it counts as looked at and belongs to the
    review from now on."""
    document = next((one for one in case.documents if one.file == file), None)
    if document is None or file not in case.changes.new or case.review.read_only:
        return case
    (known,) = _as_known((document,))
    return _compared(workspace, commit(workspace, case, Change(f"Looked at: {file}", None, known)))


def _as_known(documents: tuple[Document, ...]) -> tuple[ReviewedDocument | UnreadableFile, ...]:
    """The documents as a review knows them: by their content, or as files that cannot be read."""
    known: list[ReviewedDocument | UnreadableFile] = [*reviewed_documents(documents)]
    known += unreadable_files(documents)
    return tuple(known)


def _citing_others(case: OpenCase, present: Container[str]) -> Iterator[str]:
    """What cites a content that is not ``present``: elements by their titles, anything else with what it
    is. A mark on an element that is no longer asked for does not matter, and could not be reached."""
    names = names_of(case.checklist, case.review)
    for part in parts_of(case.review):
        if all(item.anchor.sha256 in present for item in evidence_of(part)):
            continue
        title = part_title(part, names)
        if not isinstance(part, Finding):
            yield ": ".join(filter(None, (kind_words(type(part)), title)))
        elif case.checklist.find(part.element_id) is not None:
            yield title


def accept_folder(workspace: Workspace, case: OpenCase) -> OpenCase:
    """Take the folder as it is now: forget what is gone, know changed documents by their new content, and the
    request as request.json has it now.

    Raises :class:`BlockedError` naming what in the review still cites a content that is no longer there.
    """
    present = {document.sha256 for document in case.documents}
    citing = tuple(_citing_others(case, present))
    if citing:
        raise BlockedError(
            "The cited content is no longer in the folder. Cite it again, and take away the old evidence "
            "(Delete) of: " + "; ".join(citing) + "."
        )
    for gone in case.review.documents:
        if gone.sha256 not in present:
            case = commit(workspace, case, Change(f"No longer in the folder: {gone.file}", gone, None))
    for document in _as_known(case.documents):
        if document.file in case.changes.changed:
            case = commit(workspace, case, Change(f"New content: {document.file}", None, document))
    if case.changes.request:
        read = RequestAsRead(case.sent)
        case = commit(workspace, case, Change("The request as it is now", case.review.request_as_read, read))
    return _compared(workspace, case)


READ_BY_ITSELF = (ReviewedDocument, UnreadableFile, RequestAsRead, VersionNote, ClockEvent)
"""Kinds of parts that a review has before anybody has worked on it."""


def known_request(workspace: Workspace, review: Review, sent: Fields) -> Review:
    """The open review with the request that it is made with. Until something was entered, that is whatever
    request.json says; from then on, what the reviewer has seen of it."""
    read = review.request_as_read
    begun = any(not isinstance(part, READ_BY_ITSELF) for part in parts_of(review))
    if read is not None and (begun or read.fields == sent):
        return review
    change = Change("Request read", read, RequestAsRead(sent))
    workspace.store.reviews.note(review.id, change, workspace.reviewer(), workspace.now())
    return apply(review, change)


def _compared(workspace: Workspace, case: OpenCase) -> OpenCase:
    changes = folder_changes(case.review, case.documents, case.sent)
    return refreshed(workspace, replace(case, changes=changes), case.review)
