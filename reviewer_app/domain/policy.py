"""Policy packs as values: one version of a coverage policy or guideline, its elements, gates and
citations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class PackKind(StrEnum):
    COVERAGE_POLICY = "coverage-policy"
    GUIDELINE = "guideline"


class Requirement(StrEnum):
    """Whether a pack demands an element of every request it applies to, or only where it is relevant.

    ``OPTIONAL`` elements are shown and may be marked, but neither a missing mark nor ``absent`` blocks.
    """

    REQUIRED = "required"
    WHERE_RELEVANT = "where-relevant"
    OPTIONAL = "optional"


class ElementKind(StrEnum):
    """A *record* asks for documentation; a *criterion* asks for a fact of the case (S16 can only excuse
    these)."""

    RECORD = "record"
    CRITERION = "criterion"
    EXCEPTION = "exception"


class Arises(StrEnum):
    """What puts an element on a case's checklist. Without its cause an element is not asked for.

    ``always``: with its pack. ``outside-criteria``: a guideline criterion is on the checklist, so that the
    request may fall outside it (S16). ``match-*``: an earlier request matches (S17-S19). ``plan-document``: a
    benefit plan document is relied on (S21). ``trial-number``: the request names a clinical trial (S24).
    """

    ALWAYS = "always"
    OUTSIDE_CRITERIA = "outside-criteria"
    MATCH_DUPLICATE = "match-duplicate"
    MATCH_SIMILAR = "match-similar"
    MATCH_SEQUENTIAL = "match-sequential"
    PLAN_DOCUMENT = "plan-document"
    TRIAL_NUMBER = "trial-number"


@dataclass(frozen=True, slots=True)
class DetailField:
    """One field of an element's structured entries, for example ``response`` of a treatment entry (S12).

    ``kind``: text, date, yes-no or choice; ``choices`` only for the last.
    """

    id: str
    label: str
    kind: str = "text"
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Element:
    """One thing that a policy wants to find in the records.

    ``id`` is stable across packs and versions; ``row`` is the row S1-S28 that demands it;
    ``parts`` are ids of sub-elements that follow it in the pack; ``parent`` the id of the element it is part
    of; ``linked`` are ids of elements of other packs that ask for the same thing. ``question`` tells the
    reviewer what to look for; ``short`` is the word drawn beside evidence on a page. ``within_days`` bounds
    how many days before the receipt of the request a record still counts. ``local_convention`` states in
    words what of the element is our choice because the source leaves it open. ``asks`` is what a provider is
    asked to send where it is missing, in words that go on after "Please send".
    """

    id: str
    row: str
    title: str
    short: str
    question: str
    kind: ElementKind = ElementKind.RECORD
    requirement: Requirement = Requirement.REQUIRED
    section: str = ""
    parent: str | None = None
    parts: tuple[str, ...] = ()
    linked: tuple[str, ...] = ()
    details: tuple[DetailField, ...] = ()
    details_repeat: bool = False
    arises: Arises = Arises.ALWAYS
    within_days: int | None = None
    local_convention: str = ""
    asks: str = ""


@dataclass(frozen=True, slots=True)
class Gate:
    """A rule of the policy that is not an element: what it says and its row (for example S2, S27)."""

    id: str
    row: str
    says: str
    section: str = ""


@dataclass(frozen=True, slots=True)
class PolicySource:
    """Where the pack's demands come from, for citation."""

    title: str
    publisher: str
    section: str = ""
    effective: date | None = None


@dataclass(frozen=True, slots=True)
class PackApplies:
    """The requests a pack governs: those of its lines of business and payers (an empty tuple means any) whose
    code is in scope. A code is in scope when it is listed, lies in a range (both ends included) or belongs to
    one of the disciplines, which are words of the pack library; ``every_request`` takes any code."""

    lines_of_business: tuple[str, ...] = ()
    payers: tuple[str, ...] = ()
    disciplines: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    code_ranges: tuple[tuple[str, str], ...] = ()
    every_request: bool = False


@dataclass(frozen=True, slots=True)
class CodeScope:
    """For which conditions a pack reviews some codes (S20): diagnoses that begin with one of the
    ``indications`` (ICD-10-CM). Requests for other conditions go to the health plan."""

    codes: tuple[str, ...]
    indications: tuple[str, ...]
    section: str = ""


@dataclass(frozen=True, slots=True)
class Prompt:
    """A question that a determination must answer (S26)."""

    id: str
    row: str
    question: str


@dataclass(frozen=True, slots=True)
class LegibilityCut:
    """Below which measured legibility, 0..1, a page is suggested to be illegible (S1). ``local_convention``
    says why so, since the sources give no measure."""

    cut: float
    local_convention: str = ""


@dataclass(frozen=True, slots=True)
class PolicyPack:
    """One version of a policy as data. It is in effect from ``effective_from`` to ``effective_to``, both
    inclusive; an open end is ``None``. ``example`` marks a pack of ours that is no payer's. ``legibility`` is
    left out where the program's own cut is to hold."""

    id: str
    version: str
    title: str
    kind: PackKind
    source: PolicySource
    applies: PackApplies
    effective_from: date
    effective_to: date | None = None
    example: bool = False
    elements: tuple[Element, ...] = ()
    gates: tuple[Gate, ...] = ()
    prompts: tuple[Prompt, ...] = ()
    statements: tuple[Gate, ...] = ()
    scope: tuple[CodeScope, ...] = ()
    legibility: LegibilityCut | None = None

    @property
    def reference(self) -> PackReference:
        return PackReference(self.id, self.version)


@dataclass(frozen=True, slots=True, order=True)
class PackReference:
    """Names one version of one pack; a review keeps the references it was made with."""

    id: str
    version: str

    def __str__(self) -> str:
        return f"{self.id} {self.version}"


@dataclass(frozen=True, slots=True)
class PackChoice:
    """Whether a pack applies to a request, and why or why not, in words."""

    pack: PolicyPack
    governs: bool
    why: str
