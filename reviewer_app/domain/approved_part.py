"""What of a service line is approved in part, and where the provider agreed to it in writing.

An approval in part is adverse, so that only a physician may decide it, unless the provider agreed in writing
and the agreement is cited (4.4, row ``role``).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from reviewer_app.domain.evidence import Evidence


@dataclass(frozen=True, slots=True)
class ApprovedPart:
    """The approved part of one service line. What is left empty, or ``None``, is approved as requested.

    ``codes`` are the approved codes, ``units`` how many units, ``first_day`` and ``last_day`` the period in
    which the service is approved, both inclusive; ``other`` says in words what else is different. ``cited``
    are the passages in which the provider agreed.
    """

    line: int
    codes: tuple[str, ...] = ()
    units: int | None = None
    first_day: date | None = None
    last_day: date | None = None
    other: str = ""
    cited: tuple[Evidence, ...] = ()

    @property
    def stated(self) -> bool:
        """Whether it says in anything what is approved."""
        given = (self.codes, self.units is not None, self.first_day, self.last_day, self.other.strip())
        return any(given)
