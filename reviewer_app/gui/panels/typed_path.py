"""A file that a reader typed."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path


def typed_path(text: str) -> Path:
    """The path, with ``~`` for the home folder; of a user whom the system does not know it stays as typed."""
    path = Path(text)
    with suppress(RuntimeError):
        path = path.expanduser()
    return path
