"""Finding the words of one page among those of another that may be the same, misread.

Two pages of one template may differ in hundreds of words, and each of these may be each of those. A word that
is one edit away from another becomes equal to it when at most one letter is taken from each (SymSpell, Garbe
2012); so these are looked up instead of tried. More edits are allowed only to long words, which are few: they
are tried with those of about their length.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable

MOST_LETTERS = 24
"""Longer words are tried one by one: taking a letter from each place of a word takes its length squared."""


class WordIndex:
    """Finds among words those that are one edit away from another. ``in`` says whether a word is one of
    them."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(words)
        self._by_rest: dict[str, list[str]] = {}
        for word in self._words:
            if len(word) <= MOST_LETTERS + 1:
                for rest in _one_letter_less(word):
                    self._by_rest.setdefault(rest, []).append(word)

    def __contains__(self, word: str) -> bool:
        return word in self._words

    def near(self, word: str) -> set[str]:
        """Every word that is at most one edit away, and some that are not; of one with too many letters,
        none."""
        if len(word) > MOST_LETTERS + 1:
            return set()
        lists = map(self._by_rest.get, self._by_rest.keys() & _one_letter_less(word))
        return {other for words in lists if words for other in words}


def take_misread(fewer: Counter[str], more: Counter[str], letters_an_edit: int, index: WordIndex) -> int:
    """Take away the words that find a partner in the other page that may be the same, misread, with their
    partners; return how many. A word may differ in one letter for each ``letters_an_edit`` that it has, and
    in one at least. Longer words choose first; of several partners it is the nearest, and then the first.
    ``index`` has of one of the two at least the words of up to ``2 * letters_an_edit`` letters."""
    if not fewer or not more:
        return 0
    # Not needed for two copies of the same text, which most repeated pages are.
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import extractOne

    # Of longer words more edits are allowed, and their partners have at most one letter more or less.
    shorter = min(2 * letters_an_edit, MOST_LETTERS + 1)
    one_edit_away = _one_edit_away(more, index, shorter)
    order = {other: position for position, other in enumerate(more)}
    as_long: dict[int, list[str]] = {}
    found = 0
    for word in sorted(fewer.elements(), key=len, reverse=True):
        edits = max(1, len(word) // letters_an_edit)
        if len(word) < shorter:
            near = sorted(one_edit_away(word), key=order.__getitem__)
        else:
            if len(word) not in as_long:
                as_long[len(word)] = [other for other in more if abs(len(other) - len(word)) <= edits]
            near = as_long[len(word)]
        choices = [other for other in near if more[other] > 0]
        match = extractOne(word, choices, scorer=OSA.distance, score_cutoff=edits) if choices else None
        if match is not None:
            found += 1
            fewer[word] -= 1
            more[match[0]] -= 1
    return found


def _one_edit_away(more: Iterable[str], index: WordIndex, longest: int) -> Callable[[str], Iterable[str]]:
    """Tells of a word which of the others, up to so many letters, may be one edit away."""
    if all(word in index for word in more if len(word) <= longest):
        return lambda word: [other for other in index.near(word) if other in more]
    near: defaultdict[str, list[str]] = defaultdict(list)
    for other in (other for other in more if len(other) <= longest):
        for word in index.near(other):
            near[word].append(other)
    return lambda word: near.get(word, ())


def _one_letter_less(word: str) -> set[str]:
    """The word itself, and what is left of it without any one of its letters."""
    rests = {word[:place] + word[place + 1 :] for place in range(len(word))}
    rests.add(word)
    return rests
