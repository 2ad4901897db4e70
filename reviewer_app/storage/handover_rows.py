"""The rows that a signature covers, out of the database and into another one, to the letter."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import sqlite_utils
from sqlcipher3 import dbapi2 as sqlite3

from reviewer_app.domain.review import Review
from reviewer_app.domain.review_parts import KINDS
from reviewer_app.storage.handover_content import HandedTable, HandedVersion, UnsoundHandoverError
from reviewer_app.storage.review_rows import read_review
from reviewer_app.storage.schema import SIGNED_CONTENT

OWNER = "review_id"


def signed_tables(database: sqlite_utils.Database, review_id: str) -> Iterator[HandedTable]:
    """The rows of a review in each table that a signature covers; tables without any are left out."""
    for name in SIGNED_CONTENT:
        rows = list(database.table(name).rows_where(f"{OWNER} = ?", [review_id]))
        if rows:
            yield HandedTable(name, tuple(rows[0]), tuple(tuple(row.values()) for row in rows))


def put_signed_tables(database: sqlite_utils.Database, version: HandedVersion) -> None:
    """Write the rows of a signed version whose review is here and still open.

    :raises UnsoundHandoverError: they are not rows of that review, or say something else than it does.
    """
    review = version.whole_review
    try:
        for handed in sorted(version.tables, key=_order):
            database.table(handed.table).insert_all(_rows(database, handed, review.id))
        written = read_review(database, review.id)
    except (sqlite3.IntegrityError, msgspec.ValidationError, ValueError, KeyError) as error:
        raise UnsoundHandoverError(
            "the rows of a signed version are not as the program writes them"
        ) from error
    if _content(written) != _content(review):
        raise UnsoundHandoverError("the rows of a signed version are not those of its review")


def _content(review: Review) -> tuple[object, ...]:
    """What the covered rows say, as one value. Canonical JSON keeps no order of findings."""
    parts = {(kind.kind, kind.key(part)): part for kind in KINDS for part in kind.items(review)}
    return review.packs, parts, review.pages_seen


def _order(handed: HandedTable) -> int:
    """Tables in the order in which they refer to each other.

    :raises ValueError: no signature covers such a table.
    """
    return SIGNED_CONTENT.index(handed.table)


def _rows(
    database: sqlite_utils.Database, handed: HandedTable, review_id: str
) -> Iterator[dict[str, str | int | float | None]]:
    known = {column.name for column in database.table(handed.table).columns}
    if not known.issuperset(handed.columns) or len(set(handed.columns)) < len(handed.columns):
        raise ValueError("a column that the table does not have")
    for values in handed.rows:
        row = dict(zip(handed.columns, values, strict=True))
        if row.get(OWNER) != review_id:
            raise ValueError("a row of another review")
        yield row
