"""Where a text says who the member is: the places of names, numbers, dates and phrases, however written.

Compared folded as the search compares (small letters, no accents), with what tends to differ between records:
``LAST, FIRST``, capitals, a word broken by a hyphen at a line's end, spaced or joined letters, an id with or
without its signs and its member suffix, a date in the usual orders, in digits or with the month's name. Not
found are nicknames, initials alone, misspellings and an age.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

LONG_NAME = 5
"""Letters from which on a name is recognised with gaps between its letters, or joined to an initial."""

SHORT_NAME = 3
"""Names of so few letters are often words: they count only where the text has a capital."""

LONG_NUMBER = 6
"""Digits from which on the longest run of digits in an id is recognised alone."""

TITLES = frozenset(("jr", "sr", "ii", "iii", "iv", "mr", "mrs", "ms", "dr", "md"))

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH_ENDS = ("uary", "ruary", "ch", "il", "", "e", "y", "ust", "t?(?:ember)?", "ober", "ember", "ember")

GAP = "[- ]{0,2}"
"""What may stand between the letters of a long name and the characters of an id."""

BREAK = "(?:- ?)?"
"""What may stand between the letters of a short name: a hyphen at a line's end."""

BETWEEN = "[- ]{0,3}"
"""What may stand between the parts of a date or a phrase."""

STARTS, ENDS = "(?<![a-z0-9])", "(?![a-z0-9])"

HYPHENS = frozenset("-\u2010\u2011\u2012\u2013\u00ad")

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Identity:
    """What identifies a person: names of any number of words, numbers (ids, telephones), dates, and phrases
    such as an address."""

    names: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    dates: tuple[date, ...] = ()
    phrases: tuple[str, ...] = ()


class IdentityFinder:
    """Finds and replaces what identifies one person."""

    def __init__(self, identity: Identity) -> None:
        self._identity = identity

    def spans(self, text: str) -> tuple[Span, ...]:
        """The places in the text, first to last, none overlapping another: from, and up to but without."""
        folded = _Folded(text)
        found = [
            folded.original(match.start(), match.end())
            for pattern in self._patterns
            for match in pattern.finditer(folded.text)
        ]
        found += [
            span
            for pattern in self._short_names
            for match in pattern.finditer(folded.text)
            if text[(span := folded.original(match.start(), match.end()))[0]].isupper()
        ]
        return tuple(_merged(found))

    def finds(self, text: str) -> bool:
        """Whether the text says anything of the identity."""
        return bool(self.spans(text))

    def replaced(self, text: str, marker: str) -> str:
        """The text with the marker at each place."""
        pieces: list[str] = []
        done = 0
        for start, end in self.spans(text):
            pieces += (text[done:start], marker)
            done = end
        return "".join((*pieces, text[done:]))

    @cached_property
    def _patterns(self) -> tuple[re.Pattern[str], ...]:
        """Tried one after the other, so that a name inside an id does not hide the rest of the id."""
        identity = self._identity
        written = (
            *(pattern for number in identity.numbers for pattern in _number_patterns(number)),
            *(pattern for day in identity.dates for pattern in _date_patterns(day)),
            *(pattern for phrase in identity.phrases for pattern in _phrase_patterns(phrase)),
            *(_name_pattern(part) for part in self._name_parts if len(part) > SHORT_NAME),
            *self._joined_names,
        )
        return tuple(re.compile(pattern) for pattern in dict.fromkeys(written))

    @cached_property
    def _short_names(self) -> tuple[re.Pattern[str], ...]:
        short = (part for part in self._name_parts if 1 < len(part) <= SHORT_NAME)
        return tuple(re.compile(_name_pattern(part)) for part in dict.fromkeys(short))

    @cached_property
    def _name_parts(self) -> tuple[str, ...]:
        return tuple(part for name in self._identity.names for part in _parts(name) if part not in TITLES)

    @property
    def _joined_names(self) -> Iterator[str]:
        """Names written as one word, as in file names and addresses: all pairs, and with an initial."""
        for name in self._name_parts:
            for other in self._name_parts:
                if name != other and len(name) + len(other) >= LONG_NAME:
                    yield name + other
                if name != other and len(name) >= LONG_NAME:
                    yield f"{STARTS}(?:{other[0]}{name}|{name}{other[0]}){ENDS}"


class _Folded:
    """A text folded for comparison, with the place of each of its characters in the original. A small letter
    before a capital begins a new word, as in ``SmithJane``."""

    def __init__(self, text: str) -> None:
        pieces: list[str] = []
        self._places: list[int] = []
        before = ""
        for place, character in enumerate(text):
            folded = _folded(character)
            if before.islower() and character.isupper():
                folded = f" {folded}"
            pieces.append(folded)
            self._places.extend([place] * len(folded))
            before = character
        self.text = "".join(pieces)

    def original(self, start: int, end: int) -> Span:
        """The place in the original of a place here."""
        return self._places[start], self._places[end - 1] + 1


def _folded(character: str) -> str:
    """A small letter or digit without accents, a hyphen, or a blank for anything else."""
    if character in HYPHENS:
        return "-"
    if character.isascii():
        return character.lower() if character.isalnum() else "" if character == "'" else " "
    if character == "’":
        return ""
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", character).casefold())
    kept = (part for part in decomposed if unicodedata.category(part)[0] != "M")
    return "".join(
        part if part.isalnum() else "" if unicodedata.category(part) == "Cf" else " " for part in kept
    )


def _parts(name: str) -> tuple[str, ...]:
    folded = "".join(_folded(character) for character in name)
    return tuple(part for part in re.split("[- ]+", folded) if len(part) > 1)


def _name_pattern(part: str) -> str:
    """A name, also with the s of its possessive."""
    gap = GAP if len(part) >= LONG_NAME else BREAK
    return f"{STARTS}{gap.join(map(re.escape, part))}s?{ENDS}"


def _number_patterns(number: str) -> Iterator[str]:
    """The id as a whole, without the number of the family's member at its end, and its longest digits."""
    head, mark, tail = number.strip().rpartition("-")
    stem = head if mark and tail.isdigit() and len(tail) <= 2 else number
    bare = "".join(character for character in map(_folded, stem) if character.isalnum())
    if not bare:
        return
    yield STARTS + GAP.join(bare) + (f"(?:{GAP}{GAP.join(tail)})?" if stem == head else "") + ENDS
    digits = max(re.findall("[0-9]+", bare), key=len, default="")
    if len(digits) >= LONG_NUMBER:
        yield f"(?<![0-9]){GAP.join(digits)}(?![0-9])"


def _date_patterns(day: date) -> Iterator[str]:
    year = f"(?:{day.year // 100})?{day.year % 100:02d}"
    month, number = f"0?{day.month}", f"0?{day.day}"
    named = f"{MONTHS[day.month - 1]}(?:{MONTH_ENDS[day.month - 1]})?"
    ordinal = f"{number}(?:st|nd|rd|th)?"
    orders = (
        (f"{day.year}", month, number),
        (month, number, year),
        (number, month, year),
        (ordinal, named, year),
        (named, ordinal, year),
        (f"{day.year}", named, ordinal),
    )
    yield from (STARTS + BETWEEN.join(parts) + ENDS for parts in orders)


def _phrase_patterns(phrase: str) -> Iterator[str]:
    """The words of a phrase in order; of the words, one of which there is only little is too common."""
    words = _parts(phrase)
    if words and sum(map(len, words)) >= LONG_NAME:
        yield STARTS + BETWEEN.join(map(re.escape, words)) + ENDS


def _merged(spans: Iterable[Span]) -> Iterator[Span]:
    """The spans in order, those that overlap as one."""
    current: Span | None = None
    for start, end in sorted(spans):
        if current is not None and start < current[1]:
            current = current[0], max(current[1], end)
            continue
        if current is not None:
            yield current
        current = start, end
    if current is not None:
        yield current
