"""The history from the command line, in processes of its own: imports with bad rows, cut off, repeated."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.end_to_end.program import Done, Program

ENDED_BY_INTERRUPTION = 130
FIRST_NAMES = ("Iris", "Oda", "Rosemary")
COLUMNS = "id,member_id,last_name,first_name,dob,sex,code,status,dos\n"
REQUEST = {
    "request_id": "PA-9",
    "member": {"member_id": "TM0000003", "first_name": "Iris", "last_name": "Tull", "dob": "1963-05-09"},
    "services": [{"code": "64483", "system": "CPT", "units": 1}],
    "requested_dos": "2025-06-01",
}


def command(*arguments: str | Path) -> list[str]:
    return [sys.executable, "-m", "reviewer_app", "history", *map(str, arguments)]


def environment() -> dict[str, str]:
    return os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}


Run = Callable[..., Done]
"""Runs a command of the history."""


@pytest.fixture
def run(program: Program, tmp_path: Path) -> Run:
    def run(*arguments: str | Path) -> Done:
        return program.run("history", *arguments, folder=tmp_path, variables=os.environ)

    return run


def line(number: int, status: str = "approved") -> str:
    born = f"19{60 + number % 30}-05-09"
    return f"H-{number:06},TM{number:07},Tull,{FIRST_NAMES[number % 3]},{born},F,64483,{status},2025-05-20\n"


def file_of(folder: Path, *lines: str) -> Path:
    file = folder / "history.csv"
    file.write_text(COLUMNS + "".join(lines), encoding="utf-8")
    return file


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


def test_bad_rows_are_named_and_good_ones_kept_and_found(run: Run, tmp_path: Path, data: Path) -> None:
    file = file_of(tmp_path, line(1), line(2, "maybe"), line(3), line(1, "denied"))
    for told in ("2 new, 0 changed, 0 unchanged, 2 left out", "0 new, 0 changed, 2 unchanged, 2 left out"):
        done = run("import", file, "--data-dir", data)
        assert (done.returncode, done.stdout) == (0, f"history.csv: {told}\n")
        first, second = done.stderr.splitlines()
        assert first.startswith("reviewer-app: history.csv, line 3: status is 'maybe'")
        assert second.startswith("reviewer-app: history.csv, line 5: id H-000001 stands twice")
    request = tmp_path / "request.json"
    request.write_text(json.dumps(REQUEST), encoding="utf-8")
    found = json.loads(run("match", request, "--json", "--data-dir", data).stdout)
    assert [(one["id"], one["kind"]) for one in found] == [("H-000003", "duplicate")]
    listed, told = run("list", "--data-dir", data).stdout, run("match", request, "--data-dir", data).stdout
    assert "H-000003" in listed
    assert "Line 1, H-000003: duplicate" in told
    assert max(map(len, (listed + told).splitlines())) <= 80


def test_a_file_that_is_none_changes_nothing(run: Run, tmp_path: Path, data: Path) -> None:
    file = tmp_path / "history.csv"
    file.write_text("name,colour\nTull,red\n", encoding="utf-8")
    done = run("import", file, "--data-dir", data)
    assert (done.returncode, done.stdout) == (3, "")
    assert len(done.stderr.splitlines()) == 1


def test_an_interrupted_import_keeps_what_it_took(run: Run, tmp_path: Path, data: Path) -> None:
    rows = 20_000
    file = file_of(tmp_path, *map(line, range(rows)))
    leader, follower = pty.openpty()
    with closing(os.fdopen(leader, "rb", buffering=0)) as terminal:
        importing = subprocess.Popen(
            command("import", file, "--data-dir", data),
            env=environment(),
            stdout=subprocess.PIPE,
            stderr=follower,
            text=True,
        )
        os.close(follower)
        told = b""
        while b" rows, " not in told:
            told += terminal.read(1_000)
        importing.send_signal(signal.SIGINT)
        out, _ = importing.communicate(timeout=60)
    assert importing.returncode == ENDED_BY_INTERRUPTION
    taken = int(out.split()[1])
    assert 0 < taken < rows
    listed = run("show", "H-000000", "--data-dir", data)
    assert (listed.returncode, listed.stderr) == (0, "")
    again = run("import", file, "--data-dir", data)
    assert f"{rows - taken} new, 0 changed, {taken} unchanged, 0 left out" in again.stdout
