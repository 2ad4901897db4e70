"""Pages that came before, and which of them a page may be a copy of.

Each page has rows under its keys (:class:`reviewer_app.domain.same_page.PageSketch`), so that looking one up
takes as many steps in one index as it has keys, however many pages there are. A key that many pages have
comes from the printed part of a form and leads to nobody in particular: its rows are given up, and no more
are made.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import sqlite_utils

from reviewer_app.domain.errors import DamagedDatabaseError
from reviewer_app.domain.same_page import DocumentPlace, PagePlace, PageSketch, SeenCase
from reviewer_app.storage.backup_run import BackupRun, BackupSource
from reviewer_app.storage.canonical import to_json
from reviewer_app.storage.connection import DatabaseKind, open_in_memory
from reviewer_app.storage.keys import DatabaseKey
from reviewer_app.storage.page_history_cases import (
    CASES,
    all_cases,
    document_number,
    documents_only_in,
    drop_case,
    places_of,
    put_case,
)
from reviewer_app.storage.transactions import MEMORY, Transactions

KeysOf = Callable[[Sequence[str]], Sequence[int]]
"""Says under which keys a page with these words stands."""

SCHEMA = (
    *CASES,
    """
    CREATE TABLE seen_page (
        id INTEGER PRIMARY KEY,            -- the document's id times 2^20, plus the page's number from 1
        digest INTEGER NOT NULL,
        words BLOB NOT NULL                -- zlib of ASCII, separated by spaces; empty where not comparable
    ) STRICT
    """,
    "CREATE INDEX seen_page_digest ON seen_page (digest)",
    """
    CREATE TABLE seen_page_key (
        key INTEGER NOT NULL,
        page INTEGER NOT NULL,             -- 0 alone: too many pages have this key
        PRIMARY KEY (key, page)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE seen_look (
        id INTEGER PRIMARY KEY,            -- as that of seen_page; for pages without text to compare
        look BLOB NOT NULL                 -- where on the page there is ink, coarsely
    ) STRICT
    """,
    """
    CREATE TABLE sketched (
        sketch INTEGER NOT NULL,           -- the version of what made the keys
        renewed_to INTEGER NOT NULL        -- the last page whose keys were made anew after it had changed
    ) STRICT
    """,
)
"""Statements that make the tables; they say nothing about a page but what its words were."""

KIND = DatabaseKind(application_id=0x52565750, lasting=False, cache_kibibytes=65_536)
"""``RVWP`` in the file's header. Not lasting: a million pages take gigabytes, which are not read through at
each start; pages that a power failure costs come back when their case is opened."""

PAGE_BITS = 20
MOST_PAGES = (1 << PAGE_BITS) - 1
"""Pages of one document that are kept."""

COMMON = 64
"""Pages under one key; when one more comes, it leads to none of them any longer."""

MOST_CANDIDATES = 16
"""Pages that are compared word by word: those that share most keys."""

MOST_ALIKE = 64
"""Pages with exactly the same words that are named, the latest: the same leaflet may be in every case."""

_ALIKE = "SELECT id FROM seen_page WHERE digest = ? AND words <> x'' ORDER BY id DESC LIMIT ?"
_SHARING = """
    SELECT page, count(*) AS shared FROM seen_page_key
    WHERE key IN (SELECT value FROM json_each(?)) AND page > 0
    GROUP BY page ORDER BY shared DESC, page DESC LIMIT ?
"""
_UNLESS_COMMON = """
    INSERT OR IGNORE INTO seen_page_key (key, page)
    SELECT :key, :page WHERE NOT EXISTS (SELECT 1 FROM seen_page_key WHERE key = :key AND page = 0)
"""
_ALL = 1 << 62
"""Above the id of every page."""

_COUNT = """
    SELECT (SELECT count(*) FROM seen_page WHERE id BETWEEN ? AND ?)
        + (SELECT count(*) FROM seen_look WHERE id BETWEEN ? AND ?)
"""
_LOOKS = """
    SELECT sha256, seen_look.id & ?, look
    FROM seen_look CROSS JOIN seen_document ON seen_document.id = seen_look.id >> ?
    ORDER BY seen_look.id DESC LIMIT ?
"""
_LOOK_OF = """
    SELECT look FROM seen_document CROSS JOIN seen_look ON seen_look.id = (seen_document.id << ?) + ?
    WHERE sha256 = ?
"""
_DROP_LOOKS = "DELETE FROM seen_look WHERE id BETWEEN ? AND ?"
_WORDS = "SELECT id, words FROM seen_page WHERE id BETWEEN ? AND ?"
_WORDS_OF = """
    SELECT words FROM seen_document CROSS JOIN seen_page ON seen_page.id = (seen_document.id << ?) + ?
    WHERE sha256 = ?
"""
_DROP = "DELETE FROM seen_page WHERE id BETWEEN ? AND ?"
_TO_RENEW = """
    SELECT seen_page.id, words FROM sketched JOIN seen_page ON seen_page.id > renewed_to
    ORDER BY seen_page.id LIMIT ?
"""
_OVERFULL = """
    SELECT key FROM seen_page_key WHERE key IN (SELECT value FROM json_each(?))
    GROUP BY key HAVING count(*) > ?
"""


@dataclass(frozen=True, slots=True)
class SeenPage:
    """A page that may be the same, with its words and every case that had its document."""

    place: PagePlace
    words: tuple[str, ...]
    cases: tuple[DocumentPlace, ...]


class PageHistory:
    """Reads and writes the pages of all cases. What writes raises :class:`StoreError` when nothing could be
    saved."""

    def __init__(self, transactions: Transactions, key: DatabaseKey | None = None) -> None:
        """Over a database that has the tables of :data:`SCHEMA`; ``key`` opens its file, where it has one."""
        self._transactions = transactions
        self._key = key
        self._backup: BackupRun | None = None

    def show_case(self, case: SeenCase, documents: Iterable[tuple[str, str]]) -> SeenCase:
        """Know these documents, as (SHA-256, file), to be in a case; they may be in others as well. Returns
        the case as it is kept, which may be one that was only screened before
        (:func:`~reviewer_app.storage.page_history_cases.put_case`).

        :raises ValueError: the case does not say when it is seen.
        """
        with self._transactions.writing() as database:
            return put_case(database, case, documents)

    def cases(self) -> tuple[SeenCase, ...]:
        """Every case whose pages are kept, the one seen longest ago first."""
        with self._transactions.reading() as database:
            return all_cases(database)

    def documents_elsewhere(self, sha256: str, own: str) -> tuple[DocumentPlace, ...]:
        """The cases that have this very document besides the case with the id ``own``, the latest first."""
        with self._transactions.reading() as database:
            row = database.execute("SELECT id FROM seen_document WHERE sha256 = ?", [sha256]).fetchone()
            places = places_of(database, int(row[0])) if row is not None else ()
        return tuple(place for place in places if place.case.id != own)

    def words_of(self, place: PagePlace) -> tuple[str, ...]:
        """The words of a page that is kept; empty where it is not, or has too few to be compared."""
        with self._transactions.reading() as database:
            row = database.execute(_WORDS_OF, [PAGE_BITS, place.page, place.sha256]).fetchone()
        return _unpacked(row[0]) if row is not None else ()

    def keep(self, pages: Iterable[tuple[PagePlace, PageSketch]]) -> None:
        """Keep pages; one that is known is left as it is."""
        with self._transactions.writing() as database:
            rows: list[tuple[int, int]] = []
            for place, sketch in pages:
                number = (document_number(database, place.sha256) << PAGE_BITS) + place.page
                words = _packed(sketch.words) if sketch.comparable else b""
                new = database.execute(
                    "INSERT OR IGNORE INTO seen_page (id, digest, words) VALUES (?, ?, ?)",
                    [number, sketch.digest, words],
                )
                if new.rowcount:
                    rows += ((key, number) for key in sketch.keys)
            _keep_keys(database, rows)

    def candidates(self, sketch: PageSketch, but: PagePlace) -> tuple[SeenPage, ...]:
        """The pages that may be copies of the one sketched, those that share most first, without itself."""
        if not sketch.comparable:
            return ()
        with self._transactions.reading() as database:
            alike = database.execute(_ALIKE, [sketch.digest, MOST_ALIKE]).fetchall()
            best = database.execute(_SHARING, [to_json(sketch.keys), MOST_CANDIDATES + 1]).fetchall()
            numbers = dict.fromkeys(int(number) for number, *_ in (*alike, *best))
            found = (_seen_page(database, page) for page in numbers)
            return tuple(one for one in found if one is not None and one.place != but)

    def keep_look(self, place: PagePlace, look: bytes) -> None:
        """Keep what a page without text looks like, coarsely; instead of what was kept of it before."""
        with self._transactions.writing() as database:
            number = (document_number(database, place.sha256) << PAGE_BITS) + place.page
            database.execute("INSERT OR REPLACE INTO seen_look (id, look) VALUES (?, ?)", [number, look])

    def look_of(self, place: PagePlace) -> bytes | None:
        """What a page looks like, coarsely; ``None`` where that is not kept."""
        with self._transactions.reading() as database:
            row = database.execute(_LOOK_OF, [PAGE_BITS, place.page, place.sha256]).fetchone()
        return bytes(row[0]) if row is not None else None

    def looks(self, most: int) -> tuple[tuple[PagePlace, bytes], ...]:
        """Pages without text with what they look like, up to so many, those of the latest documents first."""
        with self._transactions.reading() as database:
            rows = database.execute(_LOOKS, [MOST_PAGES, PAGE_BITS, most]).fetchall()
        return tuple((PagePlace(str(sha256), int(page)), bytes(look)) for sha256, page, look in rows)

    def places_of(self, sha256: str) -> tuple[DocumentPlace, ...]:
        """Every case that has a document, the one seen last first."""
        return self.documents_elsewhere(sha256, own="")

    def pages_only_in(self, case_id: str) -> int:
        """How many pages go when a case is forgotten."""
        with self._transactions.reading() as database:
            spans = map(_span, documents_only_in(database, case_id))
            counts = [database.execute(_COUNT, (*span, *span)).fetchone() for span in spans]
        return sum(int(count) for (count,) in counts)

    def forget_case(self, case_id: str, keys_of: KeysOf) -> None:
        """Leave nothing of a case, but for documents that another case has as well.

        ``keys_of`` says under which keys a page with these words stands.
        """
        with self._transactions.writing() as database:
            gone = documents_only_in(database, case_id)
            row = database.execute("SELECT number FROM seen_case WHERE id = ?", [case_id]).fetchone()
            if row is not None:
                drop_case(database, int(row[0]))
            for document in gone:
                _drop_pages(database, document, keys_of)
                database.execute("DELETE FROM seen_document WHERE id = ?", [document])

    def begin_renewal(self, version: int) -> None:
        """Note that keys are made by this version of the sketch. Where those that are here were made by
        another one they are dropped, and :meth:`renew` makes them anew."""
        with self._transactions.writing() as database:
            row = database.execute("SELECT sketch FROM sketched").fetchone()
            if row is None:
                database.execute("INSERT INTO sketched VALUES (?, ?)", [version, _ALL])
            elif row[0] != version:
                database.execute("DELETE FROM seen_page_key")
                database.execute("UPDATE sketched SET sketch = ?, renewed_to = 0", [version])

    def renew(self, pages: int, keys_of: KeysOf) -> bool:
        """Make the keys of up to so many pages from their words; whether there may be more to do."""
        with self._transactions.writing() as database:
            rows = database.execute(_TO_RENEW, [pages]).fetchall()
            if rows:
                _keep_keys(database, [(key, page) for page, key in _keys_of_pages(rows, keys_of)])
            more = len(rows) == pages
            database.execute("UPDATE sketched SET renewed_to = ?", [rows[-1][0] if more else _ALL])
        return more

    def begin_backup(
        self, target: Path, written: Callable[[], None], finished: Callable[[BaseException | None], None]
    ) -> bool:
        """Write a backup on a thread of its own (:class:`reviewer_app.storage.backup_run.BackupRun`); whether
        one was begun."""
        if self._key is None or (self._backup is not None and self._backup.running):
            return False
        with self._transactions.reading() as database:
            source = BackupSource(database, self._transactions.path, self._key, None)
        self._backup = BackupRun(source, target, written, finished)
        self._backup.start()
        return True

    def close(self) -> None:
        """End the use of the database. A backup that is being written is given up."""
        if self._backup is not None:
            self._backup.stop()
        self._transactions.close()


def page_history_in_memory() -> PageHistory:
    """An empty history that is gone when it is closed."""
    transactions = Transactions(open_in_memory(KIND), MEMORY)
    with transactions.writing() as database:
        for statement in SCHEMA:
            database.execute(statement)
    return PageHistory(transactions)


def _keep_keys(database: sqlite_utils.Database, rows: Sequence[tuple[int, int]]) -> None:
    # In the order of the index, so that neighbours are written together.
    ordered = [{"key": key, "page": page} for key, page in sorted(rows)]
    database.conn.executemany(_UNLESS_COMMON, ordered)
    keys = to_json(sorted({key for key, _ in rows}))
    for (key,) in database.execute(_OVERFULL, [keys, COMMON]).fetchall():
        database.execute("DELETE FROM seen_page_key WHERE key = ?", [key])
        database.execute("INSERT INTO seen_page_key (key, page) VALUES (?, 0)", [key])


def _seen_page(database: sqlite_utils.Database, number: int) -> SeenPage | None:
    document, page = number >> PAGE_BITS, number & MOST_PAGES
    row = database.execute(
        "SELECT sha256, words FROM seen_page, seen_document WHERE seen_page.id = ? AND seen_document.id = ?",
        [number, document],
    ).fetchone()
    if row is None:
        return None
    sha256, words = row
    return SeenPage(PagePlace(str(sha256), page), _unpacked(words), places_of(database, document))


def _drop_pages(database: sqlite_utils.Database, document: int, keys_of: KeysOf) -> None:
    span = _span(document)
    pages = database.execute(_WORDS, span).fetchall()
    database.conn.executemany(
        "DELETE FROM seen_page_key WHERE page = ? AND key = ?", _keys_of_pages(pages, keys_of)
    )
    database.execute(_DROP, span)
    database.execute(_DROP_LOOKS, span)


def _span(document: int) -> tuple[int, int]:
    """The first and the last id that a page of the document may have."""
    return document << PAGE_BITS, document << PAGE_BITS | MOST_PAGES


def _keys_of_pages(pages: Iterable[tuple[int, bytes]], keys_of: KeysOf) -> Iterator[tuple[int, int]]:
    """Each page's id with each of its keys."""
    for page, words in pages:
        if words:
            yield from ((page, key) for key in keys_of(_unpacked(words)))


def _packed(words: Sequence[str]) -> bytes:
    return zlib.compress(" ".join(words).encode("ascii"))


def _unpacked(words: bytes) -> tuple[str, ...]:
    """:raises DamagedDatabaseError: the words are not as they were kept."""
    try:
        return tuple(zlib.decompress(words).decode("ascii").split()) if words else ()
    except (zlib.error, UnicodeDecodeError) as error:
        raise DamagedDatabaseError("A page of the page history is damaged.") from error
