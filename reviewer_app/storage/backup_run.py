"""Writing a backup while the database is in use: page by page, checked, and only then given its name.

The copy is made through the connection that the store uses, in steps of a few milliseconds between which its
thread goes on; what it writes meanwhile is carried over. The copy is then read whole, by a connection of its
own. As the copy has the database's own pages, this is also the daily check of the whole database.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import sqlite_utils

from reviewer_app.domain.errors import ExportError, StoreError
from reviewer_app.flushed_folder import flush_folder
from reviewer_app.storage.chain import ChainEnd
from reviewer_app.storage.connection import prove_intact
from reviewer_app.storage.conversion import remove_database
from reviewer_app.storage.failures import StoppedError
from reviewer_app.storage.keys import DatabaseKey
from reviewer_app.storage.private_files import (
    flush_file,
    make_private_folder,
    not_writable,
    put_if_new,
)
from reviewer_app.storage.whole_file import copy_pages, opened_to_check

PAUSE_SECONDS = 0.002
"""Rest after each step of the copying, so that a mark that waits for the database is never far behind."""

UNFINISHED = ".part"
"""How the name of a copy ends until it was checked."""


@dataclass(frozen=True, slots=True)
class BackupSource:
    """An open database that is to be saved: its file, its key, and the newest entry of its audit log, which
    the copy must hold; ``None`` for a database without such a log."""

    database: sqlite_utils.Database
    path: Path
    key: DatabaseKey
    end_of_log: ChainEnd | None


def write_backup(source: BackupSource, target: Path, stopping: Callable[[], bool] = lambda: False) -> None:
    """Copy the whole open database to a new file and check it; ``stopping`` says when to give up.

    :raises ExportError: there is a file of that name.
    :raises DamagedDatabaseError: the database itself is damaged.
    :raises StoreError: it cannot be written, or is not what was to be saved.
    :raises StoppedError: ``stopping`` said so. Whatever is raised, no such file is there then.
    """
    if target.exists():
        raise _exists(target)
    beside = target.with_name(f"{target.name}.{uuid4().hex}{UNFINISHED}")

    def between() -> None:
        if stopping():
            raise StoppedError
        time.sleep(PAUSE_SECONDS)

    make_private_folder(target.parent)
    try:
        copy_pages(source.database, source.path, beside, source.key, between)
        _check(beside, target, source, stopping)
        flush_file(beside)
        put_if_new(beside, target)
        flush_folder(target.parent)
    except FileExistsError as error:
        raise _exists(target) from error
    except OSError as error:
        raise not_writable(target.parent, error) from error
    finally:
        remove_database(beside)


class BackupRun:
    """One backup on a thread of its own. The thread that owns the database starts and stops it."""

    def __init__(
        self,
        source: BackupSource,
        target: Path,
        written: Callable[[], object],
        finished: Callable[[BaseException | None], None],
    ) -> None:
        """``written`` is called when the backup stands, ``finished`` at the end with what went wrong, both on
        the backup's thread; the latter not when it was stopped."""
        self._source = source
        self._target = target
        self._written = written
        self._finished = finished
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="backup")

    @property
    def running(self) -> bool:
        return self._thread.is_alive()

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Give up, unless it is done already, and wait for the thread's end: some milliseconds."""
        self._stopping.set()
        self._thread.join()

    def _run(self) -> None:
        try:
            write_backup(self._source, self._target, self._stopping.is_set)
            self._written()
        except StoppedError:
            return
        except BaseException as error:  # handed to whoever started the backup; nothing is swallowed
            self._finished(error)
        else:
            self._finished(None)


def _exists(target: Path) -> ExportError:
    return ExportError(f"{target} exists already, and a backup replaces nothing. Name another file.")


def _check(beside: Path, target: Path, source: BackupSource, stopping: Callable[[], bool]) -> None:
    with opened_to_check(beside, source.key, stopping) as copy:
        broken = [row[0] for row in copy.execute("PRAGMA integrity_check(1)") if row[0] != "ok"]
        prove_intact(copy, beside)
        # One file is easier to keep than one with a log beside it.
        copy.execute("PRAGMA journal_mode = delete").fetchone()
        same_log = source.end_of_log is None or _holds(copy, source.end_of_log)
    if broken or not same_log:
        raise StoreError(
            f"The backup {target} was written but is not what the database holds, and was removed. "
            "Check the disk, or choose another folder for it."
        )


def _holds(copy: sqlite_utils.Database, end: ChainEnd) -> bool:
    """Whether the copy has the entry; later ones may have been carried over."""
    if not end.sequence:
        return True
    row = copy.execute("SELECT hash FROM audit WHERE sequence = ?", [end.sequence]).fetchone()
    return row is not None and row[0] == end.hash
