"""Documents of a case that came with an earlier one."""

from __future__ import annotations

from collections.abc import Iterator

from reviewer_app.domain.same_page import PageMatch, SameBy
from reviewer_app.review.screen_case import Screening
from reviewer_app.storage.store import Store


def copies_of_earlier_cases(store: Store, found: Screening) -> Iterator[PageMatch]:
    """The pages of each document whose very content an earlier case has, in the order of the screened case.

    :raises StoreError: the database cannot be read.
    """
    request = found.case.request
    hashes = [one.document.sha256 for one in found.documents]
    own = store.cases.find_case(request.request_id, request.member.member_id, hashes, found.case.folder)
    known = store.same_documents.elsewhere(hashes, own)
    for one in found.documents:
        for other in known:
            if other.sha256 == one.document.sha256:
                for page in range(1, one.document.page_count + 1):
                    yield PageMatch(
                        one.document.file, page, other.case_id, other.file, page, SameBy.FILE, 1.0
                    )
