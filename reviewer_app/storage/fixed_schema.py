"""Tables of a database that is made anew rather than migrated: they are there as they were made, or not."""

from __future__ import annotations

from collections.abc import Sequence

import sqlite_utils

from reviewer_app.storage.connection import DatabaseKind


def make_tables(
    database: sqlite_utils.Database, statements: Sequence[str], kind: DatabaseKind, version: int
) -> None:
    """Make the tables of a new database, and say in its header what it is. Part of the caller's transaction.
    ``version`` must not be 0, which is that of an empty database."""
    for statement in statements:
        database.execute(statement)
    database.execute(f"PRAGMA application_id = {kind.application_id}")
    database.execute(f"PRAGMA user_version = {version}")


def version_of(database: sqlite_utils.Database) -> int:
    """The version that :func:`make_tables` was given; 0 for an empty database."""
    (version,) = database.execute("PRAGMA user_version").fetchone()
    return int(version)


def has_tables(database: sqlite_utils.Database, statements: Sequence[str]) -> bool:
    """Whether the tables and indexes are those that the statements make, and no others."""
    made = database.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
    return {str(sql).strip() for (sql,) in made} == {statement.strip() for statement in statements}


def forget_what_is_removed(database: sqlite_utils.Database) -> None:
    """Overwrite what is removed from now on, and let the write-ahead log not stay long."""
    database.execute("PRAGMA secure_delete = on").fetchone()
    database.execute("PRAGMA journal_size_limit = 16777216").fetchone()
