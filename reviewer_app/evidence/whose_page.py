"""Whose page it is: what pages say of the patient, against the request."""

from __future__ import annotations

from collections.abc import Sequence

from reviewer_app.domain.found import PageOwnership, Segment
from reviewer_app.domain.page_reading import ReadPage
from reviewer_app.domain.request import Request
from reviewer_app.evidence.identity_rules import IdentityRules


def page_ownership(page: ReadPage, request: Request, rules: IdentityRules) -> PageOwnership:
    """What one page says of whose it is."""
    return PageOwnership()


def ownership_by_segment(
    pages: Sequence[ReadPage], owners: Sequence[PageOwnership], segments: Sequence[Segment]
) -> tuple[PageOwnership, ...]:
    """The same, each page seen beside the others of its document: one between two of another patient is
    suspect although it names nobody."""
    return tuple(owners)
