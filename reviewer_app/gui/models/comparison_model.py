"""The rows of the tab Compare: where two versions of a review differ, with what each of them cites."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reviewer_app.domain.evidence import Anchor, Evidence
from reviewer_app.domain.rated_case import RatedElement, RatedLine
from reviewer_app.domain.review import FindingState, Review
from reviewer_app.domain.review_parts import ReviewPart
from reviewer_app.gui.models.rows_model import RowsModel
from reviewer_app.gui.models.version_words import status_word
from reviewer_app.gui.models.wording import OUTCOME_WORDS, STATE_WORDS
from reviewer_app.rules.agreement import Comparison, ElementDifference, OutcomeDifference
from reviewer_app.rules.agreement_words import agreement_words
from reviewer_app.rules.review_differences import PartDifference, evidence_of

SAME_MARK = "same mark, other pages"
NOT_ASKED = "not asked for"
NOT_THERE = "not there"
SAID_NOTHING = "nothing of this"
NAMES = ("A", "B")


@dataclass(frozen=True, slots=True)
class SideOfRow:
    """What one of the two versions has: the mark (``None`` for an outcome, or where it was not asked for),
    the words beside it, and the passages that it cites."""

    mark: FindingState | None
    words: str
    cited: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class DifferenceRow:
    """One difference."""

    key: str
    text: str
    right: str
    sides: tuple[SideOfRow, SideOfRow]

    @property
    def selectable(self) -> bool:
        return True

    @property
    def spoken(self) -> str:
        told = (f"{name}: {side.words}" for name, side in zip(NAMES, self.sides, strict=True))
        return ". ".join(part for part in (self.text, self.right, *told) if part)

    def pair(self, number: int) -> tuple[Anchor | None, Anchor | None]:
        """A passage of each side, the first pair for 0; the shorter side stays at its last one."""
        first, second = (
            side.cited[min(number, len(side.cited) - 1)].anchor if side.cited else None for side in self.sides
        )
        return first, second

    @property
    def pairs(self) -> int:
        """How many pairs of passages there are to look at."""
        return max(len(side.cited) for side in self.sides)


class DifferencesModel(RowsModel[DifferenceRow]):
    """The differences of two versions, outcomes first."""


def difference_rows(found: Comparison, others: tuple[PartDifference, ...] = ()) -> tuple[DifferenceRow, ...]:
    """The differences as rows: outcomes, elements in their order, then what else differs."""
    return (
        *(_outcome_row(one) for one in found.outcome_differences),
        *(_element_row(one) for one in found.differences),
        *(_part_row(number, one) for number, one in enumerate(others)),
    )


def version_choices(versions: tuple[Review, ...]) -> tuple[tuple[str, str], ...]:
    """The versions to choose from: the review's id, and which version it is."""
    return tuple((review.id, _version(review)) for review in versions)


def agreement_sentence(found: Comparison) -> str:
    """How far the two agree, in a line. The few outcomes of one case have no kappa that says anything."""
    unmarked = f" · {found.unmarked} not marked by both" if found.unmarked else ""
    outcomes = f"{found.outcomes.agreed} of {found.outcomes.judged} alike"
    return f"Marks: {agreement_words(found.marks)}{unmarked} · Outcomes: {outcomes}"


def _version(review: Review) -> str:
    who = review.signature.reviewer if review.signature is not None else review.reviewer
    parts = (f"Version {review.version}", who.name, status_word(review))
    return " · ".join(part for part in parts if part)


def _outcome_row(one: OutcomeDifference) -> DifferenceRow:
    line = next(side for side in (one.first, one.second) if side is not None)
    sides = SideOfRow(None, _outcome(one.first)), SideOfRow(None, _outcome(one.second))
    return DifferenceRow(
        f"line {line.line} {line.code}", f"Line {line.line}, {line.code}: outcome", "", sides
    )


def _outcome(line: RatedLine | None) -> str:
    if line is None:
        return "no such line"
    return OUTCOME_WORDS[line.outcome] if line.outcome is not None else "nothing decided"


def _element_row(one: ElementDifference) -> DifferenceRow:
    element = one.element
    title = " ".join(part for part in (element.row, element.title) if part)
    key = "element " + " ".join(element.key)
    return DifferenceRow(
        key, title, SAME_MARK if one.same_mark else "", (_side(one.first), _side(one.second))
    )


def _part_row(number: int, one: PartDifference) -> DifferenceRow:
    title = ": ".join(part for part in (one.kind, one.title) if part)
    before, after = (
        " · ".join(f"{field.label}: {'; '.join(said)}" for field, said in told if said)
        for told in (
            [(field, field.before) for field in one.fields],
            [(field, field.after) for field in one.fields],
        )
    )
    return DifferenceRow(
        f"part {number} {title}",
        title,
        "",
        (_part_side(one.before, before), _part_side(one.after, after)),
    )


def _part_side(part: ReviewPart | None, words: str) -> SideOfRow:
    return SideOfRow(None, (words or SAID_NOTHING) if part is not None else NOT_THERE, evidence_of(part))


def _side(element: RatedElement | None) -> SideOfRow:
    if element is None:
        return SideOfRow(None, NOT_ASKED)
    return SideOfRow(element.mark, " · ".join(_words(element)), element.evidence)


def _words(element: RatedElement) -> Iterator[str]:
    yield STATE_WORDS[element.mark]
    if element.reason:
        yield element.reason
    for item in element.evidence:
        quote = f" “{item.anchor.quote}”" if item.anchor.quote else ""
        yield f"{item.file} p {item.anchor.page}{quote}"
