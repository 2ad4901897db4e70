"""Notices ids that stand twice in a file of millions of rows, in 16 bytes a place instead of a dictionary."""

from __future__ import annotations

from array import array
from collections.abc import Hashable

FIRST_PLACES = 1 << 12
FULL_SHARE = 0.6
"""When so much is taken, the table doubles: a fuller one would be slow."""


class SeenIds:
    """Ids with what stood beside them, both as hashes: a table with open addressing, where 0 is a free place.

    That two of ten million different ids share a hash happens in one of some hundred thousand files.
    """

    def __init__(self) -> None:
        self._count = 0
        self._ids = array("q", bytes(8 * FIRST_PLACES))
        self._contents = array("q", bytes(8 * FIRST_PLACES))

    def contradicts(self, text: str, content: Hashable) -> bool:
        """Whether the id was seen with another content; a new one is remembered."""
        wanted, said = hash(text) or 1, hash(content)
        place = self._place(wanted)
        if self._ids[place]:
            return self._contents[place] != said
        self._ids[place], self._contents[place] = wanted, said
        self._count += 1
        if self._count > FULL_SHARE * len(self._ids):
            self._grow()
        return False

    def _place(self, wanted: int) -> int:
        """Where the id stands, or would."""
        ids, last = self._ids, len(self._ids) - 1
        place = wanted & last
        while ids[place] and ids[place] != wanted:
            place = (place + 1) & last
        return place

    def _grow(self) -> None:
        known = zip(self._ids, self._contents, strict=True)
        places = 2 * len(self._ids)
        self._ids, self._contents = array("q", bytes(8 * places)), array("q", bytes(8 * places))
        for wanted, said in known:
            if wanted:
                place = self._place(wanted)
                self._ids[place], self._contents[place] = wanted, said
