"""Names of attached files under which they may be saved: a base name that means the same on every system."""

from __future__ import annotations

import re
from collections.abc import Iterable

LONGEST = 150
"""Bytes of a name in UTF-8; file systems end at 255, and what saves it may add to it."""

LONGEST_SUFFIX = 20

NAMELESS = "attachment"

_FORBIDDEN = re.compile(r'[<>:"|?*]')
"""Beside the slashes, what Windows refuses in a name."""

_DEVICE = re.compile(
    r"(?:con|prn|aux|nul|clock\$|conin\$|conout\$|com[0-9\xb9\xb2\xb3]|lpt[0-9\xb9\xb2\xb3])", re.IGNORECASE
)
"""Names that are devices on Windows, whatever follows their first dot."""


def clean_names(names: Iterable[str]) -> tuple[str, ...]:
    """Clean base names, no two alike even where capital and small letters are one."""
    taken: set[str] = set()
    result: list[str] = []
    for wanted in names:
        name = clean_name(wanted)
        number = 1
        while name.casefold() in taken:
            number += 1
            name = _with_mark(clean_name(wanted), f" ({number})")
        taken.add(name.casefold())
        result.append(name)
    return tuple(result)


def clean_name(name: str) -> str:
    """A base name from a name that a document gives: no folder, no drive, no hidden file, no device, nothing
    that cannot be seen, never empty."""
    name = re.split(r"[/\\]", name.rstrip("/\\ "))[-1]
    name = re.sub(r"^[A-Za-z]:", "", name)
    name = " ".join("".join(one if one.isprintable() else " " for one in name).split())
    name = _shortened(_FORBIDDEN.sub("_", name).lstrip(". ")).rstrip(". ")
    if _DEVICE.fullmatch(name.partition(".")[0].rstrip()):
        name = f"_{name}"
    return name or NAMELESS


def _with_mark(name: str, mark: str) -> str:
    """The name with a mark before its suffix, not longer than is allowed."""
    stem, suffix = _parts(name)
    return _cut(stem, LONGEST - len((mark + suffix).encode())) + mark + suffix


def _shortened(name: str) -> str:
    if len(name.encode()) < LONGEST:
        return name
    stem, suffix = _parts(name)
    return _cut(stem, LONGEST - 1 - len(suffix.encode())) + suffix


def _parts(name: str) -> tuple[str, str]:
    stem, dot, suffix = name.rpartition(".")
    if stem and suffix and len(suffix.encode()) < LONGEST_SUFFIX:
        return stem, dot + suffix
    return name, ""


def _cut(text: str, most: int) -> str:
    return text.encode()[:most].decode(errors="ignore").rstrip()
