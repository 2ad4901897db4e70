"""The authority ladder of a service line: which rules of law, plan and policy come before the coverage
policy, what each of them says, and which one governs (S21, S22, S25, S27); with what belongs to it:
investigational services (S23), clinical trials (S24) and conditions that a policy does not review (S20).

Dates are calendar dates, both ends of a period included; an open end is ``None``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from reviewer_app.domain.evidence import Evidence


class LadderKind(StrEnum):
    """Whose rules order the sources."""

    FULLY_INSURED = "fully-insured"
    SELF_FUNDED = "self-funded"
    MEDICARE = "medicare"
    MEDICAID = "medicaid"


class RungKind(StrEnum):
    """One kind of source. ``INTERNAL_CRITERIA`` and ``COVERAGE_POLICY`` are what the policy packs hold."""

    FEDERAL_LAW = "federal-law"
    STATE_LAW = "state-law"
    STATUTE = "statute"
    NATIONAL_COVERAGE = "national-coverage"
    LOCAL_COVERAGE = "local-coverage"
    INTERNAL_CRITERIA = "internal-criteria"
    STATE_POLICY = "state-policy"
    PLAN_DOCUMENT = "plan-document"
    COVERAGE_POLICY = "coverage-policy"


class Speaks(StrEnum):
    """What a source says of a service: it has to be covered, it is not covered, or nothing; or nobody has
    looked yet."""

    NOT_CHECKED = "not-checked"
    SILENT = "silent"
    REQUIRES = "requires"
    EXCLUDES = "excludes"


SPEAKING = frozenset((Speaks.REQUIRES, Speaks.EXCLUDES))


@dataclass(frozen=True, slots=True)
class AuthorityEntry:
    """One rule of the user's authority library. Each of ``codes`` is a code, or a range ``64479-64484``.

    Empty ``codes``, ``states`` and ``lines_of_business`` mean any. ``says`` is its content in own words,
    ``jurisdiction`` the Medicare contractor's area of a local determination. ``library`` names the file that
    it was imported from, ``imported`` when.
    """

    id: str
    rung: RungKind
    speaks: Speaks
    title: str
    citation: str
    says: str = ""
    codes: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    lines_of_business: tuple[str, ...] = ()
    jurisdiction: str = ""
    effective_from: date | None = None
    effective_to: date | None = None
    library: str = ""
    imported: date | None = None

    @property
    def words(self) -> str:
        """Title and citation, as a determination names them."""
        return f"{self.title} ({self.citation})"


@dataclass(frozen=True, slots=True)
class RungFinding:
    """What the reviewer found on one rung for one service line.

    It is cited from documents of the case (``cited``) or from the library (``entry``, as it was then).
    ``effective_from`` and ``effective_to`` are of the cited source; those of an entry are its own.
    ``overrides`` are ids of elements that it overrides, ``instruction`` is the payor's written instruction to
    the provider (S21).
    """

    line: int
    rung: RungKind
    speaks: Speaks = Speaks.NOT_CHECKED
    cited: tuple[Evidence, ...] = ()
    entry: AuthorityEntry | None = None
    effective_from: date | None = None
    effective_to: date | None = None
    overrides: tuple[str, ...] = ()
    note: str = ""
    instruction: str = ""
    checked_by: str = ""
    checked_at: datetime | None = None

    @property
    def has_citation(self) -> bool:
        return bool(self.cited) or self.entry is not None

    @property
    def period(self) -> tuple[date | None, date | None]:
        """When the cited source is in effect."""
        if self.entry is not None:
            return self.entry.effective_from, self.entry.effective_to
        return self.effective_from, self.effective_to

    @property
    def source(self) -> str:
        """What is cited, in words; empty without a citation."""
        if self.entry is not None:
            return self.entry.words
        return "; ".join(f"{item.file}, page {item.anchor.page}" for item in self.cited)


@dataclass(frozen=True, slots=True)
class LadderChoice:
    """The reviewer's word on whose rules order the sources, where the request does not say."""

    ladder: LadderKind
    chosen_by: str = ""
    chosen_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class TrialRecord:
    """The clinical trial that a request belongs to (S24). ``approved``: whether CMS lists it as approved for
    coverage with evidence development, ``None`` while nobody has looked; ``list_version`` and ``list_date``
    say in which list that was looked up."""

    number: str = ""
    approved: bool | None = None
    list_version: str = ""
    list_date: date | None = None
    cited: tuple[Evidence, ...] = ()
    note: str = ""
    recorded_by: str = ""
    recorded_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class InvestigationalFlag:
    """A service line that is held to be experimental, investigational or unproven, with the grounds (S23).
    A physician clears it with grounds of his own."""

    line: int
    grounds: str
    cited: tuple[Evidence, ...] = ()
    flagged_by: str = ""
    flagged_at: datetime | None = None
    cleared_because: str = ""
    cleared_by: str = ""
    cleared_licence: str = ""
    cleared_at: datetime | None = None

    @property
    def cleared(self) -> bool:
        """Whether a physician with a licence cleared it, and said why."""
        return bool(
            self.cleared_at is not None
            and self.cleared_because.strip()
            and self.cleared_by.strip()
            and self.cleared_licence.strip()
        )


@dataclass(frozen=True, slots=True)
class ScopeOverride:
    """The reviewer's reason why a line is reviewed although its diagnoses are none of those that the policy
    reviews the code for (S20). It says what the request is for, not whether that is necessary, so that a
    nurse may decide it."""

    line: int
    reason: str
    decided_by: str = ""
    decided_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class RungStanding:
    """A rung as it counts for one line. ``speaks`` is ``None`` for policy packs that govern: they speak by
    their elements. ``why`` says it in a sentence; ``problem`` what is left to do where the rung is ``open``.
    """

    rung: RungKind
    speaks: Speaks | None
    why: str
    finding: RungFinding
    open: bool = False
    problem: str = ""

    @property
    def by_packs(self) -> bool:
        """Whether the rung is what the policy packs hold; the reviewer does not check it."""
        return self.rung in (RungKind.COVERAGE_POLICY, RungKind.INTERNAL_CRITERIA)


@dataclass(frozen=True, slots=True)
class LineAuthority:
    """The ladder of one service line. ``missing`` says what is not known where there is no ladder. ``left``
    are the rungs that have to be settled before one can be said to govern; ``governing`` is the first that
    speaks when none is left. ``overridden`` are ids of the elements that it overrides for this line."""

    line: int
    ladder: LadderKind | None = None
    missing: str = ""
    rungs: tuple[RungStanding, ...] = ()
    left: tuple[RungStanding, ...] = ()
    governing: RungStanding | None = None
    overridden: frozenset[str] = field(default=frozenset())

    def standing(self, rung: RungKind) -> RungStanding | None:
        return next((one for one in self.rungs if one.rung is rung), None)


@dataclass(frozen=True, slots=True)
class RungProposal:
    """What the library has on a rung of a line, for the reviewer to confirm. ``entry`` is the rule that
    speaks; ``None`` where the library covers the rung and has nothing on the code."""

    line: int
    rung: RungKind
    speaks: Speaks
    why: str
    entry: AuthorityEntry | None = None


@dataclass(frozen=True, slots=True)
class LibraryCoverage:
    """What a library is complete for: a rung, in some states (none: in all). Only there does it mean
    something that it has no rule on a code."""

    rung: RungKind
    states: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AuthorityLibrary:
    """One file of rules that the user imported. ``as_of`` is the day up to which it was kept, by its own
    word; ``file`` is its name, ``imported`` the day it was imported."""

    title: str
    entries: tuple[AuthorityEntry, ...] = ()
    covers: tuple[LibraryCoverage, ...] = ()
    as_of: date | None = None
    file: str = ""
    imported: date | None = None
