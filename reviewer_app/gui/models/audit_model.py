"""The history of acts as rows, of which ten thousand are filtered as one types. No Qt but for the models."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from reviewer_app.domain.checklist import Spot, SpotKind, element_spot
from reviewer_app.domain.handed_review import HandoverStanding
from reviewer_app.gui.models.rows_model import ROW, RowsModel
from reviewer_app.gui.models.wording import ROLE_WORDS, counted, day
from reviewer_app.rules.review_differences import PartDifference
from reviewer_app.rules.told_acts import ToldAct

if TYPE_CHECKING:
    # Imported for its type only: what it imports must wait for the database's thread.
    from reviewer_app.review.hand_over import HandedReview

Index = QModelIndex | QPersistentModelIndex
CLOCK_BACK = "clock set back"
NO_CHANGE = "Nothing in the review was changed by this act."
STANDING_WORDS = {
    HandoverStanding.GOES_ON: "went on",
    HandoverStanding.BESIDE: "choose one",
    HandoverStanding.DECLINED: "not chosen",
}
NAMED_ACTS = 6
"""So many acts are named that only one of two computers has."""


class DetailRow(NamedTuple):
    """One line of what is told about an act or a handed-over copy. ``below`` is what it says, ``spot`` where
    it can be seen."""

    key: str
    text: str
    below: str = ""
    spot: Spot | None = None

    @property
    def selectable(self) -> bool:
        return True

    @property
    def spoken(self) -> str:
        return ": ".join(part for part in (self.text, self.below) if part)


class HandedRow(NamedTuple):
    """A review that came from another computer."""

    key: str
    text: str
    right: str
    below: str
    handed: HandedReview

    @property
    def selectable(self) -> bool:
        return True

    @property
    def spoken(self) -> str:
        return f"{self.text}, {self.right}, {self.below}"


class DetailModel(RowsModel[DetailRow]):
    """The lines of one act or copy."""


class HandedModel(RowsModel[HandedRow]):
    """What came from other computers."""


class AuditModel(QAbstractListModel):
    """Acts in their order, added a few hundred at a time while they are read; those that hold every word of
    the filter are rows."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._acts: list[ToldAct] = []
        self._words: list[str] = []
        self._wanted: tuple[str, ...] = ()
        self._shown: list[int] = []

    @property
    def count(self) -> int:
        """How many acts there are, shown or not."""
        return len(self._acts)

    @property
    def shown(self) -> int:
        """How many the filter lets through."""
        return len(self._shown)

    def act(self, row: int) -> ToldAct | None:
        """The act of a row; ``None`` beyond the last one."""
        return self._acts[self._shown[row]] if 0 <= row < len(self._shown) else None

    def clear(self) -> None:
        """Begin with no act; the filter stays."""
        self.beginResetModel()
        self._acts, self._words, self._shown = [], [], []
        self.endResetModel()

    def add(self, acts: Iterable[ToldAct]) -> None:
        """Append acts."""
        first = len(self._acts)
        for act in acts:
            self._acts.append(act)
            self._words.append(act.words.casefold())
        fitting = [place for place in range(first, len(self._acts)) if self._fits(place)]
        if fitting:
            self.beginInsertRows(QModelIndex(), len(self._shown), len(self._shown) + len(fitting) - 1)
            self._shown += fitting
            self.endInsertRows()

    def filter(self, text: str) -> None:
        """Show the acts that hold each word of the text, wherever in them."""
        wanted = tuple(text.casefold().split())
        if wanted != self._wanted:
            self.beginResetModel()
            self._wanted = wanted
            self._shown = [place for place in range(len(self._acts)) if self._fits(place)]
            self.endResetModel()

    def row_of(self, key: str) -> int:
        """The row of an act; -1 where it is not shown."""
        return next((row for row, place in enumerate(self._shown) if self._acts[place].key == key), -1)

    def _fits(self, place: int) -> bool:
        return all(word in self._words[place] for word in self._wanted)

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        act = self.act(index.row()) if index.isValid() else None
        if act is None:
            return None
        if role == ROW:
            return act
        if role == Qt.ItemDataRole.DisplayRole:
            return act.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(act)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren


def when_words(act: ToldAct) -> str:
    """The day and the time where it was done, with the offset of the clock there."""
    return f"{day(act.at.date())} {act.at:%H:%M:%S} {offset_words(act)}".strip()


def offset_words(act: ToldAct) -> str:
    """The offset from UTC: ``UTC-05:00``."""
    zone = act.at.strftime("%z")
    return f"UTC{zone[:3]}:{zone[3:5]}" if zone else ""


def who_words(act: ToldAct) -> str:
    return ", ".join(part for part in (act.who, act.role, act.computer) if part)


def below_words(act: ToldAct) -> str:
    """The line below an act: who, and what changed."""
    changed = " · ".join(field.words for field in act.fields)
    return " · ".join(part for part in (who_words(act), changed) if part)


def right_words(act: ToldAct) -> str:
    """What stands at the right end of an act: its version and the time."""
    version = f"v{act.version} · " if act.version else ""
    return f"{version}{act.at.day} {act.at:%b %H:%M}"


def spoken(act: ToldAct) -> str:
    """An act for a reader who does not see it."""
    back = f", {CLOCK_BACK}" if act.clock_went_back else ""
    return f"{act.number}: {act.title}, {when_words(act)}{back}, {below_words(act)}"


def count_words(model: AuditModel, all_of_them: int) -> str:
    """How many acts there are and how many of them are shown or read."""
    if model.count < all_of_them:
        return f"{model.count:,} of {counted(all_of_them, 'act')} read"
    if model.shown < model.count:
        return f"{model.shown:,} of {counted(model.count, 'act')}"
    return counted(model.count, "act")


def act_rows(act: ToldAct) -> tuple[DetailRow, ...]:
    """Everything about one act, line by line."""
    return tuple(_act_rows(act))


def handed_rows(handed: Iterable[HandedReview]) -> tuple[HandedRow, ...]:
    """What came from other computers, in the order given."""
    return tuple(_handed_row(one) for one in handed)


def difference_rows(handed: HandedReview) -> tuple[DetailRow, ...]:
    """How a copy differs from the own version, and what was done on one computer only."""
    return tuple(_difference_rows(handed))


def _act_rows(act: ToldAct) -> Iterator[DetailRow]:
    back = f" · {CLOCK_BACK} before this act" if act.clock_went_back else ""
    version = f" · version {act.version}" if act.version else ""
    yield DetailRow("act", f"{act.number} · {act.title}{version}", f"{when_words(act)}{back}", act.spot)
    for place, field in enumerate(act.fields):
        before, after = ("; ".join(side) or "–" for side in (field.before, field.after))
        yield DetailRow(f"field {place}", field.label, f"{before} → {after}", act.spot)
    if not act.fields:
        yield DetailRow("nothing", NO_CHANGE)
    yield DetailRow("who", "By", who_words(act) or "not entered")
    if act.about:
        yield DetailRow("about", "On", act.about, act.spot)


def _handed_row(one: HandedReview) -> HandedRow:
    who = ", ".join(part for part in (one.made_by.name, ROLE_WORDS[one.made_by.role]) if part)
    state = "signed" if one.signed else "open"
    version = f"version {one.version}, " if one.version else ""
    differs = counted(len(one.differences), "difference")
    made = f"{day(one.made_at.date())} {one.made_at:%H:%M}"
    right = STANDING_WORDS[one.standing]
    return HandedRow(one.id, who, right, f"{made} · {version}{state} · {differs}", one)


def _difference_rows(handed: HandedReview) -> Iterator[DetailRow]:
    for name, acts in (("Done only here", handed.own_acts), ("Done only there", handed.their_acts)):
        if acts:
            more = f" and {len(acts) - NAMED_ACTS} more" if len(acts) > NAMED_ACTS else ""
            yield DetailRow(name, f"{name}: {counted(len(acts), 'act')}", "; ".join(acts[:NAMED_ACTS]) + more)
    for place, one in enumerate(handed.differences):
        head = ": ".join(part for part in (one.kind, one.title) if part)
        said = " · ".join(field.words for field in one.fields)
        yield DetailRow(f"part {place}", f"{head} {one.difference.value}", said, difference_spot(one))
    if not handed.differences:
        yield DetailRow("same", "No difference from the own version", "")


def difference_spot(one: PartDifference) -> Spot | None:
    """Where a part that differs is shown."""
    if one.element_id:
        return element_spot(one.element_id)
    return Spot(SpotKind.DECISION, "outcome", 1) if one.kind == "Determination" else None
