"""Texts and readings of pages as the file of page texts has them: packed, and unpacked once their checksum
has shown that they are what was kept."""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence
from dataclasses import asdict, fields
from typing import NamedTuple

from reviewer_app.domain.errors import DamagedDatabaseError
from reviewer_app.domain.page_reading import OcrReading, PageMeasures, PageReading
from reviewer_app.domain.pages import VIEW_ROTATIONS
from reviewer_app.domain.search import SearchableText
from reviewer_app.evidence.search_words import index_text

ROW_BYTES = 200
"""What a row takes besides its parts, at most: keys, and the unused ends of the file's pages by share."""

_MEASURES = frozenset(one.name for one in fields(PageMeasures))


class PageParts(NamedTuple):
    """The parts of a page's text, or of a reading, as the columns have them. ``text`` and ``words``, which
    are folded for the index, are UTF-8; ``about`` is a line of JSON with all else that is known, and after it
    one byte for each word of a reading: how sure it is."""

    text: bytes
    words: bytes
    jumps: bytes
    boxes: bytes
    about: bytes

    @property
    def size(self) -> int:
        """Bytes that the row takes."""
        return sum(len(part) for part in self) + ROW_BYTES


def text_parts(searchable: SearchableText) -> PageParts:
    """A page's text, packed."""
    return _parts(searchable, {"notes": searchable.notes, "pictured": searchable.pictured})


def reading_parts(came: PageReading) -> PageParts:
    """What came of reading a picture, packed; how it agrees with the words of a file is none of it."""
    reading = came.reading
    if reading is None:
        return _parts(SearchableText("", b""), {"failure": came.failure})
    known: dict[str, object] = {
        "turned": reading.turned,
        "skew": reading.skew,
        "measures": asdict(reading.measures),
        "notes": reading.text.notes,
    }
    return _parts(reading.text, known, reading.sureness)


def checksum(parts: Sequence[bytes]) -> int:
    """Stands beside the parts in the file."""
    found = 0
    for part in parts:
        found = zlib.crc32(part, found)
    return found


def checked(parts: Sequence[bytes | None], expected: int) -> PageParts:
    """The parts of a row, if they are what was kept.

    :raises DamagedDatabaseError: they are not.
    """
    whole = tuple(part for part in parts if part is not None)
    if len(whole) != len(parts) or checksum(whole) != expected:
        raise DamagedDatabaseError("A page of the page texts is damaged.")
    return PageParts(*whole)


def text_of(parts: PageParts) -> SearchableText:
    """The text of :func:`text_parts`."""
    known = json.loads(parts.about)
    return SearchableText(parts.text.decode(), parts.boxes, tuple(known["notes"]), known["pictured"])


def reading_of(parts: PageParts) -> PageReading:
    """What :func:`reading_parts` packed."""
    line, _, sureness = parts.about.partition(b"\n")
    known = json.loads(line)
    if "failure" in known:
        return PageReading(failure=known["failure"])
    measures = {name: value for name, value in known["measures"].items() if name in _MEASURES}
    (turned,) = (one for one in VIEW_ROTATIONS if one == known["turned"])
    text = SearchableText(parts.text.decode(), parts.boxes, tuple(known["notes"]))
    return PageReading(OcrReading(text, sureness, turned, known["skew"], PageMeasures(**measures)))


def _parts(searchable: SearchableText, about: dict[str, object], sureness: bytes = b"") -> PageParts:
    # A lone surrogate is no character and cannot be stored; it takes one place either way.
    text = searchable.text.encode("utf-8", "replace")
    folded = index_text(text.decode())
    known = json.dumps(about, separators=(",", ":")).encode()
    return PageParts(text, folded.text.encode(), folded.jumps, searchable.boxes, known + b"\n" + sureness)
