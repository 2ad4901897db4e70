"""The tab Discrepancies: what it shows, what it tells, and which keys it leaves to the window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.discrepancy import (
    CitedFor,
    DifferenceKind,
    Discrepancy,
    Independence,
    Reading,
    ReconciledBy,
    ReportStatus,
    Significance,
)
from reviewer_app.domain.page_identity import PageIdentity, PageOwner
from reviewer_app.domain.review import ReviewStatus
from reviewer_app.gui.look import Look
from reviewer_app.gui.models.discrepancies_model import (
    DiscrepanciesModel,
    RowState,
    discrepancy_rows,
    tab_title,
)
from reviewer_app.gui.page_marks import page_marks
from reviewer_app.gui.panels.checklist import ChecklistPanel
from reviewer_app.gui.panels.discrepancies import DiscrepanciesPanel
from reviewer_app.gui.panels.discrepancy_rows import MARKS
from reviewer_app.gui.panels.fields import LineField, TextField
from reviewer_app.gui.panels.painting import Mark
from reviewer_app.gui.viewer.marking import PageMarking
from tests.gui.panels.keys import BROWSING, MARKING, focus, press, shown
from tests.unit.rules.cases import NOON
from tests.unit.rules.discrepancy_cases import ADDENDUM, OPEN, RADIOLOGIST, SETTLED, SETTLING, SURGEON, VISIT

WARNING = replace(OPEN, id="x2", significance=Significance.UNLIKELY, why="Old and healed.")
DONE = replace(SETTLED, id="x3")
EMPTY = Discrepancy("x4")


def with_records(case: OpenCase, *records: Discrepancy) -> OpenCase:
    return replace(case, review=replace(case.review, discrepancies=records))


@dataclass
class Told:
    """What a panel told, applied to a record as the desk would."""

    record: Discrepancy = OPEN
    ids: list[str] = field(default_factory=list)

    def revise(self, record_id: str, revise: Callable[[Discrepancy], Discrepancy]) -> None:
        self.ids.append(record_id)
        self.record = revise(self.record)


@pytest.fixture
def panel(light: Look, case: OpenCase) -> DiscrepanciesPanel:
    made = DiscrepanciesPanel(light)
    made.show_case(with_records(case, OPEN, WARNING))
    return made


@pytest.fixture
def told(panel: DiscrepanciesPanel) -> Told:
    told = Told()
    panel.revised.connect(told.revise)
    return told


def current(panel: DiscrepanciesPanel) -> tuple[str, str]:
    return panel.model.rows[panel.list.currentIndex().row()].key


def test_the_model_keeps_the_rules_of_models_while_it_changes(case: OpenCase) -> None:
    model = DiscrepanciesModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for records in ((OPEN,), (OPEN, DONE), (), (EMPTY,)):
        model.show(discrepancy_rows(with_records(case, *records)))


@pytest.mark.parametrize(
    ("record", "state", "word", "mark"),
    [
        (OPEN, RowState.BLOCKS, "blocks", Mark.ABSENT),
        (EMPTY, RowState.BLOCKS, "blocks", Mark.ABSENT),
        (WARNING, RowState.WARNS, "warns", Mark.INSUFFICIENT),
        (DONE, RowState.RECONCILED, "reconciled", Mark.PRESENT),
    ],
)
def test_a_record_shows_its_state_by_shape_and_word(
    case: OpenCase, record: Discrepancy, state: RowState, word: str, mark: Mark
) -> None:
    row = discrepancy_rows(with_records(case, record))[0]
    assert (row.state, row.right, MARKS[row.state]) == (state, word, mark)
    assert word in row.spoken


def test_a_record_has_a_row_for_each_reading_and_what_reconciles_them(case: OpenCase) -> None:
    head, ordering, radiologist, reconciliation = discrepancy_rows(with_records(case, OPEN))
    assert (head.text, head.below) == (
        "MRI left shoulder, 2025-03-20",
        "Severity or size · clinically significant: likely",
    )
    assert (ordering.text, ordering.right) == ("Ordering provider", "B p 1")
    assert ordering.below == "“a full-thickness tear of the supraspinatus”"
    assert radiologist.state is RowState.TOLD
    assert reconciliation.below == "Not reconciled in what was submitted"
    begun = replace(OPEN, reconciliation=replace(SETTLED.reconciliation, date=None))
    assert discrepancy_rows(with_records(case, begun))[3].below == "Does not count yet: its date is missing"
    typed = replace(OPEN, ordering=Reading(typed="A tear, he says."), radiologist=Reading())
    _, ordering, radiologist, _ = discrepancy_rows(with_records(case, typed))
    assert (ordering.right, ordering.below) == ("typed", "“A tear, he says.”")
    assert (radiologist.state, MARKS[radiologist.state]) == (RowState.EMPTY, Mark.NOT_REVIEWED)


def test_what_is_cited_from_another_patients_page_reconciles_nothing(case: OpenCase) -> None:
    shown_case = with_records(case, DONE)
    assert tab_title(shown_case) == "Discrepancies"
    identity = PageIdentity(ADDENDUM, 1, "d.pdf", PageOwner.OTHER, "Dana Okafor", NOON)
    foreign = replace(shown_case, review=replace(shown_case.review, page_identities=(identity,)))
    rows = discrepancy_rows(foreign)
    assert rows[0].state is RowState.BLOCKS
    assert "no passage" in rows[3].below
    assert tab_title(foreign) == "Discrepancies 1"


def test_stepping_goes_through_records_and_what_is_in_them(panel: DiscrepanciesPanel) -> None:
    visited = [current(panel)]
    for _ in range(5):
        panel.move_current(+1)
        visited.append(current(panel))
    sides = [CitedFor.ORDERING.value, CitedFor.RADIOLOGIST.value, CitedFor.RECONCILIATION.value]
    assert visited == [("x1", ""), *(("x1", side) for side in sides), ("x2", ""), ("x2", "ordering")]
    panel.move_current(-9)
    assert current(panel) == ("x1", "")


def test_what_is_attached_goes_to_the_row_or_to_what_the_record_lacks_first(
    panel: DiscrepanciesPanel, case: OpenCase
) -> None:
    assert panel.cites_for() is CitedFor.RECONCILIATION
    panel.move_current(+1)
    assert panel.cites_for() is CitedFor.ORDERING
    panel.show_case(with_records(case, EMPTY))
    assert panel.cites_for() is CitedFor.ORDERING
    half = replace(EMPTY, ordering=OPEN.ordering)
    panel.show_case(with_records(case, half))
    assert panel.cites_for() is CitedFor.RADIOLOGIST
    panel.show_case(with_records(case))
    assert panel.cites_for() is None
    assert panel.next_evidence() is None
    panel.remove_evidence()


def test_evidence_is_walked_through_and_taken_away(panel: DiscrepanciesPanel, case: OpenCase) -> None:
    more = replace(RADIOLOGIST, id="more")
    record = replace(OPEN, radiologist=replace(OPEN.radiologist, cited=(RADIOLOGIST, more)))
    panel.show_case(with_records(case, record))
    removed: list[tuple[str, str]] = []
    panel.evidence_removed.connect(lambda one, evidence: removed.append((one, evidence)))
    panel.move_current(+2)
    assert [panel.next_evidence() for _ in range(3)] == [RADIOLOGIST, more, RADIOLOGIST]
    panel.next_evidence()
    panel.remove_evidence()
    assert removed == [("x1", "more")]
    panel.move_current(+1)
    assert panel.next_evidence() is None


def test_on_a_record_enter_asks_for_both_sides_and_delete_for_its_deletion(
    qtbot: QtBot, panel: DiscrepanciesPanel
) -> None:
    with qtbot.waitSignal(panel.both_wanted):
        assert panel.next_evidence() is None
    with qtbot.waitSignal(panel.deletion_wanted) as told:
        panel.remove_evidence()
    assert told.args == ["x1"]


def test_digits_answer_the_questions_one_after_the_other(
    qtbot: QtBot, panel: DiscrepanciesPanel, told: Told
) -> None:
    window = shown(qtbot, panel)
    form = panel.form
    focus(qtbot, form.difference.kind)
    questions = (form.difference.kind, form.difference.degree, form.difference.significance)
    for question, key in zip(questions, "621", strict=True):
        assert QApplication.focusWidget() is question
        press(question, key)
    assert QApplication.focusWidget() is form.difference.why
    QTest.keyClicks(form.difference.why, "It decides.")
    with qtbot.waitSignal(panel.editing_done):
        press(form.difference.why, "Return")
    assert told.record.kind is DifferenceKind.DIAGNOSIS
    assert (told.record.significance, told.record.why) == (Significance.LIKELY, "It decides.")
    assert set(told.ids) == {"x1"}
    assert window.run == []


def test_choices_keep_digits_and_leave_letters_to_the_window(qtbot: QtBot, panel: DiscrepanciesPanel) -> None:
    window = shown(qtbot, panel)
    focus(qtbot, panel.form.difference.significance)
    for key in MARKING:
        press(panel.form.difference.significance, key)
    assert window.run == list(MARKING)
    focus(qtbot, panel.list)
    for key in (*MARKING, *BROWSING):
        press(panel.list, key)
    assert window.run == [*MARKING, *MARKING]


def typed_fields(panel: DiscrepanciesPanel) -> dict[str, LineField | TextField]:
    form = panel.form
    return {
        "reader": form.reader.reader,
        "modality": form.study.modality,
        "region": form.study.region,
        "level": form.study.level,
        "accession": form.study.accession,
        "typed": form.ordering.typed,
        "section": form.radiologist.section,
        "note": form.note.note,
    }


@pytest.mark.parametrize(
    "name", ["reader", "modality", "region", "level", "accession", "typed", "section", "note"]
)
def test_each_text_is_told_when_it_is_left(
    qtbot: QtBot, panel: DiscrepanciesPanel, told: Told, name: str
) -> None:
    shown(qtbot, panel)
    typing = typed_fields(panel)[name]
    focus(qtbot, typing)
    typing.selectAll()
    QTest.keyClicks(typing, "Words.")
    focus(qtbot, panel.list)
    record = told.record
    values = {
        "reader": record.reader,
        "modality": record.study.modality,
        "region": record.study.region,
        "level": record.study.level,
        "accession": record.study.accession,
        "typed": record.ordering.typed,
        "section": record.radiologist.section,
        "note": record.note,
    }
    assert {key for key, value in values.items() if value == "Words."} == {name}


def test_dates_are_read_and_what_is_none_is_said(qtbot: QtBot, panel: DiscrepanciesPanel, told: Told) -> None:
    shown(qtbot, panel)
    form = panel.form
    fields = (form.study.date, form.ordering.date, form.radiologist.date, form.reconciliation.date)
    for number, entry in enumerate(fields, start=1):
        focus(qtbot, entry)
        entry.selectAll()
        QTest.keyClicks(entry, f"2025-06-0{number}")
        press(entry, "Return")
    record = told.record
    days = (record.study.date, record.ordering.date, record.radiologist.date, record.reconciliation.date)
    assert [day.day if day else 0 for day in days] == [1, 2, 3, 4]
    focus(qtbot, form.study.date)
    form.study.date.selectAll()
    QTest.keyClicks(form.study.date, "soon")
    press(form.study.date, "Return")
    assert told.record.study.date == record.study.date
    assert "is no date" in form.study.date.accessibleDescription()
    form.study.date.selectAll()
    press(form.study.date, "Del")
    press(form.study.date, "Return")
    assert told.record.study.date is None


def test_choices_tell_what_was_chosen(qtbot: QtBot, panel: DiscrepanciesPanel, told: Told) -> None:
    shown(qtbot, panel)
    form = panel.form
    for choice, key in (
        (form.reader.independent, "Down"),
        (form.reader.report, "Down"),
        (form.study.side, "Up"),
        (form.study.contrast, "Down"),
    ):
        focus(qtbot, choice)
        press(choice, key)
    record = told.record
    assert (record.independent, record.report) == (Independence.INDEPENDENT, ReportStatus.PRELIMINARY)
    assert (record.study.laterality, record.study.contrast) == ("", "without")
    focus(qtbot, form.reconciliation.means)
    press(form.reconciliation.means, "5")
    assert told.record.reconciliation.means is ReconciledBy.PEER_TO_PEER
    press(form.reconciliation.means, "1")
    assert told.record.reconciliation.means is None


def test_lines_and_elements_are_chosen_and_taken_back(
    qtbot: QtBot, panel: DiscrepanciesPanel, told: Told
) -> None:
    shown(qtbot, panel)
    affects = panel.form.affects
    focus(qtbot, affects.lines)
    lines = []
    for key in "212":
        press(affects.lines, key)
        lines.append(told.record.lines)
    assert lines == [(2,), (1, 2), (1,)]
    focus(qtbot, affects.elements)
    press(affects.elements, "Down")
    press(affects.elements, "Space")
    press(affects.elements, "1")
    assert len(told.record.elements) == 2
    press(affects.elements, "1")
    assert len(told.record.elements) == 1


def test_one_line_is_not_asked_about(qtbot: QtBot, panel: DiscrepanciesPanel, case: OpenCase) -> None:
    shown(qtbot, panel)
    assert panel.form.affects.lines.isVisible()
    one = replace(case, request=replace(case.request, services=case.request.services[:1]))
    panel.show_case(with_records(one, OPEN))
    assert not panel.form.affects.lines.isVisible()


def test_what_is_typed_goes_to_its_own_record_when_another_comes(
    qtbot: QtBot, panel: DiscrepanciesPanel, told: Told
) -> None:
    shown(qtbot, panel)
    focus(qtbot, panel.form.note.note)
    QTest.keyClicks(panel.form.note.note, "Of the first.")
    panel.select("x2")
    assert told.ids == ["x1"]
    assert told.record.note == "Of the first."
    assert panel.form.note.note.value() == ""


def test_why_a_reconciliation_does_not_count_is_said(
    qtbot: QtBot, panel: DiscrepanciesPanel, case: OpenCase
) -> None:
    shown(qtbot, panel)
    assert panel.form.reconciliation.lacking() == ""
    begun = replace(OPEN, reconciliation=replace(SETTLED.reconciliation, cited=(SURGEON,)))
    panel.show_case(with_records(case, begun))
    assert "those of the readings themselves" in panel.form.reconciliation.lacking()
    panel.show_case(with_records(case, replace(SETTLED, id="x1")))
    assert panel.form.reconciliation.lacking() == ""
    assert panel.form.reconciliation.cited.cited.rows[0].evidence == SETTLING


def test_a_passage_in_the_form_is_gone_to(qtbot: QtBot, panel: DiscrepanciesPanel) -> None:
    shown(qtbot, panel)
    cited = panel.form.ordering.cited
    focus(qtbot, cited)
    with qtbot.waitSignal(panel.evidence_activated) as told:
        press(cited, "Return")
    assert told.args == [SURGEON]


def test_escape_goes_back_to_the_pages(qtbot: QtBot, panel: DiscrepanciesPanel) -> None:
    shown(qtbot, panel)
    for place in (panel.form.difference.kind, panel.form.study.side, panel.form.note.note):
        focus(qtbot, place)
        with qtbot.waitSignal(panel.editing_done):
            press(place, "Esc")


def test_a_signed_record_is_only_read(qtbot: QtBot, panel: DiscrepanciesPanel, case: OpenCase) -> None:
    shown(qtbot, panel)
    signed = with_records(case, OPEN)
    panel.show_case(replace(signed, review=replace(signed.review, status=ReviewStatus.SIGNED)))
    form = panel.form
    assert all(one.isReadOnly() for section in form.sections for one in section.fields())
    choices = (form.difference.kind, form.reconciliation.means, form.reader.report, form.affects.elements)
    assert not any(one.isEnabled() for one in choices)


def test_without_a_record_the_panel_says_what_to_do(
    qtbot: QtBot, panel: DiscrepanciesPanel, case: OpenCase
) -> None:
    shown(qtbot, panel)
    panel.show_key("Q")
    panel.show_case(with_records(case))
    assert panel.empty.isVisible()
    assert not panel.list.isVisible()
    assert "press Q" in panel.empty.sentence_text()
    panel.edit_note()
    panel.edit_details()
    panel.move_current(+1)
    assert panel.current_record() is None


def test_the_checklist_tells_of_the_records_where_readings_are_asked_about(
    light: Look, case: OpenCase
) -> None:
    checklist = ChecklistPanel(light)
    told = {}
    for records in ((), (DONE,), (OPEN, DONE)):
        checklist.show_case(with_records(case, *records))
        checklist.select("s14-discrepancies")
        told[len(records)] = checklist.detail.about_text()
    assert told == {
        0: "",
        1: "1 discrepancy recorded, none of them open (tab Discrepancies).",
        2: "2 discrepancies recorded, 1 of them open (tab Discrepancies).",
    }
    checklist.select("s6-pathology")
    assert checklist.detail.about_text() == ""


@pytest.mark.parametrize("current", [True, False])
def test_what_is_cited_is_marked_on_the_pages(case: OpenCase, *, current: bool) -> None:
    element = "s14-discrepancies" if current else "s6-pathology"
    rects = SURGEON.anchor.rects
    assert page_marks(with_records(case, DONE), VISIT, element) == (PageMarking(1, rects, "S14", current),)
    assert len(page_marks(with_records(case, DONE), ADDENDUM, element)) == 1


def test_the_keyboard_leaves_a_record_that_goes(
    qtbot: QtBot, panel: DiscrepanciesPanel, case: OpenCase
) -> None:
    shown(qtbot, panel)
    focus(qtbot, panel.form.difference.kind)
    with qtbot.waitSignal(panel.editing_done):
        panel.show_case(with_records(case))


def test_a_new_record_becomes_the_current_one_when_it_was_waited_for(
    panel: DiscrepanciesPanel, case: OpenCase
) -> None:
    panel.show_case(with_records(case, OPEN, WARNING, DONE))
    assert current(panel) == ("x1", "")
    panel.await_new()
    panel.show_case(with_records(case, OPEN, WARNING, DONE, EMPTY))
    assert current(panel) == ("x4", "")
    panel.show_case(with_records(case, OPEN, WARNING, DONE))
    assert current(panel) == ("x1", "")


def test_f2_asks_what_is_not_answered_yet(qtbot: QtBot, panel: DiscrepanciesPanel, case: OpenCase) -> None:
    shown(qtbot, panel)
    form = panel.form
    panel.edit_details()
    assert QApplication.focusWidget() is form.difference.degree
    panel.show_case(with_records(case, EMPTY))
    panel.edit_details()
    assert QApplication.focusWidget() is form.difference.kind
    for place in (form.ordering.typed, form.radiologist.typed, form.reconciliation.means):
        panel.move_current(+1)
        panel.edit_details()
        assert QApplication.focusWidget() is place


def test_marks_mean_the_element_about_readings(panel: DiscrepanciesPanel, case: OpenCase) -> None:
    assert panel.current_element() == "s14-discrepancies"
    without = replace(case, checklist=replace(case.checklist, elements=()))
    panel.show_case(with_records(without, OPEN))
    assert panel.current_element() == ""


def test_every_field_has_a_name_and_rows_are_spoken(qtbot: QtBot, panel: DiscrepanciesPanel) -> None:
    shown(qtbot, panel)
    for section in panel.form.sections:
        assert all(one.accessibleName() for one in section.fields())
    kinds = panel.form.difference.kind.choice_model.rows
    assert kinds[3].spoken == "4, Severity or size, chosen"
    assert kinds[0].spoken == "1, Presence: there or not, not chosen"


@pytest.mark.parametrize(("width", "height"), [(404, 700), (288, 400)])
def test_the_panel_paints_in_both_looks(
    qtbot: QtBot, panel: DiscrepanciesPanel, look: Look, case: OpenCase, width: int, height: int
) -> None:
    panel.show_case(with_records(case, OPEN, WARNING, DONE, EMPTY))
    window = shown(qtbot, panel, width, height)
    panel.set_look(look)
    for step in range(8):
        panel.move_current(step % 2 + 1)
        QCoreApplication.processEvents()
    assert not window.grab().isNull()
    assert panel.form.horizontalScrollBar().maximum() == 0
