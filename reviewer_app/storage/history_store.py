"""Earlier requests: kept once each, with their persons and the keys by which persons are found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

import sqlite_utils

from reviewer_app.domain.prior_request import ImportCounts, NameCounts, PriorRequest
from reviewer_app.domain.request import Member
from reviewer_app.storage.canonical import from_json, to_json
from reviewer_app.storage.transactions import Transactions

KeysOf = Callable[[Member], Collection[int]]
NO_MEMBER = Member()
ROWS_READ_AT_ONCE = 500
MOST_PERSONS_OF_A_KEY = 400
"""A key that more persons share says too little; the others of a person find it."""

_BY_ID = """
    SELECT request.id, request.details,
        person.member_id, person.first_name, person.last_name, person.dob, person.sex
    FROM history_request AS request JOIN history_person AS person ON person.id = request.person
    WHERE request.id IN (SELECT value FROM json_each(?))
"""
_AFTER = """
    SELECT request.id, request.details,
        person.member_id, person.first_name, person.last_name, person.dob, person.sex
    FROM history_request AS request JOIN history_person AS person ON person.id = request.person
    WHERE request.id > ? ORDER BY request.id LIMIT ?
"""
_OF_PERSONS = """
    SELECT person.id, request.id, request.details,
        person.member_id, person.first_name, person.last_name, person.dob, person.sex
    FROM history_request AS request JOIN history_person AS person ON person.id = request.person
    WHERE request.person IN (SELECT value FROM json_each(?)) ORDER BY request.newest DESC, request.id
"""
_PUT = """
    INSERT INTO history_request (id, person, newest, "case", details) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET
        person = excluded.person, newest = excluded.newest,
        "case" = excluded."case", details = excluded.details
"""
_PERSON = """
    SELECT id FROM history_person
    WHERE member_id = ? AND last_name = ? AND first_name = ? AND dob = ? AND sex = ?
"""
_UNUSED_PERSON = """
    SELECT id FROM history_person AS person
    WHERE member_id = ? AND last_name = ? AND first_name = ? AND dob = ? AND sex = ?
        AND NOT EXISTS (SELECT 1 FROM history_request WHERE history_request.person = person.id)
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

    def put(self, rows: Sequence[PriorRequest], keys_of: KeysOf) -> ImportCounts:
        """Keep the rows, in one transaction. A row whose id is known takes the place of what was known; of
        rows with one id the last counts. ``keys_of`` makes the keys of a person who is new."""
        latest = {row.id: row for row in rows}
        with self._transactions.writing() as database:
            known = {row.id: row for row in _by_ids(database, list(latest))}
            new = [row for row in latest.values() if row.id not in known]
            changed = [row for row in latest.values() if row.id in known and known[row.id] != row]
            persons = _persons(database, dict.fromkeys(row.member for row in (*new, *changed)), keys_of)
            database.conn.executemany(
                _PUT,
                [
                    (row.id, persons[row.member], _newest(row), row.case, _details(row))
                    for row in (*new, *changed)
                ],
            )
            _forget_without_requests(database, [known[row.id].member for row in changed])
        return ImportCounts(len(new), len(changed), len(latest) - len(new) - len(changed))

    def count(self) -> int:
        """How many earlier requests are kept."""
        with self._transactions.reading() as database:
            return int(database.execute("SELECT count(*) FROM history_request").fetchone()[0])

    def get(self, request_id: str) -> PriorRequest | None:
        """The earlier request with that id."""
        with self._transactions.reading() as database:
            return next(iter(_by_ids(database, [request_id])), None)

    def all(self) -> Iterator[PriorRequest]:
        """Every earlier request, by id; read in pieces, so that nobody needs memory for all."""
        last = ""
        while True:
            with self._transactions.reading() as database:
                rows = database.execute(
                    _AFTER,
                    [last, ROWS_READ_AT_ONCE],
                ).fetchall()
            yield from map(_request, rows)
            if len(rows) < ROWS_READ_AT_ONCE:
                return
            last = rows[-1][0]

    def candidates(self, keys: Collection[int], limit: int) -> tuple[KnownPerson, ...]:
        """Persons who share keys, those who share most first, at most ``limit``."""
        shared: Counter[int] = Counter()
        with self._transactions.reading() as database:
            for key in keys:
                shared.update(
                    person
                    for (person,) in database.execute(
                        "SELECT person FROM history_key WHERE key = ? LIMIT ?", [key, MOST_PERSONS_OF_A_KEY]
                    )
                )
            ids = [person for person, _ in shared.most_common(limit)]
            rows = database.execute(
                "SELECT id, member_id, first_name, last_name, dob, sex FROM history_person"
                " WHERE id IN (SELECT value FROM json_each(?))",
                [to_json(ids)],
            ).fetchall()
        return tuple(KnownPerson(row[0], _member(*row[1:])) for row in rows)

    def name_counts(self, member: Member) -> NameCounts:
        """How common the member's names are. Capital letters do not count; each way of writing a person
        counts as one, and so do those that were removed."""
        with self._transactions.reading() as database:
            counts = dict(
                database.execute(
                    "SELECT field, persons FROM history_name"
                    " WHERE (field, name) IN (VALUES ('first', lower(?)), ('last', lower(?)))",
                    [member.first_name, member.last_name],
                ).fetchall()
            )
            (persons,) = database.execute("SELECT ifnull(max(id), 0) FROM history_person").fetchone()
        return NameCounts(counts.get("first", 0), counts.get("last", 0), persons)

    def requests_of(self, persons: Iterable[int]) -> tuple[tuple[int, PriorRequest], ...]:
        """The earlier requests of persons, each with the person's id, the newest first."""
        with self._transactions.reading() as database:
            rows = database.execute(
                _OF_PERSONS,
                [to_json(list(persons))],
            ).fetchall()
        return tuple((row[0], _request(row[1:])) for row in rows)


def _by_ids(database: sqlite_utils.Database, ids: list[str]) -> Iterator[PriorRequest]:
    rows = database.execute(
        _BY_ID,
        [to_json(ids)],
    ).fetchall()
    return map(_request, rows)


def _persons(
    database: sqlite_utils.Database, members: Collection[Member], keys_of: KeysOf
) -> dict[Member, int]:
    """The ids of persons; those who are new are written with their keys."""
    ids = {}
    for member in members:
        columns = _person_columns(member)
        row = database.execute(
            _PERSON,
            columns,
        ).fetchone()
        if row is None:
            added = database.execute(
                "INSERT INTO history_person (member_id, last_name, first_name, dob, sex)"
                " VALUES (?, ?, ?, ?, ?) RETURNING id",
                columns,
            ).fetchone()
            ids[member] = int(added[0])
            database.conn.executemany(
                "INSERT INTO history_key (key, person) VALUES (?, ?)",
                [(key, ids[member]) for key in keys_of(member)],
            )
        else:
            ids[member] = int(row[0])
    return ids


def _forget_without_requests(database: sqlite_utils.Database, members: Iterable[Member]) -> None:
    """Removes persons, with their keys, whom no request names any more."""
    for member in dict.fromkeys(members):
        unused = database.execute(
            _UNUSED_PERSON,
            _person_columns(member),
        ).fetchone()
        if unused is not None:
            database.execute("DELETE FROM history_key WHERE person = ?", unused)
            database.execute("DELETE FROM history_person WHERE id = ?", unused)


def _person_columns(member: Member) -> tuple[str, ...]:
    dob = member.dob.isoformat() if member.dob else ""
    return (member.member_id, member.last_name, member.first_name, dob, member.sex)


def _member(member_id: str, first_name: str, last_name: str, dob: str, sex: str) -> Member:
    return Member(member_id, first_name, last_name, date.fromisoformat(dob) if dob else None, sex)


def _details(row: PriorRequest) -> str:
    return to_json(replace(row, id="", member=NO_MEMBER))


def _request(row: Sequence[str]) -> PriorRequest:
    request = from_json(row[1], PriorRequest)
    return replace(request, id=row[0], member=_member(*row[2:]))


def _newest(row: PriorRequest) -> str:
    periods = [period.last for period in (row.performed, row.dos) if period is not None]
    days = [*periods, *(day for day in (row.decided, row.valid_from, row.valid_to) if day is not None)]
    return max(days).isoformat() if days else ""
