"""Room in the file of page texts and in the index: how much is taken, and what goes when it is short."""

from __future__ import annotations

from typing import Literal

import sqlite_utils

from reviewer_app.storage.case_tables import MOST_PAGES, PAGE_BITS
from reviewer_app.storage.reading_rows import drop_readings

_UNUSED_FOR_LONGEST = """
    SELECT id FROM document WHERE id NOT IN (SELECT first >> ? FROM temp.case_document) ORDER BY used LIMIT 1
"""


def bytes_in_use(database: sqlite_utils.Database, schema: Literal["main", "temp"]) -> int:
    """Without the pages of a file that are free for something else."""
    pages, free, size = (
        int(database.execute(f"PRAGMA {schema}.{name}").fetchone()[0])
        for name in ("page_count", "freelist_count", "page_size")
    )
    return (pages - free) * size


def make_room(database: sqlite_utils.Database, wanted: int, most_bytes: int) -> int:
    """Drop documents of other cases, those first that were not in use for longest, until ``wanted`` bytes fit
    into the file or none is left; returns how many bytes do."""
    room = most_bytes - bytes_in_use(database, "main")
    while room < wanted:
        oldest = database.execute(_UNUSED_FOR_LONGEST, [PAGE_BITS]).fetchone()
        if oldest is None:
            break
        drop_texts(database, oldest[0])
        drop_readings(database, oldest[0])
        database.execute("DELETE FROM document WHERE id = ?", [oldest[0]])
        room = most_bytes - bytes_in_use(database, "main")
    return room


def drop_texts(database: sqlite_utils.Database, document: int) -> None:
    """Forget the words that a document has for its pages; ``document`` is its number."""
    first = document << PAGE_BITS
    database.execute("DELETE FROM page WHERE id BETWEEN ? AND ?", [first, first | MOST_PAGES])
