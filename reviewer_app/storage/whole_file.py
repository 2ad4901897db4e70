"""Databases as whole files: copied while they are in use, read whole, held so that nobody else opens them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path

import sqlite_utils
from sqlcipher3 import dbapi2 as sqlite3

from reviewer_app.domain.errors import DamagedDatabaseError
from reviewer_app.storage.connection import connect, create_private_file, prove_intact, use_key
from reviewer_app.storage.failures import explained, in_use, is_no_database, not_copied
from reviewer_app.storage.keys import DatabaseKey

PAGES_COPIED_AT_ONCE = 64
"""A step of copying, two milliseconds: nobody waits longer for the database."""

COPY_CACHE_KIBIBYTES = 2_048
PROGRESS_INSTRUCTIONS = 10_000
"""After how many of SQLite's instructions a check asks whether it is to go on: about a millisecond."""


def copy_pages(
    database: sqlite_utils.Database, path: Path, target: Path, key: DatabaseKey, between: Callable[[], None]
) -> None:
    """Copy the open database at ``path`` into a new file that ``key`` opens, which may be another key.

    It may be used meanwhile, on the thread that it belongs to: what is written then is carried over.
    ``between`` is called after each step; what it raises ends the copying. The target is not yet on the disk
    at the end, and whether it is sound must be seen by reading it.

    :raises DamagedDatabaseError: a page of the database is damaged.
    :raises StoreError: the target cannot be written.
    """
    create_private_file(target)
    with explained(target), closing(connect(target)) as copy:
        use_key(copy, key)
        # The last step would else wait for the disk, and everybody for that step.
        copy.execute("PRAGMA synchronous = off")
        copy.execute("PRAGMA journal_mode = off")
        copy.execute(f"PRAGMA cache_size = -{COPY_CACHE_KIBIBYTES}")
        try:
            database.conn.backup(
                copy, pages=PAGES_COPIED_AT_ONCE, progress=lambda _status, _left, _all: between(), sleep=0.01
            )
        except sqlite3.Error as error:
            prove_intact(database, path)
            raise not_copied(path, target, error) from error
    prove_intact(database, path)


@contextmanager
def opened_to_check(
    path: Path, key: DatabaseKey, stopping: Callable[[], bool] = lambda: False
) -> Iterator[sqlite_utils.Database]:
    """A file that nobody else uses, to be read whole.

    When ``stopping`` says so, a query is given up.

    :raises DamagedDatabaseError: damaged, or not encrypted with this key.
    :raises StoreError: in use, or not readable.
    :raises StoppedError: ``stopping`` said so.
    """
    with explained(path), closing(connect(path)) as connection:
        use_key(connection, key)
        connection.execute("PRAGMA locking_mode = exclusive")
        connection.set_progress_handler(stopping, PROGRESS_INSTRUCTIONS)
        yield sqlite_utils.Database(connection, execute_plugins=False)


def key_that_opens(path: Path, keys: Sequence[DatabaseKey]) -> DatabaseKey | None:
    """The first of the keys with which the file's beginning can be read; ``None`` when none of them is.

    :raises DamagedDatabaseError: it is the right one, but the list of tables is damaged.
    :raises StoreError: in use, or not readable.
    """
    for key in keys:
        with explained(path), closing(connect(path)) as connection:
            use_key(connection, key)
            connection.execute("PRAGMA locking_mode = exclusive")
            try:
                connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
            except sqlite3.DatabaseError as error:
                if not is_no_database(error):
                    raise
            else:
                return key
    return None


@contextmanager
def held_alone(path: Path, keys: Sequence[DatabaseKey]) -> Iterator[None]:
    """Nobody else can open the database inside the block, in which another file may take its place.

    One that is damaged or not there can not be held, and not be used either. Windows replaces no file that is
    open: there it is only seen that nobody uses it at the beginning.

    :raises StoreError: somebody uses it.
    """
    with ExitStack() as stack:
        if path.is_file():
            with suppress(DamagedDatabaseError):
                key = key_that_opens(path, keys)
                if key is not None:
                    hold(path, key, stack)
        if os.name != "posix":
            stack.close()
        yield


def hold(path: Path, key: DatabaseKey, stack: ExitStack) -> sqlite_utils.Database:
    """The database, to be read while nobody else can open it, until the stack is closed. It has no log then.

    :raises StoreError: somebody uses it, or it is damaged.
    """
    # A log would be removed by its name at the end, when that may be another's; so there must be none.
    with opened_to_check(path, key) as database:
        database.execute("PRAGMA journal_mode = delete").fetchone()
    held = stack.enter_context(opened_to_check(path, key))
    with explained(path):
        held.execute("BEGIN EXCLUSIVE")
        # The lock stays, which is what exclusive locking means.
        held.execute("COMMIT")
        (mode,) = held.execute("PRAGMA journal_mode").fetchone()
    if mode != "delete":
        raise in_use(path)
    return held
