"""Files of the user's authority library: what is read, and what is told of mistakes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from reviewer_app.domain.authority import LibraryCoverage, RungKind, Speaks
from reviewer_app.policies.authority_file import is_authority_file, load_authority_file
from reviewer_app.policies.authority_library import kept_versions, load_authority, stored_name
from reviewer_app.resources_folder import resources_folder

GOOD = """
title: Mandates that we keep
as_of: "2025-06-01"
covers:
  - rung: state-law
    states: [MN, WI]
entries:
  - id: mn-1
    rung: state-law
    speaks: requires
    title: A mandate of our own
    citation: Minn. Stat. 0.01
    codes: ["64483", "64490-64495"]
    states: [MN]
    lines_of_business: [commercial]
    effective_from: "2024-01-01"
    effective_to: "2026-12-31"
"""
TABLE = """id,rung,speaks,title,citation,codes,states,effective_from
l1,local-coverage,excludes,A local determination,L00001,64483 64484,WI;MN,2024-01-01
l2,national-coverage,requires,A national one,N1,,,
"""


def written(folder: Path, text: str, name: str = "own.yaml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_good_file_is_read(tmp_path: Path) -> None:
    library = load_authority_file(written(tmp_path, GOOD)).library
    assert library is not None
    assert (library.title, library.as_of) == ("Mandates that we keep", date(2025, 6, 1))
    assert library.covers == (LibraryCoverage(RungKind.STATE_LAW, ("MN", "WI")),)
    (entry,) = library.entries
    assert (entry.rung, entry.speaks, entry.codes) == (
        RungKind.STATE_LAW,
        Speaks.REQUIRES,
        ("64483", "64490-64495"),
    )
    assert (entry.effective_from, entry.effective_to) == (date(2024, 1, 1), date(2026, 12, 31))


def test_a_table_is_read(tmp_path: Path) -> None:
    library = load_authority_file(written(tmp_path, TABLE, "cms.csv")).library
    assert library is not None
    first, second = library.entries
    assert (library.title, library.covers) == ("cms", ())
    assert (first.codes, first.states, first.effective_from) == (
        ("64483", "64484"),
        ("WI", "MN"),
        date(2024, 1, 1),
    )
    assert (second.codes, second.effective_from) == ((), None)


@pytest.mark.parametrize(
    ("was", "now", "line", "told"),
    [
        ("title: Mandates that we keep", "name: x", 2, "name: expected one of the fields title"),
        ('as_of: "2025-06-01"', "as_of: June", 3, "as_of: expected a date like 2025-01-31"),
        ("    states: [MN, WI]", "    states: [Minnesota]", 6, "covers[1].states[1]: expected a state"),
        ("rung: state-law\n    speaks", "rung: coverage-policy\n    speaks", 9, "entries[1].rung: expected"),
        ("speaks: requires", "speaks: maybe", 10, "entries[1].speaks: expected one of requires, excludes"),
        ("    citation: Minn. Stat. 0.01\n", "", 8, "entries[1].citation: expected this field as text"),
        ('"64490-64495"', '"64495-64490"', 13, "entries[1].codes[2]: expected a code of five characters"),
        ("[commercial]", "[private]", 15, "entries[1].lines_of_business[1]: expected one of commercial"),
        ('"2026-12-31"', '"2023-12-31"', 17, "entries[1].effective_to: expected a date on or after"),
        ("entries:", "rules:", 2, "entries: expected a list of entries"),
    ],
)
def test_a_mistake_is_told_with_line_and_field(
    tmp_path: Path, was: str, now: str, line: int, told: str
) -> None:
    assert was in GOOD
    path = written(tmp_path, GOOD.replace(was, now))
    found = load_authority_file(path)
    assert found.library is None
    sentences = [problem.sentence for problem in found.problems]
    assert any(sentence.startswith(f"{path}:{line}: {told}") for sentence in sentences), sentences


def test_an_id_stands_once(tmp_path: Path) -> None:
    entry = GOOD[GOOD.index("  - id") :]
    found = load_authority_file(written(tmp_path, GOOD + entry))
    assert ["second time" in problem.expected for problem in found.problems] == [True]


def test_a_mistake_in_a_table_names_its_row_and_column(tmp_path: Path) -> None:
    found = load_authority_file(written(tmp_path, TABLE.replace("N1,,,", "N1,,,soon"), "cms.csv"))
    (problem,) = found.problems
    assert (problem.line, problem.field) == (3, "entries[2].effective_from")
    unknown = load_authority_file(written(tmp_path, TABLE.replace("citation", "cite"), "cms.csv"))
    assert {problem.field for problem in unknown.problems} == {
        f"entries[{row}].{name}" for row in (1, 2) for name in ("cite", "citation")
    }


@pytest.mark.parametrize("text", ["", "[", "- a", "entries: 5", "entries: [5]", "covers: 3\nentries: []"])
def test_other_files_are_refused(tmp_path: Path, text: str) -> None:
    found = load_authority_file(written(tmp_path, text))
    assert found.library is None
    assert found.problems


def test_a_library_is_told_from_a_pack(tmp_path: Path) -> None:
    assert is_authority_file(written(tmp_path, GOOD))
    assert is_authority_file(written(tmp_path, "", "own.csv"))
    assert not is_authority_file(written(tmp_path, "elements: []", "pack.yaml"))
    assert not is_authority_file(tmp_path / "none.yaml")


def test_the_kept_files_know_when_they_were_imported(tmp_path: Path) -> None:
    day = date(2026, 2, 3)
    path = written(tmp_path, GOOD, stored_name("own.yaml", day))
    written(tmp_path, "[", "broken.yaml")
    libraries, problems = load_authority(tmp_path)
    (library,) = libraries
    assert (library.file, library.imported) == ("own.yaml", day)
    assert {entry.imported for entry in library.entries} == {day}
    assert {problem.file.name for problem in problems} == {"broken.yaml"}
    assert kept_versions(tmp_path, "own.yaml") == (path,)
    assert load_authority(tmp_path / "none") == ((), ())


def test_a_folder_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    libraries, (problem,) = load_authority(written(tmp_path, "", "authority"))
    assert libraries == ()
    assert problem.field == "whole folder"


def test_the_shipped_example_is_good_and_of_no_state() -> None:
    library = load_authority_file(resources_folder() / "authority" / "example-library.yaml").library
    assert library is not None
    assert {state for entry in library.entries for state in entry.states} == {"ZZ"}
    assert {state for cover in library.covers for state in cover.states} == {"ZZ"}


def test_a_table_that_is_none_is_told(tmp_path: Path) -> None:
    problems = load_authority_file(written(tmp_path, f"id,rung\n{'a' * 200_000},b\n", "cms.csv")).problems
    (problem,) = problems
    assert (problem.line, problem.field) == (2, "whole file")
    assert problem.expected.startswith("expected CSV, but field larger")


def test_a_table_of_any_computer_is_read(tmp_path: Path) -> None:
    path = tmp_path / "cms.csv"
    path.write_bytes(TABLE.replace("\n", "\r").encode())
    library = load_authority_file(path).library
    assert library is not None
    assert [entry.id for entry in library.entries] == ["l1", "l2"]
