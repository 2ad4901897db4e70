"""Keeping the database: what must be there before it can be checked or saved."""

from __future__ import annotations

from pathlib import Path

from reviewer_app.domain.errors import InputError
from reviewer_app.storage.store import DATABASE_NAME


def existing_database(folder: Path) -> Path:
    """The data folder, which must hold a database: checking or saving one never makes it.

    Raises :class:`InputError` when there is none.
    """
    if not (folder / DATABASE_NAME).exists():
        raise InputError(f"There is no database in {folder}; name another folder with --data-dir.")
    return folder
