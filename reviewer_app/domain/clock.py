"""The clock of a request: the time limits as data, what moved the due time, and how it stands.

Instants are aware ``datetime`` values.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum


class ClockUnit(StrEnum):
    HOURS = "hours"
    CALENDAR_DAYS = "calendar-days"


@dataclass(frozen=True, slots=True)
class ClockExtension:
    """How far a rule lets the due time be moved: at most so many ``days``, so many ``times``. ``notice`` says
    whether the member has to be told before the time ends; ``source`` is the law or rule it rests on."""

    days: int
    source: str
    times: int = 1
    notice: bool = True


@dataclass(frozen=True, slots=True)
class ClockRule:
    """One time limit. It holds for requests received from ``effective_from`` to ``effective_to``, both
    inclusive, open where ``None``. Empty ``fundings`` and ``states`` mean any. ``pend_stops`` says whether
    asking for more information stops the clock, ``extension`` what else moves it, ``None`` where nothing
    does. ``source`` is the law or rule it rests on."""

    id: str
    lines_of_business: tuple[str, ...]
    urgency: str
    amount: int
    unit: ClockUnit
    source: str
    pend_stops: bool
    fundings: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    effective_from: date | None = None
    effective_to: date | None = None
    extension: ClockExtension | None = None
    note: str = ""

    @property
    def length(self) -> timedelta:
        """The limit as a span; a calendar day is 24 hours, so no day of a clock change lengthens it."""
        return timedelta(**{"hours" if self.unit is ClockUnit.HOURS else "days": self.amount})

    @property
    def limit_words(self) -> str:
        """The limit as people say it: ``72 hours``, ``1 calendar day``."""
        noun = self.unit.value.replace("-", " ")
        return f"{self.amount} {noun.removesuffix('s') if self.amount == 1 else noun}"


class ClockAct(StrEnum):
    """What a :class:`ClockEvent` logs."""

    PENDED = "pended"
    RESUMED = "resumed"
    EXTENDED = "extended"
    DECIDED = "decided"
    VOIDED = "voided"


@dataclass(frozen=True, slots=True)
class ClockEvent:
    """Something that stopped, moved or ended the clock of a case, in force from the instant ``at`` on.

    ``why`` is the reason, or what arrived. ``rule`` is the id of the rule that held then; ``due_before`` and
    ``due_after`` say when the determination was due before and after it, ``None`` while the clock is stopped
    or no rule holds. Only an extension has ``days`` and ``noticed``, the day on which the member was told.
    """

    id: str
    act: ClockAct
    at: datetime
    why: str = ""
    rule: str = ""
    due_before: datetime | None = None
    due_after: datetime | None = None
    days: int = 0
    noticed: date | None = None
    recorded_by: str = ""
    recorded_at: datetime | None = None


class ClockPhase(StrEnum):
    """How the clock stands."""

    UNKNOWN = "unknown"
    """No rule holds, or the time of receipt is not known."""
    RUNNING = "running"
    STOPPED = "stopped"
    """A pend stopped it."""
    DECIDED = "decided"


@dataclass(frozen=True, slots=True)
class ClockStanding:
    """How the clock of a case stands, and by which rule.

    ``due`` is the instant by which the determination is due, in the offset of the receipt; ``None`` while it
    is stopped or unknown. ``since`` is when it was stopped or decided. ``left`` is the time that was left at
    that instant, negative where it was late. ``problem`` says what is wrong with the rules themselves.
    """

    phase: ClockPhase = ClockPhase.UNKNOWN
    rule: ClockRule | None = None
    due: datetime | None = None
    since: datetime | None = None
    left: timedelta | None = None
    problem: str = ""

    @property
    def late(self) -> bool:
        """Whether it was decided after it was due."""
        return self.phase is ClockPhase.DECIDED and self.left is not None and self.left < timedelta(0)
