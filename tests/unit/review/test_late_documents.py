"""What a pended request waits for comes: a new version with all marks, only the new pages to read, and the
clock going on."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from reviewer_app.domain.authority import RungKind, Speaks
from reviewer_app.domain.case import DocumentChanges, OpenCase
from reviewer_app.domain.clock import ClockAct, ClockPhase
from reviewer_app.domain.errors import BlockedError
from reviewer_app.domain.review import FINAL_OUTCOMES, FindingState, Outcome, ReviewStatus
from reviewer_app.domain.version_note import VersionKind
from reviewer_app.review.desk import Desk
from tests.unit.review.desks import (
    START,
    Clock,
    WatchedCases,
    codes,
    decide_all,
    lumbar_request,
    page_of,
    sha_of,
)

ELEMENT = "s5-imaging"
RECEIVED = START - timedelta(days=2)


@pytest.fixture
def pended(desk: Desk, cases: WatchedCases) -> OpenCase:
    """A signed pend with a mark and its evidence; received two days before."""
    request = lumbar_request(received=RECEIVED.isoformat())
    case = desk.open(cases.made("small", request, a="A visit note."))
    desk.mark_finding(ELEMENT, FindingState.ABSENT)
    desk.attach_evidence("s3-evaluation", page_of(case, "a.txt"))
    desk.add_seen_pages([(sha_of(case, "a.txt"), 1)])
    decide_all(
        desk,
        Outcome.PEND,
        reason="No imaging.",
        criterion=ELEMENT,
        missing=("The report of the MRI",),
    )
    return desk.sign("")


def arrive(cases: WatchedCases, case: OpenCase, name: str, at: datetime) -> Path:
    """A new file in the case folder, which came then."""
    path = cases.write(case.folder / name, f"Report {name}.".encode())
    cases.changed(lambda: os.utime(path, (at.timestamp(), at.timestamp())))
    return path


def signed_at(case: OpenCase) -> datetime:
    assert case.review.signature is not None
    return case.review.signature.signed_at


def test_a_signed_pend_stops_the_clock_and_is_logged(desk: Desk, pended: OpenCase) -> None:
    (event,) = pended.review.clock_events
    assert (event.act, event.at, event.why) == (
        ClockAct.PENDED,
        signed_at(pended),
        "The report of the MRI",
    )
    assert event.due_before == RECEIVED + timedelta(days=15)
    assert event.due_after is None
    assert event.rule == "employer-and-exchange-pre-service"
    assert (pended.clock.phase, pended.due) == (ClockPhase.STOPPED, None)
    assert desk.worklist(pended.folder.parent)[0].clock == pended.clock
    titles = [entry.act for entry in desk.workspace.store.audit.entries(pended.case_id)]
    assert titles[-2:] == ["Clock: pended", "Signed"]
    assert desk.workspace.store.verify() == ()


def test_nothing_new_begins_no_version(desk: Desk, pended: OpenCase) -> None:
    assert desk.open(pended.folder).review == pended.review
    assert desk.worklist(pended.folder.parent)[0].new_documents == 0


def test_a_late_document_reopens_the_case_with_all_marks(
    desk: Desk, cases: WatchedCases, clock: Clock, pended: OpenCase
) -> None:
    clock.now += timedelta(days=9)
    came = signed_at(pended) + timedelta(days=4)
    arrive(cases, pended, "b.txt", came)
    (row,) = desk.worklist(cases.root)
    assert (row.new_documents, row.status) == (1, "signed: pend")

    case = desk.open(pended.folder)
    assert (case.review.version, case.review.status) == (2, ReviewStatus.OPEN)
    assert case.review.note is not None
    assert (case.review.note.kind, case.review.note.reason) == (
        VersionKind.LATE_DOCUMENTS,
        "New documents: b.txt",
    )
    assert case.review.findings == pended.review.findings
    assert case.changes == DocumentChanges(new=("b.txt",))
    assert case.unread == (("b.txt", 1),)
    resumed = case.review.clock_events[-1]
    assert (resumed.act, resumed.at, resumed.due_before) == (ClockAct.RESUMED, came, None)
    assert resumed.due_after == case.due == RECEIVED + timedelta(days=15 + 4)
    assert desk.open(pended.folder).review.version == 2


def test_final_outcomes_wait_until_the_late_document_was_looked_at(
    desk: Desk, cases: WatchedCases, clock: Clock, pended: OpenCase
) -> None:
    arrive(cases, pended, "b.txt", clock.now)
    case = desk.open(pended.folder)
    (blocker,) = [one for one in case.readiness[0].blockers if one.code == "documents-changed"]
    assert blocker.blocks >= FINAL_OUTCOMES
    looked = desk.look_at_document("b.txt")
    assert "documents-changed" not in codes(looked)
    assert looked.unread == (("b.txt", 1),)
    read = desk.add_seen_pages([(sha_of(looked, "b.txt"), 1)])
    assert read.unread == ()
    decide_all(desk, Outcome.REFER)
    assert desk.sign("").review.version == 2


def test_a_second_pend_stops_the_clock_again(
    desk: Desk, cases: WatchedCases, clock: Clock, pended: OpenCase
) -> None:
    arrive(cases, pended, "b.txt", clock.now)
    desk.open(pended.folder)
    desk.look_at_document("b.txt")
    again = desk.sign("")
    assert [event.act for event in again.review.clock_events] == [
        ClockAct.PENDED,
        ClockAct.RESUMED,
        ClockAct.PENDED,
    ]
    assert again.clock.phase is ClockPhase.STOPPED


@pytest.mark.parametrize("days", [-30, 400], ids=["before it was asked for", "in the future"])
def test_a_time_of_change_that_cannot_be_right_is_not_believed(
    desk: Desk, cases: WatchedCases, clock: Clock, pended: OpenCase, days: int
) -> None:
    clock.now += timedelta(days=3)
    arrive(cases, pended, "b.txt", signed_at(pended) + timedelta(days=days))
    resumed = desk.open(pended.folder).review.clock_events[-1]
    assert timedelta(days=3) <= resumed.at - signed_at(pended) < timedelta(days=3, hours=1)


def test_a_request_that_was_corrected_reopens_it_as_well(
    desk: Desk, cases: WatchedCases, pended: OpenCase
) -> None:
    cases.made("small", lumbar_request(received=RECEIVED.isoformat(), laterality="right"))
    case = desk.open(pended.folder)
    assert case.review.version == 2
    assert case.changes.request
    assert case.request.laterality == "right"


def test_on_the_command_line_nothing_is_reopened(
    desk: Desk, cases: WatchedCases, clock: Clock, pended: OpenCase
) -> None:
    arrive(cases, pended, "b.txt", clock.now)
    assert desk.open_reviewed(pended.folder).review == pended.review


def test_information_by_telephone_reopens_the_case_at_its_time(
    desk: Desk, clock: Clock, pended: OpenCase
) -> None:
    clock.now += timedelta(days=5)
    came = signed_at(pended) + timedelta(days=2)
    for at, why, told in (
        (came, " ", "what came"),
        (clock.now + timedelta(days=1), "A call.", "future"),
        (came - timedelta(days=3), "A call.", "before it was asked"),
    ):
        with pytest.raises(BlockedError, match=told):
            desk.information_came(at, why)
    case = desk.information_came(came, "The surgeon called: no MRI was made.")
    assert (case.review.version, case.due) == (2, RECEIVED + timedelta(days=15 + 2))
    corrected = desk.information_came(came - timedelta(days=1), "She had called a day earlier.")
    assert (corrected.review.version, corrected.due) == (2, RECEIVED + timedelta(days=15 + 1))
    assert desk.undo().due == case.due


def test_information_nobody_waited_for(desk: Desk, cases: WatchedCases, clock: Clock) -> None:
    desk.open(cases.made("small", lumbar_request(), a="A visit note."))
    with pytest.raises(BlockedError, match="no pend is signed"):
        desk.information_came(clock.now - timedelta(days=1), "A call.")


@pytest.mark.parametrize(
    "act",
    [
        None,
        lambda desk: desk.mark_finding(ELEMENT, FindingState.PRESENT),
        lambda desk: desk.mark_rung(1, RungKind.PLAN_DOCUMENT, Speaks.SILENT),
        lambda desk: desk.begin_discrepancy(),
    ],
)
def test_a_changed_request_blocks_once_something_was_entered(
    desk: Desk, cases: WatchedCases, act: Callable[[Desk], object] | None
) -> None:
    case = desk.open(cases.made("other", lumbar_request(), a="A note."))
    begun = act is not None
    if act is not None:
        act(desk)
    cases.made("other", lumbar_request(level="L2-L3"))
    again = desk.open(case.folder)
    assert ("level: L2-L3" in " ".join(again.changes.request)) is begun
    assert ("documents-changed" in codes(again)) is begun
    confirmed = desk.accept_folder()
    assert "documents-changed" not in codes(confirmed)
    assert desk.open(case.folder).changes == DocumentChanges()
    if begun:
        assert desk.undo().changes.request == again.changes.request


def test_a_file_that_cannot_be_read_counts_as_new(desk: Desk, cases: WatchedCases) -> None:
    case = desk.open(cases.made("other", lumbar_request(), a="A note."))
    assert not case.changes.any
    cases.changed(lambda: (case.folder / "link.pdf").symlink_to(case.folder / "a.txt"))
    (row,) = desk.worklist(cases.root)
    assert row.new_documents == 1
    again = desk.open(case.folder)
    assert again.changes == DocumentChanges(new=("link.pdf",))
    assert "documents-changed" in codes(again)
    assert not desk.look_at_document("link.pdf").changes.any
    assert not desk.open(case.folder).changes.any
    assert desk.worklist(cases.root)[0].new_documents == 0


def test_what_could_not_be_read_at_the_beginning_is_known(desk: Desk, cases: WatchedCases) -> None:
    folder = cases.made("other", lumbar_request(), a="A note.")
    cases.changed(lambda: (folder / "link.pdf").symlink_to(folder / "a.txt"))
    assert not desk.open(folder).changes.any
    assert not desk.open(folder).changes.any


def test_a_document_that_can_no_longer_be_read_has_changed(desk: Desk, cases: WatchedCases) -> None:
    case = desk.open(cases.made("other", lumbar_request(), a="A note.", b="A report."))

    def spoil() -> None:
        (case.folder / "b.txt").unlink()
        (case.folder / "b.txt").symlink_to(case.folder / "a.txt")

    cases.changed(spoil)
    assert desk.open(case.folder).changes == DocumentChanges(changed=("b.txt",))
    assert not desk.accept_folder().changes.any
