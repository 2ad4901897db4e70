"""Words that may have been meant: what is near, what looks alike, what is never taken for another thing."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer_app.review.spelling import MOST_LOOK_ALIKES, Spelling, look_alikes

CASE = Spelling(
    ("pain", "plan", "stenosis", "inflammation", "inflammatory", "stenoses", "mri", "paid", "pair")
)


@pytest.mark.parametrize(
    ("word", "near"),
    [
        ("stenosus", ("stenosis", "stenoses")),
        ("stensois", ("stenosis",)),
        ("inflamation", ("inflammation",)),
        ("imflamation", ("inflammation",)),
        ("pian", ("pain", "plan")),
        ("paim", ("pain", "paid", "pair")),
        ("mra", ()),
        ("64483", ()),
        ("m54", ()),
        ("x" * 1_000, ()),
        ("unrelated", ()),
    ],
)
def test_the_nearest_words_commonest_first(word: str, near: tuple[str, ...]) -> None:
    assert CASE.nearest(word, may_go_on=False) == near


@pytest.mark.parametrize(
    ("word", "near"),
    [
        ("inflamat", ("inflammation", "inflammatory")),
        ("inflemm", ("inflammation", "inflammatory")),
        ("stemos", ("stenosis", "stenoses")),
        ("pian", ("pain", "plan")),
    ],
)
def test_a_beginning_is_compared_with_beginnings(word: str, near: tuple[str, ...]) -> None:
    assert CASE.nearest(word, may_go_on=True) == near


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("lumbar", "1umbar"),
        ("1umbar", "lumbar"),
        ("modern", "modem"),
        ("m54", "ms4"),
        ("0ct", "oct"),
        ("lumbar", "1urnbar"),
    ],
)
def test_what_looks_alike(word: str, other: str) -> None:
    assert other in look_alikes(word)


@given(st.text("lrnmoi0158sbvwcdx", max_size=60))
def test_look_alikes_are_other_words_and_not_too_many(word: str) -> None:
    alike = look_alikes(word)
    assert word not in alike
    assert len(set(alike)) == len(alike) <= MOST_LOOK_ALIKES


@given(st.text("abcdefgh", min_size=4, max_size=30), st.data())
def test_one_wrong_letter_is_always_forgiven(word: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(word) - 1))
    wrong = word[:place] + "z" + word[place + 1 :]
    assert Spelling((word,)).nearest(wrong, may_go_on=False) == (word,)


def test_the_library_is_loaded_when_a_word_is_mistyped_and_not_before() -> None:
    asked = (
        "import sys, reviewer_app.review.text_desk as desk;"
        "before = 'rapidfuzz' in sys.modules;"
        "desk.Spelling(('pain',)).nearest('pian', may_go_on=False);"
        "print(before, 'rapidfuzz' in sys.modules)"
    )
    answer = subprocess.run(
        [sys.executable, "-c", asked], capture_output=True, text=True, check=True, timeout=60
    )
    assert answer.stdout.split() == ["False", "True"]
