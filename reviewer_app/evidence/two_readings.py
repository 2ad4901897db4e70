"""Passages of the ordering provider and of the radiologist on one study that may differ (S14)."""

from __future__ import annotations

from collections.abc import Sequence

from reviewer_app.domain.found import DiscrepancyCandidate
from reviewer_app.evidence.page_facts import CaseToSearch, PageFacts
from reviewer_app.evidence.passage_pairs import passage_pairs
from reviewer_app.evidence.reading_rules import ReadingRules
from reviewer_app.evidence.reading_sources import ReadingSources
from reviewer_app.evidence.settling_statements import reconciliations, settling_statements
from reviewer_app.evidence.statement_rules import StatementRules


def discrepancy_candidates(
    case: CaseToSearch, pages: Sequence[PageFacts], rules: ReadingRules, statements: StatementRules
) -> tuple[DiscrepancyCandidate, ...]:
    """Pairs of passages that may differ, the likeliest first. One passage is in one pair at most: in that
    which tells most."""
    sources = ReadingSources(case, pages, rules, statements)
    pairs = sorted(passage_pairs(sources, rules), key=lambda pair: -pair.weight)
    settling = tuple(settling_statements(sources, rules)) if pairs else ()
    told: set[tuple[object, ...]] = set()
    candidates = []
    for pair in pairs:
        passages = ((pair.mine.found.key, pair.mine.text), (pair.theirs.found.key, pair.theirs.text))
        if told.isdisjoint((*passages, pair.topic)):
            told.update((*passages, pair.topic))
            settled = tuple(reconciliations(pair, settling))
            candidates.append(
                DiscrepancyCandidate(
                    pair.report.study, pair.mine.found, pair.theirs.found, pair.kind, pair.why, settled
                )
            )
    return tuple(candidates)
