"""The part of the summary that cites the record: elements with findings, evidence and pictures, and what is
missing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.checklist import ChecklistElement
from reviewer_app.domain.policy import Element, ElementKind, PackReference
from reviewer_app.domain.review import Finding, FindingState
from reviewer_app.rules.authority_words import overridden_everywhere, override_words
from reviewer_app.rules.facts import demands_mark, standing
from reviewer_app.rules.information_request import citation
from reviewer_app.summary.citations import Citations
from reviewer_app.summary.values import (
    CriteriaGroup,
    DetailValue,
    MissingItem,
    SummaryElement,
)
from reviewer_app.summary.wording import FINDING_WORDS, count_words

FOUND = frozenset((FindingState.PRESENT, FindingState.NOT_APPLICABLE))


def criteria_groups(case: OpenCase, citations: Citations) -> tuple[CriteriaGroup, ...]:
    """The elements of each pack with their findings, packs in the order of the checklist, the reviewer's own
    elements last."""
    groups: list[CriteriaGroup] = []
    for reference in _references(case):
        members = tuple(item for item in case.checklist.elements if item.pack == reference)
        elements = tuple(_element(case, item, citations) for item in members)
        groups.append(_group(case, reference, elements))
    return tuple(groups)


def missing_items(case: OpenCase) -> tuple[MissingItem, ...]:
    """Applicable elements that are neither present nor not applicable, as the rules count them. The exception
    (S16) is missing only when the reviewer recorded one, an optional element only when it was looked for."""
    return tuple(_missing(case, item) for item in case.checklist.elements if _is_missing(case, item))


def element_title(case: OpenCase, element_id: str) -> str:
    """The title of an element of the case; the id itself when the case has no such element."""
    item = case.checklist.find(element_id)
    return item.element.title if item is not None else element_id


def element_citation(case: OpenCase, element_id: str) -> str:
    """An element with the policy that asks for it, for example ``Six weeks of treatment (Example guideline,
    section 2, effective 1 Feb 2025)``; the id itself when the case has no such element."""
    item = case.checklist.find(element_id)
    if item is None:
        return element_id
    pack = case.checklist.pack(item.pack) if item.pack is not None else None
    return f"{item.element.title} ({citation(item, pack) or 'added by the reviewer'})"


def pack_title(case: OpenCase, reference: PackReference) -> str:
    """The title of a pack; its id and version when this program has not got it."""
    pack = case.checklist.pack(reference)
    return pack.title if pack is not None else str(reference)


def _references(case: OpenCase) -> Iterator[PackReference | None]:
    """The packs of the checklist in order of their first element; ``None`` (added elements) at the end."""
    seen = dict.fromkeys(item.pack for item in case.checklist.elements)
    yield from (reference for reference in seen if reference is not None)
    if None in seen:
        yield None


def _group(
    case: OpenCase, reference: PackReference | None, elements: tuple[SummaryElement, ...]
) -> CriteriaGroup:
    if reference is None:
        return CriteriaGroup("Elements added by the reviewer", "", "", elements)
    return CriteriaGroup(pack_title(case, reference), reference.id, reference.version, elements)


def _element(case: OpenCase, item: ChecklistElement, citations: Citations) -> SummaryElement:
    element = item.element
    finding = _counted(case, item)
    added = next((added for added in case.review.added_elements if added.element.id == item.id), None)
    return SummaryElement(
        id=item.pack_element_id,
        prior_request=item.prior,
        row=element.row,
        title=element.title,
        question=element.question,
        section=element.section,
        depth=item.depth,
        lines=item.lines,
        required=item.required,
        finding=finding.state.value,
        finding_words=_finding_words(case, item, finding.state),
        reason=finding.reason,
        note=finding.note,
        details=_details(element, finding),
        evidence=tuple(citations.cited(evidence, element.title) for evidence in finding.evidence),
        local_convention=element.local_convention,
        marked_by=finding.marked_by,
        marked_at=finding.marked_at,
        also_asked_by=tuple(pack_title(case, reference) for reference in item.also_asked_by),
        added_by=added.added_by if added is not None else "",
    )


def _counted(case: OpenCase, item: ChecklistElement) -> Finding:
    """The finding as the rules count it: a part without a mark of its own is not applicable with what it is
    part of."""
    finding = case.review.finding(item.id)
    if finding.state is not FindingState.NOT_REVIEWED or item.element.parent is None:
        return finding
    if standing(case.review, item) is not FindingState.NOT_APPLICABLE:
        return finding
    reason = f"It is part of “{element_title(case, item.element.parent)}”."
    return replace(finding, state=FindingState.NOT_APPLICABLE, reason=reason)


def _finding_words(case: OpenCase, item: ChecklistElement, state: FindingState) -> str:
    """The finding in words. The exception (S16) needs no mark where nobody asks for one."""
    exception = item.element.kind is ElementKind.EXCEPTION
    if exception and state is FindingState.NOT_REVIEWED and not _is_missing(case, item):
        return "No exception asked for"
    overridden = override_words(case.authority, item)
    return f"{FINDING_WORDS[state]} ({overridden})" if overridden else FINDING_WORDS[state]


def _details(element: Element, finding: Finding) -> tuple[tuple[DetailValue, ...], ...]:
    """The entries with the labels of the element's fields. A field that the pack no longer names keeps its
    id."""
    labels = {field.id: field.label for field in element.details}
    return tuple(
        tuple(DetailValue(labels.get(field, field), value) for field, value in entry if value)
        for entry in finding.details
    )


def _is_missing(case: OpenCase, item: ChecklistElement) -> bool:
    state = standing(case.review, item)
    if state in FOUND or overridden_everywhere(case.authority, item):
        return False
    if item.element.kind is ElementKind.EXCEPTION:
        return bool(case.review.exception.why)
    return state is not FindingState.NOT_REVIEWED or demands_mark(item)


def _missing(case: OpenCase, item: ChecklistElement) -> MissingItem:
    finding = case.review.finding(item.id)
    note = finding.note
    if finding.state is FindingState.INSUFFICIENT and finding.evidence and not note:
        cited = count_words(len(finding.evidence), "place", "places")
        note = f"{cited} cited, not enough"
    return MissingItem(
        element_id=item.pack_element_id,
        row=item.element.row,
        title=item.element.title,
        finding=finding.state.value,
        finding_words=FINDING_WORDS[finding.state],
        required=item.required,
        note=note,
    )
