"""Names of persons as pages write them, and how alike two are."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from reviewer_app.domain.request import Member
from reviewer_app.evidence.slips import as_letters, folded_word, slips_between

TITLES = frozenset(("mr", "mrs", "ms", "miss", "mister", "jr", "sr", "ii", "iii", "iv"))
SLIP_FROM, TWO_SLIPS_FROM = 4, 7
"""Letters from which on a name may have one wrong letter, or two, and still be the same."""

_PARTS = re.compile(r"[^\W\d_][^\W_]*(?:['’][^\W\d_]+)*")


class Alike(IntEnum):
    """How alike two names are, from the least."""

    OTHER = 0
    FIRST_ONLY = 1
    """The first name agrees, the last one does not: a maiden name, or somebody else."""
    LAST_ONLY = 2
    """The last name agrees, the first one does not: family, a name in use, or somebody else."""
    NEAR = 3
    """Some letters differ: a slip, or somebody of a similar name."""
    SAME = 4


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name on a page, as ``text``. ``last`` and ``given`` are its folded words; where the order is not
    known, every word is in both. ``given`` is empty where only the last name stands there."""

    text: str
    last: tuple[str, ...]
    given: tuple[str, ...]


def person_name(text: str) -> PersonName | None:
    """The name that a text is, ``Last, First``, ``First M. Last`` or ``Mr. Last``; ``None`` for one word."""
    head, comma, tail = text.partition(",")
    before, after = _words(head), _words(tail)
    if comma and after and len(before) == 1:
        last = name_words(head)
        return PersonName(text, last, name_words(tail)) if last else None
    words = name_words(text)
    titled = any(folded_word(word) in TITLES for word in before)
    if len(before) + len(after) < 2 or not words:
        return None
    if titled and len(before) == 2 and not after:
        return PersonName(text, words, ())
    return PersonName(text, words, words) if len(words) > 1 else None


def _words(text: str) -> list[str]:
    return [word for word in text.split() if folded_word(word)]


def name_words(text: str) -> tuple[str, ...]:
    """The folded words of a name without titles; the parts of a hyphenated one are two."""
    words = (folded_word(part) for part in _PARTS.findall(text.replace("-", " ")))
    return tuple(word for word in words if word and word not in TITLES)


def alike(read: PersonName, member: Member, nicknames: Iterable[str]) -> Alike:
    """How a name on a page compares with the member's: initials, nicknames, one of two last names and letters
    that machines confuse are the same."""
    groups = _groups(tuple(nicknames))
    last = _best(read.last, name_words(member.last_name), frozenset(), initials=False)
    first = _best(read.given, name_words(member.first_name), groups, initials=True)
    if last and not read.given:
        return Alike.NEAR
    if first and last:
        return Alike.SAME if first == last == Alike.SAME else Alike.NEAR
    if last:
        return Alike.LAST_ONLY
    spelled = _best(read.given, name_words(member.first_name), groups, initials=False)
    return Alike.FIRST_ONLY if spelled == Alike.SAME else Alike.OTHER


@lru_cache(maxsize=4)
def _groups(nicknames: tuple[str, ...]) -> frozenset[frozenset[str]]:
    return frozenset(frozenset(group.split()) for group in nicknames)


def _best(
    read: tuple[str, ...],
    own: tuple[str, ...],
    nicknames: frozenset[frozenset[str]],
    *,
    initials: bool,
) -> Alike | None:
    """How alike the most alike pair is: the same, near, or none is."""
    found = [_pair(one, other, nicknames, initials=initials) for one in read for other in own]
    if len(own) > 1 or len(read) > 1:
        found += [_pair("".join(read), "".join(own), nicknames, initials=False)]
    return max((one for one in found if one is not None), default=None)


def _pair(one: str, other: str, nicknames: frozenset[frozenset[str]], *, initials: bool) -> Alike | None:
    if one == other or as_letters(one) == as_letters(other):
        return Alike.SAME
    if initials and 1 in (len(one), len(other)) and one[0] == other[0]:
        return Alike.SAME
    if any(one in group and other in group for group in nicknames):
        return Alike.SAME
    shorter = min(len(one), len(other))
    most = 0 if shorter < SLIP_FROM else 1 if shorter < TWO_SLIPS_FROM else 2
    return Alike.NEAR if most and slips_between(as_letters(one), as_letters(other), most) <= most else None
