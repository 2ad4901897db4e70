"""Opening the database, and the sentences for everything that can go wrong with it.

This is the only module that connects to a database or knows the exceptions of the SQL library.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import sqlite_utils
from sqlite_utils import Migrations

from reviewer_app.domain.errors import StoreError

LOCK_WAIT_SECONDS = 0.2
"""How long opening waits for another process that is just closing the database."""

APPLICATION_ID = 0x52565741
"""Stands in the file's header (``RVWA``) once the first migration has run: a database of this program."""

_MASK_PRIMARY = 0xFF
"""SQLite's extended result codes carry the primary code in their lowest byte."""


@dataclass(frozen=True, slots=True)
class DatabaseKind:
    """What sets the databases of this program apart.

    ``application_id`` stands in the header of a file of this kind. ``lasting``: what is committed is on the
    disk, and the whole file is checked before it is used; otherwise a power failure may cost the last
    commits, and damage is found where it is met. ``cache_kibibytes`` is the memory for the file's pages.
    """

    application_id: int
    lasting: bool
    cache_kibibytes: int


REVIEWS = DatabaseKind(APPLICATION_ID, lasting=True, cache_kibibytes=65_536)


class DamagedDatabaseError(StoreError):
    """The file is no database, or not one of this program, or its content is damaged."""


def open_database(path: Path, kind: DatabaseKind = REVIEWS) -> sqlite_utils.Database:
    """Open the database file, creating it and its folder when they do not exist.

    The connection holds the database exclusively until it is closed: a second one is refused, also inside
    this process. A damaged file is neither repaired nor replaced nor removed.

    :raises DamagedDatabaseError: damaged, or not a database of this program and kind.
    :raises StoreError: locked by another process, or not writable.
    """
    _create_private_file(path)
    with explained(path):
        # The library manages transactions itself; None keeps the driver from opening its own.
        connection = sqlite3.connect(path, timeout=LOCK_WAIT_SECONDS, isolation_level=None)
        try:
            # First, so that the write-ahead log needs no shared-memory file and reading takes the lock.
            connection.execute("PRAGMA locking_mode = exclusive")
            _check(connection, path, kind)
            connection.execute("PRAGMA journal_mode = wal")
            connection.execute(f"PRAGMA synchronous = {'full' if kind.lasting else 'normal'}")
            return _set_up(connection, kind)
        except BaseException:
            connection.close()
            raise


def open_in_memory(kind: DatabaseKind) -> sqlite_utils.Database:
    """A database that is gone when it is closed."""
    return _set_up(sqlite3.connect(":memory:", isolation_level=None), kind)


def _set_up(connection: sqlite3.Connection, kind: DatabaseKind) -> sqlite_utils.Database:
    connection.execute("PRAGMA foreign_keys = on")
    # Sorting on disk would leave plain text behind once the database is encrypted.
    connection.execute("PRAGMA temp_store = memory")
    connection.execute(f"PRAGMA cache_size = -{kind.cache_kibibytes}")
    return sqlite_utils.Database(connection, execute_plugins=False)


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turns the database's own failures inside the block into :class:`StoreError`.

    What remains an exception of the SQL library is a defect of the program, such as a broken constraint.
    """
    try:
        yield
    except sqlite3.Error as error:
        failure = _failure(error, path)
        if failure is None:
            raise
        raise failure from error


def _create_private_file(path: Path) -> None:
    """Creates folder and file so that only their owner can read them; the log beside it inherits the mode."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except FileExistsError:
        # An existing file is never opened here: closing it would drop the locks of this process's connection.
        if not path.is_file():
            raise StoreError(
                f"{path} cannot hold the database: something else has that name. Choose another data folder."
            ) from None
    except OSError as error:
        raise StoreError(
            f"The data folder {path.parent} cannot be written ({error.strerror}). "
            "Make it writable or choose another one with --data-dir."
        ) from error


def _check(connection: sqlite3.Connection, path: Path, kind: DatabaseKind) -> None:
    """Reads the structure of the database, of a lasting one the whole, before anything is written to it."""
    if kind.lasting:
        (answer,) = connection.execute("PRAGMA quick_check(1)").fetchone()
        if answer != "ok":
            raise DamagedDatabaseError(_DAMAGED.format(path=path))
    (application_id,) = connection.execute("PRAGMA application_id").fetchone()
    (tables,) = connection.execute(
        "SELECT count(*) FROM sqlite_master WHERE tbl_name <> ?", [Migrations.migrations_table]
    ).fetchone()
    # A first start that was cut off may have left the table of migrations and nothing else.
    if application_id != kind.application_id and (application_id or tables):
        raise DamagedDatabaseError(_NO_DATABASE.format(path=path))


_DAMAGED = (
    "The database {path} is damaged. It was left as it is: keep it, and put a backup in its place "
    "or choose another data folder with --data-dir."
)
_LOCKED = (
    "The database {path} is in use by another window or process of this program. "
    "Use that window, or close it and try again."
)
_NOT_WRITABLE = (
    "The database {path} cannot be written. Make the file and its folder writable, "
    "or choose another data folder with --data-dir."
)
_FULL = (
    "There is no space left for {path}. Nothing of the last step was saved: free some space and do it again."
)
_DISK_FAILS = (
    "The disk refused to read or write {path}. Nothing of the last step was saved: "
    "check the disk and its free space, then do it again."
)
_NO_DATABASE = (
    "{path} is not a database of this program. It was left as it is: "
    "move it away or choose another data folder with --data-dir."
)

_SENTENCES = {
    sqlite3.SQLITE_BUSY: _LOCKED,
    sqlite3.SQLITE_LOCKED: _LOCKED,
    sqlite3.SQLITE_PERM: _NOT_WRITABLE,
    sqlite3.SQLITE_READONLY: _NOT_WRITABLE,
    sqlite3.SQLITE_CANTOPEN: _NOT_WRITABLE,
    sqlite3.SQLITE_IOERR: _DISK_FAILS,
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_NOTADB: _NO_DATABASE,
}


def _failure(error: sqlite3.Error, path: Path) -> StoreError | None:
    """What to tell the user, or ``None`` when the failure is no state of the disk or the file."""
    # The module itself raises some errors (wrong thread, closed connection) without a code.
    code: int | None = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return None
    template = _SENTENCES.get(code & _MASK_PRIMARY)
    if template is None:
        return None
    damaged = template in (_DAMAGED, _NO_DATABASE)
    return (DamagedDatabaseError if damaged else StoreError)(template.format(path=path))
