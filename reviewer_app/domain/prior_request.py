"""An earlier request as the history keeps it, and what a new request may be to it.

Dates are calendar dates without a time zone. Text that was not given is the empty string, a date ``None``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from reviewer_app.domain.request import Member


class PriorStatus(Enum):
    """How an earlier request ended, in the words of the prior-request file."""

    APPROVED = "approved"
    DENIED = "denied"
    PENDING = "pending"
    WITHDRAWN = "withdrawn"
    PARTIAL = "partial"


class Performance(Enum):
    """Whether the earlier service took place."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Period:
    """Days from ``first`` to ``last``, both included."""

    first: date
    last: date

    def __str__(self) -> str:
        if self.first == self.last:
            return self.first.isoformat()
        return f"{self.first.isoformat()}..{self.last.isoformat()}"

    def days_from(self, other: Period) -> int:
        """Days between two periods; 0 when they share a day."""
        return max(0, (self.first - other.last).days, (other.first - self.last).days)


@dataclass(frozen=True, slots=True)
class PriorRequest:
    """One row of the history. Of ``member`` only the id is certain to be there; ``codes`` has one or more.

    ``performed`` is when the service took place, ``never_performed`` that it is known not to have; neither
    means that it is not known. ``case`` is the request id, or the case id, that the row came from.
    """

    id: str
    member: Member
    codes: tuple[str, ...]
    status: PriorStatus
    modifiers: tuple[str, ...] = ()
    region: str = ""
    laterality: str = ""
    level: str = ""
    diagnoses: tuple[str, ...] = ()
    ordering_npi: str = ""
    servicing_npi: str = ""
    decided: date | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    dos: Period | None = None
    performed: Period | None = None
    never_performed: bool = False
    auth: str = ""
    case: str = ""

    @property
    def performance(self) -> Performance:
        """Whether the service took place."""
        if self.performed is not None:
            return Performance.YES
        return Performance.NO if self.never_performed else Performance.UNKNOWN

    @property
    def code(self) -> str:
        """The codes joined as the prior-request file has them."""
        return "+".join(self.codes)

    @property
    def dates(self) -> Period | None:
        """When the service was, else was to be: the days performed, else of service, else of the
        authorization, else of the decision."""
        if self.performed is not None:
            return self.performed
        if self.dos is not None:
            return self.dos
        return self.authorized

    @property
    def authorized(self) -> Period | None:
        """The days for which the service is authorized; a bound that is not named is that of the decision."""
        first = self.valid_from or self.decided or self.valid_to
        last = self.valid_to or self.valid_from or self.decided
        if first is None or last is None:
            return None
        return Period(min(first, last), max(first, last))


def line_id(case_id: str, line: int) -> str:
    """The id of the row that a signed service line becomes: the same each time the case is signed."""
    return f"{case_id}:{line}"


class MatchKind(Enum):
    """What a service line is to an earlier request (S17, S18, S19)."""

    DUPLICATE = "duplicate"
    SIMILAR = "similar"
    SEQUENTIAL = "sequential"


@dataclass(frozen=True, slots=True)
class ComparedField:
    """One field of both requests side by side. ``agrees`` is ``None`` where one of them does not say."""

    name: str
    requested: str
    prior: str
    agrees: bool | None


@dataclass(frozen=True, slots=True)
class Relation:
    """What a service line is to an earlier request. ``kind`` is ``None`` for a request that is related and
    is shown, but is no match. ``certainty`` from 0 to 1 drops with every field that is not known."""

    line: int
    kind: MatchKind | None
    certainty: float
    same_provider: bool | None
    reasons: tuple[str, ...]
    compared: tuple[ComparedField, ...]


@dataclass(frozen=True, slots=True)
class IdentityField:
    """How one field of two persons compares. ``agreement`` is the level in words; ``weight`` in bits says how
    much it speaks for (above 0) or against (below 0) one person."""

    name: str
    one: str
    other: str
    agreement: str
    weight: float


@dataclass(frozen=True, slots=True)
class MemberScore:
    """How sure it is that two records are of one person: ``probability`` from 0 to 1, the sum of the
    ``fields``' weights in bits, and whether it reaches the cut."""

    probability: float
    weight: float
    same: bool
    fields: tuple[IdentityField, ...]


@dataclass(frozen=True, slots=True)
class NameCounts:
    """How many of the ``persons`` in the history have somebody's first, and last, name."""

    first: int
    last: int
    persons: int


@dataclass(frozen=True, slots=True)
class PriorMatch:
    """An earlier request beside a service line of the new one."""

    prior: PriorRequest
    relation: Relation
    member: MemberScore

    @property
    def score(self) -> float:
        """How sure the program is, from 0 to 1."""
        return round(self.member.probability * self.relation.certainty, 4)


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row of a prior-request file that could not be taken; ``line`` counts from 1."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class ImportCounts:
    """What an import did to the history; ``bad`` are the rows that could not be taken."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    bad: int = 0

    def __add__(self, other: ImportCounts) -> ImportCounts:
        return ImportCounts(
            self.new + other.new,
            self.changed + other.changed,
            self.unchanged + other.unchanged,
            self.bad + other.bad,
        )
