"""What is shipped: the program with its resources, and nothing of the tests or tools."""

from __future__ import annotations

import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
PARTS = ("reviewer_app", "resources", "tests", "packaging")


def build(kind: str, folder: Path) -> Path:
    command = [sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (made,) = folder.iterdir()
    return made


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.Path:
    return zipfile.Path(build("wheel", tmp_path_factory.mktemp("wheel")))


def names(wheel: zipfile.Path) -> set[str]:
    return {name for name in wheel.root.namelist() if not name.endswith("/")}


def below(folder: Path, *, but: str = "__pycache__") -> set[str]:
    files = (file for file in folder.rglob("*") if file.is_file() and but not in file.parts)
    return {file.relative_to(folder).as_posix() for file in files}


def test_the_wheel_holds_the_package_with_its_resources_and_nothing_else(wheel: zipfile.Path) -> None:
    about = {name for name in names(wheel) if name.split("/")[0].endswith(".dist-info")}
    package = {f"reviewer_app/{name}" for name in below(ROOT / "reviewer_app")}
    resources = {f"reviewer_app/resources/{name}" for name in below(ROOT / "resources")}
    assert names(wheel) - about == package | resources
    assert {name.rpartition("/")[2] for name in about} >= {"METADATA", "entry_points.txt", "LICENSE"}


def test_the_wheel_names_the_command(wheel: zipfile.Path) -> None:
    (about,) = (entry for entry in wheel.iterdir() if entry.name.endswith(".dist-info"))
    assert "reviewer-app = reviewer_app.__main__:main" in (about / "entry_points.txt").read_text()


def test_the_source_archive_can_make_all_of_it_again(tmp_path: Path) -> None:
    with tarfile.open(build("sdist", tmp_path)) as archive:
        held = {name.partition("/")[2] for name in archive.getnames()}
    wanted = {f"{part}/{name}" for part in PARTS for name in below(ROOT / part)}
    assert wanted <= held
    assert {"README.md", "LICENSE", "CHANGELOG.md", "pyproject.toml"} <= held
    assert not [name for name in held if name.startswith((".ci", ".git/", ".venv"))]
