"""Open a case folder: recognize the case, find or begin its review, judge it by the packs that govern it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from uuid import uuid4

from reviewer_app.documents.case_folder import REQUEST_FILE
from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.checklist import Checklist
from reviewer_app.domain.documents import Document
from reviewer_app.domain.errors import BlockedError
from reviewer_app.domain.match_decision import EarlierRequests
from reviewer_app.domain.page_identity import SuspectedPage
from reviewer_app.domain.policy import PackReference
from reviewer_app.domain.request import Request
from reviewer_app.domain.review import Review, ReviewStatus
from reviewer_app.policies.choose import choose, choose_for_line
from reviewer_app.policies.library import PolicyLibrary
from reviewer_app.review.case_request import request_in_folder, request_of_case
from reviewer_app.review.commit import refreshed
from reviewer_app.review.earlier_requests import earlier_requests
from reviewer_app.review.folder_changes import (
    folder_changes,
    known_request,
    reviewed_documents,
    unreadable_files,
)
from reviewer_app.review.late_documents import reopened_for_late_documents
from reviewer_app.review.read_folder import Progress, read_folder
from reviewer_app.review.workspace import Workspace
from reviewer_app.rules.attachments import missing_attachments
from reviewer_app.rules.request_fields import request_fields

Documents = tuple[Document, ...]


def open_case(workspace: Workspace, folder: Path, progress: Progress = lambda _file: None) -> OpenCase:
    """The case with its newest review, which is begun if there is none."""
    folder = folder.absolute()
    documents = read_folder(workspace, folder, progress)
    request = request_in_folder(folder)[0] or Request()
    case_id = found_case(workspace, folder, request, documents) or workspace.store.cases.create_case(
        request.request_id, request.member.member_id, workspace.reviewer(), workspace.now()
    )
    remember_where(workspace, case_id, folder, request, documents)
    return laid_out(workspace, case_id, folder, documents)


def open_reviewed_case(workspace: Workspace, folder: Path) -> OpenCase:
    """The case with its newest review; nothing is begun and nothing written.

    Raises :class:`BlockedError` when the case in that folder was never reviewed.
    """
    folder = folder.absolute()
    documents = read_folder(workspace, folder)
    request = request_in_folder(folder)[0] or Request()
    case_id = found_case(workspace, folder, request, documents)
    if case_id is None or workspace.store.reviews.newest(case_id) is None:
        raise BlockedError(
            f"The case {folder.name} is not signed, nor opened yet. Open it, decide and sign it first."
        )
    return laid_out(workspace, case_id, folder, documents, begin=False)


def read_folder_again(workspace: Workspace, case: OpenCase) -> OpenCase:
    """The same case with the folder as it is now; what changed is in ``changes``."""
    documents = read_folder(workspace, case.folder)
    remember_where(workspace, case.case_id, case.folder, case.request, documents)
    return laid_out(workspace, case.case_id, case.folder, documents, case.saved_at, suspected=case.suspected)


def laid_out(
    workspace: Workspace,
    case_id: str,
    folder: Path,
    documents: Documents,
    saved_at: datetime | None = None,
    *,
    begin: bool = True,
    suspected: tuple[SuspectedPage, ...] = (),
) -> OpenCase:
    """Everything about a case that the database knows, beside the documents that were read just now.

    A version that pends is followed by a new one when what it waits for has come, unless ``begin`` is
    false. ``suspected`` are the pages that were taken for another patient's before."""
    review = workspace.store.reviews.newest(case_id)
    sent = request_fields(request_in_folder(folder)[0])
    if review is not None and begin:
        review = reopened_for_late_documents(workspace, review, documents, sent)
    asked = request_of_case(workspace, case_id, review, folder)
    request = asked.request
    if review is None:
        review = begin_review(workspace, case_id, request, documents)
    elif not review.read_only:
        review = with_packs(workspace, review, request, review.packs)
    if begin and not review.read_only:
        review = known_request(workspace, review, sent)
    case = OpenCase(
        case_id=case_id,
        folder=folder,
        request=request,
        request_from_file=asked.from_file,
        problems=asked.problems,
        documents=documents,
        changes=folder_changes(review, documents, sent),
        choices=choose(workspace.library, request, frozenset(review.packs)),
        checklist=Checklist(),
        review=review,
        reviewer=workspace.reviewer(),
        readiness=(),
        saved_at=saved_at,
        sent=sent,
        missing_attachments=missing_from_folder(request, documents, from_file=asked.from_file),
        newer_versions=newer_versions(workspace.library, review),
        earlier=EarlierRequests() if review.read_only else earlier_requests(workspace, case_id, request),
        suspected=suspected,
    )
    opened = refreshed(workspace, case, review)
    remember_for_worklist(workspace, opened)
    return opened


def remember_for_worklist(workspace: Workspace, case: OpenCase) -> None:
    """Keep what the worklist shows of this case when only its folder is known."""
    member = case.request.member
    workspace.store.cases.remember_facts(
        case.case_id,
        ", ".join(part for part in (member.last_name, member.first_name) if part),
        " · ".join(service.label for service in case.request.services),
        len(case.checklist.elements),
    )


def found_case(workspace: Workspace, folder: Path, request: Request, documents: Documents) -> str | None:
    """The id of the case that lies in this folder, if the database knows one.

    A folder without documents and request has nothing but its place to be known by.
    """
    contents = {document.sha256 for document in documents if document.sha256}
    cases = workspace.store.cases
    case_id = cases.find_case(request.request_id, request.member.member_id, contents, folder)
    if case_id is None and not contents and not request.request_id:
        in_folder = cases.case_summaries((folder,)).get(folder)
        case_id = in_folder.case_id if in_folder else None
    return case_id


def remember_where(
    workspace: Workspace, case_id: str, folder: Path, request: Request, documents: Documents
) -> None:
    """Keep by what the case can be recognized next time: its request, its folder, its documents."""
    cases, now = workspace.store.cases, workspace.now()
    if request.request_id:
        cases.remember_request(case_id, request.request_id, request.member.member_id)
    contents = {document.sha256: document.file for document in documents if document.sha256}
    cases.remember_folder(case_id, folder, now)
    cases.remember_documents(case_id, contents.items(), now)


def missing_from_folder(request: Request, documents: Documents, *, from_file: bool) -> tuple[str, ...]:
    """What the request announces and the folder has not; request.json itself may be announced."""
    files = [document.file for document in documents]
    return missing_attachments(request.attachments, [*files, REQUEST_FILE] if from_file else files)


def newer_versions(library: PolicyLibrary, review: Review) -> tuple[PackReference, ...]:
    """The newest installed version of each pack that the review was made with in an older one."""
    newer = (library.newer_than(reference) for reference in review.packs)
    return tuple(pack.reference for pack in newer if pack is not None)


def begin_review(workspace: Workspace, case_id: str, request: Request, documents: Documents) -> Review:
    """The first review of a case, with the packs that govern its request today."""
    now = workspace.now()
    reviewer = workspace.reviewer()
    review = Review(
        id=uuid4().hex,
        case_id=case_id,
        version=1,
        status=ReviewStatus.OPEN,
        created_at=now,
        reviewer=reviewer,
        packs=governing_packs(workspace.library, request),
        documents=reviewed_documents(documents),
        unreadable_files=unreadable_files(documents),
    )
    workspace.store.reviews.create(review, reviewer, now)
    return review


def with_packs(
    workspace: Workspace, review: Review, request: Request, kept: tuple[PackReference, ...]
) -> Review:
    """The open review with the packs that govern the request as it is now: the review may have been begun
    before the request was there, or the request may have been corrected since."""
    packs = governing_packs(workspace.library, request, kept)
    if set(packs) == set(review.packs):
        return review
    workspace.store.reviews.replace_packs(review.id, packs, workspace.reviewer(), workspace.now())
    return replace(review, packs=packs)


def governing_packs(
    library: PolicyLibrary, request: Request, kept: tuple[PackReference, ...] = ()
) -> tuple[PackReference, ...]:
    """References of the packs in effect for the request, and all of ``kept``, the versions that a review was
    made with: one of those goes before a newer version as long as it is in effect for the line."""
    versions = frozenset(kept)
    chosen = set(kept)
    for line in request.services:
        by_id = {
            choice.pack.id: choice.pack.reference
            for choice in (
                *choose_for_line(library, request, line),
                *choose_for_line(library, request, line, versions),
            )
            if choice.governs
        }
        chosen.update(by_id.values())
    not_installed = tuple(reference for reference in kept if library.pack(reference) is None)
    return (*(pack.reference for pack in library.packs if pack.reference in chosen), *not_installed)
