"""What the submitter says was sent and the folder does not hold."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable


def missing_attachments(announced: Iterable[str], files: Iterable[str]) -> tuple[str, ...]:
    """The announced names that no file of the folder bears; a name without its folder is enough."""
    present: set[str] = set()
    for file in files:
        name = _compared(file)
        present |= {name, name.rsplit("/", 1)[-1]}
    return tuple(name for name in announced if _compared(name) not in present)


def _compared(name: str) -> str:
    """A file name as it is compared: whichever slash, case and composition of accents its system uses."""
    return unicodedata.normalize("NFC", name.strip().replace("\\", "/")).casefold().removeprefix("./")
