"""Documents of earlier cases, to be shown beside a page of the open one, and what became of those cases."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from reviewer_app.documents.case_folder import CaseFile, shown_name
from reviewer_app.documents.open_documents import case_files, read_document
from reviewer_app.documents.page_reader import PageReader
from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.earlier_case import CaseStanding, EarlierDocument
from reviewer_app.domain.errors import InputError
from reviewer_app.domain.same_page import DocumentPlace, PageMatch
from reviewer_app.review.passwords import Passwords
from reviewer_app.review.same_documents import copies_of_earlier_cases
from reviewer_app.review.unlock_document import with_known_password
from reviewer_app.review.workspace import Workspace


def earlier_document(workspace: Workspace, place: DocumentPlace, sha256: str) -> EarlierDocument:
    """The document with that content where it was when its case was seen last."""
    with workspace.reader() as reader:
        return find_earlier_document(place, sha256, reader, workspace.passwords)


def find_earlier_document(
    place: DocumentPlace, sha256: str, reader: PageReader, passwords: Passwords
) -> EarlierDocument:
    """The document with that content where it was. It is read like any other document, must be the same, and
    is registered with the reader."""
    folder = place.case.folder
    if folder == Path():
        return EarlierDocument(folder, None, f"It is not known where {place.file} was.")
    try:
        entry = _entry(folder, place.file)
    except InputError:
        entry = None
    if entry is None:
        return EarlierDocument(folder, None, f"{place.file} is no longer where it was, in {folder}.")
    document = with_known_password(folder, read_document(entry, reader), reader, passwords)
    if document.sha256 != sha256:
        return EarlierDocument(folder, None, f"{place.file} in {folder} is not what it was.")
    if not document.readable:
        return EarlierDocument(folder, None, document.error or f"{place.file} cannot be shown.")
    return EarlierDocument(folder, document)


def copies_by_file(workspace: Workspace, case: OpenCase) -> tuple[PageMatch, ...]:
    """The pages of the case's documents that earlier cases have as the very same file, as the reviews know
    it: also cases from before there was a page history."""
    found = copies_of_earlier_cases(workspace.store, case.documents, case.request.member, own=case.case_id)
    return tuple(found)


def case_standings(workspace: Workspace, case_ids: Iterable[str]) -> dict[str, CaseStanding]:
    """What became of these cases, by their ids; one that was only screened has no outcomes."""
    return {case_id: _standing(workspace, case_id) for case_id in case_ids}


def _entry(folder: Path, file: str) -> CaseFile | None:
    """The file of a case. Links are not followed, whatever lies in the folder now."""
    return next((entry for entry in case_files(folder) if shown_name(entry.file) == file), None)


def _standing(workspace: Workspace, case_id: str) -> CaseStanding:
    reviews = workspace.store.reviews
    for review_id in reversed(reviews.versions(case_id)):
        review = reviews.load(review_id)
        if review.signature is not None:
            outcomes = tuple(one.outcome for one in review.determinations if one.outcome is not None)
            return CaseStanding(case_id, outcomes, review.signature.signed_at.date())
    return CaseStanding(case_id)
