"""Pages that came before: which are found for a page, and what is left of a case that is forgotten."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from reviewer_app.domain.request import Member
from reviewer_app.domain.same_page import DocumentPlace, PagePlace, PageSketch, SeenCase
from reviewer_app.storage.page_history import (
    COMMON,
    MOST_ALIKE,
    MOST_CANDIDATES,
    PageHistory,
    page_history_in_memory,
)

SEEN = datetime(2026, 1, 5, tzinfo=UTC)
NOBODY = Member()
WORDS = ("lumbar", "pain", "m5416")
NOWHERE = PagePlace("", 0)


@pytest.fixture
def history() -> Iterator[PageHistory]:
    with closing(page_history_in_memory()) as opened:
        yield opened


def case(
    name: str,
    folder: Path = Path("/cases"),
    request_id: str = "",
    member: Member = NOBODY,
    seen_at: datetime = SEEN,
) -> SeenCase:
    return SeenCase(name, folder, request_id, member, seen_at)


def drawn(*keys: int, words: Sequence[str] = WORDS, digest: int = 0) -> PageSketch:
    return PageSketch(tuple(words), keys, digest or hash(keys) & 0xFFFF)


def found(history: PageHistory, sketch: PageSketch, but: PagePlace = NOWHERE) -> list[tuple[str, int]]:
    return [(seen.place.sha256, seen.place.page) for seen in history.candidates(sketch, but)]


def test_pages_that_share_most_keys_come_first_with_their_words_and_cases(history: PageHistory) -> None:
    history.show_case(case("one", seen_at=SEEN.replace(day=9)), [("aa", "letter.pdf"), ("bb", "note.pdf")])
    history.show_case(case("two"), [("bb", "sub/note again.pdf")])
    history.keep([(PagePlace("aa", 1), drawn(1, 2, 3)), (PagePlace("bb", 7), drawn(3, 4, 5))])
    assert found(history, drawn(3, 4, 9)) == [("bb", 7), ("aa", 1)]
    assert found(history, drawn(8, 9)) == []
    (seen, _) = history.candidates(drawn(3, 4, 9), NOWHERE)
    assert seen.words == WORDS
    assert [(place.case.id, place.file) for place in seen.cases] == [
        ("one", "note.pdf"),
        ("two", "sub/note again.pdf"),
    ]


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


def test_what_is_known_needs_not_be_read_again(history: PageHistory) -> None:
    assert history.words_of(PagePlace("aa", 1)) == ()
    history.keep(
        [(PagePlace("aa", 1), drawn(1)), (PagePlace("aa", 9), drawn()), (PagePlace("bb", 2), drawn(1))]
    )
    assert history.words_of(PagePlace("aa", 1)) == WORDS
    assert history.words_of(PagePlace("aa", 9)) == ()
    assert history.words_of(PagePlace("aa", 2)) == ()
    history.keep([(PagePlace("aa", 1), drawn(2, 3))])
    assert found(history, drawn(2, 3)) == []


def test_a_forgotten_case_leaves_only_what_another_case_has(history: PageHistory) -> None:
    sketches: dict[tuple[str, ...], PageSketch] = {
        ("own",): drawn(1, 2, words=("own",)),
        ("both",): drawn(1, 3, words=("both",)),
    }
    history.show_case(case("gone"), [("own", "a.pdf"), ("both", "b.pdf")])
    history.show_case(case("kept"), [("both", "b.pdf")])
    history.keep((PagePlace(sketch.words[0], 1), sketch) for sketch in sketches.values())
    assert history.pages_only_in("gone") == 1
    history.forget_case("gone", lambda words: sketches[tuple(words)].keys)
    assert found(history, drawn(1, 2, 3)) == [("both", 1)]
    assert history.words_of(PagePlace("own", 1)) == ()
    (seen,) = history.candidates(drawn(1, 2, 3), NOWHERE)
    assert seen.cases == (DocumentPlace(case("kept"), "b.pdf"),)
    history.keep([(PagePlace("own", 1), drawn(2))])
    assert found(history, drawn(2)) == [("own", 1)]


def test_what_is_known_of_a_case_is_kept_with_it(history: PageHistory) -> None:
    member = Member("M-1", "Nadia", "Hollis", date(1961, 11, 2), "F")
    known = case("one", request_id="PA-1", member=member, folder=Path("/cases/bj\udcf6rk"))
    assert history.show_case(known, [("aa", "note.pdf")]) == known
    assert history.cases() == (known,)
    assert history.documents_elsewhere("aa", "two") == (DocumentPlace(known, "note.pdf"),)
    assert history.documents_elsewhere("aa", "one") == ()
    assert history.documents_elsewhere("never seen", "two") == ()


def test_a_screened_case_is_the_one_that_is_opened_later(history: PageHistory) -> None:
    member = Member("M-1")
    screened = history.show_case(case("", request_id="PA-1", member=member), [("aa", "note.pdf")])
    assert screened.id
    again = case("", request_id="PA-1", member=member, folder=Path("/elsewhere"))
    assert history.show_case(again, [("bb", "other.pdf")]).id == screened.id
    opened = case("opened", request_id="PA-1", member=member)
    assert history.show_case(opened, [("aa", "note.pdf")]) == opened
    assert history.cases() == (opened,)
    assert history.documents_elsewhere("bb", "") == (DocumentPlace(opened, "other.pdf"),)


def test_a_screened_case_without_request_is_known_by_its_folder(history: PageHistory) -> None:
    folder = Path("/cases/inbox")
    screened = history.show_case(case("", folder=folder), [("aa", "note.pdf")])
    assert history.show_case(case("", folder=folder), []).id == screened.id
    other = case("", folder=folder, request_id="PA-2", member=Member("M-2"))
    assert history.show_case(other, []).id == screened.id
    assert history.show_case(case("", folder=folder, request_id="PA-3"), []).id != screened.id


def test_two_cases_that_were_opened_are_never_one(history: PageHistory) -> None:
    """A folder may come to hold another case, and the reviews know which."""
    folder = Path("/cases/inbox")
    for name in ("one", "two"):
        history.show_case(case(name, folder=folder), [("aa", "note.pdf")])
    history.show_case(case("", folder=folder), [("aa", "note.pdf")])
    assert len(history.cases()) == 3


def test_a_case_that_was_screened_under_two_names_becomes_one(history: PageHistory) -> None:
    by_folder = history.show_case(case("", folder=Path("/in")), [("aa", "a.pdf")])
    member = Member("M-1")
    by_request = history.show_case(
        case("", folder=Path("/out"), request_id="PA-1", member=member), [("bb", "b.pdf")]
    )
    assert by_folder.id != by_request.id
    kept = history.show_case(case("own", folder=Path("/in"), request_id="PA-1", member=member), [])
    assert history.cases() == (kept,)
    assert [place.file for place in history.documents_elsewhere("aa", "")] == ["a.pdf"]
    assert [place.file for place in history.documents_elsewhere("bb", "")] == ["b.pdf"]


def test_what_pages_without_text_look_like_is_kept_and_forgotten_with_their_case(
    history: PageHistory,
) -> None:
    history.show_case(case("gone"), [("aa", "a.tif")])
    history.show_case(case("kept"), [("bb", "b.tif")])
    for sha256, page, look in (("aa", 1, b"old"), ("aa", 1, b"one"), ("aa", 2, b"two"), ("bb", 1, b"three")):
        history.keep_look(PagePlace(sha256, page), look)
    kept = (PagePlace("bb", 1), b"three")
    assert history.looks(9) == (kept, (PagePlace("aa", 2), b"two"), (PagePlace("aa", 1), b"one"))
    assert history.looks(1) == (kept,)
    assert history.pages_only_in("gone") == 2
    history.forget_case("gone", lambda _words: ())
    assert history.looks(9) == (kept,)
