"""Copied pages as ranges, and the sentence on each."""

from __future__ import annotations

from pathlib import Path

from reviewer_app.domain.same_page import PageMatch, PagePlace, SameBy, SeenCase
from reviewer_app.review.copied_ranges import copied_ranges, range_words

EARLIER = SeenCase("7f", Path("/cases/1"), "PA-1")


def match(
    page: int,
    other_page: int,
    seen_in: SeenCase | None = EARLIER,
    *,
    how: SameBy = SameBy.TEXT,
    score: float = 1.0,
    same_member: bool | None = True,
    exact: bool = True,
) -> PageMatch:
    here, there = PagePlace("aa", page), PagePlace("bb", other_page)
    return PageMatch("fax.pdf", here, "visit.pdf", there, how, score, seen_in, same_member, exact)


def lines(*matches: PageMatch) -> list[str]:
    return [range_words(one) for one in copied_ranges(matches)]


def test_pages_that_follow_each_other_here_and_there_are_one_range() -> None:
    assert lines(match(3, 1), match(4, 2), match(5, 3)) == [
        "fax.pdf, pages 3-5: copies of pages 1-3 of visit.pdf in PA-1, a case of this member"
    ]


def test_a_gap_another_order_and_another_case_begin_another_range() -> None:
    other = SeenCase("8a", Path("/cases/2"))
    assert lines(
        match(1, 1), match(1, 1, other), match(2, 2), match(2, 2, other), match(4, 4), match(5, 9)
    ) == [
        "fax.pdf, pages 1-2: copies of pages 1-2 of visit.pdf in PA-1, a case of this member",
        "fax.pdf, pages 1-2: copies of pages 1-2 of visit.pdf in 8a, a case of this member",
        "fax.pdf, page 4: a copy of page 4 of visit.pdf in PA-1, a case of this member",
        "fax.pdf, page 5: a copy of page 9 of visit.pdf in PA-1, a case of this member",
    ]


def test_how_sure_and_whose_the_other_case_is() -> None:
    assert lines(
        match(1, 2, None, score=0.7),
        match(4, 4, same_member=False),
        match(6, 6, same_member=None),
        match(8, 8, how=SameBy.FILE),
        match(10, 10, exact=False),
        match(11, 11),
        match(15, 12, None, exact=False, score=0.7),
        match(17, 13, None, how=SameBy.LOOK_ALIKE, exact=False),
    ) == [
        "fax.pdf, page 1: likely a copy of page 2 of visit.pdf",
        "fax.pdf, page 4: a copy of page 4 of visit.pdf in PA-1, a case of ANOTHER member",
        "fax.pdf, page 6: a copy of page 6 of visit.pdf in PA-1, another case",
        "fax.pdf, page 8: the same file as page 8 of visit.pdf in PA-1, a case of this member",
        "fax.pdf, pages 10-11: nearly the same as pages 10-11 of visit.pdf in PA-1, a case of this member",
        "fax.pdf, page 15: likely nearly the same as page 12 of visit.pdf",
        "fax.pdf, page 17: looking like page 13 of visit.pdf",
    ]
