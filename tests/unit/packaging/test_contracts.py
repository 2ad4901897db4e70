"""The import contracts have no exceptions and name every library; the code keeps the rules of the house."""

from __future__ import annotations

import re
import tomllib
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[3]
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
CONTRACTS: list[dict[str, Any]] = PROJECT["tool"]["importlinter"]["contracts"]

PRODUCT = sorted((ROOT / "reviewer_app").rglob("*.py"))
CODE = sorted(
    file for folder in ("reviewer_app", "tests", "packaging") for file in (ROOT / folder).rglob("*.py")
)
MOST_LINES = 400
EMPTY_NAMES = {"utils", "util", "misc", "common", "helpers", "helper"}
OPT_OUTS = re.compile(r"#\s*(type:\s*ignore|noqa|pragma:|mypy:)|\b(TODO|FIXME|XXX)\b")
WAYS_OUT = re.compile(r"pytest\.(mark\.)?(skip|xfail|importorskip)")
HIDDEN_IMPORTS = re.compile(r"\bimport_module\(|\b__import__\(|\brun_module\(")

SQLITE = {"sqlite3"}
"""A module of the standard library that the pure rooms may not use either."""


def name_of(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


def purity() -> dict[str, Any]:
    (contract,) = (contract for contract in CONTRACTS if "pure" in contract["name"])
    return contract


def modules_of(requirement: str) -> set[str]:
    """The importable names of an installed distribution, private ones left out."""
    (name,) = re.findall(r"^[\w-]+", requirement)
    files = metadata.files(name) or []
    tops = {file.parts[0].removesuffix(".py") for file in files if file.suffix == ".py"}
    return {top for top in tops if top.isidentifier() and not top.startswith("_")}


def test_no_contract_has_exceptions() -> None:
    assert CONTRACTS
    assert not [contract["name"] for contract in CONTRACTS if "ignore_imports" in contract]


def test_every_room_must_have_a_place() -> None:
    (layers,) = (contract for contract in CONTRACTS if contract["type"] == "layers")
    assert layers["exhaustive"] is True
    assert layers["containers"] == ["reviewer_app"]


@pytest.mark.parametrize("requirement", PROJECT["project"]["dependencies"])
def test_the_pure_rooms_are_closed_to_every_library(requirement: str) -> None:
    found = modules_of(requirement) - {"fitz"}  # the old name of pymupdf, which ruff bans everywhere
    assert found
    assert found <= set(purity()["forbidden_modules"])


def test_the_pure_rooms_are_closed_to_sql() -> None:
    assert set(purity()["forbidden_modules"]) >= SQLITE


def test_a_module_is_short_and_its_name_says_what_it_holds() -> None:
    lengths = {name_of(file): len(file.read_text(encoding="utf-8").splitlines()) for file in PRODUCT}
    assert lengths
    assert {name: lines for name, lines in lengths.items() if lines > MOST_LINES} == {}
    named = (file.relative_to(ROOT) for file in PRODUCT)
    assert [path.as_posix() for path in named if EMPTY_NAMES & {path.stem, *path.parts}] == []


def test_no_import_hides_from_the_contracts() -> None:
    texts = {name_of(file): file.read_text(encoding="utf-8") for file in PRODUCT}
    assert [name for name, text in texts.items() if HIDDEN_IMPORTS.search(text)] == []


def test_no_check_is_switched_off_anywhere() -> None:
    this = Path(__file__)
    found = [
        f"{file.relative_to(ROOT)}:{number}"
        for file in CODE
        if file != this
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
        if OPT_OUTS.search(line) or WAYS_OUT.search(line)
    ]
    assert found == []
