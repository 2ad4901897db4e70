"""Marks, notes, entries and added elements: each saved, and each one step of undo."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.errors import BlockedError, StoreError, UsageError
from reviewer_app.domain.review import FindingState
from reviewer_app.review.desk import Desk
from reviewer_app.review.workspace import open_workspace
from tests.unit.review.desks import NURSE, PHYSICIAN, Clock, WatchedCases, codes, ids, lumbar_request

IMAGING = "s5-imaging"


@pytest.fixture
def desk(desk: Desk, cases: WatchedCases) -> Desk:
    desk.open(cases.made("small", lumbar_request(), a="A visit note.", b="A report."))
    return desk


def state(desk: Desk, element: str = IMAGING) -> FindingState:
    assert desk.case is not None
    return desk.case.review.finding(element).state


@pytest.mark.parametrize("marked", [FindingState.PRESENT, FindingState.ABSENT, FindingState.INSUFFICIENT])
def test_a_mark_is_kept_with_who_and_when(desk: Desk, marked: FindingState) -> None:
    finding = desk.mark_finding(IMAGING, marked).review.finding(IMAGING)
    assert (finding.state, finding.marked_by) == (marked, NURSE.name)
    assert finding.marked_at is not None
    assert desk.case is not None
    assert desk.case.saved_at is not None
    assert desk.case.saved_at >= finding.marked_at


def test_not_applicable_needs_its_reason(desk: Desk) -> None:
    with pytest.raises(BlockedError, match="reason"):
        desk.mark_finding("s6-pathology", FindingState.NOT_APPLICABLE, "  ")
    case = desk.mark_finding("s6-pathology", FindingState.NOT_APPLICABLE, " No tissue was taken. ")
    assert case.review.finding("s6-pathology").reason == "No tissue was taken."


def test_another_mark_drops_the_reason(desk: Desk) -> None:
    desk.mark_finding("s6-pathology", FindingState.NOT_APPLICABLE, "No tissue was taken.")
    case = desk.mark_finding("s6-pathology", FindingState.PRESENT)
    assert case.review.finding("s6-pathology").reason == ""


def test_back_to_not_reviewed_keeps_note_and_says_nobody_marked(desk: Desk) -> None:
    desk.write_note(IMAGING, "Ask for the films.")
    desk.mark_finding(IMAGING, FindingState.PRESENT)
    finding = desk.mark_finding(IMAGING, FindingState.NOT_REVIEWED).review.finding(IMAGING)
    assert (finding.note, finding.marked_at, finding.marked_by) == ("Ask for the films.", None, "")


def test_an_element_that_the_case_has_not(desk: Desk) -> None:
    with pytest.raises(UsageError, match="s99-nothing"):
        desk.mark_finding("s99-nothing", FindingState.PRESENT)


def test_insufficient_blocks_approval_whoever_reviews(desk: Desk) -> None:
    desk.mark_finding("s2-current-status", FindingState.INSUFFICIENT)
    assert "insufficient" in codes(desk.enter_reviewer(PHYSICIAN))


def test_undo_and_redo_walk_through_all_kinds_of_acts(desk: Desk) -> None:
    assert desk.case is not None
    states = [desk.case.review]
    states.append(desk.mark_finding(IMAGING, FindingState.PRESENT).review)
    states.append(desk.write_note(IMAGING, "Seen.").review)
    states.append(desk.enter_details("s12-treatment-response", ((("what", "Therapy"),),)).review)
    states.append(desk.add_element("A letter of the employer", required=False).review)
    states.append(desk.answer_prompt("plan", "Covered.").review)
    states.append(desk.mark_finding(IMAGING, FindingState.ABSENT).review)
    for before in reversed(states[:-1]):
        assert desk.undo().review == before
    assert desk.case.can_undo == ""
    assert desk.undo().review == states[0]
    for after in states[1:]:
        assert desk.redo().review == after
    assert desk.case.can_redo == ""


def test_undo_names_what_it_would_take_back(desk: Desk) -> None:
    case = desk.mark_finding(IMAGING, FindingState.PRESENT)
    assert case.can_undo.startswith("Present: ")
    case = desk.undo()
    assert (case.can_undo, case.can_redo.startswith("Present: ")) == ("", True)


def test_a_new_act_forgets_what_was_undone(desk: Desk) -> None:
    desk.mark_finding(IMAGING, FindingState.PRESENT)
    desk.undo()
    assert desk.write_note(IMAGING, "Seen.").can_redo == ""


IDLE_ACTS: dict[str, Callable[[Desk], OpenCase]] = {
    "unmark": lambda desk: desk.mark_finding(IMAGING, FindingState.NOT_REVIEWED),
    "empty note": lambda desk: desk.write_note(IMAGING, "  "),
    "no entries": lambda desk: desk.enter_details(IMAGING, ()),
    "no evidence": lambda desk: desk.remove_evidence(IMAGING, "none such"),
    "no answer": lambda desk: desk.answer_prompt("plan", ""),
}


@pytest.mark.parametrize("act", IDLE_ACTS.values(), ids=IDLE_ACTS.keys())
def test_an_act_that_changes_nothing_is_no_step(desk: Desk, act: Callable[[Desk], OpenCase]) -> None:
    assert act(desk).can_undo == ""


def test_undo_after_a_restart(cases: WatchedCases, data: Path, clock: Clock) -> None:
    folder = cases.made("small", lumbar_request(), a="A visit note.")
    with open_workspace(data, clock) as workspace:
        desk = Desk(workspace)
        desk.open(folder)
        desk.mark_finding(IMAGING, FindingState.PRESENT)
    with open_workspace(data, clock) as workspace:
        desk = Desk(workspace)
        assert desk.open(folder).can_undo.startswith("Present: ")
        assert desk.undo().review.finding(IMAGING).state is FindingState.NOT_REVIEWED


def test_an_added_element_stands_in_the_checklist(desk: Desk) -> None:
    case = desk.add_element("  A letter   of the employer ", required=True)
    added = case.checklist.elements[-1]
    assert (added.element.title, added.pack, added.required) == ("A letter of the employer", None, True)
    assert "absent" in codes(desk.mark_finding(added.id, FindingState.ABSENT))
    with pytest.raises(BlockedError, match="title"):
        desk.add_element("   ", required=False)
    desk.undo()
    case = desk.undo()
    assert added.id not in ids(case)


def test_an_act_that_is_not_saved_did_not_happen(desk: Desk, data: Path) -> None:
    """Somebody else changed the stored note: the act is refused and the case stays as it is."""
    desk.write_note(IMAGING, "First.")
    before = desk.case
    assert before is not None
    desk.undo()
    desk.case = before
    with pytest.raises(StoreError):
        desk.write_note(IMAGING, "Second.")
    assert desk.case is before
