"""The panel of prior requests: what it shows, every keyboard path, and what it leaves to the window."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.match_decision import MatchVerdict
from reviewer_app.gui.look import Look, scaled
from reviewer_app.gui.models.prior_requests_model import PriorRequestsModel, prior_rows
from reviewer_app.gui.panels.labels import Words
from reviewer_app.gui.panels.lists import ChoiceList
from reviewer_app.gui.panels.painting import Mark
from reviewer_app.gui.panels.prior_request_rows import AGREEMENT_MARKS, KIND_MARKS
from reviewer_app.gui.panels.prior_requests import PriorRequestsPanel
from tests.gui.panels.keys import BROWSING, MARKING, MOVING, focus, press, shown
from tests.unit.summary import cases

SEQUENTIAL, ASIDE = "match 1 PR-2024-00310", "match 1 PR-2025-00644"
BENEFIT, LAPSE = "s19-benefit@PR-2024-00310", "s19-lapse@PR-2024-00310"


@pytest.fixture
def case() -> OpenCase:
    """A case with a sequential match, and a duplicate that was set aside."""
    return cases.draft_case()


@pytest.fixture
def panel(light: Look, case: OpenCase) -> PriorRequestsPanel:
    made = PriorRequestsPanel(light)
    made.show_case(case)
    return made


def current(panel: PriorRequestsPanel) -> str:
    return panel.model.rows[panel.list.currentIndex().row()].key


def test_the_model_keeps_the_rules_of_models_while_it_changes(case: OpenCase) -> None:
    model = PriorRequestsModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for matches in (case.matches, case.matches[:1], (), case.matches):
        model.show(prior_rows(replace(case, matches=matches)))


def test_stepping_goes_through_matches_and_what_they_ask_for(panel: PriorRequestsPanel) -> None:
    visited = [current(panel)]
    for _ in range(4):
        panel.move_current(+1)
        visited.append(current(panel))
    assert visited == [SEQUENTIAL, BENEFIT, LAPSE, ASIDE, ASIDE]
    panel.move_current(-1)
    assert current(panel) == LAPSE


def test_a_match_is_no_element_and_an_element_has_its_match(panel: PriorRequestsPanel) -> None:
    told: list[str] = []
    panel.element_changed.connect(told.append)
    assert panel.current_element() == ""
    panel.move_current(+1)
    assert (panel.current_element(), told) == (BENEFIT, [BENEFIT])
    found = panel.current_match()
    assert found is not None
    assert found.key == (1, "PR-2024-00310")


def test_the_detail_is_of_the_current_row(qtbot: QtBot, panel: PriorRequestsPanel) -> None:
    shown(qtbot, panel)
    assert panel.match_detail.isVisible()
    panel.select(BENEFIT)
    assert panel.detail.isVisible()
    assert panel.detail.element_id == BENEFIT
    panel.move_current(-1)
    assert panel.match_detail.isVisible()
    assert panel.detail.element_id == ""


def test_a_reason_sets_the_current_match_aside(qtbot: QtBot, panel: PriorRequestsPanel) -> None:
    shown(qtbot, panel)
    settled: list[tuple[object, object, str]] = []
    panel.set_aside.connect(lambda *what: settled.append(what))
    panel.select(LAPSE)
    panel.ask_verdict(MatchVerdict.NOT_RELATED)
    field = panel.match_detail.reason_field
    assert current(panel) == SEQUENTIAL
    qtbot.waitUntil(field.hasFocus)
    press(field, "Return")
    assert settled == []
    QTest.keyClicks(field, "Another problem.")
    with qtbot.waitSignal(panel.editing_done):
        press(field, "Return")
    assert settled == [((1, "PR-2024-00310"), MatchVerdict.NOT_RELATED, "Another problem.")]
    assert field.isHidden()


def test_escape_and_another_match_give_the_reason_up(qtbot: QtBot, panel: PriorRequestsPanel) -> None:
    shown(qtbot, panel)
    settled: list[object] = []
    panel.set_aside.connect(lambda *what: settled.append(what))
    field = panel.match_detail.reason_field
    panel.ask_verdict(MatchVerdict.NOT_SAME_PERSON)
    QTest.keyClicks(field, "Half a")
    press(field, "Esc")
    assert field.isHidden()
    panel.ask_verdict(MatchVerdict.NOT_SAME_PERSON)
    assert field.text() == ""
    for _ in range(3):
        panel.move_current(+1)
    assert field.isHidden()
    assert settled == []


def test_the_current_row_stays_when_the_same_case_is_shown_again(
    panel: PriorRequestsPanel, case: OpenCase
) -> None:
    panel.select(LAPSE)
    panel.show_case(replace(case, matches=case.matches[:1]))
    assert current(panel) == LAPSE
    panel.show_case(replace(case, matches=case.matches[1:]))
    assert current(panel) == ASIDE


def test_without_requests_it_says_what_to_do(qtbot: QtBot, panel: PriorRequestsPanel, case: OpenCase) -> None:
    shown(qtbot, panel)
    assert not panel.empty.isVisible()
    panel.show_case(replace(case, matches=()))
    assert panel.empty.isVisible()
    assert panel.empty.title_text() == "There is no history yet"
    assert not panel.list.isVisible()
    assert panel.current_match() is None


def test_a_section_below_takes_the_room_of_the_empty_tab(
    qtbot: QtBot, panel: PriorRequestsPanel, case: OpenCase
) -> None:
    section = QLabel("Pages seen before")
    panel.add_section(section)
    panel.set_has_more(True)
    shown(qtbot, panel)
    panel.show_case(replace(case, matches=()))
    assert section.isVisible()
    assert not panel.empty.isVisible()


def test_a_problem_of_the_search_stands_above(
    qtbot: QtBot, panel: PriorRequestsPanel, case: OpenCase
) -> None:
    shown(qtbot, panel)
    problem = "code-families.yaml is no list of code families."
    panel.show_case(replace(case, earlier=replace(case.earlier, problem=problem)))
    assert problem in [one.words() for one in panel.findChildren(Words) if one.isVisible()]


def test_keys_of_the_list(qtbot: QtBot, panel: PriorRequestsPanel) -> None:
    window = shown(qtbot, panel)
    focus(qtbot, panel.list)
    for key in (*MARKING, *MOVING):
        press(panel.list, key)
    assert window.run == [key for key in (*MARKING, *MOVING) if key not in BROWSING]


def test_nothing_is_cut_at_the_narrowest(qtbot: QtBot, panel: PriorRequestsPanel) -> None:
    shown(qtbot, panel, width=scaled(288), height=600)
    QCoreApplication.processEvents()
    parts = panel.match_detail.findChildren(ChoiceList)
    assert len(parts) == 2
    assert all(part.width() < panel.width() for part in parts)
    assert panel.match_detail.horizontalScrollBar().maximum() == 0


def test_everything_has_a_name(panel: PriorRequestsPanel) -> None:
    for part in (panel, panel.list, panel.match_detail, panel.match_detail.reason_field):
        assert part.accessibleName()
    panel.ask_verdict(MatchVerdict.NOT_SAME_PERSON)
    assert panel.match_detail.reason_field.accessibleName() == "Why it is not the same person"


def test_kinds_and_agreements_differ_by_shape() -> None:
    assert len(set(KIND_MARKS.values())) == len(KIND_MARKS)
    assert len(set(AGREEMENT_MARKS.values())) == len(AGREEMENT_MARKS)
    assert Mark.NOT_APPLICABLE not in KIND_MARKS.values()
