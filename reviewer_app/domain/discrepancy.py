"""A discrepancy: two readings of one study that differ, the ordering provider's and the radiologist's (S14).

It compares what two people wrote and does not score either of them. Of the scales for peer review it borrows
only the question whether a difference is likely to matter to the patient's care.
"""

from __future__ import annotations

from dataclasses import dataclass, field
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


@dataclass(frozen=True, slots=True)
class Reading:
    """What one of the two read. ``cited`` are the passages that show it; ``typed`` are the words where the
    records have none. ``section`` is the heading of the report or note under which it stands."""

    cited: tuple[Evidence, ...] = ()
    typed: str = ""
    section: str = ""

    @property
    def words(self) -> str:
        """The quotes, or what was typed."""
        return " … ".join(item.anchor.quote for item in self.cited if item.anchor.quote) or self.typed


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """Where the submitted records settle the discrepancy, and by what. ``means`` is ``None`` while they do
    not."""

    means: ReconciledBy | None = None
    cited: tuple[Evidence, ...] = ()
    date: date | None = None


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """One record. ``elements`` are the ids of elements that it affects; ``why`` says why it is, or is not,
    clinically significant."""

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
    reconciliation: Reconciliation = field(default_factory=Reconciliation)
    note: str = ""
    recorded_by: str = ""
    recorded_at: datetime | None = None
