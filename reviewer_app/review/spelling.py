"""The words of a case that are nearest to a word that occurs nowhere in it: typing mistakes, and slips of a
program that read a scan."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

MOST_WORDS = 200_000
"""Words of a case that are compared, those on most pages first; a packet of 3,000 pages has about 30,000."""

MOST_OFFERED = 3

LONGEST = 40
"""Longer words are strings without blanks, and nobody's typing mistake."""

_LOOK_ALIKES = (("rn", "m"), ("vv", "w"), ("1", "l"), ("0", "o"), ("5", "s"))
"""What scans make of letters: each of a pair looks like the other."""


class Spelling:
    """Compares with the folded words of one case, given with those on most pages first."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = tuple(word for word in words if len(word) <= LONGEST)

    def nearest(self, word: str, *, may_go_on: bool) -> tuple[str, ...]:
        """Up to three words instead of one that is not among them, the commonest first; none when none is
        near.

        First those that only look different in a scan, then those with the fewest letters changed, left out,
        added or swapped. With ``may_go_on`` the beginnings of words are compared too.
        """
        if len(word) > LONGEST:
            return ()
        alike = self._by_look.get(_look(word), ())
        if alike:
            return tuple(alike[:MOST_OFFERED])
        allowed = _allowed_changes(word)
        if not allowed:
            return ()
        whole = _closest(word, self._words, allowed)
        return self._closest_beginnings(word, allowed) if may_go_on and not whole else whole

    @cached_property
    def _by_look(self) -> dict[str, list[str]]:
        groups: dict[str, list[str]] = {}
        for word in self._words:
            groups.setdefault(_look(word), []).append(word)
        return groups

    def _closest_beginnings(self, word: str, allowed: int) -> tuple[str, ...]:
        for length in (len(word), len(word) + 1):
            beginnings = tuple(dict.fromkeys(known[:length] for known in self._words if len(known) >= length))
            near = _closest(word, beginnings, allowed)
            if near:
                return tuple(known for known in self._words if known.startswith(near))[:MOST_OFFERED]
        return ()


def _look(word: str) -> str:
    for one, other in _LOOK_ALIKES:
        word = word.replace(one, other)
    return word


def _allowed_changes(word: str) -> int:
    """How many letters may differ: fewer in short words, where any change makes another word."""
    if len(word) < 4:
        return 0
    return 1 if len(word) < 8 else 2


def _closest(word: str, known: Sequence[str], allowed: int) -> tuple[str, ...]:
    """Those with the fewest changes, in the order in which they are given."""
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import extract

    found = extract(word, known, scorer=OSA.distance, score_cutoff=allowed, limit=None)
    if not found:
        return ()
    fewest = min(changes for _, changes, _ in found)
    places = sorted(place for _, changes, place in found if changes == fewest)
    return tuple(known[place] for place in places[:MOST_OFFERED])
