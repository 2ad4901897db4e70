"""The file of page texts, with what was read of pages by machine: opened, made anew when it cannot be used,
or done without.

Everything in it can be read from the documents again, so none of its failures stops anybody: a damaged file,
or one of another version or key, is replaced, and while another process holds it, or the disk refuses, the
texts are kept in memory until the program ends. The next start then reads scans once more, which is told.
"""

from __future__ import annotations

import errno
import json
import logging
from collections.abc import Collection
from pathlib import Path

import sqlite_utils

from reviewer_app.domain.errors import DamagedDatabaseError, InputError, KeyNeededError, StoreError
from reviewer_app.storage.connection import DatabaseKind, open_in_memory, open_with_one_of
from reviewer_app.storage.conversion import remove_database
from reviewer_app.storage.fixed_schema import forget_what_is_removed, has_tables, make_tables, version_of
from reviewer_app.storage.keys import KeySource
from reviewer_app.storage.private_files import not_writable
from reviewer_app.storage.reading_rows import DROP_UNUSED
from reviewer_app.storage.transactions import MEMORY, Transactions

FILE_NAME = "page-texts.db"

KIND = DatabaseKind(application_id=0x52565754, lasting=False, cache_kibibytes=2_048)
"""``RVWT`` in the file's header."""

SCHEMA_VERSION = 2
"""Stands in the file's header; a file with another one is made anew, whichever is newer."""

SCHEMA = (
    """
    CREATE TABLE document (
        id INTEGER PRIMARY KEY,
        sha256 TEXT NOT NULL UNIQUE,
        extraction INTEGER NOT NULL,       -- the version of what read its pages
        used INTEGER NOT NULL              -- the higher, the later it was in a case that was shown
    ) STRICT
    """,
    """
    CREATE TABLE page (
        id INTEGER PRIMARY KEY,            -- the document's id times 2^20, plus the page's number from 1
        checksum INTEGER NOT NULL,         -- of the five that follow
        text BLOB NOT NULL,                -- UTF-8
        words BLOB NOT NULL,               -- UTF-8, folded for the index
        jumps BLOB NOT NULL,
        boxes BLOB NOT NULL,
        about BLOB NOT NULL                -- a line of JSON: what else is known of the page
    ) STRICT
    """,
    """
    CREATE TABLE reading (
        id INTEGER PRIMARY KEY,
        picture TEXT NOT NULL,             -- a digest of the picture that was read
        engine TEXT NOT NULL,              -- what read it, with its version
        checksum INTEGER NOT NULL,         -- of the five that follow, which are as those of a page
        text BLOB NOT NULL,
        words BLOB NOT NULL,
        jumps BLOB NOT NULL,
        boxes BLOB NOT NULL,
        about BLOB NOT NULL,               -- the line of JSON, then how sure each word is, a byte each
        UNIQUE (picture, engine)
    ) STRICT
    """,
    """
    CREATE TABLE page_reading (
        id INTEGER PRIMARY KEY,            -- as in page, which may lack it
        reading INTEGER NOT NULL,
        layer TEXT NOT NULL,               -- how it agrees with the words of the file
        counts INTEGER NOT NULL,           -- whether its words are those of the page
        turned INTEGER NOT NULL            -- degrees by which the page is to be turned to be upright
    ) STRICT
    """,
    "CREATE INDEX page_reading_reading ON page_reading (reading)",
    """
    CREATE VIEW counting_page AS
        SELECT p.id AS id, coalesce(r.checksum, p.checksum) AS checksum, coalesce(r.text, p.text) AS text,
            coalesce(r.words, p.words) AS words, coalesce(r.jumps, p.jumps) AS jumps,
            coalesce(r.boxes, p.boxes) AS boxes, coalesce(r.about, p.about) AS about
        FROM page AS p
        LEFT JOIN page_reading AS l ON l.id = p.id AND l.counts
        LEFT JOIN reading AS r ON r.id = l.reading
    """,
)

_DROP_PAGES = (
    """
    DELETE FROM page WHERE id >> 20 IN (
        SELECT id FROM document WHERE sha256 NOT IN (SELECT value FROM json_each(:kept)))
    """,
    """
    DELETE FROM page_reading WHERE id >> 20 IN (
        SELECT id FROM document WHERE sha256 NOT IN (SELECT value FROM json_each(:kept)))
    """,
)
_DROP_DOCUMENTS = "DELETE FROM document WHERE sha256 NOT IN (SELECT value FROM json_each(:kept))"

_LOG = logging.getLogger(__name__)


_IN_USE = "in use by another window or process of this program. Close that one and start again."
_FULL = "without space on its disk. Free some, then start again."
_REFUSED = "refused by its disk. Look at the disk and its free space, then start again."
_NOT_WRITABLE = (
    "not writable. Make it and its folder writable, or choose another data folder with --data-dir."
)
_REASONS = {
    "SQLITE_BUSY": _IN_USE,
    "SQLITE_LOCKED": _IN_USE,
    "SQLITE_FULL": _FULL,
    "SQLITE_IOERR": _REFUSED,
    "SQLITE_CANTOPEN": _NOT_WRITABLE,
    "SQLITE_PERM": _NOT_WRITABLE,
    "SQLITE_READONLY": _NOT_WRITABLE,
}
"""By how SQLite's name for the failure begins."""

_IN_MEMORY = "What is read of pages is kept only until the program ends, and has to be read again then: "


def open_text_cache(folder: Path, keys: KeySource) -> Transactions:
    """The page texts in that data folder; a damaged file is replaced by an empty one.

    What the log says about it names no file and no document.

    :raises StoreError: the file or its key cannot be used.
    :raises InputError: the passphrase file that was named cannot be used.
    """
    try:
        return _open_file(folder / FILE_NAME, keys)
    except DamagedDatabaseError as error:
        return replace_text_cache(folder, keys, error)


def replace_text_cache(folder: Path, keys: KeySource, reason: DamagedDatabaseError) -> Transactions:
    """An empty file in place of one that was given up; nobody has it open any more. Raises as
    :func:`open_text_cache`."""
    _LOG.warning("The page texts are damaged or of another version and are read anew (%s).", _kind(reason))
    path = folder / FILE_NAME
    try:
        remove_database(path)
    except OSError as error:
        raise not_writable(folder, error) from error
    return _open_file(path, keys)


def text_cache_in_memory(reason: StoreError | InputError) -> Transactions:
    """Page texts that last until the program ends."""
    _LOG.info("The file of page texts cannot be used; they are kept in memory (%s).", _kind(reason))
    return _with_schema(open_in_memory(KIND), MEMORY)


def in_memory_words(folder: Path, reason: StoreError | InputError) -> str:
    """What the reviewer is told of page texts that are only in memory, with the way out; nothing where a key
    is missing, of which whoever asks for it tells."""
    if isinstance(reason, KeyNeededError):
        return ""
    cause, kind = reason.__cause__, _kind(reason)
    why = next((words for name, words in _REASONS.items() if kind.startswith(name)), "")
    if isinstance(cause, OSError):
        why = _FULL if cause.errno in (errno.ENOSPC, errno.EDQUOT) else _NOT_WRITABLE
    return _IN_MEMORY + (f"{folder / FILE_NAME} is {why}" if why else reason.sentence)


def keep_only(transactions: Transactions, documents: Collection[str]) -> int:
    """Drop the texts and readings of every document but these (SHA-256); returns of how many.

    :raises StoreError: nothing was dropped, with the reason.
    """
    kept = {"kept": json.dumps(sorted(documents))}
    with transactions.writing() as database:
        for statement in _DROP_PAGES:
            database.execute(statement, kept)
        database.execute(DROP_UNUSED)
        return int(database.execute(_DROP_DOCUMENTS, kept).rowcount)


def _open_file(path: Path, keys: KeySource) -> Transactions:
    return _with_schema(open_with_one_of(path, keys.keys(), KIND), path)


def _with_schema(database: sqlite_utils.Database, path: Path) -> Transactions:
    transactions = Transactions(database, path)
    try:
        with transactions.writing():
            version = version_of(database)
            if version == 0:
                make_tables(database, SCHEMA, KIND, SCHEMA_VERSION)
            elif version != SCHEMA_VERSION or not has_tables(database, SCHEMA):
                raise DamagedDatabaseError(f"{path} is damaged or of another version of this program.")
        # What a document said is gone from the file when the document is.
        with transactions.reading():
            forget_what_is_removed(database)
    except BaseException:
        transactions.close()
        raise
    return transactions


def _kind(error: Exception) -> str:
    cause = error.__cause__ or error
    return str(getattr(cause, "sqlite_errorname", type(cause).__name__))
