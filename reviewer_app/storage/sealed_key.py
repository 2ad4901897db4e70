"""A key behind a passphrase: the file ``<name>.key`` is a small SQLCipher database that the passphrase opens.

SQLCipher derives its key from the passphrase slowly (256,000 rounds, a tenth of a second) and authenticates
what it reads, so a wrong passphrase never gives a wrong key.
"""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

from reviewer_app.domain.errors import WrongKeyError
from reviewer_app.storage.connection import read_sealed, write_sealed
from reviewer_app.storage.keys import DatabaseKey
from reviewer_app.storage.private_files import flush_file, flush_folder, make_private_folder, not_writable


def sealed_path(folder: Path, name: str) -> Path:
    """Where the key of that name is kept when a passphrase seals it."""
    return folder / f"{name}.key"


def seal(path: Path, key: DatabaseKey, passphrase: str) -> None:
    """Write the key so that only the passphrase opens it, in place of what is there; on the disk afterwards.

    :raises StoreError: the folder cannot be written.
    """
    make_private_folder(path.parent)
    beside = path.with_name(f"{path.name}.{uuid4().hex}.part")
    try:
        write_sealed(beside, passphrase, key.secret)
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
