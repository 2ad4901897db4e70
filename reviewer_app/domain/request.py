"""The prior-authorization request: member, plan, providers, service lines, diagnoses and dates.

All dates are calendar dates without a time zone, as payers state them; ``received`` is an instant with its
offset. Text that a submitter left out is the empty string, a date that is missing is ``None``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType

NO_EXTRA: Mapping[str, object] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Member:
    member_id: str = ""
    first_name: str = ""
    last_name: str = ""
    dob: date | None = None
    sex: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """``line_of_business``: commercial, exchange, medicare, medicare_advantage, medicaid.
    ``funding``: fully_insured, self_funded, medicare, medicaid. Empty when not known."""

    payer: str = ""
    plan_name: str = ""
    line_of_business: str = ""
    funding: str = ""
    group_number: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class Provider:
    npi: str = ""
    name: str = ""
    specialty: str = ""


@dataclass(frozen=True, slots=True)
class Diagnosis:
    code: str
    system: str = "ICD-10-CM"


@dataclass(frozen=True, slots=True)
class ServiceLine:
    """One requested service. ``line`` counts from 1 in the order of the request.

    Region, laterality, level and date are already resolved: a line that names none carries the request's.
    """

    line: int
    code: str
    system: str = "CPT"
    modifiers: tuple[str, ...] = ()
    units: int = 1
    plain_description: str = ""
    body_region: str = ""
    laterality: str = ""
    level: str = ""
    requested_dos: date | None = None

    @property
    def label(self) -> str:
        """Code and modifiers as reviewers write them, for example ``29827 LT``."""
        return " ".join((self.code, *self.modifiers))


@dataclass(frozen=True, slots=True)
class Request:
    """What the provider asks the plan to authorize. ``unknown`` keeps fields of request.json that the
    schema does not name, so that they are shown and never lost: under their names, those of a part under its
    name, those of services and diagnoses under their index from 0 as text."""

    request_id: str = ""
    received: datetime | None = None
    urgency: str = "standard"
    member: Member = field(default_factory=Member)
    plan: Plan = field(default_factory=Plan)
    services: tuple[ServiceLine, ...] = ()
    diagnoses: tuple[Diagnosis, ...] = ()
    body_region: str = ""
    laterality: str = ""
    level: str = ""
    requested_dos: date | None = None
    place_of_service: str = ""
    onset_date: date | None = None
    change_date: date | None = None
    ordering_provider: Provider = field(default_factory=Provider)
    servicing_provider: Provider = field(default_factory=Provider)
    clinical_trial_number: str = ""
    submitter_note: str = ""
    attachments: tuple[str, ...] = ()
    unknown: Mapping[str, object] = field(default_factory=lambda: NO_EXTRA)


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """Something wrong with one field of the request, shown beside the field; it never blocks opening a case.

    ``path`` is the field's place, for example ``ordering_provider.npi`` or ``services[1].code``.
    """

    path: str
    message: str


def unknown_fields(request: Request) -> tuple[tuple[str, str], ...]:
    """The fields that the schema does not name, each with its place and its value as text, for showing."""
    return tuple(_flattened(request.unknown, ""))


def _flattened(fields: Mapping[str, object], path: str) -> Iterator[tuple[str, str]]:
    for name, value in fields.items():
        place = f"{path}.{name}" if path else name
        if not path and name in ("services", "diagnoses") and isinstance(value, dict):
            for index, rest in value.items():
                yield from _flattened(rest, f"{name}[{index}]")
        elif isinstance(value, dict):
            yield from _flattened(value, place)
        else:
            yield place, value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
