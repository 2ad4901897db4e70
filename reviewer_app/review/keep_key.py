"""The key of a data folder: written down, used again when it is gone, behind another passphrase, changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from reviewer_app.domain.errors import ExportError, InputError, StoreError
from reviewer_app.review.database_key import key_custody, read_passphrase
from reviewer_app.review.keep_database import existing_database
from reviewer_app.review.workspace import local_now, open_workspace
from reviewer_app.storage.key_change import change_key as storage_change_key
from reviewer_app.storage.key_custody import KeyCustody
from reviewer_app.storage.keys import DatabaseKey, GivenKey, read_letters
from reviewer_app.storage.page_history_file import FILE_NAME as PAGE_HISTORY
from reviewer_app.storage.private_files import write_private_file
from reviewer_app.storage.store import DATABASE_NAME, Store
from reviewer_app.storage.text_cache import FILE_NAME as PAGE_TEXTS
from reviewer_app.storage.whole_file import key_that_opens

DATABASES = (DATABASE_NAME, PAGE_TEXTS, PAGE_HISTORY)
"""The files in a data folder that its key encrypts."""


def recovery_key(folder: Path) -> str:
    """The key of the folder's database, for a person to write down.

    Raises :class:`reviewer_app.domain.errors.StoreError` when it is out of reach.
    """
    first, *_ = opening_first(folder, key_custody(existing_database(folder)).keys())
    return first.recovery_key


def opening_first(folder: Path, keys: tuple[DatabaseKey, ...]) -> tuple[DatabaseKey, ...]:
    """The keys, that of the folder's database first: another may be named before it when its change was cut
    off.

    Raises :class:`reviewer_app.domain.errors.StoreError` when the database is in use or damaged.
    """
    database = folder / DATABASE_NAME
    if len(keys) == 1 or not database.exists():
        return keys
    opening = key_that_opens(database, keys)
    return tuple(sorted(keys, key=lambda key: key != opening))


def recover(folder: Path, file: Path) -> None:
    """Keep the key that a file holds as it was written down, if it opens the folder's database.

    Raises :class:`InputError` when the file holds no recovery key, and
    :class:`reviewer_app.domain.errors.StoreError` when it is not the database's, or cannot be kept.
    """
    key = fitting_key(folder, _text_of(file))
    key_custody(folder).take(key)


def written_key(file: Path) -> DatabaseKey:
    """The key that a file holds as it was written down.

    Raises :class:`InputError` when it holds none.
    """
    return DatabaseKey.from_recovery_key(_text_of(file))


def new_key() -> DatabaseKey:
    """A key that may take the place of the folder's, once its ``recovery_key`` was written down; until
    :func:`change_key` nothing has happened."""
    return DatabaseKey.new()


def wrong_groups(typed: Mapping[int, str], groups: Sequence[str]) -> tuple[int, ...]:
    """Which of the typed groups of a recovery key, numbered from 1, are not its own."""
    return tuple(number for number, text in typed.items() if read_letters(text) != groups[number - 1])


def write_recovery_key(file: Path, key: DatabaseKey) -> None:
    """Write a recovery key to a new file that only its owner can read.

    Raises :class:`ExportError` when there is such a file, or it cannot be written.
    """
    try:
        write_private_file(file, f"{key.recovery_key}\n".encode("ascii"), replace=False)
    except FileExistsError as error:
        raise ExportError(f"{file} exists already. Name a new file for the recovery key.") from error


def change_key(
    folder: Path,
    new: DatabaseKey,
    custody: KeyCustody | None = None,
    progress: Callable[[str], None] = lambda _name: None,
    now: Callable[[], datetime] = local_now,
) -> str:
    """Encrypt the databases of the folder, which must be closed, with a new key, whose recovery key was
    written down and asked back. ``custody`` keeps it, else the folder's own; ``progress`` hears the name of
    each file that is begun. Afterwards there is a backup under the new key, or the sentence that is returned
    says why there is none; older ones keep their key.

    Raises :class:`reviewer_app.domain.errors.StoreError` when one of them is in use or damaged, the key is
    out of reach or cannot be kept, or there is no space; the key was not changed then.
    """
    custody = custody or key_custody(folder)
    existing_database(folder)
    storage_change_key(folder, [folder / name for name in DATABASES], custody, new, progress)
    try:
        with open_workspace(folder, now=now, keys=custody) as workspace:
            workspace.store.audit.enter("Changed the key of the database", workspace.reviewer(), now())
            workspace.store.back_up_again(now())
    except StoreError as error:
        return f"The new key opens the database, but there is no backup with it yet. {error.sentence}"
    return ""


def fitting_key(folder: Path, text: str) -> DatabaseKey:
    """The key that was written down, if it opens the folder's database.

    Raises :class:`InputError` when the text is no recovery key, and
    :class:`reviewer_app.domain.errors.StoreError` when it is not the database's.
    """
    key = DatabaseKey.from_recovery_key(text)
    Store.open(existing_database(folder), GivenKey(key)).close()
    return key


def _text_of(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            f"The file {file} with the recovery key cannot be read. Name another one."
        ) from error


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
