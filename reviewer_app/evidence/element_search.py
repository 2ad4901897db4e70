"""Where each element of the checklist may be (S3-S19)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reviewer_app.domain.found import ElementSearch
from reviewer_app.evidence.element_rules import ElementRules
from reviewer_app.evidence.page_facts import CaseToSearch, PageFacts
from reviewer_app.evidence.statement_rules import StatementRules


def search_elements(
    case: CaseToSearch, pages: Sequence[PageFacts], rules: ElementRules, statements: StatementRules
) -> Mapping[str, ElementSearch]:
    """The search for each element that the case asks for, by its id."""
    return {}
