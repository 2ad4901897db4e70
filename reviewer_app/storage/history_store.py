"""Earlier requests: kept once each, with their persons and the keys by which persons are found."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import log2

import sqlite_utils

from reviewer_app.domain.prior_request import ImportCounts, NameCounts, PriorRequest
from reviewer_app.domain.request import Member
from reviewer_app.storage.history_columns import person_of, request_of
from reviewer_app.storage.history_rows import PersonIndex, put_requests, write_missing_keys
from reviewer_app.storage.transactions import Transactions

ROWS_READ_AT_ONCE = 500
MOST_PERSONS_OF_A_KEY = 400
"""A key that more persons share says too little, as long as a person has others."""

MANY_PERSONS = 10_000_000
"""Of so many persons a key leaves those who share it; the binary logarithm of the ratio is what it says."""

_COLUMNS_OF_A_REQUEST = 20
_BY_ID = """
    SELECT request.*, person.member_id, person.last_name, person.first_name, person.dob, person.sex
    FROM history_request AS request JOIN history_person AS person ON person.id = request.person
    WHERE request.id = ?
"""
_AFTER = """
    SELECT request.*, person.member_id, person.last_name, person.first_name, person.dob, person.sex
    FROM history_request AS request JOIN history_person AS person ON person.id = request.person
    WHERE request.id > ? ORDER BY request.id LIMIT ?
"""
_OF_PERSONS = """
    SELECT request.*, person.member_id, person.last_name, person.first_name, person.dob, person.sex
    FROM history_request AS request JOIN history_person AS person ON person.id = request.person
    WHERE request.person IN (SELECT value FROM json_each(?)) ORDER BY request.newest DESC, request.id
"""


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """A way a person is written in the history."""

    id: int
    member: Member


class HistoryStore:
    """Reads and writes earlier requests. What writes raises :class:`StoreError` when nothing was saved."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    def put(self, rows: Sequence[PriorRequest], index: PersonIndex) -> ImportCounts:
        """Keep the rows, in one transaction. A row whose id is known takes the place of what was known; of
        rows with one id the last counts. The keys of new persons are left to :meth:`complete`, which a long
        import calls now and then."""
        with self._transactions.writing() as database:
            return put_requests(database, rows, index)

    def complete(self, index: PersonIndex) -> None:
        """Make the keys of all persons who have none yet, so that they are found."""
        while self._keys_are_missing():
            with self._transactions.writing() as database:
                write_missing_keys(database, index)

    def _keys_are_missing(self) -> bool:
        with self._transactions.reading() as database:
            (missing,) = database.execute(
                "SELECT EXISTS (SELECT 1 FROM history_person WHERE id > (SELECT keyed FROM history_state))"
            ).fetchone()
        return bool(missing)

    def count(self) -> int:
        """How many earlier requests are kept."""
        with self._transactions.reading() as database:
            return int(database.execute("SELECT requests FROM history_state").fetchone()[0])

    def get(self, request_id: str) -> PriorRequest | None:
        """The earlier request with that id."""
        with self._transactions.reading() as database:
            row = database.execute(_BY_ID, [request_id]).fetchone()
        return None if row is None else _request(row)

    def all(self) -> Iterator[PriorRequest]:
        """Every earlier request, by id; read in pieces, so that nobody needs memory for all."""
        last = ""
        while True:
            with self._transactions.reading() as database:
                rows = database.execute(_AFTER, [last, ROWS_READ_AT_ONCE]).fetchall()
            yield from map(_request, rows)
            if len(rows) < ROWS_READ_AT_ONCE:
                return
            last = rows[-1][1]

    def candidates(self, keys: Collection[int]) -> tuple[int, ...]:
        """The ids of persons who share keys, the likeliest first: a key that few share says more.

        A key that more than :data:`MOST_PERSONS_OF_A_KEY` share is left out, unless all are of that kind.
        """
        with self._transactions.reading() as database:
            found = [_persons_of_key(database, key) for key in keys]
        telling = [persons for persons in found if len(persons) <= MOST_PERSONS_OF_A_KEY]
        shared: dict[int, float] = {}
        for persons in telling if any(telling) else found:
            says = log2(MANY_PERSONS / max(1, len(persons)))
            for person in persons:
                shared[person] = shared.get(person, 0.0) + says
        return tuple(sorted(shared, key=lambda person: -shared[person]))

    def persons(self, ids: Sequence[int]) -> tuple[KnownPerson, ...]:
        """The persons with these ids."""
        with self._transactions.reading() as database:
            rows = database.execute(
                "SELECT * FROM history_person WHERE id IN (SELECT value FROM json_each(?))", [json.dumps(ids)]
            ).fetchall()
        return tuple(KnownPerson(row[0], person_of(row[2:])) for row in rows)

    def name_counts(self, names: tuple[str, str]) -> NameCounts:
        """How common a first and a last name are, in the form in which :class:`PersonIndex` gives them. Each
        way of writing a person counts as one; of the persons also those that were removed."""
        with self._transactions.reading() as database:
            counts = dict(
                database.execute(
                    "SELECT field, persons FROM history_name"
                    " WHERE (field, name) IN (VALUES ('first', ?), ('last', ?))",
                    names,
                ).fetchall()
            )
            (persons,) = database.execute("SELECT ifnull(max(id), 0) FROM history_person").fetchone()
        return NameCounts(counts.get("first", 0), counts.get("last", 0), persons)

    def requests_of(self, persons: Iterable[int]) -> tuple[tuple[int, PriorRequest], ...]:
        """The earlier requests of persons, each with the person's id, the newest first."""
        with self._transactions.reading() as database:
            rows = database.execute(_OF_PERSONS, [json.dumps(list(persons))]).fetchall()
        return tuple((row[2], _request(row)) for row in rows)


def _persons_of_key(database: sqlite_utils.Database, key: int) -> list[int]:
    rows = database.execute(
        "SELECT person FROM history_key WHERE key = ? LIMIT ?", [key, MOST_PERSONS_OF_A_KEY + 1]
    )
    return [person for (person,) in rows]


def _request(row: Sequence[str]) -> PriorRequest:
    member = person_of(row[_COLUMNS_OF_A_REQUEST:])
    return request_of(row[1], member, row[3:_COLUMNS_OF_A_REQUEST])
