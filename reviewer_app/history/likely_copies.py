"""Which of many texts are compared with a page word by word.

Pages of one template are all alike, so that a case of them has a candidate in each page before; a comparison
takes a millisecond or two where much differs. Those that have most in common to the letter are compared
first, and when these are no copies, neither are the others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from reviewer_app.history.same_page import (
    Comparison,
    CountedWords,
    compare_numbers,
    compare_words,
    equal_numbers,
    exact_share,
)
from reviewer_app.history.same_page_score import SAME_PAGE_SCORE, highest_score, same_page_score

MOST_COMPARED = 8
"""Texts that one page is compared with."""

MOST_IN_VAIN = 3
"""After so many comparisons in a row without a copy no other text is compared."""

HOPELESS = 0.05
"""Where the words show that the score stays below this, the numbers are not compared any more."""

SURE = 0.99
"""From this score on no other text is looked for in the same place."""

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ScoredText:
    """How one of the texts compares with the page: ``score`` is between 0 and 1."""

    words: Words
    comparison: Comparison
    score: float

    def is_sure_copy_of(self, words: Words) -> bool:
        """Whether nothing can be surer. Equal texts are, however little they say."""
        return self.score >= SURE or self.words == words


def likely_copies(
    words: Words, others: Iterable[Words], is_wanted: Callable[[Words], bool] = lambda _words: True
) -> Iterator[ScoredText]:
    """Compare a page with others, each said once. ``is_wanted`` is asked right before a comparison, when all
    earlier ones are known."""
    mine = CountedWords(words)
    made = in_vain = 0
    for other in sorted(dict.fromkeys(others), key=lambda one: -exact_share(mine, frozenset(one))):
        if made == MOST_COMPARED or in_vain == MOST_IN_VAIN:
            return
        if not is_wanted(other):
            continue
        made += 1
        seen = _compared(mine, CountedWords(other))
        score = same_page_score(seen)
        in_vain = 0 if score >= SAME_PAGE_SCORE else in_vain + 1
        yield ScoredText(other, seen, score)


def _compared(mine: CountedWords, theirs: CountedWords) -> Comparison:
    """The comparison of two pages; of hopeless ones no number is called misread."""
    words, equal = compare_words(mine, theirs), equal_numbers(mine, theirs)
    if highest_score(words, equal) < HOPELESS:
        return Comparison(words, equal)
    return Comparison(words, compare_numbers(mine, theirs))
