"""Quotes: what they say, where they stand, and that they are found again."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer_app.domain.pages import Rect, Word
from reviewer_app.evidence.quoting import NEIGHBOURS, Passage, find_passage, find_quote, passage

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


MRI = page(
    "Findings at L4-\nL5: right foraminal disc pro-\ntrusion with moderate\nstenosis.",
    "Impression: moderate right\nstenosis at L4-L5.",
)


def quoted(words: tuple[Word, ...], first: int, last: int) -> Passage:
    found = passage(words, range(first, last + 1))
    assert found is not None
    return found


def indexes(words: tuple[Word, ...], rects: tuple[Rect, ...]) -> list[int]:
    """The words that lie inside the rectangles."""
    return [
        index for index, word in enumerate(words) if any(rect.united(word.rect) == rect for rect in rects)
    ]


def test_a_quote_is_one_line_of_text_with_its_neighbours() -> None:
    words = page("a b c d e f g h i j\nk l m n o p q r s t")
    found = quoted(words, 9, 11)
    assert found.quote == "j k l"
    assert found.before == "b c d e f g h i"
    assert found.after == "m n o p q r s t"
    assert len(found.before.split()) == NEIGHBOURS


def test_the_neighbours_include_the_first_and_last_word_of_the_page() -> None:
    found = quoted(page("a b c d e"), 2, 2)
    assert (found.before, found.after) == ("a b", "d e")


def test_neighbours_end_where_the_page_does() -> None:
    found = quoted(page("a b c"), 0, 2)
    assert (found.before, found.after) == ("", "")


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("a full-\nthickness tear", "a full-thickness tear"),
        ("at L4-\nL5 on", "at L4-L5 on"),
        ("radiculo\u00ad\npathy", "radiculopathy"),
        ("pain -\nnone", "pain - none"),
        ("relief\nof pain", "relief of pain"),
        ("L4- L5", "L4- L5"),
        ("pain\n-\nnone", "pain - none"),
    ],
)
def test_line_ends_in_a_quote(text: str, quote: str) -> None:
    words = page(text)
    assert quoted(words, 0, len(words) - 1).quote == quote


def test_each_line_has_one_rectangle_around_its_chosen_words() -> None:
    words = page("one two three\nfour five six")
    assert quoted(words, 1, 4).rects == (
        Rect(STEP_X, 0, 2 * STEP_X + WIDTH, HEIGHT),
        Rect(0, STEP_Y, STEP_X + WIDTH, STEP_Y + HEIGHT),
    )


def test_words_chosen_apart_have_rectangles_and_text_apart() -> None:
    words = page("one two three four\nfive six")
    found = passage(words, [3, 0, 1, 4, 4])
    assert found is not None
    assert found.quote == "one two … four five"
    assert len(found.rects) == 3
    assert indexes(words, found.rects) == [0, 1, 3, 4]
    assert indexes(words, find_quote(words, found.quote)) == [0, 1, 3, 4]


def test_nothing_chosen_is_no_passage() -> None:
    assert passage(MRI, []) is None


@pytest.mark.parametrize("index", [-1, len(MRI)])
def test_a_word_that_is_not_on_the_page_is_an_error(index: int) -> None:
    with pytest.raises(IndexError):
        passage(MRI, [0, index])


def test_a_passage_becomes_an_anchor() -> None:
    found = quoted(MRI, 0, 1)
    anchor = found.anchor("a" * 64, 3)
    assert (anchor.sha256, anchor.page, anchor.whole_page) == ("a" * 64, 3, False)
    assert (anchor.quote, anchor.rects, anchor.before, anchor.after) == (
        found.quote,
        found.rects,
        found.before,
        found.after,
    )


# finding again


def test_a_quote_is_found_where_it_was_taken() -> None:
    found = quoted(MRI, 2, 8)
    assert find_quote(MRI, found.quote, found.before, found.after) == found.rects


def test_the_same_words_elsewhere_are_told_apart_by_their_neighbours() -> None:
    words = page("no fracture seen in the left wrist and no fracture seen in the right wrist")
    second = quoted(words, 8, 10)
    assert second.quote == "no fracture seen"
    assert indexes(words, find_quote(words, second.quote, second.before, second.after)) == [8, 9, 10]
    assert indexes(words, find_quote(words, second.quote)) == [0, 1, 2]


def test_case_blanks_ligatures_and_hyphens_do_not_matter() -> None:
    words = page("ﬁndings:  NON\u2011CONTRAST study")
    assert indexes(words, find_quote(words, "Findings: non-contrast  STUDY")) == [0, 1, 2]


def test_a_page_split_into_other_words_is_matched() -> None:
    words = page("right L4 - L5 disc")
    assert indexes(words, find_quote(words, "L4-L5 disc")) == [1, 2, 3, 4]


def test_a_short_quote_is_not_found_inside_longer_words() -> None:
    words = page("she often walks ten miles")
    assert indexes(words, find_quote(words, "ten")) == [3]
    assert find_quote(page("she often walks"), "ten") == ()


@pytest.mark.parametrize(("quote", "found"), [("moderat", []), ("moderate", [0])])
def test_eight_letters_are_enough_to_be_found_inside_a_longer_word(quote: str, found: list[int]) -> None:
    words = page("immoderately so")
    assert indexes(words, find_quote(words, quote)) == found


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [("left", "", 1), ("right", "", 4), ("", "new", 1), ("", "old", 4), ("a right", "new", 4), ("", "", 1)],
)
def test_either_neighbour_tells_two_places_apart(before: str, after: str, found: int) -> None:
    """The longer agreement wins; where nothing tells them apart, the first place does."""
    words = page("left fracture new right fracture old")
    assert indexes(words, find_quote(words, "fracture", before, after)) == [found]


def test_the_neighbours_of_words_chosen_apart_are_those_of_the_whole() -> None:
    words = page("x a b c y x a b c z")
    assert indexes(words, find_quote(words, "a … c", "x", "z")) == [6, 8]


def test_a_long_quote_is_found_inside_longer_words() -> None:
    words = page("impression:moderate stenosis.")
    assert indexes(words, find_quote(words, "moderate stenosis")) == [0, 1]


def test_an_ellipsis_of_the_document_does_not_disturb() -> None:
    words = page("well… and then")
    found = quoted(words, 0, 2)
    assert indexes(words, find_quote(words, found.quote)) == [0, 1, 2]


def test_a_quote_gives_back_the_passage_it_was_taken_from() -> None:
    taken = quoted(MRI, 2, 8)
    assert find_passage(MRI, taken.quote) == taken
    assert find_passage(MRI, "not on this page") is None


@pytest.mark.parametrize("quote", ["", "  ", "…", "not on this page", "Findings … Findings"])
def test_what_is_not_there_is_not_found(quote: str) -> None:
    assert find_quote(MRI, quote) == ()


def test_nothing_is_found_on_a_page_without_words() -> None:
    assert find_quote((), "Findings") == ()


SYLLABLES = st.sampled_from(
    ["a", "pain", "L4-", "L5", "no", "…", "full-", "ﬁx", "- ", "tear.", "\u00ad", "é"]
)
PAGES = st.lists(
    st.lists(st.lists(SYLLABLES, min_size=1, max_size=6).map(" ".join), min_size=1, max_size=4).map(
        "\n".join
    ),
    min_size=1,
    max_size=3,
).map(lambda blocks: page(*blocks))


@st.composite
def selections(draw: st.DrawFn) -> tuple[tuple[Word, ...], int, int]:
    words = draw(PAGES.filter(len))
    first = draw(st.integers(0, len(words) - 1))
    return words, first, draw(st.integers(first, len(words) - 1))


@given(selections())
def test_the_place_that_is_found_says_the_quote(selection: tuple[tuple[Word, ...], int, int]) -> None:
    """On any page, repeated words and all: what is found reads like the quote, letter for letter."""
    words, first, last = selection
    taken = quoted(words, first, last)
    found = indexes(words, find_quote(words, taken.quote, taken.before, taken.after))
    letters = "".join(word.text for word in words[first : last + 1]).replace("…", "").replace("\u00ad", "")
    if letters:
        again = "".join(words[index].text for index in found).replace("…", "").replace("\u00ad", "")
        assert again == letters
    else:
        assert found == []


@given(selections())
def test_on_a_page_without_repeated_words_exactly_the_chosen_ones_are_found(
    selection: tuple[tuple[Word, ...], int, int],
) -> None:
    words, first, last = selection
    unlike = tuple(replace(word, text=f"w{index}x") for index, word in enumerate(words))
    taken = quoted(unlike, first, last)
    assert find_quote(unlike, taken.quote, taken.before, taken.after) == taken.rects


@given(selections(), st.data())
def test_the_rectangles_hold_exactly_the_chosen_words(
    selection: tuple[tuple[Word, ...], int, int], data: st.DataObject
) -> None:
    words, _, _ = selection
    chosen = data.draw(st.sets(st.integers(0, len(words) - 1), min_size=1))
    found = passage(words, chosen)
    assert found is not None
    assert indexes(words, found.rects) == sorted(chosen)
