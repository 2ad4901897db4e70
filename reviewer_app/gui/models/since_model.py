"""What changed since the version before, as rows that lead to their elements."""

from __future__ import annotations

from typing import NamedTuple

from reviewer_app.domain.review import Review
from reviewer_app.gui.models.rows_model import RowsModel
from reviewer_app.gui.models.wording import OUTCOME_WORDS, ROLE_WORDS, counted, moment
from reviewer_app.rules.review_differences import DifferenceKind, FieldDifference, PartDifference


class SinceRow(NamedTuple):
    """One part that differs: what it is, and how."""

    number: int
    title: str
    words: str
    element_id: str = ""

    @property
    def key(self) -> tuple[int, str]:
        return self.number, self.title

    @property
    def text(self) -> str:
        return self.title

    @property
    def selectable(self) -> bool:
        return True

    @property
    def spoken(self) -> str:
        return f"{self.title}. {self.words}"


def since_rows(differences: tuple[PartDifference, ...]) -> tuple[SinceRow, ...]:
    """A row for each difference, in their order."""
    return tuple(
        SinceRow(
            number,
            " · ".join(part for part in (one.kind, one.title, one.difference.value) if part),
            " · ".join(_told(one.difference, field) for field in one.fields),
            one.element_id,
        )
        for number, one in enumerate(differences)
    )


def _told(difference: DifferenceKind, field: FieldDifference) -> str:
    """A field of a part that is new, or gone, is told by itself."""
    if difference is DifferenceKind.CHANGED:
        return field.words
    return f"{field.label}: {'; '.join(field.after or field.before)}"


def before_words(before: Review, changes: int) -> str:
    """Who signed the version before, with which outcomes, and how much has changed since."""
    signature = before.signature
    outcomes = dict.fromkeys(
        OUTCOME_WORDS[one.outcome] for one in before.determinations if one.outcome is not None
    )
    who = ""
    if signature is not None:
        by = signature.reviewer
        who = f"Signed by {by.name}, {ROLE_WORDS[by.role]}, on {moment(signature.signed_at)}"
    since = f"{counted(changes, 'change')} since" if changes else "Nothing has changed since"
    said = ": ".join(part for part in (who, ", ".join(outcomes)) if part)
    return ". ".join(part for part in (said, since) if part) + "."


class SinceModel(RowsModel[SinceRow]):
    """What changed since the version before."""
