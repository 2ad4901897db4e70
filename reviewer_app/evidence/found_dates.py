"""The dates of the course of a complaint, as the pages tell them."""

from __future__ import annotations

from collections.abc import Sequence

from reviewer_app.domain.found import FoundDate
from reviewer_app.evidence.date_rules import DateRules
from reviewer_app.evidence.page_facts import CaseToSearch, PageFacts
from reviewer_app.evidence.statement_rules import StatementRules


def find_dates(
    case: CaseToSearch, pages: Sequence[PageFacts], rules: DateRules, statements: StatementRules
) -> tuple[FoundDate, ...]:
    """Onset, change, visits, imaging and treatments, each with its quote, in the order of time."""
    return ()
