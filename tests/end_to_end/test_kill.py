"""What was acknowledged is never lost: not by kill -9 at any moment, not by a disk that fills up."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from select import select

from reviewer_app.domain.prior_request import line_id
from reviewer_app.domain.review import ReviewStatus
from reviewer_app.review.database_key import key_custody
from reviewer_app.storage.backups import FOLDER_NAME as BACKUPS
from reviewer_app.storage.backups import daily_backups
from reviewer_app.storage.restore import read_backup
from reviewer_app.storage.store import DATABASE_NAME, Store
from tests.databases import connect, open_store
from tests.end_to_end.writing_child import ROWS, imported_id

CHILD = Path(__file__).with_name("writing_child.py")
CASE = ("PA-1", "M-1")
KILLS = 50
MOST_LINES_BEFORE_A_KILL = 12
LONGEST_WAIT_SECONDS = 0.004
SMALL_DISK_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark that the program said it had saved."""

    sequence: int
    hash: str
    element_id: str
    note: int


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """What the program said it had done: marks, imports by number, signed reviews, purged cases, backups,
    and new keys by their fingerprints."""

    marks: tuple[Mark, ...] = ()
    imported: tuple[int, ...] = ()
    signed: tuple[str, ...] = ()
    purged: tuple[str, ...] = ()
    copied: tuple[str, ...] = ()
    rekeyed: tuple[str, ...] = ()

    def __add__(self, more: Acknowledged) -> Acknowledged:
        return Acknowledged(
            self.marks + more.marks,
            self.imported + more.imported,
            self.signed + more.signed,
            self.purged + more.purged,
            self.copied + more.copied,
            self.rekeyed + more.rekeyed,
        )


def start(*arguments: str | Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, CHILD, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        start_new_session=True,
    )


@contextmanager
def reviewers_to_kill() -> Iterator[subprocess.Popen[str]]:
    """The process that splits off reviewers; neither it nor any of them is left afterwards."""
    with start() as process:
        try:
            yield process
        finally:
            os.killpg(process.pid, signal.SIGKILL)


def killed_while_writing(
    folder: Path, reviewers: subprocess.Popen[str], chance: random.Random
) -> Acknowledged:
    """Has a reviewer work, kills it at a random moment, and returns all that it had acknowledged."""
    assert reviewers.stdin is not None
    assert reviewers.stdout is not None
    reviewers.stdin.write(f"{folder}\n")
    reviewers.stdin.flush()
    lines = [reviewers.stdout.readline() for _ in range(1 + chance.randrange(MOST_LINES_BEFORE_A_KILL))]
    opening, process = lines[0].split()
    assert opening == "opening"
    reviewer = os.pidfd_open(int(process))
    # The program works on meanwhile, so the kill comes anywhere in a transaction.
    assert select([reviewer], [], [], chance.uniform(0, LONGEST_WAIT_SECONDS)) == ([], [], [])
    signal.pidfd_send_signal(reviewer, signal.SIGKILL)
    os.close(reviewer)
    while lines[-1] != "ended\n":
        lines.append(reviewers.stdout.readline())
        assert lines[-1]
    return acknowledged_in(lines)


def acknowledged_in(lines: list[str]) -> Acknowledged:
    told = [tuple(line.split()) for line in lines]
    return Acknowledged(
        tuple(Mark(int(one[1]), one[2], one[3], int(one[4])) for one in told if one[0] == "saved"),
        tuple(int(one[1]) for one in told if one[0] == "imported"),
        *(
            tuple(one[1] for one in told if one[0] == word)
            for word in ("signed", "purged", "copied", "rekeyed")
        ),
    )


def check_that_nothing_is_lost(folder: Path, acknowledged: Acknowledged) -> None:
    with open_store(folder) as store:
        assert store.verify() == ()
        case_id = store.cases.find_case(*CASE, ())
        if case_id is None:
            assert acknowledged == Acknowledged()
            return
        check_marks(store, case_id, acknowledged.marks)
        for number in acknowledged.imported:
            rows = [store.history.get(imported_id(number, row)) for row in (0, ROWS - 1)]
            assert all(row is not None for row in rows)
        for review_id in acknowledged.signed:
            assert store.reviews.load(review_id).status is not ReviewStatus.OPEN
            assert store.history.get(line_id(case_id, 1)) is not None
        for request_id in acknowledged.purged:
            assert store.retention.named(request_id) == ()
    if acknowledged.rekeyed:
        keys = key_custody(folder).keys()
        assert acknowledged.rekeyed[-1] in [key.fingerprint for key in keys]
    if acknowledged.copied:
        assert (folder / BACKUPS / acknowledged.copied[-1]).exists()


def check_marks(store: Store, case_id: str, marks: tuple[Mark, ...]) -> None:
    entered = {entry.sequence: entry for entry in store.audit.entries(case_id)}
    for mark in marks:
        assert entered[mark.sequence].hash == mark.hash
    review = store.reviews.newest(case_id)
    assert review is not None or not marks
    last_of_element = {mark.element_id: mark.note for mark in marks}
    for element_id, note in last_of_element.items():
        assert review is not None
        assert int(review.finding(element_id).note) >= note
        assert len(review.finding(element_id).evidence) == 1


def check_backups(folder: Path) -> None:
    """Whatever has the name of a backup is a whole one."""
    for backup in daily_backups(folder):
        content = read_backup(backup.path, key_custody(folder).keys())
        assert content.last_act is not None


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


def test_fifty_kills_lose_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    chance = random.SystemRandom()
    acknowledged = Acknowledged()
    with reviewers_to_kill() as reviewers:
        for _ in range(KILLS):
            acknowledged += killed_while_writing(folder, reviewers, chance)
            check_that_nothing_is_lost(folder, acknowledged)
    check_that_nothing_is_half_saved(folder)
    check_backups(folder)
    assert len(acknowledged.marks) > KILLS
    assert acknowledged.imported
    assert acknowledged.signed
    assert acknowledged.purged
    assert acknowledged.copied
    assert acknowledged.rekeyed


def test_a_full_disk_saves_nothing_of_the_refused_mark(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    child = start(folder, str(SMALL_DISK_BYTES))
    out, _ = child.communicate(timeout=60)
    lines = out.splitlines()
    assert child.returncode == 0
    assert lines[-1].startswith("refused The disk refused to read or write")
    acknowledged = acknowledged_in(lines)
    assert len(acknowledged.marks) > 3
    check_that_nothing_is_lost(folder, acknowledged)
    check_that_nothing_is_half_saved(folder)
