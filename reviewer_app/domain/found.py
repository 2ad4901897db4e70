"""What the program finds in a case by itself: it proposes, says why, and never marks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from reviewer_app.domain.discrepancy import DifferenceKind, ReconciledBy, Study
from reviewer_app.domain.page_identity import SuspectedPage

SHOWN_FROM = 0.5
"""Suggestions that score less are not shown: they are rather wrong than right."""

PageKey = tuple[str, int]
"""A page as (SHA-256 of the document, page from 1)."""


@dataclass(frozen=True, slots=True)
class FoundQuote:
    """Words of a page, verbatim as they were read there, with single blanks between them."""

    sha256: str
    file: str
    page: int
    quote: str

    @property
    def key(self) -> PageKey:
        return self.sha256, self.page


@dataclass(frozen=True, slots=True)
class PageLegibility:
    """How well a page can be read, 0..1. ``score`` and ``legible`` are ``None`` where that could not be
    measured, and for blank pages. ``why`` are words such as "faint" or "cut off on the left";
    ``handwriting`` is true where there is ink that looks written by hand and was not read."""

    score: float | None = None
    legible: bool | None = None
    why: str = ""
    handwriting: bool = False


class IdentityField(StrEnum):
    NAME = "name"
    BIRTH_DATE = "birth-date"
    MEMBER_ID = "member-id"
    RECORD_NUMBER = "record-number"


@dataclass(frozen=True, slots=True)
class PageIdentifier:
    """What a page says of whose it is. ``agrees`` with the request: ``None`` where the request has nothing to
    compare with, or the words could be either."""

    field: IdentityField
    value: str
    agrees: bool | None


@dataclass(frozen=True, slots=True)
class PageOwnership:
    """Whose page it is, as far as it says. ``suspect`` says why it may be another patient's; empty when
    nothing speaks for that. ``name`` is whose it then seems to be, where that stands on the page."""

    identifiers: tuple[PageIdentifier, ...] = ()
    suspect: str = ""
    name: str = ""


class PaperType(StrEnum):
    """What a document is, by what a clinician would call it."""

    REQUEST_FORM = "request-form"
    FAX_COVER = "fax-cover"
    CONSULT_NOTE = "consult-note"
    OFFICE_NOTE = "office-note"
    HISTORY_PHYSICAL = "history-and-physical"
    IMAGING_REPORT = "imaging-report"
    ADDENDUM = "addendum"
    LABORATORY = "laboratory"
    PATHOLOGY = "pathology"
    PROCEDURE_REPORT = "procedure-report"
    THERAPY_NOTE = "therapy-note"
    DIARY = "diary"
    LETTER = "letter"
    PLAN_DOCUMENT = "plan-document"
    POLICY_EXCERPT = "policy-excerpt"
    TRIAL_PAPERS = "trial-papers"
    OTHER = "other"


class AuthorRole(StrEnum):
    ORDERING_PROVIDER = "ordering-provider"
    """The ordering provider, or somebody of the same practice."""
    SERVICING_PROVIDER = "servicing-provider"
    RADIOLOGIST = "radiologist"
    PATHOLOGIST = "pathologist"
    THERAPIST = "therapist"
    OTHER_PROVIDER = "other-provider"
    PATIENT = "patient"
    PLAN = "plan"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Segment:
    """Pages that are one document: of one file, from ``first_page`` to ``last_page``, counted from 1.

    ``date`` is that of the service, not of the print, the fax or the birth. ``pertinent`` is false for what
    is no record of the member's care: covers, blank pages, another patient's. ``repeats`` is the earlier
    segment with the same content, as (file, first page).
    """

    sha256: str
    file: str
    first_page: int
    last_page: int
    type: PaperType = PaperType.OTHER
    title: str = ""
    date: date | None = None
    author: str = ""
    role: AuthorRole = AuthorRole.UNKNOWN
    pertinent: bool = True
    repeats: tuple[str, int] | None = None

    def has(self, key: PageKey) -> bool:
        """Whether the page is one of these."""
        return key[0] == self.sha256 and self.first_page <= key[1] <= self.last_page


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Where an element may be. ``score`` is 0..1, calibrated so that about that share of suggestions is
    right; ``why`` is the reason in words."""

    element_id: str
    found: FoundQuote
    score: float
    why: str


@dataclass(frozen=True, slots=True)
class ElementSearch:
    """What the search for one element came to, the best suggestion first. ``looked_for`` says in words what
    was searched for; ``pages`` is how many pages were searched, ``unread`` those that could not be."""

    element_id: str
    suggestions: tuple[Suggestion, ...] = ()
    looked_for: str = ""
    pages: int = 0
    unread: tuple[PageKey, ...] = ()

    @property
    def shown(self) -> tuple[Suggestion, ...]:
        return tuple(one for one in self.suggestions if one.score >= SHOWN_FROM)


@dataclass(frozen=True, slots=True)
class FoundReconciliation:
    """A later statement that may settle a discrepancy."""

    found: FoundQuote
    how: ReconciledBy
    date: date | None = None


@dataclass(frozen=True, slots=True)
class DiscrepancyCandidate:
    """Two passages on one study that may differ: the ordering provider's and the radiologist's."""

    study: Study
    ordering: FoundQuote
    radiologist: FoundQuote
    kind: DifferenceKind
    why: str
    reconciliation: tuple[FoundReconciliation, ...] = ()


class Milestone(StrEnum):
    """What a date of the timeline is of."""

    ONSET = "onset"
    CHANGE = "change"
    NEW_INJURY = "new-injury"
    VISIT = "visit"
    IMAGING = "imaging"
    TREATMENT = "treatment"
    PROCEDURE = "procedure"


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date of the course of the complaint. ``until`` ends what lasted; ``what`` are words for it, such as
    "physical therapy, little gain". ``approximate`` where the words are no full date ("about eight weeks
    before")."""

    milestone: Milestone
    what: str
    day: date
    found: FoundQuote
    until: date | None = None
    approximate: bool = False


@dataclass(frozen=True, slots=True)
class MissingPart:
    """Something that was announced and did not arrive."""

    what: str
    why: str


@dataclass(frozen=True, slots=True)
class OfferedPassword:
    """A password that a page tells, for a file of the case that is locked."""

    password: str = field(repr=False)
    found: FoundQuote = field(repr=False)
    file: str = ""


@dataclass(frozen=True, slots=True)
class CaseFindings:
    """All that was found in a case. ``searched`` has one entry for each element that was looked for, by the
    element's id in its pack. ``pages`` counts pages of the case, ``unread`` are those of them that were not
    read yet or cannot be."""

    legibility: Mapping[PageKey, PageLegibility] = field(default_factory=lambda: MappingProxyType({}))
    ownership: Mapping[PageKey, PageOwnership] = field(default_factory=lambda: MappingProxyType({}))
    segments: tuple[Segment, ...] = ()
    searched: Mapping[str, ElementSearch] = field(default_factory=lambda: MappingProxyType({}))
    candidates: tuple[DiscrepancyCandidate, ...] = ()
    timeline: tuple[FoundDate, ...] = ()
    missing: tuple[MissingPart, ...] = ()
    passwords: tuple[OfferedPassword, ...] = ()
    suspected: tuple[SuspectedPage, ...] = ()
    pages: int = 0
    unread: frozenset[PageKey] = frozenset()
