"""``history purge`` in a process of its own: what goes is shown, confirmed, gone from all files, and told."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TextIO

import pytest

from reviewer_app.domain.same_page import PagePlace, SeenCase
from reviewer_app.domain.search import SearchableText
from reviewer_app.review.database_key import key_custody
from reviewer_app.storage.page_history_file import open_page_history
from reviewer_app.storage.store import DATABASE_NAME
from reviewer_app.storage.text_index import TextIndex
from tests.databases import connect, open_store
from tests.end_to_end.program import Done, Program
from tests.unit.storage.test_page_history_file import SKETCH
from tests.unit.storage.test_retention import MARKER, open_case, remember, signed_case
from tests.unit.storage.values import SHA, START

OWN = "PA-1" * 16
"""The document that the signed case alone has."""


Purge = Callable[..., Done]
"""Runs a command of the history without a terminal."""


@pytest.fixture
def purge(program: Program, tmp_path: Path) -> Purge:
    def purge(data: Path, *arguments: str) -> Done:
        ending = ("--data-dir", data)
        return program.run("history", *arguments, *ending, folder=tmp_path, variables=os.environ)

    return purge


def purge_at(terminal: TextIO, data: Path, *arguments: str) -> Done:
    return subprocess.run(
        [sys.executable, "-m", "reviewer_app", "history", *arguments, "--data-dir", str(data)],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        stdin=terminal,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A signed case with requests, pages and texts, an open one, and a backup of both."""
    folder = tmp_path / "data"
    with open_store(folder) as store:
        signed, begun = signed_case(store), open_case(store)
        remember(store, signed)
        store.settings.set({"reviewer.name": "Ines Marlow"})
        store.back_up_daily(datetime.now(UTC))
    keys = key_custody(folder)
    opened = open_page_history(folder, keys).history
    assert opened is not None
    with closing(opened) as history:
        history.show_case(SeenCase(signed, folder, "PA-1", seen_at=START), [(SHA, "a"), (OWN, "b")])
        history.show_case(SeenCase(begun, folder, "PA-2", seen_at=START), [(SHA, "a")])
        history.show_case(SeenCase("screened", folder, "PA-3", seen_at=START), [("cd" * 32, "c")])
        history.keep([(PagePlace(sha256, 1), SKETCH) for sha256 in (SHA, OWN, "cd" * 32)])
    with closing(TextIndex.open(folder, keys)) as texts:
        texts.show([(SHA, 1), (OWN, 1)], extraction=1)
        text = SearchableText(f"{MARKER} came in person", b"")
        texts.add([(sha256, 1, text) for sha256 in (SHA, OWN)])
    return folder


def held(data: Path) -> tuple[set[str], set[str], set[str]]:
    """The request ids of the cases, the cases of the page history, and the documents with texts."""
    with closing(connect(data / DATABASE_NAME)) as reviews:
        cases = {str(row[0]) for row in reviews.execute('SELECT request_id FROM "case"')}
    with closing(connect(data / "page-history.db")) as history:
        seen = {str(row[0]) for row in history.execute("SELECT request_id FROM seen_case")}
    with closing(connect(data / "page-texts.db")) as texts:
        known = {str(row[0]) for row in texts.execute("SELECT sha256 FROM document")}
    return cases, seen, known


ALL = ({"PA-1", "PA-2"}, {"PA-1", "PA-2", "PA-3"}, {SHA, OWN})


def test_by_age_what_is_signed_goes_and_what_is_open_stays(purge: Purge, data: Path) -> None:
    assert held(data) == ALL
    done = purge(data, "purge", "--before", "2025-05-09", "--yes")
    assert done.returncode == 0
    shown = done.stdout.splitlines()
    assert shown[0] == "  PA-1: signed 2025-05-08, 2 versions, 2 documents"
    assert shown[1].startswith(
        "To go: 1 case, 5 requests of the history, 2 pages of 2 cases in the page history"
    )
    assert shown[2].startswith("1 case from before 2025-05-09 not signed: kept")
    assert shown[3].startswith("1 request of the history without any date: kept")
    assert shown[4].startswith("Purged; entry ")
    assert "1 backup from before the purge still hold" in done.stderr
    assert held(data) == ({"PA-2"}, {"PA-2"}, {SHA})
    checked = purge(data, "check")
    assert checked.returncode == 0
    assert "by Ines Marlow: 1 case and 5 requests of the history, from before 2025-05-09" in checked.stdout
    again = purge(data, "purge", "--before", "2025-05-09", "--yes")
    assert again.stdout.startswith("There is nothing to purge.")


def test_days_are_counted_from_today(purge: Purge, data: Path) -> None:
    days = (datetime.now().astimezone().date() - START.date()) // timedelta(days=1)
    assert "PA-1: signed" not in purge(data, "purge", "--older-than", str(days), "--yes").stdout
    assert "PA-1: signed" in purge(data, "purge", "--older-than", str(days - 1), "--yes").stdout


def test_a_case_that_is_named_goes_open_or_not(purge: Purge, data: Path) -> None:
    done = purge(data, "purge", "--case", "PA-2", "--yes", "--backups")
    assert done.returncode == 0
    assert "PA-2: begun 2025-05-08, not signed, 1 version, 1 document" in done.stdout
    assert "A new backup was made; 1 older one removed." in done.stdout
    assert held(data) == ({"PA-1"}, {"PA-1", "PA-3"}, {SHA, OWN})
    (backup,) = (data / "backups").iterdir()
    # The key is that of the folder in which the file lies.
    moved = backup.rename(data / backup.name)
    with closing(connect(moved)) as saved:
        assert saved.execute('SELECT request_id FROM "case"').fetchall() == [("PA-1",)]


@pytest.mark.parametrize(("typed", "gone"), [("no\n", False), ("\n", False), ("purge\n", True)])
def test_at_a_terminal_it_is_asked(data: Path, typed: str, gone: bool) -> None:
    terminal, end = pty.openpty()
    os.write(terminal, typed.encode())
    with os.fdopen(end) as stdin, os.fdopen(terminal):
        done = purge_at(stdin, data, "purge", "--case", "PA-1")
    assert done.returncode == 0
    assert "This cannot be undone." in done.stderr
    assert ("Purged" in done.stdout) is gone
    assert ("Nothing was removed." in done.stdout) is not gone
    assert ("PA-1" not in held(data)[0]) is gone


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        ((), 2, "Say what is to go"),
        (("--before", "2025-05-09"), 2, "add --yes"),
        (("--before", "some day", "--yes"), 2, "is no day"),
        (("--before", "2025-05-09", "--older-than", "3", "--yes"), 2, "not both"),
        (("--older-than", "99999999999", "--yes"), 2, "is no day"),
        (("--case", "PA-9", "--yes"), 3, "There is no case PA-9"),
    ],
)
def test_what_is_not_clear_removes_nothing(
    purge: Purge, data: Path, arguments: tuple[str, ...], code: int, words: str
) -> None:
    done = purge(data, "purge", *arguments)
    assert done.returncode == code
    assert words in done.stderr
    assert held(data) == ALL


def test_what_was_put_aside_is_named(purge: Purge, data: Path) -> None:
    names = ["page-history.damaged-1.db", "reviews.damaged-log-1.db-wal", "reviews.set-aside-1.db"]
    for name in names:
        (data / name).write_bytes(b"")
    done = purge(data, "purge", "--case", "PA-1", "--yes")
    assert f"may hold it as well: {', '.join(names)}" in done.stderr


def test_where_there_is_no_database_none_is_made(purge: Purge, tmp_path: Path) -> None:
    assert purge(tmp_path / "none", "purge", "--older-than", "1", "--yes").returncode == 3
    assert list(tmp_path.iterdir()) == []
