"""Page texts by document, and the full-text index of the case that is open.

The texts lie in the cache's file, once for each document however many cases share it. The index is built
from them for one case at a time, in memory and without a copy of the texts: its words are then exactly those
of the case, no other member's are ever offered or searched, and 3,000 pages take a fraction of a second.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Generator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Literal, NamedTuple

import sqlite_utils

from reviewer_app.domain.errors import DamagedDatabaseError, StoreError
from reviewer_app.domain.search import SearchableText
from reviewer_app.evidence.search_hits import IndexedPage
from reviewer_app.evidence.search_query import Term
from reviewer_app.evidence.search_words import index_text
from reviewer_app.storage.keys import KeySource
from reviewer_app.storage.text_cache import open_text_cache, replace_text_cache, text_cache_in_memory
from reviewer_app.storage.transactions import Transactions

PAGE_BITS = 20
"""A page's key is its document's number times two to this power, plus its own number."""

MOST_PAGES = (1 << PAGE_BITS) - 1

MOST_FILE_BYTES = 1024**3
"""Room for about 90,000 pages; beyond it the documents go first that were not in use for longest."""

MOST_MEMORY_BYTES = 128 * 1024**2
"""The same where the texts are in memory: about 10,000 pages."""

MOST_INDEX_BYTES = 64 * 1024**2
"""Memory for the index of one case: about 30,000 pages."""

_ROW_BYTES = 200
"""What a page takes besides its texts, at most: keys, and the unused ends of the file's pages by share."""

_CASE_TABLES = (
    "DROP TABLE IF EXISTS temp.case_word",
    "DROP TABLE IF EXISTS temp.case_text",
    "DROP TABLE IF EXISTS temp.case_document",
    """
    CREATE TEMP TABLE case_document (
        position INTEGER PRIMARY KEY,      -- in the order of the case, from 0
        sha256 TEXT NOT NULL,
        first INTEGER NOT NULL             -- the key that a page 0 would have
    ) STRICT
    """,
    """
    CREATE VIRTUAL TABLE temp.case_text USING fts5(
        words, content='', columnsize=0, tokenize='unicode61 remove_diacritics 2'
    )
    """,
    # Pages come in small batches: merging them seldom saves a third of the time.
    "INSERT INTO temp.case_text (case_text, rank) VALUES ('automerge', 16)",
    "INSERT INTO temp.case_text (case_text, rank) VALUES ('crisismerge', 64)",
    "INSERT INTO temp.case_text (case_text, rank) VALUES ('hashsize', 4194304)",
    "CREATE VIRTUAL TABLE temp.case_word USING fts5vocab('temp', 'case_text', 'row')",
)

_KEEP = """
    INSERT OR REPLACE INTO main.page (id, checksum, text, words, jumps, boxes) VALUES (?, ?, ?, ?, ?, ?)
"""

_FILL = """
    INSERT INTO temp.case_text (rowid, words)
    SELECT :position << :bits | (id - :first), CAST(words AS TEXT)
    FROM main.page WHERE id > :first AND id <= :first + :pages
"""

# Until then a document takes no room that could be measured.
_WRITE_OUT = "INSERT INTO temp.case_text (case_text) VALUES ('flush')"

_HELD = """
    SELECT id - :first, length(text) = 0 FROM main.page WHERE id > :first AND id <= :first + :pages
"""

_MATCHING = """
    SELECT d.sha256, t.rowid & :mask, p.checksum, CAST(p.text AS BLOB), CAST(p.words AS BLOB),
        CAST(p.jumps AS BLOB), CAST(p.boxes AS BLOB)
    FROM temp.case_text AS t
    CROSS JOIN temp.case_document AS d ON d.position = t.rowid >> :bits
    CROSS JOIN main.page AS p ON p.id = d.first + (t.rowid & :mask)
    WHERE t.case_text MATCH :asked
    ORDER BY t.rowid
"""

_KNOWN_AMONG = """
    SELECT w.term FROM (SELECT DISTINCT value FROM json_each(?)) AS asked
    CROSS JOIN temp.case_word AS w ON w.term = asked.value
    ORDER BY w.doc DESC, w.term
"""

_COMMONEST = """
    SELECT term FROM temp.case_word WHERE term NOT GLOB '*[0-9]*' AND length(term) <= ?
    ORDER BY doc DESC, term LIMIT ?
"""

_TEXT = "SELECT CAST(text AS BLOB) FROM main.page WHERE id = ?"

_KEPT_TEXT = """
    SELECT CAST(text AS BLOB) FROM main.document AS d CROSS JOIN main.page AS p ON p.id = (d.id << ?) + ?
    WHERE sha256 = ?
"""

_KNOWN_DOCUMENT = "SELECT id, extraction FROM document WHERE sha256 = ?"

_UNUSED_FOR_LONGEST = """
    SELECT id FROM document WHERE id NOT IN (SELECT first >> ? FROM temp.case_document) ORDER BY used LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class HeldPage:
    """A page whose text is in the index: the document's position in the case, the page from 1."""

    position: int
    number: int
    wordless: bool


class TextIndex:
    """Belongs to the thread that opened it; a use on another thread raises :class:`RuntimeError`.

    Whatever the disk or the file does wrong raises :class:`StoreError`. Go on with :meth:`replaced` then: the
    texts can be read again.
    """

    def __init__(
        self,
        transactions: Transactions,
        folder: Path,
        keys: KeySource,
        most_bytes: int = MOST_FILE_BYTES,
        most_index_bytes: int = MOST_INDEX_BYTES,
    ) -> None:
        """``folder`` is where the file of page texts is made anew, ``keys`` say with which key."""
        self._transactions = transactions
        self._folder = folder
        self._keys = keys
        self._most_bytes = most_bytes if transactions.on_disk else min(most_bytes, MOST_MEMORY_BYTES)
        self._most_index_bytes = most_index_bytes
        self._places: dict[str, tuple[int, int]] = {}

    @classmethod
    def open(cls, folder: Path, keys: KeySource, most_bytes: int = MOST_FILE_BYTES) -> TextIndex:
        """The index over the page texts in that data folder, or in memory when they cannot be used."""
        return cls(open_text_cache(folder, keys), folder, keys, most_bytes)

    def replaced(self, reason: StoreError) -> TextIndex:
        """An empty index to go on with: a new file in place of a damaged one, else in memory. Closes this."""
        with suppress(StoreError):
            self.close()
        if isinstance(reason, DamagedDatabaseError):
            fresh = replace_text_cache(self._folder, self._keys, reason)
        else:
            fresh = text_cache_in_memory(reason)
        return TextIndex(fresh, self._folder, self._keys, self._most_bytes, self._most_index_bytes)

    def show(self, documents: Sequence[tuple[str, int]], extraction: int) -> tuple[HeldPage, ...]:
        """Make these documents, each once with its number of pages, the case, and index what is held of them.

        Texts that another version of the extraction read are dropped. What is held of documents for which the
        index has no room is as good as not held.
        """
        held: list[HeldPage] = []
        with self._transactions.writing() as database:
            for statement in _CASE_TABLES:
                database.execute(statement)
            places = self._registered(database, documents, extraction)
            for sha256, pages in documents:
                position, first = places[sha256]
                document = {"position": position, "first": first, "pages": pages}
                database.execute(
                    "INSERT INTO temp.case_document VALUES (:position, :sha256, :first)",
                    {**document, "sha256": sha256},
                )
                if _bytes_in_use(database, "temp") < self._most_index_bytes:
                    database.execute(_FILL, {**document, "bits": PAGE_BITS})
                    database.execute(_WRITE_OUT)
                    found = database.execute(_HELD, document)
                    held.extend(HeldPage(position, number, bool(wordless)) for number, wordless in found)
        self._places = places
        return tuple(held)

    def add(self, pages: Sequence[tuple[str, int, SearchableText]]) -> int:
        """Keep and index pages of the case that are not held yet; how many of them, from the first on.

        The rest has no room although everything else was dropped.
        """
        if not pages:
            return 0
        rows = [_row(self._places[sha256], number, text) for sha256, number, text in pages]
        with self._transactions.writing() as database:
            fitting = rows[: self._make_room(database, [row.size for row in rows])]
            database.conn.executemany(
                _KEEP,
                ((row.key, _checksum(*row.parts), *row.parts) for row in fitting),
            )
            database.conn.executemany(
                "INSERT INTO temp.case_text (rowid, words) VALUES (?, ?)",
                ((row.place, row.folded) for row in fitting),
            )
        return len(fitting)

    def pages_with(self, terms: Sequence[Term]) -> Generator[IndexedPage, None, None]:
        """The pages on which every term may stand, in the order of the case. Close it when it is left early.

        :raises DamagedDatabaseError: a page is not what was kept.
        """
        asked = {"asked": _expression(terms), "bits": PAGE_BITS, "mask": MOST_PAGES}
        with self._transactions.reading() as database:
            for sha256, number, checksum, *parts in database.execute(_MATCHING, asked):
                if None in parts or _checksum(*parts) != checksum:
                    raise DamagedDatabaseError("A page of the page texts is damaged.")
                text, words, jumps, boxes = parts
                yield IndexedPage(sha256, number, text.decode(), boxes, words.decode(), jumps)

    def text_of(self, sha256: str, number: int) -> str | None:
        """The text of a page of the case, its lines separated by line feeds; ``None`` where none is held."""
        with self._transactions.reading() as database:
            row = database.execute(_TEXT, [self._places[sha256][1] + number]).fetchone()
        return bytes(row[0]).decode() if row is not None else None

    def kept_text(self, sha256: str, number: int) -> str:
        """The text of a page of any document, as far as it is kept; empty where it is not."""
        with self._transactions.reading() as database:
            row = database.execute(_KEPT_TEXT, [PAGE_BITS, number, sha256]).fetchone()
        return bytes(row[0]).decode() if row is not None else ""

    def occurs(self, word: str, *, may_go_on: bool) -> bool:
        """Whether the case has that folded word, or one that begins with it."""
        last = f"{word}\U0010ffff" if may_go_on else word
        with self._transactions.reading() as database:
            found = database.execute(
                "SELECT 1 FROM temp.case_word WHERE term >= ? AND term <= ? LIMIT 1", [word, last]
            )
            return found.fetchone() is not None

    def known_among(self, words: Sequence[str]) -> tuple[str, ...]:
        """Those of the folded words that the case has, those on most pages first."""
        with self._transactions.reading() as database:
            return tuple(term for (term,) in database.execute(_KNOWN_AMONG, [json.dumps(words)]))

    def commonest(self, most: int, letters: int) -> tuple[str, ...]:
        """The folded words of the case that have no digits and at most so many letters, those on most pages
        first."""
        with self._transactions.reading() as database:
            return tuple(term for (term,) in database.execute(_COMMONEST, [letters, most]))

    def close(self) -> None:
        self._transactions.close()

    def _registered(
        self, database: sqlite_utils.Database, documents: Sequence[tuple[str, int]], extraction: int
    ) -> dict[str, tuple[int, int]]:
        """Position in the case, and the key of a page 0, of each document; known ones are in use again."""
        (used,) = database.execute("SELECT coalesce(max(used), 0) + 1 FROM document").fetchone()
        places = {}
        for position, (sha256, _) in enumerate(documents):
            known = database.execute(_KNOWN_DOCUMENT, [sha256]).fetchone()
            if known is not None and known[1] != extraction:
                _drop(database, known[0])
            (key,) = database.execute(
                "INSERT INTO document (sha256, extraction, used) VALUES (?, ?, ?)"
                " ON CONFLICT (sha256) DO UPDATE SET used = excluded.used RETURNING id",
                [sha256, extraction, used],
            ).fetchone()
            places[sha256] = position, key << PAGE_BITS
        return places

    def _make_room(self, database: sqlite_utils.Database, sizes: Sequence[int]) -> int:
        """How many pages of these sizes can be kept, after other documents have been dropped for them."""
        if _bytes_in_use(database, "temp") >= self._most_index_bytes:
            return 0
        room = self._most_bytes - _bytes_in_use(database, "main")
        while room < sum(sizes):
            oldest = database.execute(_UNUSED_FOR_LONGEST, [PAGE_BITS]).fetchone()
            if oldest is None:
                break
            _drop(database, oldest[0])
            room = self._most_bytes - _bytes_in_use(database, "main")
        return sum(1 for total in accumulate(sizes) if total <= room)


class _Row(NamedTuple):
    """A page as it is written: its keys in the file and in the index, its parts as the columns have them."""

    key: int
    place: int
    folded: str
    parts: tuple[bytes, bytes, bytes, bytes]

    @property
    def size(self) -> int:
        return sum(len(part) for part in self.parts) + _ROW_BYTES


def _row(place: tuple[int, int], number: int, searchable: SearchableText) -> _Row:
    position, first = place
    # A lone surrogate is no character and cannot be stored; it takes one place either way.
    text = searchable.text.encode("utf-8", "replace")
    folded = index_text(text.decode())
    parts = text, folded.text.encode(), folded.jumps, searchable.boxes
    return _Row(first + number, position << PAGE_BITS | number, folded.text, parts)


def _checksum(*parts: bytes) -> int:
    checksum = 0
    for part in parts:
        checksum = zlib.crc32(part, checksum)
    return checksum


def _bytes_in_use(database: sqlite_utils.Database, schema: Literal["main", "temp"]) -> int:
    """Without the pages of a file that are free for something else."""
    pages, free, size = (
        int(database.execute(f"PRAGMA {schema}.{name}").fetchone()[0])
        for name in ("page_count", "freelist_count", "page_size")
    )
    return (pages - free) * size


def _drop(database: sqlite_utils.Database, document: int) -> None:
    database.execute(
        "DELETE FROM page WHERE id BETWEEN ? AND ?",
        [document << PAGE_BITS, document << PAGE_BITS | MOST_PAGES],
    )
    database.execute("DELETE FROM document WHERE id = ?", [document])


def _expression(terms: Sequence[Term]) -> str:
    """The terms in the language of FTS5. Folded words are letters and digits, so no quote can end early."""
    return " AND ".join(
        "(" + " OR ".join(_phrase(wording, term.prefix) for wording in term.wordings) + ")" for term in terms
    )


def _phrase(words: Sequence[str], prefix: bool) -> str:
    return f'"{" ".join(words)}"' + ("*" if prefix else "")
