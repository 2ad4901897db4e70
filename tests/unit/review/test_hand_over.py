"""A review on two desks with the same case folder: handed over, gone on with, handed back, chosen."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from reviewer_app.domain.errors import BlockedError, ExportError, InputError
from reviewer_app.domain.handed_review import HandoverStanding
from reviewer_app.domain.review import FindingState, Outcome, ReviewStatus
from reviewer_app.review.desk import Desk
from reviewer_app.review.workspace import open_workspace
from tests.unit.review.desks import (
    NURSE,
    PHYSICIAN,
    Clock,
    WatchedCases,
    decide_all,
    lumbar_request,
    mark_all_present,
    page_of,
)

HERONS = "seven grey herons"
ELEMENT = "s5-imaging"


@pytest.fixture
def folder(cases: WatchedCases) -> Path:
    return cases.made("small", lumbar_request(request_id="PA-1"), a="A visit note.", b="A report.")


@pytest.fixture
def nurse(desk: Desk, folder: Path) -> Desk:
    desk.open(folder)
    return desk


@pytest.fixture
def physician(tmp_path: Path, clock: Clock, folder: Path) -> Iterator[Desk]:
    """Another data folder with another key, and a copy of the case folder under another name."""
    copy = tmp_path / "elsewhere" / "copy of small"
    shutil.copytree(folder, copy)
    with open_workspace(tmp_path / "other data", clock) as workspace:
        workspace.remember_reviewer(PHYSICIAN)
        desk = Desk(workspace)
        desk.open(copy)
        yield desk


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "out.handover"


def handed_over(giver: Desk, taker: Desk, file: Path) -> None:
    giver.hand_over(file, HERONS)
    taker.take_handover(file, HERONS)


def test_there_and_back(nurse: Desk, physician: Desk, file: Path) -> None:
    assert nurse.case is not None
    mark_all_present(nurse)
    nurse.attach_evidence(ELEMENT, page_of(nurse.case, "a.txt"))
    nurse.hand_over(file, HERONS)
    taken = physician.take_handover(file, HERONS)
    assert taken.case.review.findings == nurse.case.review.findings
    assert taken.told == (f"The review of {NURSE.name} goes on as version 2, open.",)
    assert taken.handed is not None
    assert taken.handed.differences == ()
    physician.write_note(ELEMENT, "I looked at it again.")
    decide_all(physician, Outcome.APPROVE)
    signed = physician.sign("I decided this myself.")
    handed_over(physician, nurse, file)
    assert nurse.case.review.status is ReviewStatus.SIGNED
    assert nurse.case.review.signature == signed.review.signature
    (back,) = nurse.handed_reviews()
    assert back.standing is HandoverStanding.GOES_ON
    assert (back.version, back.signed, back.made_by) == (2, True, PHYSICIAN)
    notes = [one for one in back.differences if one.element_id == ELEMENT]
    assert [field.words for one in notes for field in one.fields] == ["note: – → I looked at it again."]
    assert any(one.kind == "Determination" for one in back.differences)
    for desk in (nurse, physician):
        assert desk.workspace.store.check() == ()


def test_a_signed_line_is_an_earlier_request_on_both_computers(
    nurse: Desk, physician: Desk, file: Path
) -> None:
    mark_all_present(physician)
    decide_all(physician, Outcome.APPROVE)
    physician.sign("I decided this myself.")
    handed_over(physician, nurse, file)
    here, there = (desk.workspace.store.history.all() for desk in (nurse, physician))
    assert [row.codes for row in here] == [row.codes for row in there] != []


def test_diverged_copies_are_told_apart_and_one_is_chosen(nurse: Desk, physician: Desk, file: Path) -> None:
    nurse.mark_finding("s3-evaluation", FindingState.PRESENT)
    handed_over(nurse, physician, file)
    nurse.mark_finding(ELEMENT, FindingState.ABSENT)
    physician.mark_finding(ELEMENT, FindingState.PRESENT)
    assert physician.case is not None
    physician.attach_evidence(ELEMENT, page_of(physician.case, "b.txt"))
    physician.hand_over(file, HERONS)
    taken = nurse.take_handover(file, HERONS)
    assert "Both are kept" in taken.told[0]
    assert taken.case.review.finding(ELEMENT).state is FindingState.ABSENT
    (beside,) = nurse.handed_reviews()
    assert beside.standing is HandoverStanding.BESIDE
    (imaging,) = (one for one in beside.differences if one.element_id == ELEMENT)
    assert {field.words for field in imaging.fields} == {
        "state: absent → present",
        "evidence: – → b.txt, page 1",
        f"marked by: {NURSE.name} → {PHYSICIAN.name}",
    }
    assert len(beside.own_acts) == 1
    assert len(beside.their_acts) == 2
    chosen = nurse.choose_handed(beside.id)
    assert chosen.review.finding(ELEMENT).state is FindingState.PRESENT
    assert chosen.review.finding("s3-evaluation").state is FindingState.PRESENT
    assert nurse.handed_reviews()[0].standing is HandoverStanding.GOES_ON


def test_a_void_determination_stays_void_under_another_number(
    nurse: Desk, physician: Desk, file: Path
) -> None:
    nurse.mark_finding(ELEMENT, FindingState.ABSENT)
    decide_all(physician, Outcome.REFER)
    physician.sign("I refer this myself.")
    physician.void("Entered for another member.")
    handed_over(physician, nurse, file)
    (beside,) = nurse.handed_reviews()
    chosen = nurse.choose_handed(beside.id)
    assert chosen.review.version == 3
    assert chosen.review.void
    assert nurse.worklist(chosen.folder.parent)[0].status == "void: nothing is in force"


def test_the_lines_of_a_determination_that_gives_way_to_an_open_copy_leave_the_history(
    nurse: Desk, physician: Desk, file: Path
) -> None:
    mark_all_present(nurse)
    decide_all(nurse, Outcome.WITHDRAWN)
    nurse.sign("")
    assert len(list(nurse.workspace.store.history.all())) == 1
    physician.mark_finding(ELEMENT, FindingState.ABSENT)
    handed_over(physician, nurse, file)
    (beside,) = nurse.handed_reviews()
    assert not nurse.choose_handed(beside.id).review.read_only
    assert list(nurse.workspace.store.history.all()) == []


def test_only_a_physician_puts_a_denial_out_of_force_by_choosing(
    nurse: Desk, physician: Desk, file: Path
) -> None:
    mark_all_present(physician)
    physician.mark_finding(ELEMENT, FindingState.ABSENT)
    decide_all(physician, Outcome.DENY, reason="No imaging was sent.", criterion=ELEMENT)
    physician.sign("I decided this myself.")
    nurse.mark_finding(ELEMENT, FindingState.PRESENT)
    handed_over(nurse, physician, file)
    (beside,) = physician.handed_reviews()
    physician.enter_reviewer(NURSE)
    with pytest.raises(BlockedError, match="out of force"):
        physician.choose_handed(beside.id)
    physician.enter_reviewer(PHYSICIAN)
    assert not physician.choose_handed(beside.id).review.read_only


def test_the_own_version_goes_on(nurse: Desk, physician: Desk, file: Path) -> None:
    nurse.mark_finding(ELEMENT, FindingState.ABSENT)
    physician.mark_finding(ELEMENT, FindingState.PRESENT)
    handed_over(physician, nurse, file)
    (beside,) = nurse.handed_reviews()
    assert nurse.decline_handed(beside.id).review.finding(ELEMENT).state is FindingState.ABSENT
    assert nurse.handed_reviews()[0].standing is HandoverStanding.DECLINED
    handed_over(nurse, physician, file)
    assert physician.case is not None
    assert physician.case.review.finding(ELEMENT).state is FindingState.ABSENT


def test_the_same_file_again_changes_nothing(nurse: Desk, physician: Desk, file: Path) -> None:
    nurse.mark_finding(ELEMENT, FindingState.PRESENT)
    handed_over(nurse, physician, file)
    before = physician.workspace.store.audit.end()
    again = physician.take_handover(file, HERONS)
    assert again.handed is None
    assert again.told == ("Everything in this file is here already; nothing was changed.",)
    assert physician.workspace.store.audit.end() == before


def test_the_review_of_another_case_is_refused(
    nurse: Desk, physician: Desk, cases: WatchedCases, file: Path
) -> None:
    nurse.mark_finding(ELEMENT, FindingState.PRESENT)
    nurse.hand_over(file, HERONS)
    other = cases.made("other", lumbar_request(request_id="PA-2"), c="Another note.")
    physician.open(other)
    with pytest.raises(InputError, match="the review of request PA-1, not of PA-2"):
        physician.take_handover(file, HERONS)
    without = cases.made("without", lumbar_request(request_id="PA-1"), d="Yet another note.")
    physician.open(without)
    with pytest.raises(InputError, match="none of its 2 documents"):
        physician.take_handover(file, HERONS)


def test_documents_that_are_missing_or_new_are_told(
    nurse: Desk, physician: Desk, cases: WatchedCases, file: Path
) -> None:
    nurse.mark_finding(ELEMENT, FindingState.PRESENT)
    nurse.hand_over(file, HERONS)
    assert physician.case is not None
    copy = physician.case.folder
    (copy / "b.txt").unlink()
    (copy / "late.txt").write_text("A late page.")
    physician.read_folder_again()
    taken = physician.take_handover(file, HERONS)
    assert taken.told[1:] == (
        "Not in this folder, or with another content: b.txt.",
        "Not in the review that came: late.txt.",
    )
    assert taken.case.changes.gone == ("b.txt",)
    assert taken.case.changes.new == ("late.txt",)


def test_nothing_is_written_into_the_case_folder(nurse: Desk, folder: Path) -> None:
    with pytest.raises(ExportError, match="never written to"):
        nurse.hand_over(folder / "out.handover", HERONS)


def test_a_short_passphrase_is_refused(nurse: Desk, file: Path) -> None:
    with pytest.raises(InputError, match="at least 10 characters"):
        nurse.hand_over(file, "herons")
    assert not file.exists()


def test_what_is_no_file_leaves_everything(nurse: Desk, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is not a file with a handed-over review"):
        nurse.take_handover(tmp_path / "none", HERONS)
    assert nurse.handed_reviews() == ()
    with pytest.raises(BlockedError):
        nurse.choose_handed("unknown")


def test_the_trail_tells_both_computers(nurse: Desk, physician: Desk, file: Path) -> None:
    nurse.mark_finding(ELEMENT, FindingState.PRESENT)
    handed_over(nurse, physician, file)
    physician.mark_finding(ELEMENT, FindingState.INSUFFICIENT)
    trail = physician.audit_trail()
    told = trail.told(0, trail.count)
    from_nurse = [act for act in told if act.computer]
    assert {act.computer for act in from_nurse} == {f"computer of {NURSE.name}"}
    assert any(act.fields and act.spot and act.spot.key == ELEMENT for act in from_nurse)
    (changed,) = (act for act in told if act.title.startswith("Insufficient"))
    assert "state: present → insufficient" in [field.words for field in changed.fields]
    assert (changed.who, changed.role, changed.version) == (PHYSICIAN.name, "physician", 2)
    check = physician.check_trail()
    assert check.problems == ()
    assert check.sentence.startswith("Checked")
