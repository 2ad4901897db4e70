"""Outcomes of one service line as rows."""

from __future__ import annotations

from typing import NamedTuple

from reviewer_app.domain.checklist import LineReadiness
from reviewer_app.domain.review import Outcome
from reviewer_app.gui.models.rows_model import RowsModel
from reviewer_app.gui.models.wording import OUTCOME_WORDS

NOT_YOURS = "role"
"""The code of the blocker that says that the outcome is somebody else's to decide."""


class OutcomeRow(NamedTuple):
    """An outcome: its number key, whether it may be chosen now, and what stands against it."""

    outcome: Outcome
    number: int
    allowed: bool
    chosen: bool
    why: str
    blockers: int = 0

    @property
    def key(self) -> str:
        return self.outcome.value

    @property
    def text(self) -> str:
        return OUTCOME_WORDS[self.outcome]

    @property
    def selectable(self) -> bool:
        return True

    @property
    def standing(self) -> str:
        """One word or two for an outcome that may not be signed now: the chosen one only lacks something."""
        if self.allowed:
            return ""
        return "to complete" if self.chosen else "blocked"

    @property
    def below(self) -> str:
        """Why it is blocked, the number first, so that it is never elided."""
        return f"{self.blockers} blockers · {self.why}" if self.blockers > 1 else self.why

    @property
    def spoken(self) -> str:
        state = "chosen" if self.chosen else "can be chosen" if self.allowed else "blocked"
        return f"{self.number}, {self.text}, {state}" + (f": {self.below}" if self.below else "")


def why_blocked(readiness: LineReadiness, outcome: Outcome) -> str:
    """The first thing that stands against an outcome; before all others that the reviewer may not decide
    it."""
    blockers = sorted(readiness.blockers_of(outcome), key=lambda blocker: blocker.code != NOT_YOURS)
    if blockers:
        return blockers[0].message
    return "" if outcome in readiness.allowed_outcomes else "not open to your role"


def outcome_rows(readiness: LineReadiness, chosen: Outcome | None) -> tuple[OutcomeRow, ...]:
    """Every outcome in its fixed order, so that its number never changes."""
    return tuple(
        OutcomeRow(
            outcome,
            number,
            outcome in readiness.allowed_outcomes,
            outcome is chosen,
            "" if outcome in readiness.allowed_outcomes else why_blocked(readiness, outcome),
            len(readiness.blockers_of(outcome)),
        )
        for number, outcome in enumerate(Outcome, start=1)
    )


class OutcomeModel(RowsModel[OutcomeRow]):
    """The outcomes of one service line."""
