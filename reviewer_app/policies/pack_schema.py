"""The form of a pack file: what its JSON Schema finds, told in plain words."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from reviewer_app.policies.plain import Plain
from reviewer_app.policies.problems import WHOLE_FILE, FieldPath, one_line
from reviewer_app.resources_folder import MARKER, resources_folder

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import ValidationError

TYPE_WORDS: Mapping[str, str] = {
    "string": "text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "array": "a list",
    "object": "fields with values",
    "null": "nothing",
}


def form_problems(value: Plain) -> Iterator[tuple[FieldPath, str]]:
    """Where the value departs from the schema of packs, and what is expected there."""
    seen: set[tuple[FieldPath, str]] = set()
    for error in _validator().iter_errors(value):
        for problem in _in_words(error):
            if problem not in seen:
                seen.add(problem)
                yield problem


@cache
def _validator() -> Draft202012Validator:
    from jsonschema import Draft202012Validator, FormatChecker

    return Draft202012Validator(_schema(), format_checker=FormatChecker(formats=["date"]))


@cache
def _schema() -> dict[str, Any]:
    schema: dict[str, Any] = json.loads((resources_folder() / MARKER).read_text(encoding="utf-8"))
    return schema


def _in_words(error: ValidationError) -> Iterator[tuple[FieldPath, str]]:
    path: FieldPath = tuple(error.absolute_path) or WHOLE_FILE
    rule: Any = error.validator_value
    found: Any = error.instance
    schema: Any = error.schema
    match error.validator:
        case "required":
            for name in rule:
                if name not in found:
                    yield (*path, name), f"expected this field, which is missing: {_description(error, name)}"
        case "additionalProperties":
            known = schema["properties"]
            for name in found:
                if name not in known:
                    yield (*path, name), f"expected one of the fields {', '.join(known)}"
        case "type":
            names = [rule] if isinstance(rule, str) else list(rule)
            kinds = " or ".join(TYPE_WORDS[name] for name in names)
            hint = _quotes_hint(names, found)
            yield path, f"expected {kinds}{hint}, found {_found(found)}. {_description(error)}"
        case "enum":
            allowed = ", ".join(str(value) for value in rule)
            yield path, f"expected one of {allowed}, found {_found(found)}"
        case "minLength":
            yield path, f"expected text, found none. {_description(error)}"
        case "maxLength":
            yield path, f"expected at most {rule} characters, found {len(found)}"
        case "minItems" | "maxItems":
            count = f"at least {rule}" if error.validator == "minItems" else f"at most {rule}"
            yield path, f"expected {count} in the list, found {len(found)}. {_description(error)}"
        case "uniqueItems":
            yield path, f"expected each value only once. {_description(error)}"
        case "minimum" | "maximum":
            bound = "at least" if error.validator == "minimum" else "at most"
            yield path, f"expected {bound} {rule}, found {_found(found)}"
        case _:
            yield path, f"expected another value than {_found(found)}. {_description(error)}"


def _description(error: ValidationError, name: str = "") -> str:
    """What the schema says about the place of the error, or about one field of it."""
    schema: Any = error.schema
    if name:
        schema = schema["properties"].get(name, {})
        reference: str = schema.get("$ref", "")
        if "description" not in schema and reference:
            schema = _schema()["$defs"][reference.rpartition("/")[2]]
    words: str = schema.get("description", "")
    return words


def _quotes_hint(names: Sequence[str], found: object) -> str:
    number = isinstance(found, int | float) and not isinstance(found, bool)
    return " in quotes" if "string" in names and number else ""


def _found(value: object) -> str:
    """The offending value, short and on one line."""
    if value is None:
        return "nothing"
    if isinstance(value, str):
        return f"“{one_line(value)}”"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return f"the number {value}"
    if isinstance(value, list):
        return "a list"
    return "fields with values"
