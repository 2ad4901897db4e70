"""A case as the program has it open: its folder, request, documents, checklist and review."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from reviewer_app.domain.authority import LineAuthority, RungProposal
from reviewer_app.domain.checklist import Checklist, LineReadiness
from reviewer_app.domain.clock import ClockStanding
from reviewer_app.domain.documents import Document
from reviewer_app.domain.match_decision import EarlierRequests, SettledMatch
from reviewer_app.domain.page_identity import SuspectedPage
from reviewer_app.domain.policy import PackChoice, PackReference
from reviewer_app.domain.request import FieldProblem, Request
from reviewer_app.domain.review import Review, Reviewer
from reviewer_app.domain.wording import Reconsideration


@dataclass(frozen=True, slots=True)
class DocumentChanges:
    """How the folder differs from what the review has seen: file names, by kind of difference; and the fields
    of ``request`` that are others in request.json than when the review was made, in words."""

    changed: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    request: tuple[str, ...] = ()

    @property
    def any(self) -> bool:
        return bool(self.changed or self.gone or self.new or self.request)

    @property
    def came(self) -> tuple[str, ...]:
        """Files with something in them that the review does not know."""
        return (*self.changed, *self.new)


@dataclass(frozen=True, slots=True)
class OpenCase:
    """Everything on screen about one case. A change yields a new value.

    ``saved_at`` is when the last act was committed to the database. ``sent`` are the fields of request.json
    as it is now, ``clock`` says when the determination is due. ``unread`` are the pages of documents that
    came late and were never on screen, as (file, page from 1). ``missing_attachments`` are files that the
    request names and the folder has not; ``newer_versions`` are installed packs that are newer than those
    the review was made with. ``earlier`` is what the history has beside the request, ``matches`` how each
    of it stands in this review. ``reconsideration`` goes with a line that is decided against the requester.
    ``authority`` is the ladder of each service line, ``proposals`` what the authority library has on its
    rungs. ``suspected`` are pages that the program takes for another patient's.
    """

    case_id: str
    folder: Path
    request: Request
    request_from_file: bool
    problems: tuple[FieldProblem, ...]
    documents: tuple[Document, ...]
    changes: DocumentChanges
    choices: tuple[PackChoice, ...]
    checklist: Checklist
    review: Review
    reviewer: Reviewer
    readiness: tuple[LineReadiness, ...]
    saved_at: datetime | None = None
    sent: tuple[tuple[str, str], ...] = ()
    clock: ClockStanding = field(default_factory=ClockStanding)
    unread: tuple[tuple[str, int], ...] = ()
    missing_attachments: tuple[str, ...] = ()
    newer_versions: tuple[PackReference, ...] = ()
    earlier: EarlierRequests = field(default_factory=EarlierRequests)
    matches: tuple[SettledMatch, ...] = ()
    reconsideration: Reconsideration = field(default_factory=Reconsideration)
    authority: tuple[LineAuthority, ...] = ()
    proposals: tuple[RungProposal, ...] = ()
    suspected: tuple[SuspectedPage, ...] = ()
    can_undo: str = ""
    can_redo: str = ""

    @property
    def due(self) -> datetime | None:
        """When the determination is due; ``None`` without a known rule, and while the clock is stopped."""
        return self.clock.due


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One row of the worklist. ``new_documents`` counts files that the review does not know."""

    folder: Path
    name: str
    case_id: str
    member: str
    service: str
    received: datetime | None
    clock: ClockStanding
    status: str
    progress: str
    problem: str = ""
    new_documents: int = 0

    @property
    def due(self) -> datetime | None:
        """When the determination is due; ``None`` without a known rule, and while the clock is stopped."""
        return self.clock.due
