"""The reviewer's word that two readings which the program holds to differ are no discrepancy."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from reviewer_app.domain.discrepancy import DifferenceKind, Study
from reviewer_app.domain.evidence import Evidence
from reviewer_app.domain.found import DiscrepancyCandidate, FoundQuote


@dataclass(frozen=True, slots=True)
class DismissedCandidate:
    """A candidate that is not proposed again. ``id`` names it, so that it is known again when the case is
    searched anew; ``cited`` are both passages, the ordering provider's first."""

    id: str
    study: Study
    kind: DifferenceKind
    cited: tuple[Evidence, ...] = ()
    decided_by: str = ""
    decided_at: datetime | None = None


def candidate_id(candidate: DiscrepancyCandidate) -> str:
    """What a candidate is known by: in what the readings differ, and both passages."""
    sides = (_side(candidate.ordering), _side(candidate.radiologist))
    return " ".join((candidate.kind.value, *sides))


def _side(found: FoundQuote) -> str:
    return f"{found.sha256} {found.page} {found.quote}"
