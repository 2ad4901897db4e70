"""Whether SQLite can read a write-ahead log to its end.

After the program was ended in the middle, what was committed last is in the log. SQLite reads it up to the
first frame whose checksum is wrong and takes the rest for never written, without a word. But a frame that
ends a transaction is written last and flushed: where one of the present generation stands behind the place
at which SQLite stops, the log was damaged after it was written.

The layout of the log, and its checksum, are those of SQLite's file format, section "The Write-Ahead Log".
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from reviewer_app.storage.failures import in_use
from reviewer_app.storage.private_files import not_writable, write_private_file

_HEADER = struct.Struct(">IIIIIIII")
"""Magic number, version, page size, number of the checkpoint, two salts, two checksums."""

_FRAME = struct.Struct(">IIIIII")
"""Page, pages in the database after the transaction (0 inside one), two salts, two checksums."""

_SUMMED_OF_HEADER = 24
_SUMMED_OF_FRAME = 8
"""Bytes of each that the checksum covers; of a frame the page follows."""

_MASK = 0xFFFFFFFF
_PAGE_SIZE = 4_096
"""That of every database of this program."""

_ASIDE = "{stem}.damaged-log-{at:%Y%m%dT%H%M%S%fZ}.db-wal"

Sums = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Frame:
    """``ends``: it ends a transaction. ``is_read``: SQLite reads it, and all before it."""

    ends: bool
    is_read: bool


def log_of(path: Path) -> Path:
    """The write-ahead log of a database."""
    return path.with_name(f"{path.name}-wal")


def unread_transactions(log: Path) -> int:
    """How many committed transactions in the log SQLite will not read; a tenth of a second for 4 MB.

    In a log that somebody writes to meanwhile it may find some as well.

    :raises StoreError: it cannot be read.
    """
    try:
        with log.open("rb") as stream:
            content = stream.read()
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return 0
    except OSError as error:
        raise not_writable(log.parent, error) from error
    return sum(frame.ends and not frame.is_read for frame in _frames(content))


def keep_log(path: Path, now: datetime) -> Path:
    """Copy the log of a database to a file that stays when the database is closed. Another process may have
    the log open, so its own name is not touched.

    :raises StoreError: the folder cannot be written, or another process has just closed the database.
    """
    aside = path.with_name(_ASIDE.format(stem=path.stem, at=now.astimezone(UTC)))
    try:
        content = log_of(path).read_bytes()
    except FileNotFoundError as error:
        raise in_use(path) from error
    except OSError as error:
        raise not_writable(path.parent, error) from error
    write_private_file(aside, content, replace=True)
    return aside


def _frames(content: bytes) -> Iterator[_Frame]:
    """The frames of the log's present generation."""
    if len(content) < _HEADER.size + _FRAME.size:
        return
    magic, _, page_size, _, *salts, first, second = _HEADER.unpack_from(content)
    words = struct.Struct(">II" if magic & 1 else "<II")
    sums = _sums((0, 0), content[:_SUMMED_OF_HEADER], words)
    is_read = sums == (first, second)
    if not is_read:
        # The header is what is damaged: its frames tell the generation and, being SQLCipher's, their size.
        _, _, *salts, _, _ = _FRAME.unpack_from(content, _HEADER.size)
        page_size = _PAGE_SIZE
    length = _FRAME.size + page_size
    for start in range(_HEADER.size, len(content) - length + 1, length):
        _, pages, *own_salts, first, second = _FRAME.unpack_from(content, start)
        if is_read:
            head, page = (
                content[start : start + _SUMMED_OF_FRAME],
                content[start + _FRAME.size : start + length],
            )
            sums = _sums(sums, head + page, words)
            is_read = own_salts == salts and sums == (first, second)
        if own_salts == salts:
            yield _Frame(pages > 0, is_read)


def _sums(before: Sums, content: bytes, words: struct.Struct) -> Sums:
    one, other = before
    for first, second in words.iter_unpack(content):
        one = (one + first + other) & _MASK
        other = (other + second + one) & _MASK
    return one, other
