"""The file in which a review travels: a SQLCipher database that a passphrase of its own opens.

SQLCipher derives the key from the passphrase slowly and authenticates what it reads. That it is a handover,
and of which format, is told in the header to whoever has the passphrase; to anybody else the file is noise.
"""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from uuid import uuid4

from reviewer_app.domain.errors import DamagedDatabaseError, InputError, StoreError
from reviewer_app.storage.canonical import digest
from reviewer_app.storage.connection import connect, create_private_file, use_opener
from reviewer_app.storage.failures import explained
from reviewer_app.storage.handover_content import (
    Handover,
    UnsoundHandoverError,
    handover_text,
    read_handover,
)

APPLICATION_ID = 0x52565748
"""Stands in the header of the file (``RVWH``)."""

FORMAT = 1
"""Raised when what a file holds can no longer be read by programs of before."""

LARGEST_BYTES = 256 * 1024 * 1024
"""A review with 100,000 acts takes a tenth of it."""

STAGED = ".handing-over"
"""How the name of a file ends that is being made in the data folder."""


def sealed_handover(folder: Path, handover: Handover, passphrase: str) -> bytes:
    """The bytes of the file; it is made in the data folder, and nothing stays there.

    :raises StoreError: the data folder cannot be written.
    """
    path = folder / f"{uuid4().hex}{STAGED}"
    text = handover_text(handover)
    try:
        create_private_file(path)
        with explained(path), closing(connect(path)) as connection:
            use_opener(connection, passphrase)
            connection.execute("PRAGMA journal_mode = memory")
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {FORMAT}")
            connection.execute("CREATE TABLE handover (digest TEXT NOT NULL, content TEXT NOT NULL) STRICT")
            connection.execute("INSERT INTO handover VALUES (?, ?)", [digest(text), text])
        return path.read_bytes()
    finally:
        path.unlink(missing_ok=True)


def open_handover(path: Path, passphrase: str) -> Handover:
    """What a file holds, all of it checked.

    :raises InputError: there is no such file, the passphrase does not open it, it is no handover, from a
        newer program, or damaged.
    """
    try:
        size = path.stat().st_size if path.is_file() else 0
    except OSError as error:
        raise InputError(f"{path} cannot be read ({error.strerror}): name another file.") from error
    if not size:
        raise InputError(f"{path} is not a file with a handed-over review: name another one.")
    if size > LARGEST_BYTES:
        raise InputError(f"{path} is too large for a handed-over review: name another file.")
    text = _text_in(path, passphrase)
    try:
        return read_handover(text)
    except UnsoundHandoverError as error:
        raise InputError(
            f"{path} was not written by this program, or was changed since: {error}. Nothing was imported; "
            "ask for the file again."
        ) from error


def _text_in(path: Path, passphrase: str) -> str:
    try:
        with explained(path), closing(connect(path, read_only=True)) as connection:
            use_opener(connection, passphrase)
            (application_id,) = connection.execute("PRAGMA application_id").fetchone()
            (version,) = connection.execute("PRAGMA user_version").fetchone()
            if application_id != APPLICATION_ID:
                raise InputError(f"{path} is not a file with a handed-over review: name another one.")
            if version != FORMAT:
                raise InputError(
                    f"{path} was written by a newer version of this program. Nothing was imported: use the "
                    "newer version here as well."
                )
            columns = connection.execute("SELECT name FROM pragma_table_info('handover')").fetchall()
            if columns != [("digest",), ("content",)]:
                raise InputError(f"{path} is not a file with a handed-over review: name another one.")
            rows = connection.execute("SELECT digest, content FROM handover").fetchall()
    except DamagedDatabaseError as error:
        raise InputError(
            f"The passphrase does not open {path}, or the file is damaged or none with a handed-over review. "
            "Nothing was imported: type the passphrase again, or ask for the file again."
        ) from error
    except StoreError as error:
        raise InputError(f"{path} cannot be read. Nothing was imported: copy it to another disk.") from error
    # SQLCipher may give zeros for a page that was changed from outside.
    if len(rows) != 1 or not isinstance(rows[0][1], str) or digest(rows[0][1]) != rows[0][0]:
        raise InputError(f"{path} is damaged. Nothing was imported: ask for the file again.")
    return rows[0][1]
