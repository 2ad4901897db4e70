"""The request for information of a pended line: what is missing, element by element, with the policy that
asks for it and what would satisfy it.

The items are kept as lines of text, which the reviewer edits. Each finds its element again by the element's
title, or by its row in brackets, so that an item keeps its citation while it is worded anew.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reviewer_app.domain.checklist import ChecklistElement
from reviewer_app.domain.discrepancy import Discrepancy
from reviewer_app.domain.policy import PolicyPack
from reviewer_app.domain.review import FindingState
from reviewer_app.domain.wording import InformationRequest, RequestedItem
from reviewer_app.rules.discrepancy_rules import (
    READINGS,
    DiscrepancyState,
    asked_of_provider,
    concerns,
    discrepancy_standing,
)
from reviewer_app.rules.facts import LineFacts, documented, missing, other_suffices, standing
from reviewer_app.rules.part_words import full_day_words

BETTER_COPY = " (a legible or more detailed copy)"
"""What is added to a record that is there but insufficient."""

_ROW = re.compile(r"\((S\d{1,2})\)")


def information_request(case: LineFacts) -> InformationRequest:
    """What the line asks for as it is written now, each item with what belongs to it."""
    determination = case.determination
    items = tuple(_requested(case, text.strip()) for text in determination.missing if text.strip())
    return InformationRequest(case.line.line, determination.reason.strip(), items)


def proposed_items(case: LineFacts) -> tuple[str, ...]:
    """What to ask for, from the findings: records absent or insufficient, readings that nothing settles,
    and matches with earlier requests that are not documented."""
    return tuple(dict.fromkeys((*_element_items(case), *map(asked_of_provider, open_discrepancies(case)))))


def proposed_reason(case: LineFacts) -> tuple[str, str]:
    """A specific reason for pending the line and the element that it rests on; both empty where the findings
    give none. Readings that differ come first, since no other record settles them."""
    records = open_discrepancies(case)
    if records:
        element = next((one.id for one in case.elements() if one.id == READINGS), "")
        return discrepancy_standing(records[0]).message, element
    wanted = tuple(_wanted(case))
    if not wanted:
        return "", ""
    titles = ", ".join(f"“{element.element.title}”" for element in wanted)
    return f"The submitted records do not show {titles}.", wanted[0].id


def open_discrepancies(case: LineFacts) -> tuple[Discrepancy, ...]:
    """The records of differing readings that block an approval of the line."""
    return tuple(
        record
        for record in case.facts.review.discrepancies
        if concerns(record, case) and discrepancy_standing(record).state is DiscrepancyState.BLOCKS
    )


def citation(element: ChecklistElement, pack: PolicyPack | None) -> str:
    """The policy that asks for an element: title, section, effective date. Empty for an element that the
    reviewer added."""
    if pack is None:
        return ""
    effective = pack.source.effective or pack.effective_from
    places = (pack.source.title, element.element.section, f"effective {full_day_words(effective)}")
    return ", ".join(place for place in places if place)


def _wanted(case: LineFacts) -> Iterator[ChecklistElement]:
    settled = bool(open_discrepancies(case))
    for element in case.elements():
        if settled and element.id == READINGS:
            continue  # the records of the readings ask for it, with both quotes
        state = standing(case.facts.review, element)
        if element.prior:
            if not documented(case.facts.review, element) and not other_suffices(case, element):
                yield element
        elif state is FindingState.INSUFFICIENT or missing(case.facts, element):
            yield element


def _element_items(case: LineFacts) -> Iterator[str]:
    for element in _wanted(case):
        insufficient = standing(case.facts.review, element) is FindingState.INSUFFICIENT
        yield element.element.title + (BETTER_COPY if insufficient else "")


def _requested(case: LineFacts, text: str) -> RequestedItem:
    element = _element_of(case, text)
    shown = " ".join(_ROW.sub("", text).split())
    if element is None:
        return RequestedItem(shown)
    pack = case.facts.checklist.pack(element.pack) if element.pack is not None else None
    told = text in map(asked_of_provider, open_discrepancies(case))
    asks = "" if told else element.element.asks
    return RequestedItem(shown, asks, citation(element, pack), element.id, element.element.row)


def _element_of(case: LineFacts, text: str) -> ChecklistElement | None:
    """The element that an item is about: whose title it has, the longest first; else of the row it names."""
    elements = tuple(case.facts.checklist.elements)
    folded = text.casefold()
    if text in map(asked_of_provider, open_discrepancies(case)):
        return next((one for one in elements if one.id == READINGS), None)
    titled = [one for one in elements if one.element.title.casefold() in folded]
    if titled:
        return max(titled, key=lambda one: len(one.element.title))
    row = _ROW.search(text)
    return next((one for one in elements if row is not None and one.element.row == row[1]), None)
