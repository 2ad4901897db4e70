"""Makes the names in a folder durable, for whoever puts a finished file in its place."""

from __future__ import annotations

import os
from pathlib import Path


def flush_folder(folder: Path) -> None:
    """Wait until the names in the folder are on the disk. Windows cannot do so, and need not.

    :raises OSError: the folder cannot be opened or flushed.
    """
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
