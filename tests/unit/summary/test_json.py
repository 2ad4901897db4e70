"""The JSON follows its schema, which leaves nothing open, and repeats the record exactly."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace

import pytest
from jsonschema import Draft202012Validator

from reviewer_app.domain.case import OpenCase
from reviewer_app.resources_folder import resources_folder
from reviewer_app.summary.json import summary_json
from tests.unit.summary import cases
from tests.unit.summary.test_summary import summary_of


@pytest.fixture(scope="module")
def schema() -> Mapping[str, object]:
    text = (resources_folder() / "schemas" / "summary.schema.json").read_text(encoding="utf-8")
    loaded = json.loads(text)
    assert isinstance(loaded, dict)
    return loaded


def objects(value: object) -> Iterator[Mapping[str, object]]:
    """All object schemas in a schema."""
    if isinstance(value, dict):
        if value.get("type") == "object":
            yield value
        for item in value.values():
            yield from objects(item)
    elif isinstance(value, list):
        for item in value:
            yield from objects(item)


@pytest.mark.parametrize("case", [cases.signed_case(), cases.draft_case()], ids=["signed", "draft"])
def test_follows_the_schema(case: OpenCase, schema: Mapping[str, object]) -> None:
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    errors = [error.message for error in validator.iter_errors(json.loads(summary_json(summary_of(case))))]
    assert errors == []


def test_the_schema_is_closed_and_everything_is_required(schema: Mapping[str, object]) -> None:
    for item in objects(schema):
        assert item["additionalProperties"] is False
        properties = item["properties"]
        assert isinstance(properties, dict)
        assert item["required"] == list(properties)


def test_the_schema_refuses_what_is_not_in_it(schema: Mapping[str, object]) -> None:
    content = json.loads(summary_json(summary_of(cases.signed_case())))
    content["lines"][0]["outcome"] = "perhaps"
    content["review"]["mood"] = "good"
    validator = Draft202012Validator(schema)
    paths = {"/".join(str(part) for part in error.path) for error in validator.iter_errors(content)}
    assert paths == {"lines/0/outcome", "review"}


def test_the_record_is_repeated_exactly() -> None:
    content = json.loads(summary_json(summary_of(cases.draft_case())))
    elements = {element["id"]: element for group in content["criteria"] for element in group["elements"]}
    assert elements["s3-evaluation"]["evidence"][0]["quote"] == cases.NASTY[1]
    assert elements["s3-evaluation"]["note"] == cases.NASTY[2]


def test_pictures_are_described_and_left_out() -> None:
    text = summary_json(summary_of(cases.signed_case())).decode("utf-8")
    picture = json.loads(text)["criteria"][0]["elements"][0]["evidence"][0]["picture"]
    assert set(picture) == {"width", "height", "sha256", "alt"}
    assert "base64" not in text


def test_the_same_summary_gives_the_same_bytes() -> None:
    assert summary_json(summary_of(cases.draft_case())) == summary_json(summary_of(cases.draft_case()))


def test_a_file_name_that_is_no_unicode_is_still_json() -> None:
    case = cases.signed_case()
    odd = replace(case.documents[0], file="scan\udcff.pdf")
    content = json.loads(summary_json(summary_of(replace(case, documents=(odd,)))))
    assert content["documents"][0]["file"] == "scan\udcff.pdf"
