"""Pages that look like copies and are none: set aside with a reason, kept, taken back."""

from __future__ import annotations

from pathlib import Path

import pytest

from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.errors import BlockedError
from reviewer_app.domain.same_page import PageMatch, PagePlace, SameBy, SeenCase
from reviewer_app.review.copied_ranges import CopiedRange, copied_ranges
from reviewer_app.review.desk import Desk
from reviewer_app.review.settle_copies import decision_on
from tests.unit.review.desks import LUMBAR, NURSE, WatchedCases

EARLIER = SeenCase("earlier", Path("/cases/earlier"))


@pytest.fixture
def case(desk: Desk, cases: WatchedCases) -> OpenCase:
    return desk.open(cases.sample(LUMBAR))


def copies(case: OpenCase, *pages: int, how: SameBy = SameBy.TEXT) -> CopiedRange:
    document = case.documents[1]
    (found,) = copied_ranges(
        PageMatch(
            document.file,
            PagePlace(document.sha256, page),
            "visit.pdf",
            PagePlace("ee", page + 4),
            how,
            0.8,
            EARLIER,
        )
        for page in pages
    )
    return found


def test_a_decision_covers_its_pages_and_no_others(desk: Desk, case: OpenCase) -> None:
    decided = desk.set_copies_aside(copies(case, 1, 2), " another visit ")
    (decision,) = decided.review.copy_decisions
    assert (decision.reason, decision.decided_by) == ("another visit", NURSE.name)
    assert decision_on(decided, copies(case, 1, 2)) == decision
    assert decision_on(decided, copies(case, 2)) == decision
    assert decision_on(decided, copies(case, 3)) is None


def test_it_is_kept_undone_and_taken_back(desk: Desk, case: OpenCase) -> None:
    found = copies(case, 1)
    (decision,) = desk.set_copies_aside(found, "another visit").review.copy_decisions
    assert desk.open(case.folder).review.copy_decisions == (decision,)
    assert desk.undo().review.copy_decisions == ()
    assert desk.redo().review.copy_decisions == (decision,)
    assert desk.take_copies_back(found).review.copy_decisions == ()
    titles = [entry.act for entry in desk.workspace.store.audit.entries(case.case_id)]
    file = case.documents[1].file
    assert f"Not the same: {file}, page 1" in titles
    assert titles[-1] == f"The same after all: {file}, page 1"


def test_what_cannot_be_decided_is_refused(desk: Desk, case: OpenCase) -> None:
    with pytest.raises(BlockedError, match="needs a reason"):
        desk.set_copies_aside(copies(case, 1), "  ")
    with pytest.raises(BlockedError, match="very same content"):
        desk.set_copies_aside(copies(case, 1, how=SameBy.FILE), "no")
    with pytest.raises(BlockedError, match="was not set aside"):
        desk.take_copies_back(copies(case, 1))
