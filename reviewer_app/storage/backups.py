"""The daily backups: where they lie, what they are called, and which of them stay.

They lie in a folder beside the database and are encrypted with its key. Of them the newest of each of the
last days, weeks and months stay. :mod:`reviewer_app.storage.backup_run` writes them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import sqlite_utils

from reviewer_app.storage.backup_run import UNFINISHED
from reviewer_app.storage.private_files import not_writable

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
    return _path(data_folder, today)


def another_backup_path(data_folder: Path, now: datetime) -> Path:
    """Where a backup belongs that is made beside those of today."""
    at = now.astimezone(UTC)
    while (path := _path(data_folder, at)).exists():
        at += timedelta(seconds=1)
    return path


def thin_out(data_folder: Path) -> tuple[Path, ...]:
    """Remove the daily backups that :func:`kept` leaves out, and what an ended program left half-written;
    which of the former.

    :raises StoreError: one cannot be removed.
    """
    backups = daily_backups(data_folder)
    staying = kept([backup.at for backup in backups])
    removed = tuple(backup.path for backup in backups if backup.at not in staying)
    # The one program that has the database open may remove what another left half-written.
    unfinished = tuple((data_folder / FOLDER_NAME).glob(f"reviews-*{UNFINISHED}"))
    try:
        for path in (*removed, *unfinished):
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


def _path(data_folder: Path, at: datetime) -> Path:
    return data_folder / FOLDER_NAME / f"reviews-{at.strftime(_TIME)}.db"


def _last_of_each(
    newest_first: Sequence[datetime], count: int, span: Callable[[datetime], object]
) -> tuple[datetime, ...]:
    last: dict[object, datetime] = {}
    for at in newest_first:
        last.setdefault(span(at), at)
    return tuple(last.values())[:count]
