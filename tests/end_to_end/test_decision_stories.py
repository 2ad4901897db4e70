"""Decisions from the first mark to the signature, by keyboard alone."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication

from reviewer_app.domain.authority import RungKind
from reviewer_app.domain.checklist import Spot, SpotKind
from reviewer_app.domain.review import Outcome, ReviewStatus, Role
from reviewer_app.review.workspace import open_workspace
from tests.end_to_end.decision_stories import (
    APPROVE,
    REASON,
    REFERRAL_AND_DENIAL,
    REPEATED,
    SAID,
    SEQUENTIAL,
    UNMET,
)
from tests.end_to_end.story import NURSE, PHYSICIAN, decision, told


def test_c01_a_complete_request_is_approved_with_a_proposed_rationale(
    qapp: QApplication, tmp_path: Path
) -> None:
    with told(APPROVE, qapp, tmp_path) as keyboard:
        review = keyboard.case.review
        assert review.status is ReviewStatus.SIGNED
        (line,) = review.determinations
        assert line.outcome is Outcome.APPROVE
        assert "is approved as requested" in line.rationale

        # Whatever blocks an outcome, there is a way to where it can be cleared.
        file = keyboard.case.documents[1].file
        keys = {
            SpotKind.ELEMENT: UNMET,
            SpotKind.RUNG: RungKind.PLAN_DOCUMENT.value,
            SpotKind.DECISION: "reason",
            SpotKind.DOCUMENT: file,
            SpotKind.PAGE: f"{file}#1",
            SpotKind.REVIEWER: "licence",
        }
        panels = keyboard.review.panels
        places = set[str]()
        for kind in SpotKind:
            panels.tabs.setCurrentWidget(panels.checklist)
            keyboard.review.spots.go(Spot(kind, keys.get(kind, ""), 1))
            places.add(panels.tabs.tabText(panels.tabs.currentIndex()).split()[0])
        assert places == {"Checklist", "Discrepancies", "Authority", "Determination", "Request"}
        assert keyboard.review.pages.file == file


def test_c06_a_repeated_treatment_is_approved_with_benefit_and_lapse_cited(
    qapp: QApplication, tmp_path: Path
) -> None:
    with told(SEQUENTIAL, qapp, tmp_path) as keyboard:
        review = keyboard.case.review
        assert {one.outcome for one in review.determinations} == {Outcome.APPROVE}
        for element in ("s19-benefit", "s19-lapse"):
            (cited,) = review.finding(f"{element}@{REPEATED}").evidence
            assert cited.file.endswith("visit_2025-09-22.pdf")


def test_a_nurses_referral_is_taken_up_and_denied_by_a_physician(qapp: QApplication, tmp_path: Path) -> None:
    with told(REFERRAL_AND_DENIAL, qapp, tmp_path) as keyboard:
        review = keyboard.case.review
        (line,) = review.determinations
        assert (line.outcome, line.criterion) == (Outcome.DENY, UNMET)
        assert REASON in line.rationale
        (note,) = review.conversations
        assert note.said == SAID
        assert review.signature is not None
        assert (review.signature.reviewer.name, review.signature.reviewer.role) == (
            PHYSICIAN,
            Role.PHYSICIAN,
        )
        assert keyboard.case.reconsideration.text is not None
        since = decision(keyboard).since
        assert NURSE in since.words()
        titles = [row.title for row in since.model.rows]
        assert any("line 1" in title for title in titles)
    with open_workspace(tmp_path / "data") as workspace:
        first, second = (
            workspace.store.reviews.load(one) for one in workspace.store.reviews.versions(review.case_id)
        )
        assert first.signature is not None
        assert first.signature.reviewer.role is Role.NURSE
        assert first.determinations[0].outcome is Outcome.REFER
        assert second.findings == first.findings
        assert workspace.store.verify() == ()
