"""Pages that came before: which are found for a page, and what is left of a case that is forgotten."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing

import pytest

from reviewer_app.domain.same_page import DocumentPlace, PagePlace, PageSketch
from reviewer_app.storage.page_history import (
    COMMON,
    MOST_ALIKE,
    MOST_CANDIDATES,
    PageHistory,
    page_history_in_memory,
)

WORDS = ("lumbar", "pain", "m5416")
NOWHERE = PagePlace("", 0)


@pytest.fixture
def history() -> Iterator[PageHistory]:
    with closing(page_history_in_memory()) as opened:
        yield opened


def drawn(*keys: int, words: Sequence[str] = WORDS, digest: int = 0) -> PageSketch:
    return PageSketch(tuple(words), keys, digest or hash(keys) & 0xFFFF)


def found(history: PageHistory, sketch: PageSketch, but: PagePlace = NOWHERE) -> list[tuple[str, int]]:
    return [(seen.place.sha256, seen.place.page) for seen in history.candidates(sketch, but)]


def test_pages_that_share_most_keys_come_first_with_their_words_and_cases(history: PageHistory) -> None:
    history.show_case("one", [("aa", "letter.pdf"), ("bb", "note.pdf")])
    history.show_case("two", [("bb", "sub/note again.pdf")])
    history.keep([(PagePlace("aa", 1), drawn(1, 2, 3)), (PagePlace("bb", 7), drawn(3, 4, 5))])
    assert found(history, drawn(3, 4, 9)) == [("bb", 7), ("aa", 1)]
    assert found(history, drawn(8, 9)) == []
    (seen, _) = history.candidates(drawn(3, 4, 9), NOWHERE)
    assert seen.words == WORDS
    assert seen.cases == (DocumentPlace("one", "note.pdf"), DocumentPlace("two", "sub/note again.pdf"))


def test_a_page_is_no_copy_of_itself(history: PageHistory) -> None:
    history.keep([(PagePlace("aa", 1), drawn(1, 2)), (PagePlace("aa", 2), drawn(1, 2))])
    assert found(history, drawn(1, 2), but=PagePlace("aa", 1)) == [("aa", 2)]


def test_a_key_of_too_many_pages_leads_nowhere_and_takes_no_more_room(history: PageHistory) -> None:
    printed, own = 5, 1_000
    for page in range(1, COMMON + 1):
        history.keep([(PagePlace("form", page), drawn(printed, own + page, digest=page))])
    assert len(found(history, drawn(printed, digest=9_999))) == MOST_CANDIDATES + 1
    for page in range(COMMON + 1, COMMON + 4):
        history.keep([(PagePlace("form", page), drawn(printed, own + page, digest=page))])
    assert found(history, drawn(printed, digest=9_999)) == []
    assert found(history, drawn(printed, own + 3, digest=9_999)) == [("form", 3)]


def test_the_very_same_words_are_found_however_common_they_are(history: PageHistory) -> None:
    pages = COMMON + MOST_ALIKE
    history.keep((PagePlace("leaflet", page), drawn(1, 2, digest=77)) for page in range(1, pages + 1))
    assert found(history, drawn(1, 2, digest=77)) == [
        ("leaflet", page) for page in range(pages, pages - MOST_ALIKE, -1)
    ]


def test_a_page_with_too_few_words_finds_and_is_found_by_nobody(history: PageHistory) -> None:
    history.keep([(PagePlace("aa", 1), drawn(digest=5)), (PagePlace("aa", 2), drawn(1, digest=5))])
    assert found(history, drawn(digest=5)) == []
    assert found(history, drawn(3, digest=5)) == [("aa", 2)]


def test_what_is_known_needs_not_be_sketched_again(history: PageHistory) -> None:
    assert history.known_pages("aa") == frozenset()
    history.keep(
        [(PagePlace("aa", 1), drawn(1)), (PagePlace("aa", 9), drawn()), (PagePlace("bb", 2), drawn(1))]
    )
    assert history.known_pages("aa") == {1, 9}
    history.keep([(PagePlace("aa", 1), drawn(2, 3))])
    assert found(history, drawn(2, 3)) == []


def test_a_forgotten_case_leaves_only_what_another_case_has(history: PageHistory) -> None:
    sketches: dict[tuple[str, ...], PageSketch] = {
        ("own",): drawn(1, 2, words=("own",)),
        ("both",): drawn(1, 3, words=("both",)),
    }
    history.show_case("gone", [("own", "a.pdf"), ("both", "b.pdf")])
    history.show_case("kept", [("both", "b.pdf")])
    history.keep((PagePlace(sketch.words[0], 1), sketch) for sketch in sketches.values())
    history.forget_case("gone", lambda words: sketches[tuple(words)].keys)
    assert found(history, drawn(1, 2, 3)) == [("both", 1)]
    assert history.known_pages("own") == frozenset()
    (seen,) = history.candidates(drawn(1, 2, 3), NOWHERE)
    assert seen.cases == (DocumentPlace("kept", "b.pdf"),)
    history.keep([(PagePlace("own", 1), drawn(2))])
    assert found(history, drawn(2)) == [("own", 1)]
