"""The file of the page history: opened, put aside where it is damaged, or done without.

It costs recognition, and no review, when it is not there. So none of its failures stops anybody, but unlike
the page texts it comes back only with the cases themselves: a file that cannot be read is kept beside its
successor and told of, and one from a newer program is left alone.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import sqlite_utils

from reviewer_app.domain.errors import DamagedDatabaseError, InputError, StoreError
from reviewer_app.storage.connection import open_telling_key
from reviewer_app.storage.conversion import ENDINGS, remove_database
from reviewer_app.storage.fixed_schema import forget_what_is_removed, has_tables, make_tables, version_of
from reviewer_app.storage.keys import KeySource
from reviewer_app.storage.page_history import KIND, SCHEMA, PageHistory
from reviewer_app.storage.page_history_backups import page_history_backups
from reviewer_app.storage.transactions import Transactions

FILE_NAME = "page-history.db"

SCHEMA_VERSION = 1
"""Stands in the file's header."""

_ASIDE = "page-history.damaged-{at:%Y%m%dT%H%M%S%fZ}.db"

_PUT_ASIDE = (
    "The pages of earlier cases ({name}) could not be read any more. The file was kept as {aside}; a new one "
    "was begun, which knows a case again once it is opened. No review is concerned."
)
_RESTORED = (
    "The pages of earlier cases ({name}) could not be read any more. The file was kept as {aside}, and its "
    "last backup took its place; it knows later cases again once they are opened. No review is concerned."
)
_WITHOUT = "Pages of earlier cases are not recognised now, and none are kept: {reason}"


@dataclass(frozen=True, slots=True)
class OpenedPageHistory:
    """The page history, ``None`` where it cannot be used, and a sentence where there is something to tell."""

    history: PageHistory | None
    told: str = ""


def open_page_history(folder: Path, keys: KeySource) -> OpenedPageHistory:
    """The page history in that data folder, made at first use. Nothing is raised for what the disk, the file
    or its key does wrong."""
    try:
        return OpenedPageHistory(_open(folder / FILE_NAME, keys))
    except DamagedDatabaseError:
        return replace_page_history(folder, keys)
    except (StoreError, InputError) as error:
        return OpenedPageHistory(None, _WITHOUT.format(reason=error.sentence))


def replace_page_history(folder: Path, keys: KeySource) -> OpenedPageHistory:
    """Keep a damaged file under another name and go on with its newest backup, else with a new one; nobody
    has it open any more."""
    path = folder / FILE_NAME
    aside = folder / _ASIDE.format(at=datetime.now(UTC))
    try:
        for ending in ENDINGS:
            beside = path.with_name(path.name + ending)
            if beside.exists():
                beside.rename(aside.with_name(aside.name + ending))
        restored = _restored(folder, path, keys)
        history = restored or _open(path, keys)
    except OSError as error:
        return OpenedPageHistory(None, _WITHOUT.format(reason=f"{path} is damaged ({error.strerror})."))
    except (StoreError, InputError) as error:
        return OpenedPageHistory(None, _WITHOUT.format(reason=error.sentence))
    told = _PUT_ASIDE if restored is None else _RESTORED
    return OpenedPageHistory(history, told.format(name=FILE_NAME, aside=aside.name))


def _restored(folder: Path, path: Path, keys: KeySource) -> PageHistory | None:
    """The newest backup that can be opened, in the place of a file that is no longer there."""
    for backup in page_history_backups(folder):
        shutil.copyfile(backup, path)
        path.chmod(0o600)
        try:
            return _open(path, keys)
        except DamagedDatabaseError:
            remove_database(path)
    return None


def _open(path: Path, keys: KeySource) -> PageHistory:
    opened, key = open_telling_key(path, keys.keys(), KIND)
    transactions = Transactions(opened, path)
    try:
        with transactions.writing() as database:
            _bring_up_to_date(database, path)
        with transactions.reading() as database:
            # What a page said is gone from the file when its case is.
            forget_what_is_removed(database)
    except BaseException:
        transactions.close()
        raise
    return PageHistory(transactions, key)


def _bring_up_to_date(database: sqlite_utils.Database, path: Path) -> None:
    version = version_of(database)
    if version > SCHEMA_VERSION:
        raise StoreError(f"{path} was written by a newer version of this program and was left as it is.")
    if version == 0:
        make_tables(database, SCHEMA, KIND, SCHEMA_VERSION)
    elif not has_tables(database, SCHEMA):
        raise DamagedDatabaseError(f"{path} is damaged.")
