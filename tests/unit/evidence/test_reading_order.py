"""Columns of running text are read one after the other, tables row by row, all else as the file has it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from hypothesis import given
from hypothesis import strategies as st

from reviewer_app.domain.pages import Rect, Word
from reviewer_app.evidence.quoting import find_passage, passage
from reviewer_app.evidence.reading_order import reading_order

Piece = tuple[float, float, str]
"""Left edge, top edge and text of a piece of a line; letters are 5 points wide."""


def page(pieces: Iterable[Piece]) -> tuple[Word, ...]:
    """The pieces as a file has them, all in one block."""
    words = []
    for line, (left, top, text) in enumerate(pieces):
        x = left
        for number, part in enumerate(text.split()):
            words.append(Word(Rect(x, top, x + 5 * len(part), top + 10), part, 0, line, number))
            x += 5 * len(part) + 4
    return tuple(words)


def said(words: Sequence[Word]) -> str:
    return " ".join(word.text for word in words)


LEFT = [(50.0, 100.0 + 14 * line, f"the left column says {line}") for line in range(6)]
RIGHT = [(320.0, 100.0 + 14 * line, f"the right column has {line}") for line in range(6)]
ACROSS = [piece for pair in zip(LEFT, RIGHT, strict=True) for piece in pair]
HEADING = (50.0, 60.0, "A heading that stands over both of the columns and is as wide as they are together")
FOOT = (50.0, 300.0, "A line that stands below both of the columns and is as wide as they are together")


def test_columns_written_line_by_line_are_read_one_after_the_other() -> None:
    ordered = reading_order(page([HEADING, *ACROSS, FOOT]))
    assert said(ordered) == said(page([HEADING, *LEFT, *RIGHT, FOOT]))


def test_columns_that_are_not_level_are_untangled_too() -> None:
    shifted = [(left, top + 9, text) for left, top, text in RIGHT]
    across = sorted([*LEFT, *shifted], key=lambda piece: piece[1])
    level = page(across)
    assert said(level) != said(page([*LEFT, *RIGHT]))
    assert said(reading_order(page([LEFT[0], RIGHT[0], *across[2:]]))) == said(page([*LEFT, *RIGHT]))


def test_three_columns() -> None:
    third = [(560.0, top, f"and a third one {line}") for line, (_, top, _) in enumerate(LEFT)]
    across = [piece for row in zip(LEFT, RIGHT, third, strict=True) for piece in row]
    assert said(reading_order(page(across))) == said(page([*LEFT, *RIGHT, *third]))


def test_hundreds_of_columns_are_no_text_to_be_taken_apart() -> None:
    across = [(90.0 * column, 14.0 * row, "a b c d e") for row in range(5) for column in range(400)]
    words = page(across)
    assert sorted(reading_order(words), key=lambda word: (word.line, word.number)) == list(words)


def test_what_is_in_order_stays() -> None:
    words = page([HEADING, *LEFT, *RIGHT, FOOT])
    assert reading_order(words) == words
    assert reading_order(()) == ()


def test_a_table_is_read_row_by_row() -> None:
    rows = [
        piece
        for line, (name, value) in enumerate(
            [("Hemoglobin A1c", "6.4 %"), ("Creatinine", "0.9 mg"), ("Sodium", "140"), ("Potassium", "4.1")]
        )
        for piece in ((50.0, 100.0 + 14 * line, name), (320.0, 100.0 + 14 * line, value))
    ]
    words = page(rows)
    assert reading_order(words) == words


def test_a_quote_of_one_column_is_found_again() -> None:
    words = page(ACROSS)
    ordered = reading_order(words)
    quoted = passage(ordered, range(3, 8))
    assert quoted is not None
    assert quoted.quote == "says 0 the left column"
    assert find_passage(words, quoted.quote) == quoted


PIECES = st.lists(
    st.tuples(
        st.floats(0, 500), st.floats(0, 700), st.sampled_from(["one", "one two three four", "a b c d e f g"])
    ),
    max_size=30,
)


@given(PIECES)
def test_no_word_is_lost_or_doubled(pieces: list[Piece]) -> None:
    words = page(pieces)
    assert sorted(reading_order(words), key=words.index) == list(words)
