"""Words as a search compares them: a page's text folded for the index, with the way back to the page.

Folding makes small letters, takes accents off, opens ligatures and leaves soft hyphens out; everything else
that is no letter or digit becomes a space. What is left are words that every tokenizer takes as they are. A
word that is broken at a line's end by a hyphen is there twice: in its parts, because in clinical records the
hyphen mostly belongs to it ("full-thickness", "L4-L5"), and joined ("inflammation"), between its neighbours
on both lines.
"""

from __future__ import annotations

import re
import struct
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

_ASCII = {code: chr(code).lower() if chr(code).isalnum() else " " for code in range(128)}
_ODD = re.compile(r"[^\x00-\x7f]")
FEW_KINDS = 40
"""Up to so many different characters are replaced throughout a text, which is faster than one by one."""

_HYPHENS = ("-", "\u2010", "\u2011", "\u00ad")


@dataclass(frozen=True, slots=True)
class IndexText:
    """A folded text. A line feed separates the text from each repetition of lines with a joined word.

    ``jumps`` is empty where every character stands where it stood in the original. Otherwise it has pairs of
    little-endian 32-bit numbers: from this place of the folded text on, characters count up from that place
    of the original.
    """

    text: str
    jumps: bytes = b""


def index_text(text: str) -> IndexText:
    """The text of a page, as :class:`reviewer_app.domain.search.SearchableText` has it, for the index."""
    building = _Folding()
    building.add(text, 0)
    for hyphen, next_line in sorted(_broken_words(text)):
        start = text.rfind("\n", 0, hyphen) + 1
        end = text.find("\n", next_line)
        building.add_line_feed()
        building.add(text[start:hyphen], start)
        building.add(text[next_line : end if end >= 0 else len(text)], next_line)
    return building.result()


def _broken_words(text: str) -> Iterator[tuple[int, int]]:
    """Where a hyphen ends a line in the middle of a word, and where the next line begins."""
    for hyphen in _HYPHENS[:1] if text.isascii() else _HYPHENS:
        place = text.find(f"{hyphen}\n")
        while place >= 0:
            if text[place - 1 : place].isalnum() and text[place + 2 : place + 3].isalnum():
                yield place, place + 2
            place = text.find(f"{hyphen}\n", place + 1)


def words_of(text: str) -> tuple[str, ...]:
    """The folded words of a piece of text, such as a query, in order."""
    return tuple(index_text(text.replace("\n", " ")).text.split())


class Places:
    """The way back from an :class:`IndexText` to the original."""

    __slots__ = ("_froms", "_tos")

    def __init__(self, jumps: bytes) -> None:
        numbers = struct.unpack(f"<{len(jumps) // 4}I", jumps)
        self._froms, self._tos = numbers[::2], numbers[1::2]

    def original(self, place: int) -> int:
        """Where a character of the folded text stands in the original."""
        run = bisect_right(self._froms, place) - 1
        return place if run < 0 else self._tos[run] + place - self._froms[run]


class _Folding:
    """An index text while it is put together."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self._jumps: list[int] = []
        self._expected = 0

    def add(self, text: str, start: int) -> None:
        """Appends a stretch of the original that begins there."""
        self._lead_to(start)
        if not text.isascii():
            odd = set(_ODD.findall(text))
            for character in odd if len(odd) <= FEW_KINDS else ():
                if len(folded := _fold(character)) == 1:
                    text = text.replace(character, folded)
        done = 0
        for match in () if text.isascii() else _ODD.finditer(text):
            folded = _fold(match[0])
            if folded == match[0]:
                continue
            self._append(text[done : match.start()])
            for character in folded:
                self._lead_to(start + match.start())
                self._append(character)
            done = match.end()
            self._lead_to(start + done)
        self._append(text[done:])

    def add_line_feed(self) -> None:
        self._pieces.append("\n")
        self._length += 1
        self._expected += 1

    def result(self) -> IndexText:
        return IndexText("".join(self._pieces), struct.pack(f"<{len(self._jumps)}I", *self._jumps))

    def _append(self, text: str) -> None:
        self._pieces.append(text.translate(_ASCII))
        self._length += len(text)
        self._expected += len(text)

    def _lead_to(self, place: int) -> None:
        if place != self._expected:
            self._jumps += (self._length, place)
            self._expected = place


@lru_cache(maxsize=4096)
def _fold(character: str) -> str:
    """What stands in the index for a character that is not ASCII: any number of characters.

    Decomposed, without case and marks. A letter that the tables of SQLite's unicode61 may be too old for
    (they are those of Unicode 6.1; Python has 3.2 besides its own) is spelled by its number.
    """
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", character).casefold())
    return "".join(_fold_part(part) for part in decomposed)


def _fold_part(character: str) -> str:
    category = unicodedata.category(character)
    if category[0] in "LN":
        old = unicodedata.ucd_3_2_0.category(character)
        return character if old[0] in "LN" else f"u{ord(character):x}"
    return "" if category[0] == "M" or category == "Cf" else " "
