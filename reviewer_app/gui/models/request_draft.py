"""A request as typed text and back: what the request form's fields hold. No Qt.

Text that cannot be read (a date, a number) is kept out of the request and told as a problem of its field, so
that nothing half-understood is stored.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace

from reviewer_app.domain.request import (
    Diagnosis,
    FieldProblem,
    Member,
    Plan,
    Provider,
    Request,
    ServiceLine,
)
from reviewer_app.gui.models.dates import read_date, read_instant

LINES_OF_BUSINESS = (
    ("", "not known"),
    ("commercial", "commercial"),
    ("exchange", "exchange"),
    ("medicare", "Medicare"),
    ("medicare_advantage", "Medicare Advantage"),
    ("medicaid", "Medicaid"),
)
FUNDINGS = (
    ("", "not known"),
    ("fully_insured", "fully insured"),
    ("self_funded", "self-funded"),
    ("medicare", "Medicare"),
    ("medicaid", "Medicaid"),
)
URGENCIES = (("standard", "standard"), ("expedited", "expedited"))
SYSTEMS = (("CPT", "CPT"), ("HCPCS", "HCPCS"))
LATERALITIES = (("", "not stated"), ("left", "left"), ("right", "right"), ("bilateral", "bilateral"))
SEXES = (("", "not stated"), ("F", "F"), ("M", "M"), ("X", "X"))

DATE_PROBLEM = "is no date; write it like 2025-05-08."

Values = Mapping[str, str]
"""Texts by field path: ``member.dob``, ``services[0].code``; services and diagnoses count from 0."""


def request_values(request: Request) -> dict[str, str]:
    """The texts that show a request in the form."""
    member, plan = request.member, request.plan
    values = {
        "request_id": request.request_id,
        "received": request.received.isoformat(sep=" ", timespec="minutes") if request.received else "",
        "urgency": request.urgency,
        "member.member_id": member.member_id,
        "member.first_name": member.first_name,
        "member.last_name": member.last_name,
        "member.dob": member.dob.isoformat() if member.dob else "",
        "member.sex": member.sex,
        "plan.payer": plan.payer,
        "plan.plan_name": plan.plan_name,
        "plan.line_of_business": plan.line_of_business,
        "plan.funding": plan.funding,
        "plan.group_number": plan.group_number,
        "plan.state": plan.state,
        "body_region": request.body_region,
        "laterality": request.laterality,
        "level": request.level,
        "requested_dos": request.requested_dos.isoformat() if request.requested_dos else "",
        "place_of_service": request.place_of_service,
        "onset_date": request.onset_date.isoformat() if request.onset_date else "",
        "change_date": request.change_date.isoformat() if request.change_date else "",
        "clinical_trial_number": request.clinical_trial_number,
        "submitter_note": request.submitter_note,
        "attachments": ", ".join(request.attachments),
    }
    for name, provider in (
        ("ordering_provider", request.ordering_provider),
        ("servicing_provider", request.servicing_provider),
    ):
        values |= {
            f"{name}.npi": provider.npi,
            f"{name}.name": provider.name,
            f"{name}.specialty": provider.specialty,
        }
    for number, service in enumerate(request.services):
        values |= {
            f"services[{number}].{part}": text for part, text in _service_values(request, service).items()
        }
    values |= {f"diagnoses[{number}].code": item.code for number, item in enumerate(request.diagnoses)}
    return values


def _service_values(request: Request, service: ServiceLine) -> dict[str, str]:
    """A line's texts; what it has in common with the request is left to the request's own fields."""
    dos = service.requested_dos
    return {
        "code": service.code,
        "system": service.system,
        "modifiers": " ".join(service.modifiers),
        "units": str(service.units),
        "plain_description": service.plain_description,
        "body_region": "" if service.body_region == request.body_region else service.body_region,
        "laterality": "" if service.laterality == request.laterality else service.laterality,
        "level": "" if service.level == request.level else service.level,
        "requested_dos": dos.isoformat() if dos and dos != request.requested_dos else "",
    }


def read_request(values: Values, base: Request) -> tuple[Request, tuple[FieldProblem, ...]]:
    """The request that the texts say, and what could not be read. ``base`` gives what the form does not
    show."""
    problems = [
        FieldProblem(path, f"“{text.strip()}” {DATE_PROBLEM}")
        for path, text in values.items()
        if text.strip() and _is_date(path) and read_date(text) is None
    ]
    received_text = values.get("received", "").strip()
    received = read_instant(received_text)
    if received_text and received is None:
        problems.append(FieldProblem("received", f"“{received_text}” is no date and time: 2025-05-08 10:14."))

    def text(path: str) -> str:
        return values.get(path, "").strip()

    common = replace(
        base,
        request_id=text("request_id"),
        received=received,
        urgency=text("urgency") or "standard",
        member=Member(
            text("member.member_id"),
            text("member.first_name"),
            text("member.last_name"),
            read_date(text("member.dob")),
            text("member.sex"),
        ),
        plan=Plan(
            text("plan.payer"),
            text("plan.plan_name"),
            text("plan.line_of_business"),
            text("plan.funding"),
            text("plan.group_number"),
            text("plan.state").upper(),
        ),
        body_region=text("body_region"),
        laterality=text("laterality"),
        level=text("level"),
        requested_dos=read_date(text("requested_dos")),
        place_of_service=text("place_of_service"),
        onset_date=read_date(text("onset_date")),
        change_date=read_date(text("change_date")),
        ordering_provider=_provider(values, "ordering_provider"),
        servicing_provider=_provider(values, "servicing_provider"),
        clinical_trial_number=text("clinical_trial_number").upper(),
        submitter_note=text("submitter_note"),
        attachments=tuple(item.strip() for item in text("attachments").split(",") if item.strip()),
    )
    services, unit_problems = _services(values, common)
    diagnoses = tuple(
        Diagnosis(values[path].strip().upper())
        for path in _numbered(values, "diagnoses", "code")
        if values[path].strip()
    )
    return replace(common, services=services, diagnoses=diagnoses), (*problems, *unit_problems)


def _is_date(path: str) -> bool:
    return path.rsplit(".", 1)[-1] in ("dob", "requested_dos", "onset_date", "change_date")


def _numbered(values: Values, group: str, part: str) -> list[str]:
    """The paths of a repeated group in order."""
    paths: list[str] = []
    while (path := f"{group}[{len(paths)}].{part}") in values:
        paths.append(path)
    return paths


def _provider(values: Values, name: str) -> Provider:
    return Provider(*(values.get(f"{name}.{part}", "").strip() for part in ("npi", "name", "specialty")))


def _services(values: Values, common: Request) -> tuple[tuple[ServiceLine, ...], tuple[FieldProblem, ...]]:
    """The service lines that have a code or a description, counted from 1, with the request's defaults."""
    lines: list[ServiceLine] = []
    problems: list[FieldProblem] = []
    for number, _path in enumerate(_numbered(values, "services", "code")):
        part = {
            name: values.get(f"services[{number}].{name}", "").strip()
            for name in _service_values(common, ServiceLine(1, ""))
        }
        if not part["code"] and not part["plain_description"]:
            continue
        units = part["units"] or "1"
        if not units.isdecimal() or int(units) < 1:
            problems.append(FieldProblem(f"services[{number}].units", f"“{units}” is no number of units."))
            units = "1"
        lines.append(
            ServiceLine(
                line=len(lines) + 1,
                code=part["code"].upper(),
                system=part["system"] or "CPT",
                modifiers=tuple(part["modifiers"].upper().replace(",", " ").split()),
                units=int(units),
                plain_description=part["plain_description"],
                body_region=part["body_region"] or common.body_region,
                laterality=part["laterality"] or common.laterality,
                level=part["level"] or common.level,
                requested_dos=read_date(part["requested_dos"]) or common.requested_dos,
            )
        )
    return tuple(lines), tuple(problems)


def unknown_fields(request: Request) -> tuple[tuple[str, str], ...]:
    """Fields of request.json that the program does not know, with their values as text."""
    return tuple(
        (name, value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))
        for name, value in request.unknown.items()
    )
