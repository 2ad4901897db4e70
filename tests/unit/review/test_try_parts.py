"""The trials of ``doctor``: each works here, and tells what does not."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from reviewer_app.domain.errors import StoreError
from reviewer_app.review.try_parts import (
    try_data_folder,
    try_encryption,
    try_keychain,
    try_page_worker,
    try_pdf,
    try_sandbox,
    try_search,
)
from tests.databases import open_store
from tests.keychain import FOLDER_VARIABLE, secrets_in
from tests.unit.review.desks import children, tree


def test_page_worker_and_pdf_work_here() -> None:
    before = children()
    assert "draws" in try_page_worker()
    assert "page worker" in try_sandbox()[1]
    assert "bytes" in try_pdf()
    assert children() == before


def test_what_is_indexed_is_found_and_thrown_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    assert "finds" in try_search()
    assert list(tmp_path.iterdir()) == []


def test_a_data_folder_is_tried_without_being_made(tmp_path: Path) -> None:
    assert "made at first use" in try_data_folder(tmp_path / "new" / "deeper")
    assert list(tmp_path.iterdir()) == []


def test_a_data_folder_without_a_database_stays_without(tmp_path: Path) -> None:
    assert "no database yet" in try_data_folder(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_database_is_read(tmp_path: Path) -> None:
    open_store(tmp_path).close()
    before = set(tree(tmp_path))
    assert "sound" in try_data_folder(tmp_path)
    assert set(tree(tmp_path)) == before


def test_a_database_in_use(tmp_path: Path) -> None:
    with open_store(tmp_path), pytest.raises(StoreError, match="in use"):
        try_data_folder(tmp_path)


def test_a_database_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "reviews.db").write_bytes(b"something else")
    with pytest.raises(StoreError, match="no database of this program"):
        try_data_folder(tmp_path)


@pytest.mark.parametrize("below", ["", "deeper"])
def test_a_file_where_the_folder_should_be(tmp_path: Path, below: str) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(StoreError, match="--data-dir"):
        try_data_folder(tmp_path / "file" / below)


def test_the_encryption_is_tried() -> None:
    assert "with its key only" in try_encryption()


def test_the_keychain_is_tried_and_nothing_stays_in_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path))
    assert "gives it back" in try_keychain()
    assert secrets_in(tmp_path) == ()
