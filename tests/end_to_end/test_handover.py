"""A review between two computers, by keys: a nurse hands it over, a physician with another data folder and
key, and a copy of the case folder, goes on with it and signs, and it comes back."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from reviewer_app.domain.handed_review import HandoverStanding
from reviewer_app.domain.review import FindingState, Outcome, Reviewer, ReviewStatus, Role
from reviewer_app.review.desk import Desk
from reviewer_app.review.workspace import open_workspace
from tests.databases import open_store
from tests.end_to_end.keyboard import Keyboard, window
from tests.end_to_end.story import messages, tab_to
from tests.unit.review.desks import decide_all, mark_all_present, page_of

HERONS = "seven grey herons"
ELEMENT = "s5-imaging"
NURSE = Reviewer("Dana Whitfield", Role.NURSE)
PHYSICIAN = Reviewer("Ines Marlow", Role.PHYSICIAN, "MD 40117 WI")
MARKER = "Quillfeather-Zzyzx"


@pytest.fixture
def case(tmp_path: Path) -> Path:
    folder = tmp_path / "nurse" / "case"
    folder.mkdir(parents=True)
    (folder / "note.txt").write_text(f"Visit of {MARKER}: six weeks of therapy without relief.")
    (folder / "mri.txt").write_text("MRI: no fracture.")
    request = {
        "request_id": "PA-7",
        "member": {"member_id": "M-7", "last_name": MARKER, "first_name": "Una"},
        "services": [{"code": "64483"}],
        "requested_dos": "2025-09-18",
        "plan": {"line_of_business": "commercial", "funding": "fully_insured", "state": "MN"},
    }
    (folder / "request.json").write_text(json.dumps(request))
    return folder


@pytest.fixture
def copy(case: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(case, tmp_path / "physician" / "same case"))


def at_desk(data: Path, folder: Path, who: Reviewer, act: Callable[[Desk], object]) -> None:
    """What somebody does before the window is opened."""
    with open_workspace(data) as workspace:
        workspace.remember_reviewer(who)
        desk = Desk(workspace)
        desk.open(folder)
        act(desk)


def hand_over(keyboard: Keyboard, target: Path) -> None:
    keyboard.press("Ctrl+Shift+H")
    bar = keyboard.controller.handover.bar
    assert bar is not None
    tab_to(keyboard, bar.file)
    keyboard.press("Ctrl+A")
    keyboard.type(str(target))
    keyboard.press("Return")
    for _ in range(2):
        keyboard.type(HERONS)
        keyboard.press("Return")
    keyboard.wait(target.exists)
    keyboard.settle()


def take(keyboard: Keyboard, file: Path, words: str = HERONS) -> None:
    keyboard.press("Ctrl+Shift+G", "Ctrl+A")
    keyboard.type(str(file))
    keyboard.press("Return")
    keyboard.type(words)
    keyboard.press("Return")


def opened(keyboard: Keyboard) -> None:
    keyboard.wait(lambda: keyboard.review.case is not None)
    keyboard.settle()


def test_there_decided_and_back(qapp: QApplication, tmp_path: Path, case: Path, copy: Path) -> None:
    nurse, physician = tmp_path / "nurse data", tmp_path / "physician data"
    out, back = tmp_path / "out.handover", tmp_path / "back.handover"

    def cited(desk: Desk) -> None:
        assert desk.case is not None
        desk.mark_finding(ELEMENT, FindingState.PRESENT)
        desk.attach_evidence(ELEMENT, page_of(desk.case, "mri.txt"))

    at_desk(nurse, case, NURSE, cited)
    with window(qapp, nurse, case=case) as keyboard:
        opened(keyboard)
        hand_over(keyboard, out)
        found = keyboard.case.review.findings
    assert MARKER.encode() not in out.read_bytes()

    with window(qapp, physician, case=copy) as keyboard:
        opened(keyboard)
        take(keyboard, out, "seven grey heron")
        assert "passphrase does not open" in messages(keyboard)
        assert not keyboard.case.review.findings
        take(keyboard, out)
        assert keyboard.case.review.findings == found
        assert keyboard.case.review.version == 2

    def decided(desk: Desk) -> None:
        mark_all_present(desk)
        decide_all(desk, Outcome.APPROVE)
        desk.sign("I decided this myself.")
        desk.hand_over(back, HERONS)

    at_desk(physician, copy, PHYSICIAN, decided)
    with window(qapp, nurse, case=case) as keyboard:
        opened(keyboard)
        take(keyboard, back)
        keyboard.settle()
        assert keyboard.case.review.status is ReviewStatus.SIGNED
        assert keyboard.case.review.signature is not None
        assert keyboard.case.review.signature.reviewer == PHYSICIAN
        panel = keyboard.review.panels.audit
        assert keyboard.review.panels.tabs.currentWidget() is panel
        row = panel.current_handed() or panel.handed_model.rows[0]
        assert row.handed.standing is HandoverStanding.GOES_ON
        assert any(one.kind == "Determination" for one in row.handed.differences)
    for data in (nurse, physician):
        with open_store(data) as store:
            assert store.check() == ()


def test_two_copies_are_shown_and_one_is_chosen(
    qapp: QApplication, tmp_path: Path, case: Path, copy: Path
) -> None:
    nurse, physician, out = tmp_path / "nurse data", tmp_path / "physician data", tmp_path / "out.handover"

    def differently(desk: Desk) -> None:
        desk.mark_finding(ELEMENT, FindingState.PRESENT)
        desk.hand_over(out, HERONS)

    at_desk(physician, copy, PHYSICIAN, differently)
    at_desk(nurse, case, NURSE, lambda desk: desk.mark_finding(ELEMENT, FindingState.ABSENT))
    with window(qapp, nurse, case=case) as keyboard:
        opened(keyboard)
        take(keyboard, out)
        panel = keyboard.review.panels.audit
        keyboard.settle()
        assert "Both are kept" in messages(keyboard)
        assert keyboard.case.review.finding(ELEMENT).state is FindingState.ABSENT
        told = [row.below for row in panel.detail_model.rows]
        assert any("state: absent → present" in words for words in told)
        tab_to(keyboard, panel.theirs)
        keyboard.press("Return")
        keyboard.settle()
        assert keyboard.case.review.finding(ELEMENT).state is FindingState.PRESENT
        assert not panel.theirs.isVisible()
