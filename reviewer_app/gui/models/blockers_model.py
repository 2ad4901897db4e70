"""What stands against outcomes of one service line, as rows: each says which outcomes, why, and what clears
it."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from typing import NamedTuple

from reviewer_app.domain.checklist import Blocker, LineReadiness, Spot
from reviewer_app.domain.review import FINAL_OUTCOMES, Outcome
from reviewer_app.gui.models.rows_model import RowsModel

FEWEST_GROUPED = 3
"""From so many elements without a mark on, one row stands for all of them."""

UNMARKED = "not-reviewed"
"""The code of the blockers that are grouped: there may be one for every element."""

OTHERS = "other-outcomes"
"""The code of the row that stands for all that does not block the chosen outcome."""

APPROVALS = frozenset((Outcome.APPROVE, Outcome.APPROVE_IN_PART))

NOUNS = {
    Outcome.APPROVE: "approval",
    Outcome.APPROVE_IN_PART: "approval in part",
    Outcome.PEND: "a pend",
    Outcome.REFER: "referral",
    Outcome.DENY: "denial",
    Outcome.DIRECT_TO_HEALTH_PLAN: "direction to the health plan",
    Outcome.WITHDRAWN: "withdrawal",
}


class Fold(Enum):
    """Whether a row stands for others, and whether those are listed below it."""

    SINGLE = "single"
    CLOSED = "closed"
    OPEN = "open"
    MEMBER = "member"


class BlockerRow(NamedTuple):
    """A blocker, a row that stands for several, or a caution that blocks nothing. ``outcomes`` says which
    outcomes it blocks."""

    number: int
    code: str
    row: str
    message: str
    clears: str = ""
    spot: Spot | None = None
    blocks: bool = True
    fold: Fold = Fold.SINGLE
    outcomes: str = ""

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
        """What it blocks, the row it rests on and what would clear it."""
        return " · ".join(part for part in (self.outcomes, self.row, self.clears) if part)

    @property
    def spoken(self) -> str:
        return f"{'Blocker' if self.blocks else 'Caution'}: {self.message} {self.below}".strip()


def blocked_words(blocks: frozenset[Outcome]) -> str:
    """Which outcomes are blocked, in a few words: ``Blocks approval``."""
    if blocks == FINAL_OUTCOMES:
        return "Blocks every final outcome"
    if blocks == APPROVALS:
        return "Blocks approval"
    left = frozenset(Outcome) - blocks
    if len(left) < len(blocks) and len(left) <= len(APPROVALS) + 1:
        return f"Blocks all but {_listed(left)}"
    return f"Blocks {_listed(blocks)}"


def blocker_rows(
    readiness: LineReadiness,
    chosen: Outcome | None = None,
    unfolded: frozenset[str] = frozenset(),
) -> tuple[BlockerRow, ...]:
    """The blockers of a line, then its cautions.

    With a ``chosen`` outcome those that block it come first, and one row stands for all others; without one
    they are sorted by what they block. Many elements without a mark are one row as well. Below a row whose
    code is ``unfolded`` stand those that it stands for.
    """
    numbered = list(enumerate(readiness.blockers))
    rows: list[BlockerRow] = []
    if chosen is None:
        order = list(dict.fromkeys(item.blocks for item in readiness.blockers))
        numbered.sort(key=lambda one: (-len(one[1].blocks), order.index(one[1].blocks)))
        rows.extend(_grouped(numbered, UNMARKED in unfolded))
    else:
        rows.extend(_grouped([one for one in numbered if chosen in one[1].blocks], UNMARKED in unfolded))
        rows.extend(_others([one for one in numbered if chosen not in one[1].blocks], OTHERS in unfolded))
    rows.extend(
        BlockerRow(number, item.code, item.row, item.message, "", item.spot, blocks=False)
        for number, item in enumerate(readiness.cautions)
    )
    return tuple(rows)


def _grouped(blockers: list[tuple[int, Blocker]], unfolded: bool) -> list[BlockerRow]:
    """Each blocker as a row, but many without a mark as one."""
    unmarked = [one for one in blockers if one[1].code == UNMARKED and one[1].element_id]
    grouped = unmarked if len(unmarked) >= FEWEST_GROUPED else []
    rows: list[BlockerRow] = []
    for number, item in blockers:
        if (number, item) not in grouped:
            rows.append(_row(number, item))
        elif (number, item) == grouped[0]:
            message = f"{len(grouped)} elements still need a mark."
            rows.extend(_folded(UNMARKED, message, grouped, unfolded, blocked_words(item.blocks)))
    return rows


def _others(blockers: list[tuple[int, Blocker]], unfolded: bool) -> list[BlockerRow]:
    """The row for all that does not block the chosen outcome, and where wanted each of them."""
    if not blockers:
        return []
    things = "1 more blocks" if len(blockers) == 1 else f"{len(blockers)} more block"
    return _folded(OTHERS, f"{things} other outcomes.", blockers, unfolded, "", blocks=False)


def _folded(
    code: str,
    message: str,
    blockers: list[tuple[int, Blocker]],
    unfolded: bool,
    outcomes: str,
    *,
    blocks: bool = True,
) -> list[BlockerRow]:
    """The row for several blockers, which leads to the first of them, and where wanted the members."""
    how = f"Enter goes to the first · {'Left folds the list' if unfolded else 'Right lists them'}"
    fold = Fold.OPEN if unfolded else Fold.CLOSED
    head = BlockerRow(-1, code, "", message, how, blockers[0][1].spot, blocks, fold, outcomes)
    members = [
        BlockerRow(number, item.code, item.row, item.message, "", item.spot, fold=Fold.MEMBER)
        for number, item in blockers
    ]
    return [head, *members] if unfolded else [head]


def _row(number: int, item: Blocker) -> BlockerRow:
    outcomes = blocked_words(item.blocks)
    return BlockerRow(number, item.code, item.row, item.message, item.clears, item.spot, outcomes=outcomes)


def _listed(outcomes: Iterable[Outcome]) -> str:
    chosen = frozenset(outcomes)
    return ", ".join(NOUNS[outcome] for outcome in Outcome if outcome in chosen)


class BlockersModel(RowsModel[BlockerRow]):
    """What stands against outcomes of one service line."""
