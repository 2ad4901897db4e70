"""The determination summary as one neutral value: what a format shows, and nothing about how.

Every word that a reader needs is here, next to the value it stands for: enumerations keep their stored value
beside their words, so that a person and a program read the same summary. Dates are calendar dates, instants
carry their offset, rectangles are in page points (see :mod:`reviewer_app.domain.pages`), pictures are PNG
bytes with their size in pixels.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from reviewer_app.domain.pages import Rect
from reviewer_app.domain.request import Diagnosis, Member, Plan, Provider


@dataclass(frozen=True, slots=True)
class Picture:
    """A cropped picture of the evidence. ``alt`` describes it for readers who cannot see it; ``sha256`` is
    that of the PNG bytes; ``width`` and ``height`` are pixels."""

    png: bytes
    width: int
    height: int
    sha256: str
    alt: str


@dataclass(frozen=True, slots=True)
class CitedEvidence:
    """One place in one document. ``label`` (E1, E2 ...) is unique in a summary, ``document_sha256``
    identifies the document whatever its name; ``rects`` are empty when the whole page is meant;
    ``picture_remark`` says why there is no picture where there could be one."""

    label: str
    file: str
    document_sha256: str
    page: int
    whole_page: bool
    rects: tuple[Rect, ...]
    quote: str
    before: str
    after: str
    added_by: str
    added_at: datetime
    picture: Picture | None = None
    picture_remark: str = ""


@dataclass(frozen=True, slots=True)
class DetailValue:
    """One field of a structured entry, for example the response to a treatment."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class CitedPassage:
    """A place and what a record cites it for, for example the radiologist's reading."""

    cited_for: str
    evidence: CitedEvidence


@dataclass(frozen=True, slots=True)
class SummaryRecord:
    """One record of the review beside its findings: a discrepancy, a conversation, an extension of the clock.

    ``kind`` is the stored word for what it is, ``state`` the stored word for how it counts, where it counts
    for anything; ``standing`` says that in a sentence. ``lines`` are the service lines it is about, empty for
    all of them.
    """

    kind: str
    title: str
    facts: tuple[DetailValue, ...]
    passages: tuple[CitedPassage, ...] = ()
    state: str = ""
    standing: str = ""
    row: str = ""
    lines: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class SummaryLadder:
    """The authority ladder of one service line (S21, S22, S25, S27): its rungs from the first to the last,
    and which of them governs; ``problem`` says what is not known where none can be said to. ``overridden``
    are titles of elements that the governing rung overrides."""

    line: int
    ladder: str
    ladder_words: str
    rungs: tuple[SummaryRecord, ...]
    governing: str
    governing_words: str
    overridden: tuple[str, ...]
    problem: str


@dataclass(frozen=True, slots=True)
class SummaryElement:
    """One checklist element with the reviewer's finding on it. ``section`` is where the policy asks for it;
    ``row`` is empty for an element that the reviewer added, and ``added_by`` then says who did;
    ``also_asked_by`` are titles of further policies that ask for the same element."""

    id: str
    row: str
    title: str
    question: str
    section: str
    depth: int
    lines: tuple[int, ...]
    required: bool
    finding: str
    finding_words: str
    reason: str
    note: str
    details: tuple[tuple[DetailValue, ...], ...]
    evidence: tuple[CitedEvidence, ...]
    local_convention: str
    marked_by: str
    marked_at: datetime | None
    also_asked_by: tuple[str, ...] = ()
    added_by: str = ""
    prior_request: str = ""


@dataclass(frozen=True, slots=True)
class PolicyApplied:
    """A policy pack that the review was made with. ``installed`` is false when this program has not got that
    version; only the reference is known then."""

    id: str
    version: str
    title: str
    kind: str
    publisher: str
    source_title: str
    section: str
    source_effective: date | None
    effective_from: date | None
    effective_to: date | None
    example: bool
    why: str
    installed: bool = True


@dataclass(frozen=True, slots=True)
class CriteriaGroup:
    """The elements of one pack, or those that the reviewer added when ``policy_id`` is empty."""

    title: str
    policy_id: str
    version: str
    elements: tuple[SummaryElement, ...]


@dataclass(frozen=True, slots=True)
class MissingItem:
    """An applicable element that was not found present."""

    element_id: str
    row: str
    title: str
    finding: str
    finding_words: str
    required: bool
    note: str


@dataclass(frozen=True, slots=True)
class Obstacle:
    """A blocker or a caution of the rules, in words. ``clears`` says what would clear it."""

    code: str
    row: str
    message: str
    clears: str = ""
    lines: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class SummaryLine:
    """One service line and what was decided for it. ``outcome`` is empty and its words say so when nothing is
    decided. ``criterion`` is the criterion that is not met, in words, with its source. ``modification`` says
    what of the line is approved in part, ``agreement_passages`` where the provider agreed to that."""

    line: int
    code: str
    system: str
    label: str
    units: int
    description: str
    body_region: str
    laterality: str
    level: str
    date_of_service: date | None
    outcome: str
    outcome_words: str
    rationale: str
    reason: str
    criterion: str
    missing: tuple[str, ...]
    modification: str
    agreement: str
    agreement_passages: tuple[CitedPassage, ...]
    obstacles: tuple[Obstacle, ...]


@dataclass(frozen=True, slots=True)
class SummaryRequest:
    """The request as it was submitted. ``problems`` are notes on identifiers that look wrong, by field;
    ``other_fields`` are those that the request carried and the program has no word for."""

    request_id: str
    received: datetime | None
    urgency: str
    member: Member
    plan: Plan
    diagnoses: tuple[Diagnosis, ...]
    body_region: str
    laterality: str
    level: str
    date_of_service: date | None
    place_of_service: str
    onset_date: date | None
    change_date: date | None
    ordering_provider: Provider
    servicing_provider: Provider
    clinical_trial_number: str
    submitter_note: str
    attachments: tuple[str, ...]
    from_file: bool
    problems: tuple[DetailValue, ...]
    other_fields: tuple[DetailValue, ...]


@dataclass(frozen=True, slots=True)
class SummaryException:
    """A request to go outside a guideline's criteria (S16). ``criteria`` are titles of the elements it
    excuses."""

    why: str
    criteria: tuple[str, ...]
    accepted: bool
    accepted_by: str
    accepted_licence: str
    accepted_at: datetime | None


@dataclass(frozen=True, slots=True)
class SummaryPriorRequest:
    """An earlier request that a service line matches (S17-S19). ``settlement``: documented, not-documented,
    set-aside, not-asked (no policy in effect asks for anything about it); the last three fields say why, by
    whom and when it was set aside. ``score`` is how sure the match is, from 0 to 1."""

    line: int
    kind: str
    kind_words: str
    id: str
    case: str
    authorization: str
    codes: tuple[str, ...]
    status: str
    decided: date | None
    performed: str
    score: float
    same_provider: bool | None
    reasons: tuple[str, ...]
    settlement: str
    settlement_words: str
    reason: str
    decided_by: str
    decided_at: datetime | None


@dataclass(frozen=True, slots=True)
class SummaryDocument:
    """One file of the record. ``status_words`` says whether it could be read; ``error`` why not; ``change``
    is empty, ``new``, ``changed`` or ``gone`` against what the review has seen."""

    file: str
    sha256: str
    media_type: str
    pages: int
    status: str
    status_words: str
    error: str
    notes: tuple[str, ...]
    pertinent: bool
    change: str
    illegible_pages: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PromptAnswer:
    """One of the considerations that each determination weighs (S26), and the answer to it."""

    id: str
    row: str
    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class Statement:
    """What a policy pack states in every summary (S28)."""

    row: str
    text: str


@dataclass(frozen=True, slots=True)
class Decision:
    """Who signed, in which role, and when; ``content_hash`` is the SHA-256 of the signed review."""

    name: str
    role: str
    role_words: str
    licence: str
    attestation: str
    signed_at: datetime
    content_hash: str


@dataclass(frozen=True, slots=True)
class ReviewVersion:
    """Which version of the review this is; ``amends`` is the id of the version that it replaces."""

    id: str
    version: int
    status: str
    status_words: str
    amends: str
    created_at: datetime
    reviewer: str
    reviewer_role: str
    reviewer_role_words: str
    reviewer_licence: str


@dataclass(frozen=True, slots=True)
class DeterminationSummary:
    """Everything that a reader of the closed case must see. ``draft`` is true until the review is signed,
    ``redacted`` where what identifies the member was left out. ``due`` is when the determination is due,
    ``clock`` what moved that.

    ``coverage_records`` are trials, investigational services and conditions out of scope, ``timeline`` the
    confirmed dates of the complaint's course, ``page_records`` pages of other patients and pages that are no
    copies, ``other_records`` what has no section of its own. ``reconsideration`` is the text that goes with
    an adverse determination, none or one. ``audit_hash`` is the last hash of the audit chain at the time of
    the export. ``language`` is a BCP 47 tag.
    """

    title: str
    language: str
    draft: bool
    redacted: bool
    generated_at: datetime
    program: str
    request: SummaryRequest
    lines: tuple[SummaryLine, ...]
    criteria: tuple[CriteriaGroup, ...]
    missing: tuple[MissingItem, ...]
    discrepancies: tuple[SummaryRecord, ...]
    exception: SummaryException | None
    prior_requests: tuple[SummaryPriorRequest, ...]
    authority: tuple[SummaryLadder, ...]
    coverage_records: tuple[SummaryRecord, ...]
    conversations: tuple[SummaryRecord, ...]
    timeline: tuple[SummaryRecord, ...]
    page_records: tuple[SummaryRecord, ...]
    documents: tuple[SummaryDocument, ...]
    policies: tuple[PolicyApplied, ...]
    prompts: tuple[PromptAnswer, ...]
    statements: tuple[Statement, ...]
    cautions: tuple[Obstacle, ...]
    due: datetime | None
    clock: tuple[SummaryRecord, ...]
    versions: tuple[SummaryRecord, ...]
    other_records: tuple[SummaryRecord, ...]
    reconsideration: tuple[SummaryRecord, ...]
    decision: Decision | None
    review: ReviewVersion
    audit_hash: str
