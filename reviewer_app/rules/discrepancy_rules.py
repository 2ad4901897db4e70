"""Readiness rules about differing readings of one study (row S14), and how a record stands.

The records decide. The mark on the element is checked against them: while a record is open, the readings are
neither alike nor settled.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from reviewer_app.domain.checklist import ChecklistElement, Spot, SpotKind, element_spot
from reviewer_app.domain.discrepancy import DifferenceDegree, Discrepancy, Significance
from reviewer_app.domain.review import FindingState
from reviewer_app.rules.facts import LineFacts, standing
from reviewer_app.rules.part_words import listed
from reviewer_app.rules.reconciliation import lacks, reconciled
from reviewer_app.rules.rule import Hit

READINGS = "s14-discrepancies"
"""The element that asks whether differing readings are reconciled."""

SETTLES = (
    "Cite what settles it (an addendum, an over-read, a statement of the ordering provider or a peer-to-peer "
    "talk) with its date, or pend and ask for it."
)


class DiscrepancyState(StrEnum):
    """How a record stands: it blocks approval, it only warns, or it is settled."""

    BLOCKS = "blocks"
    WARNS = "warns"
    RECONCILED = "reconciled"


@dataclass(frozen=True, slots=True)
class DiscrepancyStanding:
    """How a record stands, why in a sentence, and what would clear it (empty where nothing has to)."""

    state: DiscrepancyState
    message: str
    clears: str = ""


def discrepancy_standing(record: Discrepancy) -> DiscrepancyStanding:
    """Judge one record: incomplete or open ones block, unlikely to matter with the reason warns."""
    name = record.study.name
    blank = missing_parts(record)
    if blank:
        return DiscrepancyStanding(
            DiscrepancyState.BLOCKS,
            f"The discrepancy on {name} is incomplete: {listed(blank)} "
            f"{'is' if len(blank) == 1 else 'are'} missing.",
            "Complete the record, or delete it.",
        )
    if reconciled(record):
        return DiscrepancyStanding(DiscrepancyState.RECONCILED, f"The readings of {name} are reconciled.")
    unlikely = record.significance is Significance.UNLIKELY
    if unlikely and record.why.strip():
        return DiscrepancyStanding(
            DiscrepancyState.WARNS,
            f"The readings of {name} differ and are not reconciled; unlikely to matter clinically: "
            f"{record.why.strip()}",
        )
    if unlikely:
        return DiscrepancyStanding(
            DiscrepancyState.BLOCKS,
            f"The readings of {name} differ; why that is unlikely to matter is not said, so it counts as "
            "undetermined.",
            f"Say why it is unlikely to matter. {SETTLES}",
        )
    weight = "likely to matter" if record.significance is Significance.LIKELY else "its weight undetermined"
    return DiscrepancyStanding(
        DiscrepancyState.BLOCKS,
        f"The readings of {name} differ ({weight}) and are not reconciled{_claimed(record)}.",
        SETTLES,
    )


def missing_parts(record: Discrepancy) -> tuple[str, ...]:
    """What a record lacks to say in what two readings differ. A reading that says nothing of the matter needs
    no words where it is the other one that mentions it alone."""
    alone = record.degree is DifferenceDegree.ONE_SIDED
    told = {
        "the ordering provider's reading": record.ordering.told,
        "the radiologist's reading": record.radiologist.told,
    }
    silent = tuple(name for name, there in told.items() if not there)
    if alone and len(silent) == 1:
        silent = ()
    return (*silent, *(("the kind of difference",) if record.kind is None else ()))


def asked_of_provider(record: Discrepancy) -> str:
    """What a pended line asks the provider to send for an open record."""
    ordering, radiologist = record.ordering.words, record.radiologist.words
    readings = "; ".join(
        f"{who} “{words}”"
        for who, words in (("ordering provider", ordering), ("radiologist", radiologist))
        if words
    )
    told = f" ({readings})" if readings else ""
    return (
        f"How the differing readings of {record.study.name} are reconciled{told}: an addendum, an over-read, "
        "a statement of the ordering provider or a peer-to-peer talk"
    )


def concerns(record: Discrepancy, case: LineFacts) -> bool:
    """Whether a record concerns the line: it names it, or names none that the request still has."""
    present = {line.line for line in case.facts.lines}
    named = present.intersection(record.lines)
    return not named or case.line.line in named


def discrepancy(case: LineFacts) -> Iterator[Hit]:
    """S14: readings differ in what matters, or may matter, and nothing submitted settles it."""
    for record in _records(case):
        found = discrepancy_standing(record)
        if found.state is DiscrepancyState.BLOCKS:
            yield Hit(found.message, found.clears, discrepancy_spot(record))


def contradicted_mark(case: LineFacts) -> Iterator[Hit]:
    """S14: the element is marked as if the readings agreed, while a record is open."""
    still_open = sum(
        discrepancy_standing(record).state is DiscrepancyState.BLOCKS for record in _records(case)
    )
    if not still_open:
        return
    for element in _asking(case):
        state = standing(case.facts.review, element)
        if state in (FindingState.PRESENT, FindingState.NOT_APPLICABLE):
            records = "1 discrepancy is" if still_open == 1 else f"{still_open} discrepancies are"
            yield Hit(
                f"“{element.element.title}” is marked {state.value.replace('-', ' ')}, but {records} open.",
                clears="Mark it absent, or settle what is open.",
                spot=element_spot(element.id),
            )


def open_difference(case: LineFacts) -> Iterator[Hit]:
    """S14, a caution: readings differ in what is unlikely to matter, with the reason."""
    for record in _records(case):
        found = discrepancy_standing(record)
        if found.state is DiscrepancyState.WARNS:
            yield Hit(found.message, spot=discrepancy_spot(record))


def unrecorded_difference(case: LineFacts) -> Iterator[Hit]:
    """S14, a caution: the element says that a difference is open, and no record says which."""
    if any(discrepancy_standing(record).state is DiscrepancyState.BLOCKS for record in _records(case)):
        return
    for element in _asking(case):
        if standing(case.facts.review, element) is FindingState.ABSENT:
            yield Hit(
                f"“{element.element.title}” is marked absent, and no open discrepancy says which readings "
                "differ; record it (D).",
                spot=element_spot(element.id),
            )


def discrepancy_spot(record: Discrepancy) -> Spot:
    """A record as the place to act."""
    return Spot(SpotKind.DISCREPANCY, record.id)


def _records(case: LineFacts) -> Iterator[Discrepancy]:
    return (record for record in case.facts.review.discrepancies if concerns(record, case))


def _asking(case: LineFacts) -> Iterator[ChecklistElement]:
    return (element for element in case.elements() if element.pack_element_id == READINGS)


def _claimed(record: Discrepancy) -> str:
    """Why a reconciliation that somebody began to enter does not count."""
    found = record.reconciliation
    if found.means is None and not found.cited and found.date is None:
        return ""
    return f": {'; '.join(lacks(record))}"
