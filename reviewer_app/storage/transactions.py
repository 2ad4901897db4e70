"""Reading and writing through the one connection: on its own thread, in transactions, failures explained."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlite_utils

from reviewer_app.domain.errors import StoreError
from reviewer_app.storage.connection import prove_intact
from reviewer_app.storage.failures import away, explained

MEMORY = Path(":memory:")
"""Stands for the file of a database that is only in memory."""


class Transactions:
    """Hands the database out for a reading or a transaction. It belongs to the thread that made it.

    ``lasting``: what is written is nowhere else, so that a file which was taken away while it is open is told
    at the next writing.
    """

    def __init__(self, database: sqlite_utils.Database, path: Path, *, lasting: bool = False) -> None:
        self._database = database
        self._path = path
        self._thread = threading.get_ident()
        self._file = path.stat() if lasting else None

    @property
    def path(self) -> Path:
        """The database's file; :data:`MEMORY` where there is none."""
        return self._path

    @property
    def on_disk(self) -> bool:
        """Whether what is written outlives the program."""
        return self._path != MEMORY

    @contextmanager
    def reading(self) -> Iterator[sqlite_utils.Database]:
        """The database, for queries.

        :raises StoreError: the disk or the file failed.
        :raises RuntimeError: called on another thread than the one that opened the database.
        """
        if threading.get_ident() != self._thread:
            raise RuntimeError("the store is used on the thread that opened it")
        try:
            with explained(self._path):
                yield self._database
        except StoreError:
            # After a damaged page was read, SQLCipher says of every write that the file cannot be written.
            prove_intact(self._database, self._path)
            raise

    @contextmanager
    def writing(self) -> Iterator[sqlite_utils.Database]:
        """The database inside one transaction, on the disk when the block has ended, undone when it fails.

        :raises StoreError: nothing was saved, with the reason.
        """
        self._prove_in_place()
        with self.reading() as database, database.atomic():
            yield database

    def _prove_in_place(self) -> None:
        """Systems let an open file be deleted or moved away, and what is then written to it is lost.

        :raises StoreError: the file is not where it was opened.
        """
        if self._file is None:
            return
        try:
            in_place = os.path.samestat(self._file, self._path.stat())
        except OSError as error:
            raise away(self._path) from error
        if not in_place:
            raise away(self._path)

    def close(self) -> None:
        """Ends the connection; the write-ahead log is folded into the file."""
        with self.reading() as database:
            database.close()
