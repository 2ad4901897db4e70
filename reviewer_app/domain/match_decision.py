"""What the reviewer decided about matches with earlier requests, and how each match stands after it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from reviewer_app.domain.prior_request import MatchKind, PriorMatch
from reviewer_app.domain.request import Member


class MatchVerdict(StrEnum):
    """``NOT_SAME_PERSON``: the earlier request is somebody else's. ``NOT_RELATED``: it does not concern this
    service line. ``CONCERNS``: it does after all; this takes back what another review decided."""

    NOT_SAME_PERSON = "not-same-person"
    NOT_RELATED = "not-related"
    CONCERNS = "concerns"


@dataclass(frozen=True, slots=True)
class MatchSubject:
    """What a decision is about: two persons, by how each is written (:func:`written`), or else a service line
    and an earlier request. What does not belong to it is empty, or 0."""

    line: int = 0
    prior_id: str = ""
    member: str = ""
    person: str = ""


@dataclass(frozen=True, slots=True)
class MatchDecision:
    """A verdict on a subject, with its reason, by whom and when."""

    subject: MatchSubject
    verdict: MatchVerdict
    reason: str
    decided_by: str
    decided_at: datetime


MOST_COUNTED = 100_000
"""Of a larger history it is only said that it has more requests."""


@dataclass(frozen=True, slots=True)
class EarlierRequests:
    """What the history has beside a request: ``found`` are matches and what is related, of ``searched``
    requests in all. ``elsewhere`` are decisions of other cases on the same persons, the newest first.
    ``problem`` says in a sentence what was wrong with the search."""

    searched: int = 0
    found: tuple[PriorMatch, ...] = ()
    elsewhere: tuple[MatchDecision, ...] = ()
    problem: str = ""


@dataclass(frozen=True, slots=True)
class SettledMatch:
    """A match as it stands. ``decision`` is what set it aside, or took that back; ``elsewhere`` says that it
    was made in another case."""

    match: PriorMatch
    decision: MatchDecision | None = None
    elsewhere: bool = False

    @property
    def key(self) -> tuple[int, str]:
        """The service line and the earlier request's id."""
        return self.match.relation.line, self.match.prior.id

    @property
    def kind(self) -> MatchKind | None:
        """What it is a match as; ``None`` for what is only related."""
        return self.match.relation.kind

    @property
    def set_aside(self) -> bool:
        """Whether a reviewer decided that it does not concern the request."""
        return self.decision is not None and self.decision.verdict is not MatchVerdict.CONCERNS

    @property
    def counts(self) -> bool:
        """Whether it has to be documented: a match that nobody set aside."""
        return self.kind is not None and not self.set_aside


def written(member: Member) -> str:
    """How a person is written, so that the same way of writing gives the same text."""
    dob = member.dob.isoformat() if member.dob else ""
    fields = (member.member_id, member.last_name, member.first_name, dob, member.sex)
    return " | ".join(" ".join(field.casefold().split()) for field in fields)
