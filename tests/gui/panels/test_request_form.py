"""The request form: reading a request, typing one, and saying what is wrong beside each field."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.request import Diagnosis, FieldProblem, Member, Request
from reviewer_app.gui.look import Look
from reviewer_app.gui.panels.request_form import RequestForm
from reviewer_app.gui.panels.request_view import sections
from tests.gui.panels.keys import focus, press, shown


def npi_problems(request: Request) -> tuple[FieldProblem, ...]:
    """As the rules do: an ordering provider's NPI of other than ten digits is a problem."""
    npi = request.ordering_provider.npi
    wrong = bool(npi) and len(npi) != 10
    none = () if request.services else (FieldProblem("services", "At least one service is needed."),)
    return (*((FieldProblem("ordering_provider.npi", f"{npi} is no NPI."),) if wrong else ()), *none)


@pytest.fixture
def form(light: Look) -> RequestForm:
    return RequestForm(npi_problems)


@pytest.fixture
def entered(form: RequestForm) -> list[Request]:
    """The requests that the form told."""
    requests: list[Request] = []
    form.request_entered.connect(requests.append)
    return requests


def unasked(case: OpenCase) -> OpenCase:
    """A case folder without request.json."""
    return replace(case, case_id="folder", request=Request(), request_from_file=False, problems=())


def field(form: RequestForm, path: str) -> QWidget:
    found = form.fields.field(path)
    assert found is not None
    return found


def test_a_request_from_a_file_is_read_with_unknown_fields_and_problems(case: OpenCase) -> None:
    shown_sections = dict(sections(case.request, case.problems))
    assert ("Date of birth", "1966-01-29", "") in shown_sections["MEMBER"]
    assert ("NPI", "2289543440", case.problems[0].message) in shown_sections["SERVICING PROVIDER"]
    assert ("Line of business", "commercial", "") in shown_sections["PLAN"]
    assert shown_sections["FIELDS THE PROGRAM DOES NOT KNOW"] == (
        ("portal_ticket", "T-5512", ""),
        ("contact", '{"phone": "555-0117"}', ""),
    )
    assert {"SERVICE 1", "SERVICE 2", "DIAGNOSIS 1", "DIAGNOSIS 2"} <= set(shown_sections)


def test_a_problem_of_no_field_is_shown_too(case: OpenCase) -> None:
    problems = (FieldProblem("attachments[3]", "lab.pdf did not arrive."),)
    assert dict(sections(case.request, problems))["OTHER PROBLEMS"] == (
        ("attachments[3]", "", "lab.pdf did not arrive."),
    )


def test_the_read_view_leads_to_the_fields(qtbot: QtBot, form: RequestForm, case: OpenCase) -> None:
    form.show_case(case)
    shown(qtbot, form)
    assert not form.editing
    focus(qtbot, form.view.complete_button)
    press(form.view.complete_button, "Return")
    assert form.editing
    qtbot.waitUntil(field(form, "member.last_name").hasFocus)


def test_what_is_shown_and_saved_unchanged_is_the_same_request(
    qtbot: QtBot, form: RequestForm, case: OpenCase, entered: list[Request]
) -> None:
    form.show_case(case)
    shown(qtbot, form)
    form.edit()
    form.fields.save()
    assert entered == [case.request]


def test_a_request_is_typed_and_saved_with_the_keyboard(
    qtbot: QtBot, form: RequestForm, case: OpenCase, entered: list[Request]
) -> None:
    form.show_case(unasked(case))
    window = shown(qtbot, form, width=940, height=900)
    assert form.editing
    form.focus_first()
    qtbot.waitUntil(field(form, "member.last_name").hasFocus)
    for text in ("Pallas", "Jo", "3/4/1970"):
        QTest.keyClicks(window.focusWidget(), text)
        press(window.focusWidget(), "Tab")
    focus(qtbot, field(form, "services[0].code"))
    QTest.keyClicks(window.focusWidget(), "64483")
    focus(qtbot, field(form, "diagnoses[0].code"))
    QTest.keyClicks(window.focusWidget(), "m54.16")
    with qtbot.waitSignal(form.editing_done):
        press(window.focusWidget(), "Ctrl+Return")
    assert window.run == []
    assert entered[-1].member == Member("", "Jo", "Pallas", date(1970, 3, 4))
    assert [service.code for service in entered[-1].services] == ["64483"]
    assert entered[-1].diagnoses == (Diagnosis("M54.16"),)


def test_ctrl_enter_saves_from_a_choice_too(
    qtbot: QtBot, form: RequestForm, case: OpenCase, entered: list[Request]
) -> None:
    form.show_case(unasked(case))
    window = shown(qtbot, form)
    choice = field(form, "plan.line_of_business")
    focus(qtbot, choice)
    press(choice, "Down")
    press(choice, "Ctrl+Return")
    assert [request.plan.line_of_business for request in entered] == ["commercial"]
    assert window.run == []


def test_several_lines_and_diagnoses_take_the_requests_defaults(
    qtbot: QtBot, form: RequestForm, case: OpenCase, entered: list[Request]
) -> None:
    form.show_case(case)
    shown(qtbot, form)
    form.edit()
    form.fields.services.add_group()
    code = field(form, "services[2].code")
    qtbot.waitUntil(code.hasFocus)
    QTest.keyClicks(code, "23412")
    focus(qtbot, field(form, "services[2].modifiers"))
    QTest.keyClicks(field(form, "services[2].modifiers"), "lt, 59")
    form.fields.diagnoses.add_group()
    form.fields.save()
    added = entered[-1].services[2]
    assert (added.line, added.code, added.modifiers) == (3, "23412", ("LT", "59"))
    assert (added.body_region, added.laterality) == ("shoulder", "left")
    assert added.requested_dos == date(2025, 6, 24)
    assert len(entered[-1].diagnoses) == 2


def test_problems_appear_beside_the_field_as_one_types(
    qtbot: QtBot, form: RequestForm, case: OpenCase, entered: list[Request]
) -> None:
    form.show_case(case)
    shown(qtbot, form)
    form.edit()
    npi = field(form, "ordering_provider.npi")
    focus(qtbot, npi)
    press(npi, "End")
    press(npi, "Backspace")
    assert form.fields.problem("ordering_provider.npi") == "252889554 is no NPI."
    assert npi.accessibleDescription() == "252889554 is no NPI."
    QTest.keyClicks(npi, "5")
    assert form.fields.problem("ordering_provider.npi") == ""


def test_an_unreadable_date_is_said_and_left_out(
    qtbot: QtBot, form: RequestForm, case: OpenCase, entered: list[Request]
) -> None:
    form.show_case(unasked(case))
    shown(qtbot, form)
    born = field(form, "member.dob")
    focus(qtbot, born)
    QTest.keyClicks(born, "3/41/1970")
    assert "is no date" in form.fields.problem("member.dob")
    press(born, "Ctrl+Return")
    assert [request.member.dob for request in entered] == [None]


def test_a_saved_request_coming_back_does_not_reset_the_fields(
    qtbot: QtBot, form: RequestForm, case: OpenCase, entered: list[Request]
) -> None:
    started = unasked(case)
    form.show_case(started)
    shown(qtbot, form)
    name = field(form, "member.last_name")
    focus(qtbot, name)
    QTest.keyClicks(name, "Pallas")
    press(name, "Ctrl+Return")
    QTest.keyClicks(name, "-Orr")
    form.show_case(replace(started, request=entered[-1]))
    press(name, "Ctrl+Return")
    assert entered[-1].member.last_name == "Pallas-Orr"


def test_a_narrow_form_puts_fewer_fields_in_a_row(qtbot: QtBot, form: RequestForm, case: OpenCase) -> None:
    form.show_case(unasked(case))
    window = shown(qtbot, form, 900, 700)
    first, third = field(form, "member.last_name"), field(form, "member.dob")

    def tops() -> tuple[int, int]:
        return first.mapTo(form, QPoint()).y(), third.mapTo(form, QPoint()).y()

    assert tops()[0] == tops()[1]
    window.resize(404, 700)
    qtbot.waitUntil(lambda: tops()[0] < tops()[1])
    form.fields.services.add_group()
    assert form.fields.horizontalScrollBar().maximum() == 0
