"""Millions of made-up members, each made from its number alone, and the same members written with errors.

Names are put together from syllables and shared as unevenly as real ones: the most frequent first name is
that of some 2 % of the members, most last names are rare.
"""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from itertools import accumulate, product

from reviewer_app.domain.request import Member

FIRST_NAMES, LAST_NAMES = 4_000, 60_000
LEVELS = (
    "as written",
    "one of id, first and last name damaged",
    "last name, id (in 40 % missing) and another field damaged",
    "id, both names and birth date damaged",
)

_ONSETS = (
    "",
    *"bcdfghjklmnprstvwz",
    "br",
    "ch",
    "cl",
    "dr",
    "fr",
    "gr",
    "kr",
    "ph",
    "sch",
    "sh",
    "st",
    "th",
    "tr",
)
_VOWELS = (*"aeiou", "ai", "ea", "ee", "ie", "ou")
_ENDS = ("", "", *"lnrst", "ck", "ld", "ll", "mann", "nd", "ng", "rt", "sen", "ski", "son", "ton", "tz")


@cache
def _names(count: int, seed: int) -> tuple[tuple[str, ...], tuple[float, ...]]:
    """Names, the most frequent first, and the sums of their frequencies."""
    draw = random.Random(seed)
    syllables = ["".join(parts) for parts in product(_ONSETS, _VOWELS)]
    found: dict[str, None] = {}
    while len(found) < count:
        name = "".join(draw.choices(syllables, k=draw.choice((1, 2, 2, 3)))) + draw.choice(_ENDS)
        if len(name) > 2:
            found.setdefault(name.capitalize())
    return tuple(found), tuple(accumulate(1 / (place + 12) for place in range(count)))


def member(number: int) -> Member:
    """The member of that number; the same each time."""
    draw = random.Random(number)
    firsts, lasts = _names(FIRST_NAMES, 1), _names(LAST_NAMES, 2)
    (first,), (last,) = (draw.choices(names, cum_weights=shares) for names, shares in (firsts, lasts))
    if draw.random() < 0.03:
        last += "-" + draw.choices(lasts[0], cum_weights=lasts[1])[0]
    born = date(1930, 1, 1) + timedelta(days=draw.randrange(33_000))
    return Member(f"H{draw.randrange(10**9):09d}", first, last, born, draw.choice("FM"))


def damaged(one: Member, level: int, draw: random.Random) -> Member:
    """The member as another office wrote them, with errors of one of the :data:`LEVELS`."""
    number, first, last, born = one.member_id, one.first_name, one.last_name, one.dob
    if level >= 1:
        field = draw.randrange(3)
        first = _typo(first, draw) if field == 0 else first
        last = _typo(last, draw) if field == 1 else last
        number = number[0] + _typo(number[1:], draw) if field == 2 else number
    if level >= 2:
        last = _typo(last, draw)
        number = "" if draw.random() < 0.4 else number[0] + _typo(number[1:], draw)
    if level >= 3 and born is not None:
        if draw.random() < 0.5 and born.day <= 12:
            born = born.replace(month=born.day, day=born.month)
        else:
            born = born.replace(day=max(1, min(28, born.day // 10 * 10 + draw.randrange(10))))
        first = first[0] if draw.random() < 0.3 else _typo(first, draw)
        if draw.random() < 0.3:
            first, last = last, first
    return replace(one, member_id=number, first_name=first, last_name=last, dob=born)


def _typo(text: str, draw: random.Random) -> str:
    """One character wrong, missing, too many, or changed with its neighbour."""
    if len(text) < 2:
        return text
    place = draw.randrange(len(text))
    letter = draw.choice("0123456789" if text[place].isdigit() else "abcdefghijklmnopqrstuvwxyz")
    return draw.choice(
        (
            text[:place] + letter + text[place + 1 :],
            text[:place] + text[place + 1 :],
            text[:place] + letter + text[place:],
            text[: max(0, place - 1)] + text[place] + text[max(0, place - 1)] + text[place + 1 :]
            if place
            else text,
        )
    )
