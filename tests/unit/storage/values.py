"""Made-up reviews and their parts: fixed ones for plain tests, generated ones for properties."""

from __future__ import annotations

import string
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

from hypothesis import strategies as st

from reviewer_app.domain.approved_part import ApprovedPart
from reviewer_app.domain.authority import (
    AuthorityEntry,
    InvestigationalFlag,
    LadderChoice,
    LadderKind,
    RungFinding,
    RungKind,
    ScopeOverride,
    Speaks,
    TrialRecord,
)
from reviewer_app.domain.changes import Change
from reviewer_app.domain.clock import ClockAct, ClockEvent
from reviewer_app.domain.copy_decision import CopyDecision, CopySubject
from reviewer_app.domain.discrepancy import (
    DifferenceKind,
    Discrepancy,
    Independence,
    Reading,
    ReconciledBy,
    Reconciliation,
    Significance,
    Study,
)
from reviewer_app.domain.dismissed_candidate import DismissedCandidate
from reviewer_app.domain.evidence import Anchor, Evidence
from reviewer_app.domain.folder_read import RequestAsRead, UnreadableFile
from reviewer_app.domain.found import Milestone
from reviewer_app.domain.match_decision import MatchDecision, MatchSubject, MatchVerdict
from reviewer_app.domain.page_identity import PageIdentity, PageOwner
from reviewer_app.domain.pages import Rect
from reviewer_app.domain.peer_to_peer import Channel, PeerToPeerNote
from reviewer_app.domain.place import Beside, Place
from reviewer_app.domain.policy import (
    DetailField,
    Element,
    ElementKind,
    PackReference,
    Requirement,
)
from reviewer_app.domain.review import (
    AddedElement,
    ExceptionRecord,
    Finding,
    FindingState,
    LineDetermination,
    Outcome,
    PageMark,
    Review,
    ReviewedDocument,
    Reviewer,
    ReviewStatus,
    Role,
)
from reviewer_app.domain.review_parts import Answer, ReviewPart
from reviewer_app.domain.timeline_entry import TimelineEntry
from reviewer_app.domain.version_note import VersionKind, VersionNote
from reviewer_app.storage.history_rows import CaseLines, PersonIndex
from reviewer_app.storage.keys import DatabaseKey, GivenKey

KEY = DatabaseKey(bytes(range(32)))
KEYS = GivenKey(KEY)
NURSE = Reviewer("Ines Marlow", Role.NURSE, "RN 4411 WI")
PHYSICIAN = Reviewer("Tobias Reyne", Role.PHYSICIAN, "MD 2207 WI")
START = datetime(2025, 5, 8, 10, 14, 0, 250, tzinfo=timezone(timedelta(hours=-5)))
SHA = "ab" * 32


def at(minutes: int) -> datetime:
    return START + timedelta(minutes=minutes)


def open_review(review_id: str, case_id: str) -> Review:
    return Review(
        id=review_id,
        case_id=case_id,
        version=1,
        status=ReviewStatus.OPEN,
        created_at=START,
        reviewer=NURSE,
        packs=(PackReference("clinical-information", "2025-02-01"),),
        documents=(ReviewedDocument(SHA, "01_request.pdf", 3),),
    )


def no_lines(case_id: str) -> CaseLines:
    """A case of which the history of requests holds nothing."""
    return CaseLines(case_id, (), PersonIndex(lambda _member: (), lambda _member: ("", "")))


def marked(element_id: str, note: str = "", state: FindingState = FindingState.PRESENT) -> Finding:
    anchor = Anchor(
        SHA, 2, (Rect(72.0, 100.5, 300.25, 112.0),), "six weeks of therapy", "after", "with relief"
    )
    evidence = Evidence(f"evidence of {element_id}", anchor, "01_request.pdf", START, NURSE.name)
    return Finding(element_id, state, note=note, evidence=(evidence,), marked_at=START, marked_by=NURSE.name)


def mark(element_id: str, note: str = "", before: Finding | None = None) -> Change:
    return Change(f"Present: {element_id}", before, marked(element_id, note))


texts = st.text(max_size=12)
few_ids = st.sampled_from(("s3-evaluation", "s5-imaging", "s14-discrepancies"))
hashes = st.sampled_from((SHA, "cd" * 32))
pages = st.integers(1, 3_000)
offsets = st.sampled_from((UTC, timezone(timedelta(hours=-5)), timezone(timedelta(hours=5, minutes=30))))
instants = st.builds(
    lambda seconds, zone: datetime.fromtimestamp(seconds / 1_000_000, zone),
    st.integers(0, 4 * 10**15),
    offsets,
)
points = st.floats(-20_000, 20_000, allow_nan=False)
rects = st.builds(Rect, points, points, points, points)
anchors = st.builds(
    Anchor, hashes, pages, st.lists(rects, max_size=3).map(tuple), quote=texts, before=texts, after=texts
)
evidence = st.builds(Evidence, texts, anchors, texts, instants, texts)
entries = st.lists(st.tuples(texts, texts), max_size=2).map(tuple)
findings = st.builds(
    Finding,
    few_ids,
    st.sampled_from(FindingState),
    reason=texts,
    note=texts,
    evidence=st.lists(evidence, max_size=3).map(tuple),
    details=st.lists(entries, max_size=2).map(tuple),
    marked_at=st.none() | instants,
    marked_by=texts,
)
determinations = st.builds(
    LineDetermination,
    st.integers(1, 3),
    st.none() | st.sampled_from(Outcome),
    rationale=texts,
    reason=texts,
    criterion=texts,
    criterion_source=texts,
    missing=st.lists(texts, max_size=2).map(tuple),
    modification=texts,
    agreement=texts,
)
exceptions = st.builds(
    ExceptionRecord,
    why=texts,
    criteria=st.lists(texts, max_size=2).map(tuple),
    accepted_by=texts,
    accepted_licence=texts,
    accepted_at=st.none() | instants,
)
answers = st.builds(Answer, st.sampled_from(("benefit-plan", "laws", "facts")), texts)
detail_fields = st.builds(DetailField, texts, texts, texts, st.lists(texts, max_size=2).map(tuple))
elements = st.builds(
    Element,
    st.sampled_from(("added-1", "added-2", "added-3")),
    texts,
    texts,
    texts,
    texts,
    kind=st.sampled_from(ElementKind),
    requirement=st.sampled_from(Requirement),
    parent=st.none() | texts,
    details=st.lists(detail_fields, max_size=2).map(tuple),
    details_repeat=st.booleans(),
)
added_elements = st.builds(AddedElement, elements, texts, instants)
page_marks = st.builds(PageMark, hashes, st.integers(1, 3), st.booleans())
documents = st.builds(ReviewedDocument, hashes, texts, pages, st.booleans())
match_subjects = st.builds(MatchSubject, st.integers(0, 2), texts, texts, texts)
match_decisions = st.builds(
    MatchDecision, match_subjects, st.sampled_from(MatchVerdict), texts, texts, instants
)
copy_subjects = st.builds(CopySubject, hashes, st.integers(1, 3), hashes, st.integers(1, 3))
copy_decisions = st.builds(CopyDecision, copy_subjects, pages, texts, texts, instants)
readings = st.builds(Reading, st.lists(evidence, max_size=2).map(tuple), texts, texts, st.none() | st.dates())
discrepancies = st.builds(
    Discrepancy,
    st.sampled_from(("discrepancy-1", "discrepancy-2", "discrepancy-3")),
    st.builds(Study, texts, texts, date=st.none() | st.dates()),
    texts,
    st.sampled_from(Independence),
    ordering=readings,
    radiologist=readings,
    kind=st.none() | st.sampled_from(DifferenceKind),
    significance=st.sampled_from(Significance),
    elements=st.lists(texts, max_size=2).map(tuple),
    lines=st.lists(st.integers(1, 3), max_size=2).map(tuple),
    reconciliation=st.builds(
        Reconciliation, st.none() | st.sampled_from(ReconciledBy), date=st.none() | st.dates()
    ),
    recorded_at=st.none() | instants,
)
approved_parts = st.builds(
    ApprovedPart,
    st.integers(1, 3),
    st.lists(texts, max_size=2).map(tuple),
    st.none() | st.integers(0, 99),
    st.none() | st.dates(),
    st.none() | st.dates(),
    texts,
    st.lists(evidence, max_size=2).map(tuple),
)
conversations = st.builds(
    PeerToPeerNote,
    st.sampled_from(("conversation-1", "conversation-2")),
    st.none() | st.dates(),
    texts,
    texts,
    st.sampled_from(Channel),
    texts,
    texts,
    texts,
    st.none() | instants,
)
timeline_entries = st.builds(
    TimelineEntry,
    st.sampled_from(("onset-1", "visit-2", "treatment-3")),
    st.sampled_from(Milestone),
    texts,
    st.dates(),
    st.booleans(),
    st.lists(evidence, max_size=1).map(tuple),
    st.none() | st.dates(),
    st.booleans(),
    texts,
    st.none() | instants,
)
dismissed_candidates = st.builds(
    DismissedCandidate,
    st.sampled_from(("candidate-1", "candidate-2")),
    st.builds(Study, texts, texts, date=st.none() | st.dates()),
    st.sampled_from(DifferenceKind),
    st.lists(evidence, max_size=2).map(tuple),
    texts,
    st.none() | instants,
)
entries_of_library = st.builds(
    AuthorityEntry,
    texts,
    st.sampled_from(RungKind),
    st.sampled_from(Speaks),
    texts,
    texts,
    codes=st.lists(texts, max_size=2).map(tuple),
    effective_from=st.none() | st.dates(),
    imported=st.none() | st.dates(),
)
rungs = st.builds(
    RungFinding,
    st.integers(1, 3),
    st.sampled_from(RungKind),
    st.sampled_from(Speaks),
    st.lists(evidence, max_size=2).map(tuple),
    st.none() | entries_of_library,
    st.none() | st.dates(),
    overrides=st.lists(texts, max_size=2).map(tuple),
    instruction=texts,
    checked_at=st.none() | instants,
)
ladders = st.builds(LadderChoice, st.sampled_from(LadderKind), texts, st.none() | instants)
trials = st.builds(
    TrialRecord,
    texts,
    st.none() | st.booleans(),
    texts,
    st.none() | st.dates(),
    st.lists(evidence, max_size=2).map(tuple),
)
flags = st.builds(
    InvestigationalFlag, st.integers(1, 3), texts, cleared_by=texts, cleared_at=st.none() | instants
)
scope_overrides = st.builds(ScopeOverride, st.integers(1, 3), texts, texts, st.none() | instants)
page_identities = st.builds(
    PageIdentity,
    hashes,
    st.integers(1, 3),
    texts,
    st.sampled_from(PageOwner),
    texts,
    instants,
    name=texts,
    handling=texts,
    acknowledged_at=st.none() | instants,
)
clock_events = st.builds(
    ClockEvent,
    st.sampled_from(("event-1", "event-2", "event-3")),
    st.sampled_from(ClockAct),
    instants,
    why=texts,
    due_before=st.none() | instants,
    due_after=st.none() | instants,
    days=st.integers(0, 14),
    noticed=st.none() | st.dates(),
    recorded_at=st.none() | instants,
)
version_notes = st.builds(
    VersionNote,
    st.integers(2, 4),
    st.sampled_from(VersionKind),
    texts,
    texts,
    instants,
    st.lists(hashes, max_size=2).map(tuple),
)
requests_as_read = st.builds(RequestAsRead, entries)
unreadable_files = st.builds(UnreadableFile, st.sampled_from(("a.pdf", "b/c.pdf")), texts)
parts: st.SearchStrategy[ReviewPart] = st.one_of(
    page_identities,
    clock_events,
    version_notes,
    requests_as_read,
    unreadable_files,
    rungs,
    ladders,
    trials,
    flags,
    scope_overrides,
    discrepancies,
    approved_parts,
    conversations,
    timeline_entries,
    dismissed_candidates,
    findings,
    determinations,
    exceptions,
    answers,
    added_elements,
    page_marks,
    documents,
    match_decisions,
    copy_decisions,
)
places_of_a_pane = st.builds(
    Place,
    sha256=hashes,
    page=pages,
    zoom=st.sampled_from(("fit-width", "fit-page", "125")),
    rotation=st.sampled_from((0, 90, 180, 270)),
    offset=points,
)
panes_beside = st.builds(Beside, places_of_a_pane, first=st.booleans(), synchronised=st.booleans())
places = st.builds(replace, places_of_a_pane, element_id=texts, beside=st.none() | panes_beside)
seen = st.frozensets(st.tuples(hashes, st.integers(1, 9)), max_size=4)
names = st.text(string.ascii_letters, min_size=1, max_size=8)
