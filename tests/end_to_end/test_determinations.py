"""Decisions by keyboard alone: who may deny, what a pend needs, exceptions, amendments, how far undo goes."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from reviewer_app.domain.review import FindingState, Outcome, ReviewStatus, Role
from reviewer_app.review.sample_cases import COMPLETE_CASE, samples_folder
from tests.databases import open_store
from tests.end_to_end.keyboard import Keyboard, window
from tests.end_to_end.story import (
    LICENCE,
    PHYSICIAN,
    answer_prompts,
    be_nurse,
    be_physician,
    check_authority,
    choose,
    decision,
    fill,
    give_reason,
    line_section,
    messages,
    outcome_of,
    sign,
    tab_to,
)

CASE = samples_folder() / COMPLETE_CASE
CRITERION = "g1-conservative-care"
EXCEPTION = "s16-exception"


def mark_everything(keyboard: Keyboard, **others: str) -> None:
    """Mark each element present, and those named (with _ for -) by another key; no rung says anything."""
    keyboard.press("Ctrl+1")
    for element in [one.id for one in keyboard.case.checklist.elements]:
        keyboard.review.panels.checklist.select(element)
        keyboard.press(others.get(element.replace("-", "_"), "P"))
    check_authority(keyboard)


def test_a_nurse_cannot_deny_and_is_told_why(qapp: QApplication, tmp_path: Path) -> None:
    with window(qapp, tmp_path / "data", case=CASE) as keyboard:
        mark_everything(keyboard)
        for outcome in (Outcome.DENY, Outcome.APPROVE_IN_PART):
            choose(keyboard, outcome)
            assert "physician" in line_section(keyboard).refusal_text()
            assert outcome_of(keyboard) is None
        # What the provider agreed to in writing is hers once the page is cited.
        keyboard.press("Esc", "E")
        assert len(keyboard.case.review.approved_part(1).cited) == 1
        choose(keyboard, Outcome.APPROVE_IN_PART)
        assert outcome_of(keyboard) is Outcome.APPROVE_IN_PART
        choose(keyboard, Outcome.REFER)
        assert outcome_of(keyboard) is Outcome.REFER
        fill(keyboard, line_section(keyboard).rationale, "The imaging has to be judged by a physician.")
        answer_prompts(keyboard)
        keyboard.press("Ctrl+5", "Ctrl+Return")
        assert "name" in decision(keyboard).signing.problems_text()
        # What is missing has the keyboard.
        assert QApplication.focusWidget() is decision(keyboard).reviewer.name
        assert keyboard.case.review.status is ReviewStatus.OPEN
        be_nurse(keyboard)
        sign(keyboard)
        assert keyboard.case.review.signature is not None
        assert keyboard.case.review.signature.reviewer.role is Role.NURSE


def test_a_physician_denies_with_reason_and_criterion(qapp: QApplication, tmp_path: Path) -> None:
    with window(qapp, tmp_path / "data", case=CASE) as keyboard:
        mark_everything(keyboard, g1_conservative_care="A")
        keyboard.press("Ctrl+5")
        be_physician(keyboard, attest=False)
        choose(keyboard, Outcome.DENY)
        assert outcome_of(keyboard) is Outcome.DENY
        fill(keyboard, line_section(keyboard).rationale, "The weeks of treatment are not documented.")
        answer_prompts(keyboard)
        keyboard.press("Ctrl+5", "Ctrl+Return")
        told = decision(keyboard).signing.problems_text()
        assert "reason" in told
        assert "criterion" in told or "others" in told or "things block" in told
        assert "attestation" in told
        assert QApplication.focusWidget() is line_section(keyboard).blockers
        give_reason(keyboard, "No record of six weeks of conservative care.")
        keyboard.press("Ctrl+5", "Ctrl+Return")
        told = decision(keyboard).signing.problems_text()
        assert "attestation" in told
        assert "does not state the specific reason" in told
        assert QApplication.focusWidget() is line_section(keyboard).rationale
        keyboard.press("Ctrl+R")
        assert "No record of six weeks of conservative care." in line_section(keyboard).rationale.value()
        tab_to(keyboard, decision(keyboard).signing.attest)
        keyboard.press("Space")
        sign(keyboard)
        (determination,) = keyboard.case.review.determinations
        assert determination.outcome is Outcome.DENY
        assert determination.criterion == CRITERION
        signature = keyboard.case.review.signature
        assert signature is not None
        assert (signature.reviewer.name, signature.reviewer.licence) == (PHYSICIAN, LICENCE)
        assert "licensed physician" in signature.attestation


def test_a_pend_lists_what_is_missing(qapp: QApplication, tmp_path: Path) -> None:
    with window(qapp, tmp_path / "data", case=CASE) as keyboard:
        mark_everything(keyboard, s5_imaging="A", s3a_history="I")
        choose(keyboard, Outcome.APPROVE)
        assert outcome_of(keyboard) is None
        assert line_section(keyboard).refusal_text()
        choose(keyboard, Outcome.PEND)
        offered = keyboard.case.review.determination(1).missing
        assert len(offered) == 2
        fill(keyboard, line_section(keyboard).missing, "The report of the MRI")
        fill(keyboard, line_section(keyboard).rationale, "Without the report nothing can be decided.")
        give_reason(keyboard, "The imaging report did not arrive.")
        answer_prompts(keyboard)
        be_nurse(keyboard)
        sign(keyboard)
        (determination,) = keyboard.case.review.determinations
        assert determination.outcome is Outcome.PEND
        assert determination.missing == ("The report of the MRI",)


def test_an_exception_accepted_by_a_physician_clears_the_criterion(
    qapp: QApplication, tmp_path: Path
) -> None:
    with window(qapp, tmp_path / "data", case=CASE) as keyboard:
        mark_everything(keyboard, g1_conservative_care="A")
        keyboard.press("Ctrl+1")
        keyboard.review.panels.checklist.select(EXCEPTION)
        keyboard.press("E")
        choose(keyboard, Outcome.APPROVE)
        assert outcome_of(keyboard) is None
        exception = decision(keyboard).exception
        fill(keyboard, exception.why, "Treatment is contraindicated in this patient.")
        tab_to(keyboard, exception.criteria[CRITERION])
        keyboard.press("Space")
        assert keyboard.case.review.exception.criteria == (CRITERION,)
        assert not exception.accept_button.isVisible()
        choose(keyboard, Outcome.APPROVE)
        assert outcome_of(keyboard) is None

        be_physician(keyboard)
        tab_to(keyboard, exception.accept_button)
        keyboard.press("Space")
        assert keyboard.case.review.exception.accepted_by == PHYSICIAN
        choose(keyboard, Outcome.APPROVE)
        assert outcome_of(keyboard) is Outcome.APPROVE

        fill(keyboard, exception.why, "Another reason.")
        assert not keyboard.case.review.exception.accepted
        fill(keyboard, line_section(keyboard).rationale, "An exception.")
        answer_prompts(keyboard)
        tab_to(keyboard, decision(keyboard).signing.attest)
        if not decision(keyboard).signing.attest.isChecked():
            keyboard.press("Space")
        keyboard.press("Ctrl+5", "Ctrl+Return")
        assert keyboard.case.review.status is ReviewStatus.OPEN


def approve_and_sign(keyboard: Keyboard) -> None:
    mark_everything(keyboard)
    choose(keyboard, Outcome.APPROVE)
    fill(keyboard, line_section(keyboard).rationale, "Everything is documented.")
    answer_prompts(keyboard)
    be_nurse(keyboard)
    sign(keyboard)


def test_an_amendment_is_a_new_version_and_supersedes_the_old_when_signed(
    qapp: QApplication, tmp_path: Path
) -> None:
    with window(qapp, tmp_path / "data", case=CASE) as keyboard:
        approve_and_sign(keyboard)
        first = keyboard.case.review
        keyboard.press("Ctrl+1", "A", "U", "E", "L", "Ctrl+Z", "Shift+L", "Del")
        assert keyboard.case.review.findings == first.findings
        keyboard.press("Ctrl+Shift+A")
        assert keyboard.case.review.version == 1
        keyboard.type("The laboratory studies came later.")
        keyboard.press("Return")
        assert keyboard.case.review.version == 2
        assert keyboard.case.review.status is ReviewStatus.OPEN
        assert keyboard.case.review.findings == first.findings
        keyboard.press("Ctrl+Z", "Ctrl+Z", "Ctrl+Z")
        assert keyboard.case.review.findings == first.findings
        keyboard.review.panels.checklist.select("s4-laboratory")
        keyboard.press("U")
        keyboard.press("Ctrl+5", "Ctrl+Return")
        assert keyboard.case.review.status is ReviewStatus.OPEN
        keyboard.press("Ctrl+1", "A")
        sign(keyboard)
        second = keyboard.case.review
    assert second.version == 2
    with open_store(tmp_path / "data") as store:
        assert store.verify() == ()
        old = store.reviews.load(first.id)
        assert old.status is ReviewStatus.SUPERSEDED
        assert old.findings == first.findings
        assert old.signature == first.signature
        assert store.reviews.load(second.id).amends == first.id
        newest = store.reviews.newest(second.case_id)
        assert newest is not None
        assert newest.id == second.id


def test_undo_ends_where_the_review_began_and_redo_where_it_was(qapp: QApplication, tmp_path: Path) -> None:
    def states(keyboard: Keyboard) -> list[FindingState]:
        return [keyboard.case.review.finding(one.id).state for one in keyboard.case.checklist.elements]

    with window(qapp, tmp_path / "data", case=CASE) as keyboard:
        untouched = states(keyboard)
        keyboard.press("P", "E", "J", "A", "J", "I", "L", "Shift+L")
        done = states(keyboard)
        keyboard.press(*["Ctrl+Z"] * 12)
        assert states(keyboard) == untouched
        assert keyboard.case.review.page_marks == ()
        keyboard.press(*["Ctrl+Shift+Z"] * 12)
        assert states(keyboard) == done
        keyboard.press("Ctrl+Z", "J", "P", "Ctrl+Shift+Z", "Ctrl+Y")
        assert keyboard.case.can_redo == ""
        assert messages(keyboard) == ""


@pytest.mark.parametrize("outcome", [Outcome.WITHDRAWN, Outcome.DIRECT_TO_HEALTH_PLAN])
def test_other_outcomes_are_signed_by_a_nurse(qapp: QApplication, tmp_path: Path, outcome: Outcome) -> None:
    with window(qapp, tmp_path / "data", case=CASE) as keyboard:
        mark_everything(keyboard)
        choose(keyboard, outcome)
        assert outcome_of(keyboard) is outcome
        fill(keyboard, line_section(keyboard).rationale, "As the provider wishes.")
        answer_prompts(keyboard)
        be_nurse(keyboard)
        sign(keyboard)
