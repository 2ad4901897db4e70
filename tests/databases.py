"""Opening what the program has written, with the key of the data folder that it lies in."""

from __future__ import annotations

import tempfile
from contextlib import closing
from pathlib import Path

from sqlcipher3 import dbapi2

from reviewer_app.review.database_key import key_custody
from reviewer_app.storage.keys import DatabaseKey
from reviewer_app.storage.store import Store


def open_store(folder: Path) -> Store:
    """The database of a data folder, as the program opens it."""
    return Store.open(folder, key_custody(folder))


def folder_key(folder: Path) -> DatabaseKey:
    """The key of a data folder, the newest of several; made where there is none yet."""
    return key_custody(folder).keys()[0]


def set_up_key(folder: Path) -> None:
    """Give a data folder its key, written down and asked back, so that a window asks nothing."""
    custody = key_custody(folder)
    custody.confirm(custody.keys())


def connect(path: Path) -> dbapi2.Connection:
    """A bare connection to an encrypted file, behind the program's back."""
    connection = dbapi2.connect(path)
    key = folder_key(path.parent)
    connection.execute(f"PRAGMA key = \"x'{key.secret.hex()}'\"")
    return connection


def decrypted(path: Path) -> bytes:
    """What an encrypted file holds, as a file without encryption."""
    with tempfile.TemporaryDirectory() as folder, closing(connect(path)) as connection:
        connection.execute("ATTACH DATABASE ? AS plain KEY ''", [str(Path(folder, "plain"))])
        connection.execute("SELECT sqlcipher_export('plain')").fetchone()
        connection.execute("DETACH DATABASE plain")
        return Path(folder, "plain").read_bytes()


def connect_plain(path: Path) -> dbapi2.Connection:
    """A bare connection to a file without encryption."""
    return dbapi2.connect(path)
