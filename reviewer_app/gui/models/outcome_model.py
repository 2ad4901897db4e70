"""Outcomes and blockers of one service line as rows."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

from reviewer_app.domain.checklist import Blocker, LineReadiness, Spot
from reviewer_app.domain.review import Outcome
from reviewer_app.gui.models.rows_model import RowsModel
from reviewer_app.gui.models.wording import OUTCOME_WORDS


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


NOT_YOURS = "role"
"""The code of the blocker that says that the outcome is somebody else's to decide."""

FEWEST_GROUPED = 3
"""From so many elements without a mark on, one row stands for all of them."""

UNMARKED = "not-reviewed"
"""The code of the blockers that are grouped: there may be one for every element."""


class Fold(Enum):
    """Whether a row stands for others, and whether those are listed below it."""

    SINGLE = "single"
    CLOSED = "closed"
    OPEN = "open"
    MEMBER = "member"


class BlockerRow(NamedTuple):
    """A blocker, a row that stands for several, or a caution that blocks nothing."""

    number: int
    code: str
    row: str
    message: str
    clears: str = ""
    spot: Spot | None = None
    blocks: bool = True
    fold: Fold = Fold.SINGLE

    @property
    def key(self) -> tuple[str, Spot | None, int]:
        return self.code, self.spot, self.number

    @property
    def text(self) -> str:
        return self.message

    @property
    def selectable(self) -> bool:
        return True

    @property
    def folds(self) -> bool:
        """Whether the row stands for others."""
        return self.fold in (Fold.CLOSED, Fold.OPEN)

    @property
    def below(self) -> str:
        """The row it rests on and what would clear it."""
        return " · ".join(part for part in (self.row, self.clears) if part)

    @property
    def spoken(self) -> str:
        return f"{'Blocker' if self.blocks else 'Caution'}: {self.message} {self.below}".strip()


def blocker_rows(readiness: LineReadiness, *, unfolded: bool = False) -> tuple[BlockerRow, ...]:
    """The blockers of a line, then its cautions. Many elements without a mark are one row, and below it,
    where ``unfolded``, one short row each."""
    unmarked = [item for item in readiness.blockers if item.code == UNMARKED and item.element_id]
    grouped = unmarked if len(unmarked) >= FEWEST_GROUPED else []
    rows: list[BlockerRow] = []
    for number, item in enumerate(readiness.blockers):
        if item not in grouped:
            rows.append(BlockerRow(number, item.code, item.row, item.message, item.clears, item.spot))
        elif item is grouped[0]:
            rows.extend(_group(grouped, unfolded=unfolded))
    rows.extend(
        BlockerRow(number, item.code, item.row, item.message, "", item.spot, blocks=False)
        for number, item in enumerate(readiness.cautions)
    )
    return tuple(rows)


def _group(blockers: list[Blocker], *, unfolded: bool) -> list[BlockerRow]:
    """The row for several blockers, which leads to the first of them, and where wanted the members."""
    first = blockers[0]
    how = (
        "Enter goes to the first · Left folds the list"
        if unfolded
        else ("Enter goes to the first · Right lists them")
    )
    fold = Fold.OPEN if unfolded else Fold.CLOSED
    message = f"{len(blockers)} elements still need a mark."
    head = BlockerRow(-1, UNMARKED, "", message, how, first.spot, fold=fold)
    members = [
        BlockerRow(number, item.code, item.row, item.message, "", item.spot, fold=Fold.MEMBER)
        for number, item in enumerate(blockers)
    ]
    return [head, *members] if unfolded else [head]


class BlockersModel(RowsModel[BlockerRow]):
    """What stands against outcomes of one service line."""
