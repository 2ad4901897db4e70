"""A request as fields, and what of it is different."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from reviewer_app.domain.request import Diagnosis, Member, Plan, Request, ServiceLine
from reviewer_app.rules.request_fields import changed_fields, request_fields

REQUEST = Request(
    request_id="PA-1",
    received=datetime(2025, 5, 8, 10, 14, tzinfo=UTC),
    member=Member("M-1", "Ines", "Marlow", date(1960, 1, 2)),
    plan=Plan(line_of_business="commercial"),
    services=(ServiceLine(1, "64483", modifiers=("LT",), requested_dos=date(2025, 5, 20)),),
    diagnoses=(Diagnosis("M54.16"),),
    attachments=("a.pdf",),
    unknown={"priority": 3, "contact": {"fax": "555"}},
)


def test_every_field_that_says_something_has_its_place() -> None:
    fields = dict(request_fields(REQUEST))
    assert fields["services[0].code"] == "64483"
    assert fields["services[0].modifiers[0]"] == "LT"
    assert fields["services[0].requested_dos"] == "2025-05-20"
    assert fields["received"] == "2025-05-08T10:14:00+00:00"
    assert fields["member.dob"] == "1960-01-02"
    assert fields["attachments[0]"] == "a.pdf"
    assert (fields["priority"], fields["contact.fax"]) == ("3", "555")
    assert "plan.payer" not in fields
    assert request_fields(None) == ()


def test_what_is_different_is_told_field_by_field() -> None:
    before = request_fields(REQUEST)
    line = replace(REQUEST.services[0], code="64484", modifiers=())
    after = replace(REQUEST, services=(line,), plan=replace(REQUEST.plan, payer="Granite"))
    assert changed_fields(before, request_fields(after)) == (
        "plan.payer: Granite (was empty)",
        "services[0].code: 64484 (was 64483)",
        "services[0].modifiers[0]: empty (was LT)",
    )
    assert changed_fields(before, before) == ()
