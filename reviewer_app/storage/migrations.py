"""The history of the schema. Each migration and the record of it are one transaction.

A migration that was released is never edited: a later one changes what it made.
"""

from __future__ import annotations

from pathlib import Path

import sqlite_utils
from sqlite_utils import Migrations

from reviewer_app.domain.errors import StoreError
from reviewer_app.storage.connection import APPLICATION_ID
from reviewer_app.storage.history_schema import HISTORY
from reviewer_app.storage.schema import (
    AUDIT,
    CASES,
    COPY_DECISIONS,
    HANDOVERS,
    MATCH_DECISIONS,
    PLACE_BESIDE,
    PURGED_ENTRIES,
    RECORDS,
    REVIEWS,
    SETTINGS,
    protection_of,
    protection_of_signed_reviews,
)

migrations = Migrations("reviewer-app")


@migrations()
def m001_cases_and_reviews(database: sqlite_utils.Database) -> None:
    """Cases, reviews with their parts, undo history, signatures, audit log and settings."""
    database.executescript(CASES + REVIEWS + AUDIT + SETTINGS)
    for trigger in protection_of_signed_reviews():
        database.execute(trigger)
    database.execute(f"PRAGMA application_id = {APPLICATION_ID}")


@migrations()
def m002_place_beside(database: sqlite_utils.Database) -> None:
    """What the second pane of a review shows."""
    database.executescript(PLACE_BESIDE)


@migrations()
def m003_history(database: sqlite_utils.Database) -> None:
    """Earlier requests, their persons, and the keys by which persons are found."""
    database.executescript(HISTORY)


@migrations()
def m004_purged_entries(database: sqlite_utils.Database) -> None:
    """Entries of the audit log that a purge emptied."""
    database.executescript(PURGED_ENTRIES)


@migrations()
def m005_match_decisions(database: sqlite_utils.Database) -> None:
    """What reviewers decided about matches with earlier requests."""
    database.executescript(MATCH_DECISIONS)
    for trigger in protection_of(("match_decision",)):
        database.execute(trigger)


@migrations()
def m006_copy_decisions(database: sqlite_utils.Database) -> None:
    """What reviewers decided about pages that were taken for copies."""
    database.executescript(COPY_DECISIONS)
    for trigger in protection_of(("copy_decision",)):
        database.execute(trigger)


@migrations()
def m007_records(database: sqlite_utils.Database) -> None:
    """Parts of a review that are many values in one."""
    database.executescript(RECORDS)
    for trigger in protection_of(("record",)):
        database.execute(trigger)


@migrations()
def m008_handovers(database: sqlite_utils.Database) -> None:
    """Reviews that were handed over from other computers."""
    database.executescript(HANDOVERS)


STEPS = (
    m001_cases_and_reviews,
    m002_place_beside,
    m003_history,
    m004_purged_entries,
    m005_match_decisions,
    m006_copy_decisions,
    m007_records,
    m008_handovers,
)
"""Every migration that this program knows, oldest first."""


def bring_up_to_date(database: sqlite_utils.Database, path: Path) -> None:
    """Apply the migrations that the database lacks; ``path`` is its file, for the sentence.

    :raises StoreError: as :func:`refuse_newer`; nothing is changed then.
    """
    refuse_newer(database, path)
    migrations.apply(database)


def refuse_newer(database: sqlite_utils.Database, path: Path) -> None:
    """:raises StoreError: a migration was applied that this program does not know."""
    known = {step.__name__ for step in STEPS}
    if any(applied.name not in known for applied in migrations.applied(database)):
        raise StoreError(
            f"The database {path} was written by a newer version of this program and was left as it is. "
            "Start the newer version, or choose another data folder with --data-dir."
        )
