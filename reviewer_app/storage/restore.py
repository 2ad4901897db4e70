"""A backup takes the place of the database, which is kept under another name.

The backup is copied beside the database, read whole, brought up to date, and told of in its own audit log;
only then the database is put aside and the copy put in its place. Whatever is cut off before leaves the
database as it was; between the two there is never no database.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import sqlite_utils

from reviewer_app.domain.errors import InputError, StoreError, WrongKeyError
from reviewer_app.domain.review import Reviewer
from reviewer_app.flushed_folder import flush_folder
from reviewer_app.storage.audit_log import RESTORED, Act, enter, log_end
from reviewer_app.storage.backups import problems_in
from reviewer_app.storage.canonical import instant, to_json
from reviewer_app.storage.chain import ChainEnd
from reviewer_app.storage.connection import APPLICATION_ID, open_with_one_of, prove_intact
from reviewer_app.storage.conversion import ENDINGS, remove_database
from reviewer_app.storage.failures import damaged, no_database
from reviewer_app.storage.keys import DatabaseKey
from reviewer_app.storage.migrations import bring_up_to_date, refuse_newer
from reviewer_app.storage.private_files import flush_file, not_writable, put_if_new
from reviewer_app.storage.settings_store import SettingsStore
from reviewer_app.storage.transactions import Transactions
from reviewer_app.storage.whole_file import held_alone, key_that_opens, opened_to_check

STAGED = ".restoring"
"""How the name of the copy ends until it takes the database's place."""

_ASIDE = "{stem}.set-aside-{at:%Y%m%dT%H%M%S%fZ}.db"


@dataclass(frozen=True, slots=True)
class BackupContent:
    """What a backup holds: how many cases and earlier requests, the newest entry of its audit log and when
    that was made, ``None`` where nothing was ever entered."""

    path: Path
    cases: int
    requests: int
    end: ChainEnd
    last_act: datetime | None


@dataclass(frozen=True, slots=True)
class Restored:
    """What was done: the backup's content, and the name under which the database before it is kept, ``None``
    where there was none."""

    content: BackupContent
    aside: Path | None


def read_backup(path: Path, keys: Sequence[DatabaseKey]) -> BackupContent:
    """What a backup says that it holds. It is read in its place and not whole: :func:`restore` checks it.

    :raises InputError: there is no such file.
    :raises WrongKeyError: none of the keys opens it.
    :raises DamagedDatabaseError: it is damaged, or no database of this program.
    :raises StoreError: it cannot be read, or is from a newer version of the program.
    """
    with opened_to_check(path, key_of_backup(path, keys)) as backup:
        (application_id,) = backup.execute("PRAGMA application_id").fetchone()
        if application_id != APPLICATION_ID:
            raise no_database(path)
        refuse_newer(backup, path)
        return _content(backup, path)


def key_of_backup(path: Path, keys: Sequence[DatabaseKey]) -> DatabaseKey:
    """Which of the keys opens a backup.

    :raises InputError: there is no such file.
    :raises WrongKeyError: none of them does.
    :raises StoreError: it cannot be read.
    """
    if not path.is_file():
        raise InputError(f"There is no backup {path}. Name another file.")
    key = key_that_opens(path, keys)
    if key is None:
        raise WrongKeyError(
            f"The backup {path} is damaged at its beginning, or was made with another key than that of this "
            "data folder. Nothing was changed: give its recovery key, or name another file."
        )
    return key


def newest_entry(database: Path, keys: Sequence[DatabaseKey]) -> ChainEnd | None:
    """The newest entry in the log of a database that may be damaged; ``None`` where it cannot be read."""
    try:
        key = key_that_opens(database, keys) if database.is_file() else None
        if key is None:
            return None
        with opened_to_check(database, key) as opened:
            return log_end(opened) if opened.table("audit_head").exists() else None
    except StoreError:
        return None


def restore(
    database: Path,
    backup: Path,
    keys: Sequence[DatabaseKey],
    actor: Callable[[SettingsStore], Reviewer],
    now: datetime,
) -> Restored:
    """Put the backup in the database's place. ``keys`` are those of both; whoever opens the database
    afterwards must have the backup's. ``actor`` says who does it, going by the settings in the backup.

    :raises StoreError: as :func:`read_backup`; the database is in use, or there is no space. The database is
        as it was then.
    """
    content = read_backup(backup, keys)
    lost = newest_entry(database, keys)
    staged = database.with_name(database.name + STAGED)
    aside = database.with_name(_ASIDE.format(stem=database.stem, at=now.astimezone(UTC)))
    replaced = aside if database.exists() else None
    try:
        remove_database(staged)
        shutil.copyfile(backup, staged)
        staged.chmod(0o600)
        _check(staged, backup, keys)
        _tell(staged, keys, Restored(content, replaced), lost, actor, now)
        flush_file(staged)
        with held_alone(database, keys):
            _set_aside(database, aside)
            staged.replace(database)
            flush_folder(database.parent)
    except OSError as error:
        raise not_writable(database.parent, error) from error
    finally:
        remove_database(staged)
    return Restored(content, replaced)


def _content(backup: sqlite_utils.Database, path: Path) -> BackupContent:
    (cases,) = backup.execute('SELECT count(*) FROM "case"').fetchone()
    has_history = backup.table("history_request").exists()
    requests = backup.table("history_request").count if has_history else 0
    end = log_end(backup)
    row = backup.execute("SELECT at FROM audit WHERE sequence = ?", [end.sequence]).fetchone()
    return BackupContent(path, cases, requests, end, instant(row[0]) if row and row[0] else None)


def _check(staged: Path, backup: Path, keys: Sequence[DatabaseKey]) -> None:
    with opened_to_check(staged, key_of_backup(staged, keys)) as copy:
        sound = not problems_in(copy)
        prove_intact(copy, backup)
    if not sound:
        raise damaged(backup)


def _tell(
    staged: Path,
    keys: Sequence[DatabaseKey],
    restored: Restored,
    lost: ChainEnd | None,
    actor: Callable[[SettingsStore], Reviewer],
    now: datetime,
) -> None:
    """Bring the copy up to date and enter in its audit log what it is a copy of, and what it replaces."""
    transactions = Transactions(open_with_one_of(staged, keys), staged)
    try:
        with transactions.reading() as database:
            bring_up_to_date(database, staged)
        what = {
            "backup": restored.content.path.name,
            "last_entry": restored.content.end.sequence,
            "set_aside": "" if restored.aside is None else restored.aside.name,
            "last_entry_set_aside": None if lost is None else lost.sequence,
        }
        with transactions.writing() as database:
            enter(database, Act(RESTORED, "", after=to_json(what)), actor(SettingsStore(transactions)), now)
        with transactions.reading() as database:
            database.execute("PRAGMA journal_mode = delete").fetchone()
    finally:
        transactions.close()


def _set_aside(database: Path, aside: Path) -> None:
    """Give the database a second name, and its log that name alone; what takes the first must not meet it."""
    if not database.exists():
        return
    put_if_new(database, aside)
    for ending in ENDINGS[1:]:
        beside = database.with_name(database.name + ending)
        if beside.exists():
            beside.replace(aside.with_name(aside.name + ending))
    flush_folder(database.parent)
