"""Every kind of part of a review: where the review holds it, and by what its parts are told apart.

Whoever changes, stores or compares reviews part by part goes by this one table.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, Generic, TypeVar

from reviewer_app.domain.approved_part import ApprovedPart
from reviewer_app.domain.authority import (
    InvestigationalFlag,
    LadderChoice,
    RungFinding,
    ScopeOverride,
    TrialRecord,
)
from reviewer_app.domain.clock import ClockEvent
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
    Review,
    ReviewedDocument,
)
from reviewer_app.domain.timeline_entry import TimelineEntry
from reviewer_app.domain.version_note import VersionNote

Part = TypeVar("Part")


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one of the determination's prompts (S26)."""

    prompt_id: str
    text: str


ReviewPart = (
    Finding
    | LineDetermination
    | ExceptionRecord
    | Answer
    | AddedElement
    | PageMark
    | ReviewedDocument
    | MatchDecision
    | CopyDecision
    | Discrepancy
    | RungFinding
    | LadderChoice
    | TrialRecord
    | InvestigationalFlag
    | ScopeOverride
    | PageIdentity
    | ClockEvent
    | VersionNote
    | RequestAsRead
    | UnreadableFile
    | ApprovedPart
    | PeerToPeerNote
    | TimelineEntry
    | DismissedCandidate
)


@dataclass(frozen=True, slots=True)
class PartKind(Generic[Part]):
    """One kind: its parts in a review, a review with other ones, and what is different between two parts."""

    kind: type[Part]
    items: Callable[[Review], Iterable[Part]]
    with_items: Callable[[Review, tuple[Part, ...]], Review]
    key: Callable[[Part], Hashable]

    def replaced(self, review: Review, key: Hashable, new: Part | None) -> Review:
        """The review with the part of that key replaced in its place, appended where there is none, taken
        away where ``new`` is ``None``."""
        kept: list[Part] = []
        placed = False
        for item in self.items(review):
            if self.key(item) != key:
                kept.append(item)
            elif new is not None:
                kept.append(new)
                placed = True
        if new is not None and not placed:
            kept.append(new)
        return self.with_items(review, tuple(kept))


def _exceptions(review: Review) -> tuple[ExceptionRecord, ...]:
    return () if review.exception == ExceptionRecord() else (review.exception,)


def _only(part: Part | None) -> tuple[Part, ...]:
    return () if part is None else (part,)


KINDS: tuple[PartKind[Any], ...] = (
    PartKind(
        ReviewedDocument,
        lambda review: review.documents,
        lambda review, items: replace(review, documents=items),
        lambda document: document.sha256,
    ),
    PartKind(
        AddedElement,
        lambda review: review.added_elements,
        lambda review, items: replace(review, added_elements=items),
        lambda added: added.element.id,
    ),
    PartKind(
        Finding,
        lambda review: review.findings.values(),
        lambda review, items: replace(
            review, findings=MappingProxyType({finding.element_id: finding for finding in items})
        ),
        lambda finding: finding.element_id,
    ),
    PartKind(
        ExceptionRecord,
        _exceptions,
        lambda review, items: replace(review, exception=items[0] if items else ExceptionRecord()),
        lambda _exception: "",
    ),
    PartKind(
        LineDetermination,
        lambda review: review.determinations,
        lambda review, items: replace(review, determinations=items),
        lambda determination: determination.line,
    ),
    PartKind(
        Answer,
        lambda review: (Answer(prompt_id, text) for prompt_id, text in review.answers),
        lambda review, items: replace(review, answers=tuple((item.prompt_id, item.text) for item in items)),
        lambda answer: answer.prompt_id,
    ),
    PartKind(
        PageMark,
        lambda review: review.page_marks,
        lambda review, items: replace(review, page_marks=items),
        lambda mark: (mark.sha256, mark.page),
    ),
    PartKind(
        MatchDecision,
        lambda review: review.match_decisions,
        lambda review, items: replace(review, match_decisions=items),
        lambda decision: decision.subject,
    ),
    PartKind(
        CopyDecision,
        lambda review: review.copy_decisions,
        lambda review, items: replace(review, copy_decisions=items),
        lambda decision: decision.subject,
    ),
    PartKind(
        Discrepancy,
        lambda review: review.discrepancies,
        lambda review, items: replace(review, discrepancies=items),
        lambda discrepancy: discrepancy.id,
    ),
    PartKind(
        RungFinding,
        lambda review: review.rungs,
        lambda review, items: replace(review, rungs=items),
        lambda finding: (finding.line, finding.rung),
    ),
    PartKind(
        LadderChoice,
        lambda review: _only(review.ladder),
        lambda review, items: replace(review, ladder=items[0] if items else None),
        lambda _choice: "",
    ),
    PartKind(
        TrialRecord,
        lambda review: _only(review.trial),
        lambda review, items: replace(review, trial=items[0] if items else None),
        lambda _trial: "",
    ),
    PartKind(
        InvestigationalFlag,
        lambda review: review.investigational,
        lambda review, items: replace(review, investigational=items),
        lambda flag: flag.line,
    ),
    PartKind(
        ScopeOverride,
        lambda review: review.scope_overrides,
        lambda review, items: replace(review, scope_overrides=items),
        lambda override: override.line,
    ),
    PartKind(
        PageIdentity,
        lambda review: review.page_identities,
        lambda review, items: replace(review, page_identities=items),
        lambda identity: (identity.sha256, identity.page),
    ),
    PartKind(
        ClockEvent,
        lambda review: review.clock_events,
        lambda review, items: replace(review, clock_events=items),
        lambda event: event.id,
    ),
    PartKind(
        VersionNote,
        lambda review: review.version_notes,
        lambda review, items: replace(review, version_notes=items),
        lambda note: note.version,
    ),
    PartKind(
        RequestAsRead,
        lambda review: () if review.request_as_read is None else (review.request_as_read,),
        lambda review, items: replace(review, request_as_read=items[0] if items else None),
        lambda _request: "",
    ),
    PartKind(
        UnreadableFile,
        lambda review: review.unreadable_files,
        lambda review, items: replace(review, unreadable_files=items),
        lambda unreadable: unreadable.file,
    ),
    PartKind(
        ApprovedPart,
        lambda review: review.approved_parts,
        lambda review, items: replace(review, approved_parts=items),
        lambda part: part.line,
    ),
    PartKind(
        PeerToPeerNote,
        lambda review: review.conversations,
        lambda review, items: replace(review, conversations=items),
        lambda note: note.id,
    ),
    PartKind(
        TimelineEntry,
        lambda review: review.timeline,
        lambda review, items: replace(review, timeline=items),
        lambda entry: entry.id,
    ),
    PartKind(
        DismissedCandidate,
        lambda review: review.dismissed,
        lambda review, items: replace(review, dismissed=items),
        lambda dismissed: dismissed.id,
    ),
)
"""All kinds, in the order in which their parts are listed."""

_BY_TYPE = {kind.kind: kind for kind in KINDS}


def kind_of_type(kind: type[ReviewPart]) -> PartKind[Any]:
    """The kind whose parts are of that type."""
    return _BY_TYPE[kind]


def kind_of(part: ReviewPart) -> PartKind[Any]:
    """The kind that a part belongs to."""
    return kind_of_type(type(part))


def parts_of(review: Review) -> tuple[ReviewPart, ...]:
    """All parts of a review, kind by kind."""
    return tuple(part for kind in KINDS for part in kind.items(review))
