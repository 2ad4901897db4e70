"""The checklist panel: what it shows, every keyboard path, and what it leaves to the window."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from types import MappingProxyType

import pytest
from PySide6.QtCore import QCoreApplication, QModelIndex, QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.checklist import Checklist
from reviewer_app.domain.place import Place
from reviewer_app.domain.review import Finding, FindingState
from reviewer_app.gui.look import Look, scaled, text_font
from reviewer_app.gui.models.checklist_model import ChecklistModel, checklist_rows
from reviewer_app.gui.panels.checklist import ChecklistPanel
from reviewer_app.gui.panels.checklist_rows import BELOW
from reviewer_app.gui.panels.date_field import DateField
from reviewer_app.gui.panels.detail_forms import AddElementForm, DetailsForm
from reviewer_app.gui.panels.labels import Words
from reviewer_app.gui.panels.painting import text_width
from tests.gui.panels.keys import BROWSING, MARKING, MOVING, focus, press, shown
from tests.gui.panels.shoulder import cited


@pytest.fixture
def panel(light: Look, case: OpenCase) -> ChecklistPanel:
    made = ChecklistPanel(light)
    made.show_case(case)
    return made


def with_finding(case: OpenCase, finding: Finding) -> OpenCase:
    findings = dict(case.review.findings) | {finding.element_id: finding}
    return replace(case, review=replace(case.review, findings=MappingProxyType(findings)))


def test_rows_are_grouped_by_pack_and_say_what_was_found(case: OpenCase) -> None:
    rows = {row.text: row for row in checklist_rows(case)}
    assert [text for text, row in rows.items() if row.element is None] == [
        "MUSCULOSKELETAL PREFACE · EFFECTIVE 20 DEC 2021",
        "CLINICAL INFORMATION · EFFECTIVE 1 FEB 2025",
        "REVIEWER'S OWN",
    ]
    told = {row.key: f"{row.words} {row.pages}".strip() for row in rows.values() if row.element}
    assert told["s9-recent-consultation"] == "Consult p 1"
    assert told["s11-history-examination"] == "Consult p 1, 2"
    assert told["s12-treatment-response"] == "Physical therapy p 3 · +1"
    assert told["s14-discrepancies"] == "absent · 2 cited"
    assert told["s8-other-providers"] == "insufficient · 1 cited"
    assert told["s6-pathology"] == "not applicable: no tissue taken"
    assert told["s4-laboratory"] == "not reviewed"


def test_the_model_keeps_the_rules_of_models_while_it_changes(case: OpenCase) -> None:
    model = ChecklistModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show(checklist_rows(case))
    marked = with_finding(case, Finding("s4-laboratory", FindingState.PRESENT))
    model.show(checklist_rows(marked))
    model.show(checklist_rows(replace(case, checklist=Checklist())))
    assert model.rowCount() == 0


def test_a_mark_repaints_its_own_row_and_nothing_else(panel: ChecklistPanel, case: OpenCase) -> None:
    changed: list[int] = []
    resets: list[str] = []
    panel.model.dataChanged.connect(lambda first, _last: changed.append(first.row()))
    panel.model.modelReset.connect(lambda: resets.append("reset"))
    panel.show_case(with_finding(case, Finding("s4-laboratory", FindingState.PRESENT)))
    assert changed == [panel.model.place_of("s4-laboratory")]
    assert resets == []


def test_the_review_comes_back_to_its_element_and_stays_there(panel: ChecklistPanel, case: OpenCase) -> None:
    assert panel.current_element() == "s14-discrepancies"
    panel.select("s6-pathology")
    panel.show_case(with_finding(case, Finding("s6-pathology", FindingState.ABSENT)))
    assert panel.current_element() == "s6-pathology"


def test_moving_passes_headings_and_stops_at_the_ends(panel: ChecklistPanel) -> None:
    told: list[str] = []
    panel.element_changed.connect(told.append)
    panel.select("s16-exception")
    panel.move_current(+1)
    assert panel.current_element() == "s8-other-providers"
    panel.move_current(-1)
    assert told == ["s16-exception", "s8-other-providers", "s16-exception"]
    panel.select("own-1")
    panel.move_current(+1)
    assert panel.current_element() == "own-1"
    panel.select("no-such-element")
    assert panel.current_element() == "own-1"


def test_marking_and_scrolling_keys_stay_the_windows(qtbot: QtBot, panel: ChecklistPanel) -> None:
    window = shown(qtbot, panel)
    focus(qtbot, panel.list)
    before = panel.current_element()
    scrolling = [key for key in MOVING if key not in BROWSING]
    for key in (*MARKING, *scrolling):
        press(panel.list, key)
    assert window.run == [*MARKING, *scrolling]
    assert panel.current_element() == before


def test_arrows_move_in_the_focused_checklist_past_headings(qtbot: QtBot, panel: ChecklistPanel) -> None:
    window = shown(qtbot, panel)
    focus(qtbot, panel.list)
    ids = panel.model.element_ids()
    press(panel.list, "Home")
    walked = [panel.current_element()]
    for _ in ids[1:]:
        press(panel.list, "Down")
        walked.append(panel.current_element())
    assert tuple(walked) == ids
    assert window.run == []


def test_the_current_element_is_in_sight_when_the_panel_comes_up(
    qtbot: QtBot, light: Look, case: OpenCase
) -> None:
    panel = ChecklistPanel(light)
    last = case.checklist.elements[-1].id
    panel.show_case(replace(case, review=replace(case.review, place=Place(last))))
    shown(qtbot, panel, height=300)
    box = panel.list.visualRect(panel.list.currentIndex())
    assert panel.list.viewport().rect().contains(box)


def test_another_element_is_shown_from_its_top(qtbot: QtBot, panel: ChecklistPanel) -> None:
    shown(qtbot, panel, height=300)
    bar = panel.detail.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert bar.value() > 0
    panel.move_current(-1)
    assert bar.value() == 0


def test_rows_keep_apart_when_the_scroll_bar_comes(qtbot: QtBot, light: Look, case: OpenCase) -> None:
    """The bar makes rows narrower, and some of them higher, after they were laid out."""
    for width in range(360, 480, 5):
        panel = ChecklistPanel(light)
        shown(qtbot, panel, width, 400)
        panel.show_case(case)
        QCoreApplication.processEvents()
        tops = [panel.list.visualRect(panel.model.index(at)).top() for at in range(panel.model.rowCount())]
        heights = [panel.list.sizeHintForRow(at) for at in range(panel.model.rowCount())]
        assert [low - high for high, low in pairwise(tops)] == heights[:-1], width


def test_a_long_note_is_shown_whole_and_directly_below_the_question(
    qtbot: QtBot, panel: ChecklistPanel, case: OpenCase
) -> None:
    shown(qtbot, panel, height=500)
    first = panel.model.element_ids()[0]
    note = "This was seen on the consultation. " * 60
    panel.show_case(with_finding(case, replace(case.review.finding(first), note=note)))
    panel.select(first)
    label = next(one for one in panel.detail.findChildren(Words) if one.words().startswith("Note: "))
    qtbot.waitUntil(lambda: label.height() >= label.heightForWidth(label.width()))
    above = max(
        one.geometry().bottom()
        for one in panel.detail.findChildren(Words)
        if one.isVisible() and one.geometry().bottom() < label.y()
    )
    assert label.y() - above < scaled(12)


def test_a_title_gets_the_whole_width_and_its_place_goes_below_in_full(
    qtbot: QtBot, panel: ChecklistPanel
) -> None:
    window = shown(qtbot, panel, 404)
    place = panel.model.place_of("s9-recent-consultation")
    title = text_width(panel.model.rows[place].text, text_font(bold=True))
    room = panel.list.viewport().width() - scaled(2 * 16 + 28)
    assert title < room < title + scaled(90)
    below = panel.list.sizeHintForRow(place)
    window.resize(700, 700)
    qtbot.waitUntil(lambda: panel.list.sizeHintForRow(place) < below)
    assert below - panel.list.sizeHintForRow(place) == scaled(BELOW)


def test_a_focused_evidence_list_keeps_arrows_and_enter_only(qtbot: QtBot, panel: ChecklistPanel) -> None:
    window = shown(qtbot, panel)
    opened: list[str] = []
    panel.evidence_activated.connect(lambda evidence: opened.append(evidence.id))
    focus(qtbot, panel.detail.evidence_list)
    for key in (*MARKING, "Down", "Return", "Up", "Space"):
        press(panel.detail.evidence_list, key)
    assert opened == ["e8", "e7"]
    assert window.run == list(MARKING)


def test_next_evidence_goes_around_and_starts_anew_with_another_element(panel: ChecklistPanel) -> None:
    assert [panel.next_evidence() for _ in range(3)] == [
        cited(5, 1, "In my reading there is a full-thickness tear of the supraspinatus.", "e7"),
        cited(4, 1, "No full-thickness tear and no retraction.", "e8"),
        cited(5, 1, "In my reading there is a full-thickness tear of the supraspinatus.", "e7"),
    ]
    panel.select("s4-laboratory")
    assert panel.next_evidence() is None
    panel.select("s12-treatment-response")
    first = panel.next_evidence()
    assert first is not None
    assert first.id == "e4"
    assert panel.current_evidence() == first


def test_evidence_is_removed_by_command_and_by_its_cross(qtbot: QtBot, panel: ChecklistPanel) -> None:
    shown(qtbot, panel, height=900)
    removed: list[tuple[str, str]] = []
    panel.evidence_removed.connect(lambda element, evidence: removed.append((element, evidence)))
    panel.next_evidence()
    panel.next_evidence()
    panel.remove_evidence()
    view = panel.detail.evidence_list
    box = view.visualRect(view.currentIndex())
    corner = QPoint(box.right() - 6, box.bottom() - 8)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=corner)
    assert removed == [("s14-discrepancies", "e8"), ("s14-discrepancies", "e8")]


def test_a_note_is_typed_and_saved_with_enter(qtbot: QtBot, panel: ChecklistPanel) -> None:
    window = shown(qtbot, panel)
    told: list[tuple[str, str]] = []
    panel.note_entered.connect(lambda element, note: told.append((element, note)))
    panel.select("s4-laboratory")
    panel.edit_note()
    field = panel.detail.note_field
    qtbot.waitUntil(field.hasFocus)
    QTest.keyClicks(field, "Asked by phone")
    press(field, "Shift+Return")
    QTest.keyClicks(field, "PAX")
    with qtbot.waitSignal(panel.editing_done):
        press(field, "Return")
    assert told == [("s4-laboratory", "Asked by phone\nPAX")]
    assert window.run == []
    assert field.isHidden()


def test_escape_takes_a_note_back(qtbot: QtBot, panel: ChecklistPanel) -> None:
    shown(qtbot, panel)
    told: list[str] = []
    panel.note_entered.connect(lambda _element, note: told.append(note))
    panel.edit_note()
    field = panel.detail.note_field
    qtbot.waitUntil(field.hasFocus)
    QTest.keyClicks(field, "x")
    with qtbot.waitSignal(panel.editing_done):
        press(field, "Escape")
    assert told == []
    assert panel.detail.note_field.value().startswith("The report was filed")


def test_moving_on_while_typing_saves_the_note_for_its_own_element(
    qtbot: QtBot, panel: ChecklistPanel
) -> None:
    shown(qtbot, panel)
    told: list[tuple[str, str]] = []
    panel.note_entered.connect(lambda element, note: told.append((element, note)))
    panel.select("s4-laboratory")
    panel.edit_note()
    qtbot.waitUntil(panel.detail.note_field.hasFocus)
    QTest.keyClicks(panel.detail.note_field, "half")
    panel.move_current(+1)
    assert told == [("s4-laboratory", "half")]


def test_a_refresh_does_not_disturb_typing(qtbot: QtBot, panel: ChecklistPanel, case: OpenCase) -> None:
    shown(qtbot, panel)
    panel.edit_note()
    field = panel.detail.note_field
    qtbot.waitUntil(field.hasFocus)
    QTest.keyClicks(field, "More. ")
    panel.show_case(with_finding(case, Finding("s4-laboratory", FindingState.PRESENT)))
    assert field.isVisible()
    assert "More. " in field.value()


def test_a_reason_is_asked_in_one_line(qtbot: QtBot, panel: ChecklistPanel) -> None:
    shown(qtbot, panel)
    told: list[tuple[str, str]] = []
    panel.reason_entered.connect(lambda element, reason: told.append((element, reason)))
    panel.select("s4-laboratory")
    panel.ask_reason(FindingState.NOT_APPLICABLE)
    field = panel.detail.reason_field
    qtbot.waitUntil(field.hasFocus)
    assert field.accessibleName() == "Reason for not applicable"
    press(field, "Return")
    assert field.isVisible()
    QTest.keyClicks(field, "no blood test bears on this")
    with qtbot.waitSignal(panel.editing_done):
        press(field, "Return")
    assert told == [("s4-laboratory", "no blood test bears on this")]
    panel.ask_reason(FindingState.NOT_APPLICABLE)
    qtbot.waitUntil(field.hasFocus)
    QTest.keyClicks(field, "never mind")
    press(field, "Escape")
    assert len(told) == 1
    assert field.isHidden()


def details_form(panel: ChecklistPanel) -> DetailsForm:
    return panel.detail.findChildren(DetailsForm)[0]


def test_entries_are_typed_from_the_keyboard(qtbot: QtBot, panel: ChecklistPanel) -> None:
    window = shown(qtbot, panel, height=1200)
    told: list[tuple[str, object]] = []
    panel.details_entered.connect(lambda element, entries: told.append((element, entries)))
    panel.select("s12-treatment-response")
    panel.edit_details()
    form = details_form(panel)
    first = form.entry_forms[0].fields
    qtbot.waitUntil(first["what"].hasFocus)
    assert first["from"].value() == "2025-04-01"
    form.add_entry()
    second = form.entry_forms[1].fields
    qtbot.waitUntil(second["what"].hasFocus)
    QTest.keyClicks(second["what"], "Injection")
    press(second["what"], "Tab")
    QTest.keyClicks(second["from"], "4/22/2025")
    press(second["from"], "Tab")
    press(second["to"], "Tab")
    press(second["response"], "Down")
    press(second["response"], "Down")
    press(second["response"], "Ctrl+Return")
    assert told == [
        (
            "s12-treatment-response",
            (
                (("what", "Physical therapy"), ("from", "2025-04-01"), ("response", "partial")),
                (("what", "Injection"), ("from", "2025-04-22"), ("response", "partial")),
            ),
        )
    ]
    assert window.run == []


def test_an_entry_with_a_wrong_date_is_not_saved(qtbot: QtBot, panel: ChecklistPanel) -> None:
    shown(qtbot, panel, height=1200)
    told: list[object] = []
    panel.details_entered.connect(lambda _element, entries: told.append(entries))
    panel.select("s12-treatment-response")
    panel.edit_details()
    field = details_form(panel).entry_forms[0].fields["to"]
    assert isinstance(field, DateField)
    focus(qtbot, field)
    QTest.keyClicks(field, "soon")
    press(field, "Return")
    assert told == []
    assert field.hasFocus()
    with qtbot.waitSignal(panel.editing_done):
        press(field, "Escape")
    assert told == []


def test_an_element_without_entries_opens_no_form(panel: ChecklistPanel) -> None:
    panel.select("s4-laboratory")
    panel.edit_details()
    assert panel.detail.findChildren(DetailsForm) == []


def test_an_element_of_ones_own_is_added(qtbot: QtBot, panel: ChecklistPanel) -> None:
    shown(qtbot, panel, height=900)
    told: list[tuple[str, bool]] = []
    panel.element_added.connect(lambda title, required: told.append((title, required)))
    panel.add_element()
    form = panel.detail.findChildren(AddElementForm)[0]
    qtbot.waitUntil(form.title.hasFocus)
    press(form.title, "Return")
    assert told == []
    QTest.keyClicks(form.title, "Work status letter")
    press(form.title, "Tab")
    press(form.required, "Space")
    press(form.required, "Ctrl+Return")
    assert told == [("Work status letter", True)]


def test_an_empty_checklist_says_what_to_do(qtbot: QtBot, panel: ChecklistPanel, case: OpenCase) -> None:
    shown(qtbot, panel)
    panel.show_case(replace(case, checklist=Checklist()))
    assert panel.current_element() == ""
    assert panel.empty.isVisible()
    panel.move_current(+1)
    assert panel.current_element() == ""


def test_rows_are_read_out_with_state_and_place(panel: ChecklistPanel) -> None:
    def spoken(element_id: str) -> object:
        index: QModelIndex = panel.model.index(panel.model.place_of(element_id))
        return index.data(Qt.ItemDataRole.AccessibleTextRole)

    assert spoken("s6-pathology") == "Pathology reports, not applicable: no tissue taken, row S6"
    assert spoken("s9-recent-consultation") == (
        "Recent consultation with the treating provider, present, row S9, evidence Consult p 1"
    )


def test_a_click_on_a_row_makes_it_current(qtbot: QtBot, panel: ChecklistPanel) -> None:
    shown(qtbot, panel, height=1000)
    index = panel.model.index(panel.model.place_of("s13-independent-radiology"))
    place = panel.list.visualRect(index).center()
    QTest.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert panel.current_element() == "s13-independent-radiology"


def test_a_narrow_row_puts_what_it_rests_on_below_the_title(qtbot: QtBot, panel: ChecklistPanel) -> None:
    window = shown(qtbot, panel, 404)
    place = panel.model.place_of("s4-laboratory")
    wide = panel.list.sizeHintForRow(place)
    window.resize(240, 700)
    qtbot.waitUntil(lambda: panel.list.sizeHintForRow(place) > wide)
