"""Whether two texts are those of one page.

Forms are the difficulty: most of a form is the same for every patient. What is not the same are names, dates
and numbers, so words with digits are counted apart from the others. A machine that reads a fax misreads
letters at random, so that a word of one copy differs in a letter or two from that of the other; another
patient's name or date differs as a whole.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

LETTERS_AN_EDIT = 4
"""A misread word may differ in one letter for each four that it has, and in one at least."""

FEWEST_LETTERS = 3
"""Shorter words without a digit are not compared: they stand everywhere."""

FEWEST_DIGITS = 2
"""Digits that make a word a number, such as a date or a code."""

TORN_LETTERS = 5
"""A number at least this long is looked for in the other page's text without its spaces."""

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
    """Numbers may also be torn apart, or joined with their neighbours, by whoever read the page."""
    mine, theirs = Counter(filter(_is_number, one)), Counter(filter(_is_number, other))
    fewer, more, whole = (mine, theirs, other) if mine.total() <= theirs.total() else (theirs, mine, one)
    exact = (fewer & more).total()
    fewer, more = fewer - more, more - fewer
    text = "".join(whole)
    torn = Counter(
        {word: count for word, count in fewer.items() if len(word) >= TORN_LETTERS and word in text}
    )
    near = torn.total() + _near(fewer - torn, more, ONE_EDIT)
    return Agreement(exact, near, fewer.total() - near)


def _digits(word: str) -> int:
    return sum(map(str.isdigit, word))


def _is_number(word: str) -> bool:
    return _digits(word) >= FEWEST_DIGITS


def _is_word(word: str) -> bool:
    return len(word) >= FEWEST_LETTERS and not _is_number(word)


def _words(one: Sequence[str], other: Sequence[str]) -> Agreement:
    mine, theirs = Counter(filter(_is_word, one)), Counter(filter(_is_word, other))
    exact = (mine & theirs).total()
    fewer, more = sorted((mine - theirs, theirs - mine), key=Counter.total)
    near = _near(fewer, more, LETTERS_AN_EDIT)
    return Agreement(exact, near, fewer.total() - near)


def _near(fewer: Counter[str], more: Counter[str], letters_an_edit: int) -> int:
    """How many words of the one find a partner in the other that may be the same, misread."""
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
    return found
