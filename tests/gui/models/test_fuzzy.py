"""Ranking of titles against typed letters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer_app.gui.models.fuzzy import rank


def best(typed: str, *titles: str) -> str:
    found = [(score, title) for title in titles if (score := rank(typed, title)) is not None]
    return max(found)[1]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("np", "Next page"),
        ("NEXT", "Next page"),
        ("det", "Sign the determination"),
        ("fw", "Fit width"),
        ("pal", "Command palette"),
    ],
)
def test_starts_of_words_and_runs_of_letters_come_first(typed: str, first: str) -> None:
    titles = (
        "Next page",
        "Sign the determination",
        "Fit width",
        "Command palette",
        "Undo any mark",
        "Export",
    )
    assert best(typed, *titles) == first


def test_letters_that_do_not_occur_in_order_do_not_fit() -> None:
    assert rank("xe", "Export") is None
    assert rank("zz", "Zoom") is None
    assert rank("", "Zoom") == 0


@given(st.text(st.characters(categories=["Ll", "Nd"], max_codepoint=127), min_size=1, max_size=20))
def test_a_title_always_fits_itself(title: str) -> None:
    assert rank(title, title) is not None
