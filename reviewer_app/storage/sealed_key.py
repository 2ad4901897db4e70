"""A key behind a passphrase, or an older key behind the present one: the file ``<name>.key`` is a small
SQLCipher database that opens with that.

SQLCipher derives its key from the passphrase slowly (256,000 rounds, a tenth of a second) and authenticates
what it reads, so a wrong passphrase never gives a wrong key.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from uuid import uuid4

from reviewer_app.domain.errors import StoreError, WrongKeyError
from reviewer_app.flushed_folder import flush_folder
from reviewer_app.storage.connection import read_sealed, write_sealed
from reviewer_app.storage.keys import DatabaseKey
from reviewer_app.storage.private_files import flush_file, make_private_folder, not_writable

ENDING = ".key"


def sealed_path(folder: Path, name: str) -> Path:
    """Where the key of that name is kept when a passphrase, or a newer key, seals it."""
    return folder / f"{name}{ENDING}"


def seal(path: Path, key: DatabaseKey, opener: str | DatabaseKey) -> None:
    """Write the key so that only the passphrase, or the newer key, opens it, in place of what is there.

    It is on the disk afterwards.

    :raises StoreError: the folder cannot be written.
    """
    make_private_folder(path.parent)
    beside = path.with_name(f"{path.name}.{uuid4().hex}.part")
    try:
        write_sealed(beside, opener, key.secret)
        flush_file(beside)
        beside.replace(path)
        flush_folder(path.parent)
    except OSError as error:
        raise not_writable(path.parent, error) from error
    finally:
        beside.unlink(missing_ok=True)


def unseal(path: Path, passphrase: str) -> DatabaseKey:
    """The key in the file.

    :raises WrongKeyError: the passphrase does not open it, or it is damaged.
    :raises StoreError: the file cannot be read.
    """
    secret = read_sealed(path, passphrase) if passphrase else None
    if secret is None:
        raise WrongKeyError(
            f"The passphrase does not open the database's key in {path}. Nothing was changed: "
            "give the right one, or use the recovery key (reviewer-app key recover FILE)."
        )
    return DatabaseKey(secret)


def sealed_behind(folder: Path, opener: DatabaseKey) -> dict[str, DatabaseKey]:
    """The older keys in the folder that this key opens, by their names. What cannot be read is left out."""
    found = {}
    for path in sorted(folder.glob(f"*{ENDING}")):
        with suppress(StoreError):
            secret = read_sealed(path, opener)
            if secret is not None:
                found[path.stem] = DatabaseKey(secret)
    return found
