"""Finds the words of many named lists in a text, in one pass."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from reviewer_app.evidence.page_facts import MOST_SENTENCES_KEPT
from reviewer_app.evidence.phrases import PhraseBook, tokens

MOST_TEXTS_KEPT = 2 * MOST_SENTENCES_KEPT
"""Texts whose names are kept for the next search of the same case: sentences are looked through for several
sets of lists."""


class FoundWords(NamedTuple):
    """Words of the list ``name``, from ``start`` to ``end`` of the text."""

    name: str
    start: int
    end: int


class NamedWords:
    """Lists of phrases, each with a name; a phrase may be in several."""

    def __init__(self, lists: Mapping[str, Iterable[str]]) -> None:
        names: dict[str, list[str]] = {}
        for name, phrases in lists.items():
            for phrase in phrases:
                names.setdefault(phrase, []).append(name)
        self._book = PhraseBook.of((phrase, tuple(having)) for phrase, having in names.items())

    def found(self, text: str) -> tuple[FoundWords, ...]:
        """All phrases in the text in their order, once for each list; none inside a longer one."""
        words = tokens(text)
        found: list[FoundWords] = []
        end = 0
        for hit in self._book.find(words):
            if hit.last > end:
                end = hit.last
                start, stop = words[hit.first].start, words[hit.last - 1].end
                found += (FoundWords(name, start, stop) for name in hit.value)
        return tuple(found)

    def names(self, text: str) -> frozenset[str]:
        """The lists that have a phrase in the text."""
        return _names(self, text)


@lru_cache(maxsize=MOST_TEXTS_KEPT)
def _names(words: NamedWords, text: str) -> frozenset[str]:
    return frozenset(one.name for one in words.found(text))
