"""Backups: written by SQLite from the open database, opened and checked, and only then given their name.

The daily ones lie in a folder beside the database and are encrypted with its key. Of them the newest of each
of the last days, weeks and months stay.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import sqlite_utils

from reviewer_app.domain.errors import ExportError, StoreError
from reviewer_app.storage.connection import explained, open_with_one_of
from reviewer_app.storage.conversion import remove_database
from reviewer_app.storage.keys import DatabaseKey
from reviewer_app.storage.private_files import (
    flush_file,
    flush_folder,
    make_private_folder,
    not_writable,
    put_if_new,
)

FOLDER_NAME = "backups"

DAYS, WEEKS, MONTHS = 7, 5, 12
"""For how many days, weeks and months that have a backup the newest one stays."""

_NAME = re.compile(r"reviews-(\d{8}T\d{6}Z)\.db")
_TIME = "%Y%m%dT%H%M%SZ"


@dataclass(frozen=True, slots=True)
class Backup:
    """A daily backup: its file, and the moment that its name says."""

    path: Path
    at: datetime


def copy_to(
    database: sqlite_utils.Database, target: Path, keys: Sequence[DatabaseKey], end_of_log: str
) -> None:
    """Write the whole open database to a new file and check it; ``end_of_log`` is its audit log's last hash.

    :raises ExportError: there is a file of that name.
    :raises StoreError: it cannot be written, or is not what was to be saved. No such file is there then.
    """
    if target.exists():
        raise _exists(target)
    beside = target.with_name(f"{target.name}.{uuid4().hex}.part")
    try:
        make_private_folder(target.parent)
        with explained(target):
            database.execute("VACUUM INTO ?", [str(beside)])
        beside.chmod(0o600)
        _check(beside, target, keys, end_of_log)
        flush_file(beside)
        put_if_new(beside, target)
        flush_folder(target.parent)
    except FileExistsError as error:
        raise _exists(target) from error
    except OSError as error:
        raise not_writable(target.parent, error) from error
    finally:
        remove_database(beside)


def problems_in(database: sqlite_utils.Database) -> tuple[str, ...]:
    """A sentence for each kind of damage to the file itself; empty when it is sound."""
    broken = [str(row[0]) for row in database.execute("PRAGMA integrity_check(1)") if row[0] != "ok"]
    forged = database.execute("PRAGMA cipher_integrity_check").fetchall()
    loose = database.execute("PRAGMA foreign_key_check").fetchall()
    told = []
    if broken:
        told.append("The structure of the database is damaged.")
    if forged:
        told.append(f"{len(forged)} pages of the database's file were changed from outside.")
    if loose:
        told.append(f"{len(loose)} rows of the database belong to something that is not there.")
    return tuple(told)


def daily_backups(data_folder: Path) -> tuple[Backup, ...]:
    """The daily backups, the newest first."""
    folder = data_folder / FOLDER_NAME
    named = ((path, _NAME.fullmatch(path.name)) for path in folder.glob("reviews-*.db"))
    found = [
        Backup(path, datetime.strptime(match[1], _TIME).replace(tzinfo=UTC)) for path, match in named if match
    ]
    return tuple(sorted(found, key=lambda backup: backup.at, reverse=True))


def new_backup_path(data_folder: Path, now: datetime) -> Path | None:
    """Where today's backup belongs; ``None`` when there is one of today (by UTC)."""
    today = now.astimezone(UTC)
    if any(backup.at.date() == today.date() for backup in daily_backups(data_folder)):
        return None
    return data_folder / FOLDER_NAME / f"reviews-{today.strftime(_TIME)}.db"


def thin_out(data_folder: Path) -> tuple[Path, ...]:
    """Remove the daily backups that :func:`kept` leaves out; which.

    :raises StoreError: one cannot be removed.
    """
    backups = daily_backups(data_folder)
    staying = kept([backup.at for backup in backups])
    removed = tuple(backup.path for backup in backups if backup.at not in staying)
    try:
        for path in removed:
            path.unlink(missing_ok=True)
    except OSError as error:
        raise not_writable(data_folder / FOLDER_NAME, error) from error
    return removed


def kept(moments: Sequence[datetime]) -> frozenset[datetime]:
    """Of the moments in UTC those whose backups stay: the last of each of the newest days, ISO weeks, months.

    It looks at the backups and not at the clock: with a clock that is wrong nothing is lost.
    """
    newest_first = sorted(moments, reverse=True)
    return frozenset(
        (
            *_last_of_each(newest_first, DAYS, lambda at: at.date()),
            *_last_of_each(newest_first, WEEKS, lambda at: at.isocalendar()[:2]),
            *_last_of_each(newest_first, MONTHS, lambda at: (at.year, at.month)),
        )
    )


def _exists(target: Path) -> ExportError:
    return ExportError(f"{target} exists already, and a backup replaces nothing. Name another file.")


def _last_of_each(
    newest_first: Sequence[datetime], count: int, span: Callable[[datetime], object]
) -> tuple[datetime, ...]:
    last: dict[object, datetime] = {}
    for at in newest_first:
        last.setdefault(span(at), at)
    return tuple(last.values())[:count]


def _check(beside: Path, target: Path, keys: Sequence[DatabaseKey], end_of_log: str) -> None:
    copy = open_with_one_of(beside, keys)
    try:
        with explained(target):
            problems = problems_in(copy)
            end = copy.execute("SELECT hash FROM audit_head").fetchone()
            # One file is easier to keep than one with a log beside it.
            copy.execute("PRAGMA journal_mode = delete").fetchone()
    finally:
        copy.close()
    if problems or ("" if end is None else end[0]) != end_of_log:
        raise StoreError(
            f"The backup {target} was written but is not what the database holds, and was removed. "
            "Check the disk, or choose another folder for it."
        )
