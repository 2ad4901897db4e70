"""A request as typed text and back."""

from __future__ import annotations

from datetime import UTC, date, datetime
from types import MappingProxyType

import pytest

from reviewer_app.domain.request import Diagnosis, Member, Plan, Provider, Request, ServiceLine
from reviewer_app.gui.models.request_draft import read_request, request_values, unknown_fields

REQUEST = Request(
    request_id="PA-1",
    received=datetime(2025, 6, 11, 15, 40, tzinfo=UTC),
    urgency="expedited",
    member=Member("GH-1", "Alan", "Whitcombe", date(1966, 1, 29), "M"),
    plan=Plan("Granite", "Choice PPO", "commercial", "fully_insured", "71", "WI"),
    services=(
        ServiceLine(1, "29827", "CPT", ("LT",), 2, "Repair", "shoulder", "left", "", date(2025, 6, 24)),
        ServiceLine(2, "64483", "CPT", ("RT", "50"), 1, "", "spine", "right", "L4-L5", date(2025, 7, 1)),
    ),
    diagnoses=(Diagnosis("M75.122"), Diagnosis("M75.42")),
    body_region="shoulder",
    laterality="left",
    requested_dos=date(2025, 6, 24),
    place_of_service="24",
    onset_date=date(2025, 1, 10),
    change_date=date(2025, 3, 4),
    ordering_provider=Provider("2528895545", "Rosalind Achterberg, MD", "Orthopaedics"),
    servicing_provider=Provider("2289543441", "Brightwater"),
    clinical_trial_number="NCT01234567",
    submitter_note="Please hurry.",
    attachments=("a.pdf", "b.pdf"),
    unknown=MappingProxyType({"ticket": "T-1", "deep": {"n": 1}}),
)


@pytest.mark.parametrize("request_value", [REQUEST, Request()], ids=["full", "empty"])
def test_a_request_comes_back_whole(request_value: Request) -> None:
    assert read_request(request_values(request_value), request_value) == (request_value, ())


def test_what_cannot_be_read_is_told_and_left_out() -> None:
    values = request_values(REQUEST) | {
        "member.dob": "long ago",
        "received": "yesterday",
        "services[1].units": "many",
        "services[1].requested_dos": "7/41/2025",
    }
    request, problems = read_request(values, REQUEST)
    assert request.member.dob is None
    assert request.received is None
    assert request.services[1].units == 1
    assert request.services[1].requested_dos == REQUEST.requested_dos
    assert sorted(problem.path for problem in problems) == [
        "member.dob",
        "received",
        "services[1].requested_dos",
        "services[1].units",
    ]


def test_lines_without_code_and_description_are_no_lines() -> None:
    values = request_values(REQUEST) | {"services[0].code": "", "services[0].plain_description": ""}
    request, _problems = read_request(values, REQUEST)
    assert [(service.line, service.code) for service in request.services] == [(1, "64483")]


def test_codes_are_brought_to_capitals() -> None:
    values = request_values(REQUEST) | {"services[0].code": "j1030", "diagnoses[0].code": "m75.1"}
    request, _problems = read_request(values, REQUEST)
    assert request.services[0].code == "J1030"
    assert request.diagnoses[0].code == "M75.1"


def test_unknown_fields_are_told_as_text() -> None:
    assert unknown_fields(REQUEST) == (("ticket", "T-1"), ("deep", '{"n": 1}'))
