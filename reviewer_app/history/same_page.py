"""Whether two texts are those of one page.

Forms are the difficulty: most of a form is the same for every patient. What is not the same are names, dates
and numbers, so words with digits are counted apart from the others. A machine that reads a fax misreads
letters at random, so that a word of one copy differs in a letter or two from that of the other; another
patient's name or date differs as a whole.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from reviewer_app.history.misread_words import WordIndex, take_misread

LETTERS_AN_EDIT = 4
"""A misread word may differ in one letter for each four that it has, and in one at least."""

FEWEST_LETTERS = 3
"""Shorter words without a digit are not compared: they stand everywhere."""

_TWO_DIGITS = re.compile(r"\d\D*\d")
"""So many digits make a word a number, such as a date or a code."""

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


class CountedWords:
    """The words of a page (:func:`reviewer_app.history.same_page_words.page_words`), counted once for all the
    pages that it is compared with."""

    def __init__(self, words: Sequence[str]) -> None:
        counts = Counter(words)
        self.in_order = words
        self.numbers = Counter({word: count for word, count in counts.items() if is_number(word)})
        self.words = Counter(
            {
                word: count
                for word, count in counts.items()
                if len(word) >= FEWEST_LETTERS and word not in self.numbers
            }
        )

    @cached_property
    def index(self) -> WordIndex:
        """Finds the words that another page's may be, misread."""
        short = (word for word in self.words if len(word) <= 2 * LETTERS_AN_EDIT)
        return WordIndex((*short, *self.numbers))

    @cached_property
    def text(self) -> str:
        """The page without its spaces."""
        return "".join(self.in_order)

    @cached_property
    def places(self) -> Mapping[str, str]:
        """The numbers by the words that they stand after, where only one number stands after that word."""
        pairs = [(previous, word) for previous, word in pairwise(self.in_order) if word in self.numbers]
        often = Counter(previous for previous, _ in pairs)
        return {previous: word for previous, word in pairs if often[previous] == 1}


def compare(one: Sequence[str], other: Sequence[str]) -> Comparison:
    """Compare the words of two pages (:func:`reviewer_app.history.same_page_words.page_words`)."""
    mine, theirs = CountedWords(one), CountedWords(other)
    return Comparison(compare_words(mine, theirs), compare_numbers(mine, theirs))


def compare_words(one: CountedWords, other: CountedWords) -> Agreement:
    """How the words without digits agree; quickest when ``one`` is the same in many comparisons."""
    exact = (one.words & other.words).total()
    fewer, more = sorted((one.words - other.words, other.words - one.words), key=Counter.total)
    if not fewer:
        return Agreement(exact, 0, 0)
    near = take_misread(fewer, more, LETTERS_AN_EDIT, one.index)
    return Agreement(exact, near, fewer.total())


def equal_numbers(one: CountedWords, other: CountedWords) -> Agreement:
    """How the numbers agree if none is misread."""
    exact = (one.numbers & other.numbers).total()
    return Agreement(exact, 0, min(one.numbers.total(), other.numbers.total()) - exact)


def compare_numbers(one: CountedWords, other: CountedWords) -> Agreement:
    """How the numbers agree. They may also be torn apart, or joined with their neighbours, by whoever read
    the page; and one that stands after the same word may be misread in more than one place."""
    less, greater = (other, one) if one.numbers.total() > other.numbers.total() else (one, other)
    exact = (less.numbers & greater.numbers).total()
    fewer, more = less.numbers - greater.numbers, greater.numbers - less.numbers
    if not fewer:
        return Agreement(exact, 0, 0)
    torn = Counter(
        {word: count for word, count in fewer.items() if len(word) >= TORN_LETTERS and word in greater.text}
    )
    fewer -= torn
    near = torn.total() + take_misread(fewer, more, ONE_EDIT, one.index)
    near += _take_in_place(fewer, more, less.places, greater.places)
    return Agreement(exact, near, fewer.total())


def exact_share(one: CountedWords, other: Set[str]) -> float:
    """How much of a page and of the words of another is equal to the letter, between 0 and 2: the share of
    the words and that of the numbers. It takes a hundredth of the time of a comparison, and tells which pages
    are worth one."""
    words, numbers = len(one.words.keys() & other), len(one.numbers.keys() & other)
    fewest = min(len(one.words) + len(one.numbers), len(other))
    return (words + numbers) / max(1, fewest) + numbers / max(1, len(one.numbers))


def is_number(word: str) -> bool:
    """Whether a word is compared as a number, such as a date or a code."""
    return _TWO_DIGITS.search(word) is not None


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
