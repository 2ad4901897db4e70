"""Writes a request in the form of ``request.json``, fields that the schema does not name included."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from reviewer_app.domain.request import Diagnosis, Member, Plan, Provider, Request, ServiceLine


def request_to_json(request: Request) -> dict[str, object]:
    """The request as a JSON object that reads back to the same request; fields without value are left out."""
    written = _filled(
        {
            "request_id": request.request_id,
            "received": request.received.isoformat() if request.received is not None else "",
            "urgency": request.urgency,
            "member": _member(request.member),
            "plan": _plan(request.plan),
            "services": [_service(service, request) for service in request.services],
            "diagnoses": [_diagnosis(diagnosis) for diagnosis in request.diagnoses],
            "body_region": request.body_region,
            "laterality": request.laterality,
            "level": request.level,
            "requested_dos": _day(request.requested_dos),
            "place_of_service": request.place_of_service,
            "onset_date": _day(request.onset_date),
            "change_date": _day(request.change_date),
            "ordering_provider": _provider(request.ordering_provider),
            "servicing_provider": _provider(request.servicing_provider),
            "clinical_trial_number": request.clinical_trial_number,
            "submitter_note": request.submitter_note,
            "attachments": list(request.attachments),
        }
    )
    return _with_unknown(written, request.unknown)


def _with_unknown(written: dict[str, Any], unknown: Mapping[str, object]) -> dict[str, Any]:
    for name, rest in unknown.items():
        if name in ("services", "diagnoses") and isinstance(rest, dict):
            for index, fields in rest.items():
                if int(index) < len(written.get(name, [])):
                    written[name][int(index)].update(fields)
        elif name in ("member", "plan", "ordering_provider", "servicing_provider"):
            written.setdefault(name, {}).update(rest)
        else:
            written[name] = rest
    return written


def _member(member: Member) -> dict[str, Any]:
    return _filled(
        {
            "member_id": member.member_id,
            "first_name": member.first_name,
            "last_name": member.last_name,
            "dob": _day(member.dob),
            "sex": member.sex,
        }
    )


def _plan(plan: Plan) -> dict[str, Any]:
    return _filled(
        {
            "payer": plan.payer,
            "plan_name": plan.plan_name,
            "line_of_business": plan.line_of_business,
            "funding": plan.funding,
            "group_number": plan.group_number,
            "state": plan.state,
        }
    )


def _service(service: ServiceLine, request: Request) -> dict[str, Any]:
    """The line, without what it has from the request anyway."""
    own_region = service.body_region if service.body_region != request.body_region else ""
    own_laterality = service.laterality if service.laterality != request.laterality else ""
    own_level = service.level if service.level != request.level else ""
    own_dos = service.requested_dos if service.requested_dos != request.requested_dos else None
    return _filled(
        {
            "code": service.code,
            "system": service.system,
            "modifiers": list(service.modifiers),
            "units": service.units,
            "plain_description": service.plain_description,
            "body_region": own_region,
            "laterality": own_laterality,
            "level": own_level,
            "requested_dos": _day(own_dos),
        }
    )


def _diagnosis(diagnosis: Diagnosis) -> dict[str, Any]:
    return _filled({"code": diagnosis.code, "system": diagnosis.system})


def _provider(provider: Provider) -> dict[str, Any]:
    return _filled({"npi": provider.npi, "name": provider.name, "specialty": provider.specialty})


def _day(day: date | None) -> str:
    return day.isoformat() if day is not None else ""


def _filled(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value not in ("", [], {}, None)}
