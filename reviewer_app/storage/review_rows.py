"""A whole review from and to its tables, inside a transaction that the caller holds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import sqlite_utils

from reviewer_app.domain.errors import BlockedError, UsageError
from reviewer_app.domain.place import Beside, Place
from reviewer_app.domain.policy import PackReference
from reviewer_app.domain.review import (
    Review,
    Reviewer,
    ReviewStatus,
    Role,
    Signature,
)
from reviewer_app.domain.review_parts import kind_of_type, parts_of
from reviewer_app.storage.canonical import instant, instant_text
from reviewer_app.storage.part_rows import PART_KINDS
from reviewer_app.storage.part_tables import parts_of_kind, put_new_parts

_PLACE = "SELECT element_id, sha256, page, zoom, rotation, page_offset FROM place WHERE review_id = ?"
_BESIDE = (
    "SELECT sha256, page, zoom, rotation, page_offset, is_first, synchronised"
    " FROM place_beside WHERE review_id = ?"
)
_SIGNATURE = (
    "SELECT name, role, licence, signed_at, attestation, content_hash, audit_hash"
    " FROM signature WHERE review_id = ?"
)


def read_review(database: sqlite_utils.Database, review_id: str) -> Review:
    """The review as its tables have it.

    :raises UsageError: there is no such review.
    :raises msgspec.ValidationError: a row was altered so that it describes nothing.
    """
    head = _head(database, review_id)
    review = head
    for name, kind in PART_KINDS.items():
        review = kind_of_type(kind).with_items(review, tuple(parts_of_kind(database, review_id, name)))
    return replace(
        review,
        packs=tuple(
            PackReference(*row)
            for row in database.execute(
                "SELECT pack_id, pack_version FROM review_pack WHERE review_id = ? ORDER BY position",
                [review_id],
            )
        ),
        pages_seen=frozenset(
            (sha256, page)
            for sha256, page in database.execute(
                "SELECT sha256, page FROM page_seen WHERE review_id = ?", [review_id]
            )
        ),
        place=_place(database, review_id),
        signature=_signature(database, review_id),
    )


def write_new_review(database: sqlite_utils.Database, review: Review) -> None:
    """Write every row of a review that is not stored yet.

    :raises ValueError: the review is signed, or has an instant without offset.
    """
    if review.read_only or review.signature is not None:
        raise ValueError("a review is created open and signed later")
    database.table("review").insert(
        {
            "id": review.id,
            "case_id": review.case_id,
            "version": review.version,
            "status": review.status.value,
            "created_at": instant_text(review.created_at),
            "reviewer_name": review.reviewer.name,
            "reviewer_role": review.reviewer.role.value,
            "reviewer_licence": review.reviewer.licence,
            "amends": review.amends,
        }
    )
    write_packs(database, review.id, review.packs)
    put_new_parts(database, review.id, parts_of(review))
    write_seen_pages(database, review.id, review.pages_seen)
    write_place(database, review.id, review.place)


def write_seen_pages(
    database: sqlite_utils.Database, review_id: str, pages: frozenset[tuple[str, int]]
) -> None:
    """Add pages, as (document hash, page from 1), to those that were shown."""
    database.conn.executemany(
        "INSERT OR IGNORE INTO page_seen (review_id, sha256, page) VALUES (?, ?, ?)",
        [(review_id, sha256, page) for sha256, page in sorted(pages)],
    )


def write_packs(database: sqlite_utils.Database, review_id: str, packs: Iterable[PackReference]) -> None:
    """Replace the policy packs that a review is made with."""
    database.execute("DELETE FROM review_pack WHERE review_id = ?", [review_id])
    database.table("review_pack").insert_all(
        {"review_id": review_id, "position": position, "pack_id": pack.id, "pack_version": pack.version}
        for position, pack in enumerate(packs)
    )


def write_place(database: sqlite_utils.Database, review_id: str, place: Place) -> None:
    """Replace the place where the reviewer was."""
    database.table("place").upsert(
        {
            "review_id": review_id,
            "element_id": place.element_id,
            "sha256": place.sha256,
            "page": place.page,
            "zoom": place.zoom,
            "rotation": place.rotation,
            "page_offset": place.offset,
        },
        pk="review_id",
    )
    database.execute("DELETE FROM place_beside WHERE review_id = ?", [review_id])
    if place.beside is not None:
        _write_beside(database, review_id, place.beside)


def _write_beside(database: sqlite_utils.Database, review_id: str, beside: Beside) -> None:
    database.table("place_beside").insert(
        {
            "review_id": review_id,
            "sha256": beside.place.sha256,
            "page": beside.place.page,
            "zoom": beside.place.zoom,
            "rotation": beside.place.rotation,
            "page_offset": beside.place.offset,
            "is_first": int(beside.first),
            "synchronised": int(beside.synchronised),
        }
    )


def open_review(database: sqlite_utils.Database, review_id: str) -> str:
    """The id of the case of a review that may be changed.

    :raises BlockedError: the review is signed or superseded.
    :raises UsageError: there is no such review.
    """
    head = _head(database, review_id)
    if head.read_only:
        raise BlockedError("This review is signed and cannot be changed; amend it to make a new version.")
    return head.case_id


def _head(database: sqlite_utils.Database, review_id: str) -> Review:
    row = database.execute(
        "SELECT case_id, version, status, created_at, reviewer_name, reviewer_role, reviewer_licence, amends"
        " FROM review WHERE id = ?",
        [review_id],
    ).fetchone()
    if row is None:
        raise UsageError(f"There is no review {review_id} in the database.")
    case_id, version, status, created_at, name, role, licence, amends = row
    return Review(
        id=review_id,
        case_id=case_id,
        version=version,
        status=ReviewStatus(status),
        created_at=instant(created_at),
        reviewer=Reviewer(name, Role(role), licence),
        amends=amends,
    )


def _place(database: sqlite_utils.Database, review_id: str) -> Place:
    row = database.execute(_PLACE, [review_id]).fetchone()
    return Place() if row is None else replace(Place(*row), beside=_beside(database, review_id))


def _beside(database: sqlite_utils.Database, review_id: str) -> Beside | None:
    row = database.execute(_BESIDE, [review_id]).fetchone()
    if row is None:
        return None
    *place, first, synchronised = row
    return Beside(Place("", *place), bool(first), bool(synchronised))


def _signature(database: sqlite_utils.Database, review_id: str) -> Signature | None:
    row = database.execute(_SIGNATURE, [review_id]).fetchone()
    if row is None:
        return None
    name, role, licence, signed_at, attestation, content_hash, audit_hash = row
    reviewer = Reviewer(name, Role(role), licence)
    return Signature(reviewer, instant(signed_at), attestation, content_hash, audit_hash)
