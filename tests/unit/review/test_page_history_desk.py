"""The pages of the open case, recognised a few at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from reviewer_app.domain.documents import Document, DocumentStatus, PageGeometry
from reviewer_app.domain.request import Member
from reviewer_app.domain.same_page import PageMatch, SeenCase
from reviewer_app.review.page_history_desk import PageHistoryDesk
from reviewer_app.storage.keys import DatabaseKey, GivenKey
from reviewer_app.storage.page_history_file import FILE_NAME
from tests.unit.history.note_pages import NOTE, OTHER_PATIENT, misread, typed_again

AT_ONCE, UNHURRIED = 0.0, 60.0
HOLLIS = Member("ZZ48213377-01", "Nadia", "Hollis")
FIRST = SeenCase("first", Path("/cases/first"), "PA-1", HOLLIS, datetime(2026, 1, 5, tzinfo=UTC))
LATER = SeenCase("later", Path("/cases/later"), "PA-2", HOLLIS, datetime(2026, 3, 5, tzinfo=UTC))
Pages = Mapping[tuple[str, int], str]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def desk(folder: Path) -> Iterator[PageHistoryDesk]:
    with closing(PageHistoryDesk(folder, GivenKey(DatabaseKey.new()))) as opened:
        yield opened


def document(sha256: str, pages: int = 1, file: str = "") -> Document:
    sizes = (PageGeometry(612, 792),) * pages
    return Document(file or f"{sha256}.pdf", sha256, 9, "application/pdf", DocumentStatus.OK, None, sizes)


def look_up_all(desk: PageHistoryDesk, pages: Pages) -> list[PageMatch]:
    """Turn after turn, as the window does."""
    found: list[PageMatch] = []
    more = True
    while more:
        turn = desk.advance(lambda sha256, number: pages.get((sha256, number)), AT_ONCE)
        assert turn.told == ""
        found += turn.matches
        more = turn.more
    return found


def shown(matches: list[PageMatch] | tuple[PageMatch, ...]) -> list[tuple[str, int, str, str, int]]:
    return [(one.file, one.page, one.case_id, one.other_file, one.other_page) for one in matches]


def test_pages_are_looked_up_as_their_texts_come(desk: PageHistoryDesk) -> None:
    desk.show_case(FIRST, [document("aa", 2)])
    assert look_up_all(desk, {("aa", 1): NOTE}) == []
    assert look_up_all(desk, {("aa", 2): OTHER_PATIENT}) == []
    desk.show_case(LATER, [document("bb", 3)])
    assert look_up_all(desk, {("bb", 2): misread(NOTE)}) == []
    pages = {("bb", 1): "", ("bb", 2): misread(NOTE), ("bb", 3): typed_again(NOTE)}
    assert shown(look_up_all(desk, pages)) == [
        ("bb.pdf", 2, "PA-1", "aa.pdf", 1),
        ("bb.pdf", 3, "", "bb.pdf", 2),
        ("bb.pdf", 3, "PA-1", "aa.pdf", 1),
    ]


def test_a_turn_ends_in_time(desk: PageHistoryDesk) -> None:
    desk.show_case(FIRST, [document("aa", 2)])
    pages = {("aa", 1): NOTE, ("aa", 2): typed_again(NOTE)}
    first = desk.advance(lambda sha256, number: pages[sha256, number], AT_ONCE)
    assert (first.matches, first.more) == ((), True)
    assert not desk.advance(lambda sha256, number: pages[sha256, number], UNHURRIED).more


def test_what_was_read_before_needs_no_text(desk: PageHistoryDesk) -> None:
    desk.show_case(FIRST, [document("aa")])
    look_up_all(desk, {("aa", 1): NOTE})
    desk.show_case(LATER, [document("bb")])
    look_up_all(desk, {("bb", 1): misread(NOTE)})
    desk.show_case(FIRST, [document("aa")])
    assert shown(look_up_all(desk, {})) == [("aa.pdf", 1, "PA-2", "bb.pdf", 1)]


def test_a_file_that_is_there_twice_is_told_at_once(desk: PageHistoryDesk) -> None:
    twice = [document("aa", 2), document("bb"), document("aa", 2, "again.pdf")]
    assert shown(desk.show_case(FIRST, twice).matches) == [
        ("again.pdf", 1, "", "aa.pdf", 1),
        ("again.pdf", 2, "", "aa.pdf", 2),
    ]


def test_a_damaged_file_is_told_once_and_the_next_case_is_recognised(
    desk: PageHistoryDesk, folder: Path
) -> None:
    desk.show_case(FIRST, [document("aa")])
    look_up_all(desk, {("aa", 1): NOTE})
    desk.close()
    path = folder / FILE_NAME
    path.write_bytes(b"damaged" + path.read_bytes()[7:])
    assert "page-history.damaged-" in desk.show_case(LATER, [document("bb")]).told
    assert look_up_all(desk, {("bb", 1): NOTE}) == []
    desk.show_case(FIRST, [document("aa")])
    assert shown(look_up_all(desk, {("aa", 1): NOTE})) == [("aa.pdf", 1, "PA-2", "bb.pdf", 1)]


def test_a_file_that_cannot_be_opened_is_told_once_and_done_without(
    desk: PageHistoryDesk, folder: Path
) -> None:
    (folder / FILE_NAME).mkdir(parents=True)
    assert FILE_NAME in desk.show_case(FIRST, [document("aa")]).told
    assert look_up_all(desk, {("aa", 1): NOTE}) == []
    assert desk.show_case(LATER, [document("bb")]).told == ""
