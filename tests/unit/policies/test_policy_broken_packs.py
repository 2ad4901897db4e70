"""Every broken pack is told by file, line and field, on one line each, and never with a traceback."""

from __future__ import annotations

import copy
import json
import os
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from reviewer_app.policies.library import PolicyLibrary
from reviewer_app.policies.pack_file import MAX_BYTES, load_pack_file
from reviewer_app.policies.pack_sense import KnownWords
from reviewer_app.policies.problems import PackProblem, field_words
from reviewer_app.resources_folder import resources_folder
from tests.unit.policies.packs import FULL_PACK, PackWriter

Steps = tuple[str | int, ...]

DUMPER = yaml.CSafeDumper if yaml.__with_libyaml__ else yaml.SafeDumper
"""Libyaml's where there is one: with the other, writing the packs takes longer than checking them."""

OF_OTHER_TYPES: dict[type, tuple[Any, ...]] = {
    str: (None, True, 5, 1.5, [], {}, [[]], ["x"], {"x": "y"}),
    bool: (None, "yes", 5, [], {}),
    int: (None, "60", True, 1.5, [], {}),
    float: (None, "0.5", True, 1.5, -0.1, [], {}),
    list: (None, True, 5, "x", {}, {"x": []}),
    dict: (None, True, 5, "x", [], [{}]),
}


def all_places(value: Any, path: Steps = ()) -> Iterator[tuple[Steps, Any]]:
    yield path, value
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from all_places(inner, (*path, name))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from all_places(inner, (*path, index))


def replaced(content: Any, path: Steps, new: Any) -> Any:
    if not path:
        return new
    result = copy.deepcopy(content)
    place = result
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = new
    return result


def problems_of(folder: Path, content: Any, library: PolicyLibrary) -> tuple[PackProblem, ...]:
    """The problems of a pack with that content; each is one line that names the file and a line of it."""
    path = folder / "pack.yaml"
    path.write_text(yaml.dump(content, Dumper=DUMPER, sort_keys=False, width=2000), encoding="utf-8")
    lines = path.read_text(encoding="utf-8").count("\n") + 1
    problems = library.check(path)
    for problem in problems:
        assert problem.sentence.startswith(f"{path}:{problem.line}: {problem.field}: expected ")
        assert len(problem.sentence.splitlines()) == 1
        assert 1 <= problem.line <= lines
    return problems


WRONG_TYPES = [
    (path, wrong)
    for path, value in all_places(FULL_PACK)
    for wrong in OF_OTHER_TYPES[type(value)]
    if (path, wrong) != (("effective_to",), None)
]


def test_the_full_pack_uses_every_field_of_the_schema() -> None:
    schema = json.loads((resources_folder() / "schemas" / "policy-pack.schema.json").read_text("utf-8"))
    named = {name for _, place in all_places(FULL_PACK) if isinstance(place, dict) for name in place}
    described = {
        name
        for _, place in all_places(schema)
        if isinstance(place, dict) and place.get("type") == "object"
        for name in place["properties"]
    }
    assert named == described


def test_the_full_pack_is_good(tmp_path: Path, shipped: PolicyLibrary) -> None:
    assert problems_of(tmp_path, FULL_PACK, shipped) == ()


@pytest.mark.parametrize(
    ("path", "wrong"), WRONG_TYPES, ids=[f"{field_words(path)}={wrong}" for path, wrong in WRONG_TYPES]
)
def test_a_wrong_type_is_told_at_its_line(
    path: Steps, wrong: Any, tmp_path: Path, shipped: PolicyLibrary
) -> None:
    content = replaced(FULL_PACK, path, wrong)
    problems = problems_of(tmp_path, content, shipped)
    own = [problem for problem in problems if problem.field.startswith(field_words(path))]
    assert own
    if path and isinstance(path[-1], str):
        lines = (tmp_path / "pack.yaml").read_text("utf-8").splitlines()
        assert any(f"{path[-1]}:" in lines[problem.line - 1] for problem in own)


@pytest.mark.parametrize(
    "path",
    [path for path, _ in all_places(FULL_PACK) if path and isinstance(path[-1], str)],
    ids=field_words,
)
def test_a_missing_field_is_told_or_not_needed(path: Steps, tmp_path: Path, shipped: PolicyLibrary) -> None:
    content = copy.deepcopy(FULL_PACK)
    place: Any = content
    for step in path[:-1]:
        place = place[step]
    del place[path[-1]]
    needed = path[-1] in {"id", "row", "title", "short", "question", "says", "version", "source", "publisher"}
    needed |= path[-1] in {"applies", "effective_from", "elements", "label", "choices"}
    needed |= path[0] == "scope" and path[-1] in {"codes", "indications"}
    needed |= path[0] == "legibility" and path[-1] in {"cut", "local_convention"}
    needed |= path == ("kind",) or path == ("elements", 1, "details", 1, "kind")
    assert bool(problems_of(tmp_path, content, shipped)) is needed


@pytest.mark.parametrize(
    "path", [path for path, value in all_places(FULL_PACK) if isinstance(value, dict)], ids=field_words
)
def test_an_unknown_field_is_told(path: Steps, tmp_path: Path, shipped: PolicyLibrary) -> None:
    content = copy.deepcopy(FULL_PACK)
    place: Any = content
    for step in path:
        place = place[step]
    place["surprise"] = 1
    problems = problems_of(tmp_path, content, shipped)
    assert [problem.field for problem in problems] == [field_words((*path, "surprise"))]
    assert "expected one of the fields" in problems[0].expected


ELEMENT, DETAIL = ("elements", 0), ("elements", 1, "details", 1)


@pytest.mark.parametrize(
    ("path", "value", "field"),
    [
        (("effective_from",), "2025-02-30", "effective_from"),
        (("effective_from",), "1 March 2024", "effective_from"),
        (("effective_from",), "20240301", "effective_from"),
        (("effective_to",), "2024-02-28", "effective_to"),
        (("version",), "1 2", "version"),
        (("id",), "Knee Care", "id"),
        (("kind",), "law", "kind"),
        (("title",), "", "title"),
        (("title",), "two\nlines", "title"),
        (("elements",), [], "elements"),
        ((*ELEMENT, "row"), "S29", "elements[1].row"),
        ((*ELEMENT, "row"), "S0", "elements[1].row"),
        ((*ELEMENT, "row"), "S07", "elements[1].row"),
        ((*ELEMENT, "short"), "more than can be drawn beside a page", "elements[1].short"),
        ((*ELEMENT, "requirement"), "sometimes", "elements[1].requirement"),
        ((*ELEMENT, "within_days"), 0, "elements[1].within_days"),
        ((*ELEMENT, "within_days"), 99999, "elements[1].within_days"),
        ((*ELEMENT, "parts"), ["k3-none"], "elements[1].parts[1]"),
        ((*ELEMENT, "parts"), ["k1-status"], "elements[1].parts[1]"),
        ((*ELEMENT, "parts"), ["k2-weeks", "k2-weeks"], "elements[1].parts"),
        ((*ELEMENT, "linked"), ["s99-none"], "elements[1].linked[1]"),
        ((*ELEMENT, "linked"), ["k1-status"], "elements[1].linked[1]"),
        (("elements", 1, "id"), "k1-status", "elements[2].id"),
        (("elements", 1, "parts"), ["k1-status"], "elements[2].parts[1]"),
        ((*DETAIL, "id"), "what", "elements[2].details[2].id"),
        ((*DETAIL, "kind"), "text", "elements[2].details[2].choices"),
        ((*DETAIL, "choices"), ["low"], "elements[2].details[2].choices"),
        (("applies",), {}, "applies"),
        (("applies", "every_request"), True, "applies.codes"),
        (("applies", "disciplines"), ["astrology"], "applies.disciplines[1]"),
        (("applies", "lines_of_business"), ["hmo"], "applies.lines_of_business[1]"),
        (("applies", "codes"), ["2744"], "applies.codes[1]"),
        (("applies", "code_ranges"), [["29889", "29870"]], "applies.code_ranges[1]"),
        (("applies", "code_ranges"), [["29870", "G2988"]], "applies.code_ranges[1]"),
        (("applies", "code_ranges"), [["29870"]], "applies.code_ranges[1]"),
    ],
)
def test_what_makes_no_sense_is_told(
    path: Steps, value: Any, field: str, tmp_path: Path, shipped: PolicyLibrary
) -> None:
    problems = problems_of(tmp_path, replaced(FULL_PACK, path, value), shipped)
    assert field in [problem.field for problem in problems]


def test_a_part_belongs_to_one_element_only(
    full_pack: dict[str, Any], tmp_path: Path, shipped: PolicyLibrary
) -> None:
    third = {**copy.deepcopy(full_pack["elements"][0]), "id": "k3-more"}
    full_pack["elements"].append(third)
    problems = problems_of(tmp_path, full_pack, shipped)
    assert [(problem.field, "is part of k1-status" in problem.expected) for problem in problems] == [
        ("elements[3].parts[1]", True)
    ]


def test_an_id_stands_once_among_gates_prompts_and_statements(
    full_pack: dict[str, Any], tmp_path: Path, shipped: PolicyLibrary
) -> None:
    for group in ("gates", "prompts", "statements"):
        full_pack[group] += copy.deepcopy(full_pack[group])
    fields = [problem.field for problem in problems_of(tmp_path, full_pack, shipped)]
    assert fields == ["gates[2].id", "prompts[2].id", "statements[2].id"]


def test_all_mistakes_are_told_at_once_in_order_of_lines(
    full_pack: dict[str, Any], tmp_path: Path, shipped: PolicyLibrary
) -> None:
    full_pack["title"] = ["no text"]
    full_pack["elements"][0]["parts"] = ["k9-nowhere"]
    full_pack["elements"][1]["row"] = "S99"
    del full_pack["prompts"][0]["question"]
    problems = problems_of(tmp_path, full_pack, shipped)
    assert [problem.field for problem in problems] == [
        "title",
        "elements[1].parts[1]",
        "elements[2].row",
        "prompts[1].question",
    ]


def test_a_number_where_a_code_belongs_says_to_use_quotes(
    full_pack: dict[str, Any], tmp_path: Path, shipped: PolicyLibrary
) -> None:
    full_pack["applies"]["codes"] = [27447]
    (problem,) = problems_of(tmp_path, full_pack, shipped)
    assert "text in quotes, found the number 27447" in problem.expected


@pytest.mark.parametrize(
    ("content", "line", "words"),
    [
        (b"id: x\ntitle: [1, 2\nkind: y\n", 3, "expected YAML"),
        (b"id: x\ntitle: \xff\xfe\n", 2, "UTF-8"),
        (b"", 1, "found nothing"),
        (b"just words", 1, "expected fields with values"),
        (b"- a list", 1, "expected fields with values"),
        (b"a" * (MAX_BYTES + 1), 1, "KiB"),
    ],
)
def test_what_is_no_pack_at_all_is_told(
    content: bytes, line: int, words: str, tmp_path: Path, shipped: PolicyLibrary
) -> None:
    path = tmp_path / "odd.yaml"
    path.write_bytes(content)
    problem = shipped.check(path)[0]
    assert (problem.line, problem.field, words in problem.expected) == (line, "whole file", True)


def test_a_file_that_is_not_there_or_no_file_is_told(tmp_path: Path, shipped: PolicyLibrary) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    for name, words in (("none.yaml", "no such file"), (".", "folder"), ("pipe.yaml", "device")):
        (problem,) = shipped.check(tmp_path / name)
        assert words in problem.expected


def test_a_wrong_field_and_a_broken_place_are_both_told(tmp_path: Path, shipped: PolicyLibrary) -> None:
    path = tmp_path / "pack.yaml"
    text = yaml.safe_dump(FULL_PACK, sort_keys=False) + "title: again\nkind_of: x\n"
    path.write_text(text, encoding="utf-8")
    last = text.count("\n")
    assert [(problem.line, problem.field) for problem in shipped.check(path)] == [
        (last - 1, "title"),
        (last, "kind_of"),
    ]


PLACES = [path for path, _ in all_places(FULL_PACK)]
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@settings(deadline=None, max_examples=150)
@given(changes=st.lists(st.tuples(st.sampled_from(PLACES), ANYTHING), min_size=1, max_size=3))
def test_a_pack_with_anything_anywhere_is_loaded_or_told(changes: list[tuple[Steps, Any]]) -> None:
    content: Any = FULL_PACK
    for path, new in changes:
        if leads_somewhere(content, path):
            content = replaced(content, path, new)
    library = PolicyLibrary(known=KnownWords(frozenset({"s10-diagnosis"}), frozenset({"musculoskeletal"})))
    with TemporaryDirectory() as folder:
        problems = problems_of(Path(folder), content, library)
        loaded = load_pack_file(Path(folder) / "pack.yaml", library.known)
    assert (loaded.pack is None) is bool(problems)


def leads_somewhere(content: Any, path: Steps) -> bool:
    return path in [place for place, _ in all_places(content)]


def test_a_broken_pack_never_keeps_others_from_loading(write_pack: PackWriter, user_folder: Path) -> None:
    write_pack("good.yaml")
    (user_folder / "broken.yaml").write_text("id: [", encoding="utf-8")
    library = PolicyLibrary.load(user_folder=user_folder)
    assert library.versions("knee-care")
    assert [problem.file.name for problem in library.problems] == ["broken.yaml"]
