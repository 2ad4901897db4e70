"""What is drawn over the pages of a document: the evidence cited from it, each with a short name."""

from __future__ import annotations

from collections.abc import Iterable

from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.policy import Element
from reviewer_app.gui.viewer.marking import PageMarking


def page_marks(case: OpenCase, sha256: str, current_element: str) -> tuple[PageMarking, ...]:
    """The evidence of a case in one document; that of the current element stands out."""
    return tuple(
        PageMarking(
            evidence.anchor.page,
            evidence.anchor.rects,
            page_label(one.element),
            one.id == current_element,
        )
        for one in case.checklist.elements
        for evidence in case.review.finding(one.id).evidence
        if evidence.anchor.sha256 == sha256
    )


def labels_by_page(marks: Iterable[PageMarking]) -> dict[int, tuple[str, ...]]:
    """The short names on each page that has any, each once."""
    labels: dict[int, tuple[str, ...]] = {}
    for mark in marks:
        labels[mark.page] = tuple(dict.fromkeys((*labels.get(mark.page, ()), mark.label)))
    return labels


def page_label(element: Element) -> str:
    """What is drawn beside evidence: the head of the element's id (``S14``, ``S3A``, ``G1``), since a longer
    word would cover the text; the short name for an element that the reviewer added."""
    return element.id.partition("-")[0].upper() if element.row else element.short
