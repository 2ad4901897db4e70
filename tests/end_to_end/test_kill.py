"""An acknowledged mark is never lost: not by kill -9 at any moment, not by a disk that fills up."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from reviewer_app.storage.store import DATABASE_NAME
from tests.databases import connect, open_store

CHILD = Path(__file__).with_name("writing_child.py")
CASE = ("PA-1", "M-1")
KILLS = 50
MOST_MARKS_BEFORE_A_KILL = 12
LONGEST_WAIT_SECONDS = 0.004
SMALL_DISK_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """What the program said it had saved."""

    sequence: int
    hash: str
    element_id: str
    note: int


def start(folder: Path, *more: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, str(CHILD), str(folder), *more],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    )


def killed_while_writing(folder: Path, chance: random.Random) -> list[Acknowledged]:
    """Starts the reviewer, kills it at a random moment, and returns every mark that it had acknowledged."""
    child = start(folder)
    assert child.stdout is not None
    lines = [child.stdout.readline() for _ in range(1 + chance.randrange(MOST_MARKS_BEFORE_A_KILL))]
    assert lines[0] == "opening\n"
    # The program works on meanwhile, so the kill comes anywhere in a transaction.
    with pytest.raises(subprocess.TimeoutExpired):
        child.wait(chance.uniform(0, LONGEST_WAIT_SECONDS))
    child.kill()
    rest, _ = child.communicate(timeout=30)
    return acknowledged_in([*lines, *rest.splitlines()])


def acknowledged_in(lines: list[str]) -> list[Acknowledged]:
    saved = [line.split() for line in lines if line.startswith("saved ")]
    return [Acknowledged(int(words[1]), words[2], words[3], int(words[4])) for words in saved]


def check_that_nothing_is_lost(folder: Path, acknowledged: list[Acknowledged]) -> None:
    with open_store(folder) as store:
        assert store.verify() == ()
        case_id = store.cases.find_case(*CASE, ())
        if case_id is None:
            assert not acknowledged
            return
        entered = {entry.sequence: entry for entry in store.audit.entries(case_id)}
        for mark in acknowledged:
            assert entered[mark.sequence].hash == mark.hash
        review = store.reviews.newest(case_id)
        assert review is not None or not acknowledged
        last_of_element = {mark.element_id: mark.note for mark in acknowledged}
        for element_id, note in last_of_element.items():
            assert review is not None
            assert int(review.finding(element_id).note) >= note
            assert len(review.finding(element_id).evidence) == 1


def check_that_nothing_is_half_saved(folder: Path) -> None:
    """Findings, evidence, undo history and audit log tell the same story, and the file is sound."""
    with closing(connect(folder / DATABASE_NAME)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        steps = connection.execute("SELECT part_after FROM change ORDER BY id").fetchall()
        entries = connection.execute(
            "SELECT part_after FROM audit WHERE act LIKE 'Present: %' ORDER BY sequence"
        ).fetchall()
        assert steps == entries
        notes = connection.execute(
            "SELECT max(CAST(note AS INTEGER)), (SELECT count(*) FROM change) FROM finding"
        ).fetchone()
        assert notes[0] == notes[1]


def test_fifty_kills_lose_no_acknowledged_mark(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    chance = random.SystemRandom()
    acknowledged: list[Acknowledged] = []
    for _ in range(KILLS):
        acknowledged += killed_while_writing(folder, chance)
        check_that_nothing_is_lost(folder, acknowledged)
    check_that_nothing_is_half_saved(folder)
    assert len(acknowledged) > KILLS


def test_a_full_disk_saves_nothing_of_the_refused_mark(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    child = start(folder, str(SMALL_DISK_BYTES))
    out, _ = child.communicate(timeout=60)
    lines = out.splitlines()
    assert child.returncode == 0
    assert lines[-1].startswith("refused The disk refused to read or write")
    acknowledged = acknowledged_in(lines)
    assert len(acknowledged) > 3
    check_that_nothing_is_lost(folder, acknowledged)
    check_that_nothing_is_half_saved(folder)
