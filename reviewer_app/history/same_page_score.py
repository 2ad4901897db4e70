"""How sure it is that two pages are copies of one, from what their words have in common.

Four explanations are weighed against each other by Bayes' rule: the two are one page; they are different
texts; the same form of another patient; the same page with some values changed, as for another visit. How
badly the copies are misread is not known beforehand: it is taken from those of their words that agree or
nearly agree, and says how many numbers should agree if they were one page. The constants below were chosen on
made-up pages, misread in known measure and by a real program, and tested on others
(``tests/benchmarks/same_page.py``).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from reviewer_app.history.same_page import Agreement, Comparison

MISREAD_POWER = 1.6
"""If a share m of the recognisable words are misread in a letter, m to this power are not recognisable."""

LEAST = 0.01
"""No share is taken to be smaller than this: what never happened may happen."""

MOST_WORDS = 20
"""Words are not independent of each other, so more than this say nothing further."""

MOST_NUMBERS = 30
"""The same of numbers."""

OTHER_WORDS_LEFT = 0.5
"""Share of the words of one text that another text lacks: half to four fifths in prose."""

CHANGED = 0.25
"""Share of the numbers that differ between two pages of one patient on one form."""

CHANGED_BEFOREHAND = 0.02
"""How likely that is before anything was compared, beside 1 for each of the other explanations: where copies
are badly misread it cannot be told from them, and is not assumed."""

SAME_PAGE_SCORE = 0.3
"""The score from which on two pages are shown as copies of each other."""


@dataclass(frozen=True, slots=True)
class _Shares:
    """How large a part of the words is expected to agree exactly, nearly, and not at all."""

    exact: float
    near: float
    left: float

    def log_likelihood(self, seen: Agreement, most: int) -> float:
        """Logarithm of the probability of what is seen, as if it were no more than ``most`` words."""
        if not seen.count:
            return 0.0
        pairs = ((seen.exact, self.exact), (seen.near, self.near), (seen.left, self.left))
        total = sum(count * math.log(max(share, LEAST)) for count, share in pairs)
        return total * min(1.0, most / seen.count)

    def mixed(self, other: _Shares, part: float) -> _Shares:
        return _Shares(
            *(
                (1 - part) * mine + part * theirs
                for mine, theirs in (
                    (self.exact, other.exact),
                    (self.near, other.near),
                    (self.left, other.left),
                )
            )
        )


_OTHER_NUMBERS = _Shares(0.08, 0.14, 0.78)


def same_page_score(seen: Comparison) -> float:
    """Between 0 and 1."""
    misread = _misread(seen.words)
    same = _if_same(misread)
    other_numbers = _Shares(
        _OTHER_NUMBERS.exact * (1 - misread),
        _OTHER_NUMBERS.near,
        1 - _OTHER_NUMBERS.near - _OTHER_NUMBERS.exact * (1 - misread),
    )
    left = max(OTHER_WORDS_LEFT, same.left)
    other_words = _Shares((1 - left) * (1 - misread), (1 - left) * misread, left)
    words_same = same.log_likelihood(seen.words, MOST_WORDS)
    explanations = (
        words_same + same.log_likelihood(seen.numbers, MOST_NUMBERS),
        other_words.log_likelihood(seen.words, MOST_WORDS)
        + other_numbers.log_likelihood(seen.numbers, MOST_NUMBERS),
        words_same + other_numbers.log_likelihood(seen.numbers, MOST_NUMBERS),
        math.log(CHANGED_BEFOREHAND)
        + words_same
        + same.mixed(other_numbers, CHANGED).log_likelihood(seen.numbers, MOST_NUMBERS),
    )
    best = max(explanations)
    return math.exp(explanations[0] - best) / sum(math.exp(one - best) for one in explanations)


def _misread(words: Agreement) -> float:
    """The share of the recognisable words that are misread; a little more than seen, since a few words
    cannot show that none is."""
    return (words.near + 0.2) / (words.exact + words.near + 1)


def _if_same(misread: float) -> _Shares:
    left = misread**MISREAD_POWER
    return _Shares((1 - misread) * (1 - left), misread * (1 - left), left)
