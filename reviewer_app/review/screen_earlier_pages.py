"""What earlier cases add to a screening: the pages that they have as well. The screened pages are kept, so
that they are recognised in later cases."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace

from reviewer_app.domain.errors import StoreError
from reviewer_app.domain.same_page import PageMatch, SeenCase
from reviewer_app.history.same_page_sketch import SKETCH_VERSION
from reviewer_app.review.earlier_pictures import EarlierPictures
from reviewer_app.review.open_case import found_case
from reviewer_app.review.page_recognition import PageRecognition
from reviewer_app.review.same_documents import copies_of_earlier_cases
from reviewer_app.review.same_pages import copies_elsewhere, keys_of_words, merged_copies
from reviewer_app.review.screen_case import MOST_COMPARISONS, Screening
from reviewer_app.review.workspace import Workspace
from reviewer_app.storage.keys import KeySource
from reviewer_app.storage.page_history import PageHistory
from reviewer_app.storage.page_history_file import open_page_history

RENEWED_AT_ONCE = 500
"""Pages whose keys are made anew in one transaction, after the way of making them has changed."""


def with_earlier_pages(found: Screening, workspace: Workspace, keys: KeySource) -> Screening:
    """The screening with the pages that earlier cases have. ``keys`` open the page history; where that cannot
    be used it is told, and only whole documents are recognised.

    :raises StoreError: the reviews cannot be read.
    """
    case = found.case
    own = found_case(workspace, case.folder, case.request, case.documents)
    by_file = tuple(copies_of_earlier_cases(workspace.store, case.documents, case.request.member, own))
    seen = SeenCase(own or "", case.folder, case.request.request_id, case.request.member, workspace.now())
    opened = open_page_history(workspace.folder, keys)
    by_page: tuple[PageMatch, ...] = ()
    told = opened.told
    if opened.history is not None:
        with closing(opened.history) as history:
            try:
                by_page = _recognised(found, seen, history, workspace)
            except StoreError as error:
                told = f"Pages of earlier cases could not be compared: {error.sentence}"
    return replace(found, copies=(*found.copies, *merged_copies(by_page, by_file)), told=told)


def _recognised(
    found: Screening, seen: SeenCase, history: PageHistory, workspace: Workspace
) -> tuple[PageMatch, ...]:
    documents = tuple((one.sha256, one.file) for one in found.sketches if one.sha256 and not one.same_as)
    history.begin_renewal(SKETCH_VERSION)
    while history.renew(RENEWED_AT_ONCE, keys_of_words):
        pass
    kept = history.show_case(seen, documents)
    with workspace.reader() as reader:
        pictures = EarlierPictures(found.case, reader, workspace.passwords, MOST_COMPARISONS)
        return copies_elsewhere(
            found.sketches, PageRecognition(history, kept, documents, pictures, within=False)
        )
