"""Records of the review that have no finding of their own: conversations, pages, the clock, the versions.

A kind of record that nothing here names is still in the summary, field by field, among the other records.
"""

from __future__ import annotations

from collections.abc import Iterator

from reviewer_app.domain.approved_part import ApprovedPart
from reviewer_app.domain.authority import (
    InvestigationalFlag,
    LadderChoice,
    RungFinding,
    ScopeOverride,
    TrialRecord,
)
from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.clock import ClockAct, ClockEvent, ClockRule
from reviewer_app.domain.copy_decision import CopyDecision
from reviewer_app.domain.discrepancy import Discrepancy
from reviewer_app.domain.dismissed_candidate import DismissedCandidate
from reviewer_app.domain.folder_read import RequestAsRead, UnreadableFile
from reviewer_app.domain.match_decision import MatchDecision
from reviewer_app.domain.page_identity import PageIdentity
from reviewer_app.domain.peer_to_peer import PeerToPeerNote
from reviewer_app.domain.review import (
    AddedElement,
    ExceptionRecord,
    Finding,
    LineDetermination,
    PageMark,
    ReviewedDocument,
)
from reviewer_app.domain.review_parts import KINDS, Answer
from reviewer_app.domain.timeline_entry import TimelineEntry
from reviewer_app.domain.version_note import VersionKind, VersionNote
from reviewer_app.rules.part_words import kind_words, names_of, part_fields, part_title
from reviewer_app.rules.review_differences import evidence_of
from reviewer_app.summary.citations import Citations
from reviewer_app.summary.details import given, recorded
from reviewer_app.summary.values import DetailValue, SummaryRecord
from reviewer_app.summary.wording import count_words, date_words, instant_words

TOLD_ELSEWHERE: frozenset[type] = frozenset(
    (
        AddedElement,
        Answer,
        ApprovedPart,
        ClockEvent,
        CopyDecision,
        Discrepancy,
        DismissedCandidate,
        ExceptionRecord,
        Finding,
        InvestigationalFlag,
        LadderChoice,
        LineDetermination,
        MatchDecision,
        PageIdentity,
        PageMark,
        PeerToPeerNote,
        RequestAsRead,
        ReviewedDocument,
        RungFinding,
        ScopeOverride,
        TimelineEntry,
        TrialRecord,
        UnreadableFile,
        VersionNote,
    )
)
"""Kinds of parts that a section of their own shows; a request as it was read is the request itself."""

ACT_WORDS = {
    ClockAct.PENDED: "More information asked for",
    ClockAct.RESUMED: "The review went on",
    ClockAct.EXTENDED: "The time was extended",
    ClockAct.DECIDED: "Decided",
    ClockAct.VOIDED: "The determination was voided",
}

ONLY_IN_REVIEW = "noted in the review"
"""In place of another patient's name, which does not belong into a member's papers."""

VERSION_WORDS = {
    VersionKind.AMENDED: "Amended",
    VersionKind.LATE_DOCUMENTS: "Reopened for documents that came late",
    VersionKind.WITHDRAWN: "Withdrawn by the provider",
    VersionKind.VOID: "Void: the determination before was recorded in error",
}


def conversations(case: OpenCase) -> tuple[SummaryRecord, ...]:
    """Peer-to-peer conversations, and attempts at one."""
    return tuple(_conversation(note) for note in case.review.conversations)


def page_records(case: OpenCase) -> tuple[SummaryRecord, ...]:
    """Pages that name another patient, and pages that the reviewer says are no copies of earlier ones."""
    names = {document.sha256: document.file for document in case.documents}
    names |= {known.sha256: known.file for known in case.review.documents if known.sha256 not in names}
    owners = tuple(_page_owner(one, names.get(one.sha256, one.file)) for one in case.review.page_identities)
    copies = tuple(
        _copies(one, names.get(one.subject.sha256, "a document that is gone"))
        for one in case.review.copy_decisions
    )
    return owners + copies


def clock_records(case: OpenCase) -> tuple[SummaryRecord, ...]:
    """By which rule the determination is due, and what moved that time."""
    rule = case.clock.rule
    limit = () if rule is None else (_clock_rule(rule),)
    return (*limit, *(_clock_event(event) for event in case.review.clock_events))


def reconsideration_records(case: OpenCase) -> tuple[SummaryRecord, ...]:
    """How an adverse determination is reconsidered, in the words that go out with it."""
    text = case.reconsideration.text
    if text is None:
        return ()
    words = "\n".join(paragraph.strip() for paragraph in text.paragraphs)
    return (SummaryRecord(text.id, text.title, given(("Text", words), ("Under", text.source))),)


def version_records(case: OpenCase) -> tuple[SummaryRecord, ...]:
    """Why each version after the first was begun."""
    return tuple(
        SummaryRecord(
            kind=note.kind.value,
            title=f"Version {note.version}: {VERSION_WORDS[note.kind]}",
            facts=given(("Reason", note.reason), ("By", recorded(note.made_by, note.made_at))),
        )
        for note in case.review.version_notes
    )


def other_records(case: OpenCase, citations: Citations) -> tuple[SummaryRecord, ...]:
    """Parts of the review that no other section shows, field by field."""
    return tuple(_other_records(case, citations))


def _other_records(case: OpenCase, citations: Citations) -> Iterator[SummaryRecord]:
    names = names_of(case.checklist, case.review)
    for kind in KINDS:
        if kind.kind in TOLD_ELSEWHERE:
            continue
        for part in kind.items(case.review):
            title = ": ".join(one for one in (kind_words(kind.kind), part_title(part, names)) if one)
            facts = tuple(DetailValue(field.label, field.words) for field in part_fields(part, names))
            passages = citations.passages("", evidence_of(part), title)
            yield SummaryRecord(kind.kind.__name__, title, facts, passages)


def _conversation(note: PeerToPeerNote) -> SummaryRecord:
    held = ", ".join(part for part in (date_words(note.held_on), note.held_at) if part)
    return SummaryRecord(
        kind="peer-to-peer",
        title=f"Conversation with {note.partner}" if note.partner else "Conversation",
        facts=given(
            ("Held", held),
            ("How", note.channel.value.replace("-", " ")),
            ("What was said", note.said),
            ("New information", note.new_information or "none"),
            ("Recorded by", recorded(note.recorded_by, note.recorded_at)),
        ),
    )


def _page_owner(one: PageIdentity, file: str) -> SummaryRecord:
    words = "another patient's page" if one.other else "the member's page"
    return SummaryRecord(
        kind=one.owner.value,
        title=f"{file}, page {one.page}: {words}",
        facts=given(
            ("Name on the page", ONLY_IN_REVIEW if one.name and one.other else one.name),
            ("What is done with it", one.handling),
            ("Marked by", recorded(one.marked_by, one.marked_at)),
            ("Acknowledged by", recorded(one.acknowledged_by, one.acknowledged_at)),
        ),
        state="acknowledged" if one.acknowledged else "open" if one.other else "",
    )


def _copies(one: CopyDecision, file: str) -> SummaryRecord:
    first = one.subject.page
    other = f"document {one.subject.other_sha256[:12]}, from page {one.subject.other_page}"
    pages = f"page {first}" if one.pages == 1 else f"pages {first} to {first + one.pages - 1}"
    return SummaryRecord(
        kind="no-copy",
        title=f"{file}, {pages}: no {'copy' if one.pages == 1 else 'copies'} of an earlier document",
        facts=given(
            ("Compared with", other),
            ("Reason", one.reason),
            ("Set aside by", recorded(one.decided_by, one.decided_at)),
        ),
    )


def _clock_rule(rule: ClockRule) -> SummaryRecord:
    extension = rule.extension
    return SummaryRecord(
        kind="rule",
        title=f"Time limit: {rule.limit_words} from receipt",
        facts=given(
            ("Source", rule.source),
            ("A pend stops it", "yes" if rule.pend_stops else "no"),
            ("Extension", f"up to {extension.days} days ({extension.source})" if extension else "none"),
            ("Note", rule.note),
        ),
    )


def _clock_event(event: ClockEvent) -> SummaryRecord:
    return SummaryRecord(
        kind=event.act.value,
        title=ACT_WORDS[event.act],
        facts=given(
            ("In force from", instant_words(event.at)),
            ("Why", event.why),
            ("By", count_words(event.days, "day", "days") if event.days else ""),
            ("Member told", date_words(event.noticed)),
            ("Due before", instant_words(event.due_before)),
            ("Due after", instant_words(event.due_after)),
            ("Recorded by", recorded(event.recorded_by, event.recorded_at)),
        ),
    )
