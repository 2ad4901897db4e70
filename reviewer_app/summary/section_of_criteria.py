"""The section "Criteria and evidence": each policy's elements with findings, places, quotes and pictures."""

from __future__ import annotations

from collections.abc import Iterator

from reviewer_app.summary.display_facts import element_facts
from reviewer_app.summary.paper import (
    Block,
    Cell,
    Cited,
    Column,
    Facts,
    Heading,
    Kept,
    Mark,
    PaperPicture,
    Table,
    Text,
)
from reviewer_app.summary.values import CitedEvidence, CriteriaGroup, DeterminationSummary, SummaryElement

SHORT_HASH = 12
"""Hexadecimal digits of a document's hash beside a quote; the documents list has the whole of it."""

COLUMNS = (Column("Row", 12), Column("Element"), Column("Finding", 33), Column("Cited", 44))


class Pictured:
    """Which evidence has been shown with its picture: each picture stands once, where it is cited first."""

    def __init__(self) -> None:
        self._labels: set[str] = set()

    def cited(self, evidence: CitedEvidence) -> Cited:
        """The evidence as a block."""
        where = "the whole page" if evidence.whole_page else ""
        shown = evidence.picture is not None and evidence.label not in self._labels
        if shown:
            self._labels.add(evidence.label)
        return Cited(
            label=evidence.label,
            place=", ".join(part for part in (evidence.file, f"page {evidence.page}", where) if part),
            document=evidence.document_sha256[:SHORT_HASH],
            quote=evidence.quote,
            picture=_picture(evidence) if shown else None,
            remark=evidence.picture_remark,
        )


def _picture(evidence: CitedEvidence) -> PaperPicture | None:
    picture = evidence.picture
    if picture is None:
        return None
    return PaperPicture(picture.png, picture.width, picture.height, picture.alt)


def criteria_blocks(summary: DeterminationSummary, pictured: Pictured) -> Iterator[Block]:
    """A table for each policy, then each element of which there is more to say."""
    for group in summary.criteria:
        yield Heading(2, group.title, aside=f"version {group.version}" if group.version else "")
        yield _table(group)
        for element in group.elements:
            if _has_detail(element):
                yield from _element(element, pictured)


def _table(group: CriteriaGroup) -> Table:
    return Table(
        COLUMNS,
        tuple(
            (
                Cell(element.row),
                Cell(element.title, indent=element.depth),
                Cell(element.finding_words, mark=element.finding),
                Cell("; ".join(short_place(item) for item in element.evidence) or element.reason),
            )
            for element in group.elements
        ),
    )


def short_place(evidence: CitedEvidence) -> str:
    """A citation for a narrow column, for example ``E2, page 7``."""
    return f"{evidence.label}, page {evidence.page}"


def _has_detail(element: SummaryElement) -> bool:
    """Whether there is more to say about an element than its row in the table says."""
    return bool(element.evidence or element.note or element.details or element.added_by or element.reason)


def _element(element: SummaryElement, pictured: Pictured) -> Iterator[Block]:
    mark = Mark(element.finding, element.finding_words)
    yield Kept((Heading(3, element.title, row=element.row, mark=mark), Facts(element_facts(element))))
    if element.details:
        yield _entries(element)
    if element.note:
        yield Text(element.note, label="Note:")
    for evidence in element.evidence:
        yield pictured.cited(evidence)


def _entries(element: SummaryElement) -> Table:
    """The structured entries, a column for each label that occurs."""
    labels = tuple(dict.fromkeys(item.label for entry in element.details for item in entry))
    entries = tuple({item.label: item.value for item in entry} for entry in element.details)
    return Table(
        tuple(Column(label) for label in labels),
        tuple(tuple(Cell(entry.get(label, "")) for label in labels) for entry in entries),
    )
