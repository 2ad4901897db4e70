"""Opening the database.

This is the only module that connects to one.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import sqlite_utils
from sqlcipher3 import dbapi2 as sqlite3
from sqlite_utils import Migrations

from reviewer_app.domain.errors import DamagedDatabaseError, StoreError
from reviewer_app.storage.failures import damaged, explained, in_use, is_no_database, no_database
from reviewer_app.storage.keys import KEY_BYTES, DatabaseKey
from reviewer_app.storage.private_files import make_private_folder, not_writable

LOCK_WAIT_SECONDS = 0.2
"""How long opening waits for another process that is just closing the database."""

APPLICATION_ID = 0x52565741
"""Stands in the file's header (``RVWA``) once the first migration has run: a database of this program."""

CHECKED_WHOLE_BYTES = 32 * 1024 * 1024
"""A larger file is checked at opening without :attr:`DatabaseKind.large_tables`: a tenth of a second."""


@dataclass(frozen=True, slots=True)
class DatabaseKind:
    """What sets the databases of this program apart.

    ``application_id`` stands in the header of a file of this kind. ``lasting``: what is committed is on the
    disk, and the file is checked before it is used; otherwise a power failure may cost the last
    commits, and damage is found where it is met. ``cache_kibibytes`` is the memory for the file's pages.
    ``large_tables`` are left out when a large file is checked at opening; each daily backup reads them.
    """

    application_id: int
    lasting: bool
    cache_kibibytes: int
    large_tables: frozenset[str] = frozenset()


REVIEWS = DatabaseKind(
    APPLICATION_ID,
    lasting=True,
    cache_kibibytes=65_536,
    large_tables=frozenset(
        (
            *("history_person", "history_request", "history_key", "history_name"),
            *("audit", "change", "page_seen"),
        )
    ),
)


def open_database(path: Path, key: DatabaseKey, kind: DatabaseKind = REVIEWS) -> sqlite_utils.Database:
    """Open the encrypted database file, creating it and its folder when they do not exist.

    The connection holds the database exclusively until it is closed: a second one is refused, also inside
    this process. A file that is damaged, or that the key does not open, is neither repaired nor replaced nor
    removed.

    :raises DamagedDatabaseError: damaged, not a database of this program and kind, or of another key.
    :raises StoreError: locked by another process, or not writable.
    """
    create_private_file(path)
    found = path.stat()
    with explained(path), _closed_on_failure(connect(path)) as connection:
        use_key(connection, key)
        # First, so that the write-ahead log needs no shared-memory file and reading takes the lock.
        connection.execute("PRAGMA locking_mode = exclusive")
        _check(connection, path, kind)
        if not os.path.samestat(found, path.stat()):
            # Another process has put another file in its place meanwhile, and what is open here is gone.
            raise in_use(path)
        connection.execute("PRAGMA journal_mode = wal")
        connection.execute(f"PRAGMA synchronous = {'full' if kind.lasting else 'normal'}")
        return _set_up(connection, kind)


def open_with_one_of(
    path: Path, keys: Sequence[DatabaseKey], kind: DatabaseKind = REVIEWS
) -> sqlite_utils.Database:
    """Open the database with the first of the keys that opens it; see :func:`open_database`."""
    return open_telling_key(path, keys, kind)[0]


def open_telling_key(
    path: Path, keys: Sequence[DatabaseKey], kind: DatabaseKind = REVIEWS
) -> tuple[sqlite_utils.Database, DatabaseKey]:
    """As :func:`open_with_one_of`; the key that opened it as well."""
    for key in keys[:-1]:
        with suppress(DamagedDatabaseError):
            return open_database(path, key, kind), key
    return open_database(path, keys[-1], kind), keys[-1]


def open_plain(
    path: Path, kind: DatabaseKind = REVIEWS, accept: Callable[[sqlite_utils.Database], None] = lambda _: None
) -> sqlite_utils.Database:
    """Open a database that is not encrypted, to read it, exclusively; its log is folded into the file, unless
    ``accept`` raises what speaks against it: then it is as it was.

    :raises DamagedDatabaseError: damaged, or not a database of this program and kind.
    :raises StoreError: locked by another process, or not writable.
    """
    with explained(path), _closed_on_failure(connect(path)) as connection:
        connection.execute("PRAGMA locking_mode = exclusive")
        _check(connection, path, kind)
        database = sqlite_utils.Database(connection, execute_plugins=False)
        accept(database)
        connection.execute("PRAGMA journal_mode = delete")
        # A lock for reading would let a second program read as well, and convert at the same time.
        connection.execute("BEGIN EXCLUSIVE")
        connection.execute("COMMIT")
        return database


def is_plain(path: Path) -> bool:
    """Whether the file is a database without encryption, as this program wrote them once.

    Only SQLite may look into the file: when anybody else in this process closes it, the locks of a connection
    that has it open are gone.

    :raises StoreError: locked by another connection, or not readable.
    """
    if not has_content(path):
        return False
    with explained(path), closing(connect(path)) as connection:
        try:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except sqlite3.DatabaseError as error:
            if is_no_database(error):
                return False
            raise
    return True


def is_encrypted(path: Path) -> bool:
    """Whether the file holds something that only a key of its own may open, be it damaged or not.

    :raises StoreError: as :func:`is_plain`.
    """
    return has_content(path) and not is_plain(path)


def has_content(path: Path) -> bool:
    """Whether there is a file that is not empty."""
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
            raise StoreError(
                f"The database {path} could not be encrypted and was left as it is: there is no space left "
                "for its encrypted copy, or the disk refused to write it. Free as much space as the "
                "database takes, then start again."
            ) from error


def prove_intact(database: sqlite_utils.Database, path: Path) -> None:
    """Whether every page that was read so far was one that the key's owner had written.

    SQLCipher gives zeros for a page that was changed from outside, which a check may take for a sound page,
    and refuses only what is read from the file afterwards. So something is read from the file.

    :raises DamagedDatabaseError: it was not.
    """
    try:
        database.execute("PRAGMA shrink_memory")
        database.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.DatabaseError as error:
        raise damaged(path) from error


def write_sealed(path: Path, opener: str | DatabaseKey, secret: bytes) -> None:
    """Make a file that holds the secret and that the passphrase, or the key, opens.

    :raises StoreError: it cannot be written.
    """
    create_private_file(path)
    with explained(path), closing(connect(path)) as connection:
        use_opener(connection, opener)
        connection.execute("PRAGMA journal_mode = memory")
        connection.execute("PRAGMA synchronous = full")
        connection.execute("CREATE TABLE sealed (secret BLOB NOT NULL) STRICT")
        connection.execute("INSERT INTO sealed VALUES (?)", [secret])


def read_sealed(path: Path, opener: str | DatabaseKey) -> bytes | None:
    """The secret in the file; ``None`` when the passphrase or key is not its own, or the file damaged.

    :raises StoreError: the file cannot be read.
    """
    try:
        with explained(path), closing(connect(path)) as connection:
            use_opener(connection, opener)
            row = connection.execute("SELECT secret FROM sealed").fetchone()
    except DamagedDatabaseError:
        return None
    return bytes(row[0]) if row is not None and len(row[0]) == KEY_BYTES else None


def open_in_memory(kind: DatabaseKind) -> sqlite_utils.Database:
    """A database that is gone when it is closed."""
    return _set_up(sqlite3.connect(":memory:", isolation_level=None), kind)


def connect(path: Path, *, read_only: bool = False) -> sqlite3.Connection:
    """A bare connection to a file, which is made where there is none; nothing is read yet. ``read_only``: the
    file came from elsewhere and is neither made nor touched, nor anything beside it looked at."""
    # The library manages transactions itself; None keeps the driver from opening its own.
    # A backup is copied on a thread of its own; else Transactions sees to it that only one uses it.
    place = f"{path.absolute().as_uri()}?mode=ro&immutable=1" if read_only else path
    connection = sqlite3.connect(
        place, timeout=LOCK_WAIT_SECONDS, isolation_level=None, check_same_thread=False, uri=read_only
    )
    # SQLCipher would tell the terminal about every wrong key.
    connection.execute("PRAGMA cipher_log_level = none")
    # Sorting on disk would leave plain text behind.
    connection.execute("PRAGMA temp_store = memory")
    return connection


def use_key(connection: sqlite3.Connection, key: DatabaseKey) -> None:
    """Say with which key the file is encrypted, before anything else is done."""
    connection.execute(f'PRAGMA key = "{_raw(key)}"')


def _raw(key: DatabaseKey) -> str:
    """How SQLCipher writes a key that it is to use as it is."""
    return f"x'{key.secret.hex()}'"


def use_opener(connection: sqlite3.Connection, opener: str | DatabaseKey) -> None:
    """Say with which passphrase, or key, the file is encrypted, before anything else is done."""
    if isinstance(opener, DatabaseKey):
        use_key(connection, opener)
        return
    # One letter may be typed as one or as two characters; both are the same passphrase.
    text = unicodedata.normalize("NFC", opener).replace("'", "''")
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


def create_private_file(path: Path) -> None:
    """Make folder and file where they do not exist, so that only their owner can read them; the log beside it
    inherits the mode.

    :raises StoreError: they cannot be made.
    """
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
    """Reads the database, of a lasting one more than its structure, before anything is written to it."""
    if kind.lasting:
        _check_tables(connection, path, kind)
    (application_id,) = connection.execute("PRAGMA application_id").fetchone()
    (tables,) = connection.execute(
        "SELECT count(*) FROM sqlite_master WHERE tbl_name <> ?", [Migrations.migrations_table]
    ).fetchone()
    # A first start that was cut off may have left the table of migrations and nothing else.
    if application_id != kind.application_id and (application_id or tables):
        raise no_database(path)


def _check_tables(connection: sqlite3.Connection, path: Path, kind: DatabaseKind) -> None:
    tables = {
        str(name) for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    }
    (size,) = connection.execute(
        "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"
    ).fetchone()
    if size <= CHECKED_WHOLE_BYTES or tables.isdisjoint(kind.large_tables):
        checks = ["PRAGMA quick_check(1)"]
    else:
        checks = [f'PRAGMA quick_check("{name}")' for name in sorted(tables - kind.large_tables)]
    for check in checks:
        (answer,) = connection.execute(check).fetchone()
        if answer != "ok":
            raise damaged(path)
    prove_intact(sqlite_utils.Database(connection, execute_plugins=False), path)
