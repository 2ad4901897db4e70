"""The audit log: every act, in order, chained by hashes so that a later edit shows.

The hash of an entry is the SHA-256 of the canonical JSON of its fields and of the hash before it. Whoever
edits, removes or moves a row breaks the chain at that row. Somebody who can write the database could still
compute the whole rest of the chain anew; it then no longer leads to the hash that signed summaries carry.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlite_utils

from reviewer_app.domain.changes import Receipt
from reviewer_app.domain.review import Reviewer
from reviewer_app.storage.canonical import instant, instant_text, to_json
from reviewer_app.storage.chain import AuditEntry, AuditProblem, ChainEnd, chain_problems, purges
from reviewer_app.storage.purge_record import PURGED, PurgeRecord, places_digest
from reviewer_app.storage.transactions import Transactions

_SELECT = (
    "SELECT sequence, at, actor, role, act, case_id, review_id, part_before, part_after, clock_went_back,"
    " previous_hash, hash, purged_by FROM audit"
)
_PLACES = "SELECT sequence, hash FROM audit WHERE case_id IN (SELECT value FROM json_each(?))"
_EMPTY = """
    UPDATE audit SET at = '', actor = '', role = '', act = '', case_id = '', review_id = '',
        part_before = NULL, part_after = NULL, clock_went_back = 0, purged_by = ?
    WHERE case_id IN (SELECT value FROM json_each(?))
"""


RESTORED = "Restored from a backup"
"""The act that explains why entries of a later backup are not in the log."""


LOST_END_OF_LOG = "Could not read the end of the write-ahead log"
"""The same for entries that were lost with the database's damaged log."""


@dataclass(frozen=True, slots=True)
class Act:
    """What is to be entered: the act in words, its case and review, and the part before and after as JSON."""

    title: str
    case_id: str
    review_id: str = ""
    before: str | None = None
    after: str | None = None


def enter(database: sqlite_utils.Database, act: Act, actor: Reviewer, at: datetime) -> Receipt:
    """Append an act to the log, inside the transaction that performs it.

    :raises ValueError: the instant has no offset from UTC.
    """
    end = log_end(database)
    entry = AuditEntry(
        sequence=end.sequence + 1,
        at=instant_text(at),
        actor=actor.name,
        role=actor.role.value,
        act=act.title,
        case_id=act.case_id,
        review_id=act.review_id,
        before=act.before,
        after=act.after,
        clock_went_back=_is_before_entry(database, at, end.sequence),
        previous_hash=end.hash,
    ).hashed()
    database.execute(
        "INSERT INTO audit (sequence, at, actor, role, act, case_id, review_id, part_before, part_after,"
        " clock_went_back, previous_hash, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            entry.sequence,
            entry.at,
            entry.actor,
            entry.role,
            entry.act,
            entry.case_id,
            entry.review_id,
            entry.before,
            entry.after,
            int(entry.clock_went_back),
            entry.previous_hash,
            entry.hash,
        ],
    )
    database.execute(
        "INSERT INTO audit_head (id, sequence, hash) VALUES (1, ?, ?)"
        " ON CONFLICT (id) DO UPDATE SET sequence = excluded.sequence, hash = excluded.hash",
        [entry.sequence, entry.hash],
    )
    return Receipt(entry.sequence, entry.hash, at)


def enter_purge(
    database: sqlite_utils.Database,
    cases: Sequence[str],
    requests: int,
    before: str,
    actor: Reviewer,
    at: datetime,
) -> Receipt:
    """Enter a purge of these cases and of so many requests of the history, and leave of the cases' entries
    nothing but their places in the chain. The log's own triggers would refuse that: lift them for it.
    """
    named = [to_json(cases)]
    places = database.execute(_PLACES, named).fetchall()
    record = PurgeRecord(len(cases), requests, before, len(places), places_digest(places))
    receipt = enter(database, Act(PURGED, "", after=record.text()), actor, at)
    database.execute(_EMPTY, [receipt.sequence, *named])
    return receipt


class AuditLog:
    """Reads and verifies the log. Entries are made by :func:`enter`."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    def entries(self, case_id: str) -> tuple[AuditEntry, ...]:
        """The entries of one case, oldest first."""
        with self._transactions.reading() as database:
            return entries_of_case(database, case_id)

    def enter(self, title: str, actor: Reviewer, at: datetime) -> Receipt:
        """Append an act that concerns no case and changes nothing in the database.

        :raises StoreError: nothing was saved, with the reason.
        """
        with self._transactions.writing() as database:
            return enter(database, Act(title, ""), actor, at)

    def end(self) -> ChainEnd:
        """Number and hash of the newest entry."""
        with self._transactions.reading() as database:
            return log_end(database)

    def last_hash(self) -> str:
        """The hash of the newest entry; empty while there is none."""
        return self.end().hash

    def last_instant(self) -> datetime | None:
        """When the newest entry was made, by the clock; ``None`` while there is none."""
        with self._transactions.reading() as database:
            row = database.execute("SELECT at FROM audit ORDER BY sequence DESC LIMIT 1").fetchone()
        return None if row is None else instant(row[0])

    def flagged_by_clock(self) -> tuple[int, ...]:
        """The numbers of the entries that were made when the clock stood before the entry before."""
        with self._transactions.reading() as database:
            rows = database.execute("SELECT sequence FROM audit WHERE clock_went_back ORDER BY sequence")
            return tuple(int(sequence) for (sequence,) in rows)

    def purges(self) -> tuple[tuple[AuditEntry, PurgeRecord], ...]:
        """What was purged, the oldest first."""
        with self._transactions.reading() as database:
            query = f"{_SELECT} WHERE act = ? ORDER BY sequence"
            return purges(_entries(database, query, [PURGED]))

    def verify(self) -> tuple[AuditProblem, ...]:
        """What was done to the log behind the program's back, in order; empty when it is as written."""
        with self._transactions.reading() as database:
            return chain_problems(_entries(database, f"{_SELECT} ORDER BY sequence"), log_end(database))


def entries_of_case(database: sqlite_utils.Database, case_id: str) -> tuple[AuditEntry, ...]:
    """The entries of one case of an open database, oldest first."""
    return _entries(database, f"{_SELECT} WHERE case_id = ? ORDER BY sequence", [case_id])


def log_end(database: sqlite_utils.Database) -> ChainEnd:
    """Number and hash of the newest entry of an open database."""
    row = database.execute("SELECT sequence, hash FROM audit_head").fetchone()
    return ChainEnd() if row is None else ChainEnd(*row)


def _is_before_entry(database: sqlite_utils.Database, at: datetime, sequence: int) -> bool:
    row = database.execute("SELECT at FROM audit WHERE sequence = ?", [sequence]).fetchone()
    return row is not None and at < instant(row[0])


def _entries(
    database: sqlite_utils.Database, query: str, parameters: Sequence[str] = ()
) -> tuple[AuditEntry, ...]:
    return tuple(_entry(*row) for row in database.execute(query, parameters))


def _entry(
    sequence: int,
    at: str,
    actor: str,
    role: str,
    act: str,
    case_id: str,
    review_id: str,
    before: str | None,
    after: str | None,
    clock_went_back: int,
    previous_hash: str,
    own_hash: str,
    purged_by: int | None,
) -> AuditEntry:
    """The entry of a row, in the order of the query's columns."""
    return AuditEntry(
        sequence,
        at,
        actor,
        role,
        act,
        case_id,
        review_id,
        before,
        after,
        bool(clock_went_back),
        previous_hash,
        own_hash,
        purged_by,
    )
