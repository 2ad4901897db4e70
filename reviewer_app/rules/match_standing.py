"""How each match with an earlier request stands after what reviewers decided about it."""

from __future__ import annotations

from collections.abc import Iterable

from reviewer_app.domain.match_decision import (
    EarlierRequests,
    MatchDecision,
    MatchSubject,
    SettledMatch,
    written,
)
from reviewer_app.domain.prior_request import PriorMatch
from reviewer_app.domain.request import Member


def persons_of(member: Member, match: PriorMatch) -> MatchSubject:
    """The request's member and the earlier request's, as the subject of a decision."""
    return MatchSubject(member=written(member), person=written(match.prior.member))


def requests_of(match: PriorMatch) -> MatchSubject:
    """The service line and the earlier request, as the subject of a decision."""
    return MatchSubject(line=match.relation.line, prior_id=match.prior.id)


def settled(
    earlier: EarlierRequests, own: Iterable[MatchDecision], member: Member
) -> tuple[SettledMatch, ...]:
    """The matches in their order, each with the decision that it stands by.

    What this review decided goes before what another case decided on the same persons; that somebody is
    another person goes before that the requests are not related.
    """
    mine = {decision.subject: decision for decision in own}
    others: dict[MatchSubject, MatchDecision] = {}
    for decision in earlier.elsewhere:
        others.setdefault(decision.subject, decision)
    return tuple(_settled(match, mine, others, member) for match in earlier.found)


def _settled(
    match: PriorMatch,
    mine: dict[MatchSubject, MatchDecision],
    others: dict[MatchSubject, MatchDecision],
    member: Member,
) -> SettledMatch:
    persons, requests = persons_of(member, match), requests_of(match)
    of_persons = mine.get(persons)
    if of_persons is None and persons in others:
        found = SettledMatch(match, others[persons], elsewhere=True)
    else:
        found = SettledMatch(match, of_persons)
    if not found.set_aside and requests in mine:
        return SettledMatch(match, mine[requests])
    return found
