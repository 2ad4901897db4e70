"""Reading request.json: every field, every kind of spoilt file, and the agreement with its schema."""

from __future__ import annotations

import copy
import json
import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer_app.domain.request import Diagnosis, FieldProblem, Request, unknown_fields
from reviewer_app.exchange.request_file import (
    MAX_BYTES,
    MAX_DEPTH,
    parse_request,
    read_request,
    request_to_json,
)

ROOT = Path(__file__).parents[3]
SCHEMA: dict[str, Any] = json.loads((ROOT / "resources/schemas/request.schema.json").read_text("utf-8"))
REQUEST_FILES = sorted(
    (*ROOT.glob("resources/samples/**/request.json"), *ROOT.glob("../shared/cases/*/folder/request.json"))
)
FULL: dict[str, Any] = {
    "request_id": "PA-2025-1",
    "received": "2025-05-08T10:14:00-05:00",
    "urgency": "expedited",
    "member": {
        "member_id": "GH1",
        "first_name": "Ada",
        "last_name": "Marlow",
        "dob": "1965-03-11",
        "sex": "F",
    },
    "plan": {
        "payer": "Payer",
        "plan_name": "Plan",
        "line_of_business": "medicare_advantage",
        "funding": "medicare",
        "group_number": "71",
        "state": "WI",
    },
    "services": [
        {
            "code": "64483",
            "system": "CPT",
            "modifiers": ["RT"],
            "units": 2,
            "plain_description": "Injection",
            "body_region": "lumbar spine",
            "laterality": "right",
            "level": "L4-L5",
            "requested_dos": "2025-05-20",
        },
        {"code": "29826"},
    ],
    "diagnoses": [{"code": "M54.16", "system": "ICD-10-CM"}],
    "body_region": "shoulder",
    "laterality": "left",
    "level": "none",
    "requested_dos": "2025-06-01",
    "place_of_service": "24",
    "onset_date": "2023-04-01",
    "change_date": "2025-03-04",
    "ordering_provider": {"npi": "1234567893", "name": "Dr. One", "specialty": "Pain"},
    "servicing_provider": {"npi": "2904637172", "name": "Center", "specialty": "Surgery"},
    "clinical_trial_number": "NCT04368728",
    "submitter_note": "Please hurry.\nThank you.",
    "attachments": ["01_form.pdf", "02_note.pdf"],
}
ODD_VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-5, 10**30),
    st.floats(),
    st.text(max_size=12),
    st.sampled_from(["2025-02-30", "2025-05-08T10:14:00-05:00", "2025-05-08T25:00:00Z", "0001-01-01", ""]),
    st.lists(st.one_of(st.none(), st.integers(), st.text(max_size=5), st.just({})), max_size=3),
    st.dictionaries(st.text(max_size=5), st.integers(), max_size=3),
)

format_checker = jsonschema.FormatChecker(formats=())


@format_checker.checks("date", raises=ValueError)
def is_day(value: object) -> bool:
    return not isinstance(value, str) or bool(date.fromisoformat(value))


@format_checker.checks("date-time", raises=ValueError)
def is_instant(value: object) -> bool:
    return not isinstance(value, str) or bool(datetime.fromisoformat(value))


VALIDATOR = jsonschema.Draft202012Validator(SCHEMA, format_checker=format_checker)


def places(value: Any, place: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The path of every value inside a JSON value."""
    entries = (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    )
    for name, inner in entries:
        yield (*place, name)
        yield from places(inner, (*place, name))


PLACES = sorted(places(FULL), key=str)


def changed(place: tuple[str | int, ...], value: object) -> dict[str, Any]:
    """The full request with one value replaced."""
    document = copy.deepcopy(FULL)
    target: Any = document
    for step in place[:-1]:
        target = target[step]
    target[place[-1]] = value
    return document


def read(document: object, zone: timezone | None = UTC) -> tuple[Request, tuple[FieldProblem, ...]]:
    found = parse_request(json.dumps(document).encode(), zone)
    assert found.request is not None
    return found.request, found.problems


def dotted(place: tuple[str | int, ...]) -> str:
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in place).lstrip(".")


# what is read


def test_every_field_is_read() -> None:
    request, problems = read(FULL)
    assert problems == ()
    assert request.request_id == "PA-2025-1"
    assert request.received == datetime(2025, 5, 8, 10, 14, tzinfo=timezone(timedelta(hours=-5)))
    assert request.urgency == "expedited"
    assert (request.member.last_name, request.member.dob) == ("Marlow", date(1965, 3, 11))
    assert (request.plan.line_of_business, request.plan.state) == ("medicare_advantage", "WI")
    assert request.diagnoses == (Diagnosis("M54.16"),)
    assert (request.onset_date, request.change_date) == (date(2023, 4, 1), date(2025, 3, 4))
    assert request.ordering_provider.npi == "1234567893"
    assert request.servicing_provider.specialty == "Surgery"
    assert request.clinical_trial_number == "NCT04368728"
    assert request.submitter_note == "Please hurry.\nThank you."
    assert request.attachments == ("01_form.pdf", "02_note.pdf")
    assert not request.unknown


def test_a_service_has_its_own_place_and_date_or_those_of_the_request() -> None:
    first, second = read(FULL)[0].services
    assert (first.line, first.label, first.units) == (1, "64483 RT", 2)
    assert (first.body_region, first.laterality, first.level) == ("lumbar spine", "right", "L4-L5")
    assert first.requested_dos == date(2025, 5, 20)
    assert (second.line, second.system, second.units, second.modifiers) == (2, "CPT", 1, ())
    assert (second.body_region, second.laterality, second.level) == ("shoulder", "left", "none")
    assert second.requested_dos == date(2025, 6, 1)


def test_a_service_may_name_its_place_and_date_as_the_prior_request_file_does() -> None:
    named = {"code": "20610", "region": "knee", "dos": "2025-06-02"}
    both = named | {"body_region": "shoulder", "requested_dos": "2025-06-01"}
    request, problems = read(FULL | {"services": [named, both]})
    places = [(service.body_region, service.requested_dos) for service in request.services]
    assert places == [("knee", date(2025, 6, 2)), ("shoulder", date(2025, 6, 1))]
    assert dict(unknown_fields(request)) == {"services[1].region": "knee", "services[1].dos": "2025-06-02"}
    assert not problems


def test_an_empty_object_is_a_request_without_problems_of_type() -> None:
    assert read({}) == (Request(), ())


def test_null_means_not_given() -> None:
    request, problems = read(dict.fromkeys(FULL))
    assert (request, problems) == (Request(), ())


def test_codes_are_written_in_capitals_and_words_in_the_vocabularys_form() -> None:
    document = changed(("services", 0, "code"), " j0585 ")
    document["plan"]["line_of_business"] = "Medicare Advantage"
    document["diagnoses"][0]["code"] = "m54.16"
    document["services"][0]["modifiers"] = ["rt"]
    request, problems = read(document)
    assert problems == ()
    assert request.services[0].label == "J0585 RT"
    assert request.plan.line_of_business == "medicare_advantage"
    assert request.diagnoses[0].code == "M54.16"


def test_byte_order_mark_is_accepted() -> None:
    found = parse_request(b"\xef\xbb\xbf" + json.dumps(FULL).encode())
    assert found.problems == ()
    assert found.request == read(FULL)[0]


# unknown fields


def test_unknown_fields_are_kept_shown_and_written_again() -> None:
    document = copy.deepcopy(FULL)
    document["tracking"] = {"queue": 7, "tags": ["a", None]}
    document["member.sex"] = "a name with a dot"
    document["member"]["middle_name"] = "Joan"
    document["services"][1]["estimate"] = 120.5
    document["diagnoses"][0]["rank"] = 1
    document["plan"]["tier"] = None
    request, problems = read(document)
    assert problems == ()
    assert dict(unknown_fields(request)) == {
        "tracking.queue": "7",
        "tracking.tags": '["a", null]',
        "member.sex": "a name with a dot",
        "member.middle_name": "Joan",
        "services[1].estimate": "120.5",
        "diagnoses[0].rank": "1",
        "plan.tier": "null",
    }
    written: dict[str, Any] = request_to_json(request)
    assert written["tracking"] == document["tracking"]
    assert written["member"]["middle_name"] == "Joan"
    assert written["services"][1]["estimate"] == 120.5
    assert read(written)[0] == request


def test_unknown_fields_of_a_part_that_has_no_others_are_written_again() -> None:
    request, _ = read({"plan": {"tier": "gold"}, "services": [{"estimate": 1}]})
    assert request_to_json(request)["plan"] == {"tier": "gold"}
    assert read(request_to_json(request))[0] == request


def test_unknown_fields_of_a_line_that_was_taken_away_go_with_it() -> None:
    request, _ = read({"services": [{"code": "64483"}, {"code": "29826", "estimate": 1}]})
    shorter = replace(request, services=request.services[:1])
    assert request_to_json(shorter)["services"] == [{"code": "64483", "system": "CPT", "units": 1}]


# problems


@pytest.mark.parametrize(
    ("place", "value", "told", "kept"),
    [
        (("member", "dob"), "03/11/1965", "YYYY-MM-DD", None),
        (("member", "dob"), "2025-02-30", "calendar", None),
        (("member", "dob"), "1700-01-01", "years", None),
        (("member", "dob"), "20250508", "YYYY-MM-DD", None),
        (("received",), "yesterday", "like 2025", None),
        (("received",), "2025-05-08T25:00:00Z", "calendar", None),
        (("received",), "1960-01-01T00:00:00Z", "years", None),
        (("request_id",), ["PA"], "is a list", ""),
        (("request_id",), True, "true or false", ""),
        (("request_id",), {"a": 1}, "is an object", ""),
        (("request_id",), 1.5, "is a number", ""),
        (("attachments",), "01.pdf", "is a text", ()),
    ],
)
def test_a_wrong_field_costs_that_field_and_is_told(
    place: tuple[str, ...], value: object, told: str, kept: object
) -> None:
    request, problems = read(changed(place, value))
    (problem,) = problems
    assert problem.path == ".".join(place)
    assert told in problem.message
    found: object = request
    for step in place:
        found = getattr(found, step)
    assert found == kept


@pytest.mark.parametrize(("value", "units"), [(0, 1), (-1, 1), (1.5, 1), ("2", 1), (True, 1), (100_000, 1)])
def test_units_are_a_whole_number(value: object, units: int) -> None:
    request, problems = read(changed(("services", 0, "units"), value))
    assert [problem.path for problem in problems] == ["services[0].units"]
    assert request.services[0].units == units


def test_units_written_with_a_decimal_point_are_still_whole() -> None:
    request, problems = read(changed(("services", 0, "units"), 3.0))
    assert (request.services[0].units, problems) == (3, ())


def test_a_number_where_text_belongs_is_taken_with_a_problem() -> None:
    request, (problem,) = read(changed(("ordering_provider", "npi"), 1234567893))
    assert request.ordering_provider.npi == "1234567893"
    assert problem.path == "ordering_provider.npi"


@pytest.mark.parametrize("units", [1, 99_999])
def test_the_smallest_and_largest_numbers_of_units(units: int) -> None:
    request, problems = read(changed(("services", 0, "units"), units))
    assert (request.services[0].units, problems) == (units, ())


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (("member", "dob"), "1800-01-01"),
        (("requested_dos",), "2199-12-31"),
        (("received",), "1971-01-01T00:00:00Z"),
        (("received",), "2199-12-31T23:59:59-14:00"),
        (("services",), [{"code": "64483"}] * 200),
    ],
)
def test_the_outermost_values_are_accepted_by_both(place: tuple[str, ...], value: object) -> None:
    document = changed(place, value)
    assert VALIDATOR.is_valid(document)
    assert read(document)[1] == ()


def test_a_code_system_that_is_not_named_is_the_usual_one() -> None:
    request, _ = read(
        {"services": [{"code": "64483"}], "diagnoses": [{"code": "M54.16"}, {"system": "ICD-9-CM"}]}
    )
    assert request.services[0].system == "CPT"
    assert [diagnosis.system for diagnosis in request.diagnoses] == ["ICD-10-CM", "ICD-9-CM"]


def test_an_instant_without_offset_is_read_in_the_given_zone_and_told() -> None:
    zone = timezone(timedelta(hours=-6))
    request, (problem,) = read(changed(("received",), "2025-05-08T10:14:00"), zone)
    assert request.received == datetime(2025, 5, 8, 10, 14, tzinfo=zone)
    assert "offset" in problem.message


def test_a_date_alone_is_the_start_of_that_day_and_told() -> None:
    request, (problem,) = read(changed(("received",), "2025-05-08"))
    assert request.received == datetime(2025, 5, 8, tzinfo=UTC)
    assert "time of day" in problem.message


def test_without_a_given_zone_the_computers_own_is_taken() -> None:
    request, _ = read(changed(("received",), "2025-05-08T10:14:00"), None)
    assert request.received == datetime(2025, 5, 8, 10, 14).astimezone()


def test_an_item_that_is_no_service_keeps_the_places_of_the_others_right() -> None:
    document = copy.deepcopy(FULL)
    document["services"] = ["64483", {"code": "29826", "units": "many"}]
    request, problems = read(document)
    assert [problem.path for problem in problems] == ["services[0]", "services[1].units"]
    assert [service.code for service in request.services] == ["", "29826"]


def test_too_many_services_are_cut_and_told() -> None:
    request, (problem,) = read({"services": [{"code": "64483"}] * 300})
    assert len(request.services) == 200
    assert "300" in problem.message


def test_half_characters_and_control_characters_never_get_through() -> None:
    data = rb'{"request_id": "PA\u0000\ud8001", "extra\udfff": ["\ud800"]}'
    found = parse_request(data)
    assert found.request is not None
    json.dumps(request_to_json(found.request), ensure_ascii=False).encode("utf-8")
    assert "\x00" not in found.request.request_id


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999"])
def test_numbers_that_json_does_not_have_are_kept_as_text(number: str) -> None:
    found = parse_request(f'{{"extra": {number}}}'.encode())
    assert found.request is not None
    json.dumps(request_to_json(found.request), allow_nan=False)


def test_a_field_that_stands_twice_is_told() -> None:
    found = parse_request(b'{"request_id": "PA-1", "request_id": "PA-2"}')
    assert found.request is not None
    assert found.request.request_id == "PA-2"
    assert "twice" in found.problems[0].message


# files that are no request


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "not valid JSON"),
        (b"{", "line 1, column"),
        (b"[]", "not a JSON object"),
        (b'"text"', "not a JSON object"),
        (b"null", "not a JSON object"),
        (b"%PDF-1.7", "not valid JSON"),
        ('{"a": "ä"}'.encode("latin-1"), "not UTF-8"),
        ("{}".encode("utf-16"), "not UTF-8"),
        (b"[" * 100_000, "nested"),
        (b'{"a":' + b"[" * 60 + b"]" * 60 + b"}", "nested"),
        (b'{"a":' + b'{"a":' * 60 + b"1" + b"}" * 61, "nested"),
        (b'{"a": ' + b"9" * 5000 + b"}", "too long"),
        (b" " * (MAX_BYTES + 1), "larger than 5 MB"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_file_that_is_no_request_is_told_and_asked_for(data: bytes, told: str) -> None:
    found = parse_request(data)
    assert found.request is None
    (problem,) = found.problems
    assert problem.path == ""
    assert told in problem.message
    assert "enter the request" in problem.message


@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ('{"a":', "}")])
def test_the_deepest_nesting_that_is_read(opening: str, closing: str) -> None:
    def nested(depth: int) -> bytes:
        """An object whose field holds values inside each other down to that depth."""
        return f'{{"a": {opening * (depth - 1)}1{closing * (depth - 1)}}}'.encode()

    assert parse_request(nested(MAX_DEPTH)).request is not None
    assert parse_request(nested(MAX_DEPTH + 1)).request is None


def test_a_file_of_just_the_largest_size_is_read(tmp_path: Path) -> None:
    path = tmp_path / "request.json"
    path.write_bytes(b"{}".ljust(MAX_BYTES))
    assert read_request(path).request == Request()
    path.write_bytes(b"{}".ljust(MAX_BYTES + 1))
    assert read_request(path).request is None


def test_a_file_over_the_limit_is_not_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "request.json"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES * 1000)
    assert "larger than 5 MB" in read_request(path).problems[0].message


@pytest.mark.parametrize("kind", ["missing", "folder", "link", "pipe"])
def test_what_is_no_plain_file_is_told(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "request.json"
    if kind == "folder":
        path.mkdir()
    elif kind == "link":
        (tmp_path / "other.json").write_text("{}")
        path.symlink_to(tmp_path / "other.json")
    elif kind == "pipe":
        os.mkfifo(path)
    found = read_request(path)
    assert found.request is None
    assert "request.json" in found.problems[0].message


@given(st.binary(max_size=200))
def test_no_bytes_at_all_raise(data: bytes) -> None:
    parse_request(data)


# agreement with the schema


@pytest.mark.parametrize("path", REQUEST_FILES, ids=lambda path: path.parent.name)
def test_request_files_validate_and_read_without_problems(path: Path) -> None:
    VALIDATOR.validate(json.loads(path.read_text("utf-8-sig")))
    found = read_request(path)
    assert found.problems == ()
    assert found.request is not None
    assert read(request_to_json(found.request))[0] == found.request


def test_the_schema_is_a_schema_and_accepts_the_full_request() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    VALIDATOR.validate(FULL)


def test_the_schema_names_every_field_of_the_full_request_and_no_other() -> None:
    definitions = SCHEMA["$defs"]
    properties = SCHEMA["properties"]
    assert set(properties) == set(FULL)
    assert set(properties["member"]["properties"]) == set(FULL["member"])
    assert set(properties["plan"]["properties"]) == set(FULL["plan"])
    assert set(definitions["service"]["properties"]) == set(FULL["services"][0]) | {"region", "dos"}
    assert set(definitions["diagnosis"]["properties"]) == set(FULL["diagnoses"][0])
    assert set(definitions["provider"]["properties"]) == set(FULL["ordering_provider"])


@given(place=st.sampled_from(PLACES), value=ODD_VALUES)
def test_reader_and_schema_agree_on_every_field(place: tuple[str | int, ...], value: object) -> None:
    """Any value is survived, what the schema accepts gives no problem, a problem stands at its place."""
    document = changed(place, value)
    request, problems = read(document)
    if VALIDATOR.is_valid(document):
        assert problems == ()
    for problem in problems:
        assert problem.path.startswith(dotted(place))
    assert read(request_to_json(request))[0] == request


@pytest.mark.parametrize("place", PLACES, ids=dotted)
@pytest.mark.parametrize("value", [True, 1.5], ids=str)
def test_a_value_of_the_wrong_type_is_refused_by_both(place: tuple[str | int, ...], value: object) -> None:
    document = changed(place, value)
    assert not VALIDATOR.is_valid(document)
    vocabulary = place in {("urgency",), ("plan", "line_of_business"), ("plan", "funding")}
    assert read(document)[1] or vocabulary


@given(
    st.dictionaries(st.sampled_from([*FULL, "other"]), ODD_VALUES),
)
def test_any_object_reads_writes_and_reads_the_same(document: dict[str, Any]) -> None:
    found = parse_request(json.dumps(document).encode(), UTC)
    assert found.request is not None
    assert read(request_to_json(found.request))[0] == found.request
