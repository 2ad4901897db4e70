"""The one door to the database."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

import sqlite_utils

from reviewer_app.domain.errors import DamagedDatabaseError, StoreError
from reviewer_app.domain.review import Reviewer
from reviewer_app.storage import conversion, key_change, restore
from reviewer_app.storage.audit_log import LOST_END_OF_LOG, Act, AuditLog, enter
from reviewer_app.storage.backup_run import BackupRun, BackupSource, write_backup
from reviewer_app.storage.backups import (
    another_backup_path,
    daily_backups,
    new_backup_path,
    problems_in,
    thin_out,
)
from reviewer_app.storage.canonical import to_json
from reviewer_app.storage.case_store import CaseStore
from reviewer_app.storage.connection import has_content, is_plain, open_telling_key
from reviewer_app.storage.conversion import encrypt_plain
from reviewer_app.storage.failures import vanished
from reviewer_app.storage.handover_file import STAGED as HANDING_OVER
from reviewer_app.storage.handovers import Handovers
from reviewer_app.storage.history_store import HistoryStore
from reviewer_app.storage.keys import DatabaseKey, KeySource
from reviewer_app.storage.log_check import keep_log, log_of, unread_transactions
from reviewer_app.storage.match_decisions import MatchDecisions
from reviewer_app.storage.migrations import bring_up_to_date, refuse_newer
from reviewer_app.storage.restore import newest_entry
from reviewer_app.storage.retention import Retention
from reviewer_app.storage.review_store import ReviewStore
from reviewer_app.storage.same_documents import SameDocuments
from reviewer_app.storage.settings_store import SettingsStore
from reviewer_app.storage.transactions import Transactions
from reviewer_app.storage.whole_check import changed_objects, lost_end

DATABASE_NAME = "reviews.db"

UNFINISHED_COPIES = (conversion.STAGED, restore.STAGED, key_change.STAGED, HANDING_OVER)
"""Endings of copies that were to take the database's place, or to leave with a handed-over review."""


class Store:
    """An open database: ``cases``, ``reviews``, ``history``, ``handovers``, ``match_decisions``,
    ``same_documents``, ``audit`` and ``settings``.

    It belongs to the thread that opened it; a use on another thread raises :class:`RuntimeError`. Whatever
    writes returns when the disk has it, or raises :class:`StoreError` having changed nothing.
    """

    def __init__(
        self, transactions: Transactions, key: DatabaseKey, others: Sequence[DatabaseKey] = ()
    ) -> None:
        """``key`` is that of the database; new backups are encrypted with it, and older ones perhaps with one
        of the ``others``."""
        self._transactions = transactions
        self._key = key
        self._keys = (key, *others)
        self._backup: BackupRun | None = None
        self.cases = CaseStore(transactions)
        self.reviews = ReviewStore(transactions)
        self.audit = AuditLog(transactions)
        self.history = HistoryStore(transactions)
        self.handovers = Handovers(transactions)
        self.match_decisions = MatchDecisions(transactions)
        self.same_documents = SameDocuments(transactions)
        self.settings = SettingsStore(transactions)
        self.retention = Retention(transactions)

    @classmethod
    def open(cls, data_folder: Path, keys: KeySource) -> Store:
        """Open the encrypted database in the data folder, made at first use, readable for its owner only. One
        from before there was encryption is encrypted first.

        :raises StoreError: in use by another process, damaged, gone although there are backups, no
            database of this program, written by a newer version, not writable, or the key is out of reach or
            another one. The file is left as it is then. Once, when the end of its log was damaged: that is
            kept and entered in the audit log, and the next opening goes on without it.
        """
        path = data_folder / DATABASE_NAME
        found = keys.keys()
        if not has_content(path) and daily_backups(data_folder):
            raise vanished(path)
        # Before anything is opened: SQLite removes a log that it has read, whatever it understood of it.
        unread = unread_transactions(log_of(path))
        aside = keep_log(path, datetime.now(UTC)) if unread else None
        try:
            database, key = _open_encrypted(path, found)
        except StoreError as error:
            if aside is not None and not isinstance(error, DamagedDatabaseError):
                # Another process writes to it.
                aside.unlink(missing_ok=True)
            raise
        transactions = Transactions(database, path, lasting=True)
        try:
            with transactions.reading():
                bring_up_to_date(database, path)
            if aside is not None:
                raise _lost_acts(transactions, unread, aside)
        except BaseException:
            transactions.close()
            raise
        for ending in UNFINISHED_COPIES:
            # What another program left when it was ended in the middle, of any database; nobody else has this
            # one open, as everybody has who makes such copies.
            for left in data_folder.glob(f"*{ending}*"):
                left.unlink(missing_ok=True)
        return cls(transactions, key, [other for other in found if other != key])

    def verify(self) -> tuple[str, ...]:
        """A sentence for everything that was changed behind the program's back: in the audit log, in a signed
        review, in one that was handed over. Empty when all is as it was written."""
        return (
            *(problem.sentence for problem in self.audit.verify()),
            *self.reviews.verify_signed(),
            *self.handovers.verify(),
        )

    def check(self) -> tuple[str, ...]:
        """Read the whole file and say what is wrong with it, and with what it says: :meth:`verify`."""
        with self._transactions.reading() as database:
            damage = (*problems_in(database), *changed_objects(database), *self._lost_ends(database))
        return (*damage, *self.verify())

    def back_up(self, target: Path) -> None:
        """Write the whole database to a new file, encrypted with the same key, and check what was written.

        :raises ExportError: there is a file of that name.
        :raises StoreError: it cannot be written. There is no file of that name then.
        """
        write_backup(self._source(), target)

    def back_up_daily(self, now: datetime) -> Path | None:
        """Make today's backup beside the database and remove old ones; ``None`` when today's is there.

        :raises StoreError: it cannot be written; no older one is removed then.
        """
        folder = self._transactions.path.parent
        target = new_backup_path(folder, now)
        if target is None:
            return None
        self.back_up(target)
        thin_out(folder)
        return target

    def back_up_again(self, now: datetime) -> Path:
        """Make a backup beside the database although there may be one of today; none is removed.

        :raises StoreError: it cannot be written.
        """
        target = another_backup_path(self._transactions.path.parent, now)
        self.back_up(target)
        return target

    def begin_daily_backup(self, now: datetime, finished: Callable[[BaseException | None], None]) -> bool:
        """As :meth:`back_up_daily`, on a thread of its own while the database is used; whether one was begun.

        ``finished`` is called on that thread, with what went wrong; not when the store was closed before.
        """
        folder = self._transactions.path.parent
        target = new_backup_path(folder, now)
        if target is None or (self._backup is not None and self._backup.running):
            return False
        self._backup = BackupRun(self._source(), target, lambda: thin_out(folder), finished)
        self._backup.start()
        return True

    def close(self) -> None:
        """End the connection; another process may open the database then. Closing twice does no harm. A
        backup that is being written is given up."""
        if self._backup is not None:
            self._backup.stop()
        self._transactions.close()

    def _lost_ends(self, database: sqlite_utils.Database) -> Iterator[str]:
        """What the daily backups know of the audit log and the log does not; those that no key opens are
        left out."""
        for backup in daily_backups(self._transactions.path.parent):
            saved = newest_entry(backup.path, self._keys)
            if saved is not None and (problem := lost_end(database, saved, backup.path.name)):
                yield problem
                return

    def _source(self) -> BackupSource:
        with self._transactions.reading() as database:
            return BackupSource(database, self._transactions.path, self._key, self.audit.end())

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def _open_encrypted(path: Path, keys: Sequence[DatabaseKey]) -> tuple[sqlite_utils.Database, DatabaseKey]:
    if is_plain(path):
        encrypt_plain(path, keys[0], accept=lambda database: refuse_newer(database, path))
    return open_telling_key(path, keys)


def _lost_acts(transactions: Transactions, unread: int, aside: Path) -> StoreError:
    """What to say of acts whose place in the log is damaged; the audit log says it too."""
    what = to_json({"acts": unread, "log": aside.name})
    with transactions.writing() as database:
        enter(database, Act(LOST_END_OF_LOG, "", after=what), Reviewer(), datetime.now(UTC))
    return StoreError(
        f"The log of the database {transactions.path} was damaged: the last acts before the program ended, "
        f"{unread} in all, could not be read. It was kept as {aside.name}. "
        "Start again to go on with what is there, and look at the case that was open last."
    )
