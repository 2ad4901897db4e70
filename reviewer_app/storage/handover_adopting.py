"""Going on with a review that was handed over, inside a transaction that the caller holds.

Signed versions come in as they are, under their own ids, and must give the same hashes as where they were
signed. An open version goes on as a new one of this database, so that no id ever names two contents. Own
versions are closed and stay, but for one on which nobody has worked yet.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from string import Template
from uuid import uuid4

import sqlite_utils

from reviewer_app.domain.review import Review, Reviewer, ReviewStatus
from reviewer_app.storage import signing
from reviewer_app.storage.audit_log import entries_of_case
from reviewer_app.storage.canonical import to_json
from reviewer_app.storage.case_chain import is_work
from reviewer_app.storage.handover_content import HandedVersion, Handover, UnsoundHandoverError
from reviewer_app.storage.handover_rows import put_signed_tables
from reviewer_app.storage.review_rows import read_review, write_new_review

_TABLES_OF_REVIEWS = """
    SELECT tables.name FROM sqlite_master AS tables JOIN pragma_table_info(tables.name) AS columns
    WHERE tables.type = 'table' AND columns.name = 'review_id' AND tables.name <> 'audit'
    ORDER BY tables.name = 'finding'
"""
"""Findings last: evidence refers to them."""

_DELETE = Template('DELETE FROM "$table" WHERE review_id = ?')


def adopt(
    database: sqlite_utils.Database, case_id: str, handover: Handover, actor: Reviewer, at: datetime
) -> str:
    """Make the handover's newest version that of the case. Returns the id of its review here.

    :raises UnsoundHandoverError: a signed version is not what was signed.
    """
    own = _versions(database, case_id)
    seen = _put_own_away(database, case_id, own, actor, at)
    for version in handover.signed:
        _take_signed(database, case_id, version)
    newest = handover.newest
    if newest.status is ReviewStatus.OPEN:
        number = _free_version(database, case_id, newest.version + 1)
        newest = replace(
            newest,
            id=uuid4().hex,
            case_id=case_id,
            version=number,
            created_at=at,
            reviewer=actor,
            pages_seen=newest.pages_seen | seen,
            version_notes=tuple(
                replace(note, version=number) if note.version == newest.version else note
                for note in newest.version_notes
            ),
        )
        write_new_review(database, newest)
    _supersede_others(database, case_id, handover, newest.id, actor, at)
    _take_request(database, case_id, handover)
    return newest.id


def _versions(database: sqlite_utils.Database, case_id: str) -> tuple[Review, ...]:
    rows = database.execute("SELECT id FROM review WHERE case_id = ? ORDER BY version", [case_id]).fetchall()
    return tuple(read_review(database, review_id) for (review_id,) in rows)


def _put_own_away(
    database: sqlite_utils.Database, case_id: str, own: tuple[Review, ...], actor: Reviewer, at: datetime
) -> frozenset[tuple[str, int]]:
    """Close the own open version, or remove it where nobody worked on it; the pages that were shown in it."""
    worked_on = {entry.review_id for entry in entries_of_case(database, case_id) if is_work(entry)}
    for review in own:
        if review.status is not ReviewStatus.OPEN:
            continue
        if review.id in worked_on:
            signing.supersede(database, case_id, review.id, "", actor, at)
        else:
            _remove(database, review.id)
        return review.pages_seen
    return frozenset()


def _remove(database: sqlite_utils.Database, review_id: str) -> None:
    for (table,) in database.execute(_TABLES_OF_REVIEWS).fetchall():
        database.execute(_DELETE.substitute(table=table), [review_id])
    database.execute("DELETE FROM review WHERE id = ?", [review_id])


def _take_signed(database: sqlite_utils.Database, case_id: str, version: HandedVersion) -> None:
    review, signature = version.review, version.review.signature
    row = database.execute(
        "SELECT case_id, content_hash FROM review JOIN signature ON review_id = review.id"
        " WHERE review.id = ?",
        [review.id],
    ).fetchone()
    if signature is None or (row is not None and row != (case_id, signature.content_hash)):
        raise UnsoundHandoverError("a signed version of it is here with another content")
    if row is not None:
        return
    number = _free_version(database, case_id, review.version)
    head = Review(
        id=review.id,
        case_id=case_id,
        version=number,
        status=ReviewStatus.OPEN,
        created_at=review.created_at,
        reviewer=review.reviewer,
        amends=review.amends,
    )
    write_new_review(database, head)
    put_signed_tables(database, version)
    if signing.rows_hash(database, review.id) != version.rows_hash:
        raise UnsoundHandoverError("a signed version of it was edited after signing")
    signing.store_signature(database, review.id, signature, version.rows_hash, version.snapshot.encode())
    signing.set_status(database, review.id, review.status)


def _free_version(database: sqlite_utils.Database, case_id: str, wanted: int) -> int:
    """The number that a version had elsewhere, or the next one after the own."""
    query = "SELECT coalesce(max(version), 0) FROM review WHERE case_id = ?"
    return max(wanted, int(database.execute(query, [case_id]).fetchone()[0]) + 1)


def _supersede_others(
    database: sqlite_utils.Database,
    case_id: str,
    handover: Handover,
    newest_id: str,
    actor: Reviewer,
    at: datetime,
) -> None:
    """Own signed versions that are not in force in the handover are no longer in force here."""
    in_force = {one.review.id for one in handover.signed if one.review.status is ReviewStatus.SIGNED}
    for review in _versions(database, case_id):
        if review.status is ReviewStatus.SIGNED and review.id not in in_force:
            signing.supersede(database, case_id, review.id, newest_id, actor, at)


def _take_request(database: sqlite_utils.Database, case_id: str, handover: Handover) -> None:
    """Know the request as it was typed in where the review was handed over."""
    if handover.entered_request is None:
        return
    text = to_json(replace(handover.entered_request, unknown={}))
    database.execute(
        'UPDATE "case" SET entered_request = ?, request_id = ?, member_id = ? WHERE id = ?',
        [text, handover.request_id, handover.member_id, case_id],
    )
