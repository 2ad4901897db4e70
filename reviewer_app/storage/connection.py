"""Opening the database, and the sentences for everything that can go wrong with it.

This is the only module that connects to a database or knows the exceptions of the SQL library.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import sqlite_utils
from sqlcipher3 import dbapi2 as sqlite3
from sqlite_utils import Migrations

from reviewer_app.domain.errors import DamagedDatabaseError, StoreError
from reviewer_app.storage.keys import KEY_BYTES, DatabaseKey
from reviewer_app.storage.private_files import make_private_folder, not_writable

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


def open_database(path: Path, key: DatabaseKey, kind: DatabaseKind = REVIEWS) -> sqlite_utils.Database:
    """Open the encrypted database file, creating it and its folder when they do not exist.

    The connection holds the database exclusively until it is closed: a second one is refused, also inside
    this process. A file that is damaged, or that the key does not open, is neither repaired nor replaced nor
    removed.

    :raises DamagedDatabaseError: damaged, not a database of this program and kind, or of another key.
    :raises StoreError: locked by another process, or not writable.
    """
    _create_private_file(path)
    with explained(path), _closed_on_failure(_connect(path)) as connection:
        _use_key(connection, key)
        # First, so that the write-ahead log needs no shared-memory file and reading takes the lock.
        connection.execute("PRAGMA locking_mode = exclusive")
        _check(connection, path, kind)
        connection.execute("PRAGMA journal_mode = wal")
        connection.execute(f"PRAGMA synchronous = {'full' if kind.lasting else 'normal'}")
        return _set_up(connection, kind)


def open_with_one_of(
    path: Path, keys: Sequence[DatabaseKey], kind: DatabaseKind = REVIEWS
) -> sqlite_utils.Database:
    """Open the database with the first of the keys that opens it; see :func:`open_database`."""
    for key in keys[:-1]:
        with suppress(DamagedDatabaseError):
            return open_database(path, key, kind)
    return open_database(path, keys[-1], kind)


def open_plain(path: Path, kind: DatabaseKind = REVIEWS) -> sqlite_utils.Database:
    """Open a database that is not encrypted, to read it, exclusively; its log is folded into the file.

    :raises DamagedDatabaseError: damaged, or not a database of this program and kind.
    :raises StoreError: locked by another process, or not writable.
    """
    with explained(path), _closed_on_failure(_connect(path)) as connection:
        connection.execute("PRAGMA locking_mode = exclusive")
        _check(connection, path, kind)
        connection.execute("PRAGMA journal_mode = delete")
        # A lock for reading would let a second program read as well, and convert at the same time.
        connection.execute("BEGIN EXCLUSIVE")
        connection.execute("COMMIT")
        return sqlite_utils.Database(connection, execute_plugins=False)


def is_plain(path: Path) -> bool:
    """Whether the file is a database without encryption, as this program wrote them once.

    Only SQLite may look into the file: when anybody else in this process closes it, the locks of a connection
    that has it open are gone.

    :raises StoreError: locked by another connection, or not readable.
    """
    if not _has_content(path):
        return False
    with explained(path), closing(_connect(path)) as connection:
        try:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except sqlite3.DatabaseError as error:
            if _primary_code(error) == sqlite3.SQLITE_NOTADB:
                return False
            raise
    return True


def is_encrypted(path: Path) -> bool:
    """Whether the file holds something that only a key of its own may open, be it damaged or not.

    :raises StoreError: as :func:`is_plain`.
    """
    return _has_content(path) and not is_plain(path)


def _has_content(path: Path) -> bool:
    return path.is_file() and path.stat().st_size > 0


def export_encrypted(database: sqlite_utils.Database, path: Path, target: Path, key: DatabaseKey) -> None:
    """Write what the plain database at ``path`` holds into a new, encrypted file.

    :raises StoreError: it cannot be written.
    """
    with explained(target):
        database.execute("ATTACH DATABASE ? AS encrypted KEY ?", [str(target), _raw(key)])
        try:
            database.execute("PRAGMA encrypted.synchronous = full")
            database.execute("SELECT sqlcipher_export('encrypted')").fetchone()
            # The export leaves out what stands in the header.
            for name in ("application_id", "user_version"):
                (value,) = database.execute(f"PRAGMA main.{name}").fetchone()
                database.execute(f"PRAGMA encrypted.{name} = {value}")
            database.execute("DETACH DATABASE encrypted")
        except sqlite3.DatabaseError as error:
            # The exporting function says the cause in words only, mostly that the disk is full.
            raise StoreError(_NOT_COPIED.format(path=path)) from error


def write_sealed(path: Path, passphrase: str, secret: bytes) -> None:
    """Make a file that holds the secret and that the passphrase opens.

    :raises StoreError: it cannot be written.
    """
    _create_private_file(path)
    with explained(path), closing(_connect(path)) as connection:
        _use_passphrase(connection, passphrase)
        connection.execute("PRAGMA journal_mode = memory")
        connection.execute("PRAGMA synchronous = full")
        connection.execute("CREATE TABLE sealed (secret BLOB NOT NULL) STRICT")
        connection.execute("INSERT INTO sealed VALUES (?)", [secret])


def read_sealed(path: Path, passphrase: str) -> bytes | None:
    """The secret in the file; ``None`` when the passphrase is wrong or the file damaged.

    :raises StoreError: the file cannot be read.
    """
    try:
        with explained(path), closing(_connect(path)) as connection:
            _use_passphrase(connection, passphrase)
            row = connection.execute("SELECT secret FROM sealed").fetchone()
    except DamagedDatabaseError:
        return None
    return bytes(row[0]) if row is not None and len(row[0]) == KEY_BYTES else None


def open_in_memory(kind: DatabaseKind) -> sqlite_utils.Database:
    """A database that is gone when it is closed."""
    return _set_up(sqlite3.connect(":memory:", isolation_level=None), kind)


def _connect(path: Path) -> sqlite3.Connection:
    # The library manages transactions itself; None keeps the driver from opening its own.
    connection = sqlite3.connect(path, timeout=LOCK_WAIT_SECONDS, isolation_level=None)
    # SQLCipher would tell the terminal about every wrong key.
    connection.execute("PRAGMA cipher_log_level = none")
    # Sorting on disk would leave plain text behind.
    connection.execute("PRAGMA temp_store = memory")
    return connection


def _use_key(connection: sqlite3.Connection, key: DatabaseKey) -> None:
    connection.execute(f'PRAGMA key = "{_raw(key)}"')


def _raw(key: DatabaseKey) -> str:
    """How SQLCipher writes a key that it is to use as it is."""
    return f"x'{key.secret.hex()}'"


def _use_passphrase(connection: sqlite3.Connection, passphrase: str) -> None:
    # One letter may be typed as one or as two characters; both are the same passphrase.
    text = unicodedata.normalize("NFC", passphrase).replace("'", "''")
    connection.execute(f"PRAGMA key = '{text}'")


@contextmanager
def _closed_on_failure(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    try:
        yield connection
    except BaseException:
        connection.close()
        raise


def _set_up(connection: sqlite3.Connection, kind: DatabaseKind) -> sqlite_utils.Database:
    connection.execute("PRAGMA foreign_keys = on")
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
        make_private_folder(path.parent)
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except FileExistsError:
        # An existing file is never opened here: closing it would drop the locks of this process's connection.
        if not path.is_file():
            raise StoreError(
                f"{path} cannot hold the database: something else has that name. Choose another data folder."
            ) from None
    except OSError as error:
        raise not_writable(path.parent, error) from error


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
_NOT_OPENED = (
    "The database {path} is damaged at its beginning, or was encrypted with another key than that of this "
    "data folder. It was left as it is: keep it, and put a backup in its place or use its own recovery key."
)
_NOT_COPIED = (
    "The database {path} could not be encrypted and was left as it is: there is no space left for its "
    "encrypted copy, or the disk refused to write it. Free as much space as the database takes, "
    "then start again."
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
    sqlite3.SQLITE_NOTADB: _NOT_OPENED,
}


def _failure(error: sqlite3.Error, path: Path) -> StoreError | None:
    """What to tell the user, or ``None`` when the failure is no state of the disk or the file."""
    code = _primary_code(error)
    template = None if code is None else _SENTENCES.get(code)
    if template is None:
        return None
    damaged = template in (_DAMAGED, _NOT_OPENED)
    return (DamagedDatabaseError if damaged else StoreError)(template.format(path=path))


def _primary_code(error: sqlite3.Error) -> int | None:
    """SQLite's own code. The module itself raises some errors (wrong thread, closed connection) without."""
    code: int | None = getattr(error, "sqlite_errorcode", None)
    return None if code is None else code & _MASK_PRIMARY
