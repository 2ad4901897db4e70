"""Versions of a review: amended, withdrawn and void ones, each with its reason, all kept."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.clock import ClockAct, ClockPhase
from reviewer_app.domain.errors import BlockedError, UsageError
from reviewer_app.domain.prior_request import PriorStatus
from reviewer_app.domain.review import Outcome, ReviewStatus
from reviewer_app.domain.version_note import VersionKind
from reviewer_app.review.desk import Desk
from tests.unit.review.desks import (
    NURSE,
    WatchedCases,
    decide_all,
    lumbar_request,
    mark_all_present,
)

REASON = "The units were wrong."


def referred(desk: Desk, cases: WatchedCases) -> OpenCase:
    """A signed review that needs no marks."""
    desk.open(cases.made("small", lumbar_request(), a="A visit note."))
    decide_all(desk, Outcome.REFER)
    return desk.sign("")


def history_rows(desk: Desk) -> list[PriorStatus]:
    return [row.status for row in desk.workspace.store.history.all()]


def test_an_amendment_needs_its_reason_and_keeps_it(desk: Desk, cases: WatchedCases) -> None:
    signed = referred(desk, cases)
    with pytest.raises(BlockedError, match="needs the reason"):
        desk.amend("  ")
    amended = desk.amend(REASON)
    note = amended.review.note
    assert note is not None
    assert (note.version, note.kind, note.reason, note.made_by) == (
        2,
        VersionKind.AMENDED,
        REASON,
        NURSE.name,
    )
    assert set(note.known) == {document.sha256 for document in signed.documents}
    assert amended.can_undo == ""
    assert desk.sign("").review.note == note
    assert desk.amend("Once more.").review.version_notes[0] == note


def test_an_amendment_is_made_with_the_request_as_it_is_now(desk: Desk, cases: WatchedCases) -> None:
    case = referred(desk, cases)
    cases.made("small", lumbar_request(urgency="expedited"), a="A visit note.")
    assert case.request.urgency == "standard"
    amended = desk.amend(REASON)
    assert amended.request.urgency == "expedited"
    assert amended.changes.request == ("urgency: expedited (was standard)",)


def test_a_withdrawal_withdraws_every_line_in_a_new_version(desk: Desk, cases: WatchedCases) -> None:
    referred(desk, cases)
    withdrawn = desk.withdraw("Called on 7 October, the patient declines.")
    assert {one.outcome for one in withdrawn.review.determinations} == {Outcome.WITHDRAWN}
    assert withdrawn.review.note is not None
    assert withdrawn.review.note.kind is VersionKind.WITHDRAWN
    assert withdrawn.review.status is ReviewStatus.OPEN
    signed = desk.sign("")
    assert signed.clock.phase is ClockPhase.DECIDED
    assert history_rows(desk) == [PriorStatus.WITHDRAWN]
    assert desk.worklist(cases.root)[0].status == "signed: withdrawn"


def test_an_open_review_is_withdrawn_as_it_is(desk: Desk, cases: WatchedCases) -> None:
    desk.open(cases.made("small", lumbar_request(), a="A visit note."))
    with pytest.raises(BlockedError, match="how and when"):
        desk.withdraw("")
    case = desk.withdraw("By fax of today.")
    assert (case.review.version, case.review.note) == (1, None)
    assert case.review.determination(1).rationale == "By fax of today."
    assert desk.undo().review.determinations == ()


def test_a_void_determination_leaves_nothing_in_force(desk: Desk, cases: WatchedCases) -> None:
    desk.open(cases.made("small", lumbar_request(), a="A visit note."))
    mark_all_present(desk)
    decide_all(desk, Outcome.WITHDRAWN)
    signed = desk.sign("")
    assert history_rows(desk) == [PriorStatus.WITHDRAWN]
    void = desk.void("Entered for another member.")
    assert void.review.void
    assert (void.review.version, void.review.status) == (2, ReviewStatus.SIGNED)
    assert void.review.determinations == ()
    assert void.review.findings == signed.review.findings
    assert history_rows(desk) == []
    assert void.clock.phase is ClockPhase.RUNNING
    assert [event.act for event in void.review.clock_events] == [ClockAct.DECIDED, ClockAct.VOIDED]
    assert desk.worklist(cases.root)[0].status == "void: nothing is in force"
    assert desk.workspace.store.verify() == ()
    snapshot = json.loads(desk.workspace.store.reviews.snapshot(void.review.id))
    assert snapshot["review"]["determinations"] == []
    assert [one["kind"] for one in snapshot["review"]["version_notes"]] == [VersionKind.VOID]
    before = desk.workspace.store.reviews.load(signed.review.id)
    assert before.status is ReviewStatus.SUPERSEDED
    assert before.determination(1).outcome is Outcome.WITHDRAWN
    with pytest.raises(BlockedError, match="void already"):
        desk.void("Again.")
    again = desk.amend("Decided anew.")
    assert not again.review.void
    assert again.review.version == 3


def test_what_is_void_is_exported_as_void_alone(desk: Desk, cases: WatchedCases, tmp_path: Path) -> None:
    referred(desk, cases)
    desk.void("Entered for another member.")
    target = tmp_path / "summary.json"
    for _open in (desk.case, desk.amend("Decided anew.")):
        with pytest.raises(BlockedError, match="was voided on 2025-10-06; nothing is in force"):
            desk.export("json", target, draft_allowed=False)
    desk.show_version(2)
    desk.export("json", target, draft_allowed=True)
    written = json.loads(target.read_text(encoding="utf-8"))
    assert written["review"]["status"] == "void"
    desk.export("html", tmp_path / "summary.html", draft_allowed=True)
    assert "Void: nothing is in force" in (tmp_path / "summary.html").read_text(encoding="utf-8")


def test_what_cannot_be_voided(desk: Desk, cases: WatchedCases) -> None:
    desk.open(cases.made("small", lumbar_request(), a="A visit note."))
    with pytest.raises(BlockedError, match="in force"):
        desk.void("Never signed.")
    decide_all(desk, Outcome.REFER)
    desk.sign("")
    with pytest.raises(BlockedError, match="needs the reason"):
        desk.void(" ")


def test_versions_are_listed_and_an_earlier_one_is_shown_to_be_read(desk: Desk, cases: WatchedCases) -> None:
    signed = referred(desk, cases)
    desk.amend(REASON)
    decide_all(desk, Outcome.WITHDRAWN)
    newest = desk.sign("")
    rows = desk.versions()
    assert [(row.version, row.status, row.outcomes) for row in rows] == [
        (2, ReviewStatus.SIGNED, (Outcome.WITHDRAWN,)),
        (1, ReviewStatus.SUPERSEDED, (Outcome.REFER,)),
    ]
    assert (rows[0].kind, rows[0].reason, rows[0].signed_by) == (VersionKind.AMENDED, REASON, NURSE.name)
    earlier = desk.show_version(1)
    assert earlier.review.id == signed.review.id
    assert not earlier.changes.any
    assert earlier.review.determination(1).outcome is Outcome.REFER
    with pytest.raises(BlockedError, match="signed"):
        desk.write_note("s5-imaging", "Not here.")
    with pytest.raises(BlockedError):
        desk.amend("From an old one.")
    assert desk.show_version(2).review == newest.review
    with pytest.raises(UsageError, match="no version 3"):
        desk.show_version(3)
