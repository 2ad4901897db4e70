"""Choosing words: by place, span, rectangle, and grown to lines and blocks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer_app.domain.pages import Rect, Word
from reviewer_app.evidence.selection import (
    dragged,
    span,
    whole_blocks,
    whole_lines,
    word_near,
    words_inside,
)

WIDTH, HEIGHT, STEP_X, STEP_Y = 40.0, 10.0, 50.0, 14.0


def page(*blocks: str) -> tuple[Word, ...]:
    """Words on a grid: blocks side by side as columns, lines one below the other, words left to right."""
    words = []
    for block, text in enumerate(blocks):
        for line, row in enumerate(text.splitlines()):
            for number, word in enumerate(row.split()):
                x, y = block * 400 + number * STEP_X, line * STEP_Y
                words.append(Word(Rect(x, y, x + WIDTH, y + HEIGHT), word, block, line, number))
    return tuple(words)


WORDS = page("one two three\nfour five", "six seven\neight")


@pytest.mark.parametrize(
    ("x", "y", "text"),
    [
        (10, 5, "one"),
        (60, 5, "two"),
        (48, 5, "two"),
        (43, 5, "one"),
        (-100, 100, "four"),
        (1000, 0, "seven"),
        (399, 14, "eight"),
    ],
)
def test_word_near_is_the_word_there_or_the_nearest(x: float, y: float, text: str) -> None:
    index = word_near(WORDS, x, y)
    assert index is not None
    assert WORDS[index].text == text


def test_a_page_without_words_has_none_near() -> None:
    assert word_near((), 1, 1) is None


def test_span_runs_from_either_end_and_stays_on_the_page() -> None:
    assert span(WORDS, 1, 3) == (1, 2, 3)
    assert span(WORDS, 3, 1) == (1, 2, 3)
    assert span(WORDS, 2, 2) == (2,)
    assert span(WORDS, -5, 99) == tuple(range(len(WORDS)))
    assert span((), 0, 3) == ()


def test_a_dragged_rectangle_takes_the_words_whose_middle_is_inside() -> None:
    rect = dragged(75, 8, 15, 2)
    assert rect == Rect(15, 2, 75, 8)
    assert [WORDS[index].text for index in words_inside(WORDS, rect)] == ["one", "two"]


def test_a_rectangle_over_one_column_leaves_the_other_alone() -> None:
    rect = Rect(390, 0, 600, 100)
    assert [WORDS[index].text for index in words_inside(WORDS, rect)] == ["six", "seven", "eight"]


def test_a_selection_grows_to_its_lines_and_blocks() -> None:
    assert [WORDS[index].text for index in whole_lines(WORDS, [1])] == ["one", "two", "three"]
    assert [WORDS[index].text for index in whole_lines(WORDS, [4, 5])] == ["four", "five", "six", "seven"]
    assert [WORDS[index].text for index in whole_blocks(WORDS, [6])] == ["six", "seven", "eight"]
    assert whole_lines(WORDS, []) == ()


@given(st.sets(st.integers(0, len(WORDS) - 1)))
def test_growing_keeps_what_was_chosen_and_a_block_holds_its_lines(chosen: set[int]) -> None:
    lines = whole_lines(WORDS, chosen)
    blocks = whole_blocks(WORDS, chosen)
    assert chosen <= set(lines) <= set(blocks)
    assert whole_lines(WORDS, lines) == lines
    assert whole_blocks(WORDS, lines) == blocks


@given(st.integers(0, len(WORDS) - 1))
def test_the_middle_of_a_word_is_nearest_to_itself(index: int) -> None:
    rect = WORDS[index].rect
    assert word_near(WORDS, (rect.x0 + rect.x1) / 2, (rect.y0 + rect.y1) / 2) == index
