"""Small files that only their owner can read, written whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path
from uuid import uuid4

from reviewer_app.domain.errors import StoreError
from reviewer_app.flushed_folder import flush_folder


def make_private_folder(folder: Path) -> None:
    """Make the folder where it does not exist.

    :raises StoreError: it cannot be made.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise not_writable(folder, error) from error


def not_writable(folder: Path, error: OSError) -> StoreError:
    return StoreError(
        f"The data folder {folder} cannot be written ({error.strerror}). "
        "Make it writable or choose another one with --data-dir."
    )


def write_private_file(path: Path, content: bytes, *, replace: bool) -> None:
    """Write beside the target, flush, then put it in its place; on the disk when this returns.

    :raises FileExistsError: there is such a file and ``replace`` is not set.
    :raises StoreError: the folder cannot be written.
    """
    make_private_folder(path.parent)
    beside = path.with_name(f"{path.name}.{uuid4().hex}.part")
    try:
        handle = os.open(beside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        if replace:
            beside.replace(path)
        else:
            put_if_new(beside, path)
    except FileExistsError:
        raise
    except OSError as error:
        raise not_writable(path.parent, error) from error
    finally:
        beside.unlink(missing_ok=True)
    flush_folder(path.parent)


def flush_file(path: Path) -> None:
    """Wait until what was written to the file is on the disk."""
    with path.open("rb+") as stream:
        os.fsync(stream.fileno())


def put_if_new(beside: Path, path: Path) -> None:
    """Give a finished file its name; two programs may do so at the same moment, and only one is first.

    The name beside it may still be there afterwards.

    :raises FileExistsError: there is a file of that name.
    """
    try:
        path.hardlink_to(beside)
    except FileExistsError:
        raise
    except OSError:
        # A file system without links.
        if path.exists():
            raise FileExistsError(str(path)) from None
        beside.replace(path)
