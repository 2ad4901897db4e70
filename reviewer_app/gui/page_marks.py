"""What is drawn over the pages of a document: the evidence cited from it, each with a short name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.discrepancy import CitedFor
from reviewer_app.domain.policy import Element
from reviewer_app.gui.viewer.marking import PageMarking
from reviewer_app.rules.discrepancy_rules import READINGS

OTHER_PATIENT = "ANOTHER PATIENT"
"""Drawn on a page whose evidence does not count."""


def page_marks(case: OpenCase, sha256: str, current_element: str) -> tuple[PageMarking, ...]:
    """The evidence of a case in one document, and what is cited for discrepancies; that of the current
    element stands out."""
    return (*_of_elements(case, sha256, current_element), *_of_readings(case, sha256, current_element))


def _of_elements(case: OpenCase, sha256: str, current_element: str) -> Iterator[PageMarking]:
    return (
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


def _of_readings(case: OpenCase, sha256: str, current_element: str) -> Iterator[PageMarking]:
    """Both readings, and what reconciles them, of each discrepancy."""
    label = READINGS.partition("-")[0].upper()
    return (
        PageMarking(item.anchor.page, item.anchor.rects, label, current_element == READINGS)
        for record in case.review.discrepancies
        for cited_for in CitedFor
        for item in record.cited_for(cited_for)
        if item.anchor.sha256 == sha256
    )


def owner_marks(case: OpenCase, sha256: str) -> tuple[PageMarking, ...]:
    """The pages of one document that the reviewer called another patient's."""
    return tuple(
        PageMarking(one.page, (), OTHER_PATIENT, current=True)
        for one in case.review.page_identities
        if one.sha256 == sha256 and one.other
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
