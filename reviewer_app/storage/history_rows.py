"""Writes earlier requests, their persons, and the keys and name counts that are made of persons.

Everything here is part of a transaction of the caller's. Rows are written in the order of the index they go
into, because a page of an encrypted database is costly to touch.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

import sqlite_utils

from reviewer_app.domain.prior_request import ImportCounts, PriorRequest
from reviewer_app.domain.request import Member
from reviewer_app.storage.history_columns import (
    identity_of,
    person_columns,
    person_of,
    request_columns,
)

PERSONS_KEYED_AT_ONCE = 20_000
"""So many persons' keys are in memory and sorted together."""

_KNOWN = "SELECT * FROM history_request WHERE id IN (SELECT value FROM json_each(?))"
_PUT = """
    INSERT INTO history_request
    VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET
        person = excluded.person, newest = excluded.newest, codes = excluded.codes,
        modifiers = excluded.modifiers, region = excluded.region, laterality = excluded.laterality,
        level = excluded.level, diagnoses = excluded.diagnoses, ordering_npi = excluded.ordering_npi,
        servicing_npi = excluded.servicing_npi, status = excluded.status, decided = excluded.decided,
        valid_from = excluded.valid_from, valid_to = excluded.valid_to, dos = excluded.dos,
        performed = excluded.performed, auth = excluded.auth, "case" = excluded."case"
"""
_PERSONS = "SELECT * FROM history_person WHERE identity IN (SELECT value FROM json_each(?))"
_UNUSED = """
    SELECT * FROM history_person
    WHERE id IN (SELECT value FROM json_each(?))
        AND NOT EXISTS (SELECT 1 FROM history_request WHERE person = history_person.id)
"""
_UNKEYED = "SELECT * FROM history_person WHERE id > ? ORDER BY id LIMIT ?"
_COUNT_NAMES = """
    INSERT INTO history_name (field, name, persons) VALUES (?, ?, ?)
    ON CONFLICT (field, name) DO UPDATE SET persons = persons + excluded.persons
"""


@dataclass(frozen=True, slots=True)
class PersonIndex:
    """How a person is found: ``keys`` by which candidates are looked up, and ``names``, first and last, in
    the form in which they are counted."""

    keys: Callable[[Member], Collection[int]]
    names: Callable[[Member], tuple[str, str]]


@dataclass(frozen=True, slots=True)
class CaseLines:
    """The rows that the service lines of a case become in the history; their ids are those of
    :func:`reviewer_app.domain.prior_request.line_id`."""

    case_id: str
    rows: tuple[PriorRequest, ...]
    index: PersonIndex


def put_requests(
    database: sqlite_utils.Database, rows: Sequence[PriorRequest], index: PersonIndex
) -> ImportCounts:
    """Keep the rows; the keys of new persons are left to :func:`write_missing_keys`. A row whose id is known
    takes the place of what was known; of rows with one id the last counts."""
    latest = {row.id: row for row in rows}
    known = {row[1]: tuple(row[2:]) for row in database.execute(_KNOWN, [json.dumps(list(latest))])}
    persons = _persons(database, dict.fromkeys(row.member for row in latest.values()), index)
    wanted = {row.id: (persons[row.member], *request_columns(row)) for row in latest.values()}
    differing = {key: columns for key, columns in wanted.items() if known.get(key) != columns}
    changed = differing.keys() & known.keys()
    database.conn.executemany(_PUT, [(key, *columns) for key, columns in differing.items()])
    _forget_unused_persons(database, {int(known[key][0]) for key in changed}, index)
    new = len(differing) - len(changed)
    database.execute("UPDATE history_state SET requests = requests + ?", [new])
    return ImportCounts(new, len(changed), len(latest) - len(differing))


def put_case_lines(database: sqlite_utils.Database, lines: CaseLines) -> None:
    """Let the history hold these rows of a case, and none that were put for it before."""
    held = database.execute(
        "SELECT id FROM history_request WHERE id >= ? AND id < ?", [f"{lines.case_id}:", f"{lines.case_id};"]
    ).fetchall()
    forget_requests(database, {key for (key,) in held} - {row.id for row in lines.rows}, lines.index)
    put_requests(database, lines.rows, lines.index)
    write_missing_keys(database, lines.index)


def forget_requests(database: sqlite_utils.Database, ids: Collection[str], index: PersonIndex) -> int:
    """Remove requests, and the persons whom no other request names; returns how many requests there were."""
    wanted = json.dumps(list(ids))
    persons = database.execute(
        "SELECT person FROM history_request WHERE id IN (SELECT value FROM json_each(?))", [wanted]
    ).fetchall()
    database.execute("DELETE FROM history_request WHERE id IN (SELECT value FROM json_each(?))", [wanted])
    database.execute("UPDATE history_state SET requests = requests - ?", [len(persons)])
    _forget_unused_persons(database, {person for (person,) in persons}, index)
    return len(persons)


def write_missing_keys(database: sqlite_utils.Database, index: PersonIndex) -> None:
    """Write the keys of the next persons who have none yet, of :data:`PERSONS_KEYED_AT_ONCE` at most."""
    (keyed,) = database.execute("SELECT keyed FROM history_state").fetchone()
    rows = database.execute(_UNKEYED, [keyed, PERSONS_KEYED_AT_ONCE]).fetchall()
    persons = ((row[0], person_of(row[2:])) for row in rows)
    database.conn.executemany(
        "INSERT INTO history_key (key, person) VALUES (?, ?)", sorted(_keys_of(persons, index))
    )
    database.execute("UPDATE history_state SET keyed = ?", [rows[-1][0] if rows else keyed])


def _persons(
    database: sqlite_utils.Database, members: Collection[Member], index: PersonIndex
) -> dict[Member, int]:
    """The ids of persons; those who are new are written."""
    columns = {member: person_columns(member) for member in members}
    identities = {member: identity_of(written) for member, written in columns.items()}
    found = {
        tuple(row[2:]): int(row[0])
        for row in database.execute(_PERSONS, [json.dumps(list(identities.values()))])
    }
    new = [member for member in members if columns[member] not in found]
    if new:
        (last,) = database.execute(
            "SELECT max(keyed, (SELECT ifnull(max(id), 0) FROM history_person)) FROM history_state"
        ).fetchone()
        numbered = list(enumerate(new, start=last + 1))
        database.conn.executemany(
            "INSERT INTO history_person VALUES (?, ?, ?, ?, ?, ?, ?)",
            [(number, identities[member], *columns[member]) for number, member in numbered],
        )
        _count_names(database, new, index, 1)
        found.update((columns[member], number) for number, member in numbered)
    return {member: found[columns[member]] for member in members}


def _forget_unused_persons(
    database: sqlite_utils.Database, persons: Iterable[int], index: PersonIndex
) -> None:
    """Remove those of the persons whom no request names any more, with their keys."""
    unused = database.execute(_UNUSED, [json.dumps(list(persons))]).fetchall()
    members = {row[0]: person_of(row[2:]) for row in unused}
    database.conn.executemany(
        "DELETE FROM history_key WHERE key = ? AND person = ?", _keys_of(members.items(), index)
    )
    database.conn.executemany("DELETE FROM history_person WHERE id = ?", [(number,) for number in members])
    _count_names(database, members.values(), index, -1)


def _keys_of(persons: Iterable[tuple[int, Member]], index: PersonIndex) -> Iterator[tuple[int, int]]:
    return ((key, number) for number, member in persons for key in index.keys(member))


def _count_names(
    database: sqlite_utils.Database, members: Iterable[Member], index: PersonIndex, each: int
) -> None:
    counts = Counter(
        (field, name)
        for member in members
        for field, name in zip(("first", "last"), index.names(member), strict=True)
        if name
    )
    database.conn.executemany(
        _COUNT_NAMES, [(*counted, each * count) for counted, count in sorted(counts.items())]
    )
