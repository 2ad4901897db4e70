"""The reviewer's word on whose page it is."""

from __future__ import annotations

import pytest

from reviewer_app.domain.errors import BlockedError
from reviewer_app.domain.page_identity import PageOwner
from reviewer_app.domain.review import FindingState
from reviewer_app.review.desk import Desk
from tests.unit.review.desks import NURSE, WatchedCases, codes, lumbar_request, page_of, sha_of

ELEMENT = "s5-imaging"


@pytest.fixture
def page(desk: Desk, cases: WatchedCases) -> tuple[str, int]:
    """A page of an open case, cited for an element."""
    case = desk.open(cases.made("small", lumbar_request(), a="A visit note.", b="A report."))
    desk.mark_finding(ELEMENT, FindingState.PRESENT)
    desk.attach_evidence(ELEMENT, page_of(case, "b.txt"))
    return sha_of(case, "b.txt"), 1


def test_a_page_is_marked_then_acknowledged(desk: Desk, page: tuple[str, int]) -> None:
    marked = desk.mark_other_patient(*page, " Vera Moss ", "")
    (identity,) = marked.review.page_identities
    assert (identity.owner, identity.name, identity.file) == (PageOwner.OTHER, "Vera Moss", "b.txt")
    assert (identity.marked_by, identity.acknowledged) == (NURSE.name, False)
    assert "other-patient" in codes(marked)
    done = desk.mark_other_patient(*page, "Vera Moss", "Privacy office told; page sent back.")
    (acknowledged,) = done.review.page_identities
    assert (acknowledged.acknowledged_by, acknowledged.marked_at) == (NURSE.name, identity.marked_at)
    messages = [one.message for one in done.readiness[0].blockers if one.code == "other-patient"]
    assert len(messages) == 1
    assert "rests on another patient's page alone" in messages[0]
    renamed = desk.mark_other_patient(*page, "Vera Mosse", "Privacy office told; page sent back.")
    assert renamed.review.page_identities[0].acknowledged_at == acknowledged.acknowledged_at
    assert desk.undo().review.page_identities == (acknowledged,)


def test_the_evidence_stays_in_the_review_and_counts_again_when_the_page_is_the_members(
    desk: Desk, page: tuple[str, int]
) -> None:
    desk.mark_other_patient(*page, "", "Sent back.")
    own = desk.mark_member_page(*page)
    assert own.review.page_identities[0].owner is PageOwner.MEMBER
    assert own.review.finding(ELEMENT).evidence
    assert "other-patient" not in codes(own)
    assert desk.mark_member_page(*page) is own
    assert desk.open(own.folder).review.page_identities == own.review.page_identities


def test_a_page_of_no_document_is_refused(desk: Desk, page: tuple[str, int]) -> None:
    with pytest.raises(BlockedError, match="no document"):
        desk.mark_other_patient("ab" * 32, 1, "", "")
