"""Documents of a case that came with an earlier one, as the reviews know them.

The page history knows that as well, but only of cases that were opened or screened since there is one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reviewer_app.domain.documents import Document
from reviewer_app.domain.request import Member
from reviewer_app.domain.same_page import PageMatch, PagePlace, SameBy
from reviewer_app.review.same_member import same_member
from reviewer_app.storage.store import Store


def copies_of_earlier_cases(
    store: Store, documents: Iterable[Document], member: Member, own: str | None
) -> Iterator[PageMatch]:
    """The pages of each document whose very content an earlier case has, in the order of the documents.
    ``own`` is the id of their case, ``None`` where there is none yet.

    :raises StoreError: the database cannot be read.
    """
    known = tuple(documents)
    elsewhere = store.same_documents.elsewhere([one.sha256 for one in known], own)
    for document in known:
        for other in elsewhere:
            if other.sha256 == document.sha256:
                same = same_member(member, other.case.member)
                for number in range(1, document.page_count + 1):
                    place = PagePlace(document.sha256, number)
                    yield PageMatch(
                        document.file, place, other.file, place, SameBy.FILE, 1.0, other.case, same
                    )
