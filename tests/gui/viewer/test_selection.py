"""Selections grow by word and by line in reading order, and become anchors with their quote."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer_app.domain.pages import Rect, Word
from reviewer_app.gui.viewer.selection import (
    area_selection,
    first_visible,
    line_rects,
    nearest_word,
    next_line,
    word_at,
    words_selection,
)

LINES = ("one two three four", "five six", "seven eight nine ten")


def page_words() -> tuple[Word, ...]:
    """Three lines, 20 points high and apart; words 40 points wide every 50 points."""
    return tuple(
        Word(Rect(50.0 * at, 40.0 * line, 50.0 * at + 40, 40.0 * line + 20), text, 0, line, at)
        for line, texts in enumerate(LINES)
        for at, text in enumerate(texts.split())
    )


WORDS = page_words()
INDICES = st.integers(0, len(WORDS) - 1)


@given(INDICES, INDICES)
def test_a_selection_is_the_same_from_both_ends(one: int, other: int) -> None:
    selection = words_selection(3, WORDS, one, other)
    assert selection == words_selection(3, WORDS, other, one)
    assert selection.quote == " ".join(word.text for word in selection.words)
    everything = " ".join((selection.before, selection.quote, selection.after)).split()
    assert everything == [word.text for word in WORDS][: len(everything)] or len(everything) < len(WORDS)


def test_a_selection_over_lines_becomes_an_anchor() -> None:
    selection = words_selection(3, WORDS, 2, 4)
    assert selection.text == "three four\nfive"
    anchor = selection.anchor("a" * 64)
    assert (anchor.sha256, anchor.page, anchor.quote) == ("a" * 64, 3, "three four five")
    assert anchor.rects == (Rect(100, 0, 190, 20), Rect(0, 40, 40, 60))
    assert (anchor.before, anchor.after) == ("one two", "six seven eight nine ten")


def test_an_area_has_no_words() -> None:
    selection = area_selection(2, Rect(1, 2, 30, 40))
    assert (selection.words, selection.quote, selection.last < selection.first) == ((), "", True)
    assert selection.anchor("b").rects == (Rect(1, 2, 30, 40),)


@pytest.mark.parametrize(
    ("index", "step", "expected"),
    [(0, 1, 4), (3, 1, 5), (5, 1, 7), (9, -1, 5), (4, -1, 0), (1, -1, 0), (7, 1, 9)],
)
def test_the_next_line_is_entered_where_it_is_nearest(index: int, step: int, expected: int) -> None:
    assert next_line(WORDS, index, step) == expected


def test_the_pointer_finds_the_word_on_its_line_first() -> None:
    assert word_at(WORDS, 60, 10) == 1
    assert word_at(WORDS, 45, 10) is None
    assert nearest_word(WORDS, 300, 45) == 5
    assert nearest_word(WORDS, -20, 95) == 6
    assert nearest_word(WORDS, 49, 10) == 1


def test_the_first_visible_word_is_one_whose_middle_is_visible() -> None:
    assert first_visible(WORDS, Rect(0, 15, 500, 500)) == 4
    assert first_visible(WORDS, Rect(0, 900, 500, 950)) == 0


def test_one_rectangle_for_each_line() -> None:
    assert line_rects(WORDS) == (Rect(0, 0, 190, 20), Rect(0, 40, 90, 60), Rect(0, 80, 190, 100))
    assert line_rects(()) == ()
