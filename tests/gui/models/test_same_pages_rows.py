"""Pages seen before as rows: grouped, worded, and with what became of the other case."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.copy_decision import CopyDecision, CopySubject
from reviewer_app.domain.earlier_case import CaseStanding
from reviewer_app.domain.review import Outcome
from reviewer_app.domain.same_page import PageMatch, PagePlace, SameBy, SeenCase
from reviewer_app.gui.models.same_pages_model import (
    CopyRow,
    copy_rows,
    repeated_files,
    repeated_pages,
)
from tests.unit.storage.values import START
from tests.unit.summary.cases import draft_case

EARLIER = SeenCase("7f", Path("/cases/7"), "PA-7")


@pytest.fixture
def case() -> OpenCase:
    return draft_case()


def match(
    page: int,
    other: int,
    seen_in: SeenCase | None = EARLIER,
    *,
    how: SameBy = SameBy.TEXT,
    score: float = 1.0,
    same: bool | None = True,
    exact: bool = True,
) -> PageMatch:
    member = same if seen_in is not None else None
    places = PagePlace("aa", page), PagePlace("bb", other)
    return PageMatch("fax.pdf", places[0], "visit.pdf", places[1], how, score, seen_in, member, exact)


def shown(case: OpenCase, *matches: PageMatch, **standings: CaseStanding) -> list[tuple[str, ...]]:
    rows = copy_rows(case, matches, {"7f": standings["known"]} if standings else {})
    return [
        (one.text, one.there, one.how, one.below) if isinstance(one, CopyRow) else (one.text,) for one in rows
    ]


def test_rows_stand_under_what_matters_most_first(case: OpenCase) -> None:
    stranger = SeenCase("9", Path("/cases/9"))
    assert shown(
        case,
        match(1, 4, None),
        match(2, 1),
        match(3, 2),
        match(5, 5, stranger, how=SameBy.LOOK_ALIKE, score=0.7, same=False, exact=False),
        match(7, 5, exact=False),
        known=CaseStanding("7f", (Outcome.DENY, Outcome.DENY), date(2026, 3, 12)),
    ) == [
        ("ALSO IN A CASE OF ANOTHER MEMBER",),
        ("fax.pdf, p 5", "≈ visit.pdf, p 5", "looks alike, likely", "9 · another member"),
        ("ALSO IN EARLIER CASES",),
        ("fax.pdf, p 2–3", "= visit.pdf, p 1–2", "same text", "PA-7 · this member · denied 12 Mar 2026"),
        ("fax.pdf, p 7", "≈ visit.pdf, p 5", "nearly same text", "PA-7 · this member · denied 12 Mar 2026"),
        ("REPEATED IN THIS CASE",),
        ("fax.pdf, p 1", "= visit.pdf, p 4", "same text", "in this case"),
    ]


def test_what_was_set_aside_stands_by_itself(case: OpenCase) -> None:
    decision = CopyDecision(CopySubject("aa", 2, "bb", 1), 1, "another visit", "Ines Marlow", START)
    settled = replace(case, review=replace(case.review, copy_decisions=(decision,)))
    assert shown(settled, match(2, 1), match(3, 2)) == [
        ("ALSO IN EARLIER CASES",),
        ("fax.pdf, p 3", "= visit.pdf, p 2", "same text", "PA-7 · this member"),
        ("SET ASIDE",),
        (
            "fax.pdf, p 2",
            "= visit.pdf, p 1",
            "same text",
            "not the same: another visit (Ines Marlow)",
        ),
    ]
    assert repeated_pages(settled, [match(2, 1, None)]) == {}


def test_repeated_pages_are_named_by_page_and_by_file(case: OpenCase) -> None:
    matches = [match(2, 1, None), match(3, 2, None), match(9, 9)]
    assert repeated_pages(case, matches) == {"aa": {2: "same as visit.pdf p 1", 3: "same as visit.pdf p 2"}}
    assert repeated_files(case, matches) == {"fax.pdf": "2 p repeated"}
    changed = match(4, 3, None, exact=False)
    assert repeated_pages(case, [changed]) == {"aa": {4: "like visit.pdf p 3"}}
    assert repeated_files(case, [*matches, changed]) == {"fax.pdf": "2 p repeated, 1 p nearly repeated"}
    assert repeated_files(case, [match(1, 1, None, how=SameBy.FILE)]) == {"fax.pdf": "same as visit.pdf"}
