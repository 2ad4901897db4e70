"""How a match stands after what was decided about it, here and in other cases of the same persons."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from reviewer_app.domain.match_decision import (
    EarlierRequests,
    MatchDecision,
    MatchSubject,
    MatchVerdict,
    SettledMatch,
    written,
)
from reviewer_app.domain.prior_request import (
    MatchKind,
    MemberScore,
    PriorMatch,
    PriorRequest,
    PriorStatus,
    Relation,
)
from reviewer_app.domain.request import Member
from reviewer_app.rules.match_standing import persons_of, requests_of, settled

MEMBER = Member("TM-1", "Iris", "Vantongeren")
OTHER = Member("TM-2", "Irma", "Vantongeren")
NOON = datetime(2025, 5, 12, 12, 0, tzinfo=UTC)
MATCH = PriorMatch(
    PriorRequest("H-1", OTHER, ("64483",), PriorStatus.APPROVED),
    Relation(1, MatchKind.DUPLICATE, 1.0, True, (), ()),
    MemberScore(0.9, 4.0, True, ()),
)
OF_PERSONS, OF_REQUESTS = persons_of(MEMBER, MATCH), requests_of(MATCH)


def decided(subject: MatchSubject, verdict: MatchVerdict, minutes: int = 0) -> MatchDecision:
    return MatchDecision(subject, verdict, "Why.", "Ines", NOON + timedelta(minutes=minutes))


NOT_SAME = decided(OF_PERSONS, MatchVerdict.NOT_SAME_PERSON)
NOT_RELATED = decided(OF_REQUESTS, MatchVerdict.NOT_RELATED)


def standing(own: tuple[MatchDecision, ...] = (), elsewhere: tuple[MatchDecision, ...] = ()) -> SettledMatch:
    (found,) = settled(EarlierRequests(3, (MATCH,), elsewhere), own, MEMBER)
    return found


def test_undecided_it_counts() -> None:
    assert standing() == SettledMatch(MATCH)
    assert standing().counts


def test_either_verdict_sets_it_aside() -> None:
    for decision in (NOT_SAME, NOT_RELATED):
        found = standing((decision,))
        assert (found.decision, found.set_aside, found.counts) == (decision, True, False)


def test_the_person_goes_first() -> None:
    assert standing((NOT_RELATED, NOT_SAME)).decision == NOT_SAME


def test_what_another_case_decided_holds_here() -> None:
    found = standing(elsewhere=(NOT_SAME,))
    assert found.set_aside
    assert found.elsewhere


def test_the_newest_of_other_cases_holds() -> None:
    back = decided(OF_PERSONS, MatchVerdict.CONCERNS, minutes=5)
    assert standing(elsewhere=(back, NOT_SAME)).counts


def test_this_case_goes_before_others() -> None:
    back = decided(OF_PERSONS, MatchVerdict.CONCERNS)
    found = standing((back,), (NOT_SAME,))
    assert found.counts
    assert not found.elsewhere


def test_not_related_holds_where_the_person_is_the_same_after_all() -> None:
    back = decided(OF_PERSONS, MatchVerdict.CONCERNS)
    assert standing((back, NOT_RELATED), (NOT_SAME,)).decision == NOT_RELATED


def test_another_line_another_request_another_person_are_not_meant() -> None:
    for subject in (
        replace(OF_REQUESTS, line=2),
        replace(OF_REQUESTS, prior_id="H-2"),
        replace(OF_PERSONS, person=written(MEMBER)),
        replace(OF_PERSONS, member=written(OTHER)),
    ):
        assert standing((decided(subject, MatchVerdict.NOT_RELATED),)).counts


def test_a_related_request_never_counts() -> None:
    related = replace(MATCH, relation=replace(MATCH.relation, kind=None))
    (found,) = settled(EarlierRequests(3, (related,)), (), MEMBER)
    assert not found.counts
    assert not found.set_aside


def test_one_way_of_writing_is_one_person() -> None:
    assert written(replace(MEMBER, last_name=" VANTONGEREN ")) == written(MEMBER)
    assert written(OTHER) != written(MEMBER)
