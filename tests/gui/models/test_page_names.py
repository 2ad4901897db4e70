"""What pages are called, and which page a typed name means."""

from __future__ import annotations

import pytest

from reviewer_app.domain.documents import PageGeometry
from reviewer_app.gui.models.page_names import page_called, page_words


def pages(*labels: str) -> tuple[PageGeometry, ...]:
    return tuple(PageGeometry(612, 792, label=label) for label in labels)


BOOK = pages("i", "ii", "1", "2", "A-3", "a-3")
PLAIN = pages("", "", "")


def test_the_bar_says_the_printed_number_only_where_it_is_another() -> None:
    assert [page_words(page, BOOK) for page in (2, 4)] == ["ii (p 2 of 6)", "2 (p 4 of 6)"]
    assert page_words(2, PLAIN) == "p 2 of 3"
    assert page_words(1, pages("1", "2")) == "p 1 of 2"
    assert page_words(1_200, PLAIN * 1_000) == "p 1,200 of 3,000"


@pytest.mark.parametrize(
    ("text", "page"),
    [
        ("2", 2),
        (" 6 ", 6),
        ("0", 1),
        ("99", 6),
        ("9" * 5_000, 6),
        ("ii", 2),
        ("II", 2),
        ("A-3", 5),
        ("a-3", 6),
        ("iii", 0),
        ("-1", 0),
        ("1.5", 0),
        ("٢", 0),
        ("", 0),
        ("  ", 0),
    ],
)
def test_a_plain_number_counts_pages_and_anything_else_is_a_printed_number(text: str, page: int) -> None:
    assert page_called(text, BOOK) == page


def test_nothing_is_called_anything_where_there_are_no_pages() -> None:
    assert page_called("1", ()) == 0
    assert page_called("i", PLAIN) == 0
