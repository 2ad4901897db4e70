"""What is shown before signing is what the signature covers."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from reviewer_app.domain.approved_part import ApprovedPart
from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.errors import BlockedError
from reviewer_app.domain.review import FindingState, Outcome, ReviewStatus
from reviewer_app.domain.signing_preview import SigningPreview
from reviewer_app.review.desk import Desk
from reviewer_app.review.signing_preview import NURSE_ATTESTATION
from reviewer_app.storage.canonical import digest
from tests.unit.review.desks import (
    PHYSICIAN,
    WatchedCases,
    decide_all,
    lumbar_request,
    mark_all_present,
    page_of,
)

ELEMENT = "s5-imaging"
DENIED = "No imaging was sent."


@pytest.fixture
def desk(desk: Desk, cases: WatchedCases) -> Desk:
    case = desk.open(cases.made("small", lumbar_request(request_id="PA-1"), a="A visit note."))
    mark_all_present(desk)
    desk.attach_evidence(ELEMENT, page_of(case, "a.txt"))
    decide_all(desk, Outcome.APPROVE)
    return desk


def told(preview: SigningPreview) -> str:
    return "\n".join(line for item in preview.items for line in (item.title, *item.lines))


def stored(desk: Desk, case: OpenCase) -> bytes:
    return desk.workspace.store.reviews.snapshot(case.review.id)


def test_everything_that_is_signed_is_told(desk: Desk) -> None:
    preview = desk.signing_preview("")
    words = told(preview)
    case = desk.case
    assert case is not None
    assert "Approved" in words
    assert "The records support this." in words
    assert "1 passage cited from 1 document" in words
    assert NURSE_ATTESTATION in words
    assert preview.attestation == NURSE_ATTESTATION
    for pack in case.checklist.packs:
        assert f"{pack.title}, version {pack.version}" in words
    for document in case.documents:
        assert document.file in words
        assert document.sha256[:16] in words
    for _prompt, answer in case.review.answers:
        assert answer in words


def test_what_was_entered_in_a_record_is_told_in_full(desk: Desk) -> None:
    case = desk.begin_conversation()
    (note,) = case.review.conversations
    desk.enter_conversation(replace(note, partner="Dr. Wen", said="He agrees to wait."))
    desk.enter_approved_part(ApprovedPart(1, other="The left side only."))
    words = told(desk.signing_preview(""))
    assert "said: He agrees to wait." in words
    assert "Approved part: line 1 · other: The left side only." in words
    assert note.id not in words


def test_what_is_stored_is_what_was_shown_and_the_clocks_entry_of_the_moment(desk: Desk) -> None:
    shown = desk.signing_preview("")
    case = desk.sign("", shown.digest)
    content = json.loads(stored(desk, case))
    assert case.review.signature is not None
    assert case.review.signature.content_hash == digest(stored(desk, case))
    assert case.review.signature.attestation == shown.attestation
    (_decided,) = content["review"]["clock_events"]
    content["review"]["clock_events"] = []
    canonical = json.dumps(content, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    assert digest(canonical.encode()) == shown.digest


def test_what_has_changed_since_it_was_shown_is_not_signed(desk: Desk) -> None:
    shown = desk.signing_preview("")
    desk.write_note(ELEMENT, "One more thing.")
    with pytest.raises(BlockedError, match="changed since this was shown"):
        desk.sign("", shown.digest)
    assert desk.case is not None
    assert desk.case.review.status is ReviewStatus.OPEN
    assert desk.sign("", desk.signing_preview("").digest).review.status is ReviewStatus.SIGNED


def test_a_denial_tells_reason_criterion_and_how_it_is_reconsidered(desk: Desk) -> None:
    desk.enter_reviewer(PHYSICIAN)
    desk.mark_finding(ELEMENT, FindingState.ABSENT)
    case = decide_all(desk, Outcome.DENY, reason=DENIED, criterion=ELEMENT)
    text = case.reconsideration.text
    assert text is not None
    words = told(desk.signing_preview("I decided."))
    assert f"Reason: {DENIED}" in words
    assert "Criterion: Imaging reports" in words
    assert text.title in words
    assert text.paragraphs[0] in words
    signed = desk.sign("I decided.")
    assert desk.open(signed.folder).reconsideration.text == text


def test_an_approval_has_no_text_on_reconsideration(desk: Desk) -> None:
    assert desk.case is not None
    assert desk.case.reconsideration.text is None


def test_a_spoilt_text_on_reconsideration_stops_an_adverse_signature_only(desk: Desk, data: Path) -> None:
    (data / "wording").mkdir()
    (data / "wording" / "reconsideration.yaml").write_text("texts: wrong\n", encoding="utf-8")
    assert desk.problems_before_signing("") == ()
    desk.enter_reviewer(PHYSICIAN)
    desk.mark_finding(ELEMENT, FindingState.ABSENT)
    decide_all(desk, Outcome.DENY, reason=DENIED, criterion=ELEMENT)
    (problem,) = desk.problems_before_signing("I decided.")
    assert problem.code == "reconsideration"
    assert "reconsideration.yaml" in problem.message


def test_the_users_text_takes_the_place_of_the_programs(desk: Desk, data: Path) -> None:
    (data / "wording").mkdir()
    (data / "wording" / "reconsideration.yaml").write_text(
        "texts: [{id: ours, title: Write to us, paragraphs: [At our address.]}]\n", encoding="utf-8"
    )
    desk.enter_reviewer(PHYSICIAN)
    case = decide_all(desk, Outcome.DENY, reason=DENIED, criterion=ELEMENT)
    assert case.reconsideration.text is not None
    assert case.reconsideration.text.title == "Write to us"
