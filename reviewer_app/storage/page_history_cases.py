"""The cases of the page history: which one a case is, and whose documents are in it.

The page history is a file of its own and knows cases that were never opened, only screened. So it keeps for
itself by what a case is known again; the functions here run inside a transaction that the caller holds.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import uuid4

import sqlite_utils

from reviewer_app.domain.request import Member
from reviewer_app.domain.same_page import DocumentPlace, SeenCase
from reviewer_app.storage.canonical import instant, instant_text

CASES = (
    """
    CREATE TABLE seen_case (
        number INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        opened INTEGER NOT NULL CHECK (opened IN (0, 1)),   -- the id is that of a case among the reviews
        folder BLOB NOT NULL,              -- the path in the bytes of the file system
        request_id TEXT NOT NULL,
        member_id TEXT NOT NULL,
        first_name TEXT NOT NULL,
        last_name TEXT NOT NULL,
        dob TEXT NOT NULL,                 -- empty where it is not known
        sex TEXT NOT NULL,
        seen_at TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX seen_case_request ON seen_case (request_id, member_id)",
    "CREATE INDEX seen_case_folder ON seen_case (folder)",
    """
    CREATE TABLE seen_document (
        id INTEGER PRIMARY KEY,
        sha256 TEXT NOT NULL UNIQUE
    ) STRICT
    """,
    """
    CREATE TABLE seen_in_case (
        document INTEGER NOT NULL REFERENCES seen_document (id),
        seen_case INTEGER NOT NULL REFERENCES seen_case (number),
        file TEXT NOT NULL,
        PRIMARY KEY (document, seen_case)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX seen_in_case_case ON seen_in_case (seen_case)",
)
"""Statements that make the tables."""

_ALL = """
    SELECT id, folder, request_id, member_id, first_name, last_name, dob, sex, seen_at
    FROM seen_case ORDER BY seen_at, number
"""
_THE_SAME = """
    SELECT number, id FROM seen_case
    WHERE id = :id
        OR (NOT opened AND request_id = :request_id AND member_id = :member_id AND :request_id <> '')
        OR (NOT opened AND folder = :folder AND (request_id = '' OR :request_id = '')
            AND (member_id = '' OR :member_id = '' OR member_id = :member_id))
    ORDER BY id = :id DESC, request_id = :request_id DESC, number
"""
_PUT = """
    INSERT INTO seen_case
        (number, id, opened, folder, request_id, member_id, first_name, last_name, dob, sex, seen_at)
    VALUES (:number, :id, :opened, :folder, :request_id, :member_id, :first_name, :last_name, :dob, :sex, :at)
    ON CONFLICT (number) DO UPDATE SET id = excluded.id, opened = excluded.opened, folder = excluded.folder,
        request_id = excluded.request_id, member_id = excluded.member_id, first_name = excluded.first_name,
        last_name = excluded.last_name, dob = excluded.dob, sex = excluded.sex, seen_at = excluded.seen_at
"""
_MERGE = """
    INSERT OR IGNORE INTO seen_in_case (document, seen_case, file)
    SELECT document, ?, file FROM seen_in_case WHERE seen_case = ?
"""
_PLACES = """
    SELECT file, id, folder, request_id, member_id, first_name, last_name, dob, sex, seen_at
    FROM seen_in_case JOIN seen_case ON seen_case.number = seen_in_case.seen_case
    WHERE document = ? ORDER BY seen_at DESC, number DESC
"""


def put_case(
    database: sqlite_utils.Database, case: SeenCase, documents: Iterable[tuple[str, str]]
) -> SeenCase:
    """Keep a case with its documents, as (SHA-256, file), and return it as it is kept.

    It is the one of the same id. Those that were only screened are the same case as well where they are of
    its request and member, or lay in its folder and neither request nor member says otherwise.

    :raises ValueError: the case does not say when it is seen.
    """
    if case.seen_at is None:
        raise ValueError("a case is kept with the instant at which it is seen")
    same = database.execute(_THE_SAME, _row(case)).fetchall()
    number = int(same[0][0]) if same else None
    for other, _ in same[1:]:
        database.execute(_MERGE, [number, other])
        drop_case(database, int(other))
    kept = replace(case, id=case.id or (str(same[0][1]) if same else uuid4().hex))
    beside = {"number": number, "opened": int(bool(case.id)), "at": instant_text(case.seen_at)}
    database.execute(_PUT, {**_row(kept), **beside})
    (number,) = database.execute("SELECT number FROM seen_case WHERE id = ?", [kept.id]).fetchone()
    for sha256, file in documents:
        database.execute(
            "INSERT INTO seen_in_case (document, seen_case, file) VALUES (?, ?, ?)"
            " ON CONFLICT (document, seen_case) DO UPDATE SET file = excluded.file",
            [document_number(database, sha256), number, file],
        )
    return kept


def document_number(database: sqlite_utils.Database, sha256: str) -> int:
    """The number of a document, which it gets when it is first heard of."""
    row = database.execute("SELECT id FROM seen_document WHERE sha256 = ?", [sha256]).fetchone()
    if row is not None:
        return int(row[0])
    (number,) = database.execute(
        "INSERT INTO seen_document (sha256) VALUES (?) RETURNING id", [sha256]
    ).fetchone()
    return int(number)


def places_of(database: sqlite_utils.Database, document: int) -> tuple[DocumentPlace, ...]:
    """Every case that had the document of that number, the one seen last first."""
    rows = database.execute(_PLACES, [document]).fetchall()
    return tuple(DocumentPlace(_case(*columns), str(file)) for file, *columns in rows)


def all_cases(database: sqlite_utils.Database) -> tuple[SeenCase, ...]:
    """Every case, the one seen longest ago first."""
    return tuple(_case(*columns) for columns in database.execute(_ALL))


def documents_only_in(database: sqlite_utils.Database, case_id: str) -> Sequence[int]:
    """The numbers of the documents that no other case has."""
    rows = database.execute(
        "SELECT document FROM seen_in_case AS here JOIN seen_case ON seen_case.number = here.seen_case"
        " WHERE id = ? AND NOT EXISTS (SELECT 1 FROM seen_in_case AS other"
        " WHERE other.document = here.document AND other.seen_case <> here.seen_case)",
        [case_id],
    )
    return [int(document) for (document,) in rows]


def drop_case(database: sqlite_utils.Database, number: int) -> None:
    """Remove a case; its documents stay."""
    database.execute("DELETE FROM seen_in_case WHERE seen_case = ?", [number])
    database.execute("DELETE FROM seen_case WHERE number = ?", [number])


def _row(case: SeenCase) -> dict[str, str | bytes]:
    member = case.member
    return {
        "id": case.id,
        "folder": os.fsencode(case.folder),
        "request_id": case.request_id,
        "member_id": member.member_id,
        "first_name": member.first_name,
        "last_name": member.last_name,
        "dob": member.dob.isoformat() if member.dob else "",
        "sex": member.sex,
    }


def _case(
    case_id: str,
    folder: bytes,
    request_id: str,
    member_id: str,
    first_name: str,
    last_name: str,
    dob: str,
    sex: str,
    seen_at: str,
) -> SeenCase:
    """The case of a row, in the order of the query's columns."""
    return SeenCase(
        case_id,
        Path(os.fsdecode(folder)),
        request_id,
        Member(member_id, first_name, last_name, date.fromisoformat(dob) if dob else None, sex),
        instant(seen_at),
    )
