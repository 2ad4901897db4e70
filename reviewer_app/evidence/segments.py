"""Which pages are one document, and what document it is."""

from __future__ import annotations

from collections.abc import Sequence

from reviewer_app.domain.found import PageLegibility, Segment
from reviewer_app.domain.page_reading import ReadPage
from reviewer_app.domain.request import Request
from reviewer_app.evidence.paper_rules import PaperRules


def find_segments(
    pages: Sequence[ReadPage], legibility: Sequence[PageLegibility], request: Request, rules: PaperRules
) -> tuple[Segment, ...]:
    """The documents inside the files of a case, in order; every page is of one of them."""
    return ()
