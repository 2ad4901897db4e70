"""What the pages of a case show by themselves: they are brought together with the request and with what the
reviewer said of them, and searched."""

from __future__ import annotations

from collections.abc import Sequence

from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.found import CaseFindings, PageKey
from reviewer_app.domain.page_reading import ReadPage
from reviewer_app.domain.review import Review
from reviewer_app.evidence.evidence_rules import EvidenceRules
from reviewer_app.evidence.find import find_in_case
from reviewer_app.evidence.page_facts import CaseToSearch


def find_evidence(case: OpenCase, pages: Sequence[ReadPage], rules: EvidenceRules) -> CaseFindings:
    """All that is found on these pages, which are those of the case as far as they were read."""
    return find_in_case(case_to_search(case, tuple(pages)), rules)


def case_to_search(case: OpenCase, pages: tuple[ReadPage, ...] = ()) -> CaseToSearch:
    """What the search is given of a case: its pages, what is asked for, what the reviewer said of pages."""
    review = case.review
    asked = (*case.checklist.elements, *case.checklist.dormant)
    return CaseToSearch(
        case.request,
        pages,
        case.documents,
        tuple(dict.fromkeys(one.pack_element_id for one in asked)),
        case.missing_attachments,
        legible=_marked(review, legible=True),
        illegible=_marked(review, legible=False),
        others=frozenset((one.sha256, one.page) for one in review.page_identities if one.other),
        members=frozenset((one.sha256, one.page) for one in review.page_identities if not one.other),
        not_pertinent=frozenset(one.sha256 for one in review.documents if not one.pertinent),
        legibility_cut=max(
            (
                one.pack.legibility.cut
                for one in case.choices
                if one.governs and one.pack.legibility is not None
            ),
            default=None,
        ),
    )


def _marked(review: Review, *, legible: bool) -> frozenset[PageKey]:
    return frozenset((mark.sha256, mark.page) for mark in review.page_marks if mark.legible is legible)
