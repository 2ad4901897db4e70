"""Reads from a shared library (ELF, 64 bit, little endian) which other libraries it needs."""

from __future__ import annotations

import struct
from pathlib import Path

DYNAMIC_SEGMENT = 2
STRING_TABLE_TAG = 5
NEEDED_TAG = 1
SEGMENT = struct.Struct("<IIQQQQQQ")
ENTRY = struct.Struct("<qQ")


def needed_libraries(library: Path) -> frozenset[str]:
    """The names of the libraries that the loader loads with this one."""
    content = library.read_bytes()
    table_at, size, count = (
        struct.unpack_from("<Q", content, 32)[0],
        *struct.unpack_from("<HH", content, 54),
    )
    segments = [SEGMENT.unpack_from(content, table_at + number * size) for number in range(count)]
    (dynamic,) = (segment for segment in segments if segment[0] == DYNAMIC_SEGMENT)
    entries = list(ENTRY.iter_unpack(content[dynamic[2] : dynamic[2] + dynamic[5]]))
    (address,) = (value for tag, value in entries if tag == STRING_TABLE_TAG)
    (names_at,) = (
        address - segment[3] + segment[2]
        for segment in segments
        if segment[0] == 1 and segment[3] <= address < segment[3] + segment[5]
    )
    return frozenset(
        content[names_at + value : content.index(b"\0", names_at + value)].decode("ascii")
        for tag, value in entries
        if tag == NEEDED_TAG
    )
