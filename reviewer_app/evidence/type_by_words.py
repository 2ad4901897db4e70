"""What a paper is by all of its words, where no rule knows its title: a sum of weights that were learned from
papers whose type is known (``tests/benchmarks/paper_types.py``).

Each word counts once in each place: among the first lines, as a heading, anywhere. The more words a paper has
the less each counts, so that a long paper is not much surer than a short one.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from reviewer_app.domain.found import PaperType
from reviewer_app.evidence.page_facts import MOST_PAGES_KEPT
from reviewer_app.evidence.paper_page import PaperPage, said
from reviewer_app.evidence.paper_words import singular
from reviewer_app.evidence.type_word_rules import TypeWords

HEAD_LINES = 6
"""Lines of a paper's first page, from the top, that are its head."""
MOST_WORDS_OF_A_HEADING = 3
FEW_WORDS = 30
"""A paper with fewer known words says little: each counts as if it had so many."""
NUMBER = "#"
"""Stands for every number."""
SALUTATION, LETTER_HEAD = "salutation", "letter-head"
"""The form of a letter: who is spoken to, and a day with what the letter is about."""
_DEAR = re.compile(r"^\W*(?:dear\b|to whom it may)", re.IGNORECASE)

Mark = tuple[str, str]
"""Where a word stands, as a field of :class:`TypeWords`, and the word."""


def marks_of(pages: Sequence[PaperPage], *, letter: bool) -> frozenset[Mark]:
    """What these pages of one paper are judged by; ``letter`` is whether the first begins as a letter."""
    first = pages[0]
    marks = {("head", word) for line in first.head[:HEAD_LINES] for word in words_of(line.text)}
    for page in pages:
        marks |= _marks_of_page(page)
    if any(_DEAR.match(line.text) for line in first.lines):
        marks.add(("form", SALUTATION))
    if letter:
        marks.add(("form", LETTER_HEAD))
    return frozenset(marks)


@lru_cache(maxsize=MOST_PAGES_KEPT)
def _marks_of_page(page: PaperPage) -> frozenset[Mark]:
    return frozenset(_found(page))


def _found(page: PaperPage) -> Iterator[Mark]:
    for line in page.lines:
        label, _, rest = line.text.partition(":")
        words = words_of(label)
        if len(words) <= MOST_WORDS_OF_A_HEADING:
            yield from (("headings", word) for word in words)
        yield from (("anywhere", word) for word in (*words, *words_of(rest)))


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text as they are compared here."""
    return tuple(NUMBER if word[0].isdigit() else singular(word) for word in said(text).split())


def weights_by_words(
    pages: Sequence[PaperPage], rules: TypeWords, *, letter: bool
) -> Mapping[PaperType, float]:
    """What the words of these pages of one paper add to the log odds of each type; nothing for those of which
    they say nothing."""
    places = {
        "head": rules.head,
        "headings": rules.headings,
        "anywhere": rules.anywhere,
        "form": rules.form,
    }
    known = [places[place][word] for place, word in marks_of(pages, letter=letter) if word in places[place]]
    sums = dict(rules.before)
    for weights in known:
        for kind, weight in weights.items():
            sums[kind] = sums.get(kind, 0.0) + weight * share_of(len(known))
    return sums


def share_of(words: int) -> float:
    """What each of so many known words of a paper counts."""
    return 1 / math.sqrt(max(FEW_WORDS, words))
