"""Readings that may differ, as the tab Discrepancies proposes them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.discrepancy import (
    CitedFor,
    DifferenceKind,
    Discrepancy,
    Reading,
    ReconciledBy,
    Reconciliation,
    Study,
)
from reviewer_app.domain.dismissed_candidate import DismissedCandidate, candidate_id
from reviewer_app.domain.evidence import Anchor, Evidence
from reviewer_app.domain.found import DiscrepancyCandidate, FoundQuote, FoundReconciliation
from reviewer_app.gui.models.candidates_model import candidate_rows, may_settle
from reviewer_app.gui.models.discrepancies_model import RowState, discrepancy_rows, tab_title
from tests.gui.panels.shoulder import shoulder_case

NOW = datetime.now(UTC)
ORDERING = FoundQuote("a" * 64, "01_consult.pdf", 2, "MRI shows a full-thickness tear.")
RADIOLOGIST = FoundQuote("b" * 64, "02_mri.pdf", 1, "Partial tear. No full-thickness tear.")
ADDENDUM = FoundQuote("c" * 64, "03_addendum.pdf", 1, "On review the tear is full-thickness.")
CANDIDATE = DiscrepancyCandidate(
    Study("MRI", "shoulder", laterality="right"),
    ORDERING,
    RADIOLOGIST,
    DifferenceKind.SEVERITY,
    "full-thickness against partial",
    (FoundReconciliation(ADDENDUM, ReconciledBy.ADDENDUM, date(2025, 3, 4)),),
)


@pytest.fixture
def case() -> OpenCase:
    return replace(shoulder_case(), review=replace(shoulder_case().review, discrepancies=()))


def cited(found: FoundQuote) -> tuple[Evidence, ...]:
    return (Evidence("e", Anchor(found.sha256, found.page, (), found.quote), found.file, NOW, "N"),)


def recorded() -> Discrepancy:
    return Discrepancy("d", ordering=Reading(cited(ORDERING)), radiologist=Reading(cited(RADIOLOGIST)))


def test_a_candidate_says_study_kind_and_why(case: OpenCase) -> None:
    (row,) = candidate_rows(case, (CANDIDATE,))
    assert (row.text, row.right) == ("MRI right shoulder", "proposed")
    assert row.below == "full-thickness against partial"
    assert "Consult p 2: “MRI shows a full-thickness tear.”" in row.spoken
    assert "May be settled by" in row.spoken
    assert "4 Mar 2025" in row.spoken


def test_what_was_dismissed_or_recorded_is_not_proposed(case: OpenCase) -> None:
    dismissed = DismissedCandidate(candidate_id(CANDIDATE), CANDIDATE.study, CANDIDATE.kind)
    assert (
        candidate_rows(replace(case, review=replace(case.review, dismissed=(dismissed,))), (CANDIDATE,)) == ()
    )
    known = replace(case, review=replace(case.review, discrepancies=(recorded(),)))
    assert candidate_rows(known, (CANDIDATE,)) == ()
    half = replace(recorded(), radiologist=Reading(typed="no tear"))
    other = replace(case, review=replace(case.review, discrepancies=(half,)))
    assert len(candidate_rows(other, (CANDIDATE,))) == 1


def test_what_may_settle_a_record_is_told_until_it_is_cited(case: OpenCase) -> None:
    record = recorded()
    assert may_settle(record, (CANDIDATE,)) == CANDIDATE.reconciliation
    rows = discrepancy_rows(replace(case, review=replace(case.review, discrepancies=(record,))), (CANDIDATE,))
    (settling,) = (row for row in rows if row.cited_for is CitedFor.RECONCILIATION)
    assert settling.state is RowState.EMPTY
    assert settling.below.startswith("◇ Perhaps: addendum to the report of 4 Mar 2025, Addendum p 1")
    settled = replace(record, reconciliation=Reconciliation(ReconciledBy.ADDENDUM, cited(ADDENDUM)))
    assert may_settle(settled, (CANDIDATE,)) == ()
    assert may_settle(Discrepancy("other"), (CANDIDATE,)) == ()


def test_the_tab_counts_what_is_proposed(case: OpenCase) -> None:
    assert tab_title(case) == "Discrepancies"
    assert tab_title(case, 2) == "Discrepancies ◇2"
