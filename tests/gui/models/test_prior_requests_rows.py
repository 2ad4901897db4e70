"""The rows of the tab Prior requests, and two requests or two records of a person field by field."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.match_decision import EarlierRequests, MatchVerdict, SettledMatch
from reviewer_app.domain.prior_request import (
    ComparedField,
    IdentityField,
    MatchKind,
    Period,
)
from reviewer_app.gui.models.prior_requests_model import (
    Agreement,
    PriorRow,
    compared_members,
    compared_requests,
    decision_words,
    nothing_words,
    outcome_words,
    prior_rows,
    tab_title,
)
from tests.unit.summary import cases

DRAFT = cases.draft_case()
SEQUENTIAL, ASIDE = cases.matches()


def related(one: SettledMatch, prior_id: str) -> SettledMatch:
    match = one.match
    return SettledMatch(
        replace(match, prior=replace(match.prior, id=prior_id), relation=replace(match.relation, kind=None))
    )


def rows_of(case: OpenCase) -> tuple[tuple[str, str], ...]:
    return tuple((row.key, row.text) for row in prior_rows(case))


def test_matches_with_what_they_ask_for_then_what_was_set_aside_then_the_rest() -> None:
    case = replace(DRAFT, matches=(*DRAFT.matches, related(SEQUENTIAL, "PR-3")))
    assert rows_of(case) == (
        ("heading matches", "MATCHES · DOCUMENT EACH, OR SET IT ASIDE"),
        ("match 1 PR-2024-00310", "Sequential · line 1 · 64483"),
        ("s19-benefit@PR-2024-00310", "It helped"),
        ("s19-lapse@PR-2024-00310", "The relief is over"),
        ("heading SET ASIDE", "SET ASIDE"),
        ("match 1 PR-2025-00644", "Duplicate · line 1 · 64483"),
        ("heading ALSO IN THE HISTORY · NO MATCH", "ALSO IN THE HISTORY · NO MATCH"),
        ("match 1 PR-3", "Related · line 1 · 64483"),
    )


def test_two_lines_that_follow_one_request_ask_once() -> None:
    relation = replace(SEQUENTIAL.match.relation, line=2)
    second = SettledMatch(replace(SEQUENTIAL.match, relation=relation))
    case = replace(DRAFT, matches=(SEQUENTIAL, second))
    assert [key for key, _ in rows_of(case)] == [
        "heading matches",
        "match 1 PR-2024-00310",
        "match 2 PR-2024-00310",
        "s19-benefit@PR-2024-00310",
        "s19-lapse@PR-2024-00310",
    ]


def test_the_tab_counts_what_was_not_set_aside() -> None:
    assert tab_title(DRAFT) == "Prior requests 1"
    assert tab_title(replace(DRAFT, matches=(ASIDE,))) == "Prior requests"


def test_a_row_says_everything_to_a_reader() -> None:
    spoken = {row.key: row.spoken for row in prior_rows(DRAFT)}
    assert spoken["match 1 PR-2024-00310"] == (
        "Sequential · line 1 · 64483, 95 % sure, PR-2024-00310 · approved 20 Sep 2024 · performed 2 Oct 2024"
    )
    assert "set aside" in spoken["match 1 PR-2025-00644"]
    assert "Twin sister" in spoken["match 1 PR-2025-00644"]
    assert spoken["s19-benefit@PR-2024-00310"] == "It helped, row S19: not reviewed"


def test_headings_can_not_be_chosen() -> None:
    assert [row.selectable for row in prior_rows(DRAFT)] == [False, True, True, True, False, True]
    assert not PriorRow("heading", "A heading").right


@pytest.mark.parametrize(
    ("case", "told"),
    [
        (replace(DRAFT, matches=()), "history import"),
        (replace(DRAFT, matches=(), earlier=EarlierRequests(searched=7)), "7 earlier requests searched"),
        (
            replace(DRAFT, request=replace(DRAFT.request, services=()), earlier=EarlierRequests(searched=7)),
            "tab Request",
        ),
        (replace(DRAFT, earlier=EarlierRequests(searched=100_001)), "More than 100,000 earlier requests"),
        (replace(cases.signed_case(), matches=()), "When this review was signed"),
    ],
)
def test_an_empty_tab_says_why_and_what_to_do(case: OpenCase, told: str) -> None:
    assert told in nothing_words(case)[1]


def test_what_became_of_the_earlier_request() -> None:
    prior = SEQUENTIAL.match.prior
    weeks = Period(date(2024, 10, 2), date(2024, 11, 6))
    assert outcome_words(replace(prior, performed=weeks)).endswith("performed 2 Oct 2024 to 6 Nov 2024")
    assert outcome_words(replace(prior, performed=None)).endswith("performed: not known")
    never = replace(prior, performed=None, never_performed=True, decided=None)
    assert outcome_words(never) == "approved · never performed"


def test_who_decided_when_and_why() -> None:
    said = decision_words(ASIDE)
    assert said.startswith("Set aside as not the same person on 9 May 2025")
    assert said.endswith("by Dana Whitlock, RN: Twin sister with the same plan.")
    assert "another case" in decision_words(replace(ASIDE, elsewhere=True))
    assert decision_words(SEQUENTIAL) == ""
    assert ASIDE.decision is not None
    back = replace(ASIDE, decision=replace(ASIDE.decision, verdict=MatchVerdict.CONCERNS, reason=""))
    assert decision_words(back).startswith("Taken back: concerns this request after all")


def test_both_requests_field_by_field() -> None:
    compared = (
        ComparedField("side", "left", "left", True),
        ComparedField("region", "knee", "hip", False),
        ComparedField("diagnoses", "M17.12", "", None),
        ComparedField("level", "", "", None),
        ComparedField("outcome", "", "approved", None),
    )
    relation = replace(SEQUENTIAL.match.relation, compared=compared)
    rows = compared_requests(SettledMatch(replace(SEQUENTIAL.match, relation=relation)))
    assert [(row.text, row.agreement, row.word) for row in rows] == [
        ("Side", Agreement.AGREES, "agrees"),
        ("Region", Agreement.DIFFERS, "differs"),
        ("Diagnoses", Agreement.UNKNOWN, "not known"),
        ("Level", None, "neither says"),
        ("Outcome", None, ""),
    ]
    assert rows[1].spoken == "Region: knee here, hip there: differs"
    assert rows[2].spoken == "Diagnoses: M17.12 here, not given there: not known"


def test_both_records_of_the_person_with_what_each_field_weighs() -> None:
    fields = (
        IdentityField("member_id", "A1", "A1", "exact", 5.3),
        IdentityField("birth_date", "1952-11-03", "1952-03-11", "swapped", 1.7),
        IdentityField("first_name", "Ann", "Bea", "differs", -4.0),
        IdentityField("sex", "F", "", "not given", 0.0),
    )
    member = replace(SEQUENTIAL.match.member, fields=fields)
    rows = compared_members(SettledMatch(replace(SEQUENTIAL.match, member=member)))
    assert [(row.text, row.agreement, row.word) for row in rows] == [
        ("Member id", Agreement.AGREES, "agrees +5.3"),
        ("Birth date", Agreement.AGREES, "swapped +1.7"),
        ("First name", Agreement.DIFFERS, "differs -4.0"),
        ("Sex", Agreement.UNKNOWN, "not known"),
    ]


def test_every_kind_has_its_word() -> None:
    for kind in MatchKind:
        one = SettledMatch(replace(SEQUENTIAL.match, relation=replace(SEQUENTIAL.match.relation, kind=kind)))
        case = replace(DRAFT, matches=(one,))
        assert prior_rows(case)[1].text.startswith(kind.value.capitalize())
