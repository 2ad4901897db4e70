"""A database from before there was encryption becomes an encrypted one, once.

The encrypted copy is written beside the plain file, opened with its key and compared with it, row by row;
only then it takes the plain file's place. Whatever happens before leaves the plain file as it is.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import zip_longest
from pathlib import Path

import sqlite_utils

from reviewer_app.domain.errors import StoreError
from reviewer_app.flushed_folder import flush_folder
from reviewer_app.storage.connection import (
    REVIEWS,
    DatabaseKind,
    export_encrypted,
    open_database,
    open_plain,
)
from reviewer_app.storage.failures import explained
from reviewer_app.storage.keys import DatabaseKey
from reviewer_app.storage.private_files import flush_file

STAGED = ".encrypting"
"""How the name of the encrypted copy ends until it takes the plain file's place."""

ENDINGS = ("", "-wal", "-shm", "-journal")
"""A database's file and what SQLite writes beside it."""

_OBJECTS = (
    "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite%' ORDER BY type, name"
)


def encrypt_plain(
    path: Path,
    key: DatabaseKey,
    kind: DatabaseKind = REVIEWS,
    accept: Callable[[sqlite_utils.Database], None] = lambda _: None,
) -> None:
    """Encrypt the plain database in its place, unless ``accept`` raises what speaks against it.

    :raises StoreError: in use, damaged, no database of this program, or there is no space for the copy. The
        plain database holds what it held then.
    """
    beside = path.with_name(f"{path.name}{STAGED}")
    plain = open_plain(path, kind, accept)
    try:
        remove_database(beside)
        export_encrypted(plain, path, beside, key)
        _compare(plain, path, beside, key, kind)
    except BaseException:
        remove_database(beside)
        raise
    finally:
        plain.close()
    try:
        flush_file(beside)
        beside.replace(path)
        flush_folder(path.parent)
    except OSError as error:
        remove_database(beside)
        raise StoreError(
            f"The database {path} could not be encrypted ({error.strerror}) and was left as it is. "
            "Make its folder writable, or choose another data folder with --data-dir."
        ) from error


def remove_database(path: Path) -> None:
    """Remove the file and what SQLite writes beside it; nothing happens when there is none."""
    for ending in ENDINGS:
        path.with_name(path.name + ending).unlink(missing_ok=True)


def _compare(
    plain: sqlite_utils.Database, path: Path, copy: Path, key: DatabaseKey, kind: DatabaseKind
) -> None:
    """:raises StoreError: the copy, opened anew with its key, does not hold what the plain database holds."""
    encrypted = open_database(copy, key, kind)
    try:
        with explained(copy):
            same = _same(plain, encrypted)
            encrypted.execute("PRAGMA journal_mode = delete").fetchone()
    finally:
        encrypted.close()
    if not same:
        raise StoreError(
            f"The encrypted copy of {path} is not what the database holds, so that was left as it is. "
            "Check the disk, then start again."
        )


def _same(one: sqlite_utils.Database, other: sqlite_utils.Database) -> bool:
    (sound,) = other.execute("PRAGMA integrity_check(1)").fetchone()
    if sound != "ok" or other.execute("PRAGMA cipher_integrity_check").fetchone() is not None:
        return False
    objects = one.execute(_OBJECTS).fetchall()
    if other.execute(_OBJECTS).fetchall() != objects:
        return False
    tables = [str(name) for kind, name, _, _ in objects if kind == "table"]
    return all(_same_rows(one, other, name) for name in tables)


def _same_rows(one: sqlite_utils.Database, other: sqlite_utils.Database, table: str) -> bool:
    rows = zip_longest(one.table(table).rows, other.table(table).rows)
    return all(mine == theirs for mine, theirs in rows)
