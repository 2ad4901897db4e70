"""Readings that the program holds to differ, as rows above the records of discrepancies, and in words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.discrepancy import CitedFor, Discrepancy
from reviewer_app.domain.dismissed_candidate import candidate_id
from reviewer_app.domain.found import DiscrepancyCandidate, FoundQuote, FoundReconciliation
from reviewer_app.gui.models.same_words import any_shows
from reviewer_app.gui.models.wording import day, document_title
from reviewer_app.rules.discrepancy_words import KIND_WORDS, RECONCILED_WORDS

PROPOSED = "proposed"


class CandidateRow(NamedTuple):
    """Two readings that may differ."""

    candidate: DiscrepancyCandidate
    selectable: bool = True

    @property
    def key(self) -> tuple[str, str]:
        return candidate_id(self.candidate), PROPOSED

    @property
    def text(self) -> str:
        name = self.candidate.study.name
        return name[:1].upper() + name[1:]

    @property
    def right(self) -> str:
        return PROPOSED

    @property
    def below(self) -> str:
        return self.candidate.why

    @property
    def spoken(self) -> str:
        return ", ".join((self.text, PROPOSED, *candidate_lines(self.candidate)))


def candidate_rows(case: OpenCase, candidates: Iterable[DiscrepancyCandidate]) -> tuple[CandidateRow, ...]:
    """The candidates that were neither dismissed nor recorded."""
    dismissed = {one.id for one in case.review.dismissed}
    records = case.review.discrepancies
    return tuple(
        CandidateRow(one)
        for one in candidates
        if candidate_id(one) not in dismissed and not any(is_recorded_as(one, record) for record in records)
    )


def is_recorded_as(candidate: DiscrepancyCandidate, record: Discrepancy) -> bool:
    """Whether a record cites both readings of a candidate."""
    return any_shows(record.ordering.cited, candidate.ordering) and any_shows(
        record.radiologist.cited, candidate.radiologist
    )


def may_settle(
    record: Discrepancy, candidates: Iterable[DiscrepancyCandidate]
) -> tuple[FoundReconciliation, ...]:
    """The later statements that may settle a record and are not cited for it yet."""
    cited = record.cited_for(CitedFor.RECONCILIATION)
    return tuple(
        found
        for candidate in candidates
        if is_recorded_as(candidate, record)
        for found in candidate.reconciliation
        if not any_shows(cited, found.found)
    )


def candidate_lines(candidate: DiscrepancyCandidate) -> tuple[str, ...]:
    """What a candidate says: in what the readings differ, both of them, what may settle it."""
    settling = (f"May be settled by {settling_words(found)}" for found in candidate.reconciliation)
    return (
        f"{candidate.why} ({KIND_WORDS[candidate.kind]})",
        f"Ordering provider, {quoted_place(candidate.ordering)}",
        f"Radiologist, {quoted_place(candidate.radiologist)}",
        *settling,
    )


def settling_words(found: FoundReconciliation) -> str:
    """A statement that may settle a discrepancy."""
    dated = f" of {day(found.date)}" if found.date is not None else ""
    return f"{RECONCILED_WORDS[found.how]}{dated}, {quoted_place(found.found)}"


def quoted_place(found: FoundQuote) -> str:
    """Where words stand, and the words: ``Consult p 2: “…”``"""
    return f"{document_title(found.file)} p {found.page}: “{found.quote}”"
