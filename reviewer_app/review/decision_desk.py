"""What a reviewer decides, on the desk: what governs, the determination, its signature, versions, clock."""

from __future__ import annotations

from datetime import date, datetime

from reviewer_app.domain.approved_part import ApprovedPart
from reviewer_app.domain.authority import LadderKind, RungFinding, RungKind, Speaks, TrialRecord
from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.evidence import Anchor
from reviewer_app.domain.peer_to_peer import PeerToPeerNote
from reviewer_app.domain.review import ExceptionRecord, LineDetermination, Review
from reviewer_app.domain.signing_preview import SigningPreview
from reviewer_app.domain.version_row import VersionRow
from reviewer_app.review import (
    approve_part,
    check_rung,
    clock_log,
    decide,
    propose_words,
    question_line,
    record_conversation,
    record_trial,
    sign_review,
    signing_preview,
    since_referral,
    versions,
)
from reviewer_app.review.case_desk import CaseDesk
from reviewer_app.rules.review_differences import PartDifference
from reviewer_app.rules.signing import SigningProblem


class DecisionDesk(CaseDesk):
    """The acts that lead to a determination, and those on one that is signed."""

    def mark_rung(self, line: int, rung: RungKind, speaks: Speaks) -> OpenCase:
        return self._act(check_rung.mark_rung, line, rung, speaks)

    def cite_rung(self, line: int, rung: RungKind, *anchors: Anchor) -> OpenCase:
        return self._act(check_rung.cite_rung, line, rung, *anchors)

    def remove_rung_citation(self, line: int, rung: RungKind, evidence_id: str) -> OpenCase:
        return self._act(check_rung.remove_citation, line, rung, evidence_id)

    def write_rung(self, finding: RungFinding) -> OpenCase:
        return self._act(check_rung.write_rung, finding)

    def copy_rungs(self, line: int) -> OpenCase:
        return self._act(check_rung.copy_rungs, line)

    def confirm_proposals(self, line: int) -> OpenCase:
        return self._act(check_rung.confirm_proposals, line)

    def choose_ladder(self, ladder: LadderKind | None) -> OpenCase:
        return self._act(check_rung.choose_ladder, ladder)

    def enter_trial(self, trial: TrialRecord) -> OpenCase:
        return self._act(record_trial.enter_trial, trial)

    def cite_trial(self, *anchors: Anchor) -> OpenCase:
        return self._act(record_trial.cite_trial, *anchors)

    def remove_trial_citation(self, evidence_id: str) -> OpenCase:
        return self._act(record_trial.remove_trial_citation, evidence_id)

    def flag_investigational(self, line: int, grounds: str) -> OpenCase:
        return self._act(question_line.flag_investigational, line, grounds)

    def clear_investigational(self, line: int, because: str) -> OpenCase:
        return self._act(question_line.clear_investigational, line, because)

    def override_scope(self, line: int, reason: str) -> OpenCase:
        return self._act(question_line.override_scope, line, reason)

    def enter_determination(self, determination: LineDetermination) -> OpenCase:
        return self._act(decide.enter_determination, determination)

    def propose_rationale(self, line: int) -> OpenCase:
        return self._act(propose_words.propose_rationale, line)

    def enter_approved_part(self, part: ApprovedPart) -> OpenCase:
        return self._act(approve_part.enter_approved_part, part)

    def cite_agreement(self, line: int, *anchors: Anchor) -> OpenCase:
        return self._act(approve_part.cite_agreement, line, *anchors)

    def remove_agreement(self, line: int, evidence_id: str) -> OpenCase:
        return self._act(approve_part.remove_agreement, line, evidence_id)

    def begin_conversation(self) -> OpenCase:
        return self._act(record_conversation.begin_conversation)

    def enter_conversation(self, note: PeerToPeerNote) -> OpenCase:
        return self._act(record_conversation.enter_conversation, note)

    def remove_conversation(self, note_id: str) -> OpenCase:
        return self._act(record_conversation.remove_conversation, note_id)

    def answer_prompt(self, prompt_id: str, text: str) -> OpenCase:
        return self._act(decide.answer_prompt, prompt_id, text)

    def enter_exception(self, exception: ExceptionRecord) -> OpenCase:
        return self._act(decide.enter_exception, exception)

    def accept_exception(self) -> OpenCase:
        return self._act(decide.accept_exception)

    def problems_before_signing(self, attestation: str) -> tuple[SigningProblem, ...]:
        """What stops the open review from being signed now."""
        return sign_review.problems_before_signing(self._open_case(), attestation)

    def signing_preview(self, attestation: str) -> SigningPreview:
        """What a signature would cover now."""
        return signing_preview.signing_preview(self._open_case(), attestation)

    def sign(self, attestation: str, shown: str = "") -> OpenCase:
        return self._act(sign_review.sign_review, attestation, shown)

    def take_up_referral(self) -> OpenCase:
        return self._act(since_referral.take_up_referral)

    def changes_since(self) -> tuple[Review, tuple[PartDifference, ...]] | None:
        """The version before the open one, and what has changed since."""
        return since_referral.changes_since(self.workspace, self._open_case())

    def amend(self, reason: str) -> OpenCase:
        return self._act(versions.amend_review, reason)

    def withdraw(self, reason: str) -> OpenCase:
        return self._act(versions.withdraw_request, reason)

    def void(self, reason: str) -> OpenCase:
        return self._act(versions.void_determination, reason)

    def versions(self) -> tuple[VersionRow, ...]:
        """All versions of the open case's review, the newest first."""
        return versions.versions(self.workspace, self._open_case())

    def show_version(self, version: int) -> OpenCase:
        return self._act(versions.show_version, version)

    def extend_clock(self, days: int, noticed: date | None, why: str) -> OpenCase:
        return self._act(clock_log.extend_clock, days, noticed, why)

    def information_came(self, at: datetime, why: str) -> OpenCase:
        return self._act(clock_log.information_came, at, why)
