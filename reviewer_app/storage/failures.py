"""What the SQL library's failures mean for the user: a sentence for everything that can go wrong."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlcipher3 import dbapi2 as sqlite3

from reviewer_app.domain.errors import DamagedDatabaseError, StoreError

_MASK_PRIMARY = 0xFF
"""SQLite's extended result codes carry the primary code in their lowest byte."""

_DAMAGED = (
    "The database {path} is damaged. It was left as it is: keep it, and restore a backup "
    "(reviewer-app history restore) or choose another data folder with --data-dir."
)
_LOCKED = (
    "The database {path} is in use by another window or process of this program. "
    "Use that window, or close it and try again."
)
_NOT_WRITABLE = (
    "The database {path} cannot be written. Make the file and its folder writable, "
    "or choose another data folder with --data-dir."
)
_AWAY = (
    "The database {path} was moved or deleted while it is open. Nothing of the last step was saved: put the "
    "file or its folder back where it was and do it again, or start the program anew and restore a backup."
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
    "data folder. It was left as it is: keep it, and restore a backup (reviewer-app history restore) "
    "or use its own recovery key."
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


class StoppedError(Exception):
    """A long reading was given up because that was asked for; nothing is wrong."""


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turns the database's own failures inside the block into :class:`StoreError`, an interruption into
    :class:`StoppedError`.

    What remains an exception of the SQL library is a defect of the program, such as a broken constraint.
    """
    try:
        yield
    except sqlite3.Error as error:
        if _primary_code(error) == sqlite3.SQLITE_INTERRUPT:
            raise StoppedError from error
        failure = _failure(error, path)
        if failure is None:
            raise
        raise failure from error


def damaged(path: Path) -> DamagedDatabaseError:
    """For damage that was found and that SQLite did not raise."""
    return DamagedDatabaseError(_DAMAGED.format(path=path))


def in_use(path: Path) -> StoreError:
    """For a database that another process works with, or has just put in its place."""
    return StoreError(_LOCKED.format(path=path))


def away(path: Path) -> StoreError:
    """For a database that is open, whose file is not in its place any more."""
    return StoreError(_AWAY.format(path=path))


def vanished(path: Path) -> DamagedDatabaseError:
    """For a database of which there are backups and nothing else."""
    return DamagedDatabaseError(
        f"The database {path} is gone or empty, although there are backups of it. Nothing was made in its "
        "place: put it back, restore a backup (reviewer-app history restore), or move the backups away to "
        "begin anew."
    )


def no_database(path: Path) -> DamagedDatabaseError:
    """For a file that is something else."""
    return DamagedDatabaseError(_NO_DATABASE.format(path=path))


def not_copied(path: Path, target: Path, error: sqlite3.Error) -> StoreError:
    """For a copy that failed; the library says why in words only."""
    return StoreError(
        f"{path} could not be copied to {target.parent} ({error}). Nothing was changed: "
        "check that disk and its free space, then do it again."
    )


def is_no_database(error: sqlite3.Error) -> bool:
    """Whether SQLite took the file for none of its own: it is encrypted, with another key, or damaged."""
    return _primary_code(error) == sqlite3.SQLITE_NOTADB


def _failure(error: sqlite3.Error, path: Path) -> StoreError | None:
    """What to tell the user, or ``None`` when the failure is no state of the disk or the file."""
    code = _primary_code(error)
    template = None if code is None else _SENTENCES.get(code)
    if template is None:
        return None
    spoiled = template in (_DAMAGED, _NOT_OPENED)
    return (DamagedDatabaseError if spoiled else StoreError)(template.format(path=path))


def _primary_code(error: sqlite3.Error) -> int | None:
    """SQLite's own code. The module itself raises some errors (wrong thread, closed connection) without."""
    code: int | None = getattr(error, "sqlite_errorcode", None)
    return None if code is None else code & _MASK_PRIMARY
