"""Where the use cases get the database's key from: what the user gave in this run, else the keychain."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from reviewer_app.domain.errors import InputError
from reviewer_app.review.passphrase_file import FILE_VARIABLE
from reviewer_app.storage.key_custody import KeyCustody
from reviewer_app.storage.keys import DatabaseKey, GivenKey, KeySource
from reviewer_app.storage.store import DATABASE_NAME

MOST_BYTES = 10_000
"""A longer file is no passphrase but a mistake."""


def given_passphrase() -> str | None:
    """The first line of the file that the environment names; ``None`` where none is named.

    Raises :class:`InputError` when it cannot be read, or its first line is empty.
    """
    named = os.environ.get(FILE_VARIABLE)
    return read_passphrase(Path(named)) if named else None


def key_custody(
    folder: Path, passphrase: Callable[[], str | None] = given_passphrase, *, sets_up: bool = True
) -> KeyCustody:
    """Where the key of that data folder is kept; with ``sets_up`` it is made where there is none yet.
    ``passphrase`` says what the user gave: the file that was named, unless something else was typed.

    The custody's ``keys`` raise :class:`InputError` when that file cannot be used.
    """
    return KeyCustody(folder, (folder / DATABASE_NAME,), passphrase, sets_up=sets_up)


def throw_away_key() -> KeySource:
    """A key that is kept nowhere, for a data folder that is thrown away as well."""
    return GivenKey(DatabaseKey.new())


def read_passphrase(path: Path) -> str:
    """The first line of a file, without its line break.

    Raises :class:`InputError` when the file cannot be read, or its first line is empty.
    """
    try:
        with path.open("rb") as stream:
            line = stream.readline(MOST_BYTES).decode("utf-8-sig").rstrip("\r\n")
    except OSError as error:
        raise InputError(
            f"The passphrase file {path} cannot be read ({error.strerror}). Name another one."
        ) from error
    except UnicodeDecodeError as error:
        raise InputError(f"The passphrase file {path} is no text in UTF-8. Name another one.") from error
    if not line or "\0" in line:
        raise InputError(f"The first line of the passphrase file {path} is no passphrase. Name another one.")
    return line
