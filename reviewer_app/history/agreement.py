"""How far two values of one field agree, as levels in words: each kind of field has levels of its own.

Distances are rapidfuzz's. A value that is missing on either side has no level.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import Enum
from types import MappingProxyType

from rapidfuzz.distance import OSA, JaroWinkler

from reviewer_app.history.names import id_without_person, name_parts, plain_id, plain_name, sound

MISSING = "not given"
EXACT = "exact"
SWAPPED = "swapped"
ROUGHLY_SWAPPED = "roughly swapped"
NICKNAME = "nickname"

CLOSE, ALIKE = 0.92, 0.80
"""Jaro-Winkler similarities from which words are close, or alike."""


class FieldKind(Enum):
    """What a field holds, which says how its values are compared."""

    NUMBER = "number"
    FIRST_NAME = "first name"
    NAME = "name"
    DATE = "date"
    WORDS = "words"
    CODE = "code"


def number_level(one: str, other: str) -> str:
    """Ids: one typing error makes a typo, two in a long id are near; ``relative`` differs only in the number
    of the person at its end."""
    first, second = plain_id(one), plain_id(other)
    if not first or not second:
        return MISSING
    if first == second:
        return EXACT
    base = id_without_person(one)
    if base and base == id_without_person(other) and base != first and len(first) == len(second):
        return "relative"
    distance = OSA.distance(first, second, score_cutoff=2)
    if distance == 1:
        return "typo"
    return "near" if distance == 2 and min(len(first), len(second)) >= 7 else "differs"


def name_level(one: str, other: str) -> str:
    """Names: ``part`` has a whole part in common, as with hyphens and double names; ``initial`` is the first
    letter only."""
    first, second = plain_name(one), plain_name(other)
    if not first or not second:
        return MISSING
    if first == second:
        return EXACT
    if min(len(first), len(second)) == 1:
        return "initial" if first[0] == second[0] else "differs"
    parts = set(name_parts(one)), set(name_parts(other))
    if any(len(part) > 2 for part in parts[0] & parts[1]):
        return "part"
    likeness = JaroWinkler.similarity(first, second)
    if (
        likeness >= CLOSE
        or OSA.distance(first, second, score_cutoff=1) <= 1 < min(len(first), len(second)) - 1
    ):
        return "close"
    if likeness >= ALIKE or sound(first) == sound(second) != "":
        return "alike"
    return "differs"


def date_level(one: str, other: str) -> str:
    """Dates as eight digits, year first: ``swapped`` has day and month changed, ``typo`` one digit wrong or
    two neighbours changed, ``near`` two of year, month and day."""
    if not one or not other:
        return MISSING
    if one == other:
        return EXACT
    if one[:4] == other[:4] and one[4:6] == other[6:] and one[6:] == other[4:6]:
        return SWAPPED
    if OSA.distance(one, other, score_cutoff=1) == 1:
        return "typo"
    pieces = zip((one[:4], one[4:6], one[6:]), (other[:4], other[4:6], other[6:]), strict=True)
    if sum(a == b for a, b in pieces) >= 2 or OSA.distance(one, other, score_cutoff=2) == 2:
        return "near"
    return "differs"


def words_level(one: str, other: str) -> str:
    """Other words, such as a street."""
    first, second = plain_name(one), plain_name(other)
    if not first or not second:
        return MISSING
    if first == second:
        return EXACT
    likeness = JaroWinkler.similarity(first, second)
    if likeness >= CLOSE:
        return "close"
    return "alike" if likeness >= ALIKE else "differs"


def code_level(one: str, other: str) -> str:
    """Short codes, such as a postcode or the sex; one letter has no typo."""
    first, second = plain_id(one), plain_id(other)
    if not first or not second:
        return MISSING
    if first == second:
        return EXACT
    longer = max(len(first), len(second))
    return "typo" if longer > 2 and OSA.distance(first, second, score_cutoff=1) == 1 else "differs"


LEVELS: Mapping[FieldKind, tuple[str, ...]] = MappingProxyType(
    {
        FieldKind.NUMBER: (EXACT, "typo", "near", "relative", "differs"),
        FieldKind.FIRST_NAME: (
            EXACT,
            SWAPPED,
            ROUGHLY_SWAPPED,
            NICKNAME,
            "part",
            "initial",
            "close",
            "alike",
            "differs",
        ),
        FieldKind.NAME: (
            EXACT,
            SWAPPED,
            ROUGHLY_SWAPPED,
            "part",
            "initial",
            "close",
            "alike",
            "differs",
        ),
        FieldKind.DATE: (EXACT, SWAPPED, "typo", "near", "differs"),
        FieldKind.WORDS: (EXACT, "close", "alike", "differs"),
        FieldKind.CODE: (EXACT, "typo", "differs"),
    }
)
"""The levels of each kind of field, from full agreement to none. Swapped names and nicknames are found by the
model, since they take more than the two values of one field."""

LEVEL_OF: Mapping[FieldKind, Callable[[str, str], str]] = MappingProxyType(
    {
        FieldKind.NUMBER: number_level,
        FieldKind.FIRST_NAME: name_level,
        FieldKind.NAME: name_level,
        FieldKind.DATE: date_level,
        FieldKind.WORDS: words_level,
        FieldKind.CODE: code_level,
    }
)
