"""A repeated treatment by keyboard alone: the earlier request is seen, its benefit and lapse are cited, what
is somebody else's is set aside, and all of it is there again after the program was closed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from reviewer_app.domain.prior_request import MatchKind
from reviewer_app.gui.models.prior_requests_model import PriorRow
from reviewer_app.review.desk import Desk
from reviewer_app.review.prior_requests import import_history
from reviewer_app.review.sample_cases import samples_folder
from reviewer_app.review.workspace import open_workspace
from tests.databases import open_store
from tests.end_to_end.keyboard import Keyboard, window
from tests.end_to_end.story import cite, go_to_match
from tests.unit.review.desks import KNEE, knee_request

CASE = samples_folder() / KNEE
HISTORY = samples_folder() / "prior-requests.json"
REPEATED, SOMEBODY_ELSES = "PR-2025-00482", "PR-2025-02217"
VISIT = "office notes/visit_2025-09-22.pdf"
TWIN = "Her sister, born on another day."


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder with the sample's history, a row that is somebody else's, and the case with its request
    typed in."""
    sample, *_ = json.loads(HISTORY.read_text(encoding="utf-8"))
    other = {
        **sample,
        "id": SOMEBODY_ELSES,
        "first_name": "Winnifred",
        "dob": "1952-03-11",
        "code": "20610",
        "decided": "2025-08-02",
        "valid_from": "2025-08-02",
        "valid_to": "2025-11-20",
        "dos": None,
        "performed": None,
    }
    more = tmp_path / "more.json"
    more.write_text(json.dumps([other]), encoding="utf-8")
    folder = tmp_path / "data"
    with open_workspace(folder) as workspace:
        for file in (HISTORY, more):
            assert import_history(workspace.store, file, lambda _bad: None).bad == 0
        desk = Desk(workspace)
        desk.open(CASE)
        desk.enter_request(knee_request())
    return folder


def rows(keyboard: Keyboard) -> tuple[PriorRow, ...]:
    return keyboard.review.panels.prior_requests.model.rows


def settle_matches(keyboard: Keyboard) -> None:
    """Cite benefit and lapse of the earlier injection, and say of the other request that it is somebody
    else's."""
    for element in ("s19-benefit", "s19-lapse"):
        go_to_match(keyboard, f"{element}@{REPEATED}")
        cite(keyboard, VISIT, 1)
        keyboard.press("P")
    go_to_match(keyboard, f"match 1 {SOMEBODY_ELSES}")
    keyboard.press("Shift+P")
    keyboard.type(TWIN)
    keyboard.press("Return")


def test_a_repeated_treatment_is_documented_and_stays_so(qapp: QApplication, data: Path) -> None:
    with window(qapp, data, case=CASE) as keyboard:
        keyboard.wait(lambda: keyboard.review.case is not None)
        counting = {(one.kind, one.match.prior.id) for one in keyboard.case.matches if one.counts}
        assert (MatchKind.SEQUENTIAL, REPEATED) in counting
        assert SOMEBODY_ELSES in {prior for _, prior in counting}
        tabs = keyboard.review.panels.tabs
        keyboard.press("Ctrl+3")
        assert tabs.tabText(tabs.currentIndex()) == "Prior requests 4"
        settle_matches(keyboard)
        assert tabs.tabText(tabs.currentIndex()) == "Prior requests 2"
        left = keyboard.case.matches

    with window(qapp, data, case=CASE) as keyboard:
        keyboard.wait(lambda: keyboard.review.case is not None)
        assert keyboard.case.matches == left
        aside = [one for one in keyboard.case.matches if one.set_aside]
        assert {one.match.prior.id for one in aside} == {SOMEBODY_ELSES}
        assert {one.decision.reason for one in aside if one.decision} == {TWIN}
        case_id = keyboard.case.case_id

    with open_store(data) as store:
        acts = [entry.act for entry in store.audit.entries(case_id)]
        assert f"Not the same person: {SOMEBODY_ELSES}" in acts
        assert store.verify() == ()


def test_a_match_is_set_aside_undone_and_taken_back_by_keyboard(qapp: QApplication, data: Path) -> None:
    def counting(keyboard: Keyboard) -> set[tuple[int, str]]:
        return {one.key for one in keyboard.case.matches if one.counts}

    with window(qapp, data, case=CASE) as keyboard:
        keyboard.wait(lambda: keyboard.review.case is not None)
        everything = counting(keyboard)
        go_to_match(keyboard, f"match 2 {REPEATED}")
        keyboard.press("Shift+X")
        keyboard.type("The drug is another one.")
        keyboard.press("Return")
        assert counting(keyboard) == everything - {(2, REPEATED)}
        keyboard.press("Ctrl+Z")
        assert counting(keyboard) == everything
        keyboard.press("Ctrl+Shift+Z")
        aside = [row.key for row in rows(keyboard) if row.match is not None and row.match.set_aside]
        assert aside == [f"match 2 {REPEATED}"]
        keyboard.press("Shift+U")
        assert counting(keyboard) == everything
        keyboard.press("Shift+X", "Esc", "Shift+U")
        assert counting(keyboard) == everything
        assert keyboard.review.hint_line.messages.sentences


def test_marking_keys_on_a_match_mark_nothing_and_say_so(qapp: QApplication, data: Path) -> None:
    with window(qapp, data, case=CASE) as keyboard:
        keyboard.wait(lambda: keyboard.review.case is not None)
        keyboard.press("Ctrl+3", "P", "E")
        assert not keyboard.case.review.findings
        assert "choose one" in " ".join(keyboard.review.hint_line.messages.sentences)
        keyboard.press("Ctrl+1", "P")
        assert len(keyboard.case.review.findings) == 1
