"""The checklist as rows: a heading for each pack, and each of its elements with the finding on it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.checklist import ChecklistElement
from reviewer_app.domain.policy import PackReference
from reviewer_app.domain.review import Finding, FindingState
from reviewer_app.gui.models.rows_model import RowsModel
from reviewer_app.gui.models.wording import STATE_WORDS, counted, day, evidence_places
from reviewer_app.rules.authority_words import overridden_everywhere, override_words

OWN_HEADING = "REVIEWER'S OWN"
NO_PAGE = "no page cited"
NOTHING_FOUND = "nothing found"
PROPOSED = "◇"
"""Stands before what is only proposed; attached evidence is told by its document."""

NOTHING_KNOWN: Mapping[str, int] = MappingProxyType({})


class ChecklistRow(NamedTuple):
    """A heading (``element`` is ``None``) or an element with its finding. ``overridden`` says by which source
    it is overridden (S27), ``proposed`` how many places for its evidence were found, ``None`` while nobody
    knows."""

    key: str
    text: str
    element: ChecklistElement | None = None
    finding: Finding = Finding("")
    overridden: str = ""
    proposed: int | None = None

    @property
    def selectable(self) -> bool:
        return self.element is not None

    @property
    def words(self) -> str:
        """The right side before the pages: a state in words, or a document's title."""
        words = proposed_words(self) or right_side(self.finding)[0]
        if not self.overridden:
            return words
        marked = self.finding.state is not FindingState.NOT_REVIEWED
        return f"{self.overridden} · {words}" if marked else self.overridden

    @property
    def pages(self) -> str:
        """The right side's pages, which are never elided."""
        return right_side(self.finding)[1]

    @property
    def spoken(self) -> str:
        if self.element is None:
            return self.text
        state = STATE_WORDS[self.finding.state]
        row = f", row {self.element.element.row}" if self.element.element.row else ""
        reason = f": {self.finding.reason}" if self.finding.reason else ""
        title, pages = evidence_places(self.finding.evidence)
        places = f", evidence {title} {pages}" if title else ""
        overridden = f", {self.overridden}" if self.overridden else ""
        proposed = f", {counted(self.proposed, 'suggestion')}" if self.proposed else ""
        return f"{self.text}, {state}{overridden}{reason}{row}{places}{proposed}"


def proposed_words(row: ChecklistRow) -> str:
    """What was found for an element that has neither a mark nor evidence; empty for any other."""
    finding = row.finding
    if row.proposed is None or finding.state is not FindingState.NOT_REVIEWED or finding.evidence:
        return ""
    return f"{PROPOSED} {row.proposed} suggested" if row.proposed else NOTHING_FOUND


def right_side(finding: Finding) -> tuple[str, str]:
    """What stands at the right of an element: words that may be elided, and pages that may not."""
    title, pages = evidence_places(finding.evidence)
    match finding.state:
        case FindingState.PRESENT:
            return (title, pages) if title else (NO_PAGE, "")
        case FindingState.NOT_APPLICABLE:
            word = STATE_WORDS[finding.state]
            return (f"{word}: {finding.reason}" if finding.reason else word), ""
        case FindingState.NOT_REVIEWED:
            return (title, pages) if title else (STATE_WORDS[finding.state], "")
        case _:
            word = STATE_WORDS[finding.state]
            cited = len(finding.evidence)
            return (f"{word} · {cited} cited" if cited else word), ""


def heading(case: OpenCase, reference: PackReference | None) -> str:
    """The heading of a group: the pack's title, when it took effect, and a newer version if there is one."""
    if reference is None:
        return OWN_HEADING
    pack = case.checklist.pack(reference)
    if pack is None:
        return str(reference).upper()
    example = " · EXAMPLE, NO PAYER'S" if pack.example else ""
    newer = "".join(
        f" · NEWER VERSION {one.version} INSTALLED" for one in case.newer_versions if one.id == pack.id
    )
    return f"{pack.title.upper()} · EFFECTIVE {day(pack.effective_from).upper()}{example}{newer}"


def checklist_rows(case: OpenCase, proposed: Mapping[str, int] = NOTHING_KNOWN) -> tuple[ChecklistRow, ...]:
    """All rows of a case's checklist, in its reading order; a heading wherever the pack changes.
    ``proposed`` counts the places that were found for elements, by their ids."""
    rows: list[ChecklistRow] = []
    group: tuple[PackReference | None] | None = None
    for element in case.checklist.elements:
        if group != (element.pack,):
            group = (element.pack,)
            rows.append(ChecklistRow(f"heading {len(rows)} {element.pack}", heading(case, element.pack)))
        finding = case.review.finding(element.id)
        words = override_words(case.authority, element)
        row = ChecklistRow(
            element.id, element.element.title, element, finding, words, proposed.get(element.id)
        )
        rows.append(row)
    return tuple(rows)


def progress_title(case: OpenCase) -> str:
    """The checklist's name with how many of its elements are marked, or overridden: ``Checklist 9/14``."""
    elements = case.checklist.elements
    unmarked = FindingState.NOT_REVIEWED
    marked = sum(
        case.review.finding(element.id).state is not unmarked
        or overridden_everywhere(case.authority, element)
        for element in elements
    )
    return f"Checklist {marked}/{len(elements)}" if elements else "Checklist"


class ChecklistModel(RowsModel[ChecklistRow]):
    """The rows that the checklist shows."""

    def element_ids(self) -> tuple[str, ...]:
        """The ids of the elements in reading order."""
        return tuple(row.key for row in self.rows if row.element is not None)

    def row_of(self, element_id: str) -> ChecklistRow | None:
        return self.find(lambda row: row.key == element_id and row.element is not None)
