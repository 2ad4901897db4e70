"""What may no longer be kept: found by its age or by its case, and removed in one transaction.

Of a case nothing stays but the places of its entries in the audit log (:mod:`reviewer_app.storage.chain`),
and one new entry that says how much went and who did it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from string import Template

import sqlite_utils

from reviewer_app.domain.changes import Receipt
from reviewer_app.domain.review import Reviewer
from reviewer_app.storage.audit_log import enter_purge
from reviewer_app.storage.canonical import to_json
from reviewer_app.storage.history_rows import PersonIndex, forget_requests
from reviewer_app.storage.transactions import Transactions

REQUESTS_AT_ONCE = 5_000

_CASES = Template("""
    SELECT "case".id, "case".request_id, substr("case".created_at, 1, 10),
        coalesce(substr(signed_at, 1, 10), ''),
        (SELECT count(*) FROM review WHERE review.case_id = "case".id),
        (SELECT count(*) FROM case_document WHERE case_document.case_id = "case".id)
    FROM "case"
    LEFT JOIN review AS newest ON newest.case_id = "case".id
        AND newest.version = (SELECT max(version) FROM review WHERE review.case_id = "case".id)
    LEFT JOIN signature ON signature.review_id = newest.id
    WHERE $condition ORDER BY signed_at, "case".rowid
""")
_SIGNED_BEFORE = _CASES.substitute(condition="signed_at IS NOT NULL AND substr(signed_at, 1, 10) < ?")
_OPEN_BEFORE = _CASES.substitute(condition="""signed_at IS NULL AND substr("case".created_at, 1, 10) < ?""")
_NAMED = _CASES.substitute(condition=""""case".id = :name OR "case".request_id = :name""")

_DOCUMENTS = """
    SELECT DISTINCT sha256 FROM case_document WHERE case_id NOT IN (SELECT value FROM json_each(?))
"""

_FIND_REQUESTS = """
    CREATE TEMP TABLE purged_request AS
    SELECT request.id FROM history_request AS request
    WHERE newest <> '' AND newest < :before
        OR "case" IN (
            SELECT id FROM "case" WHERE id IN (SELECT value FROM json_each(:cases))
            UNION SELECT request_id FROM "case"
            WHERE request_id <> '' AND id IN (SELECT value FROM json_each(:cases))
        ) AND EXISTS (
            SELECT 1 FROM "case" WHERE "case".id IN (SELECT value FROM json_each(:cases))
                AND (request."case" = "case".id OR request.id GLOB "case".id || ':*' OR "case".member_id
                    = (SELECT member_id FROM history_person AS person WHERE person.id = request.person))
        )
"""
"""By their age, or of a case: those that its own reviews put there, and those of its request and member."""

_TABLES_WITH = """
    SELECT tables.name FROM sqlite_master AS tables JOIN pragma_table_info(tables.name) AS columns
    WHERE tables.type = 'table' AND columns.name = ? AND tables.name <> 'audit'
"""
_DELETE_OF_REVIEWS = Template("""
    DELETE FROM "$table" WHERE review_id IN (
        SELECT id FROM review WHERE case_id IN (SELECT value FROM json_each(?)))
""")
_DELETE_OF_CASES = Template('DELETE FROM "$table" WHERE $column IN (SELECT value FROM json_each(?))')
_PROTECTION = """
    SELECT name, sql FROM sqlite_master
    WHERE type = 'trigger' AND (name GLOB 'audit_is_never_*' OR name GLOB '*_needs_open_review')
"""


@dataclass(frozen=True, slots=True)
class KeptCase:
    """A case as retention sees it: ``begun`` and ``signed`` are the days on which it was first opened and its
    newest version was signed, as ISO dates; ``signed`` is empty while it is open."""

    id: str
    request_id: str
    begun: str
    signed: str
    versions: int
    documents: int

    @property
    def name(self) -> str:
        """What people call it."""
        return self.request_id or self.id


class Retention:
    """Finds and removes what is no longer to be kept."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    def signed_before(self, day: date) -> tuple[KeptCase, ...]:
        """The cases whose newest version was signed before that day, the oldest first. A case that is open is
        never too old."""
        with self._transactions.reading() as database:
            return tuple(map(_case, database.execute(_SIGNED_BEFORE, [day.isoformat()])))

    def open_before(self, day: date) -> int:
        """How many cases were begun before that day and are open."""
        with self._transactions.reading() as database:
            return len(database.execute(_OPEN_BEFORE, [day.isoformat()]).fetchall())

    def named(self, name: str) -> tuple[KeptCase, ...]:
        """The cases with this request id, or with this id in the database."""
        with self._transactions.reading() as database:
            return tuple(map(_case, database.execute(_NAMED, {"name": name})))

    def requests(self, day: date | None, cases: Sequence[str]) -> int:
        """How many requests of the history have no date after or on that day, or came from these cases."""
        with self._transactions.writing() as database, _requests_found(database, day, cases):
            return int(database.execute("SELECT count(*) FROM temp.purged_request").fetchone()[0])

    def undated_requests(self) -> int:
        """How many requests of the history have no date, so that they are never too old."""
        with self._transactions.reading() as database:
            found = database.execute("SELECT count(*) FROM history_request WHERE newest = ''")
            return int(found.fetchone()[0])

    def case_ids(self) -> frozenset[str]:
        """The ids of all cases."""
        with self._transactions.reading() as database:
            return frozenset(str(case_id) for (case_id,) in database.execute('SELECT id FROM "case"'))

    def documents(self, without: Sequence[str] = ()) -> frozenset[str]:
        """The hashes of the documents of all cases but these."""
        with self._transactions.reading() as database:
            rows = database.execute(_DOCUMENTS, [to_json(without)]).fetchall()
        return frozenset(str(sha256) for (sha256,) in rows)

    def purge(
        self, day: date | None, cases: Sequence[str], index: PersonIndex, actor: Reviewer, at: datetime
    ) -> Receipt:
        """Remove these cases, and the requests that :meth:`requests` counts, with the persons whom no other
        request names. What is removed is overwritten.

        :raises StoreError: nothing was removed, with the reason.
        """
        with self._transactions.reading() as database:
            database.execute("PRAGMA secure_delete = on").fetchone()
        with self._transactions.writing() as database, _without_protection(database):
            with _requests_found(database, day, cases):
                requests = _forget_requests(database, index)
            receipt = enter_purge(database, cases, requests, day.isoformat() if day else "", actor, at)
            _delete_cases(database, cases)
        return receipt

    def compact(self) -> None:
        """Write the whole database anew, so that no page holds a copy of what was moved about in it, and give
        the space back. Takes as much space again while it runs.

        :raises StoreError: there is no space; the database is as it was.
        """
        with self._transactions.reading() as database:
            database.execute("VACUUM")
            database.execute("PRAGMA wal_checkpoint(truncate)").fetchone()


@contextmanager
def _requests_found(
    database: sqlite_utils.Database, day: date | None, cases: Sequence[str]
) -> Iterator[None]:
    """The ids of the requests that are to go, in a table of the connection: there may be millions."""
    # Without a day nothing is too old: no date is less than the empty text.
    before = day.isoformat() if day else ""
    database.execute(_FIND_REQUESTS, {"before": before, "cases": to_json(cases)})
    yield
    database.execute("DROP TABLE temp.purged_request")


def _forget_requests(database: sqlite_utils.Database, index: PersonIndex) -> int:
    forgotten = last = 0
    query = "SELECT rowid, id FROM temp.purged_request WHERE rowid > ? ORDER BY rowid LIMIT ?"
    while rows := database.execute(query, [last, REQUESTS_AT_ONCE]).fetchall():
        forgotten += forget_requests(database, [str(one) for _, one in rows], index)
        last = int(rows[-1][0])
    database.execute("DELETE FROM history_name WHERE persons <= 0")
    return forgotten


def _delete_cases(database: sqlite_utils.Database, cases: Sequence[str]) -> None:
    """Every row of every table that names one of the cases, or one of their reviews."""
    # Tables refer to each other in any order; at the end all is consistent again.
    database.execute("PRAGMA defer_foreign_keys = on")
    named = [to_json(cases)]
    of_reviews, of_cases = _tables_with(database, "review_id"), _tables_with(database, "case_id")
    for table in of_reviews:
        database.execute(_DELETE_OF_REVIEWS.substitute(table=table), named)
    # What is part of a review belongs to that review's case, whichever case it may name beside.
    for table in of_cases - of_reviews:
        database.execute(_DELETE_OF_CASES.substitute(table=table, column="case_id"), named)
    database.execute(_DELETE_OF_CASES.substitute(table="case", column="id"), named)


def _tables_with(database: sqlite_utils.Database, column: str) -> frozenset[str]:
    return frozenset(str(name) for (name,) in database.execute(_TABLES_WITH, [column]).fetchall())


@contextmanager
def _without_protection(database: sqlite_utils.Database) -> Iterator[None]:
    """Lifts the triggers that keep signed reviews and the log as they are, and puts the same ones back, all
    inside the transaction: nobody ever finds the database without them."""
    protection = database.execute(_PROTECTION).fetchall()
    for name, _ in protection:
        database.execute(f'DROP TRIGGER "{name}"')
    yield
    for _, sql in protection:
        database.execute(sql)


def _case(row: tuple[str, str, str, str, int, int]) -> KeptCase:
    return KeptCase(*row)
