"""What was read of the pictures of pages, as rows: a reading stands once for all pages that look the same."""

from __future__ import annotations

from typing import NamedTuple

import sqlite_utils

from reviewer_app.domain.page_reading import LayerVerdict, PageReading
from reviewer_app.domain.pages import VIEW_ROTATIONS, ViewRotation
from reviewer_app.storage.case_tables import MOST_PAGES, PAGE_BITS
from reviewer_app.storage.page_rows import PageParts, checked, checksum, reading_of

_KEEP = """
    INSERT INTO main.reading (picture, engine, checksum, text, words, jumps, boxes, about)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (picture, engine) DO UPDATE SET checksum = excluded.checksum, text = excluded.text,
        words = excluded.words, jumps = excluded.jumps, boxes = excluded.boxes, about = excluded.about
    RETURNING id
"""

_JOIN = "INSERT OR REPLACE INTO main.page_reading (id, reading, layer, counts, turned) VALUES (?, ?, ?, ?, ?)"

_TURNED = """
    SELECT id & ?, turned FROM main.page_reading WHERE id BETWEEN ? AND ? AND (counts OR layer = 'agrees')
"""
"""A reading that failed tells nothing of how the page lies."""

_OF_PAGE = """
    SELECT l.layer, r.engine, r.checksum, CAST(r.text AS BLOB), CAST(r.words AS BLOB), CAST(r.jumps AS BLOB),
        CAST(r.boxes AS BLOB), CAST(r.about AS BLOB)
    FROM main.page_reading AS l CROSS JOIN main.reading AS r ON r.id = l.reading WHERE l.id = ?
"""

_OF_PICTURE = """
    SELECT checksum, CAST(text AS BLOB), CAST(words AS BLOB), CAST(jumps AS BLOB), CAST(boxes AS BLOB),
        CAST(about AS BLOB)
    FROM main.reading WHERE picture = ? AND engine = ?
"""

_ENGINES = """
    SELECT l.id & ?, r.engine FROM main.page_reading AS l CROSS JOIN main.reading AS r ON r.id = l.reading
    WHERE l.id BETWEEN ? AND ? AND (l.counts OR l.layer = 'agrees')
"""
"""A reading that failed is none: its words neither count nor agree with those of the file."""

_REPLACED = "SELECT reading FROM main.page_reading WHERE id = ? AND reading != ?"

_DROP_IF_UNUSED = """
    DELETE FROM main.reading WHERE id = :reading
    AND NOT EXISTS (SELECT 1 FROM main.page_reading AS l WHERE l.reading = :reading)
"""

_DROP_ALONE = """
    DELETE FROM main.reading
    WHERE id IN (SELECT reading FROM main.page_reading WHERE id BETWEEN :first AND :last)
    AND NOT EXISTS (
        SELECT 1 FROM main.page_reading AS l
        WHERE l.reading = main.reading.id AND l.id NOT BETWEEN :first AND :last)
"""

_DROP_JOINED = "DELETE FROM main.page_reading WHERE id BETWEEN :first AND :last"

DROP_UNUSED = "DELETE FROM main.reading WHERE id NOT IN (SELECT reading FROM main.page_reading)"
"""Of a picture that no page has any more nothing is kept. Looks at all readings."""


class KeptReading(NamedTuple):
    """A reading as it is kept, and what made it."""

    came: PageReading
    engine: str


def keep_reading(
    database: sqlite_utils.Database,
    page: int,
    picture: str,
    engine: str,
    came: PageReading,
    parts: PageParts,
) -> None:
    """Keep what came of reading a picture, ``parts`` of it packed, for the page with that key."""
    (reading,) = database.execute(_KEEP, [picture, engine, checksum(parts), *parts]).fetchone()
    replaced = database.execute(_REPLACED, [page, reading]).fetchone()
    turned = came.reading.turned if came.reading is not None else 0
    database.execute(_JOIN, [page, reading, came.layer.value, came.counts, turned])
    if replaced is not None:
        database.execute(_DROP_IF_UNUSED, {"reading": replaced[0]})


def reading_of_page(database: sqlite_utils.Database, page: int) -> KeptReading | None:
    """What is kept for the page with that key.

    :raises DamagedDatabaseError: it is not what was kept.
    """
    row = database.execute(_OF_PAGE, [page]).fetchone()
    if row is None:
        return None
    layer, engine, expected, *parts = row
    came = reading_of(checked(parts, expected))
    return KeptReading(PageReading(came.reading, LayerVerdict(layer), came.failure), str(engine))


def reading_of_picture(database: sqlite_utils.Database, picture: str, engine: str) -> PageReading | None:
    """What was read of the same picture by the same engine, compared with no file's words.

    :raises DamagedDatabaseError: it is not what was kept.
    """
    row = database.execute(_OF_PICTURE, [picture, engine]).fetchone()
    if row is None:
        return None
    expected, *parts = row
    return reading_of(checked(parts, expected))


def engines_of(database: sqlite_utils.Database, first: int) -> dict[int, str]:
    """Which pages of a document were read, not in vain, and by what; ``first`` is the key that its page 0
    would have."""
    found = database.execute(_ENGINES, [MOST_PAGES, first, first + MOST_PAGES])
    return {int(number): str(engine) for number, engine in found}


def turned_pages(database: sqlite_utils.Database, first: int) -> dict[int, ViewRotation]:
    """The pages of a document that were read, not in vain, with the degrees clockwise that would turn them
    upright, 0 for most; ``first`` is the key that its page 0 would have."""
    found = database.execute(_TURNED, [MOST_PAGES, first, first + MOST_PAGES])
    return {int(number): next(one for one in VIEW_ROTATIONS if one == turned) for number, turned in found}


def drop_readings(database: sqlite_utils.Database, document: int) -> None:
    """Forget what was read of a document's pages; ``document`` is its number. What other documents have as
    well stays."""
    first = document << PAGE_BITS
    pages = {"first": first, "last": first | MOST_PAGES}
    database.execute(_DROP_ALONE, pages)
    database.execute(_DROP_JOINED, pages)
