"""Which files of a case folder are documents. Looks only: opens no file, writes nothing, follows no link.

Imported before Qt, so it imports next to nothing.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

REQUEST_FILE = "request.json"
"""At the top of a case folder: the request, not a document (section 5 of the design)."""

MAX_DEPTH = 32
"""Sub-folders deeper than this are reported instead of read."""

_DROPPINGS = frozenset({"thumbs.db", "ehthumbs.db", "desktop.ini", "icon\r", "__macosx", "$recycle.bin"})
_TOO_DEEP = "This folder lies too deep inside the case and was not read. Move its files further up."
_JUNCTION_TAG = 0xA0000003  # IO_REPARSE_TAG_MOUNT_POINT: a Windows junction, which is a link to a folder


class CaseFile:
    """One entry of a case folder; ``file`` is relative with forward slashes.

    ``problem`` is "" or, for what must not or cannot be opened, "unsupported" or "damaged"; ``sentence``
    explains it.
    """

    __slots__ = ("file", "path", "problem", "sentence")

    def __init__(self, file: str, path: Path, problem: str = "", sentence: str = "") -> None:
        self.file = file
        self.path = path
        self.problem = problem
        self.sentence = sentence

    def __repr__(self) -> str:
        return f"CaseFile({self.file!r}, problem={self.problem!r})"


def list_case(root: Path) -> Iterator[CaseFile]:
    """The documents of a case in natural order, sub-folders after the files beside them.

    ``root`` is a folder, or one file, which then is a case of that one document; it may be a link itself.
    What cannot be read is listed with its ``problem``; nothing raises except a root that does not exist or
    cannot be listed (OSError).
    """
    if stat.S_ISDIR(root.stat().st_mode):
        yield from _list_folder(root, "", 0)
    else:
        yield _entry(root.name, root.resolve(), root.stat())


def shown_name(text: str) -> str:
    """A file name, or a sentence with one, as text: bytes that are no UTF-8 are written as ``\\xff``.

    Such a name can be stored and hashed; :func:`path_of` finds the file again.
    """
    return os.fsencode(text).decode("utf-8", "backslashreplace")


def path_of(folder: Path, file: str) -> Path:
    """The path of the file below ``folder`` that :func:`list_case` or :func:`shown_name` calls ``file``."""
    path = folder / file
    if "\\x" not in file or os.path.lexists(path):
        return path
    import re

    escapes = re.compile(rb"\\x([89a-f][0-9a-f])")
    raw = escapes.sub(lambda escape: bytes.fromhex(escape[1].decode()), os.fsencode(file))
    return folder / os.fsdecode(raw)


def natural_key(name: str) -> tuple[tuple[int, int, str], ...]:
    """Sorting key under which "page 2" comes before "page 10", whatever the case of its letters."""
    parts: list[tuple[int, int, str]] = []
    digits = letters = ""
    for character in name.casefold():
        if character in "0123456789":
            if letters:
                parts.append((1, 0, letters))
                letters = ""
            digits += character
        else:
            if digits:
                parts.append((0, int(digits[:4000]), digits))
                digits = ""
            letters += character
    if digits:
        parts.append((0, int(digits[:4000]), digits))
    if letters:
        parts.append((1, 0, letters))
    return tuple(parts)


def _list_folder(folder: Path, prefix: str, depth: int) -> Iterator[CaseFile]:
    try:
        with os.scandir(folder) as scan:
            entries = sorted(scan, key=lambda entry: (natural_key(entry.name), entry.name))
    except OSError as error:
        if not prefix:
            raise
        yield CaseFile(
            prefix.rstrip("/"),
            folder,
            "damaged",
            f"The folder {folder.name} cannot be read ({error.strerror}). Check its permissions.",
        )
        return
    folders: list[os.DirEntry[str]] = []
    for entry in entries:
        if _is_dropping(entry.name) or (not prefix and entry.name.casefold() == REQUEST_FILE):
            continue
        if _is_folder(entry):
            folders.append(entry)
        else:
            yield _listed(entry, prefix)
    for entry in folders:
        below = f"{prefix}{entry.name}/"
        if depth + 1 >= MAX_DEPTH:
            yield CaseFile(below.rstrip("/"), Path(entry.path), "unsupported", _TOO_DEEP)
        else:
            yield from _list_folder(Path(entry.path), below, depth + 1)


def _listed(entry: os.DirEntry[str], prefix: str) -> CaseFile:
    file = prefix + entry.name
    try:
        return _entry(file, Path(entry.path), entry.stat(follow_symlinks=False))
    except OSError as error:
        return CaseFile(file, Path(entry.path), "damaged", f"{entry.name} cannot be read ({error.strerror}).")


def _entry(file: str, path: Path, status: os.stat_result) -> CaseFile:
    if stat.S_ISREG(status.st_mode) and getattr(status, "st_reparse_tag", 0) != _JUNCTION_TAG:
        return CaseFile(file, path)
    name = path.name
    if stat.S_ISLNK(status.st_mode) or getattr(status, "st_reparse_tag", 0) == _JUNCTION_TAG:
        sentence = (
            f"{name} is a link to another place, which is not followed. Copy the file itself into the folder."
        )
    else:
        sentence = (
            f"{name} is a device or a pipe and was not opened. Put the document itself into the folder."
        )
    return CaseFile(file, path, "unsupported", sentence)


def _is_dropping(name: str) -> bool:
    return name.startswith((".", "~$")) or name.casefold() in _DROPPINGS


def _is_folder(entry: os.DirEntry[str]) -> bool:
    """Whether the entry is a folder of the case; not a link to one, nor one that vanished meanwhile."""
    try:
        tag: int = getattr(entry.stat(follow_symlinks=False), "st_reparse_tag", 0)
        return entry.is_dir(follow_symlinks=False) and tag != _JUNCTION_TAG
    except OSError:
        return False
