"""What two pages say differently, where it can be told from their texts: the numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from reviewer_app.history.same_page import is_number
from reviewer_app.history.same_page_words import compared_word, words_as_written


@dataclass(frozen=True, slots=True)
class ComparedTexts:
    """The numbers, dates and codes that only one of two pages has, as they are written there, and the text of
    the other page."""

    only_here: tuple[str, ...] = ()
    only_there: tuple[str, ...] = ()
    other_text: str = ""


def compared_texts(text: str, other: str) -> ComparedTexts:
    """Compare a page with another one by their texts, whose lines are separated by line feeds."""
    here, there = _numbers(text), _numbers(other)
    return ComparedTexts(_without(here, there), _without(there, here), other)


def _numbers(text: str) -> Sequence[tuple[str, str]]:
    """Each number as it is compared and as it is written."""
    words = ((compared_word(raw), raw.strip(".,;:()[]")) for raw in words_as_written(text))
    return [(compared, raw) for compared, raw in words if is_number(compared)]


def _without(numbers: Sequence[tuple[str, str]], others: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    room = Counter(compared for compared, _ in others)
    left = []
    for compared, raw in numbers:
        if room[compared]:
            room[compared] -= 1
        else:
            left.append(raw)
    return tuple(left)
