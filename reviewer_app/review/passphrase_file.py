"""Which file holds the passphrase of the database in this run, and whether it has to be typed where there is
none. Light: asked before the window is shown."""

from __future__ import annotations

import os
from pathlib import Path

FILE_VARIABLE = "REVIEWER_APP_PASSPHRASE_FILE"


def choose_passphrase_file(path: Path) -> None:
    """Use this file from now on, also in programs that this one becomes."""
    os.environ[FILE_VARIABLE] = str(path.absolute())


def asks_for_passphrase(folder: Path) -> bool:
    """Whether the passphrase has to be typed before anything is seen: a key is sealed in the data folder, and
    no file was named. Only the names in the folder are looked at, so this is no more than very likely."""
    return not os.environ.get(FILE_VARIABLE) and next(folder.glob("*.key"), None) is not None
