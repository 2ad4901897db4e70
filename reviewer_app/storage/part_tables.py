"""Reading and replacing the parts of a review in their tables, inside a transaction that the caller holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import sqlite_utils

from reviewer_app.domain.changes import Change
from reviewer_app.domain.errors import StoreError
from reviewer_app.domain.evidence import Evidence
from reviewer_app.domain.review import ExceptionRecord, Finding, LineDetermination
from reviewer_app.domain.review_parts import ReviewPart
from reviewer_app.storage.part_rows import (
    Row,
    evidence_from,
    evidence_row,
    key_of,
    kind_columns,
    name_of,
    part_from,
    row_of,
    table_of,
)


def replace_part(database: sqlite_utils.Database, review_id: str, change: Change) -> None:
    """Put ``change.after`` where ``change.before`` is. A part keeps its place among its kind, as in
    :func:`reviewer_app.domain.changes.apply`.

    :raises StoreError: the part is not ``change.before``, so the change was made on another state than this.
    """
    part = change.part
    stored = stored_part(database, review_id, part)
    if (stored or _blank(part)) != (change.before or _blank(part)):
        raise StoreError(
            "The review was changed since it was read, so this step was not saved. Open the case again."
        )
    if change.after is None:
        _remove(database, review_id, part)
    else:
        _put(database, review_id, change.after)


def put_new_parts(database: sqlite_utils.Database, review_id: str, parts: Sequence[ReviewPart]) -> None:
    """Add parts that the review does not have yet, in their order."""
    for part in parts:
        _put(database, review_id, part)


def stored_part(database: sqlite_utils.Database, review_id: str, like: ReviewPart) -> ReviewPart | None:
    """The stored part with the kind and key of ``like``; ``None`` when there is none."""
    where, key = _where(review_id, key_of(like))
    kind = name_of(like)
    for row in database.table(table_of(kind)).rows_where(where, key):
        evidence = _evidence(database, where, key) if isinstance(like, Finding) else {}
        return part_from(kind, row, evidence.get(str(row.get("element_id")), ()))
    return None


def parts_of_kind(database: sqlite_utils.Database, review_id: str, kind: str) -> Iterator[ReviewPart]:
    """All parts of one kind in their order."""
    where, key = _where(review_id, kind_columns(kind))
    evidence = _evidence(database, where, key) if kind == "finding" else {}
    for row in database.table(table_of(kind)).rows_where(where, key, order_by="position"):
        yield part_from(kind, row, evidence.get(str(row.get("element_id")), ()))


def _blank(part: ReviewPart) -> ReviewPart | None:
    """What a review answers when it has no such part; storing that and storing nothing mean the same."""
    match part:
        case Finding():
            return Finding(part.element_id)
        case LineDetermination():
            return LineDetermination(part.line)
        case ExceptionRecord():
            return ExceptionRecord()
        case _:
            return None


def _put(database: sqlite_utils.Database, review_id: str, part: ReviewPart) -> None:
    key = key_of(part)
    position = _position(database, review_id, part)
    row = {"review_id": review_id, "position": position} | row_of(part)
    if isinstance(part, Finding):
        _remove_evidence(database, review_id, part)
    database.table(table_of(name_of(part))).upsert(row, pk=("review_id", *key))
    if isinstance(part, Finding) and part.evidence:
        database.table("evidence").insert_all(
            {"review_id": review_id, "element_id": part.element_id, "position": number}
            | evidence_row(evidence)
            for number, evidence in enumerate(part.evidence)
        )


def _remove(database: sqlite_utils.Database, review_id: str, part: ReviewPart) -> None:
    if isinstance(part, Finding):
        _remove_evidence(database, review_id, part)
    where, key = _where(review_id, key_of(part))
    database.table(table_of(name_of(part))).delete_where(where, key)


def _remove_evidence(database: sqlite_utils.Database, review_id: str, finding: Finding) -> None:
    where, key = _where(review_id, key_of(finding))
    database.table("evidence").delete_where(where, key)


def _position(database: sqlite_utils.Database, review_id: str, part: ReviewPart) -> int:
    """Its place among its kind: the one it has, or the end."""
    table = database.table(table_of(name_of(part)))
    where, key = _where(review_id, key_of(part))
    for row in table.rows_where(where, key, select="position"):
        return int(row["position"])
    where, key = _where(review_id, kind_columns(name_of(part)))
    for row in table.rows_where(where, key, select="position", order_by="position DESC", limit=1):
        return int(row["position"]) + 1
    return 0


def _evidence(database: sqlite_utils.Database, where: str, key: Row) -> dict[str, list[Evidence]]:
    """The evidence of the findings that ``where`` selects, by element, in the order it was given."""
    found: dict[str, list[Evidence]] = {}
    for row in database.table("evidence").rows_where(where, key, order_by="element_id, position"):
        found.setdefault(row["element_id"], []).append(evidence_from(row))
    return found


def _where(review_id: str, key: Row) -> tuple[str, Row]:
    """The condition, with named parameters, that selects one review's rows with that key."""
    columns = {"review_id": review_id} | key
    return " AND ".join(f"{name} = :{name}" for name in columns), columns
