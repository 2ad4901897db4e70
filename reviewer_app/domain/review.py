"""The review of one case: findings with their evidence, the determination of each service line, the
signature.

All values are immutable; a change makes a new :class:`Review`. Instants are aware ``datetime`` values.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

from reviewer_app.domain.approved_part import ApprovedPart
from reviewer_app.domain.authority import (
    InvestigationalFlag,
    LadderChoice,
    RungFinding,
    RungKind,
    ScopeOverride,
    TrialRecord,
)
from reviewer_app.domain.clock import ClockEvent
from reviewer_app.domain.copy_decision import CopyDecision
from reviewer_app.domain.discrepancy import Discrepancy
from reviewer_app.domain.dismissed_candidate import DismissedCandidate
from reviewer_app.domain.evidence import Evidence
from reviewer_app.domain.folder_read import RequestAsRead, UnreadableFile
from reviewer_app.domain.match_decision import MatchDecision
from reviewer_app.domain.page_identity import PageIdentity
from reviewer_app.domain.peer_to_peer import PeerToPeerNote
from reviewer_app.domain.place import Place
from reviewer_app.domain.policy import Element, PackReference
from reviewer_app.domain.timeline_entry import TimelineEntry
from reviewer_app.domain.version_note import VersionKind, VersionNote, newest_note


class FindingState(StrEnum):
    NOT_REVIEWED = "not-reviewed"
    PRESENT = "present"
    ABSENT = "absent"
    INSUFFICIENT = "insufficient"
    NOT_APPLICABLE = "not-applicable"


class Role(StrEnum):
    NURSE = "nurse"
    PHYSICIAN = "physician"


class Outcome(StrEnum):
    APPROVE = "approve"
    APPROVE_IN_PART = "approve-in-part"
    PEND = "pend"
    REFER = "refer"
    DENY = "deny"
    DIRECT_TO_HEALTH_PLAN = "direct-to-health-plan"
    WITHDRAWN = "withdrawn"

    @property
    def final(self) -> bool:
        """Whether the outcome closes the line."""
        return self in FINAL_OUTCOMES


FINAL_OUTCOMES = frozenset(
    (Outcome.APPROVE, Outcome.APPROVE_IN_PART, Outcome.DENY, Outcome.DIRECT_TO_HEALTH_PLAN)
)


class ReviewStatus(StrEnum):
    OPEN = "open"
    SIGNED = "signed"
    SUPERSEDED = "superseded"


@dataclass(frozen=True, slots=True)
class Reviewer:
    """Who reviews, in which role. ``licence`` is the licence number with its state, as the reviewer typed
    it."""

    name: str = ""
    role: Role = Role.NURSE
    licence: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """The reviewer's mark on one element. ``reason`` says why an element is not applicable.

    ``details`` are the element's structured entries (for example treatments with response), each a tuple of
    (field id, value) pairs. ``marked_at`` is ``None`` until the element was marked.
    """

    element_id: str
    state: FindingState = FindingState.NOT_REVIEWED
    reason: str = ""
    note: str = ""
    evidence: tuple[Evidence, ...] = ()
    details: tuple[tuple[tuple[str, str], ...], ...] = ()
    marked_at: datetime | None = None
    marked_by: str = ""


@dataclass(frozen=True, slots=True)
class ExceptionRecord:
    """A request to go outside a guideline's criteria (S16): why, and whether a physician accepted it.

    Its evidence is that of the element ``s16-exception``. It excuses the ``criteria`` (element ids) it names.
    """

    why: str = ""
    criteria: tuple[str, ...] = ()
    accepted_by: str = ""
    accepted_licence: str = ""
    accepted_at: datetime | None = None

    @property
    def accepted(self) -> bool:
        return self.accepted_at is not None


@dataclass(frozen=True, slots=True)
class LineDetermination:
    """What is decided for one service line. ``criterion`` names the element id of an applied pack that is not
    met; ``criterion_source`` says, instead, a typed criterion with its source. ``missing`` lists what is
    asked for when the line pends; ``modification`` says what of the line is approved in part, ``agreement``
    where the provider agreed to that in writing."""

    line: int
    outcome: Outcome | None = None
    rationale: str = ""
    reason: str = ""
    criterion: str = ""
    criterion_source: str = ""
    missing: tuple[str, ...] = ()
    modification: str = ""
    agreement: str = ""


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signed, in which role, when; ``content_hash`` is the SHA-256 of the stored review's canonical JSON
    and ``audit_hash`` the audit chain's hash right after signing."""

    reviewer: Reviewer
    signed_at: datetime
    attestation: str
    content_hash: str
    audit_hash: str = ""


@dataclass(frozen=True, slots=True)
class PageMark:
    """The reviewer's word on one page's legibility (S1)."""

    sha256: str
    page: int
    legible: bool


@dataclass(frozen=True, slots=True)
class ReviewedDocument:
    """A document as the review knows it: to notice that it changed, went, or is new."""

    sha256: str
    file: str
    pages: int
    pertinent: bool = True


@dataclass(frozen=True, slots=True)
class AddedElement:
    """An element that the reviewer added to this case; ``element.row`` is empty, its source is the
    reviewer."""

    element: Element
    added_by: str
    added_at: datetime


NO_FINDINGS: Mapping[str, Finding] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Review:
    """One version of the review of one case."""

    id: str
    case_id: str
    version: int
    status: ReviewStatus
    created_at: datetime
    reviewer: Reviewer
    packs: tuple[PackReference, ...] = ()
    documents: tuple[ReviewedDocument, ...] = ()
    added_elements: tuple[AddedElement, ...] = ()
    findings: Mapping[str, Finding] = field(default_factory=lambda: NO_FINDINGS)
    exception: ExceptionRecord = field(default_factory=ExceptionRecord)
    determinations: tuple[LineDetermination, ...] = ()
    answers: tuple[tuple[str, str], ...] = ()
    page_marks: tuple[PageMark, ...] = ()
    match_decisions: tuple[MatchDecision, ...] = ()
    copy_decisions: tuple[CopyDecision, ...] = ()
    discrepancies: tuple[Discrepancy, ...] = ()
    page_identities: tuple[PageIdentity, ...] = ()
    clock_events: tuple[ClockEvent, ...] = ()
    version_notes: tuple[VersionNote, ...] = ()
    request_as_read: RequestAsRead | None = None
    unreadable_files: tuple[UnreadableFile, ...] = ()
    rungs: tuple[RungFinding, ...] = ()
    ladder: LadderChoice | None = None
    trial: TrialRecord | None = None
    investigational: tuple[InvestigationalFlag, ...] = ()
    scope_overrides: tuple[ScopeOverride, ...] = ()
    approved_parts: tuple[ApprovedPart, ...] = ()
    conversations: tuple[PeerToPeerNote, ...] = ()
    timeline: tuple[TimelineEntry, ...] = ()
    dismissed: tuple[DismissedCandidate, ...] = ()
    pages_seen: frozenset[tuple[str, int]] = frozenset()
    place: Place = field(default_factory=Place)
    signature: Signature | None = None
    amends: str = ""

    def finding(self, element_id: str) -> Finding:
        """The finding on an element; an unmarked one where there is none."""
        return self.findings.get(element_id) or Finding(element_id)

    def determination(self, line: int) -> LineDetermination:
        """The decision on a service line; an undecided one where there is none."""
        for determination in self.determinations:
            if determination.line == line:
                return determination
        return LineDetermination(line)

    def approved_part(self, line: int) -> ApprovedPart:
        """What of a service line is approved in part; nothing stated where there is no record."""
        return next((part for part in self.approved_parts if part.line == line), ApprovedPart(line))

    def rung(self, line: int, rung: RungKind) -> RungFinding:
        """The finding on a rung of a line; one that nobody has checked where there is none."""
        found = (one for one in self.rungs if (one.line, one.rung) == (line, rung))
        return next(found, RungFinding(line, rung))

    def investigational_flag(self, line: int) -> InvestigationalFlag | None:
        """The flag on a line that is held to be investigational."""
        return next((one for one in self.investigational if one.line == line), None)

    def scope_override(self, line: int) -> ScopeOverride | None:
        """Why a line is reviewed although its diagnoses are out of the policy's scope."""
        return next((one for one in self.scope_overrides if one.line == line), None)

    @property
    def read_only(self) -> bool:
        return self.status is not ReviewStatus.OPEN

    @property
    def note(self) -> VersionNote | None:
        """Why this version was begun; ``None`` for the first. It is the newest of the notes, whose number may
        be the one that the version had on another computer."""
        return newest_note(self.version_notes)

    @property
    def void(self) -> bool:
        """Whether this version says that nothing is in force."""
        note = self.note
        return note is not None and note.kind is VersionKind.VOID
