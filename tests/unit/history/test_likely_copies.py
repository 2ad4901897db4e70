"""Which texts are compared with a page, and that this costs little however alike they are."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from reviewer_app.history.likely_copies import MOST_COMPARED, MOST_IN_VAIN, likely_copies
from reviewer_app.history.misread_words import WordIndex
from reviewer_app.history.same_page import Agreement, Comparison
from reviewer_app.history.same_page_score import highest_score, same_page_score
from reviewer_app.history.same_page_words import page_words
from tests.unit.history.note_pages import NOTE, OTHER_PATIENT, misread

COUNTS = st.integers(0, 40)


def visit(number: int) -> tuple[str, ...]:
    """The note of another visit: other dates and figures in the same sentences."""
    figures = " ".join(f"{number * place % 9973 + 100}" for place in range(7, 47))
    return page_words(f"{NOTE}\nMeasured {figures}")


def test_the_copy_is_compared_first_among_many_pages_of_its_template() -> None:
    copy = page_words(misread(NOTE + "\nMeasured at 4417 and 5218 and 9713 with 3316 of 8215"))
    page = page_words(NOTE + "\nMeasured at 4417 and 5218 and 9713 with 3316 of 8215")
    first = next(likely_copies(copy, [*map(visit, range(60)), page]))
    assert first.words == page
    assert first.score > 0.9


def test_after_some_comparisons_in_vain_no_other_is_made() -> None:
    made = list(likely_copies(visit(500), map(visit, range(300))))
    assert len(made) == MOST_IN_VAIN
    assert all(one.score < 0.1 for one in made)


def test_copies_are_compared_up_to_a_number() -> None:
    copies = [page_words(f"{NOTE}\nread by office {'abcdefghijklmnop'[number]}lpha") for number in range(16)]
    assert len(list(likely_copies(page_words(NOTE), copies))) == MOST_COMPARED


def test_a_text_that_is_not_wanted_is_not_compared() -> None:
    same, other = page_words(NOTE), page_words(OTHER_PATIENT)
    assert [one.words for one in likely_copies(same, (same, other, same), other.__eq__)] == [other]


def test_equal_texts_are_sure_copies_however_little_they_say() -> None:
    words = page_words("Please complete every field and return this sheet with all of your records today")
    (found,) = likely_copies(words, [words])
    assert found.score < 0.99
    assert found.is_sure_copy_of(words)


@given(COUNTS, COUNTS, COUNTS, COUNTS, COUNTS)
def test_no_number_of_misread_numbers_makes_more_of_a_score(
    exact: int, near: int, left: int, equal: int, other: int
) -> None:
    words = Agreement(exact, near, left)
    highest = highest_score(words, Agreement(equal, 0, other))
    for misread_numbers in range(other + 1):
        numbers = Agreement(equal, misread_numbers, other - misread_numbers)
        assert same_page_score(Comparison(words, numbers)) <= highest + 1e-12


@given(st.text("ab1", min_size=1, max_size=6), st.text("ab1", min_size=1, max_size=6))
def test_the_index_finds_every_word_that_is_one_edit_away(one: str, other: str) -> None:
    if OSA.distance(one, other) <= 1:
        assert WordIndex([one]).near(other) == {one}
