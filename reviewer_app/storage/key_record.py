"""``key.json`` in the data folder: under which names the keys of its database are kept. It holds no secret.

Where a key is kept in the keychain, its name there is the one in the record; where a passphrase seals it, the
sealed file has that name. More than one key stands in the record while one replaces another, and afterwards
as long as a backup is opened with the older one, which the newer one seals then.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import msgspec

from reviewer_app.domain.errors import KeyNeededError, StoreError
from reviewer_app.storage.keys import DatabaseKey
from reviewer_app.storage.private_files import write_private_file

RECORD_NAME = "key.json"
FORMAT = 1

_HEX = re.compile(r"[0-9a-f]{32,64}")


@dataclass(frozen=True, slots=True)
class KeyName:
    """``id`` is where the key is kept, ``fingerprint`` tells whether what is found there is the key.
    ``confirmed``: its recovery key was written down, and asked back. ``behind``: the fingerprint of the newer
    key that seals it; empty where the keychain or a passphrase keeps it."""

    id: str
    fingerprint: str
    confirmed: bool = False
    behind: str = ""

    @classmethod
    def of(cls, key: DatabaseKey, *, confirmed: bool = False, behind: str = "") -> KeyName:
        """A name that no key had before."""
        return cls(uuid4().hex, key.fingerprint, confirmed, behind)


@dataclass(frozen=True, slots=True)
class _Record:
    format: int
    keys: tuple[KeyName, ...]


def read_record(folder: Path) -> tuple[KeyName, ...] | None:
    """The names in the folder's record; ``None`` when there is no record.

    :raises StoreError: the record is damaged, or of a newer version of the program.
    """
    path = folder / RECORD_NAME
    try:
        record = msgspec.json.decode(path.read_bytes(), type=_Record)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise StoreError(f"{path} cannot be read ({error.strerror}). Make it readable.") from error
    except msgspec.DecodeError as error:
        raise _damaged(path) from error
    if record.format > FORMAT:
        raise StoreError(
            f"{path} was written by a newer version of this program. Start the newer version, "
            "or choose another data folder with --data-dir."
        )
    words = [word for name in record.keys for word in (name.id, name.fingerprint, name.behind or name.id)]
    if not words or not all(_HEX.fullmatch(word) for word in words):
        raise _damaged(path)
    return record.keys


def write_record(folder: Path, names: Sequence[KeyName], *, replace: bool) -> None:
    """Say under which names the keys are kept, the likeliest first.

    :raises FileExistsError: there is a record and ``replace`` is not set.
    :raises StoreError: the folder cannot be written.
    """
    content = msgspec.json.format(msgspec.json.encode(_Record(FORMAT, tuple(names))), indent=1)
    write_private_file(folder / RECORD_NAME, content, replace=replace)


def _damaged(path: Path) -> StoreError:
    return KeyNeededError(
        f"{path} is damaged, and so the database's key cannot be found. "
        "Put it back from a copy of the data folder, or use the recovery key (reviewer-app key recover FILE)."
    )
