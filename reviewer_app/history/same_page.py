"""Whether two texts are those of one page.

Forms are the difficulty: most of a form is the same for every patient. What is not the same are names, dates
and numbers, so words with digits are counted apart from the others. A machine that reads a fax misreads
letters at random, so that a word of one copy differs in a letter or two from that of the other; another
patient's name or date differs as a whole.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

LETTERS_AN_EDIT = 4
"""A misread word may differ in one letter for each four that it has, and in one at least."""

FEWEST_LETTERS = 3
"""Shorter words without a digit are not compared: they stand everywhere."""

FEWEST_DIGITS = 2
"""Digits that make a word a number, such as a date or a code."""

TORN_LETTERS = 5
"""A number at least this long is looked for in the other page's text without its spaces."""

EDITS_IN_PLACE = 2
"""In how many places a number may be misread that alone stands after the same word on both pages."""

ONE_EDIT = 1_000
"""Letters for each edit of a number, so that one is allowed and never two."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """How many words of two pages agree: exactly, nearly (misread), and not at all.

    ``left`` are the words without a partner on the page that has fewer of them: what one page says more,
    such as a stamp, is no contradiction.
    """

    exact: int
    near: int
    left: int

    @property
    def count(self) -> int:
        return self.exact + self.near + self.left


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two pages have in common: words without digits, and numbers."""

    words: Agreement
    numbers: Agreement


def compare(one: Sequence[str], other: Sequence[str]) -> Comparison:
    """Compare the words of two pages (:func:`reviewer_app.history.same_page_words.page_words`)."""
    return Comparison(
        _words(one, other),
        _numbers(one, other),
    )


def _numbers(one: Sequence[str], other: Sequence[str]) -> Agreement:
    """Numbers may also be torn apart, or joined with their neighbours, by whoever read the page; and one that
    stands after the same word may be misread in more than one place."""
    mine, theirs = Counter(filter(is_number, one)), Counter(filter(is_number, other))
    if mine.total() > theirs.total():
        one, other, mine, theirs = other, one, theirs, mine
    exact = (mine & theirs).total()
    fewer, more = mine - theirs, theirs - mine
    text = "".join(other)
    torn = Counter(
        {word: count for word, count in fewer.items() if len(word) >= TORN_LETTERS and word in text}
    )
    fewer -= torn
    near = torn.total() + _take_near(fewer, more, ONE_EDIT)
    near += _take_in_place(fewer, more, _places(one), _places(other))
    return Agreement(exact, near, fewer.total())


def _places(words: Sequence[str]) -> Mapping[str, str]:
    """The numbers by the words that they stand after, where only one number stands after that word."""
    pairs = [(previous, word) for previous, word in pairwise(words) if is_number(word)]
    often = Counter(previous for previous, _ in pairs)
    return {previous: word for previous, word in pairs if often[previous] == 1}


def _digits(word: str) -> int:
    return sum(map(str.isdigit, word))


def is_number(word: str) -> bool:
    """Whether a word is compared as a number, such as a date or a code."""
    return _digits(word) >= FEWEST_DIGITS


def _is_word(word: str) -> bool:
    return len(word) >= FEWEST_LETTERS and not is_number(word)


def _words(one: Sequence[str], other: Sequence[str]) -> Agreement:
    mine, theirs = Counter(filter(_is_word, one)), Counter(filter(_is_word, other))
    exact = (mine & theirs).total()
    fewer, more = sorted((mine - theirs, theirs - mine), key=Counter.total)
    near = _take_near(fewer, more, LETTERS_AN_EDIT)
    return Agreement(exact, near, fewer.total())


def _take_near(fewer: Counter[str], more: Counter[str], letters_an_edit: int) -> int:
    """Take away the words that find a partner in the other page that may be the same, misread, with their
    partners; return how many."""
    if not fewer:
        return 0
    # Not needed for two copies of the same text, which most repeated pages are.
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import extractOne

    free = list(more.elements())
    found = 0
    for word in sorted(fewer.elements(), key=len, reverse=True):
        most = max(1, len(word) // letters_an_edit)
        match = extractOne(word, free, scorer=OSA.distance, score_cutoff=most)
        if match is not None and min(len(word), len(match[0])) > most:
            found += 1
            free[match[2]] = ""
            fewer[word] -= 1
            more[match[0]] -= 1
    return found


def _take_in_place(
    fewer: Counter[str], more: Counter[str], places: Mapping[str, str], other_places: Mapping[str, str]
) -> int:
    """The same for numbers that alone stand after the same word, on both pages."""
    found = 0
    for previous, word in places.items():
        partner = other_places.get(previous, "")
        if fewer[word] > 0 and more[partner] > 0 and _may_be_misread(word, partner):
            found += 1
            fewer[word] -= 1
            more[partner] -= 1
    return found


def _may_be_misread(word: str, partner: str) -> bool:
    from rapidfuzz.distance import OSA

    return len(word) >= TORN_LETTERS and OSA.distance(word, partner) <= EDITS_IN_PLACE
