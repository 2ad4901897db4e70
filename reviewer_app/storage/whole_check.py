"""What nobody meets in daily work: tables and triggers that are not as the program made them, and an audit
log whose end is gone."""

from __future__ import annotations

from collections.abc import Iterator

import sqlite_utils
from sqlite_utils import Migrations

from reviewer_app.storage.audit_log import LOST_END_OF_LOG, RESTORED, log_end
from reviewer_app.storage.chain import ChainEnd
from reviewer_app.storage.connection import REVIEWS, open_in_memory
from reviewer_app.storage.migrations import bring_up_to_date
from reviewer_app.storage.transactions import MEMORY

_OBJECTS = """
    SELECT type, name, sql FROM sqlite_master
    WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND tbl_name <> ?
    ORDER BY type, name
"""


def changed_objects(database: sqlite_utils.Database) -> tuple[str, ...]:
    """A sentence for each table, index and trigger that the program did not make so."""
    pattern = open_in_memory(REVIEWS)
    try:
        bring_up_to_date(pattern, MEMORY)
        made, found = _objects(pattern), _objects(database)
    finally:
        pattern.close()
    return tuple(_differences(made, found))


def lost_end(database: sqlite_utils.Database, saved: ChainEnd, name: str) -> str:
    """What is wrong when a backup of that name has a newest entry that the log does not have; else empty.

    Nothing is wrong when the log itself says that an older backup was restored, or that its end was lost to
    damage, before that entry's place.
    """
    row = database.execute("SELECT hash FROM audit WHERE sequence = ?", [saved.sequence]).fetchone()
    if not saved.sequence or (row is not None and row[0] == saved.hash):
        return ""
    if database.execute(
        "SELECT 1 FROM audit WHERE act IN (?, ?) AND sequence <= ?",
        [RESTORED, LOST_END_OF_LOG, saved.sequence],
    ).fetchone():
        return ""
    return (
        f"The audit log ends with entry {log_end(database).sequence} and lacks entry {saved.sequence} of the "
        f"backup {name}: its end was removed, or an older database was put in its place."
    )


def _objects(database: sqlite_utils.Database) -> dict[tuple[str, str], str]:
    rows = database.execute(_OBJECTS, [Migrations.migrations_table])
    return {(str(kind), str(name)): str(sql) for kind, name, sql in rows}


def _differences(made: dict[tuple[str, str], str], found: dict[tuple[str, str], str]) -> Iterator[str]:
    for (kind, name), sql in made.items():
        if (kind, name) not in found:
            yield f"The {kind} {name} of the database was removed from outside."
        elif found[kind, name] != sql:
            yield f"The {kind} {name} of the database was changed from outside."
    for kind, name in found.keys() - made.keys():
        yield f"The {kind} {name} of the database was added from outside."
