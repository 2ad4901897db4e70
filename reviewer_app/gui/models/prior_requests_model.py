"""The tab Prior requests as rows: matches with what each asks for, what was set aside, what else the history
has; and two requests, or two records of a person, field by field. No Qt but for the models."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import Enum
from typing import NamedTuple

from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.checklist import ChecklistElement
from reviewer_app.domain.match_decision import MOST_COUNTED, MatchVerdict, SettledMatch
from reviewer_app.domain.prior_request import IdentityField, MatchKind, Performance, PriorRequest
from reviewer_app.domain.review import Finding
from reviewer_app.gui.models.checklist_model import right_side
from reviewer_app.gui.models.rows_model import RowsModel
from reviewer_app.gui.models.wording import STATE_WORDS, counted, day, moment

KIND_WORDS = {
    MatchKind.DUPLICATE: "Duplicate",
    MatchKind.SIMILAR: "Similar",
    MatchKind.SEQUENTIAL: "Sequential",
    None: "Related",
}

VERDICT_WORDS = {
    MatchVerdict.NOT_SAME_PERSON: "not the same person",
    MatchVerdict.NOT_RELATED: "not related",
    MatchVerdict.CONCERNS: "concerns this request after all",
}

MATCHES = "MATCHES · DOCUMENT EACH, OR SET IT ASIDE"
SET_ASIDE = "SET ASIDE"
ALSO = "ALSO IN THE HISTORY · NO MATCH"


class Agreement(Enum):
    """Whether a field of both agrees; the value is the word on screen."""

    AGREES = "agrees"
    DIFFERS = "differs"
    UNKNOWN = "not known"


class PriorRow(NamedTuple):
    """A heading, a match, or an element of the matches above it."""

    key: str
    text: str
    match: SettledMatch | None = None
    element: ChecklistElement | None = None
    finding: Finding = Finding("")

    @property
    def selectable(self) -> bool:
        return self.match is not None or self.element is not None

    @property
    def right(self) -> str:
        """How sure the match is, or how its element stands."""
        if self.match is not None:
            return f"{round(100 * self.match.match.score)} %" if self.match.counts else ""
        return " ".join(part for part in right_side(self.finding) if part) if self.element else ""

    @property
    def below(self) -> str:
        """The line below a match: the earlier request, and why it was set aside, else how it ended and when
        the service was."""
        if self.match is None:
            return ""
        prior = self.match.match.prior
        if self.match.set_aside and self.match.decision is not None:
            words = VERDICT_WORDS[self.match.decision.verdict]
            return f"{prior.id} · {words}: {self.match.decision.reason}"
        return f"{prior.id} · {outcome_words(prior)}"

    @property
    def spoken(self) -> str:
        if self.match is not None:
            aside = ", set aside" if self.match.set_aside else ""
            score = f", {self.right} sure" if self.right else ""
            return f"{self.text}{score}{aside}, {self.below}"
        if self.element is not None:
            return f"{self.text}, row {self.element.element.row}: {STATE_WORDS[self.finding.state]}"
        return self.text


class ComparedRow(NamedTuple):
    """One field of this request, or its member, beside the earlier one's."""

    key: str
    text: str
    requested: str
    prior: str
    agreement: Agreement | None
    word: str

    @property
    def selectable(self) -> bool:
        return False

    @property
    def spoken(self) -> str:
        said = f"{self.requested or 'not given'} here, {self.prior or 'not given'} there"
        return f"{self.text}: {said}: {self.word}" if self.word else f"{self.text}: {said}"


def prior_rows(case: OpenCase) -> tuple[PriorRow, ...]:
    """All rows of the tab. Lines that match one earlier request in one way stand together, and below them
    once what they ask for."""
    counting = [one for one in case.matches if one.counts]
    aside = [one for one in case.matches if one.set_aside]
    related = [one for one in case.matches if not one.counts and not one.set_aside]
    groups: dict[tuple[MatchKind | None, str], list[SettledMatch]] = {}
    for one in counting:
        groups.setdefault((one.kind, one.match.prior.id), []).append(one)
    rows: list[PriorRow] = []
    if counting:
        rows.append(PriorRow("heading matches", MATCHES))
    for (_, prior), matches in groups.items():
        rows.extend(_match_row(one) for one in matches)
        rows.extend(_element_rows(case, prior, matches))
    for heading, others in ((SET_ASIDE, aside), (ALSO, related)):
        if others:
            rows.append(PriorRow(f"heading {heading}", heading))
            rows.extend(_match_row(one) for one in others)
    return tuple(rows)


def tab_title(case: OpenCase) -> str:
    """The tab's name with how many matches there are that nobody set aside."""
    matches = sum(one.counts for one in case.matches)
    return f"Prior requests {matches}" if matches else "Prior requests"


def nothing_words(case: OpenCase) -> tuple[str, str]:
    """A title and a sentence for a tab without rows: what was searched, or how the history is filled."""
    if case.review.read_only:
        return "No prior requests", "When this review was signed, no earlier request was shown with it."
    if not case.earlier.searched:
        return (
            "There is no history yet",
            "Earlier requests are compared with this one as soon as there are some. Reviews that you sign "
            "are added by themselves; a file is imported on the command line while this window is closed: "
            "reviewer-app history import FILE",
        )
    if not case.request.services or not (case.request.member.member_id or case.request.member.last_name):
        return (
            "The request is not known yet",
            "Enter the member and the service in the tab Request; earlier requests are looked up then.",
        )
    searched = counted(min(case.earlier.searched, MOST_COUNTED), "earlier request")
    more = "More than " if case.earlier.searched > MOST_COUNTED else ""
    return (
        "No prior requests of this member",
        f"{more}{searched} searched; none is of this member and for a related service.",
    )


def outcome_words(prior: PriorRequest) -> str:
    """How the earlier request ended, and whether and when the service took place."""
    decided = f"{prior.status.value} {day(prior.decided)}" if prior.decided else prior.status.value
    return f"{decided} · {performed_words(prior)}"


def performed_words(prior: PriorRequest) -> str:
    """Whether and when the earlier service took place."""
    if prior.performed is not None:
        first, last = prior.performed.first, prior.performed.last
        return f"performed {day(first)}" if first == last else f"performed {day(first)} to {day(last)}"
    if prior.performance is Performance.NO:
        return "never performed"
    return "performed: not known"


def decision_words(one: SettledMatch) -> str:
    """Who set a match aside, or took that back, when, and why; empty for a match that was only found."""
    decision = one.decision
    if decision is None:
        return ""
    by = f" by {decision.decided_by}" if decision.decided_by else ""
    where = ", in another case of this member" if one.elsewhere else ""
    act = "Set aside as" if one.set_aside else "Taken back:"
    reason = f": {decision.reason}" if decision.reason else ""
    words = VERDICT_WORDS[decision.verdict]
    return f"{act} {words} on {moment(decision.decided_at)}{by}{where}{reason}"


def compared_requests(one: SettledMatch) -> tuple[ComparedRow, ...]:
    """Both requests, field by field."""
    return tuple(
        _compared(field.name, field.requested, field.prior, field.agrees)
        for field in one.match.relation.compared
    )


def compared_members(one: SettledMatch) -> tuple[ComparedRow, ...]:
    """Both records of the person, field by field."""
    return tuple(_identity(field) for field in one.match.member.fields)


def _match_row(one: SettledMatch) -> PriorRow:
    prior, line = one.match.prior, one.match.relation.line
    codes = " ".join((prior.code, *prior.modifiers))
    return PriorRow(f"match {line} {prior.id}", f"{KIND_WORDS[one.kind]} · line {line} · {codes}", one)


def _element_rows(case: OpenCase, prior: str, matches: Iterable[SettledMatch]) -> Iterator[PriorRow]:
    lines = {one.match.relation.line for one in matches}
    kind = {one.kind for one in matches}
    for element in case.checklist.elements:
        if element.prior == prior and lines.intersection(element.lines) and _asks(element, kind):
            yield PriorRow(element.id, element.pack_title, None, element, case.review.finding(element.id))


def _asks(element: ChecklistElement, kinds: set[MatchKind | None]) -> bool:
    """Whether the element belongs to a match of one of the kinds."""
    return any(kind is not None and element.element.arises == f"match-{kind.value}" for kind in kinds)


def _compared(name: str, requested: str, prior: str, agrees: bool | None) -> ComparedRow:
    if name in EARLIER_ONLY:
        return ComparedRow(name, name.capitalize(), requested, prior, None, "")
    if not requested and not prior:
        return ComparedRow(name, name.capitalize(), "", "", None, "neither says")
    agreement = {True: Agreement.AGREES, False: Agreement.DIFFERS, None: Agreement.UNKNOWN}[agrees]
    return ComparedRow(name, name.capitalize(), requested, prior, agreement, agreement.value)


def _identity(field: IdentityField) -> ComparedRow:
    """The level of agreement in words, with what it weighs: above 0 speaks for one person."""
    known = bool(field.one and field.other)
    name = field.name.replace("_", " ")
    if not field.one and not field.other:
        return ComparedRow(name, name.capitalize(), "", "", None, "neither says")
    if not known:
        agreement, word = Agreement.UNKNOWN, Agreement.UNKNOWN.value
    else:
        agreement = Agreement.AGREES if field.weight > 0 else Agreement.DIFFERS
        word = f"{LEVEL_WORDS.get(field.agreement, field.agreement)} {field.weight:+.1f}"
    return ComparedRow(name, name.capitalize(), field.one, field.other, agreement, word)


LEVEL_WORDS = {
    "exact": "agrees",
    "typo": "one typing error",
    "near": "two typing errors",
    "relative": "other number at the end",
    "part": "agrees in part",
    "initial": "initial agrees",
}
"""Levels of agreement that have other words on screen than in the model."""

EARLIER_ONLY = frozenset(("outcome", "performed"))
"""What only an earlier request can have; there is nothing to compare it with."""


class PriorRequestsModel(RowsModel[PriorRow]):
    """The rows of the tab."""

    def selectable_keys(self) -> tuple[str, ...]:
        """The keys of matches and elements in reading order."""
        return tuple(row.key for row in self.rows if row.selectable)


class ComparedModel(RowsModel[ComparedRow]):
    """Fields side by side."""
