"""What the reviewer does on the authority ladder, from the desk to the database and back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from reviewer_app.domain.authority import LadderKind, RungKind, Speaks, TrialRecord
from reviewer_app.domain.errors import BlockedError, InputError
from reviewer_app.domain.review import Outcome
from reviewer_app.review.data_folder import data_folder
from reviewer_app.review.desk import Desk
from reviewer_app.review.import_authority import authority_text, import_authority
from reviewer_app.review.workspace import open_workspace
from tests.databases import set_up_key
from tests.unit.review.desks import (
    NURSE,
    PHYSICIAN,
    Clock,
    WatchedCases,
    codes,
    ids,
    lumbar_request,
    mark_all_present,
    page_of,
)

PLAN = RungKind.PLAN_DOCUMENT
LIBRARY = """
title: Our mandates
covers: [{rung: state-law}, {rung: federal-law}]
entries:
  - {id: m1, rung: state-law, speaks: requires, title: A mandate, citation: Minn. Stat. 0, codes: ["64483"]}
"""
TWO_LINES = [{"code": "64483", "system": "CPT"}, {"code": "64484", "system": "CPT"}]


@pytest.fixture
def desk(desk: Desk, cases: WatchedCases) -> Desk:
    desk.open(cases.made("small", lumbar_request(services=TWO_LINES), a="A visit note.", plan="The plan."))
    return desk


def test_a_rung_is_checked_cited_and_undone(desk: Desk) -> None:
    case = desk.mark_rung(1, PLAN, Speaks.EXCLUDES)
    assert case.review.rung(1, PLAN).checked_by == NURSE.name
    case = desk.cite_rung(1, PLAN, page_of(case, "plan.txt"))
    assert case.review.rung(1, PLAN).source == "plan.txt, page 1"
    assert desk.open(case.folder).review == case.review
    (evidence,) = case.review.rung(1, PLAN).cited
    assert desk.remove_rung_citation(1, PLAN, evidence.id).review.rung(1, PLAN).cited == ()
    desk.undo()
    desk.undo()
    assert desk.undo().review.rungs == ()


def test_s21_a_plan_document_that_is_relied_on_asks_for_its_passage(desk: Desk) -> None:
    assert desk.case is not None
    assert "s21-plan-document" not in ids(desk.case)
    case = desk.mark_rung(2, PLAN, Speaks.REQUIRES)
    found = case.checklist.find("s21-plan-document")
    assert found is not None
    assert found.lines == (2,)
    assert "s21-plan-document" not in ids(desk.mark_rung(2, PLAN, Speaks.SILENT))


def test_what_was_typed_about_a_rung_stays_while_it_speaks(desk: Desk) -> None:
    case = desk.mark_rung(1, PLAN, Speaks.EXCLUDES)
    finding = case.review.rung(1, PLAN)
    written = replace(finding, note=" Section 4 ", instruction="Ask the plan.", overrides=("s5-imaging",))
    case = desk.write_rung(written)
    kept = case.review.rung(1, PLAN)
    assert (kept.note, kept.instruction, kept.overrides) == ("Section 4", "Ask the plan.", ("s5-imaging",))
    assert desk.mark_rung(1, PLAN, Speaks.SILENT).review.rung(1, PLAN).overrides == ()


def test_a_rung_that_is_not_to_be_checked_is_refused(desk: Desk) -> None:
    for rung in (RungKind.COVERAGE_POLICY, RungKind.STATUTE):
        with pytest.raises(BlockedError, match="not to be checked"):
            desk.mark_rung(1, rung, Speaks.SILENT)


def test_rungs_are_copied_to_all_lines(desk: Desk) -> None:
    with pytest.raises(BlockedError, match="nothing to copy"):
        desk.copy_rungs(1)
    desk.mark_rung(1, PLAN, Speaks.SILENT)
    case = desk.copy_rungs(1)
    assert [(one.line, one.rung, one.speaks) for one in case.review.rungs] == [
        (1, PLAN, Speaks.SILENT),
        (2, PLAN, Speaks.SILENT),
    ]


def test_a_ladder_is_chosen_where_the_request_does_not_say(desk: Desk, cases: WatchedCases) -> None:
    case = desk.open(cases.made("unknown", lumbar_request(plan={"payer": "Tamarack Mutual Health"}), a="A"))
    assert case.authority[0].ladder is None
    case = desk.choose_ladder(LadderKind.MEDICAID)
    assert case.authority[0].ladder is LadderKind.MEDICAID
    assert desk.choose_ladder(None).authority[0].ladder is None


def test_s24_a_trial_is_recorded_and_asks_for_its_papers(desk: Desk) -> None:
    case = desk.enter_trial(TrialRecord(number=" nct01234567 "))
    assert case.review.trial is not None
    assert (case.review.trial.number, case.review.trial.recorded_by) == ("NCT01234567", NURSE.name)
    assert "s24-trial" in ids(case)
    assert "trial" in codes(case)
    case = desk.cite_trial(page_of(case, "a.txt"))
    assert "trial" not in codes(case)
    assert case.review.trial is not None
    (evidence,) = case.review.trial.cited
    assert "trial" in codes(desk.remove_trial_citation(evidence.id))
    assert desk.enter_trial(TrialRecord()).review.trial is None


def test_s23_only_a_licensed_physician_clears_an_investigational_line(desk: Desk) -> None:
    with pytest.raises(BlockedError, match="not held"):
        desk.clear_investigational(1, "Why")
    assert "investigational" in codes(desk.flag_investigational(1, " No controlled trial. "))
    with pytest.raises(BlockedError, match="physician"):
        desk.clear_investigational(1, "Why")
    desk.enter_reviewer(PHYSICIAN)
    with pytest.raises(BlockedError, match="grounds"):
        desk.clear_investigational(1, " ")
    case = desk.clear_investigational(1, "Three trials.")
    assert "investigational" not in codes(case)
    assert "investigational" in codes(desk.flag_investigational(1, "Other grounds."))
    assert desk.flag_investigational(1, "").review.investigational == ()


def test_s23_a_nurse_takes_away_no_flag_but_her_own(desk: Desk) -> None:
    desk.enter_reviewer(PHYSICIAN)
    desk.flag_investigational(1, "No controlled trial.")
    desk.enter_reviewer(NURSE)
    for grounds in ("", "Other grounds."):
        with pytest.raises(BlockedError, match="Only who flagged"):
            desk.flag_investigational(1, grounds)
    desk.flag_investigational(2, "No trial at all.")
    assert [one.line for one in desk.flag_investigational(2, "").review.investigational] == [1]


def test_s20_a_line_out_of_scope_goes_to_the_health_plan_or_is_reviewed_with_a_reason(
    desk: Desk, cases: WatchedCases
) -> None:
    other = lumbar_request(diagnoses=[{"code": "G89.4", "system": "ICD-10-CM"}], request_id="PA-9")
    case = desk.open(cases.made("outside", other, a="A visit note."))
    (line,) = case.readiness
    assert Outcome.DIRECT_TO_HEALTH_PLAN in line.allowed_outcomes
    assert Outcome.APPROVE not in line.allowed_outcomes
    desk.override_scope(1, "The note says radiculopathy.")
    (line,) = mark_all_present(desk).readiness
    assert Outcome.APPROVE in line.allowed_outcomes
    assert "out-of-scope" in codes(desk.override_scope(1, ""))


def test_the_library_proposes_and_one_act_confirms(tmp_path: Path, cases: WatchedCases) -> None:
    folder = tmp_path / "data"
    set_up_key(folder)
    file = tmp_path / "own.yaml"
    file.write_text(LIBRARY, encoding="utf-8")
    import_authority(folder, file, Clock())
    assert "Our mandates  1 rule" in authority_text(folder)[0]
    case_folder = cases.made("proposed", lumbar_request(), a="A visit note.")
    with open_workspace(folder, Clock()) as workspace:
        desk = Desk(workspace)
        case = desk.open(case_folder)
        assert case.review.rungs == ()
        assert {(one.rung, one.speaks) for one in case.proposals} == {
            (RungKind.FEDERAL_LAW, Speaks.SILENT),
            (RungKind.STATE_LAW, Speaks.REQUIRES),
        }
        case = desk.confirm_proposals(1)
        governing = case.authority[0].governing
        assert governing is not None
        assert governing.finding.source == "A mandate (Minn. Stat. 0)"
        with pytest.raises(BlockedError, match="proposes nothing"):
            desk.confirm_proposals(1)
        turned = desk.mark_rung(1, RungKind.STATE_LAW, Speaks.EXCLUDES)
        assert turned.review.rung(1, RungKind.STATE_LAW).entry is None
        assert "authority" in codes(turned)
        desk.undo()
        assert desk.remove_rung_citation(1, RungKind.STATE_LAW, "").authority[0].governing is None


def test_a_bad_library_is_refused_and_a_newer_one_replaces_the_older(tmp_path: Path) -> None:
    file = tmp_path / "own.yaml"
    file.write_text(LIBRARY, encoding="utf-8")
    folder, clock = data_folder(tmp_path / "data"), Clock()
    import_authority(folder, file, clock)
    file.write_text(LIBRARY.replace("Our mandates", "Our newer mandates"), encoding="utf-8")
    import_authority(folder, file, clock)
    rows, problems = authority_text(folder)
    assert (rows.count("mandates"), rows.startswith("Our newer mandates"), problems) == (1, True, ())
    file.write_text(LIBRARY.replace("requires", "may"), encoding="utf-8")
    with pytest.raises(InputError, match=r"own\.yaml:5: entries\[1\]\.speaks"):
        import_authority(folder, file, clock)
    assert authority_text(folder)[0] == rows
