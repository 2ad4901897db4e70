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
from collections.abc import Sequence
from dataclasses import dataclass

from reviewer_app.history.same_page import Agreement, Comparison

MISREAD_POWER = 1.6
"""If a share m of the recognisable words are misread in a letter, m to this power are not recognisable."""

MOST_LOST = 0.2
"""Share of the words of a page that its copy may lack."""

NUMBERS_MISREAD_BESIDES, NUMBERS_LOST_BESIDES = 0.1, 0.05
"""Shares of the numbers that are misread, or lost, beyond those of words: nothing in a number helps a machine
to read it."""

CLEAR = 0.05
"""Where less than this share of the words is misread, those shares are proportionally smaller: what differs
between two clear texts was not misread."""

OTHER_NUMBERS_EXACT, OTHER_NUMBERS_NEAR = 0.08, 0.14
"""Shares of the numbers of a form that agree by chance, exactly or nearly, with those of another patient."""

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

FEW_NUMBERS = 4
"""A page with much fewer numbers than this is seldom a form, and so seldom that of another patient."""

CHANGED_BEFOREHAND_UNCLEAR, CHANGED_BEFOREHAND_CLEAR = 0.02, 0.3
"""How likely that is before anything was compared, beside 1 for each of the other explanations: where copies
are badly misread it cannot be told from them, and is not assumed. Of clear texts it is: a request form is
filled in anew for the next request."""

SAME_PAGE_SCORE = 0.5
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


def same_page_score(seen: Comparison) -> float:
    """Between 0 and 1."""
    return _score(_against(seen))


def highest_score(words: Agreement, numbers: Agreement) -> float:
    """What the score is at most, if any of the numbers without a partner may be misread."""
    none, every = numbers, Agreement(numbers.exact, numbers.near + numbers.left, 0)
    ends = zip(_against(Comparison(words, none)), _against(Comparison(words, every)), strict=True)
    # Each of these logarithms is linear in how many are misread, and so smallest at one end.
    return _score(tuple(map(min, ends)))


def _score(against: Sequence[float]) -> float:
    return 1 / (1 + sum(map(math.exp, against)))


def _against(seen: Comparison) -> Sequence[float]:
    """Logarithms of how much likelier than that they are the same the other explanations are."""
    misread = _misread(seen.words)
    words_same = _words_if_same(misread, seen.words)
    unclear = min(1.0, misread / CLEAR)
    numbers_same = _numbers_if_same(words_same.left, misread, unclear)
    numbers_other = _numbers_if_other(misread)
    left = max(OTHER_WORDS_LEFT, words_same.left)
    words_other = _Shares((1 - left) * (1 - misread), (1 - left) * misread, left)
    same_sheet = words_same.log_likelihood(seen.words, MOST_WORDS)
    same = same_sheet + numbers_same.log_likelihood(seen.numbers, MOST_NUMBERS)
    numbers_else = numbers_other.log_likelihood(seen.numbers, MOST_NUMBERS)
    changed = numbers_same.mixed(numbers_other, CHANGED).log_likelihood(seen.numbers, MOST_NUMBERS)
    others = (
        words_other.log_likelihood(seen.words, MOST_WORDS) + numbers_else,
        same_sheet + numbers_else + math.log((seen.numbers.count + 1) / (seen.numbers.count + FEW_NUMBERS)),
        same_sheet + changed + math.log(_changed_beforehand(unclear)),
    )
    return [other - same for other in others]


def _misread(words: Agreement) -> float:
    """The share of the recognisable words that are misread; a little more than seen, since a few words
    cannot show that none is."""
    return (words.near + 0.2) / (words.exact + words.near + 1)


def _words_if_same(misread: float, words: Agreement) -> _Shares:
    """A part of a page may also have been lost to the edge or to a stain, so that as much as is missing is
    taken for that, up to a bound."""
    lost = min(max(misread**MISREAD_POWER, words.left / (words.count + 1)), MOST_LOST)
    return _Shares((1 - misread) * (1 - lost), misread * (1 - lost), lost)


def _changed_beforehand(unclear: float) -> float:
    return unclear * CHANGED_BEFOREHAND_UNCLEAR + (1 - unclear) * CHANGED_BEFOREHAND_CLEAR


def _numbers_if_same(words_lost: float, words_misread: float, unclear: float) -> _Shares:
    lost = words_lost + (1 - words_lost) * NUMBERS_LOST_BESIDES * unclear
    misread = words_misread + (1 - words_misread) * NUMBERS_MISREAD_BESIDES * unclear
    return _Shares((1 - misread) * (1 - lost), misread * (1 - lost), lost)


def _numbers_if_other(misread: float) -> _Shares:
    exact = OTHER_NUMBERS_EXACT * (1 - misread)
    return _Shares(exact, OTHER_NUMBERS_NEAR, 1 - exact - OTHER_NUMBERS_NEAR)
