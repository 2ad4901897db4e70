"""Passages of the ordering provider and of the radiologist on one study that may differ (S14)."""

from __future__ import annotations

from collections.abc import Sequence

from reviewer_app.domain.found import DiscrepancyCandidate
from reviewer_app.evidence.page_facts import CaseToSearch, PageFacts
from reviewer_app.evidence.reading_rules import ReadingRules
from reviewer_app.evidence.statement_rules import StatementRules


def discrepancy_candidates(
    case: CaseToSearch, pages: Sequence[PageFacts], rules: ReadingRules, statements: StatementRules
) -> tuple[DiscrepancyCandidate, ...]:
    """Pairs of passages that may differ, the likeliest first."""
    return ()
