"""What a reviewer finds in the record, on the desk: marks, evidence, pages, matches, differing readings."""

from __future__ import annotations

from collections.abc import Iterable

from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.discrepancy import CitedFor, DifferenceKind, Study
from reviewer_app.domain.evidence import Anchor
from reviewer_app.domain.found import DiscrepancyCandidate, FoundDate
from reviewer_app.domain.match_decision import MatchVerdict
from reviewer_app.domain.page_identity import SuspectedPage
from reviewer_app.domain.review import FindingState
from reviewer_app.review import (
    add_element,
    attach_evidence,
    folder_changes,
    mark_finding,
    mark_other_patient,
    mark_page,
    record_discrepancy,
    record_timeline,
    settle_candidate,
    settle_copies,
    settle_match,
    take_suspected,
    unlock_document,
)
from reviewer_app.review.case_desk import CaseDesk
from reviewer_app.review.copied_ranges import CopiedRange

Details = tuple[tuple[tuple[str, str], ...], ...]


class FindingDesk(CaseDesk):
    """The acts that say what is in the record."""

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

    def mark_other_patient(self, sha256: str, page: int, name: str, handling: str) -> OpenCase:
        return self._act(mark_other_patient.mark_other_patient, sha256, page, name, handling)

    def mark_member_page(self, sha256: str, page: int) -> OpenCase:
        return self._act(mark_other_patient.mark_member_page, sha256, page)

    def add_seen_pages(self, pages: Iterable[tuple[str, int]]) -> OpenCase:
        return self._act(mark_page.add_seen_pages, pages)

    def look_at_document(self, file: str) -> OpenCase:
        return self._act(folder_changes.look_at_document, file)

    def unlock_document(self, file: str, password: str) -> OpenCase:
        return self._act(unlock_document.unlock_document, file, password)

    def accept_folder(self) -> OpenCase:
        return self._act(folder_changes.accept_folder)

    def set_match_aside(self, key: tuple[int, str], verdict: MatchVerdict, reason: str) -> OpenCase:
        return self._act(settle_match.set_match_aside, key, verdict, reason)

    def take_match_back(self, key: tuple[int, str]) -> OpenCase:
        return self._act(settle_match.take_match_back, key)

    def set_copies_aside(self, copies: CopiedRange, reason: str) -> OpenCase:
        return self._act(settle_copies.set_copies_aside, copies, reason)

    def take_copies_back(self, copies: CopiedRange) -> OpenCase:
        return self._act(settle_copies.take_copies_back, copies)

    def take_suspected(self, suspected: tuple[SuspectedPage, ...]) -> OpenCase:
        return self._act(take_suspected.take_suspected, suspected)

    def settle_date(self, found: FoundDate, anchor: Anchor, *, confirmed: bool) -> OpenCase:
        return self._act(record_timeline.settle_date, found, anchor, confirmed=confirmed)

    def take_date_back(self, entry_id: str) -> OpenCase:
        return self._act(record_timeline.take_date_back, entry_id)

    def fill_request_date(self, entry_id: str) -> OpenCase:
        return self._act(record_timeline.fill_request_date, entry_id)

    def dismiss_candidate(self, candidate: DiscrepancyCandidate, *anchors: Anchor) -> OpenCase:
        return self._act(settle_candidate.dismiss_candidate, candidate, *anchors)

    def propose_again(self, dismissed_id: str) -> OpenCase:
        return self._act(settle_candidate.propose_again, dismissed_id)

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
