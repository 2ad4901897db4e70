"""How far two written words are apart: slips of a pen or a keyboard, and letters that a machine takes for
others."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

CONFUSED = (("rn", "m"), ("vv", "w"), ("cl", "d"), ("ii", "u"), ("li", "u"))
"""Pairs of letters that a machine takes for one."""

_LETTERS = str.maketrans("0158|!$€", "olsbllse")
"""Digits and signs that a machine reads for letters; the letters l and i are the same to it."""

_DIGITS = str.maketrans("oOQDlI|iSsBZzGg", "000011115582266")
"""Letters that a machine reads for digits."""

_NUMERALS = str.maketrans("OoIiLl|S\u0130\u0131", "0011111511")
"""Letters that a machine puts for digits, in both cases and in the forms that a search without case finds."""


def as_number(text: str) -> int:
    """A number of which a machine may have read some digits as letters."""
    return int(text.translate(_NUMERALS))


def folded_word(word: str) -> str:
    """Small letters and digits without accents, hyphens or apostrophes."""
    plain = unicodedata.normalize("NFKD", word.casefold())
    return "".join(character for character in plain if character.isalnum())


def as_letters(folded: str) -> str:
    """The word as a machine may confuse it with others: two that are equal then may be one and the same."""
    text = folded.translate(_LETTERS).replace("i", "l")
    for pair, single in CONFUSED:
        text = text.replace(pair.replace("i", "l"), single.replace("i", "l"))
    return text


def as_digits(text: str) -> str:
    """A number with the letters that a machine puts for digits as digits, without signs between them."""
    return "".join(character for character in text.translate(_DIGITS) if character.isalnum()).lower()


@lru_cache(maxsize=4096)
def slips_between(one: str, other: str, most: int) -> int:
    """How many letters are wrong, missing, too many or changed with their neighbour (Damerau, 1964), but
    ``most + 1`` where that is more than ``most``."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for place, letter in enumerate(one, start=1):
        earlier, before, row = before, row, [place]
        for at, opposite in enumerate(other, start=1):
            cost = min(before[at] + 1, row[at - 1] + 1, before[at - 1] + (letter != opposite))
            if place > 1 and at > 1 and letter == other[at - 2] and one[place - 2] == opposite:
                cost = min(cost, earlier[at - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)
