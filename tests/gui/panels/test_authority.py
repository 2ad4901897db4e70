"""The panel of the authority ladder: what it shows, every keyboard path, and what it leaves to the window."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from reviewer_app.domain.authority import (
    AuthorityEntry,
    InvestigationalFlag,
    LadderKind,
    LineAuthority,
    RungFinding,
    RungKind,
    RungProposal,
    RungStanding,
    ScopeOverride,
    Speaks,
    TrialRecord,
)
from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.evidence import Evidence
from reviewer_app.domain.review import Review, Reviewer, Role
from reviewer_app.gui.look import Look
from reviewer_app.gui.models.authority_model import (
    AuthorityModel,
    AuthorityRow,
    RowKind,
    Sign,
    authority_rows,
    tab_title,
)
from reviewer_app.gui.panels.authority import AuthorityPanel
from reviewer_app.gui.panels.rung_detail import ALL
from reviewer_app.rules.authority import authority_of
from tests.gui.panels.keys import press, shown
from tests.unit.summary import cases

PLAN = RungKind.PLAN_DOCUMENT


def judged(case: OpenCase, *rungs: RungFinding) -> OpenCase:
    """The case with these rungs found, and its ladders made anew."""
    review: Review = replace(case.review, rungs=rungs)
    request = case.request
    ladders = tuple(
        authority_of(request.plan, line, case.checklist, review, request.clinical_trial_number)
        for line in request.services
    )
    return replace(case, review=review, authority=ladders, proposals=())


@pytest.fixture
def case() -> OpenCase:
    return judged(cases.draft_case())


@pytest.fixture
def panel(qtbot: QtBot, light: Look, case: OpenCase) -> AuthorityPanel:
    made = AuthorityPanel(light)
    made.show_keys("E", "Y")
    made.show_case(case)
    shown(qtbot, made)
    return made


def rung_of(panel: AuthorityPanel) -> RungKind | None:
    row = panel.current_row()
    return row.rung if row is not None else None


def row_of(case: OpenCase, kind: RowKind, rung: RungKind | None = None) -> AuthorityRow:
    return next(row for row in authority_rows(case) if (row.kind, row.rung) == (kind, rung))


def evidence(case: OpenCase) -> Evidence:
    return next(one for finding in case.review.findings.values() for one in finding.evidence)


def test_the_model_keeps_the_rules_of_models_while_it_changes(case: OpenCase) -> None:
    model = AuthorityModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for one in (case, judged(case, RungFinding(1, PLAN, Speaks.SILENT)), case):
        model.show(authority_rows(one))
    model.show(())


def test_each_line_has_its_ladder_and_the_tab_counts_what_is_left(case: OpenCase) -> None:
    lines = [row.line for row in authority_rows(case) if row.rung is PLAN]
    assert lines == [service.line for service in case.request.services]
    left = sum(len(ladder.left) for ladder in case.authority)
    assert tab_title(case) == f"Authority {left}"
    silent = [RungFinding(one.line, rung.rung, Speaks.SILENT) for one in case.authority for rung in one.left]
    assert tab_title(judged(case, *silent)) == "Authority"
    assert row_of(judged(case, *silent), RowKind.RUNG, RungKind.COVERAGE_POLICY).governs


def test_a_row_says_how_it_stands_by_mark_and_word(case: OpenCase) -> None:
    uncited = judged(case, RungFinding(1, PLAN, Speaks.EXCLUDES))
    row = row_of(uncited, RowKind.RUNG, PLAN)
    assert (row.sign, row.word) == (Sign.PROBLEM, "excludes, not cited")
    cited = judged(case, RungFinding(1, PLAN, Speaks.EXCLUDES, cited=(evidence(case),)))
    row = row_of(cited, RowKind.RUNG, PLAN)
    assert (row.sign, row.word) == (Sign.NO, "excludes")
    assert "excludes the service" in row.spoken


def test_numbers_say_what_a_rung_says_and_silent_goes_on(panel: AuthorityPanel, case: OpenCase) -> None:
    told: list[tuple[object, Speaks]] = []
    panel.rung_spoken.connect(lambda row, speaks: told.append((row.rung, speaks)))
    first = rung_of(panel)
    press(panel.list, "2")
    panel.show_case(judged(case, RungFinding(1, first or PLAN, Speaks.REQUIRES)))
    assert rung_of(panel) is first
    press(panel.list, "1")
    panel.show_case(judged(case, RungFinding(1, first or PLAN, Speaks.SILENT)))
    assert rung_of(panel) is not first
    assert told == [(first, Speaks.REQUIRES), (first, Speaks.SILENT)]


def test_what_the_packs_hold_is_not_chosen(panel: AuthorityPanel) -> None:
    told: list[object] = []
    panel.rung_spoken.connect(lambda row, _speaks: told.append(row))
    panel.select(f"rung 1 {RungKind.COVERAGE_POLICY.value}")
    press(panel.list, "1")
    assert told == []
    assert panel.rung.speaks.isHidden()


def test_the_citation_is_jumped_to_and_taken_away_by_key(panel: AuthorityPanel, case: OpenCase) -> None:
    cited = judged(case, RungFinding(1, PLAN, Speaks.EXCLUDES, cited=(evidence(case),)))
    panel.show_case(cited)
    panel.select(f"rung 1 {PLAN.value}")
    jumped: list[object] = []
    removed: list[str] = []
    panel.evidence_activated.connect(jumped.append)
    panel.citation_removed.connect(lambda _row, evidence_id: removed.append(evidence_id))
    press(panel.list, "Return")
    press(panel.list, "Del")
    assert jumped == [evidence(case)]
    assert removed == [evidence(case).id]


def test_a_rule_of_the_library_is_taken_away_by_key(panel: AuthorityPanel, case: OpenCase) -> None:
    entry = AuthorityEntry("m1", RungKind.FEDERAL_LAW, Speaks.REQUIRES, "A mandate", "29 USC 0")
    panel.show_case(judged(case, RungFinding(1, RungKind.FEDERAL_LAW, Speaks.REQUIRES, entry=entry)))
    panel.select(f"rung 1 {RungKind.FEDERAL_LAW.value}")
    removed: list[str] = []
    panel.citation_removed.connect(lambda _row, evidence_id: removed.append(evidence_id))
    press(panel.list, "Del")
    assert removed == [""]
    assert panel.rung.entry.words() == "Library: A mandate (29 USC 0)"


def test_elements_are_overridden_one_by_one_or_all_at_once(panel: AuthorityPanel, case: OpenCase) -> None:
    panel.show_case(judged(case, RungFinding(1, PLAN, Speaks.EXCLUDES, cited=(evidence(case),))))
    panel.select(f"rung 1 {PLAN.value}")
    written: list[RungFinding] = []
    panel.rung_written.connect(written.append)
    offered = [row.value for row in panel.rung.overrides.choice_model.rows if row.value != ALL]
    assert "s2-current-status" not in offered
    press(panel.rung.overrides, "2")
    press(panel.rung.overrides, "1")
    assert written[0].overrides == (offered[0],)
    assert written[1].overrides == tuple(offered)


def test_what_is_typed_about_a_rung_goes_out_whole(panel: AuthorityPanel, case: OpenCase) -> None:
    panel.show_case(judged(case, RungFinding(1, PLAN, Speaks.EXCLUDES, note="Before")))
    panel.select(f"rung 1 {PLAN.value}")
    written: list[RungFinding] = []
    panel.rung_written.connect(written.append)
    panel.rung.effective_from.setText("2025-01-31")
    panel.rung.effective_from.commit()
    assert written[-1].effective_from is not None
    assert (written[-1].effective_from.isoformat(), written[-1].note) == ("2025-01-31", "Before")
    panel.rung.effective_to.setText("soon")
    count = len(written)
    panel.rung.effective_to.commit()
    assert len(written) == count


def test_a_proposal_is_shown_with_its_key(panel: AuthorityPanel, case: OpenCase) -> None:
    proposal = RungProposal(1, RungKind.FEDERAL_LAW, Speaks.SILENT, "Our library has nothing on 64483.")
    proposed = replace(case, proposals=(proposal,))
    panel.show_case(proposed)
    panel.select(f"rung 1 {RungKind.FEDERAL_LAW.value}")
    assert row_of(proposed, RowKind.RUNG, RungKind.FEDERAL_LAW).below.startswith("Proposed: silent.")
    assert "Y confirms" in panel.rung.asked.words()


def test_an_unknown_ladder_is_chosen_by_number(panel: AuthorityPanel, case: OpenCase) -> None:
    unknown = replace(
        case, authority=tuple(LineAuthority(one.line, missing="Not said.") for one in case.authority)
    )
    panel.show_case(unknown)
    picked: list[object] = []
    panel.ladder_picked.connect(picked.append)
    panel.select("ladder 0")
    press(panel.list, "3")
    assert picked == [LadderKind.MEDICARE]


def test_the_trial_keeps_the_requests_number_as_the_requests(panel: AuthorityPanel, case: OpenCase) -> None:
    request = replace(case.request, clinical_trial_number="NCT01234567")
    panel.show_case(replace(case, request=request))
    written: list[TrialRecord] = []
    panel.trial_written.connect(written.append)
    panel.select("trial 0")
    assert panel.trial.number.text() == "NCT01234567"
    panel.trial.note.setPlainText("Phase 3")
    panel.trial.note.commit()
    assert written == [TrialRecord(note="Phase 3")]
    panel.trial.number.setText("NCT1")
    panel.trial.number.commit()
    assert written[-1].number == "NCT1"


def test_investigational_grounds_and_who_may_clear_them(panel: AuthorityPanel, case: OpenCase) -> None:
    flagged: list[tuple[int, str]] = []
    cleared: list[tuple[int, str]] = []
    panel.flagged.connect(lambda line, text: flagged.append((line, text)))
    panel.cleared.connect(lambda line, text: cleared.append((line, text)))
    panel.select("investigational 1")
    press(panel.list, "1")
    panel.investigational.grounds.setPlainText("No trial.")
    panel.investigational.grounds.commit()
    assert flagged == [(1, "No trial.")]
    review = replace(case.review, investigational=(InvestigationalFlag(1, "No trial."),))
    nurse = replace(case, review=review, reviewer=Reviewer("A", Role.NURSE))
    panel.show_case(nurse)
    assert panel.investigational.because.isHidden() or not panel.investigational.because.isVisible()
    panel.show_case(replace(nurse, reviewer=Reviewer("B", Role.PHYSICIAN, "MD 1")))
    panel.investigational.because.setPlainText("Three trials.")
    panel.investigational.because.commit()
    assert cleared == [(1, "Three trials.")]


def test_a_reason_for_reviewing_a_condition_out_of_scope(panel: AuthorityPanel, case: OpenCase) -> None:
    review = replace(case.review, scope_overrides=(ScopeOverride(1, "Coded wrongly."),))
    panel.show_case(replace(case, review=review))
    told: list[tuple[int, str]] = []
    panel.scope_reasoned.connect(lambda line, text: told.append((line, text)))
    panel.select("scope 1")
    panel.scope.reason.setPlainText("")
    panel.scope.reason.commit()
    assert told == [(1, "")]


def test_without_a_service_it_says_what_to_do(panel: AuthorityPanel, case: OpenCase) -> None:
    panel.show_case(replace(case, request=replace(case.request, services=()), authority=()))
    assert panel.empty.isVisible()
    assert panel.empty.title_text() == "No service is named"


def test_a_signed_review_is_only_read(panel: AuthorityPanel) -> None:
    signed = cases.signed_case()
    panel.show_case(judged(signed, *signed.review.rungs))
    told: list[object] = []
    panel.rung_spoken.connect(lambda row, _speaks: told.append(row))
    panel.select(f"rung 1 {RungKind.FEDERAL_LAW.value}")
    press(panel.list, "1")
    assert told == []
    assert panel.rung.note.isReadOnly()


def test_a_standing_that_governs_is_told_with_what_it_overrides(case: OpenCase) -> None:
    first = case.authority[0]
    finding = RungFinding(1, PLAN, Speaks.EXCLUDES, cited=(evidence(case),))
    governing = RungStanding(PLAN, Speaks.EXCLUDES, "It excludes the service.", finding)
    one = case.checklist.elements[0]
    ladder = LineAuthority(1, first.ladder, "", (governing,), (), governing, frozenset((one.id,)))
    told = replace(case, authority=(ladder, *case.authority[1:]))
    row = row_of(told, RowKind.RUNG, PLAN)
    assert row.governs
    assert f"Overrides “{one.element.title}”." in row.below
