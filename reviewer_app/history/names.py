"""Names, dates and ids in the one form in which they are compared."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

NAMES_REMEMBERED = 20_000
"""Names whose forms are kept: the same names come again and again."""

_SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv", "md", "mrs", "mr", "ms", "dr"))
_LETTERS = {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th"}
_SOUNDS = (
    (re.compile(r"^(?:kn|gn|pn|wr)"), "n"),
    (re.compile(r"^mac(?=[bcdfghjklmnpqrstvwxz])"), "mc"),
    (re.compile(r"^x"), "s"),
    (re.compile(r"ough|augh|igh"), "o"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"(?:sch|sh|ch|tch|cz|tz)"), "x"),
    (re.compile(r"ck|q|c(?![eiy])"), "k"),
    (re.compile(r"c|z"), "s"),
    (re.compile(r"dge?|g(?=[eiy])"), "j"),
    (re.compile(r"gh"), "g"),
    (re.compile(r"th"), "t"),
    (re.compile(r"w(?![aeiouy])|(?<=[aeiou])h|h(?![aeiouy])"), ""),
    (re.compile(r"v"), "f"),
    (re.compile(r"d"), "t"),
    (re.compile(r"y"), "i"),
)
_WORD = re.compile(r"[^\W_]+")
_INSIDE_WORDS = str.maketrans({"'": "", "’": "", ".": " "})
_VOWELS = re.compile(r"(?<!^)[aeiou]")
_DOUBLED = re.compile(r"(.)\1+")


@lru_cache(maxsize=NAMES_REMEMBERED)
def name_parts(name: str) -> tuple[str, ...]:
    """The words of a name in small letters without accents; ``O'Brien`` is one word, ``Diaz-Moreno`` two.
    Titles and generations are left out where a name remains."""
    bare = name.lower() if name.isascii() else _without_accents(name)
    words = tuple(_WORD.findall(bare.translate(_INSIDE_WORDS)))
    return tuple(word for word in words if word not in _SUFFIXES) or words


def _without_accents(name: str) -> str:
    plain = "".join(_LETTERS.get(letter, letter) for letter in name.casefold())
    return "".join(
        letter for letter in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(letter)
    )


@lru_cache(maxsize=NAMES_REMEMBERED)
def plain_name(name: str) -> str:
    """The name in one piece: its parts without what stood between them."""
    return "".join(name_parts(name))


def plain_id(text: str) -> str:
    """An id in capitals without blanks and signs."""
    upper = text.upper()
    return upper if upper.isalnum() else "".join(filter(str.isalnum, upper))


def id_without_person(text: str) -> str:
    """The id without a short number set off at its end, which tells the members of one family apart."""
    head, mark, tail = text.strip().rpartition("-")
    if mark and tail.isdigit() and len(tail) <= 2:
        return plain_id(head)
    return plain_id(text)


@lru_cache(maxsize=NAMES_REMEMBERED)
def sound(name: str) -> str:
    """What a plain name sounds like, roughly and in English: names that are spelled differently by ear give
    the same letters."""
    result = name
    for pattern, letters in _SOUNDS:
        result = pattern.sub(letters, result)
    return _DOUBLED.sub(r"\1", _VOWELS.sub("", _DOUBLED.sub(r"\1", result)))
