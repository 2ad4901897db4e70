"""How versions of a review are worded: the state of one, and a row of the list of all."""

from __future__ import annotations

from typing import NamedTuple

from reviewer_app.domain.review import Outcome, Review, ReviewStatus
from reviewer_app.domain.version_note import VersionKind
from reviewer_app.domain.version_row import VersionRow
from reviewer_app.gui.models.rows_model import RowsModel
from reviewer_app.gui.models.wording import OUTCOME_WORDS, moment

KIND_WORDS = {
    None: "First version",
    VersionKind.AMENDED: "Amended",
    VersionKind.LATE_DOCUMENTS: "New documents",
    VersionKind.WITHDRAWN: "Withdrawn by the provider",
    VersionKind.VOID: "Voided",
}
"""Why a version was begun."""


def in_force(review: Review) -> bool:
    """Whether what the version says holds: it is signed, nothing newer is, and it is not void."""
    return review.status is ReviewStatus.SIGNED and not review.void


def status_word(review: Review) -> str:
    """How a version stands, in a word or two."""
    if review.status is ReviewStatus.SUPERSEDED:
        return "superseded"
    if review.void:
        return "void"
    if review.status is ReviewStatus.OPEN:
        return "in review"
    outcomes = {one.outcome for one in review.determinations}
    if outcomes == {Outcome.WITHDRAWN}:
        return "withdrawn"
    return "signed: pended" if Outcome.PEND in outcomes else "signed"


class VersionLine(NamedTuple):
    """A version in the list; ``shown`` says that it is the one on screen."""

    version: int
    title: str
    state: str
    below: str
    shown: bool

    @property
    def key(self) -> int:
        return self.version

    @property
    def text(self) -> str:
        return self.title

    @property
    def selectable(self) -> bool:
        return True

    @property
    def spoken(self) -> str:
        here = ("on screen",) if self.shown else ()
        return ", ".join(part for part in (self.title, self.state, *here, self.below) if part)


def version_lines(rows: tuple[VersionRow, ...], shown: int) -> tuple[VersionLine, ...]:
    """The versions, the newest first; ``shown`` is the number of the one on screen."""
    return tuple(_line(row, shown) for row in rows)


def _line(row: VersionRow, shown: int) -> VersionLine:
    signed = f"signed {moment(row.signed_at)} by {row.signed_by}" if row.signed_at is not None else ""
    begun = f"begun {moment(row.begun_at)}" + (f" by {row.begun_by}" if row.begun_by else "")
    return VersionLine(
        row.version,
        f"Version {row.version} · {KIND_WORDS[row.kind]}",
        _state(row),
        " · ".join(part for part in (row.reason, signed or begun) if part),
        row.version == shown,
    )


def _state(row: VersionRow) -> str:
    if row.void:
        return "void: nothing is in force"
    outcomes = ", ".join(OUTCOME_WORDS[outcome].lower() for outcome in row.outcomes)
    word = {
        ReviewStatus.OPEN: "in review",
        ReviewStatus.SIGNED: "in force",
        ReviewStatus.SUPERSEDED: "superseded",
    }[row.status]
    return f"{word}: {outcomes}" if outcomes and row.status is not ReviewStatus.OPEN else word


class VersionsModel(RowsModel[VersionLine]):
    """The versions that contain every word that was typed."""

    def show_fitting(self, lines: tuple[VersionLine, ...], typed: str) -> None:
        wanted = typed.lower().split()
        self.show(tuple(line for line in lines if all(word in line.spoken.lower() for word in wanted)))
