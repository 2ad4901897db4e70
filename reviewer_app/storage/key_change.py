"""Another key for a data folder's databases.

Each is copied page by page under the new key, the copy is read whole, and only when all copies stand they
take their databases' places, one after the other. The record of keys names both keys meanwhile, so whatever
cuts this off leaves files of which each is opened by one of them.

Backups stay as they are. Their key is kept behind the new one as long as one of them needs it: to encrypt
gigabytes of backups anew would take hours, and what somebody has already copied would stay readable.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path

import sqlite_utils

from reviewer_app.domain.errors import StoreError
from reviewer_app.flushed_folder import flush_folder
from reviewer_app.storage.connection import prove_intact
from reviewer_app.storage.conversion import remove_database
from reviewer_app.storage.failures import damaged
from reviewer_app.storage.key_custody import KeyCustody
from reviewer_app.storage.keys import DatabaseKey
from reviewer_app.storage.older_copies import backups, put_aside
from reviewer_app.storage.private_files import flush_file, not_writable
from reviewer_app.storage.whole_file import copy_pages, hold, key_that_opens, opened_to_check

_COUNTS = ("page_count", "freelist_count", "user_version")

STAGED = ".rekeying"
"""How the name of a copy under the new key ends until it takes the database's place."""


@dataclass(frozen=True, slots=True)
class _Held:
    path: Path
    database: sqlite_utils.Database


def change_key(
    folder: Path,
    databases: Sequence[Path],
    custody: KeyCustody,
    new: DatabaseKey,
    progress: Callable[[str], None] = lambda _name: None,
) -> None:
    """Encrypt the databases of the folder with a new key, whose recovery key its owner has written down.
    The first of them must be that which everybody opens first. ``progress`` hears the name of each file that
    is begun.

    :raises StoreError: one of them is in use or damaged, there is no space for the copies, or the key cannot
        be kept; all of them are as they were then. Or a copy cannot take its database's place: each of them
        is opened by one of the custody's keys then.
    """
    old = custody.keys()
    with ExitStack() as stack:
        held = [_Held(path, _held(path, old, stack)) for path in databases if path.is_file()]
        custody.add(new, confirmed=True)
        try:
            for one in held:
                progress(one.path.name)
                _copy(one, new)
        except BaseException:
            for one in held:
                remove_database(_staged(one.path))
            custody.drop({new} - set(old))
            raise
        if os.name != "posix":
            # Windows replaces no file that is open.
            stack.close()
        # Whoever finds the first with the new key finds no copy that still waits for its turn.
        _exchange(folder, [one.path for one in reversed(held)])
    with suppress(StoreError):
        # Else both keys stay as they are kept now, and whatever there is opens.
        needed = needed_keys(folder, old)
        custody.drop(set(old) - {new, *needed})
        custody.put_behind(new, set(needed) - {new})


def needed_keys(folder: Path, keys: Sequence[DatabaseKey]) -> tuple[DatabaseKey, ...]:
    """Those of the keys that a backup in the folder, or a database put aside, is opened with.

    :raises StoreError: that cannot be said of one of them, which is in use, or not readable.
    """
    needed = {key_that_opens(path, keys) for path in (*backups(folder), *put_aside(folder))}
    return tuple(key for key in keys if key in needed)


def _held(path: Path, keys: Sequence[DatabaseKey], stack: ExitStack) -> sqlite_utils.Database:
    key = key_that_opens(path, keys)
    if key is None:
        raise damaged(path)
    return hold(path, key, stack)


def _staged(path: Path) -> Path:
    return path.with_name(path.name + STAGED)


def _copy(held: _Held, new: DatabaseKey) -> None:
    """:raises StoreError: it cannot be written, or is not what the database holds."""
    staged = _staged(held.path)
    remove_database(staged)
    copy_pages(held.database, held.path, staged, new, lambda: None)
    with opened_to_check(staged, new) as copy:
        (sound,) = copy.execute("PRAGMA integrity_check(1)").fetchone()
        prove_intact(copy, staged)
        same = all(_pragma(copy, name) == _pragma(held.database, name) for name in _COUNTS)
    if sound != "ok" or not same:
        raise StoreError(
            f"The copy of {held.path} under the new key is not what the database holds, so that was left as "
            "it is. Check the disk, then do it again."
        )
    try:
        flush_file(staged)
    except OSError as error:
        raise not_writable(staged.parent, error) from error


def _pragma(database: sqlite_utils.Database, name: str) -> object:
    return database.execute(f"PRAGMA {name}").fetchone()


def _exchange(folder: Path, paths: Sequence[Path]) -> None:
    try:
        for path in paths:
            _staged(path).replace(path)
            flush_folder(folder)
    except OSError as error:
        raise not_writable(folder, error) from error
