"""The program's own files are found in a checkout, in a wheel, and never mistaken for somebody else's."""

from __future__ import annotations

from pathlib import Path

import pytest

from reviewer_app.domain.errors import InputError
from reviewer_app.resources_folder import MARKER, find_resources, resources_folder


def make_resources(folder: Path) -> Path:
    (folder / MARKER).parent.mkdir(parents=True)
    (folder / MARKER).write_text("{}", encoding="utf-8")
    return folder


def test_a_checkout_uses_the_folder_beside_the_package(tmp_path: Path) -> None:
    beside = make_resources(tmp_path / "resources")
    make_resources(tmp_path / "reviewer_app" / "resources")
    assert find_resources(tmp_path / "reviewer_app") == beside


def test_a_wheel_uses_the_folder_inside_the_package(tmp_path: Path) -> None:
    (tmp_path / "resources" / "policies").mkdir(parents=True)
    inside = make_resources(tmp_path / "reviewer_app" / "resources")
    assert find_resources(tmp_path / "reviewer_app") == inside


def test_missing_files_are_told(tmp_path: Path) -> None:
    with pytest.raises(InputError) as told:
        find_resources(tmp_path / "reviewer_app")
    assert "install it again" in told.value.sentence


def test_our_own_are_found() -> None:
    assert (resources_folder() / "policies").is_dir()
