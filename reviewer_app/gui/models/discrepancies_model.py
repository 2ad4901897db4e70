"""The tab Discrepancies as rows: each record, and below it both readings and what reconciles them. No Qt but
for the model."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import Enum
from typing import NamedTuple

from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.discrepancy import CitedFor, Discrepancy
from reviewer_app.domain.evidence import Evidence
from reviewer_app.domain.found import DiscrepancyCandidate, FoundReconciliation
from reviewer_app.gui.models.candidates_model import CandidateRow, may_settle, settling_words
from reviewer_app.gui.models.evidence_model import EvidenceRow
from reviewer_app.gui.models.rows_model import RowsModel
from reviewer_app.gui.models.wording import counted as number_of
from reviewer_app.gui.models.wording import evidence_places
from reviewer_app.rules.counted_evidence import counted
from reviewer_app.rules.discrepancy_rules import DiscrepancyState, discrepancy_standing
from reviewer_app.rules.discrepancy_words import KIND_WORDS, RECONCILED_WORDS, SIGNIFICANCE_WORDS
from reviewer_app.rules.reconciliation import lacks, reconciled

NAMES = {
    CitedFor.ORDERING: "Ordering provider",
    CitedFor.RADIOLOGIST: "Radiologist",
    CitedFor.RECONCILIATION: "Reconciliation",
}

NOTHING_CITED = "Nothing yet: select the passage and press E, or type it below"
NOTHING_SETTLES = "Not reconciled in what was submitted"

EMPTY_TITLE = "No discrepancy recorded"
EMPTY_SENTENCE = (
    "Where the ordering provider and the radiologist read a study differently, select both passages, the "
    "ordering provider's in the left pane and the radiologist's in the right one, and press {key}. With one "
    "passage, or none, the rest can be typed."
)

RowKey = tuple[str, str]
"""The record's id, and what the row is about: a value of :class:`CitedFor`, empty for the record itself."""


class RowState(Enum):
    """How a row stands; the value is the word on screen."""

    BLOCKS = "blocks"
    WARNS = "warns"
    RECONCILED = "reconciled"
    TOLD = ""
    EMPTY = "empty"


STATES = {
    DiscrepancyState.BLOCKS: RowState.BLOCKS,
    DiscrepancyState.WARNS: RowState.WARNS,
    DiscrepancyState.RECONCILED: RowState.RECONCILED,
}


class DiscrepancyRow(NamedTuple):
    """A record (``cited_for`` is ``None``), or one of its readings, or its reconciliation."""

    record: Discrepancy
    cited_for: CitedFor | None
    text: str
    state: RowState
    right: str
    below: str
    selectable: bool = True

    @property
    def key(self) -> RowKey:
        return self.record.id, self.cited_for.value if self.cited_for is not None else ""

    @property
    def spoken(self) -> str:
        return ", ".join(part for part in (self.text, self.state.value, self.right, self.below) if part)


ListedReadings = DiscrepancyRow | CandidateRow


class DiscrepanciesModel(RowsModel[ListedReadings]):
    """The rows that the tab shows: what is proposed, then the records."""


def discrepancy_rows(
    case: OpenCase, candidates: Sequence[DiscrepancyCandidate] = ()
) -> tuple[DiscrepancyRow, ...]:
    """All rows of a case: record by record, in the order in which they were recorded. How each stands is
    judged without what is cited from another patient's page; ``candidates`` may have what settles it."""
    pairs = zip(case.review.discrepancies, counted(case.review).discrepancies, strict=True)
    return tuple(
        row for record, judged in pairs for row in _rows_of(record, judged, may_settle(record, candidates))
    )


def judged_record(case: OpenCase, record: Discrepancy) -> Discrepancy:
    """The record without what is cited from another patient's page, as the rules judge it."""
    return next((one for one in counted(case.review).discrepancies if one.id == record.id), record)


def open_discrepancies(case: OpenCase) -> int:
    """How many records block approval."""
    standings = (discrepancy_standing(record) for record in counted(case.review).discrepancies)
    return sum(found.state is DiscrepancyState.BLOCKS for found in standings)


def tab_title(case: OpenCase, proposed: int = 0) -> str:
    """The tab's name with the number of open records, and of those that are proposed, where there are
    some."""
    still_open = open_discrepancies(case)
    counts = (str(still_open) if still_open else "", f"◇{proposed}" if proposed else "")
    return " ".join(part for part in ("Discrepancies", *counts) if part)


def records_words(case: OpenCase) -> str:
    """What the records say about whether readings agree; empty without any."""
    recorded, still_open = len(case.review.discrepancies), open_discrepancies(case)
    if not recorded:
        return ""
    how = f"{still_open} of them open" if still_open else "none of them open"
    return f"{number_of(recorded, 'discrepancy', 'discrepancies')} recorded, {how} (tab Discrepancies)."


def evidence_rows(cited: tuple[Evidence, ...]) -> tuple[EvidenceRow, ...]:
    """Cited passages as rows."""
    return tuple(EvidenceRow(item) for item in cited)


def _rows_of(
    record: Discrepancy, judged: Discrepancy, settling: tuple[FoundReconciliation, ...]
) -> Iterator[DiscrepancyRow]:
    state = STATES[discrepancy_standing(judged).state]
    name = record.study.name
    kind = KIND_WORDS[record.kind] if record.kind is not None else "kind not said"
    below = f"{kind.capitalize()} · clinically significant: {SIGNIFICANCE_WORDS[record.significance]}"
    yield DiscrepancyRow(record, None, name[:1].upper() + name[1:], state, state.value, below)
    for cited_for, reading in (
        (CitedFor.ORDERING, record.ordering),
        (CitedFor.RADIOLOGIST, record.radiologist),
    ):
        told = RowState.TOLD if reading.told else RowState.EMPTY
        said = f"“{reading.words}”" if reading.words else "The whole page, or an area of it"
        words = said if reading.told else NOTHING_CITED
        yield DiscrepancyRow(
            record, cited_for, NAMES[cited_for], told, _place(reading.cited) or _typed(reading.typed), words
        )
    yield _reconciliation_row(record, judged, settling)


def _reconciliation_row(
    record: Discrepancy, judged: Discrepancy, settling: tuple[FoundReconciliation, ...]
) -> DiscrepancyRow:
    found = record.reconciliation
    begun = found.means is not None or bool(found.cited) or found.date is not None
    means = RECONCILED_WORDS[found.means].capitalize() if found.means is not None else ""
    if reconciled(judged):
        state, below = RowState.RECONCILED, means
    elif begun:
        state, below = RowState.EMPTY, f"Does not count yet: {'; '.join(lacks(judged))}"
    elif settling:
        state, below = RowState.EMPTY, f"◇ Perhaps: {settling_words(settling[0])}"
    else:
        state, below = RowState.EMPTY, NOTHING_SETTLES
    name = NAMES[CitedFor.RECONCILIATION]
    return DiscrepancyRow(record, CitedFor.RECONCILIATION, name, state, _place(found.cited), below)


def _place(cited: tuple[Evidence, ...]) -> str:
    return " ".join(part for part in evidence_places(cited) if part)


def _typed(words: str) -> str:
    return "typed" if words.strip() else ""
