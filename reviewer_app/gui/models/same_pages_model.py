"""Pages that were seen before as rows: those of another member first, then those of earlier cases, those that
are repeated in this case, and at the end what the reviewer set aside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass

from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.copy_decision import CopyDecision
from reviewer_app.domain.earlier_case import CaseStanding
from reviewer_app.domain.review import Outcome
from reviewer_app.domain.same_page import PageMatch, SameBy
from reviewer_app.gui.models.rows_model import RowsModel
from reviewer_app.gui.models.wording import day
from reviewer_app.review.copied_ranges import LIKELY, CopiedRange, copied_ranges

OTHER_MEMBER, EARLIER, REPEATED, ASIDE = (
    "ALSO IN A CASE OF ANOTHER MEMBER",
    "ALSO IN EARLIER CASES",
    "REPEATED IN THIS CASE",
    "SET ASIDE",
)
HOW_WORDS = {SameBy.FILE: "same file", SameBy.TEXT: "nearly same text", SameBy.LOOK_ALIKE: "looks alike"}
SAME_TEXT = "same text"
DECIDED_WORDS = {
    Outcome.APPROVE: "approved",
    Outcome.APPROVE_IN_PART: "approved in part",
    Outcome.PEND: "pended",
    Outcome.REFER: "referred",
    Outcome.DENY: "denied",
    Outcome.DIRECT_TO_HEALTH_PLAN: "directed to the health plan",
    Outcome.WITHDRAWN: "withdrawn",
}

SAME, NEARLY = "=", "≈"

Standings = Mapping[str, CaseStanding]
"""What became of earlier cases, by their ids; those not asked for yet are missing."""


@dataclass(frozen=True, slots=True)
class CopyHeading:
    """The heading over rows of one kind."""

    text: str

    @property
    def key(self) -> Hashable:
        return self.text

    @property
    def spoken(self) -> str:
        return self.text

    @property
    def selectable(self) -> bool:
        return False


@dataclass(frozen=True, slots=True)
class CopyRow:
    """Pages that follow each other here as they do where they were before. ``decision`` is the reviewer's, if
    there is one."""

    copies: CopiedRange
    standing: CaseStanding | None = None
    decision: CopyDecision | None = None

    @property
    def key(self) -> Hashable:
        first = self.copies.first
        case = first.seen_in.id if first.seen_in is not None else ""
        return first.file, first.place, first.other_file, first.other, case

    @property
    def text(self) -> str:
        """The pages here."""
        first, last = self.copies.first, self.copies.last
        return f"{first.file}, {pages(first.page, last.page)}"

    @property
    def there(self) -> str:
        """The pages there."""
        first, last = self.copies.first, self.copies.last
        sign = SAME if self.copies.is_same else NEARLY
        return f"{sign} {first.other_file}, {pages(first.other_page, last.other_page)}"

    @property
    def how(self) -> str:
        """By what they were recognised, and that it is not sure where that is so."""
        how = self.copies.first.how
        word = SAME_TEXT if how is SameBy.TEXT and self.copies.is_same else HOW_WORDS[how]
        return word if self.copies.score >= LIKELY else f"{word}, likely"

    @property
    def below(self) -> str:
        """Where it was, what became of that case, or why the row was set aside."""
        if self.decision is not None:
            by = f" ({self.decision.decided_by})" if self.decision.decided_by else ""
            return f"not the same: {self.decision.reason}{by}"
        first = self.copies.first
        if first.seen_in is None:
            return "in this case"
        member = "another member" if self.other_member else "this member" if first.same_member else ""
        return " · ".join(part for part in (first.case_id, member, _decided(self.standing)) if part)

    @property
    def other_member(self) -> bool:
        return self.copies.first.same_member is False

    @property
    def group(self) -> str:
        """The heading that it stands under."""
        if self.decision is not None:
            return ASIDE
        if self.copies.first.seen_in is None:
            return REPEATED
        return OTHER_MEMBER if self.other_member else EARLIER

    @property
    def selectable(self) -> bool:
        return True

    @property
    def spoken(self) -> str:
        return f"{self.text}, {self.how} as {self.there[2:]}, {self.below}"


SamePagesRow = CopyHeading | CopyRow


class SamePagesModel(RowsModel[SamePagesRow]):
    """The rows that the section shows."""


def copy_rows(case: OpenCase, matches: Iterable[PageMatch], standings: Standings) -> tuple[SamePagesRow, ...]:
    """The rows of a case, under their headings."""
    found = sorted(matches, key=_place_in(case))
    aside = [match for match in found if decision_of(case, match) is not None]
    counted = [match for match in found if decision_of(case, match) is None]
    rows = [
        CopyRow(one, standings.get(_case_of(one)), decision_of(case, one.first))
        for one in (*copied_ranges(counted), *copied_ranges(aside))
    ]
    shown: list[SamePagesRow] = []
    for heading in (OTHER_MEMBER, EARLIER, REPEATED, ASIDE):
        of_kind = [row for row in rows if row.group == heading]
        shown += [CopyHeading(heading), *of_kind] if of_kind else []
    return tuple(shown)


def decision_of(case: OpenCase, match: PageMatch) -> CopyDecision | None:
    """What the reviewer decided about two pages."""
    return next((one for one in case.review.copy_decisions if one.covers(match)), None)


def repeated_pages(case: OpenCase, matches: Iterable[PageMatch]) -> dict[str, dict[int, str]]:
    """For each document, by its SHA-256, the pages that came before in this case, with where that was:
    ``same as p 3``, or with the file where it is another one; ``like p 3`` where a word differs."""
    found: dict[str, dict[int, str]] = {}
    for match in matches:
        if match.seen_in is None and match.place != match.other and decision_of(case, match) is None:
            file = f"{match.other_file} " if match.other_file != match.file else ""
            how = "same as" if match.is_same else "like"
            found.setdefault(match.place.sha256, {})[match.page] = f"{how} {file}p {match.other_page}"
    return found


def repeated_files(case: OpenCase, matches: Iterable[PageMatch]) -> dict[str, str]:
    """The files of which pages came before in this case, with words on it: ``same as a.pdf``, ``2 p
    repeated``, ``1 p nearly repeated`` where a word differs."""
    found: dict[str, str] = {}
    repeated: Counter[str] = Counter()
    nearly: Counter[str] = Counter()
    for match in matches:
        if match.seen_in is None and match.how is SameBy.FILE:
            found[match.file] = f"same as {match.other_file}"
        elif match.seen_in is None and decision_of(case, match) is None:
            (repeated if match.is_same else nearly)[match.file] += 1
    for file in dict.fromkeys((*repeated, *nearly)):
        counts = ((repeated[file], "repeated"), (nearly[file], "nearly repeated"))
        found.setdefault(file, ", ".join(f"{count} p {word}" for count, word in counts if count))
    return found


def pages(first: int, last: int) -> str:
    """Pages from 1: ``p 3`` or ``p 3–9``."""
    return f"p {first}" if first == last else f"p {first}–{last}"


def _case_of(copies: CopiedRange) -> str:
    return copies.first.seen_in.id if copies.first.seen_in is not None else ""


def _place_in(case: OpenCase) -> Callable[[PageMatch], tuple[int, int]]:
    """The order of the case."""
    order = {document.file: position for position, document in enumerate(case.documents)}
    return lambda match: (order.get(match.file, len(order)), match.page)


def _decided(standing: CaseStanding | None) -> str:
    if standing is None or standing.signed is None:
        return ""
    outcomes = dict.fromkeys(DECIDED_WORDS[outcome] for outcome in standing.outcomes)
    return f"{', '.join(outcomes) or 'decided'} {day(standing.signed)}"
