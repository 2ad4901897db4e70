"""How far two words are apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer_app.evidence.slips import as_digits, as_letters, as_number, folded_word, slips_between

WORDS = st.text(alphabet="abcde", max_size=7)


@pytest.mark.parametrize(
    ("one", "other", "slips"),
    [
        ("radley", "radley", 0),
        ("radley", "hadley", 1),
        ("radley", "radly", 1),
        ("radley", "ralded", 2),
        ("radley", "radely", 1),  # two neighbours changed
        ("19650311", "19560311", 1),
        ("stephen", "stefan", 3),
        ("", "abc", 3),
    ],
)
def test_slips(one: str, other: str, slips: int) -> None:
    assert slips_between(one, other, 3) == slips
    assert slips_between(other, one, 3) == slips


def test_more_than_most_is_not_counted() -> None:
    assert slips_between("radley", "kowalski", 2) == 3


@given(WORDS, WORDS, st.integers(0, 4))
def test_the_count_is_bounded_and_the_same_both_ways(one: str, other: str, most: int) -> None:
    slips = slips_between(one, other, most)
    assert slips == slips_between(other, one, most)
    assert 0 <= slips <= most + 1
    assert (slips == 0) == (one == other)


@pytest.mark.parametrize(
    ("one", "other"), [("rad1ey", "radley"), ("rnartin", "martin"), ("c1ark", "dark"), ("5mith", "smith")]
)
def test_what_a_machine_confuses(one: str, other: str) -> None:
    assert as_letters(one) == as_letters(other)


def test_digits_and_letters() -> None:
    assert as_digits("GH-471O2") == as_digits("gh47102")
    assert folded_word("O’Brien-Núñez") == "obriennunez"


@pytest.mark.parametrize(
    ("text", "number"),
    [("12", 12), ("lO", 10), ("Il", 11), ("L|", 11), ("i2", 12), ("S", 5), ("\u01301", 11), ("\u0131", 1)],
)
def test_letters_in_the_place_of_digits_are_read_as_digits(text: str, number: int) -> None:
    assert as_number(text) == number
