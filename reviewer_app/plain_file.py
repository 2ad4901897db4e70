"""Reads a small file that a user gave us, for whoever takes in settings, packs or requests."""

from __future__ import annotations

import stat
from pathlib import Path


def plain_bytes(
    path: Path, most: int, *, not_plain: Exception, too_large: Exception, links: bool = True
) -> bytes:
    """What the file holds, ``most`` bytes at the most. A pipe is not waited for, a device not read without
    end; with ``links`` the file may be reached by a link.

    :raises OSError: it cannot be read.

    Besides, ``not_plain`` is raised for whatever is no file, and ``too_large`` for one with more bytes.
    """
    status = path.stat() if links else path.lstat()
    if not stat.S_ISREG(status.st_mode):
        raise not_plain
    with path.open("rb") as stream:
        content = stream.read(most + 1)
    if len(content) > most:
        raise too_large
    return content
