"""Outcomes and blockers of one service line as rows."""

from __future__ import annotations

from typing import NamedTuple

from reviewer_app.domain.checklist import Blocker, Caution, LineReadiness
from reviewer_app.domain.review import Outcome
from reviewer_app.gui.models.rows_model import RowsModel
from reviewer_app.gui.models.wording import OUTCOME_WORDS, counted


class OutcomeRow(NamedTuple):
    """An outcome: its number key, whether it may be chosen now, and what stands against it."""

    outcome: Outcome
    number: int
    allowed: bool
    chosen: bool
    why: str

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
    def spoken(self) -> str:
        state = "chosen" if self.chosen else "can be chosen" if self.allowed else "blocked"
        return f"{self.number}, {self.text}, {state}" + (f": {self.why}" if self.why else "")


def why_blocked(readiness: LineReadiness, outcome: Outcome) -> str:
    """What stands against an outcome: the first blocker, and how many more there are."""
    blockers = readiness.blockers_of(outcome)
    if not blockers:
        return "" if outcome in readiness.allowed_outcomes else "not open to your role"
    more = f" · and {counted(len(blockers) - 1, 'other')}" if len(blockers) > 1 else ""
    return f"{blockers[0].message}{more}"


def outcome_rows(readiness: LineReadiness, chosen: Outcome | None) -> tuple[OutcomeRow, ...]:
    """Every outcome in its fixed order, so that its number never changes."""
    return tuple(
        OutcomeRow(
            outcome,
            number,
            outcome in readiness.allowed_outcomes,
            outcome is chosen,
            "" if outcome in readiness.allowed_outcomes else why_blocked(readiness, outcome),
        )
        for number, outcome in enumerate(Outcome, start=1)
    )


class OutcomeModel(RowsModel[OutcomeRow]):
    """The outcomes of one service line."""


class BlockerRow(NamedTuple):
    """A blocker, or a caution that blocks nothing."""

    number: int
    code: str
    row: str
    message: str
    clears: str = ""
    element_id: str = ""
    blocks: bool = True

    @property
    def key(self) -> tuple[str, str, int]:
        return self.code, self.element_id, self.number

    @property
    def text(self) -> str:
        return self.message

    @property
    def selectable(self) -> bool:
        return True

    @property
    def below(self) -> str:
        """The row it rests on and what would clear it."""
        return " · ".join(part for part in (self.row, self.clears) if part)

    @property
    def spoken(self) -> str:
        return f"{'Blocker' if self.blocks else 'Caution'}: {self.message} {self.below}".strip()


def blocker_rows(readiness: LineReadiness) -> tuple[BlockerRow, ...]:
    """The blockers of a line, then its cautions."""

    def blocker(number: int, item: Blocker) -> BlockerRow:
        return BlockerRow(number, item.code, item.row, item.message, item.clears, item.element_id)

    def caution(number: int, item: Caution) -> BlockerRow:
        return BlockerRow(number, item.code, item.row, item.message, blocks=False)

    return (
        *(blocker(number, item) for number, item in enumerate(readiness.blockers)),
        *(caution(number, item) for number, item in enumerate(readiness.cautions)),
    )


class BlockersModel(RowsModel[BlockerRow]):
    """What stands against outcomes of one service line."""
