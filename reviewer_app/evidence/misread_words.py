"""Words that a machine misread by a letter or two, found among the words that are known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import combinations

SHORTEST = 5
"""Words with fewer letters are too like each other."""
LONG = 9
"""From so many letters on two may be wrong."""
LIKE_ENOUGH = 0.75


@dataclass(frozen=True, slots=True, eq=False)
class KnownWords:
    """Words by what remains of them when a letter or two are taken out: two words that differ in one letter
    have a remainder in common."""

    words: frozenset[str] = frozenset()
    remainders: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, words: Iterable[str]) -> KnownWords:
        known = frozenset(words)
        remainders: dict[str, tuple[str, ...]] = {}
        for word in sorted(known):
            for rest in _remainders(word):
                remainders[rest] = (*remainders.get(rest, ()), word)
        return cls(known, remainders)

    def meant(self, word: str) -> str:
        """The known word that this one is, or may be a misreading of; else the word itself."""
        return word if word in self.words or len(word) < SHORTEST else _most_like(self, word)


@lru_cache(maxsize=16_384)
def _most_like(words: KnownWords, word: str) -> str:
    found = {known for rest in _remainders(word) for known in words.remainders.get(rest, ())}
    likeness, best = max(
        ((SequenceMatcher(None, word, known).ratio(), known) for known in found), default=(0.0, word)
    )
    return best if likeness >= LIKE_ENOUGH else word


def _remainders(word: str) -> Iterator[str]:
    """The word, and what is left of it with one letter out, or of a long one with two."""
    yield word
    most = 0 if len(word) < SHORTEST else 1 if len(word) < LONG else 2
    for count in range(1, most + 1):
        for out in combinations(range(len(word)), count):
            yield "".join(letter for place, letter in enumerate(word) if place not in out)
