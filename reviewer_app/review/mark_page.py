"""The reviewer's word on a page's legibility (S1), on a document's pertinence (S1), and what was seen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.changes import Change
from reviewer_app.domain.review import PageMark
from reviewer_app.review.commit import commit, refreshed
from reviewer_app.review.workspace import Workspace


def toggle_legible(workspace: Workspace, case: OpenCase, sha256: str, page: int) -> OpenCase:
    """A page without a mark becomes illegible, an illegible one legible, a legible one unmarked."""
    before = next(
        (mark for mark in case.review.page_marks if (mark.sha256, mark.page) == (sha256, page)), None
    )
    after = {
        None: PageMark(sha256, page, legible=False),
        False: PageMark(sha256, page, legible=True),
        True: None,
    }[before.legible if before else None]
    word = "No legibility mark" if after is None else "Legible" if after.legible else "Illegible"
    return commit(workspace, case, Change(f"{word}: {_file(case, sha256)} p {page}", before, after))


def toggle_pertinent(workspace: Workspace, case: OpenCase, sha256: str) -> OpenCase:
    """Mark a document as not pertinent to the request, or as pertinent again."""
    before = next((known for known in case.review.documents if known.sha256 == sha256), None)
    if before is None:
        return case
    after = replace(before, pertinent=not before.pertinent)
    word = "Pertinent" if after.pertinent else "Not pertinent"
    return commit(workspace, case, Change(f"{word}: {before.file}", before, after))


def add_seen_pages(workspace: Workspace, case: OpenCase, pages: Iterable[tuple[str, int]]) -> OpenCase:
    """Remember which pages were shown on screen, as (document hash, page from 1); not an undo step. Those of
    documents that are not of the case are left out: a case before it may have been painted a last time."""
    own = {document.sha256 for document in case.documents}
    new = frozenset(page for page in pages if page[0] in own) - case.review.pages_seen
    if not new or case.review.read_only:
        return case
    workspace.store.reviews.add_seen_pages(case.review.id, new)
    return refreshed(workspace, case, replace(case.review, pages_seen=case.review.pages_seen | new))


def _file(case: OpenCase, sha256: str) -> str:
    return next((document.file for document in case.documents if document.sha256 == sha256), "")
