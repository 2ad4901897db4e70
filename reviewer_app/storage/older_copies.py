"""Files of the data folder that hold what the database held before: backups, and what was put aside."""

from __future__ import annotations

from pathlib import Path

from reviewer_app.flushed_folder import flush_folder
from reviewer_app.storage.backups import FOLDER_NAME
from reviewer_app.storage.private_files import not_writable


def backups(data_folder: Path) -> tuple[Path, ...]:
    """Every backup that the program made by itself, of whichever database."""
    return tuple(sorted((data_folder / FOLDER_NAME).glob("*.db")))


def put_aside(data_folder: Path) -> tuple[Path, ...]:
    """Every database, and every log of one, that was kept because it was damaged or a backup took its
    place."""
    return tuple(sorted((*data_folder.glob("*.damaged*"), *data_folder.glob("*.set-aside-*"))))


def remove(data_folder: Path, copies: tuple[Path, ...]) -> None:
    """Remove backups.

    :raises StoreError: one cannot be removed.
    """
    try:
        for path in copies:
            path.unlink(missing_ok=True)
        if copies:
            flush_folder(data_folder / FOLDER_NAME)
    except OSError as error:
        raise not_writable(data_folder / FOLDER_NAME, error) from error
