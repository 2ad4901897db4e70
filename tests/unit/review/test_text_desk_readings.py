"""Pages that a machine reads: which they are, what is kept, and that their words are found."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from reviewer_app.domain.page_reading import KeptPage, LayerVerdict, OcrReading, PageReading
from reviewer_app.domain.search import IndexProgress, SearchableText
from reviewer_app.review.text_desk import TextDesk
from tests.unit.evidence.page_texts import searchable
from tests.unit.review.text_pages import document, shelve

ENGINE = "reader 1"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[TextDesk]:
    with closing(TextDesk(tmp_path / "data")) as opened:
        yield opened


def came(text: str, layer: LayerVerdict = LayerVerdict.NOT_COMPARED) -> PageReading:
    return PageReading(OcrReading(searchable(text), bytes(len(text.split()))), layer)


def test_a_page_lies_as_it_was_read_else_as_its_lines_run(desk: TextDesk) -> None:
    """A line of two words that goes up; a machine may find that it is upright, or lies otherwise."""
    lying = SearchableText("two words", struct.pack("<8f", 10, 50, 20, 90, 10, 10, 20, 40))
    desk.show_case([document("a", 4)])
    desk.keep([("a", page, lying) for page in (1, 2, 3)] + [("a", 4, searchable("two words"))])
    assert desk.turned_pages() == {"a": {1: 90, 2: 90, 3: 90}}
    upright = came("seen", LayerVerdict.DIFFERS)
    turned = OcrReading(searchable("seen"), bytes(1), 270)
    desk.keep_reading("a", 1, "p", ENGINE, upright)
    desk.keep_reading("a", 2, "q", ENGINE, PageReading(failure="It took too long."))
    desk.keep_reading("a", 4, "r", ENGINE, PageReading(turned, LayerVerdict.AGREES))
    assert desk.turned_pages() == {"a": {2: 90, 3: 90, 4: 270}}
    desk.show_case([])
    desk.show_case([document("a", 4)])
    assert desk.turned_pages() == {"a": {2: 90, 3: 90, 4: 270}}


def test_pages_without_words_are_to_be_read_in_the_order_of_the_case(desk: TextDesk) -> None:
    shelve(desk, {"a": ["words", ""], "b": [None, ""]})
    assert desk.to_read(ENGINE) == (("a", 2), ("b", 2))
    assert desk.pages_to_read == 2
    assert desk.keep_reading("a", 2, "p", ENGINE, came("lumbar"))
    assert desk.to_read(ENGINE) == (("b", 2),)
    assert desk.to_read("reader 2") == (("a", 2), ("b", 2))
    assert desk.pages_to_read == 2


def test_what_was_read_is_found_and_a_mistyped_word_too(desk: TextDesk) -> None:
    shelve(desk, {"a": ["cervical", ""]})
    assert desk.search("lumbosacral ").count == 0
    desk.keep_reading("a", 2, "p", ENGINE, came("lumbosacral radiculopathy"))
    result = desk.search("lumbosacral ")
    assert [(hit.document, hit.page) for group in result.documents for hit in group.hits] == [("a", 2)]
    assert result.progress == IndexProgress(2, 2)
    assert result.unsearched == ()
    assert desk.search("lumbosacrol ").corrections == (("lumbosacrol", ("lumbosacral",)),)


def test_a_page_on_which_the_machine_found_no_words_stays_told_as_not_searchable(desk: TextDesk) -> None:
    shelve(desk, {"a": [""]})
    desk.keep_reading("a", 1, "p", ENGINE, came(""))
    assert desk.search("word").progress.wordless == 1
    assert desk.to_read(ENGINE) == ()


def test_the_next_program_goes_on_where_this_one_ended(tmp_path: Path) -> None:
    with closing(TextDesk(tmp_path)) as desk:
        shelve(desk, {"a": ["", "", "words"]})
        desk.keep_reading("a", 2, "p", ENGINE, came("lumbar"))
    with closing(TextDesk(tmp_path)) as desk:
        assert desk.show_case([document("a", 3)]) == IndexProgress(3, 3, wordless=1)
        assert desk.to_read(ENGINE) == (("a", 1),)
        assert desk.search("lumbar").count == 1
        assert desk.same_picture("p", ENGINE) == came("lumbar")
        assert desk.same_picture("p", "reader 2") is None
        assert desk.page_reading("a", 2, ENGINE) == desk.page_reading("a", 2) == came("lumbar")
        assert desk.page_reading("a", 2, "reader 2") is None
        assert desk.page_reading("a", 1) is None


def test_a_page_of_no_document_of_the_case_is_not_kept(desk: TextDesk) -> None:
    shelve(desk, {"a": [""]})
    assert not desk.keep_reading("b", 1, "p", ENGINE, came("lumbar"))
    assert not desk.keep_reading("a", 2, "p", ENGINE, came("lumbar"))
    assert desk.page_reading("b", 1) is None
    assert desk.same_picture("p", ENGINE) is None


def test_what_is_kept_of_a_page_is_told_whole(desk: TextDesk) -> None:
    shelve(desk, {"a": ["stored", "", None]})
    desk.keep_reading("a", 1, "p", ENGINE, came("seen", LayerVerdict.DIFFERS))
    desk.keep_reading("a", 2, "q", ENGINE, PageReading(failure="It took too long."))
    first, second, third, stranger = desk.kept_pages([("a", 1), ("a", 2), ("a", 3), ("b", 1)])
    reading = came("seen").reading
    assert first == KeptPage("a", 1, searchable("stored"), reading, LayerVerdict.DIFFERS)
    assert second == KeptPage("a", 2, searchable(""), unread="It took too long.")
    assert third.native is None
    assert third.unread
    assert stranger == KeptPage("b", 1)


def test_a_reading_with_more_words_than_boxes_is_refused(desk: TextDesk) -> None:
    shelve(desk, {"a": [""]})
    text = searchable("two words")
    broken = PageReading(OcrReading(type(text)("three words here", text.boxes), bytes(2)))
    with pytest.raises(ValueError, match="words than boxes"):
        desk.keep_reading("a", 1, "p", ENGINE, broken)


def test_a_reading_that_failed_is_tried_again_when_the_case_is_next_shown(tmp_path: Path) -> None:
    with closing(TextDesk(tmp_path)) as desk:
        shelve(desk, {"a": [""], "b": ["stored"]})
        desk.keep_reading("a", 1, "p", ENGINE, PageReading(failure="It took too long."))
        assert desk.to_read(ENGINE) == ()
        assert desk.same_picture("p", ENGINE) is None
        assert desk.page_reading("a", 1, ENGINE) is None
        assert desk.page_reading("a", 1) == PageReading(failure="It took too long.")
        desk.show_case([document("b", 1)])
        desk.show_case([document("a", 1)])
        assert desk.to_read(ENGINE) == (("a", 1),)
        desk.keep_reading("a", 1, "p", ENGINE, came("lumbar"))
        assert desk.page_reading("a", 1, ENGINE) == came("lumbar")
