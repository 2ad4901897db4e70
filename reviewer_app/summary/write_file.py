"""Writes an export so that its file is either whole or as it was before."""

from __future__ import annotations

import errno
import os
import re
import tempfile
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from reviewer_app.domain.errors import ExportError
from reviewer_app.flushed_folder import flush_folder

MAX_NAME_BYTES = 180
"""File systems allow 255 bytes a name; the rest is room for an ending and for the temporary name beside
it."""

PORTS = frozenset(f"{port}{number}" for port in ("com", "lpt") for number in "0123456789¹²³")
RESERVED = PORTS | {"con", "prn", "aux", "nul", "conin$", "conout$"}
"""Names that Windows gives to devices, whatever their ending."""

FORBIDDEN = re.compile(r'[<>:"/\\|?*\s]+')
"""Separators, what Windows forbids in names, and white space."""

HIDDEN = frozenset(("Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"))
"""Unicode categories that do not show, the bidirectional controls among them."""

UNCHANGED = "Nothing was changed."

FALLBACK_NAME = "determination"

OF_A_CASE = "request.json"
"""A folder with this file is a case folder; what is written there becomes one of that case's documents."""

NO_SPACE = frozenset((errno.ENOSPC, errno.EDQUOT, errno.EFBIG))
NO_PERMISSION = frozenset((errno.EACCES, errno.EPERM, errno.EROFS))


Check = Callable[[Path], None]
"""Looks at a file that is written but has not its name yet; what it raises undoes the writing."""


def no_check(_written: Path) -> None:
    """Takes every file."""


def write_file(target: Path, content: bytes, case_folder: Path, check: Check = no_check) -> None:
    """Writes the content beside the target, flushes it to the disk, then puts it in the target's place.

    :raises ExportError: the target is a folder, a device or a pipe, or lies in the case folder, its folder is
    missing, writing is not allowed, or the disk is full. The target is then as it was before and nothing is
    left beside it, nor when ``check`` raises.
    """
    refuse_target(target, case_folder)
    write_whole(target, content, check)


def write_whole(target: Path, content: bytes, check: Check = no_check) -> None:
    """As :func:`write_file`, to a target that was looked at before."""
    with _whole_file(target) as (file, written):
        file.write(content)
        file.flush()
        check(written)


@contextmanager
def whole_file(target: Path) -> Iterator[BinaryIO]:
    """As :func:`write_file` writes, for content that is made in pieces inside the block.

    :raises ExportError: it cannot be written. The target is then as it was before.
    """
    with _whole_file(target) as (file, _written):
        yield file


@contextmanager
def _whole_file(target: Path) -> Iterator[tuple[BinaryIO, Path]]:
    """A new file beside the target, which only its owner can read, with its place, to be written inside the
    block; at its end the file is flushed to the disk and takes the target's place. When the block fails,
    nothing is left of it.

    :raises ExportError: it cannot be written. The target is then as it was before.
    """
    try:
        # A device or a pipe would be gone when a file took its place.
        if target.exists() and not target.is_file():
            raise ExportError(f"{target} is no plain file that could be replaced: name another one.")
        handle, name = tempfile.mkstemp(prefix=".export-", suffix=".part", dir=target.parent)
    except OSError as error:
        raise ExportError(failure_sentence(target, error)) from error
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file, temporary
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(target)
        flush_folder(target.parent)
    except OSError as error:
        raise ExportError(failure_sentence(target, error)) from error
    finally:
        with suppress(FileNotFoundError):
            temporary.unlink()


def refuse_target(target: Path, case_folder: Path) -> None:
    """Raises :class:`ExportError` for a target that must not or cannot be written."""
    try:
        # Path.resolve fails on links that lead in a circle.
        folder = Path(os.path.realpath(case_folder))
        place = Path(os.path.realpath(target))
        is_folder, has_folder = target.is_dir(), target.parent.is_dir()
        of_other_case = (target.parent / OF_A_CASE).is_file()
    except OSError as error:  # a name that is too long, or a folder that may not be looked into
        raise ExportError(failure_sentence(target, error)) from error
    except ValueError as error:
        raise ExportError(f"{target} is no name of a file: choose another one.") from error
    if place == folder or place.is_relative_to(folder):
        raise ExportError(
            f"{target} lies in the case folder, which is never written to: choose another folder."
        )
    if of_other_case:
        raise ExportError(
            f"{target} lies in the folder of a case ({OF_A_CASE}), which is never written to: choose another "
            "folder."
        )
    if is_folder:
        raise ExportError(f"{target} is a folder: name a file in it.")
    if not has_folder:
        raise ExportError(f"The folder {target.parent} does not exist: create it or choose another one.")


def failure_sentence(target: Path, error: OSError) -> str:
    if error.errno in NO_SPACE:
        return f"There is no space left for {target}: free some, or choose another disk. {UNCHANGED}"
    if error.errno in NO_PERMISSION:
        return f"Writing {target} is not allowed: choose another folder, or change its rights. {UNCHANGED}"
    reason = error.strerror or "the system gave no reason"
    return f"{target} could not be written ({reason}): choose another folder. {UNCHANGED}"


def clean_file_name(text: str) -> str:
    """A name that is safe as a file name on every system, made from any text, without an ending of its own
    choice.

    Separators, characters that Windows forbids and white space become one dash; characters that do not show
    are dropped; no leading or trailing dot or dash; device names of Windows get an underscore; at most 180
    bytes.
    """
    shown = "".join(
        character
        for character in FORBIDDEN.sub("-", unicodedata.normalize("NFC", text))
        if unicodedata.category(character) not in HIDDEN
    )
    name = cut(re.sub("-{2,}", "-", shown).strip(".-~ "), MAX_NAME_BYTES).rstrip(".- ")
    if not name:
        return FALLBACK_NAME
    stem = name.partition(".")[0].strip()
    return f"_{name}" if stem.casefold() in RESERVED else name


def cut(name: str, limit: int) -> str:
    """The longest beginning of the name that is whole characters and at most ``limit`` bytes of UTF-8."""
    return name.encode("utf-8")[:limit].decode("utf-8", "ignore")
