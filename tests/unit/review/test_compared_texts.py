"""Which numbers and words two pages do not share."""

from __future__ import annotations

from reviewer_app.review.compared_texts import ComparedTexts, compared_texts
from tests.unit.history.note_pages import NOTE, misread, typed_again

FAX_LINE = "FROM: Lakeside Spine FAX (608) 555-0148  03/14/2025 09:12 AM  p. 2 of 9"


def test_the_numbers_of_one_page_only_are_named_as_they_are_written() -> None:
    later = NOTE.replace("03/14/2025", "04/11/2025").replace("40 degrees", "65 degrees,")
    found = compared_texts(NOTE, later)
    assert found == ComparedTexts(("03/14/2025", "40"), ("04/11/2025", "65"), later)


def test_a_few_words_that_differ_are_named_too() -> None:
    changed = NOTE.replace("no lasting", "lasting").replace("right-sided", "left-sided")
    found = compared_texts(NOTE, changed)
    assert (found.only_here, found.only_there) == (("right-sided", "no"), ("left-sided",))
    assert not found.more_words


def test_where_many_words_differ_only_numbers_are_named() -> None:
    found = compared_texts(NOTE, misread(NOTE))
    assert found.more_words
    assert "03/82/2025" in found.only_there
    assert all(any(map(str.isdigit, word)) for word in (*found.only_here, *found.only_there))


def test_copies_have_the_same_numbers_however_they_were_sent() -> None:
    for copy in (typed_again(NOTE), f"{FAX_LINE}\n{NOTE}"):
        found = compared_texts(NOTE, copy)
        assert (found.only_here, found.only_there) == ((), ())


def test_a_number_that_stands_there_once_more_is_named() -> None:
    assert compared_texts("500 mg, 500 mg", "500 mg").only_here == ("500", "mg")
    assert compared_texts("", "words 500") == ComparedTexts(other_text="words 500", told=False)
