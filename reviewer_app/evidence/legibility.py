"""How well a page can be read, from what was measured on it (S1)."""

from __future__ import annotations

from reviewer_app.domain.found import PageLegibility
from reviewer_app.domain.page_reading import ReadPage
from reviewer_app.evidence.legibility_rules import LegibilityRules


def page_legibility(page: ReadPage, rules: LegibilityRules) -> PageLegibility:
    """The legibility of one page, with the reason in words."""
    return PageLegibility()
