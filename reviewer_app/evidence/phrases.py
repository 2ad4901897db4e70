"""Finds the words of many lists in a text, in one pass over its words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

_WORD = re.compile(r"\w+")
_KEY_LETTERS = 3
"""By so many letters phrases whose first word may go on are looked up."""


class FoundPhrase(NamedTuple):
    """A phrase of the list ``name``, from ``start`` to ``end`` of the text."""

    name: str
    start: int
    end: int


class _Phrase(NamedTuple):
    words: tuple[str, ...]
    goes_on: bool
    name: str


class Phrases:
    """The phrases of named lists. Case does not matter, and between the words of a phrase any signs may stand
    ("full-thickness" is "full thickness"); an asterisk at the end of a phrase lets its last word go on.

    At one place the phrase with the most words is found, and where several lists have it, each of them.
    """

    def __init__(self, lists: Mapping[str, Iterable[str]]) -> None:
        self._whole: dict[str, list[_Phrase]] = {}
        self._beginnings: dict[str, list[_Phrase]] = {}
        for name, phrases in lists.items():
            for written in phrases:
                words = tuple(match[0] for match in _WORD.finditer(written.casefold()))
                if words:
                    self._add(_Phrase(words, written.endswith("*"), name))
        for known in (*self._whole.values(), *self._beginnings.values()):
            known.sort(key=lambda phrase: -len(phrase.words))

    def found(self, text: str) -> tuple[FoundPhrase, ...]:
        """All phrases in the text, in order; none lies inside a longer one that begins at the same word."""
        places = [(match[0].casefold(), match.start(), match.end()) for match in _WORD.finditer(text)]
        return tuple(self._found([word for word, _, _ in places], places))

    def names(self, text: str) -> frozenset[str]:
        """The lists that have a phrase in the text."""
        return frozenset(one.name for one in self.found(text))

    def _add(self, phrase: _Phrase) -> None:
        first = phrase.words[0]
        if phrase.goes_on and len(phrase.words) == 1:
            self._beginnings.setdefault(first[:_KEY_LETTERS], []).append(phrase)
        else:
            self._whole.setdefault(first, []).append(phrase)

    def _found(self, words: Sequence[str], places: Sequence[tuple[str, int, int]]) -> Iterator[FoundPhrase]:
        for at, word in enumerate(words):
            fits = [phrase for phrase in self._whole.get(word, ()) if _fits(phrase, words, at)]
            begun = self._beginnings.get(word[:_KEY_LETTERS], ())
            fits += [phrase for phrase in begun if word.startswith(phrase.words[0])]
            longest = max((len(phrase.words) for phrase in fits), default=0)
            for phrase in fits:
                if len(phrase.words) == longest:
                    yield FoundPhrase(phrase.name, places[at][1], places[at + longest - 1][2])


def _fits(phrase: _Phrase, words: Sequence[str], at: int) -> bool:
    end = at + len(phrase.words)
    here = tuple(words[at:end])
    if not phrase.goes_on:
        return here == phrase.words
    return here[:-1] == phrase.words[:-1] and end <= len(words) and here[-1].startswith(phrase.words[-1])
