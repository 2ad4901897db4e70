"""The key of a data folder: written down, used again when it is gone, put behind another passphrase."""

from __future__ import annotations

from pathlib import Path

from reviewer_app.domain.errors import InputError
from reviewer_app.review.database_key import key_custody, read_passphrase
from reviewer_app.review.keep_database import existing_database
from reviewer_app.storage.keys import DatabaseKey, GivenKey
from reviewer_app.storage.store import Store


def recovery_key(folder: Path) -> str:
    """The key of the folder's database, for a person to write down.

    Raises :class:`reviewer_app.domain.errors.StoreError` when it is out of reach.
    """
    key, *_ = key_custody(existing_database(folder)).keys()
    return key.recovery_key


def recover(folder: Path, file: Path) -> None:
    """Keep the key that a file holds as it was written down, if it opens the folder's database.

    Raises :class:`InputError` when the file holds no recovery key, and
    :class:`reviewer_app.domain.errors.StoreError` when it is not the database's, or cannot be kept.
    """
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            f"The file {file} with the recovery key cannot be read. Name another one."
        ) from error
    key = fitting_key(folder, text)
    key_custody(folder).take(key)


def fitting_key(folder: Path, text: str) -> DatabaseKey:
    """The key that was written down, if it opens the folder's database.

    Raises :class:`InputError` when the text is no recovery key, and
    :class:`reviewer_app.domain.errors.StoreError` when it is not the database's.
    """
    key = DatabaseKey.from_recovery_key(text)
    Store.open(existing_database(folder), GivenKey(key)).close()
    return key


def change_passphrase(folder: Path, file: Path) -> None:
    """Put the key behind the passphrase in the file, instead of the one before it or of the keychain.

    Raises :class:`InputError` when the file holds no passphrase, and
    :class:`reviewer_app.domain.errors.StoreError` when the key is out of reach or cannot be kept.
    """
    new = read_passphrase(file)
    custody = key_custody(existing_database(folder))
    custody.seal(custody.keys(), new)


def use_keychain(folder: Path) -> None:
    """Let the keychain keep the key, instead of a passphrase.

    Raises :class:`reviewer_app.domain.errors.StoreError` when the key is out of reach, or the keychain does
    not keep it.
    """
    custody = key_custody(existing_database(folder))
    custody.unseal(custody.keys())
