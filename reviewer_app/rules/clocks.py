"""When a determination is due: from the instant of receipt, by rules that are data with effective dates.

The rules are read from a file by :mod:`reviewer_app.exchange.clock_file` and handed in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from reviewer_app.domain.request import Request


class ClockUnit(StrEnum):
    HOURS = "hours"
    CALENDAR_DAYS = "calendar-days"


@dataclass(frozen=True, slots=True)
class ClockRule:
    """One time limit. It holds for requests received from ``effective_from`` to ``effective_to``, both
    inclusive, open where ``None``. Empty ``fundings`` means any. ``pend_stops`` says whether asking for more
    information stops the clock. ``source`` is the law or rule it rests on."""

    id: str
    lines_of_business: tuple[str, ...]
    urgency: str
    amount: int
    unit: ClockUnit
    source: str
    pend_stops: bool
    fundings: tuple[str, ...] = ()
    effective_from: date | None = None
    effective_to: date | None = None
    note: str = ""

    @property
    def length(self) -> timedelta:
        """The limit as a span; a calendar day is 24 hours, so no day of a clock change lengthens it."""
        return timedelta(**{"hours" if self.unit is ClockUnit.HOURS else "days": self.amount})

    def holds_for(self, request: Request, received: date) -> bool:
        """Whether the rule holds for that request, received on that calendar day."""
        return (
            request.plan.line_of_business in self.lines_of_business
            and request.urgency == self.urgency
            and (not self.fundings or request.plan.funding in self.fundings)
            and (self.effective_from is None or self.effective_from <= received)
            and (self.effective_to is None or received <= self.effective_to)
        )


def governing_clock(rules: Sequence[ClockRule], request: Request) -> ClockRule | None:
    """The time limit that counts for the request: of those that hold, the one that ends first.

    ``None`` when the time of receipt is not known or no rule holds.
    """
    if request.received is None:
        return None
    received = request.received.date()
    holding = (rule for rule in rules if rule.holds_for(request, received))
    return min(holding, key=lambda rule: rule.length, default=None)


def due(rules: Sequence[ClockRule], request: Request) -> datetime | None:
    """The instant the determination is due, in the offset of the receipt; ``None`` without a known limit."""
    rule = governing_clock(rules, request)
    if rule is None or request.received is None:
        return None
    return request.received + rule.length
