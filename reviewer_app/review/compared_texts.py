"""What two pages say differently, where it can be told from their texts: the numbers, and where few of them
differ the words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from reviewer_app.history.same_page import is_number
from reviewer_app.history.same_page_words import compared_word, words_as_written

MOST_WORDS = 12
"""Words that one page has alone; where more differ they are misread, or the texts are different ones."""


@dataclass(frozen=True, slots=True)
class ComparedTexts:
    """The numbers, dates, codes and words that only one of two pages has, as they are written there, and the
    text of the other page. ``more_words`` says that too many words differ to name them; ``told`` is false
    where one of the pages has no words, so that nothing can be said."""

    only_here: tuple[str, ...] = ()
    only_there: tuple[str, ...] = ()
    other_text: str = ""
    more_words: bool = False
    told: bool = True


def compared_texts(text: str, other: str) -> ComparedTexts:
    """Compare a page with another one by their texts, whose lines are separated by line feeds."""
    mine, theirs = _words(text), _words(other)
    if not mine or not theirs:
        return ComparedTexts(other_text=other, told=False)
    here, there = _without(mine, theirs), _without(theirs, mine)
    more = max(_count_words(here), _count_words(there)) > MOST_WORDS
    if more:
        here, there = _numbers(here), _numbers(there)
    return ComparedTexts(here, there, other, more)


def _words(text: str) -> Sequence[tuple[str, str]]:
    """Each word as it is compared and as it is written."""
    words = ((compared_word(raw), raw.strip(".,;:()[]")) for raw in words_as_written(text))
    return [(compared, raw) for compared, raw in words if compared]


def _numbers(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(word for word in words if is_number(compared_word(word)))


def _count_words(words: Sequence[str]) -> int:
    return len(words) - len(_numbers(words))


def _without(words: Sequence[tuple[str, str]], others: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    room = Counter(compared for compared, _ in others)
    left = []
    for compared, raw in words:
        if room[compared]:
            room[compared] -= 1
        else:
            left.append(raw)
    return tuple(left)
