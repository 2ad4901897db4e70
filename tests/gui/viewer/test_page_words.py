"""A page's words by word, line and paragraph, in columns and tables, and what somebody means who points."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer_app.domain.pages import Rect, Word
from reviewer_app.gui.viewer.page_words import PageWords, Unit

Piece = tuple[float, float, str]
"""Left edge, top edge and text of a piece of a line; letters are 5 points wide, lines 10 high."""


def page(*pieces: Piece) -> PageWords:
    words = []
    for line, (left, top, text) in enumerate(pieces):
        x = left
        for number, part in enumerate(text.split()):
            words.append(Word(Rect(x, top, x + 5 * len(part), top + 10), part, 0, line, number))
            x += 5 * len(part) + 5
    return PageWords(words)


def said(words: PageWords, *chosen: int | None) -> str:
    return " ".join("-" if at is None else words.words[at].text for at in chosen)


def spanned(words: PageWords, index: int, unit: Unit) -> str:
    return said(words, *words.span(index, unit))


TEXT = page(
    (50, 100, "one two three four"),
    (50, 112, "five six"),
    (50, 150, "seven eight nine"),
    (50, 162, "ten"),
)
COLUMNS = page(
    (50, 60, "a heading over both of the columns that is rather wide and long"),
    *((50.0, 100.0 + 12 * line, f"left{line} text of this") for line in range(4)),
    (50, 166, "left4 after a gap"),
    (50, 178, "left5 end"),
    *((300.0, 100.0 + 12 * line, f"right{line} text of that") for line in range(8)),
)
TABLE = page(
    *(
        (left, 100.0 + 12 * row, text)
        for row, cells in enumerate((("Sodium", "140", "mmol/L"), ("Hemoglobin A1c", "6.4", "%")))
        for left, text in zip((50.0, 200.0, 300.0), cells, strict=True)
    )
)


def test_lines_and_paragraphs() -> None:
    assert spanned(TEXT, 5, Unit.LINE) == "five six"
    assert spanned(TEXT, 1, Unit.PARAGRAPH) == "one two three four five six"
    assert spanned(TEXT, 9, Unit.PARAGRAPH) == "seven eight nine ten"
    assert TEXT.text(range(2, 8)) == "three four\nfive six\nseven eight"


def test_a_row_of_a_table_is_a_line() -> None:
    assert spanned(TABLE, 1, Unit.LINE) == "Sodium 140 mmol/L"
    assert said(TABLE, TABLE.step(1, Unit.LINE, 1)) == "6.4"


@pytest.mark.parametrize(
    ("start", "unit", "direction", "expected"),
    [
        ("one", Unit.WORD, 1, "two"),
        ("one", Unit.WORD, -1, "-"),
        ("ten", Unit.WORD, 1, "-"),
        ("one", Unit.LINE, 1, "five"),
        ("four", Unit.LINE, 1, "six"),
        ("nine", Unit.LINE, -1, "six"),
        ("ten", Unit.LINE, 1, "-"),
        ("two", Unit.LINE, -1, "-"),
        ("two", Unit.LINE_END, 1, "four"),
        ("two", Unit.LINE_END, -1, "one"),
        ("four", Unit.LINE_END, 1, "four"),
        ("two", Unit.PARAGRAPH, 1, "six"),
        ("six", Unit.PARAGRAPH, 1, "ten"),
        ("ten", Unit.PARAGRAPH, 1, "-"),
        ("ten", Unit.PARAGRAPH, -1, "seven"),
        ("seven", Unit.PARAGRAPH, -1, "one"),
        ("one", Unit.PARAGRAPH, -1, "-"),
    ],
)
def test_steps_of_the_moving_end(start: str, unit: Unit, direction: int, expected: str) -> None:
    index = next(at for at, word in enumerate(TEXT.words) if word.text == start)
    assert said(TEXT, TEXT.step(index, unit, direction)) == expected


@pytest.mark.parametrize(
    ("start", "direction", "expected"),
    [
        ("two", 1, "seven"),
        ("two", -1, "one"),
        ("one", -1, "-"),
        ("seven", -1, "one"),
        ("ten", -1, "seven"),
        ("eight", 1, "-"),
    ],
)
def test_the_start_of_the_next_paragraph(start: str, direction: int, expected: str) -> None:
    index = next(at for at, word in enumerate(TEXT.words) if word.text == start)
    assert said(TEXT, TEXT.start_of(index, Unit.PARAGRAPH, direction)) == expected


@pytest.mark.parametrize(
    ("unit", "direction", "expected"),
    [
        (Unit.WORD, 1, "one"),
        (Unit.WORD, -1, "ten"),
        (Unit.LINE, 1, "three"),
        (Unit.PARAGRAPH, 1, "six"),
        (Unit.PARAGRAPH, -1, "seven"),
    ],
)
def test_arriving_from_another_page(unit: Unit, direction: int, expected: str) -> None:
    assert said(TEXT, TEXT.entry(unit, direction, 105)) == expected


@pytest.mark.parametrize(
    ("x", "y", "expected"),
    [
        (52, 105, "left0"),
        (200, 105, "this"),  # to the right of a line, still nearer to it than to the next column
        (285, 105, "right0"),  # between the columns, nearer to the right one
        (60, 152, "left3"),  # between two paragraphs of the left column, level with the right one
        (120, 157, "gap"),
        (100, 183, "end"),  # beside the short last line
        (110, 200, "end"),  # below the left column, beside the right one
        (320, 150, "right4"),
        (55, 30, "a"),
        (400, 800, "that"),
        (-30, 118, "left1"),
    ],
)
def test_pointing_stays_in_its_column(x: float, y: float, expected: str) -> None:
    assert said(COLUMNS, COLUMNS.nearest(x, y)) == expected


def test_pointing_to_the_right_of_a_short_heading_means_the_heading() -> None:
    words = page((50, 100, "FINDINGS"), (50, 116, "the text below it is much wider than it"), (50, 128, "so"))
    assert said(words, words.nearest(180, 104)) == "FINDINGS"
    assert said(words, words.nearest(180, 134)) == "so"


def test_dragging_down_one_column_takes_no_line_of_the_other() -> None:
    start = COLUMNS.nearest(52, 105)
    for y in range(105, 190):
        end = COLUMNS.nearest(120, y)
        assert "right" not in COLUMNS.text(range(start, end + 1))


def test_words_inside_and_under_the_pointer() -> None:
    assert said(TABLE, *TABLE.inside((Rect(190, 90, 260, 130),))) == "140 6.4"
    assert said(TEXT, TEXT.at(52, 105), TEXT.at(67, 105)) == "one -"
    assert said(TEXT, TEXT.first_visible(Rect(0, 148, 600, 800))) == "seven"
    assert TEXT.first_visible(Rect(0, 500, 600, 800)) == 0


def test_text_that_runs_upwards_has_lines_of_its_own() -> None:
    words = PageWords(
        [
            Word(Rect(x, y, x + 10, y + 40), f"w{line}{number}", 0, line, number)
            for line, x in enumerate((100.0, 114.0))
            for number, y in enumerate((300.0, 250.0, 200.0))
        ]
    )
    assert spanned(words, 1, Unit.LINE) == "w00 w01 w02"
    assert said(words, words.nearest(105, 270)) == "w01"


def test_a_page_without_words() -> None:
    nothing = PageWords(())
    assert (len(nothing), nothing.at(1, 1), nothing.inside((Rect(0, 0, 9, 9),))) == (0, None, ())


PIECES = st.lists(
    st.tuples(
        st.floats(-50, 600, width=32),
        st.floats(-50, 800, width=32),
        st.sampled_from(["a", "b c d", "e f g h i"]),
    ),
    min_size=1,
    max_size=25,
)


@given(PIECES, st.floats(-100, 700), st.floats(-100, 900))
def test_every_place_means_a_word_and_spans_cover_the_page(pieces: list[Piece], x: float, y: float) -> None:
    words = page(*pieces)
    assert 0 <= words.nearest(x, y) < len(words)
    for unit in Unit:
        covered = [at for index in range(len(words)) for at in words.span(index, unit) if at == index]
        assert covered == list(range(len(words)))


@given(PIECES, st.sampled_from([Unit.WORD, Unit.LINE, Unit.PARAGRAPH]), st.sampled_from([1, -1]))
def test_steps_go_through_the_whole_page_and_end(pieces: list[Piece], unit: Unit, direction: int) -> None:
    words = page(*pieces)
    at: int | None = 0 if direction > 0 else len(words) - 1
    seen = []
    while at is not None:
        assert at not in seen
        seen.append(at)
        at = words.step(at, unit, direction)
    last = words.span(seen[-1], Unit.LINE if unit is Unit.LINE else unit)
    assert (len(words) - 1 if direction > 0 else 0) in last
