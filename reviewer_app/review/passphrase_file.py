"""Which file holds the passphrase of the database in this run. Light: asked before the window is shown."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

FILE_VARIABLE = "REVIEWER_APP_PASSPHRASE_FILE"


def choose_passphrase_file(path: Path) -> None:
    """Use this file from now on, also in programs that this one becomes."""
    os.environ[FILE_VARIABLE] = str(path.absolute())


@contextmanager
def throw_away_passphrase(folder: Path) -> Iterator[None]:
    """A passphrase that nobody knows, for a data folder that is thrown away after the block, and in it."""
    import secrets

    before = os.environ.get(FILE_VARIABLE)
    file = folder / "passphrase"
    file.write_text(secrets.token_hex(), encoding="ascii")
    choose_passphrase_file(file)
    try:
        yield
    finally:
        if before is None:
            del os.environ[FILE_VARIABLE]
        else:
            os.environ[FILE_VARIABLE] = before
