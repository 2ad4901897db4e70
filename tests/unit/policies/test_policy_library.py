"""Installed packs: the program's own and the user's, several versions side by side, trouble reported."""

from __future__ import annotations

from pathlib import Path

import pytest

from reviewer_app.domain.policy import PackReference
from reviewer_app.policies.library import PolicyLibrary
from tests.unit.policies.packs import PackWriter


def test_reading_order_is_coverage_policies_then_guidelines(shipped: PolicyLibrary) -> None:
    assert [pack.id for pack in shipped.packs] == [
        "clinical-information",
        "musculoskeletal-preface",
        "example-lumbar-transforaminal-injection",
    ]
    assert shipped.problems == ()


def test_the_user_s_packs_join_the_program_s(write_pack: PackWriter, user_folder: Path) -> None:
    write_pack("mine.yml")
    library = PolicyLibrary.load(user_folder=user_folder)
    assert library.problems == ()
    assert {"knee-care", "clinical-information"} <= {pack.id for pack in library.packs}


def test_no_user_folder_is_no_problem(tmp_path: Path) -> None:
    library = PolicyLibrary.load(user_folder=tmp_path / "policies")
    assert library.problems == ()
    assert len(library.packs) == 3


def test_a_file_where_the_user_folder_should_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "policies").write_text("x", encoding="utf-8")
    library = PolicyLibrary.load(user_folder=tmp_path / "policies")
    assert ["a folder of policy packs" in problem.expected for problem in library.problems] == [True]
    assert len(library.packs) == 3


def test_files_that_are_no_yaml_are_left_alone(user_folder: Path) -> None:
    (user_folder / "README.txt").write_text("not a pack", encoding="utf-8")
    assert PolicyLibrary.load(user_folder=user_folder).problems == ()


def test_versions_stand_newest_first(write_pack: PackWriter, user_folder: Path) -> None:
    for version, day in (("2", "2024-03-01"), ("10", "2024-03-01"), ("1", "2025-01-01"), ("9", "2023-01-01")):
        write_pack(f"{version}.yaml", version=version, effective_from=day)
    library = PolicyLibrary.load(user_folder=user_folder)
    assert [pack.version for pack in library.versions("knee-care")] == ["1", "10", "2", "9"]


@pytest.mark.parametrize(("version", "newer"), [("9", "1"), ("2", "1"), ("10", "1"), ("1", None)])
def test_a_newer_version_is_found(
    version: str, newer: str | None, write_pack: PackWriter, user_folder: Path
) -> None:
    for other, day in (("2", "2024-03-01"), ("10", "2024-03-01"), ("1", "2025-01-01"), ("9", "2023-01-01")):
        write_pack(f"{other}.yaml", version=other, effective_from=day)
    found = PolicyLibrary.load(user_folder=user_folder).newer_than(PackReference("knee-care", version))
    assert (found.version if found is not None else None) == newer


def test_of_a_pack_that_is_not_installed_nothing_is_newer(shipped: PolicyLibrary) -> None:
    assert shipped.newer_than(PackReference("clinical-information", "1999")) is None
    assert shipped.newer_than(PackReference("nothing", "1")) is None


def test_the_same_id_and_version_twice_is_told_and_the_first_stands(
    write_pack: PackWriter, user_folder: Path
) -> None:
    first = write_pack("a.yaml", title="First")
    second = write_pack("b.yaml", title="Second")
    library = PolicyLibrary.load(user_folder=user_folder)
    assert [pack.title for pack in library.versions("knee-care")] == ["First"]
    (problem,) = library.problems
    assert (problem.file, problem.field, problem.line) == (second, "version", 2)
    assert str(first) in problem.expected


def test_the_program_s_own_pack_stands_against_a_copy_of_the_user(
    write_pack: PackWriter, user_folder: Path, shipped: PolicyLibrary
) -> None:
    write_pack("copy.yaml", id="clinical-information", version="2025-02-01")
    library = PolicyLibrary.load(user_folder=user_folder)
    assert library.packs == shipped.packs
    assert len(library.problems) == 1


def test_packs_of_the_user_may_link_to_one_another(write_pack: PackWriter, user_folder: Path) -> None:
    element = {"row": "S11", "title": "T", "short": "t", "question": "Q?"}
    write_pack("a.yaml", id="a", elements=[{**element, "id": "a1", "linked": ["b1"]}])
    write_pack("b.yaml", id="b", elements=[{**element, "id": "b1", "linked": ["a1"]}])
    assert PolicyLibrary.load(user_folder=user_folder).problems == ()


def test_a_pack_can_be_checked_while_it_is_installed(write_pack: PackWriter, user_folder: Path) -> None:
    path = write_pack()
    assert PolicyLibrary.load(user_folder=user_folder).check(path) == ()


def test_packs_know_which_element_a_part_belongs_to(write_pack: PackWriter, user_folder: Path) -> None:
    write_pack()
    library = PolicyLibrary.load(user_folder=user_folder)
    (pack,) = library.versions("knee-care")
    assert [element.parent for element in pack.elements] == [None, "k1-status"]
