"""The words that a machine read of a page, one by one."""

from __future__ import annotations

import pytest

from reviewer_app.domain.search import SearchableText
from reviewer_app.evidence.read_words import read_words
from tests.unit.evidence.page_texts import box, searchable


def test_each_word_has_its_place_and_its_line() -> None:
    words = read_words(searchable("no fracture\nof the spine"))
    assert [(word.text, word.line, word.number) for word in words] == [
        ("no", 0, 0),
        ("fracture", 0, 1),
        ("of", 1, 0),
        ("the", 1, 1),
        ("spine", 1, 2),
    ]
    assert [word.rect for word in words[1:3]] == [box(0, 1), box(1, 0)]


def test_a_page_without_words_has_none() -> None:
    assert read_words(SearchableText("", b"")) == ()


@pytest.mark.parametrize("boxes", [b"", bytes(16), bytes(48)])
def test_more_or_fewer_boxes_than_words_are_refused(boxes: bytes) -> None:
    with pytest.raises(ValueError, match="differ in number"):
        read_words(SearchableText("two words", boxes))
