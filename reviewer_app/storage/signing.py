"""Signing a review, amending a signed one, and checking that a signed one is still what was signed.

Versions: an amendment is a copy of a signed review as a new, open version. The signed version stays in force
until the amendment is signed; in the same transaction it then becomes superseded.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from datetime import datetime

import sqlite_utils

from reviewer_app.domain.changes import Change, apply
from reviewer_app.domain.errors import BlockedError
from reviewer_app.domain.review import Review, Reviewer, ReviewStatus, Signature
from reviewer_app.storage.audit_log import Act, enter
from reviewer_app.storage.canonical import digest, instant_text, to_json
from reviewer_app.storage.review_rows import open_review, read_review, write_new_review
from reviewer_app.storage.schema import SIGNED_CONTENT


def sign(
    database: sqlite_utils.Database, review_id: str, signature: Signature, snapshot_bytes: bytes
) -> Signature:
    """Store the signature with what was signed, close the review, and supersede the version that it amends.

    :raises BlockedError: the review is not open.
    :raises ValueError: the signature's content hash is not the snapshot's.
    """
    if signature.content_hash != digest(snapshot_bytes):
        raise ValueError("the content hash of a signature is the SHA-256 of the snapshot")
    open_review(database, review_id)
    review = read_review(database, review_id)
    if review.amends:
        supersede(database, review.case_id, review.amends, review.id, signature.reviewer, signature.signed_at)
    rows = rows_hash(database, review_id)
    covered = to_json({"signature": replace(signature, audit_hash=""), "rows_hash": rows})
    act = Act("Signed", review.case_id, review_id, after=covered)
    receipt = enter(database, act, signature.reviewer, signature.signed_at)
    signed = replace(signature, audit_hash=receipt.hash)
    store_signature(database, review_id, signed, rows, snapshot_bytes)
    set_status(database, review_id, ReviewStatus.SIGNED)
    return signed


def store_signature(
    database: sqlite_utils.Database, review_id: str, signed: Signature, rows: str, snapshot_bytes: bytes
) -> None:
    """Write the row of a signature; ``rows`` is the hash of the review's rows (:func:`rows_hash`)."""
    database.table("signature").insert(
        {
            "review_id": review_id,
            "name": signed.reviewer.name,
            "role": signed.reviewer.role.value,
            "licence": signed.reviewer.licence,
            "signed_at": instant_text(signed.signed_at),
            "attestation": signed.attestation,
            "content_hash": signed.content_hash,
            "rows_hash": rows,
            "audit_hash": signed.audit_hash,
            "snapshot": snapshot_bytes,
        }
    )


def snapshot(database: sqlite_utils.Database, review_id: str) -> bytes:
    """What was signed, byte for byte.

    :raises BlockedError: the review is not signed.
    """
    row = database.execute("SELECT snapshot FROM signature WHERE review_id = ?", [review_id]).fetchone()
    if row is None:
        raise BlockedError("This review is not signed yet.")
    return bytes(row[0])


def amend(
    database: sqlite_utils.Database,
    review_id: str,
    actor: Reviewer,
    at: datetime,
    new_id: str,
    changes: Sequence[Change] = (),
) -> Review:
    """Store and return a new open version with the signed one's content, and the changes made to it.

    :raises BlockedError: the review is not signed, or is not the newest version.
    """
    review = read_review(database, review_id)
    if review.status is not ReviewStatus.SIGNED:
        raise BlockedError("Only a signed review can be amended; this one can still be changed as it is.")
    newer = "SELECT count(*) FROM review WHERE case_id = ? AND version > ?"
    if database.execute(newer, [review.case_id, review.version]).fetchone()[0]:
        raise BlockedError("This review already has an amendment; open the newest version of the case.")
    amendment = next_version(review, new_id, actor, at)
    for change in changes:
        amendment = apply(amendment, change)
    write_new_review(database, amendment)
    made = [(change.title, change.before, change.after) for change in changes]
    act = Act(
        "Amendment started",
        review.case_id,
        new_id,
        before=to_json(review_id),
        after=to_json(made) if made else None,
    )
    enter(database, act, actor, at)
    return amendment


def next_version(signed: Review, new_id: str, actor: Reviewer, at: datetime) -> Review:
    """The open version that follows a signed one, with all its content."""
    return replace(
        signed,
        id=new_id,
        version=signed.version + 1,
        status=ReviewStatus.OPEN,
        created_at=at,
        reviewer=actor,
        signature=None,
        amends=signed.id,
    )


def verify(database: sqlite_utils.Database, handed: Set[tuple[str, str]] = frozenset()) -> tuple[str, ...]:
    """A sentence for each signed review that is no longer what was signed, oldest first. ``handed`` are
    review and hash of entries in the audit logs of other computers, where a handed-over review may have been
    signed."""
    rows = database.execute(
        "SELECT review.id, review.version, content_hash, rows_hash, audit_hash, snapshot"
        " FROM signature JOIN review ON review.id = signature.review_id ORDER BY signed_at"
    )
    return tuple(sentence for row in rows.fetchall() for sentence in _problems(database, handed, *row))


def _problems(
    database: sqlite_utils.Database,
    handed: Set[tuple[str, str]],
    review_id: str,
    version: int,
    content_hash: str,
    signed_rows_hash: str,
    audit_hash: str,
    snapshot_bytes: bytes,
) -> Iterator[str]:
    name = f"Version {version} of review {review_id}"
    if digest(snapshot_bytes) != content_hash:
        yield f"{name}: the signed copy was edited after signing."
    if rows_hash(database, review_id) != signed_rows_hash:
        yield f"{name}: its content was edited after signing."
    entered = "SELECT count(*) FROM audit WHERE hash = ? AND review_id = ?"
    found = database.execute(entered, [audit_hash, review_id]).fetchone()[0]
    if not found and (review_id, audit_hash) not in handed:
        yield f"{name}: the audit log has no entry of its signing."


def rows_hash(database: sqlite_utils.Database, review_id: str) -> str:
    """SHA-256 over all rows that a signature covers.

    Empty columns and tables are left out, so a later schema that adds some gives an old review the same hash.
    """
    content = {
        table: sorted(
            _row_text(row) for row in database.table(table).rows_where("review_id = ?", [review_id])
        )
        for table in SIGNED_CONTENT
    }
    return digest(to_json({table: rows for table, rows in content.items() if rows}))


def _row_text(row: dict[str, object]) -> str:
    return to_json({column: value for column, value in row.items() if value not in (None, "")})


def supersede(
    database: sqlite_utils.Database, case_id: str, review_id: str, by: str, actor: Reviewer, at: datetime
) -> None:
    """Close a version for another one; ``by`` is the id of that one's review, empty where it has none yet."""
    set_status(database, review_id, ReviewStatus.SUPERSEDED)
    enter(database, Act("Superseded", case_id, review_id, after=to_json(by)), actor, at)


def set_status(database: sqlite_utils.Database, review_id: str, status: ReviewStatus) -> None:
    """Say how a version stands; the database refuses what a signed one may not become."""
    database.execute("UPDATE review SET status = ? WHERE id = ?", [status.value, review_id])
