"""A discrepancy: two readings of one study that differ, the ordering provider's and the radiologist's (S14).

It compares what two people wrote and does not score either of them. Of the scales for peer review it borrows
only the question whether a difference is likely to matter to the patient's care.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum

from reviewer_app.domain.evidence import Evidence


class Independence(StrEnum):
    """Whether the reader of a study is independent of the ordering provider (S13)."""

    UNKNOWN = "unknown"
    INDEPENDENT = "independent"
    NOT_INDEPENDENT = "not-independent"


class ReportStatus(StrEnum):
    UNKNOWN = "unknown"
    PRELIMINARY = "preliminary"
    FINAL = "final"
    ADDENDUM = "addendum"


class DifferenceKind(StrEnum):
    """In what two readings differ."""

    PRESENCE = "presence"
    SIDE = "side"
    LEVEL = "level"
    SEVERITY = "severity"
    ACUITY = "acuity"
    DIAGNOSIS = "diagnosis"
    TECHNICAL = "technical-adequacy"


class DifferenceDegree(StrEnum):
    """``ONE_SIDED``: mentioned by one only, or contradictory. ``DIFFERING``: both mention it, but differ."""

    ONE_SIDED = "one-sided"
    DIFFERING = "differing"


class Significance(StrEnum):
    """Whether the difference is likely to matter clinically."""

    LIKELY = "likely"
    UNLIKELY = "unlikely"
    UNDETERMINED = "undetermined"


class ReconciledBy(StrEnum):
    """What settles a discrepancy. That a report was received and filed settles nothing."""

    ADDENDUM = "addendum"
    OVER_READ = "over-read"
    PROVIDER_STATEMENT = "provider-statement"
    PEER_TO_PEER = "peer-to-peer"


class CitedFor(StrEnum):
    """What a passage of a record is cited for."""

    ORDERING = "ordering"
    RADIOLOGIST = "radiologist"
    RECONCILIATION = "reconciliation"


@dataclass(frozen=True, slots=True)
class Study:
    """The imaging study that was read twice. ``contrast``: with, without, both or empty when not known."""

    modality: str = ""
    region: str = ""
    level: str = ""
    laterality: str = ""
    contrast: str = ""
    date: date | None = None
    accession: str = ""

    @property
    def name(self) -> str:
        """The study as reviewers call it, for example ``MRI right shoulder, 2025-09-09``; ``the study`` while
        nothing of it is known."""
        what = " ".join(word for word in (self.modality, self.laterality, self.region, self.level) if word)
        parts = (what, self.date.isoformat() if self.date is not None else "", self.accession)
        return ", ".join(part for part in parts if part) or "the study"


@dataclass(frozen=True, slots=True)
class Reading:
    """What one of the two read. ``cited`` are the passages that show it; ``typed`` are the words where the
    records have none. ``section`` is the heading of the report or note under which it stands, ``date`` the
    day on which that was written."""

    cited: tuple[Evidence, ...] = ()
    typed: str = ""
    section: str = ""
    date: date | None = None

    @property
    def words(self) -> str:
        """The quotes, or what was typed."""
        quotes = (" ".join(item.anchor.quote.split()) for item in self.cited)
        return " … ".join(quote for quote in quotes if quote) or self.typed

    @property
    def told(self) -> bool:
        """Whether the record says anything about this reading."""
        return bool(self.cited or self.typed.strip())


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """Where the submitted records settle the discrepancy, and by what. ``means`` is ``None`` while they do
    not."""

    means: ReconciledBy | None = None
    cited: tuple[Evidence, ...] = ()
    date: date | None = None


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """One record. ``elements`` are the ids of elements that it affects, ``lines`` the service lines (from 1),
    all of them where none is named; ``why`` says why it is, or is not, clinically significant."""

    id: str
    study: Study = field(default_factory=Study)
    reader: str = ""
    independent: Independence = Independence.UNKNOWN
    report: ReportStatus = ReportStatus.UNKNOWN
    ordering: Reading = field(default_factory=Reading)
    radiologist: Reading = field(default_factory=Reading)
    kind: DifferenceKind | None = None
    degree: DifferenceDegree | None = None
    significance: Significance = Significance.UNDETERMINED
    why: str = ""
    elements: tuple[str, ...] = ()
    lines: tuple[int, ...] = ()
    reconciliation: Reconciliation = field(default_factory=Reconciliation)
    note: str = ""
    recorded_by: str = ""
    recorded_at: datetime | None = None

    def cited_for(self, what: CitedFor) -> tuple[Evidence, ...]:
        """The passages that are cited for one of the readings or for the reconciliation."""
        match what:
            case CitedFor.ORDERING:
                return self.ordering.cited
            case CitedFor.RADIOLOGIST:
                return self.radiologist.cited
            case CitedFor.RECONCILIATION:
                return self.reconciliation.cited

    def with_cited(self, what: CitedFor, cited: tuple[Evidence, ...]) -> Discrepancy:
        """The record with other passages cited for one of the readings or for the reconciliation."""
        match what:
            case CitedFor.ORDERING:
                return replace(self, ordering=replace(self.ordering, cited=cited))
            case CitedFor.RADIOLOGIST:
                return replace(self, radiologist=replace(self.radiologist, cited=cited))
            case CitedFor.RECONCILIATION:
                return replace(self, reconciliation=replace(self.reconciliation, cited=cited))
