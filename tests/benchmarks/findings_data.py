"""What the findings benchmark reads: the truth of a case, and what ``screen --json`` says of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import msgspec

PageAt = tuple[str, int]
"""A file of the case and a page of it, counted from 1."""

ELEMENTS: dict[str, tuple[str, ...]] = {
    "clinical_evaluation": ("s3-evaluation", "s3a-history", "s3b-examination"),
    "laboratory_studies": ("s4-laboratory",),
    "imaging_studies": ("s5-imaging",),
    "pathology_reports": ("s6-pathology",),
    "procedure_reports": ("s7-procedures",),
    "other_provider_reports": ("s8-other-providers", "s15-specialist-reports"),
    "independent_radiologist_interpretation": ("s13-independent-radiology",),
    "treatment_response": ("s12-treatment-response",),
    "discrepancy_reconciliation": ("s14-discrepancies",),
    "duplicate_or_similar_justification": ("s17-not-performed", "s17-both-needed", "s18-together"),
    "sequential_benefit_and_lapse": ("s19-benefit", "s19-lapse"),
    "exception_rationale": ("s16-exception",),
    "plan_document": ("s21-plan-document",),
    "clinical_trial_documents": ("s24-trial",),
}
"""The truth's names of elements, and the ids in the shipped packs; the first id is the element itself."""

TYPES = {
    "pt_note": "therapy-note",
    "patient_log": "diary",
    "procedure_report": "procedure-report",
    "operative_report": "procedure-report",
    "history_physical": "history-and-physical",
    "laboratory_report": "laboratory",
    "pathology_report": "pathology",
}
"""The truth's words for what a paper is where they are not the program's with another dash."""


ROLES: dict[str, frozenset[str]] = {
    "ordering_provider": frozenset({"ordering-provider"}),
    "ordering_provider_office": frozenset({"ordering-provider"}),
    "radiologist": frozenset({"radiologist"}),
    "other_provider": frozenset({"other-provider", "pathologist", "servicing-provider"}),
    "therapist": frozenset({"therapist", "servicing-provider"}),
    "patient": frozenset({"patient"}),
    "plan": frozenset({"plan"}),
    "other": frozenset({"unknown", "other-provider", "pathologist"}),
}
"""The truth's words for an author's part, and the program's for the same."""


class Also(msgspec.Struct, frozen=True):
    """Another page that shows the same paper's page."""

    file: str
    page: int


class Place(msgspec.Struct, frozen=True):
    """Words on a page."""

    file: str
    page: int
    quote: str
    also: tuple[Also, ...] = ()
    locked: bool = False

    @property
    def copies(self) -> frozenset[PageAt]:
        return frozenset({(self.file, self.page), *((each.file, each.page) for each in self.also)})


class Trap(Place, frozen=True):
    """Words that look like evidence and are none of ``elements``, or of any where that is empty."""

    elements: tuple[str, ...] = ()


class Element(msgspec.Struct, frozen=True):
    """What is true of an element; ``acceptable`` passages are right where they come, and are not missed."""

    status: str
    evidence: tuple[Place, ...] = ()
    acceptable: tuple[Place, ...] = ()

    @property
    def to_find(self) -> bool:
        return self.status in ("present", "partial")


class Difference(msgspec.Struct, frozen=True):
    exists: bool
    ordering_reading: Place | None = None
    radiologist_reading: Place | None = None
    reconciliation: tuple[Place, ...] = ()


class Event(msgspec.Struct, frozen=True):
    what: str
    date: str
    file: str
    page: int
    quote: str


class Missing(msgspec.Struct, frozen=True):
    what: str


class TruePage(msgspec.Struct, frozen=True):
    """One page as it is; ``date`` is of the service, ``doc`` names the paper, ``doc_page`` its page."""

    file: str
    page: int
    doc_type: str
    legibility: str
    belongs_to: str
    content_rotation_cw: int
    rotate_flag: int
    doc: str | None = None
    doc_page: int | None = None
    date: str | None = None
    cause: str | None = None
    author_role: str | None = None

    @property
    def at(self) -> PageAt:
        return self.file, self.page

    @property
    def blank(self) -> bool:
        return self.doc_type == "blank"

    @property
    def legible(self) -> bool:
        return self.legibility == "legible"

    @property
    def type(self) -> str:
        return TYPES.get(self.doc_type, self.doc_type.replace("_", "-"))

    @property
    def turned(self) -> int:
        """Degrees by which the view has to be turned clockwise."""
        return -(self.content_rotation_cw + self.rotate_flag) % 360


class TrueFile(msgspec.Struct, frozen=True):
    file: str
    encryption: str | None = None


class Truth(msgspec.Struct, frozen=True):
    case_id: str
    elements: dict[str, Element]
    discrepancy: Difference
    pages: tuple[TruePage, ...]
    files: tuple[TrueFile, ...]
    not_evidence: tuple[Trap, ...] = ()
    timeline: tuple[Event, ...] = ()
    missing: tuple[Missing, ...] = ()


class Suggestion(msgspec.Struct, frozen=True):
    file: str
    page: int
    quote: str
    score: float
    why: str = ""

    @property
    def at(self) -> PageAt:
        return self.file, self.page


class FoundElement(msgspec.Struct, frozen=True):
    id: str
    suggestions: tuple[Suggestion, ...]


class FoundPage(msgspec.Struct, frozen=True):
    file: str
    page: int
    turned: int
    legibility: float | None
    legible: bool | None
    blank: bool | None
    suspect: str | None
    why: str | None = None

    @property
    def at(self) -> PageAt:
        return self.file, self.page


class Segment(msgspec.Struct, frozen=True):
    file: str
    first_page: int
    last_page: int
    type: str
    date: str | None
    title: str = ""
    role: str = ""


class Quote(msgspec.Struct, frozen=True):
    file: str
    page: int
    quote: str

    @property
    def at(self) -> PageAt:
        return self.file, self.page


class Candidate(msgspec.Struct, frozen=True):
    ordering: Quote
    radiologist: Quote
    kind: str
    reconciliation: tuple[Quote, ...] = ()


class FoundDate(msgspec.Struct, frozen=True):
    kind: str
    date: str
    quote: str
    approximate: bool = False


class FoundMissing(msgspec.Struct, frozen=True):
    what: str
    why: str


class Screening(msgspec.Struct, frozen=True):
    """What ``screen --json`` printed, as far as it is measured."""

    pages: tuple[FoundPage, ...]
    elements: tuple[FoundElement, ...]
    segments: tuple[Segment, ...]
    discrepancy_candidates: tuple[Candidate, ...]
    timeline: tuple[FoundDate, ...]
    missing: tuple[FoundMissing, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """One case: what is true and what was found. ``group`` is "development", "kept" or "shared"."""

    group: str
    truth: Truth
    found: Screening
    seconds: float = 0.0

    @property
    def name(self) -> str:
        return self.truth.case_id

    @property
    def locked(self) -> frozenset[str]:
        return frozenset(file.file for file in self.truth.files if file.encryption)

    @property
    def read_pages(self) -> tuple[tuple[TruePage, FoundPage], ...]:
        """Pages of files that can be opened, what is true of each beside what was found."""
        found = {page.at: page for page in self.found.pages}
        return tuple((page, found[page.at]) for page in self.truth.pages if page.at in found)

    def suggested(self, name: str) -> tuple[tuple[Suggestion, ...], ...]:
        """What was suggested for an element, one tuple an id of it; none where no pack asks for it."""
        ids = {element.id: element.suggestions for element in self.found.elements}
        return tuple(ids[each] for each in ELEMENTS[name] if each in ids)


def read_truth(path: Path) -> Truth:
    return msgspec.json.decode(path.read_bytes(), type=Truth)


def read_screening(content: bytes) -> Screening:
    return msgspec.json.decode(content, type=Screening)
