"""Which entries of a case folder are documents, in which order, and what becomes of the others."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviewer_app.documents.case_folder import MAX_DEPTH, list_case, natural_key


def write(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)


def names(folder: Path) -> list[str]:
    return [entry.file for entry in list_case(folder)]


def test_natural_order_and_sub_folders_after_the_files_beside_them(tmp_path: Path) -> None:
    write(tmp_path, "page 10.pdf", "Page 2.pdf", "b/1.pdf", "a/x/9.pdf", "a/10.pdf", "page 1.pdf", "zz.pdf")
    assert names(tmp_path) == [
        "page 1.pdf", "Page 2.pdf", "page 10.pdf", "zz.pdf", "a/10.pdf", "a/x/9.pdf", "b/1.pdf",
    ]  # fmt: skip


def test_the_request_and_droppings_are_no_documents(tmp_path: Path) -> None:
    write(
        tmp_path,
        "request.json",
        ".DS_Store",
        "._scan.pdf",
        "Thumbs.db",
        "desktop.ini",
        "~$letter.docx",
        ".hidden/a.pdf",
        "__MACOSX/b.pdf",
        "scan.pdf",
    )
    assert names(tmp_path) == ["scan.pdf"]


def test_only_the_request_file_at_the_top_is_left_out(tmp_path: Path) -> None:
    write(tmp_path, "sub/request.json", "Request.JSON")
    assert names(tmp_path) == ["sub/request.json"]


def test_one_file_is_a_case_of_that_document(tmp_path: Path) -> None:
    write(tmp_path, "only.pdf", "other.pdf")
    (entry,) = list_case(tmp_path / "only.pdf")
    assert (entry.file, entry.path, entry.problem) == ("only.pdf", tmp_path / "only.pdf", "")


def test_a_case_may_be_reached_through_a_link(tmp_path: Path) -> None:
    write(tmp_path, "case/only.pdf")
    (tmp_path / "folder").symlink_to(tmp_path / "case")
    (tmp_path / "file.pdf").symlink_to(tmp_path / "case" / "only.pdf")
    assert names(tmp_path / "folder") == ["only.pdf"]
    (entry,) = list_case(tmp_path / "file.pdf")
    assert (entry.file, entry.path, entry.problem) == ("file.pdf", tmp_path / "case" / "only.pdf", "")


def test_a_missing_case_raises(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        list(list_case(tmp_path / "nowhere"))


def test_links_are_listed_but_not_followed(tmp_path: Path) -> None:
    case, elsewhere = tmp_path / "case", tmp_path / "elsewhere"
    write(elsewhere, "secret.pdf", "folder/deep.pdf")
    write(case, "mine.pdf")
    (case / "file link.pdf").symlink_to(elsewhere / "secret.pdf")
    (case / "folder link").symlink_to(elsewhere / "folder")
    (case / "loop").symlink_to(case)
    (case / "dangling.pdf").symlink_to(case / "gone.pdf")
    found = {entry.file: (entry.problem, entry.sentence) for entry in list_case(case)}
    assert found.pop("mine.pdf") == ("", "")
    assert set(found) == {"file link.pdf", "folder link", "loop", "dangling.pdf"}
    for problem, sentence in found.values():
        assert problem == "unsupported"
        assert "is a link to another place, which is not followed" in sentence


def test_pipes_are_listed_but_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.pdf")
    (entry,) = list_case(tmp_path)
    assert (entry.file, entry.problem) == ("pipe.pdf", "unsupported")


def test_folders_beyond_the_depth_are_reported(tmp_path: Path) -> None:
    deep = "/".join(["d"] * (MAX_DEPTH + 3))
    write(tmp_path, f"{deep}/lost.pdf", "found.pdf")
    found, unread = list_case(tmp_path)
    assert found.file == "found.pdf"
    assert unread.file == "/".join(["d"] * MAX_DEPTH)
    assert "too deep" in unread.sentence


@settings(deadline=None)
@given(st.text(max_size=12), st.text(max_size=12))
def test_any_two_names_can_be_ordered(a: str, b: str) -> None:
    first, second = natural_key(a), natural_key(b)
    assert (first < second) + (first == second) + (first > second) == 1


@settings(deadline=None)
@given(st.integers(0, 10**30), st.integers(0, 10**30), st.text("abc_ ", max_size=4))
def test_numbers_order_by_value(a: int, b: int, before: str) -> None:
    assert (natural_key(f"{before}{a}.pdf") < natural_key(f"{before}{b}.pdf")) == (a < b)


def test_a_folder_that_vanishes_while_the_case_is_listed_costs_that_folder(tmp_path: Path) -> None:
    (tmp_path / "1.pdf").touch()
    for name in ("gone", "stays"):
        (tmp_path / name).mkdir()
    (tmp_path / "stays" / "2.pdf").touch()
    listing = list_case(tmp_path)
    assert next(listing).file == "1.pdf"
    (tmp_path / "gone").rmdir()
    assert [(entry.file, entry.problem) for entry in listing] == [("gone", "damaged"), ("stays/2.pdf", "")]
