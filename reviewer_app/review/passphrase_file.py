"""Which file holds the passphrase of the database in this run. Light: asked before the window is shown."""

from __future__ import annotations

import os
from pathlib import Path

FILE_VARIABLE = "REVIEWER_APP_PASSPHRASE_FILE"


def choose_passphrase_file(path: Path) -> None:
    """Use this file from now on, also in programs that this one becomes."""
    os.environ[FILE_VARIABLE] = str(path.absolute())
