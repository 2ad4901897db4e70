"""A review as it is compared with another one: its marks as they count, and its outcomes."""

from __future__ import annotations

from reviewer_app.domain.checklist import Checklist, ChecklistElement
from reviewer_app.domain.rated_case import RatedCase, RatedElement, RatedLine
from reviewer_app.domain.request import Request
from reviewer_app.domain.review import FindingState, Review
from reviewer_app.rules.counted_evidence import counted
from reviewer_app.rules.facts import standing


def rated_review(review: Review, checklist: Checklist, request: Request) -> RatedCase:
    """The marks and outcomes of one version, on the elements and service lines that it was made with, and the
    evidence that counts. The case goes by the id that the database has for it: the request's own may have
    been corrected since."""
    review = counted(review)
    who = review.signature.reviewer if review.signature is not None else review.reviewer
    draft = "" if review.signature is not None else ", draft"
    label = f"{who.name or 'nobody named'}, version {review.version}{draft}"
    return RatedCase(
        case=review.case_id,
        label=label,
        source=label,
        elements=tuple(_rated(review, element) for element in checklist.elements),
        lines=tuple(
            RatedLine(line.line, line.code, review.determination(line.line).outcome)
            for line in request.services
        ),
        packs=tuple((pack.reference.id, pack.title) for pack in checklist.packs),
    )


def _rated(review: Review, element: ChecklistElement) -> RatedElement:
    finding = review.finding(element.id)
    mark = finding.state
    if mark is FindingState.NOT_REVIEWED:
        mark = standing(review, element)  # a part is not applicable with what it is part of
    return RatedElement(
        id=element.pack_element_id,
        title=element.element.title,
        row=element.element.row,
        pack=element.pack.id if element.pack is not None else "",
        mark=mark,
        evidence=finding.evidence,
        reason=finding.reason,
        note=finding.note,
        prior=element.prior,
    )
