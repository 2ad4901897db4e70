"""Reads ``request.json``, tolerant field by field: whatever is wrong with it, the case opens.

The file's form is described by ``resources/schemas/request.schema.json``; the reader accepts everything that
the schema accepts, and reads what it can of the rest.
"""

from __future__ import annotations

import json
import math
import re
from dataclasses import dataclass, replace
from datetime import tzinfo
from pathlib import Path
from types import MappingProxyType

from reviewer_app.domain.request import (
    Diagnosis,
    FieldProblem,
    Member,
    Plan,
    Provider,
    Request,
    ServiceLine,
)
from reviewer_app.exchange.json_fields import JsonFields
from reviewer_app.exchange.request_json import request_to_json
from reviewer_app.plain_file import plain_bytes

__all__ = ("ReadRequest", "parse_request", "read_request", "request_to_json")

MAX_BYTES = 5_000_000
MAX_DEPTH = 40
MAX_LINES = 200
MAX_DIAGNOSES = 200
MAX_MODIFIERS = 20
MAX_ATTACHMENTS = 1_000
MAX_UNITS = 99_999

_WHOLE_FILE = ""
_SURROGATE = re.compile(r"[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class ReadRequest:
    """A request as it was read, ``None`` when the file is no request at all, and what is wrong with it.

    A problem with an empty path concerns the whole file.
    """

    request: Request | None
    problems: tuple[FieldProblem, ...] = ()


class _UnreadableError(Exception):
    """The file can't be read as a JSON object; the text is the problem's message."""


def read_request(path: Path, zone: tzinfo | None = None) -> ReadRequest:
    """The request in that file. Never raises for what the file is or holds; links are not followed.

    ``zone`` is taken for a received time without offset; without it, this computer's.
    """
    try:
        data = _file_bytes(path)
    except _UnreadableError as error:
        return _nothing(str(error))
    except OSError as error:
        return _nothing(f"{path.name} can't be read ({error.strerror or type(error).__name__}).")
    return parse_request(data, zone)


def parse_request(data: bytes, zone: tzinfo | None = None) -> ReadRequest:
    """The request in a JSON file's bytes, UTF-8 with or without byte order mark. Never raises for them."""
    problems: list[FieldProblem] = []
    try:
        source = _json_object(data, problems)
    except _UnreadableError as error:
        return _nothing(str(error))
    request = _request(JsonFields(source, problems, zone=zone))
    return ReadRequest(request, tuple(problems))


def _nothing(message: str) -> ReadRequest:
    return ReadRequest(None, (FieldProblem(_WHOLE_FILE, f"{message} Please enter the request."),))


def _file_bytes(path: Path) -> bytes:
    return plain_bytes(
        path,
        MAX_BYTES,
        not_plain=_UnreadableError(f"{path.name} is not a plain file."),
        too_large=_UnreadableError(f"{path.name} is larger than {MAX_BYTES // 1_000_000} MB."),
        links=False,
    )


def _json_object(data: bytes, problems: list[FieldProblem]) -> dict[str, object]:
    if len(data) > MAX_BYTES:
        raise _UnreadableError(f"The request is larger than {MAX_BYTES // 1_000_000} MB.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _UnreadableError("The request is not UTF-8 text.") from error

    def once_each(pairs: list[tuple[str, object]]) -> dict[str, object]:
        found = dict(pairs)
        if len(found) < len(pairs):
            problems.append(
                FieldProblem(_WHOLE_FILE, "A field of the request stands twice; the last one is used.")
            )
        return found

    try:
        value: object = json.loads(text, object_pairs_hook=once_each)
    except json.JSONDecodeError as error:
        message = f"The request is not valid JSON (line {error.lineno}, column {error.colno})."
        raise _UnreadableError(message) from error
    except RecursionError as error:
        raise _UnreadableError("The request is nested too deeply.") from error
    except ValueError as error:
        raise _UnreadableError("The request holds a number that is too long.") from error
    if not isinstance(value, dict):
        raise _UnreadableError("The request is not a JSON object.")
    return {_text(name): _storable(item, 1) for name, item in value.items()}


def _storable(value: object, depth: int) -> object:
    """The value as it can be stored and written again: no half characters, no infinite numbers."""
    if depth > MAX_DEPTH:
        raise _UnreadableError("The request is nested too deeply.")
    match value:
        case str():
            return _text(value)
        case float() if not math.isfinite(value):
            return str(value)
        case list():
            return [_storable(item, depth + 1) for item in value]
        case dict():
            return {_text(str(name)): _storable(item, depth + 1) for name, item in value.items()}
        case _:
            return value


def _text(value: str) -> str:
    return _SURROGATE.sub("\ufffd", value)


def _request(fields: JsonFields) -> Request:
    region, laterality, level = fields.text("body_region"), fields.text("laterality"), fields.text("level")
    requested_dos = fields.day("requested_dos")
    member, plan = fields.part("member"), fields.part("plan")
    ordering, servicing = fields.part("ordering_provider"), fields.part("servicing_provider")
    services = fields.parts("services", MAX_LINES)
    diagnoses = fields.parts("diagnoses", MAX_DIAGNOSES)
    defaults = ServiceLine(
        0, "", body_region=region, laterality=laterality, level=level, requested_dos=requested_dos
    )
    request = Request(
        request_id=fields.text("request_id"),
        received=fields.instant("received"),
        urgency=_word(fields.text("urgency")) or "standard",
        member=Member(
            member.text("member_id"),
            member.text("first_name"),
            member.text("last_name"),
            member.day("dob"),
            member.text("sex"),
        ),
        plan=Plan(
            plan.text("payer"),
            plan.text("plan_name"),
            _word(plan.text("line_of_business")),
            _word(plan.text("funding")),
            plan.text("group_number"),
            plan.text("state"),
        ),
        services=tuple(_service(number, item, defaults) for number, item in enumerate(services, start=1)),
        diagnoses=tuple(_diagnosis(item) for item in diagnoses),
        body_region=region,
        laterality=laterality,
        level=level,
        requested_dos=requested_dos,
        place_of_service=fields.text("place_of_service"),
        onset_date=fields.day("onset_date"),
        change_date=fields.day("change_date"),
        ordering_provider=_provider(ordering),
        servicing_provider=_provider(servicing),
        clinical_trial_number=fields.text("clinical_trial_number").upper(),
        submitter_note=fields.text("submitter_note"),
        attachments=fields.texts("attachments", MAX_ATTACHMENTS),
    )
    unknown: dict[str, object] = fields.unknown()
    for name, part in (
        ("member", member),
        ("plan", plan),
        ("ordering_provider", ordering),
        ("servicing_provider", servicing),
    ):
        if rest := part.unknown():
            unknown[name] = rest
    for name, items in (("services", services), ("diagnoses", diagnoses)):
        if extra := {str(index): rest for index, item in enumerate(items) if (rest := item.unknown())}:
            unknown[name] = extra
    return replace(request, unknown=MappingProxyType(unknown)) if unknown else request


def _service(number: int, fields: JsonFields, defaults: ServiceLine) -> ServiceLine:
    """The line; its place and date may have the names of the prior-request file, ``region`` and ``dos``."""
    return ServiceLine(
        line=number,
        code=fields.text("code").upper(),
        system=fields.text("system") or "CPT",
        modifiers=tuple(modifier.upper() for modifier in fields.texts("modifiers", MAX_MODIFIERS)),
        units=fields.whole_number("units", 1, 1, MAX_UNITS),
        plain_description=fields.text("plain_description"),
        body_region=fields.text("body_region") or fields.text("region") or defaults.body_region,
        laterality=fields.text("laterality") or defaults.laterality,
        level=fields.text("level") or defaults.level,
        requested_dos=fields.day("requested_dos") or fields.day("dos") or defaults.requested_dos,
    )


def _diagnosis(fields: JsonFields) -> Diagnosis:
    return Diagnosis(fields.text("code").upper(), fields.text("system") or "ICD-10-CM")


def _provider(fields: JsonFields) -> Provider:
    return Provider(fields.text("npi"), fields.text("name"), fields.text("specialty"))


def _word(text: str) -> str:
    """A word of the vocabulary however it was written: ``Medicare Advantage`` is ``medicare_advantage``."""
    return re.sub(r"[\s_-]+", "_", text.lower())
