"""Keeping the database: what must be there before it can be checked or saved, and a backup in its place."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from reviewer_app.domain.errors import InputError, KeyNeededError, StoreError
from reviewer_app.review.database_key import key_custody
from reviewer_app.review.workspace import Workspace, local_now, reviewer_in
from reviewer_app.storage.backups import daily_backups
from reviewer_app.storage.keys import DatabaseKey, KeySource
from reviewer_app.storage.restore import newest_entry, read_backup, restore
from reviewer_app.storage.store import DATABASE_NAME


@dataclass(frozen=True, slots=True)
class OfferedBackup:
    """A backup as it is offered: what it holds, the moment of its newest act, and how many later acts of the
    present database it lacks; ``None`` where nothing was entered, and where those cannot be counted."""

    path: Path
    cases: int
    requests: int
    last_act: datetime | None
    lacks: int | None


@dataclass(frozen=True, slots=True)
class WithRecoveryKey:
    """The recovery key of a backup from elsewhere, kept nowhere yet, and what other keys can be had. A
    :class:`reviewer_app.storage.keys.KeySource`."""

    key: DatabaseKey
    others: KeySource

    def keys(self) -> tuple[DatabaseKey, ...]:
        try:
            return (self.key, *self.others.keys())
        except KeyNeededError:
            return (self.key,)


def existing_database(folder: Path) -> Path:
    """The data folder, which must hold a database: checking or saving one never makes it.

    Raises :class:`InputError` when there is none.
    """
    if not (folder / DATABASE_NAME).exists():
        raise InputError(f"There is no database in {folder}; name another folder with --data-dir.")
    return folder


def make_daily_backup(workspace: Workspace) -> str:
    """Make today's backup unless there is one; a sentence when it could not be made, else empty."""
    try:
        workspace.store.back_up_daily(workspace.now())
    except StoreError as error:
        return f"There is no backup of today. {error.sentence}"
    return ""


def made_backups(folder: Path) -> tuple[Path, ...]:
    """The backups that the program made in the data folder by itself, the newest first."""
    return tuple(backup.path for backup in daily_backups(folder))


def offered_backup(folder: Path, file: Path, keys: KeySource) -> OfferedBackup:
    """What the backup in a file holds, beside what the data folder's database has now.

    Raises :class:`InputError` when there is no such file, and
    :class:`reviewer_app.domain.errors.StoreError` when it is none that can be restored.
    """
    found = keys.keys()
    content = read_backup(file, found)
    present = newest_entry(folder / DATABASE_NAME, found)
    lacks = None if present is None else max(0, present.sequence - content.end.sequence)
    return OfferedBackup(file, content.cases, content.requests, content.last_act, lacks)


def restorable_backups(folder: Path, keys: KeySource) -> tuple[OfferedBackup, ...]:
    """The backups that the program made by itself and that can be opened, the newest first."""
    found = []
    for path in made_backups(folder):
        with suppress(InputError, StoreError):
            found.append(offered_backup(folder, path, keys))
    return tuple(found)


def newest_backup(folder: Path, keys: KeySource) -> OfferedBackup:
    """The first of :func:`restorable_backups`.

    Raises :class:`InputError` when there is none.
    """
    backups = restorable_backups(folder, keys)
    if not backups:
        raise InputError(
            f"There is no backup in {folder} that could be restored. Name the file of one "
            "(reviewer-app history restore FILE)."
        )
    return backups[0]


def restore_backup(
    folder: Path, file: Path, keys: KeySource, now: Callable[[], datetime] = local_now
) -> Path | None:
    """Put a backup in the database's place; where that is kept now, ``None`` where there was none.

    Raises :class:`InputError` or :class:`reviewer_app.domain.errors.StoreError` when it is none that can be
    restored, the database is in use, or there is no space; everything is as it was then.
    """
    return restore(folder / DATABASE_NAME, file, keys.keys(), reviewer_in, now()).aside


def take_recovery_key(folder: Path, file: Path, key: DatabaseKey) -> None:
    """Keep the recovery key of a backup that is to be restored, so that the folder's database is opened with
    it afterwards.

    Raises as :func:`offered_backup`, and :class:`reviewer_app.domain.errors.StoreError` when the key cannot
    be kept.
    """
    read_backup(file, (key,))
    key_custody(folder).add(key, confirmed=True)
