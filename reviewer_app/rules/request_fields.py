"""A request as fields in words, to notice and to say how request.json changed since a review was made."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date, datetime

from reviewer_app.domain.request import Request, unknown_fields

Fields = tuple[tuple[str, str], ...]
"""Each field that is not empty: its path, for example ``services[0].code``, and its value as text."""


def request_fields(request: Request | None) -> Fields:
    """The fields of a request that are not empty, in the order of the request; none without one."""
    return () if request is None else (*_of_part(request, ""), *unknown_fields(request))


def changed_fields(before: Fields, after: Fields) -> tuple[str, ...]:
    """What is different, a few words for each field that differs, in the order of the later request."""
    then, now = dict(before), dict(after)
    changed = (
        f"{path}: {value} (was {then[path]})" if path in then else f"{path}: {value} (was empty)"
        for path, value in after
        if then.get(path) != value
    )
    gone = (f"{path}: empty (was {value})" for path, value in before if path not in now)
    return (*changed, *gone)


def _of_part(part: object, path: str) -> Iterator[tuple[str, str]]:
    if not is_dataclass(part):
        return
    for field in fields(part):
        value: object = getattr(part, field.name)
        if not (isinstance(part, Request) and field.name == "unknown"):
            yield from _of_value(value, f"{path}.{field.name}" if path else field.name)


def _of_value(value: object, path: str) -> Iterator[tuple[str, str]]:
    match value:
        case tuple():
            for number, item in enumerate(value):
                yield from _of_value(item, f"{path}[{number}]")
        case datetime() | date():
            yield path, value.isoformat()
        case str() | int():
            if value != "":
                yield path, str(value)
        case _:
            yield from _of_part(value, path)
