"""The desk of one reviewer: a workspace, and the case that lies open on it.

All calls come from the thread that opened the workspace, one after the other, so each act starts from the
case as the act before left it. An act that raises leaves the case as it was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Concatenate, ParamSpec

from reviewer_app.domain.approved_part import ApprovedPart
from reviewer_app.domain.authority import LadderKind, RungFinding, RungKind, Speaks, TrialRecord
from reviewer_app.domain.case import CaseRow, OpenCase
from reviewer_app.domain.discrepancy import CitedFor, DifferenceKind, Study
from reviewer_app.domain.earlier_case import CaseStanding, EarlierDocument
from reviewer_app.domain.errors import UsageError
from reviewer_app.domain.evidence import Anchor
from reviewer_app.domain.match_decision import MatchVerdict
from reviewer_app.domain.peer_to_peer import PeerToPeerNote
from reviewer_app.domain.place import Place
from reviewer_app.domain.request import Request
from reviewer_app.domain.review import ExceptionRecord, FindingState, LineDetermination, Review, Reviewer
from reviewer_app.domain.same_page import DocumentPlace, PageMatch
from reviewer_app.domain.signing_preview import SigningPreview
from reviewer_app.domain.version_row import VersionRow
from reviewer_app.review import (
    add_element,
    approve_part,
    attach_evidence,
    audit_trail,
    check_clock,
    check_rung,
    clock_log,
    decide,
    earlier_pages,
    enter_request,
    export_summary,
    export_trail,
    folder_changes,
    hand_over,
    keep_place,
    list_cases,
    mark_finding,
    mark_other_patient,
    mark_page,
    open_case,
    propose_words,
    question_line,
    record_conversation,
    record_discrepancy,
    record_trial,
    save_attachment,
    settle_copies,
    settle_match,
    sign_review,
    signing_preview,
    since_referral,
    undo_change,
    unlock_document,
    versions,
)
from reviewer_app.review.audit_trail import AuditTrail, TrailCheck
from reviewer_app.review.copied_ranges import CopiedRange
from reviewer_app.review.export_order import ExportOrder, export_order
from reviewer_app.review.hand_over import HandedReview, TakenReview
from reviewer_app.review.workspace import Workspace
from reviewer_app.rules.review_differences import PartDifference
from reviewer_app.rules.signing import SigningProblem

Arguments = ParamSpec("Arguments")
Act = Callable[Concatenate[Workspace, OpenCase, Arguments], OpenCase]
Details = tuple[tuple[tuple[str, str], ...], ...]


class Desk:
    """``case`` is the open case, ``None`` before the first. ``clock_problem`` is what to tell about the
    computer's clock, as it stood before anything was done; empty when it is right."""

    def __init__(self, workspace: Workspace) -> None:
        """The workspace is the desk's, and is closed with it, or when the desk cannot be made."""
        self.workspace = workspace
        try:
            self.clock_problem = check_clock.clock_problem(workspace)
        except BaseException:
            workspace.close()
            raise
        self.case: OpenCase | None = None

    def open(self, folder: Path, progress: Callable[[str], None] = lambda _file: None) -> OpenCase:
        """Open a case folder and lay it on the desk; ``progress`` hears the file that is being read."""
        self.case = open_case.open_case(self.workspace, folder, progress)
        return self.case

    def open_reviewed(self, folder: Path) -> OpenCase:
        """Lay a case on the desk that was reviewed before; nothing is begun."""
        self.case = open_case.open_reviewed_case(self.workspace, folder)
        return self.case

    def read_folder_again(self) -> OpenCase:
        return self._act(open_case.read_folder_again)

    def worklist(self, root: Path) -> tuple[CaseRow, ...]:
        """The case folders under a root, as rows of the worklist."""
        return list_cases.list_cases(self.workspace, root)

    def last_root(self) -> Path | None:
        """The root of the worklist that was shown last."""
        return next(iter(self.workspace.store.settings.recent_roots()), None)

    def mark_finding(self, element_id: str, state: FindingState, reason: str = "") -> OpenCase:
        return self._act(mark_finding.mark_finding, element_id, state, reason)

    def write_note(self, element_id: str, note: str) -> OpenCase:
        return self._act(mark_finding.write_note, element_id, note)

    def enter_details(self, element_id: str, details: Details) -> OpenCase:
        return self._act(mark_finding.enter_details, element_id, details)

    def attach_evidence(self, element_id: str, *anchors: Anchor) -> OpenCase:
        return self._act(attach_evidence.attach_evidence, element_id, *anchors)

    def remove_evidence(self, element_id: str, evidence_id: str) -> OpenCase:
        return self._act(attach_evidence.remove_evidence, element_id, evidence_id)

    def offer_evidence(self, element_id: str) -> OpenCase:
        return self._act(attach_evidence.offer_evidence, element_id)

    def add_element(self, title: str, *, required: bool) -> OpenCase:
        return self._act(add_element.add_element, title, required=required)

    def toggle_legible(self, sha256: str, page: int) -> OpenCase:
        return self._act(mark_page.toggle_legible, sha256, page)

    def toggle_pertinent(self, sha256: str) -> OpenCase:
        return self._act(mark_page.toggle_pertinent, sha256)

    def set_match_aside(self, key: tuple[int, str], verdict: MatchVerdict, reason: str) -> OpenCase:
        return self._act(settle_match.set_match_aside, key, verdict, reason)

    def take_match_back(self, key: tuple[int, str]) -> OpenCase:
        return self._act(settle_match.take_match_back, key)

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

    def begin_discrepancy(
        self,
        ordering: tuple[Anchor, ...] = (),
        radiologist: tuple[Anchor, ...] = (),
        study: Study | None = None,
        kind: DifferenceKind | None = None,
    ) -> OpenCase:
        return self._act(record_discrepancy.begin_discrepancy, ordering, radiologist, study, kind)

    def revise_discrepancy(self, record_id: str, revise: record_discrepancy.Revise) -> OpenCase:
        return self._act(record_discrepancy.revise_discrepancy, record_id, revise)

    def cite_in_discrepancy(self, record_id: str, cited_for: CitedFor, *anchors: Anchor) -> OpenCase:
        return self._act(record_discrepancy.cite_in_discrepancy, record_id, cited_for, *anchors)

    def take_from_discrepancy(self, record_id: str, evidence_id: str) -> OpenCase:
        return self._act(record_discrepancy.take_from_discrepancy, record_id, evidence_id)

    def swap_readings(self, record_id: str) -> OpenCase:
        return self._act(record_discrepancy.swap_readings, record_id)

    def delete_discrepancy(self, record_id: str) -> OpenCase:
        return self._act(record_discrepancy.delete_discrepancy, record_id)

    def add_seen_pages(self, pages: Iterable[tuple[str, int]]) -> OpenCase:
        return self._act(mark_page.add_seen_pages, pages)

    def look_at_document(self, file: str) -> OpenCase:
        return self._act(folder_changes.look_at_document, file)

    def unlock_document(self, file: str, password: str) -> OpenCase:
        return self._act(unlock_document.unlock_document, file, password)

    def accept_folder(self) -> OpenCase:
        return self._act(folder_changes.accept_folder)

    def keep_place(self, place: Place) -> OpenCase:
        return self._act(keep_place.keep_place, place)

    def undo(self) -> OpenCase:
        return self._act(undo_change.undo)

    def redo(self) -> OpenCase:
        return self._act(undo_change.redo)

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

    def enter_reviewer(self, reviewer: Reviewer) -> OpenCase:
        return self._act(decide.enter_reviewer, reviewer)

    def enter_request(self, request: Request) -> OpenCase:
        return self._act(enter_request.enter_request, request)

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

    def mark_other_patient(self, sha256: str, page: int, name: str, handling: str) -> OpenCase:
        return self._act(mark_other_patient.mark_other_patient, sha256, page, name, handling)

    def mark_member_page(self, sha256: str, page: int) -> OpenCase:
        return self._act(mark_other_patient.mark_member_page, sha256, page)

    def export(self, order: ExportOrder | str, target: Path, *, draft_allowed: bool) -> OpenCase:
        """Write a document of the open case; the name of a format alone orders the summary in it."""
        ordered = export_order(order) if isinstance(order, str) else order
        return self._act(export_summary.export_summary, ordered, target, draft_allowed=draft_allowed)

    def save_attachment(self, sha256: str, number: int, target: Path, *, replace: bool) -> OpenCase:
        return self._act(save_attachment.save_attachment, sha256, number, target, replace=replace)

    def copies_by_file(self) -> tuple[PageMatch, ...]:
        """The pages of the open case that earlier cases have as the very same file."""
        return earlier_pages.copies_by_file(self.workspace, self._open_case())

    def earlier_document(self, place: DocumentPlace, sha256: str) -> EarlierDocument:
        """A document of an earlier case, to be shown beside the open one."""
        return earlier_pages.earlier_document(self.workspace, place, sha256)

    def case_standings(self, case_ids: Iterable[str]) -> dict[str, CaseStanding]:
        """What became of other cases, by their ids."""
        return earlier_pages.case_standings(self.workspace, case_ids)

    def hand_over(self, target: Path, passphrase: str) -> OpenCase:
        return self._act(hand_over.hand_over, target, passphrase)

    def take_handover(self, file: Path, passphrase: str) -> TakenReview:
        """Take the review that another computer handed over, and lay the case on the desk as it stands
        then."""
        taken = hand_over.take_handover(self.workspace, self._open_case(), file, passphrase)
        self.case = taken.case
        return taken

    def handed_reviews(self) -> tuple[HandedReview, ...]:
        """What came from other computers for the open case, the newest first."""
        return hand_over.handed_reviews(self.workspace, self._open_case())

    def choose_handed(self, handover_id: str) -> OpenCase:
        return self._act(hand_over.choose_handed, handover_id)

    def decline_handed(self, handover_id: str) -> OpenCase:
        return self._act(hand_over.decline_handed, handover_id)

    def suggested_handover(self) -> str:
        """A file name for the open case's review as it is handed over."""
        return hand_over.suggested_handover(self._open_case())

    def audit_trail(self) -> AuditTrail:
        """The acts on the open case, to be described piece by piece."""
        return audit_trail.audit_trail(self.workspace, self._open_case())

    def export_trail(self, target: Path) -> OpenCase:
        return self._act(export_trail.export_trail, target)

    def suggested_trail(self) -> str:
        """A file name for the open case's history, without its ending."""
        return export_trail.suggested_trail(self._open_case())

    def check_trail(self) -> TrailCheck:
        """Whether the acts on the open case are as they were written."""
        return audit_trail.check_trail(self.workspace, self._open_case())

    def set_copies_aside(self, copies: CopiedRange, reason: str) -> OpenCase:
        return self._act(settle_copies.set_copies_aside, copies, reason)

    def take_copies_back(self, copies: CopiedRange) -> OpenCase:
        return self._act(settle_copies.take_copies_back, copies)

    def suggested_name(self, order: ExportOrder | None = None) -> str:
        """A file name for what is exported of the open case, without its ending."""
        return export_summary.suggested_name(self._open_case(), order)

    def begin_daily_backup(self, finished: Callable[[BaseException | None], None]) -> bool:
        """Begin today's backup unless there is one; ``finished`` is called on the backup's thread."""
        return self.workspace.store.begin_daily_backup(self.workspace.now(), finished)

    def close(self) -> None:
        self.workspace.close()

    def _open_case(self) -> OpenCase:
        if self.case is None:
            raise UsageError("No case is open.")
        return self.case

    def _act(
        self, use_case: Act[Arguments], *arguments: Arguments.args, **named: Arguments.kwargs
    ) -> OpenCase:
        self.case = use_case(self.workspace, self._open_case(), *arguments, **named)
        return self.case
