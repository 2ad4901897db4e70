"""Page texts and readings by document, and the full-text index of the case that is open.

The texts lie in the cache's file, once for each document however many cases share it. The index is built
from them for one case at a time, in memory and without a copy of the texts: its words are then exactly those
of the case, no other member's are ever offered or searched, and 3,000 pages take a fraction of a second.
"""

from __future__ import annotations

import json
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

import sqlite_utils

from reviewer_app.domain.errors import DamagedDatabaseError, InputError, StoreError
from reviewer_app.domain.page_reading import PageReading
from reviewer_app.domain.pages import ViewRotation
from reviewer_app.domain.search import SearchableText
from reviewer_app.evidence.search_hits import IndexedPage
from reviewer_app.evidence.search_query import Term
from reviewer_app.storage import case_tables
from reviewer_app.storage.case_tables import MOST_PAGES, PAGE_BITS
from reviewer_app.storage.keys import KeySource
from reviewer_app.storage.page_rows import (
    PageParts,
    checked,
    checksum,
    reading_parts,
    text_of,
    text_parts,
)
from reviewer_app.storage.reading_rows import (
    KeptReading,
    engines_of,
    keep_reading,
    reading_of_page,
    reading_of_picture,
    turned_pages,
)
from reviewer_app.storage.text_cache import (
    in_memory_words,
    open_text_cache,
    replace_text_cache,
    text_cache_in_memory,
)
from reviewer_app.storage.text_carrying import carry_over
from reviewer_app.storage.text_room import bytes_in_use, drop_texts, make_room
from reviewer_app.storage.transactions import Transactions

MOST_FILE_BYTES = 1024**3
"""Room for about 90,000 pages; beyond it the documents go first that were not in use for longest."""

MOST_MEMORY_BYTES = 128 * 1024**2
"""The same where the texts are in memory: about 10,000 pages."""

MOST_INDEX_BYTES = 64 * 1024**2
"""Memory for the index of one case: about 30,000 pages."""

_KEEP = """
    INSERT OR REPLACE INTO main.page (id, checksum, text, words, jumps, boxes, about)
    VALUES (?, ?, ?, ?, ?, ?, ?)
"""

_TEXTS = """
    SELECT id - :first, checksum, CAST(text AS BLOB), CAST(words AS BLOB), CAST(jumps AS BLOB),
        CAST(boxes AS BLOB), CAST(about AS BLOB)
    FROM main.page WHERE id > :first AND id <= :first + :pages
"""

_KNOWN_DOCUMENT = "SELECT id, extraction FROM document WHERE sha256 = ?"

_REGISTER = """
    INSERT INTO document (sha256, extraction, used) VALUES (?, ?, ?)
    ON CONFLICT (sha256) DO UPDATE SET extraction = excluded.extraction, used = excluded.used RETURNING id
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
    texts can be read again. ``told`` is what the reviewer is to know of texts that are only in memory.
    """

    def __init__(
        self,
        transactions: Transactions,
        folder: Path,
        keys: KeySource,
        most_bytes: int = MOST_FILE_BYTES,
        most_index_bytes: int = MOST_INDEX_BYTES,
        told: str = "",
    ) -> None:
        """``folder`` is where the file of page texts is made anew, ``keys`` say with which key."""
        self.told = told
        self._transactions = transactions
        self._folder = folder
        self._keys = keys
        self._most_bytes = most_bytes if transactions.on_disk else min(most_bytes, MOST_MEMORY_BYTES)
        self._most_index_bytes = most_index_bytes
        self._places: dict[str, tuple[int, int]] = {}
        self._indexed: set[int] = set()

    @classmethod
    def open(cls, folder: Path, keys: KeySource, most_bytes: int = MOST_FILE_BYTES) -> TextIndex:
        """The index over the page texts in that data folder, or in memory when they cannot be used."""
        told = ""
        try:
            opened = open_text_cache(folder, keys)
        except (StoreError, InputError) as error:
            opened, told = text_cache_in_memory(error), in_memory_words(folder, error)
        return cls(opened, folder, keys, most_bytes, told=told)

    def replaced(self, reason: StoreError, documents: Sequence[str] = ()) -> TextIndex:
        """An index to go on with: over an empty file in place of a damaged one, else in memory, with what the
        file still tells of these documents (SHA-256), so that it is not read a second time. Closes this."""
        problem: StoreError | InputError = reason
        if isinstance(reason, DamagedDatabaseError):
            with suppress(StoreError):
                self.close()
            try:
                fresh = replace_text_cache(self._folder, self._keys, reason)
                return TextIndex(fresh, self._folder, self._keys, self._most_bytes, self._most_index_bytes)
            except (StoreError, InputError) as error:
                problem = error
        told = in_memory_words(self._folder, problem)
        memory = text_cache_in_memory(problem)
        if problem is reason:
            with suppress(StoreError):
                carry_over(self._transactions, memory, documents, MOST_MEMORY_BYTES)
            with suppress(StoreError):
                self.close()
        return TextIndex(memory, self._folder, self._keys, self._most_bytes, self._most_index_bytes, told)

    def show(self, documents: Sequence[tuple[str, int]], extraction: int) -> tuple[HeldPage, ...]:
        """Make these documents, each once with its number of pages, the case, and index what is held of them.

        Texts that another version of the extraction read are dropped. What is held of documents for which the
        index has no room is as good as not held.
        """
        held: list[HeldPage] = []
        with self._transactions.writing() as database:
            for statement in case_tables.MAKE_TABLES:
                database.execute(statement)
            places = self._registered(database, documents, extraction)
            for sha256, pages in documents:
                position, first = places[sha256]
                document = {"position": position, "first": first, "pages": pages}
                database.execute(case_tables.ADD_DOCUMENT, {**document, "sha256": sha256})
                if bytes_in_use(database, "temp") < self._most_index_bytes:
                    database.execute(case_tables.FILL, {**document, "bits": PAGE_BITS})
                    database.execute(case_tables.WRITE_OUT)
                    found = database.execute(case_tables.HELD, document)
                    held.extend(HeldPage(position, number, bool(wordless)) for number, wordless in found)
        self._places = places
        self._indexed = {page.position << PAGE_BITS | page.number for page in held}
        return tuple(held)

    def add(self, pages: Sequence[tuple[str, int, SearchableText]]) -> int:
        """Keep and index pages of the case that are not held yet; how many of them, from the first on.

        The rest has no room although everything else was dropped. Where a page's picture was read already,
        those words are indexed that count.
        """
        if not pages:
            return 0
        rows = [_row(self._places[sha256], number, text) for sha256, number, text in pages]
        with self._transactions.writing() as database:
            fitting = rows[: self._make_room(database, [row.parts.size for row in rows])]
            database.conn.executemany(
                _KEEP,
                ((row.key, checksum(row.parts), *row.parts) for row in fitting),
            )
            places = [row.place for row in fitting]
            database.execute(case_tables.PUT_IN, _places(places))
            self._indexed.update(places)
        return len(fitting)

    def keep_reading(self, sha256: str, number: int, picture: str, engine: str, came: PageReading) -> bool:
        """Keep what came of reading the picture of a page of the case, and index its words where they count.
        ``picture`` is a digest of what was read, ``engine`` names what read it. False where there is no room
        although everything else was dropped."""
        position, first = self._places[sha256]
        parts = reading_parts(came)
        read = {"picture": picture, "engine": engine, "bits": PAGE_BITS, "mask": MOST_PAGES}
        with self._transactions.writing() as database:
            if make_room(database, parts.size, self._most_bytes) < parts.size:
                return False
            same = {int(place) for (place,) in database.execute(case_tables.ALSO_READ_SO, read)}
            changed = _places(self._indexed & {position << PAGE_BITS | number, *same})
            database.execute(case_tables.TAKE_OUT, changed)
            keep_reading(database, first + number, picture, engine, came, parts)
            database.execute(case_tables.PUT_IN, changed)
        return True

    def reading(self, sha256: str, number: int) -> KeptReading | None:
        """What is kept of the picture of a page of the case.

        :raises DamagedDatabaseError: it is not what was kept.
        """
        with self._transactions.reading() as database:
            return reading_of_page(database, self._places[sha256][1] + number)

    def same_picture(self, picture: str, engine: str) -> PageReading | None:
        """What that engine read of the same picture, on whatever page of any document.

        :raises DamagedDatabaseError: it is not what was kept.
        """
        with self._transactions.reading() as database:
            return reading_of_picture(database, picture, engine)

    def engines(self, sha256: str) -> dict[int, str]:
        """Which pages of a document of the case were read by machine, and by what."""
        with self._transactions.reading() as database:
            return engines_of(database, self._places[sha256][1])

    def turned_pages(self, sha256: str) -> dict[int, ViewRotation]:
        """The pages of a document of the case that a machine has read, with the degrees clockwise that would
        turn them upright, 0 for most."""
        with self._transactions.reading() as database:
            return turned_pages(database, self._places[sha256][1])

    def texts(
        self, sha256: str, first: int = 1, last: int = MOST_PAGES
    ) -> Iterator[tuple[int, SearchableText]]:
        """What the file of a document of the case has on its pages from ``first`` to ``last``, as far as it
        is held, without what was read by machine.

        :raises DamagedDatabaseError: a page is not what was kept.
        """
        before = self._places[sha256][1] + first - 1
        with self._transactions.reading() as database:
            asked = {"first": before, "pages": last - first + 1}
            for number, expected, *parts in database.execute(_TEXTS, asked):
                yield first - 1 + number, text_of(checked(parts, expected))

    def pages_with(self, terms: Sequence[Term]) -> Generator[IndexedPage, None, None]:
        """The pages on which every term may stand, in the order of the case. Close it when it is left early.

        :raises DamagedDatabaseError: a page is not what was kept.
        """
        asked = {"asked": _expression(terms), "bits": PAGE_BITS, "mask": MOST_PAGES}
        with self._transactions.reading() as database:
            for sha256, number, expected, *columns in database.execute(case_tables.MATCHING, asked):
                parts = checked(columns, expected)
                text, words = parts.text.decode(), parts.words.decode()
                yield IndexedPage(sha256, number, text, parts.boxes, words, parts.jumps)

    def text_of(self, sha256: str, number: int) -> str | None:
        """The words that count of a page of the case, its lines separated by line feeds; ``None`` where none
        is held."""
        with self._transactions.reading() as database:
            key = self._places[sha256][1] + number
            row = database.execute(case_tables.COUNTING_TEXT, [key]).fetchone()
        return bytes(row[0]).decode() if row is not None else None

    def kept_text(self, sha256: str, number: int) -> str:
        """The words that count of a page of any document, as far as it is kept; empty where it is not."""
        with self._transactions.reading() as database:
            row = database.execute(case_tables.KEPT_TEXT, [PAGE_BITS, number, sha256]).fetchone()
        return bytes(row[0]).decode() if row is not None else ""

    def occurs(self, word: str, *, may_go_on: bool) -> bool:
        """Whether the case has that folded word, or one that begins with it."""
        last = f"{word}\U0010ffff" if may_go_on else word
        with self._transactions.reading() as database:
            return database.execute(case_tables.WORD_WITHIN, [word, last]).fetchone() is not None

    def known_among(self, words: Sequence[str]) -> tuple[str, ...]:
        """Those of the folded words that the case has, those on most pages first."""
        with self._transactions.reading() as database:
            return tuple(term for (term,) in database.execute(case_tables.KNOWN_AMONG, [json.dumps(words)]))

    def commonest(self, most: int, letters: int) -> tuple[str, ...]:
        """The folded words of the case that have no digits and at most so many letters, those on most pages
        first."""
        with self._transactions.reading() as database:
            return tuple(term for (term,) in database.execute(case_tables.COMMONEST, [letters, most]))

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
                drop_texts(database, known[0])
            (key,) = database.execute(_REGISTER, [sha256, extraction, used]).fetchone()
            places[sha256] = position, key << PAGE_BITS
        return places

    def _make_room(self, database: sqlite_utils.Database, sizes: Sequence[int]) -> int:
        """How many pages of these sizes can be kept, after other documents have been dropped for them."""
        if bytes_in_use(database, "temp") >= self._most_index_bytes:
            return 0
        room = make_room(database, sum(sizes), self._most_bytes)
        return sum(1 for total in accumulate(sizes) if total <= room)


class _Row(NamedTuple):
    """A page as it is written: its keys in the file and in the index, and its parts."""

    key: int
    place: int
    parts: PageParts


def _row(place: tuple[int, int], number: int, searchable: SearchableText) -> _Row:
    position, first = place
    return _Row(first + number, position << PAGE_BITS | number, text_parts(searchable))


def _places(places: Iterable[int]) -> dict[str, object]:
    """The places in the index that a statement is about."""
    return {"places": json.dumps(sorted(places)), "bits": PAGE_BITS, "mask": MOST_PAGES}


def _expression(terms: Sequence[Term]) -> str:
    """The terms in the language of FTS5. Folded words are letters and digits, so no quote can end early."""
    return " AND ".join(
        "(" + " OR ".join(_phrase(wording, term.prefix) for wording in term.wordings) + ")" for term in terms
    )


def _phrase(words: Sequence[str], prefix: bool) -> str:
    return f'"{" ".join(words)}"' + ("*" if prefix else "")
