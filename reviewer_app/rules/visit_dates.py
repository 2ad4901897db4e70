"""Cautions about the days of cited visits: one from before the complaint began or changed (S3), or one that
is no longer recent (S9).

The day of a document is the one that its file's name carries. It may be another day than the visit's, so this
blocks nothing: the reviewer, who has read the page, knows better.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from reviewer_app.domain.checklist import ChecklistElement, element_spot
from reviewer_app.domain.file_date import document_date
from reviewer_app.domain.review import FindingState
from reviewer_app.rules.facts import LineFacts, standing
from reviewer_app.rules.part_words import day_words
from reviewer_app.rules.rule import Hit

SINCE_ONSET = "S3"
"""The row whose elements ask for a visit on or after the day of onset or change."""


def before_onset(case: LineFacts) -> Iterator[Hit]:
    """S3: everything that is cited for an element is from before the complaint began or last changed."""
    began = case.facts.complaint_began
    for element in case.elements():
        newest = _newest(case, element)
        if element.element.row == SINCE_ONSET and began is not None and newest is not None and newest < began:
            yield Hit(
                f"“{element.element.title}” rests on a document of {day_words(newest)}, before the onset or "
                f"change on {day_words(began)}.",
                spot=element_spot(element.id),
            )


def long_ago(case: LineFacts) -> Iterator[Hit]:
    """S9: everything that is cited for an element that asks for a recent record is older than its days."""
    received = case.facts.received
    for element in case.elements():
        newest, days = _newest(case, element), element.element.within_days
        if received is None or newest is None or days is None:
            continue
        if newest < received - timedelta(days=days):
            yield Hit(
                f"“{element.element.title}” rests on a document of {day_words(newest)}, more than "
                f"{days} days before the request was received.",
                spot=element_spot(element.id),
                row=element.element.row,
            )


def _newest(case: LineFacts, element: ChecklistElement) -> date | None:
    """The newest day of what is cited for an element that is marked present. Where a cited document carries
    no day, nobody can say that all are too old."""
    if standing(case.facts.review, element) is not FindingState.PRESENT:
        return None
    evidence = case.facts.review.finding(element.id).evidence
    days = [document_date(item.file) for item in evidence]
    known = [day for day in days if day is not None]
    return max(known) if known and len(known) == len(days) else None
