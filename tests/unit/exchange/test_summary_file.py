"""Summaries are read back whole; what is none, or departs from the schema, is refused in a sentence."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from reviewer_app.domain.errors import InputError
from reviewer_app.domain.review import FindingState
from reviewer_app.exchange.summary_file import MAX_BYTES, read_summaries
from reviewer_app.summary.json import summary_json
from tests.unit.summary import cases
from tests.unit.summary.test_summary import summary_of

CASE = cases.signed_case()


@pytest.fixture
def content() -> dict[str, Any]:
    """A signed summary, to be changed."""
    loaded: dict[str, Any] = json.loads(summary_json(summary_of(CASE)))
    return loaded


def written(folder: Path, content: object, name: str = "a.json") -> Path:
    file = folder / name
    file.write_text(json.dumps(content), encoding="utf-8")
    return file


def refusal(path: Path) -> str:
    with pytest.raises(InputError) as caught:
        read_summaries(path)
    assert "\n" not in caught.value.sentence
    return caught.value.sentence


def test_marks_outcomes_and_citations_are_read(tmp_path: Path, content: dict[str, Any]) -> None:
    (rated,) = read_summaries(written(tmp_path, content))
    assert (rated.case, rated.source) == (CASE.request.request_id, "a.json")
    assert rated.label == f"{cases.PHYSICIAN.name}, version {CASE.review.version}"
    assert [(line.line, line.outcome) for line in rated.lines] == [
        (one.line, CASE.review.determination(one.line).outcome) for one in CASE.request.services
    ]
    marks = {element.id: element for element in rated.elements if not element.prior}
    for finding in CASE.review.findings.values():
        if "@" not in finding.element_id:
            read = marks[finding.element_id]
            assert (read.mark, read.reason, read.note) == (finding.state, finding.reason, finding.note)
            assert [item.anchor for item in read.evidence] == [item.anchor for item in finding.evidence]
    assert {element.pack for element in rated.elements} >= {pack for pack, _ in rated.packs}


def test_a_draft_says_so(tmp_path: Path) -> None:
    content = json.loads(summary_json(summary_of(cases.draft_case())))
    (rated,) = read_summaries(written(tmp_path, content))
    assert rated.label.endswith(", draft")
    assert any(element.mark is FindingState.NOT_REVIEWED for element in rated.elements)


def test_a_folder_gives_each_of_its_summaries(tmp_path: Path, content: dict[str, Any]) -> None:
    written(tmp_path, content, "b.json")
    content["request"]["request_id"] = "PA-2"
    written(tmp_path, content, "a.json")
    (tmp_path / "notes.txt").write_text("Not a summary.", encoding="utf-8")
    assert [one.case for one in read_summaries(tmp_path)] == ["PA-2", CASE.request.request_id]


def test_two_of_one_case_in_a_folder_are_refused(tmp_path: Path, content: dict[str, Any]) -> None:
    written(tmp_path, content, "a.json")
    written(tmp_path, content, "b.json")
    assert "b.json and a.json are both of case" in refusal(tmp_path)


def test_an_empty_folder_and_a_missing_file_are_refused(tmp_path: Path) -> None:
    assert "has no JSON file" in refusal(tmp_path)
    assert "nowhere.json" in refusal(tmp_path / "nowhere.json")


def test_a_request_without_id_is_known_by_its_documents(tmp_path: Path) -> None:
    nameless = replace(CASE, request=replace(CASE.request, request_id=""))
    content = json.loads(summary_json(summary_of(nameless)))
    (one,) = read_summaries(written(tmp_path, content))
    content["documents"].reverse()
    (again,) = read_summaries(written(tmp_path, content))
    assert one.case.startswith("documents ")
    assert again.case == one.case
    content["documents"].pop()
    (other,) = read_summaries(written(tmp_path, content))
    assert other.case != one.case


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[1, 2",
        '{"format": NaN}',
        "[" * 100_000,
        '{"a": 1e999}',
        "\udcff",
        '{"a": ' + "9" * 5_000 + "}",
    ],
)
def test_what_is_not_json_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "a.json"
    file.write_bytes(text.encode("utf-8", "surrogateescape"))
    assert "a.json is not JSON" in refusal(file)


@pytest.mark.parametrize("value", [{}, [], "text", 3, None, {"format": "reviewer-app-agreement"}])
def test_json_of_another_kind_is_refused(tmp_path: Path, value: object) -> None:
    assert "no determination summary" in refusal(written(tmp_path, value))


def test_a_file_that_is_too_large_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    with file.open("wb") as stream:
        stream.truncate(MAX_BYTES + 1)
    assert "larger than 50 MB" in refusal(file)


def places(value: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The way to each kind of field, lists only in their first item."""
    if isinstance(value, dict):
        for name, item in value.items():
            yield (*path, name)
            yield from places(item, (*path, name))
    elif isinstance(value, list) and value:
        yield (*path, 0)
        yield from places(value[0], (*path, 0))


def test_a_wrong_type_anywhere_is_refused_with_its_place(tmp_path: Path, content: dict[str, Any]) -> None:
    everywhere = tuple(places(content))
    assert len(everywhere) > 100
    for path in everywhere:
        changed: Any = json.loads(json.dumps(content))
        inner = changed
        for step in path[:-1]:
            inner = inner[step]
        inner[path[-1]] = {"wrong": 1.5}
        told = refusal(written(tmp_path, changed))
        assert told.startswith("a.json ")
        assert path == ("format",) or str(path[0]) in told


def test_a_missing_field_and_one_too_many_are_named(tmp_path: Path, content: dict[str, Any]) -> None:
    rationale = content["lines"][0].pop("rationale")
    assert "lines[1] lacks rationale" in refusal(written(tmp_path, content))
    content["lines"][0] |= {"rationale": rationale, "mood": "good"}
    assert "lines[1] has a field that is not known" in refusal(written(tmp_path, content))


def test_an_instant_that_is_none_is_refused(tmp_path: Path, content: dict[str, Any]) -> None:
    element = next(one for group in content["criteria"] for one in group["elements"] if one["evidence"])
    element["evidence"][0]["added_at"] = "yesterday"
    assert "'yesterday' is no date and time" in refusal(written(tmp_path, content))


def test_a_pipe_is_not_waited_for_and_a_name_too_long_is_told(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "summary.json")
    with pytest.raises(InputError, match="is not a plain file"):
        read_summaries(tmp_path / "summary.json")
    with pytest.raises(InputError, match="can't be read"):
        read_summaries(tmp_path / f"{'a' * 300}.json")
