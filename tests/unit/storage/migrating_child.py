"""Migrates copies of a database and is killed on the way: ``migrating_child.py DATABASE FOLDER``.

For each statement that the migrations run, a process of its own is killed just before it. What it leaves is
compared with the database after each whole migration. Writes JSON: how many were ``killed``, and before which
statements something else was left (``different``).
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
from contextlib import closing
from itertools import count
from pathlib import Path
from string import Template

import sqlite_utils
from sqlcipher3 import dbapi2

from reviewer_app.storage.connection import open_plain
from reviewer_app.storage.migrations import STEPS, bring_up_to_date, migrations

_APPLIED = "SELECT name FROM _sqlite_migrations ORDER BY id"
_ROWS = Template('SELECT * FROM "$table"')


def dump(path: Path) -> list[str]:
    """The whole content, but for when which migration was applied."""
    with closing(dbapi2.connect(path)) as connection:
        connection.execute("PRAGMA synchronous = off")
        objects = connection.execute("SELECT type, name, sql FROM sqlite_master ORDER BY name").fetchall()
        tables = [str(name) for kind, name, _ in objects if kind == "table" and name != "_sqlite_migrations"]
        found = [repr(objects), *(str(row) for row in connection.execute(_APPLIED))]
        for table in tables:
            rows = connection.execute(_ROWS.substitute(table=table))
            found += sorted(f"{table} {row}" for row in rows)
    return found


def opened(path: Path) -> sqlite_utils.Database:
    """The database, without waiting for the disk: who is killed loses nothing that the system has."""
    database = open_plain(path)
    database.execute("PRAGMA synchronous = off")
    return database


def migrate(path: Path, killed_before: int) -> None:
    """Apply the migrations; be killed when as many statements as that have run."""
    database = opened(path)
    statements = count()

    def watch(_statement: str) -> None:
        if next(statements) == killed_before:
            os.kill(os.getpid(), signal.SIGKILL)

    database.conn.set_trace_callback(watch)
    bring_up_to_date(database, path)
    database.close()


def whole_states(original: Path, work: Path) -> list[list[str]]:
    """The content before and after each migration that the database lacks."""
    states = [dump(original)]
    shutil.copyfile(original, work)
    with closing(opened(work)) as database:
        lacking = STEPS[len(migrations.applied(database)) + 1 :]
    for step in lacking:
        with closing(opened(work)) as database:
            migrations.apply(database, stop_before=step.__name__)
        states.append(dump(work))
    with closing(opened(work)) as database:
        migrations.apply(database)
    return [*states, dump(work)]


def main() -> None:
    original, folder = Path(sys.argv[1]), Path(sys.argv[2])
    folder.mkdir()
    states = whole_states(original, folder / "whole.db")
    different, killed = [], 0
    for number in count():
        path = folder / f"{number}.db"
        shutil.copyfile(original, path)
        child = os.fork()
        if child == 0:
            migrate(path, number)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        if dump(path) not in states:
            different.append(number)
        if not os.WIFSIGNALED(status):
            break
        killed += 1
        with closing(opened(path)) as database:
            bring_up_to_date(database, path)
        if dump(path) != states[-1]:
            different.append(number)
        path.unlink()
    sys.stdout.write(json.dumps({"killed": killed, "different": different}))


if __name__ == "__main__":
    main()
