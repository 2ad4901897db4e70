"""Finding many phrases in a text at once, word by word.

A phrase is written as a person would: "denies", "history of", "pain # / 10". Capitals, hyphens and most marks
do not matter. A ``*`` at the end of a word stands for any ending, a ``#`` for any number, and a ``~`` between
words for up to four words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")

_TOKEN = re.compile(r"[A-Za-z\u00c0-\u024f]+(?:['\u2019][a-z]+)?|\d+(?:[.,]\d+)*|[%+/<>=?;:]")
_WRITTEN = re.compile(r"[A-Za-z\u00c0-\u024f]+(?:['\u2019][a-z]+)?\*?|\d+(?:[.,]\d+)*|[%+/<>=?;:#~]")
NUMBER = "#"
GAP = "~"
MOST_BETWEEN = 4
"""How many words a gap stands for at most."""

MOST_TEXTS_KEPT = 1024
"""A sentence is looked through for one list of phrases after the other."""

MOST_WORDS_MET = 50_000
"""Different words that are remembered with the phrases that they may begin."""

_SMALL_NUMBERS = (
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)
_TEENS = ("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety", "several")
_NUMBER_WORDS = frozenset(_SMALL_NUMBERS + _TEENS + _TENS)


class Token(NamedTuple):
    """A word in lower case, a number or a mark, and where it stands in the text."""

    word: str
    start: int
    end: int


@lru_cache(maxsize=MOST_TEXTS_KEPT)
def tokens(text: str) -> tuple[Token, ...]:
    """The words, numbers and telling marks of a text in their order."""
    return tuple(
        Token(match.group().lower().replace("\u2019", "'"), match.start(), match.end())
        for match in _TOKEN.finditer(text)
    )


class PhraseHit(NamedTuple, Generic[T]):
    """A phrase that was found: tokens ``first`` to ``last``, the latter not included."""

    first: int
    last: int
    value: T


@dataclass(frozen=True, slots=True)
class PhraseBook(Generic[T]):
    """Phrases with a value each, ordered by how they begin, so that a text is gone through once.

    ``exact`` has their other words by their first word, ``begun`` by what their first word begins with,
    ``met`` by words that were looked up before.
    """

    exact: dict[str, list[tuple[tuple[str, ...], T]]] = field(default_factory=dict)
    begun: dict[str, list[tuple[tuple[str, ...], T]]] = field(default_factory=dict)
    lengths: tuple[int, ...] = ()
    met: dict[str, list[tuple[tuple[str, ...], T]]] = field(default_factory=dict, compare=False)

    @classmethod
    def of(cls, phrases: Iterable[tuple[str, T]]) -> PhraseBook[T]:
        """A book of phrases as they are written. The longest of those that fit at a place is found there.

        :raises ValueError: a phrase has no word to begin with.
        """
        exact: dict[str, list[tuple[tuple[str, ...], T]]] = {}
        begun: dict[str, list[tuple[tuple[str, ...], T]]] = {}
        for phrase, value in phrases:
            words = _words_of(phrase)
            if not _can_be_found(words):
                raise ValueError(f"{phrase!r} is no phrase that can be looked for")
            if words[0].endswith("*"):
                begun.setdefault(words[0][:-1], []).append((words[1:], value))
            else:
                exact.setdefault(words[0], []).append((words[1:], value))
        return cls(exact, begun, tuple(sorted({len(stem) for stem in begun}, reverse=True)))

    def find(self, text: tuple[Token, ...]) -> Iterator[PhraseHit[T]]:
        """All phrases of a text, the longest at each word, in their order; they may overlap."""
        best: PhraseHit[T] | None = None
        for hit in self.find_all(text):
            if best is not None and hit.first != best.first:
                yield best
                best = None
            if best is None or hit.last > best.last:
                best = hit
        if best is not None:
            yield best

    def find_all(self, text: tuple[Token, ...]) -> Iterator[PhraseHit[T]]:
        """As :meth:`find`, with every phrase that fits at a word instead of the longest alone."""
        words = [token.word for token in text]
        for first, word in enumerate(words):
            known = self.met.get(word)
            for rest, value in self._candidates(word) if known is None else known:
                last = _end(rest, words, first + 1) if rest else first + 1
                if last:
                    yield PhraseHit(first, last, value)

    def _candidates(self, word: str) -> list[tuple[tuple[str, ...], T]]:
        """The phrases that may begin with a word, each without its first word."""
        begun = (self.begun.get(word[:length], ()) for length in self.lengths if length <= len(word))
        numbers = self.exact.get(NUMBER, ()) if is_number(word) else ()
        known = [*self.exact.get(word, ()), *numbers, *(entry for some in begun for entry in some)]
        if len(self.met) < MOST_WORDS_MET:
            self.met[word] = known
        return known


def phrase_problems(phrases: Iterable[str]) -> Iterator[str]:
    """What is wrong with phrases that cannot be looked for."""
    for phrase in phrases:
        if not _can_be_found(_words_of(phrase)):
            yield f"{phrase!r} is no phrase that can be looked for"


def _words_of(phrase: str) -> tuple[str, ...]:
    return tuple(_WRITTEN.findall(phrase.lower().replace("\u2019", "'")))


def _can_be_found(words: tuple[str, ...]) -> bool:
    """Whether a phrase begins and ends with a word, a number or a mark."""
    return bool(words) and GAP not in (words[0], words[-1])


def is_number(word: str) -> bool:
    """Whether a token is a number, in digits or as a word."""
    return word[0].isdigit() or word in _NUMBER_WORDS


def _end(written: tuple[str, ...], words: list[str], first: int) -> int:
    """Behind which word the phrase ends whose words stand from ``first`` on; 0 when they do not."""
    place = first
    for index, word in enumerate(written):
        if word == GAP:
            rest = written[index + 1 :]
            ends = (
                _end(rest, words, start) for start in range(place, min(place + MOST_BETWEEN, len(words)) + 1)
            )
            return next((end for end in ends if end), 0)
        if place >= len(words) or not _fits(word, words[place]):
            return 0
        place += 1
    return place


def _fits(written: str, word: str) -> bool:
    if written == word:
        return True
    if written == NUMBER:
        return is_number(word)
    return written.endswith("*") and word.startswith(written[:-1])
