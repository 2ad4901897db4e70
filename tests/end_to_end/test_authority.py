"""What comes before the coverage policy, by keyboard: a trial that Medicare covers, a plan document that
excludes the service, a condition out of scope."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication

from reviewer_app.domain.authority import RungKind, Speaks
from reviewer_app.domain.review import Outcome
from reviewer_app.rules.authority_words import governing_words
from tests.end_to_end.authority_stories import (
    OUT_OF_SCOPE,
    PLAN,
    PLAN_EXCLUDES,
    TRIAL,
    TRIAL_NUMBER,
)
from tests.end_to_end.story import outcome_of, told


def test_s22_s24_a_trial_that_medicare_covers(qapp: QApplication, tmp_path: Path) -> None:
    """The criteria are overridden, so that nobody has to mark them; the rungs below need no check."""
    with told(TRIAL, qapp, tmp_path) as keyboard:
        case = keyboard.case
        (ladder,) = case.authority
        assert ladder.governing is not None
        assert (ladder.governing.rung, ladder.governing.speaks) == (
            RungKind.NATIONAL_COVERAGE,
            Speaks.REQUIRES,
        )
        assert case.review.rung(1, RungKind.LOCAL_COVERAGE).speaks is Speaks.NOT_CHECKED
        assert TRIAL_NUMBER in governing_words(ladder, case.checklist)
        assert outcome_of(keyboard) is Outcome.APPROVE
        rows = {row.key: row for row in keyboard.review.panels.checklist.model.rows}
        assert rows["s5-imaging"].words == "overridden by a national coverage determination"


def test_s21_s27_a_plan_document_that_excludes(qapp: QApplication, tmp_path: Path) -> None:
    """The plan prevails: the denial rests on its page; the elements that it overrides are not asked for."""
    with told(PLAN_EXCLUDES, qapp, tmp_path) as keyboard:
        case = keyboard.case
        (ladder,) = case.authority
        assert ladder.governing is not None
        assert (ladder.governing.rung, ladder.governing.speaks) == (RungKind.PLAN_DOCUMENT, Speaks.EXCLUDES)
        assert ladder.overridden
        determination = case.review.determination(1)
        assert determination.outcome is Outcome.DENY
        assert determination.criterion_source == f"Benefit plan document: {PLAN}, page 2"


def test_s20_a_condition_out_of_scope_goes_to_the_health_plan(qapp: QApplication, tmp_path: Path) -> None:
    with told(OUT_OF_SCOPE, qapp, tmp_path) as keyboard:
        assert outcome_of(keyboard) is Outcome.DIRECT_TO_HEALTH_PLAN
        assert keyboard.case.review.findings == {}
        assert keyboard.case.review.rungs == ()
