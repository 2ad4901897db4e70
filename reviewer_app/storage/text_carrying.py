"""Page texts and readings of a case are taken along from a file that cannot be written into memory."""

from __future__ import annotations

from collections.abc import Sequence

import sqlite_utils

from reviewer_app.storage.case_tables import MOST_PAGES, PAGE_BITS
from reviewer_app.storage.text_room import bytes_in_use
from reviewer_app.storage.transactions import Transactions

_DOCUMENT = "SELECT * FROM main.document WHERE sha256 = ?"
_KEEP_DOCUMENT = "INSERT INTO main.document VALUES (?, ?, ?, ?)"

_TABLES = (
    (
        "SELECT * FROM main.page WHERE id BETWEEN :first AND :last",
        "INSERT INTO main.page VALUES (?, ?, ?, ?, ?, ?, ?)",
    ),
    (
        """
        SELECT * FROM main.reading WHERE id IN (
            SELECT reading FROM main.page_reading WHERE id BETWEEN :first AND :last)
        """,
        "INSERT OR IGNORE INTO main.reading VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
    ),
    (
        "SELECT * FROM main.page_reading WHERE id BETWEEN :first AND :last",
        "INSERT INTO main.page_reading VALUES (?, ?, ?, ?, ?)",
    ),
)
"""How what is kept of a document is asked for, and how it is kept. A reading may belong to several."""


def carry_over(source: Transactions, target: Transactions, documents: Sequence[str], most_bytes: int) -> None:
    """Copy what ``source`` has of these documents (SHA-256) into ``target``, one after the other, while that
    has no more than so many bytes. Rows go as they are, with the checksums that tell whether they are whole.

    :raises StoreError: one of them failed; ``target`` has whole documents alone.
    """
    with source.reading() as database:
        for sha256 in documents:
            with target.writing() as memory:
                if bytes_in_use(memory, "main") > most_bytes:
                    return
                _copy(database, memory, sha256)


def _copy(source: sqlite_utils.Database, target: sqlite_utils.Database, sha256: str) -> None:
    document = source.execute(_DOCUMENT, [sha256]).fetchone()
    if document is None:
        return
    target.execute(_KEEP_DOCUMENT, list(document))
    first = int(document[0]) << PAGE_BITS
    for asked, keep in _TABLES:
        for row in source.execute(asked, {"first": first, "last": first | MOST_PAGES}):
            target.execute(keep, list(row))
