"""How the program starts: the worker before Qt, nothing heavy before the first page, SQL on its thread."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from reviewer_app.review.database_key import key_custody
from reviewer_app.review.sample_cases import COMPLETE_CASE, samples_folder
from tests.databases import open_store, set_up_key

ROOT = Path(__file__).resolve().parents[2]
CHILD = Path(__file__).with_name("watched_start.py")
HEAVY = {
    *("pymupdf", "numpy", "sqlite3", "sqlite_utils", "yaml", "jsonschema", "jinja2", "typst", "qtawesome"),
    *("msgspec", "typer", "platformdirs", "asyncio", "socket"),
}
NEVER = {"pymupdf", "typst", "asyncio"}
"""Not even when all is there. multiprocessing brings socket along, once descriptors are handed to workers."""

SQL = {"sqlite3", "sqlite_utils"}
SHADES_OF_A_PAGE = 20
"""Gray levels that print has on screen; empty rooms have a handful."""


@dataclass(frozen=True, slots=True)
class Record:
    """What the watched process told."""

    order: list[str]
    threads: dict[str, list[str]]
    first_page: list[str]
    end: list[str]
    shades: int


def started(*arguments: str | Path) -> Record:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        [sys.executable, CHILD, *arguments],
        env=environment | {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.stderr == ""
    assert done.returncode == 0
    return Record(**json.loads(done.stdout))


def packages(modules: list[str]) -> set[str]:
    return {name.partition(".")[0] for name in modules}


def check_threads(record: Record) -> None:
    """What reads the database is imported by its thread alone; its library takes numpy along where it is
    installed."""
    assert packages(record.end) & NEVER == set()
    assert packages(record.end) >= SQL
    for module in SQL | ({"numpy"} & set(record.threads)):
        assert set(record.threads[module]) == {"store"}


def test_a_case_nothing_heavy_before_its_first_page(tmp_path: Path) -> None:
    set_up_key(tmp_path)
    record = started(samples_folder() / COMPLETE_CASE, "--data-dir", tmp_path)
    assert record.order[:2] == ["worker", "Qt"]
    assert record.shades > SHADES_OF_A_PAGE
    assert packages(record.first_page) & HEAVY == set()
    check_threads(record)


def test_behind_a_passphrase_no_page_is_seen_before_it_is_typed(tmp_path: Path) -> None:
    set_up_key(tmp_path)
    custody = key_custody(tmp_path)
    custody.seal(custody.keys(), "correct horse battery")
    record = started(samples_folder() / COMPLETE_CASE, "--data-dir", tmp_path)
    assert record.shades < SHADES_OF_A_PAGE
    assert packages(record.first_page) & HEAVY == set()


def test_a_single_document(tmp_path: Path) -> None:
    document = samples_folder() / COMPLETE_CASE / "02_spine_consultation_2025-08-27.pdf"
    set_up_key(tmp_path)
    record = started(document, "--data-dir", tmp_path)
    assert record.order[:2] == ["worker", "Qt"]
    assert record.shades > SHADES_OF_A_PAGE
    assert packages(record.first_page) & HEAVY == set()


def test_the_worklist(tmp_path: Path) -> None:
    set_up_key(tmp_path)
    with open_store(tmp_path) as store:
        store.settings.remember_root(samples_folder())
    record = started("--data-dir", tmp_path)
    assert packages(record.first_page) & HEAVY == set()
    check_threads(record)
