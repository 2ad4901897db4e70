"""Made-up discrepancy records: two readings of one MRI, complete and open unless changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from reviewer_app.domain.discrepancy import (
    DifferenceKind,
    Discrepancy,
    Reading,
    ReconciledBy,
    Reconciliation,
    Significance,
    Study,
)
from reviewer_app.domain.evidence import Anchor, Evidence
from reviewer_app.domain.pages import Rect
from reviewer_app.rules.facts import ReadinessFacts
from tests.unit.rules.cases import NOON, NURSE

VISIT, REPORT, ADDENDUM = "b" * 64, "c" * 64, "d" * 64


def passage(sha256: str, quote: str, *rects: Rect, page: int = 1) -> Evidence:
    anchor = Anchor(sha256, page, rects or (Rect(72, 100, 300, 112),), quote)
    return Evidence(f"{sha256[:2]} {quote}", anchor, f"{sha256[0]}.pdf", NOON, NURSE.name)


SURGEON = passage(VISIT, "a full-thickness tear of the supraspinatus")
RADIOLOGIST = passage(REPORT, "no full-thickness tear")
SETTLING = passage(ADDENDUM, "On a second look the tear is full-thickness.")

OPEN = Discrepancy(
    "x1",
    Study("MRI", "shoulder", laterality="left", date=date(2025, 3, 20)),
    ordering=Reading((SURGEON,), date=date(2025, 4, 2)),
    radiologist=Reading((RADIOLOGIST,), date=date(2025, 3, 21)),
    kind=DifferenceKind.SEVERITY,
    significance=Significance.LIKELY,
)
SETTLED = replace(OPEN, reconciliation=Reconciliation(ReconciledBy.ADDENDUM, (SETTLING,), date(2025, 4, 3)))


def recorded(facts: ReadinessFacts, *records: Discrepancy) -> ReadinessFacts:
    """The facts with these records."""
    return replace(facts, review=replace(facts.review, discrepancies=records))
