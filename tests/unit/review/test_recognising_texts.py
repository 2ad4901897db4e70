"""Pages recognised by the texts that the search has read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from reviewer_app.domain.same_page import PageMatch, PagePlace, SameBy, SeenCase
from reviewer_app.review.text_desk import TextDesk
from tests.unit.evidence.page_texts import searchable
from tests.unit.history.note_pages import NOTE, OTHER_PATIENT, misread, typed_again
from tests.unit.review.text_pages import document

SEEN = datetime(2026, 1, 5, tzinfo=UTC)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[TextDesk]:
    with closing(TextDesk(tmp_path / "data")) as opened:
        yield opened


def show(desk: TextDesk, case_id: str, sha256: str, *texts: str | None) -> list[PageMatch]:
    """Open a case of one document, read its pages, and look them up."""
    documents = [document(sha256, len(texts))]
    desk.show_case(documents)
    desk.page_history.show_case(SeenCase(case_id, Path("/cases") / case_id, seen_at=SEEN), documents)
    assert desk.recognise(0.0).matches == ()
    desk.keep(
        [
            (sha256, number, None if text is None else searchable(text))
            for number, text in enumerate(texts, start=1)
        ]
    )
    return list(desk.recognise(60.0).matches)


def test_pages_that_cannot_be_read_or_have_no_words_hold_nothing_up(desk: TextDesk) -> None:
    assert show(desk, "first", "aa", NOTE) == []
    found = show(desk, "later", "bb", "", None, OTHER_PATIENT, misread(NOTE))
    assert [(match.page, match.case_id) for match in found] == [(4, "first")]


def test_a_page_with_a_word_changed_is_found_and_is_not_the_same(desk: TextDesk) -> None:
    show(desk, "first", "aa", NOTE)
    changed = NOTE.replace("no lasting relief", "lasting relief")
    found = show(desk, "later", "bb", NOTE, changed, typed_again(NOTE))
    assert [(match.page, match.how, match.exact) for match in found if match.seen_in] == [
        (1, SameBy.TEXT, True),
        (2, SameBy.TEXT, False),
        (3, SameBy.TEXT, True),
    ]


def test_two_pages_of_different_cases_are_compared_by_what_is_kept_of_them(desk: TextDesk) -> None:
    show(desk, "first", "aa", NOTE)
    show(desk, "later", "bb", NOTE.replace("40 degrees", "65 degrees"))
    found = desk.compare(PagePlace("bb", 1), PagePlace("aa", 1))
    assert (found.only_here, found.only_there) == (("65",), ("40",))
    assert found.other_text.startswith("Orthopaedic follow-up visit of 03/14/2025\n")
    assert desk.compare(PagePlace("bb", 1), PagePlace("never seen", 1)).other_text == ""
