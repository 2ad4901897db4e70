"""What the program found and the reviewer settles: dates of the timeline, proposed discrepancies, suspected
pages."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.discrepancy import DifferenceKind, Study
from reviewer_app.domain.dismissed_candidate import candidate_id
from reviewer_app.domain.errors import BlockedError
from reviewer_app.domain.evidence import Anchor
from reviewer_app.domain.found import DiscrepancyCandidate, FoundDate, FoundQuote, Milestone
from reviewer_app.domain.page_identity import SuspectedPage
from reviewer_app.domain.pages import Rect
from reviewer_app.domain.timeline_entry import timeline_id
from reviewer_app.review.desk import Desk
from reviewer_app.rules.counted_evidence import counted
from tests.unit.review.desks import KNEE, LUMBAR, NURSE, WatchedCases, knee_request

INSIDE = (Rect(72, 100, 300, 112),)


@pytest.fixture
def case(desk: Desk, cases: WatchedCases) -> OpenCase:
    return desk.open(cases.sample(LUMBAR))


def quoted(case: OpenCase, quote: str, document: int = 1, page: int = 1) -> tuple[FoundQuote, Anchor]:
    known = case.documents[document]
    found = FoundQuote(known.sha256, known.file, page, quote)
    return found, Anchor(known.sha256, page, INSIDE, quote)


def onset(case: OpenCase) -> tuple[FoundDate, Anchor]:
    found, anchor = quoted(case, "Pain began in April 2023.")
    return FoundDate(Milestone.ONSET, "pain began", date(2023, 4, 1), found, approximate=True), anchor


def test_a_date_is_confirmed_with_its_passage_and_kept(desk: Desk, case: OpenCase) -> None:
    found, anchor = onset(case)
    (entry,) = desk.settle_date(found, anchor, confirmed=True).review.timeline
    assert (entry.id, entry.confirmed, entry.day) == (timeline_id(found), True, date(2023, 4, 1))
    assert (entry.approximate, entry.decided_by) == (True, NURSE.name)
    assert [item.anchor for item in entry.cited] == [anchor]
    assert desk.open(case.folder).review.timeline == (entry,)
    assert desk.undo().review.timeline == ()
    assert desk.redo().review.timeline == (entry,)


def test_another_word_on_a_date_takes_the_place_of_the_first(desk: Desk, case: OpenCase) -> None:
    found, anchor = onset(case)
    desk.settle_date(found, anchor, confirmed=True)
    (entry,) = desk.settle_date(found, anchor, confirmed=False).review.timeline
    assert not entry.confirmed
    assert desk.take_date_back(entry.id).review.timeline == ()
    titles = [one.act for one in desk.workspace.store.audit.entries(case.case_id)][-3:]
    assert titles == ["Date confirmed: pain began", "Date rejected: pain began", "Date left open: pain began"]
    with pytest.raises(BlockedError, match="neither confirmed nor rejected"):
        desk.take_date_back(entry.id)


def test_a_confirmed_onset_fills_the_request_that_lacks_it(desk: Desk, cases: WatchedCases) -> None:
    case = desk.open(cases.sample(KNEE))
    case = desk.enter_request(replace(knee_request(), onset_date=None))
    found, anchor = onset(case)
    entry = desk.settle_date(found, anchor, confirmed=False).review.timeline[0]
    with pytest.raises(BlockedError, match="Only a confirmed onset"):
        desk.fill_request_date(entry.id)
    assert desk.settle_date(found, anchor, confirmed=True).request.onset_date is None
    assert desk.fill_request_date(entry.id).request.onset_date == date(2023, 4, 1)
    with pytest.raises(BlockedError, match="Only a confirmed onset"):
        desk.fill_request_date(entry.id)


def test_a_date_on_another_patients_page_loses_its_passage(desk: Desk, case: OpenCase) -> None:
    found, anchor = onset(case)
    desk.settle_date(found, anchor, confirmed=True)
    marked = desk.mark_other_patient(anchor.sha256, anchor.page, "", "")
    assert counted(marked.review).timeline[0].cited == ()


def test_a_dismissed_candidate_is_kept_and_proposed_again(desk: Desk, case: OpenCase) -> None:
    ordering, one = quoted(case, "a large tear")
    radiologist, other = quoted(case, "no tear", document=2)
    candidate = DiscrepancyCandidate(
        Study("MRI", "lumbar spine"), ordering, radiologist, DifferenceKind.PRESENCE, "tear"
    )
    (dismissed,) = desk.dismiss_candidate(candidate, one, other).review.dismissed
    assert dismissed.id == candidate_id(candidate)
    assert [item.anchor for item in dismissed.cited] == [one, other]
    assert desk.dismiss_candidate(candidate, one, other).review.dismissed == (dismissed,)
    assert desk.open(case.folder).review.dismissed == (dismissed,)
    assert desk.propose_again(dismissed.id).review.dismissed == ()
    with pytest.raises(BlockedError, match="were not dismissed"):
        desk.propose_again(dismissed.id)


def test_suspected_pages_block_until_they_are_judged_and_survive_acts(desk: Desk, case: OpenCase) -> None:
    known = case.documents[1]
    suspected = (SuspectedPage(known.sha256, 1, known.file, "it names somebody else"),)

    def blockers(shown: OpenCase) -> set[str]:
        return {one.code for line in shown.readiness for one in line.blockers}

    assert "other-patient" not in blockers(case)
    taken = desk.take_suspected(suspected)
    assert "other-patient" in blockers(taken)
    assert taken.can_undo == case.can_undo
    assert "other-patient" in blockers(desk.write_note(case.checklist.elements[0].id, "a note"))
    assert "other-patient" in blockers(desk.read_folder_again())
    assert "other-patient" not in blockers(desk.mark_member_page(known.sha256, 1))
