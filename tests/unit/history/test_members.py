"""Who is the same member: the hard kinds of pairs, and that a blocking key finds them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from hashlib import sha256

import pytest

from reviewer_app.domain.prior_request import MemberScore, NameCounts
from reviewer_app.domain.request import Member
from reviewer_app.history.blocking import blocking_keys
from reviewer_app.history.model import load_model, member_rarity, member_values
from reviewer_app.history.names import name_parts, sound
from reviewer_app.resources_folder import resources_folder

MODEL = load_model(resources_folder())
KEYS_OF_ONE_PERSON = (49, "c9c87f103b7ab330")
MEMBER = Member("TM-1402331-01", "Annalisa", "Bergstrom", date(1964, 3, 7), "F")


def scored(one: Member, other: Member) -> MemberScore:
    rarity = member_rarity(MODEL, NameCounts(1, 1, 1))
    return MODEL.score(member_values(one), member_values(other), rarity)


SAME = {
    "nothing differs": MEMBER,
    "only the id is known": Member("TM-1402331-01"),
    "id written otherwise": replace(MEMBER, member_id="tm 1402331 01"),
    "one digit of the id wrong": replace(MEMBER, member_id="TM-1402381-01"),
    "two digits of the id changed": replace(MEMBER, member_id="TM-1402313-01"),
    "one digit of the id missing": replace(MEMBER, member_id="TM-142331-01"),
    "no id": replace(MEMBER, member_id=""),
    "married": replace(MEMBER, last_name="Olufsen"),
    "hyphenated": replace(MEMBER, last_name="Bergstrom-Olufsen"),
    "accent": replace(MEMBER, last_name="Bergström"),
    "spelled by ear": replace(MEMBER, last_name="Bergstrum"),
    "day and month changed": replace(MEMBER, dob=date(1964, 7, 3)),
    "names exchanged": replace(MEMBER, first_name="Bergstrom", last_name="Annalisa"),
    "initial only": replace(MEMBER, first_name="A"),
    "names exchanged, no id": replace(MEMBER, first_name="Bergstrom", last_name="Annalisa", member_id=""),
    "day and month changed, no id": replace(MEMBER, dob=date(1964, 7, 3), member_id=""),
    "digits of the birth date transposed": replace(MEMBER, dob=date(1946, 3, 7)),
    "accents everywhere": replace(MEMBER, first_name="Ánnàlisa", last_name="Bërgstrøm", member_id=""),
    "another first name under the person's own id": replace(MEMBER, first_name="Rosemary"),
    "sex not known": replace(MEMBER, sex="U", member_id=""),
    "another number in the family": replace(MEMBER, member_id="TM-1402331-02"),
    "typo in name and id": replace(MEMBER, first_name="Analisa", member_id="TM-1402332-01"),
}
OTHER = {
    "twin": replace(MEMBER, member_id="TM-1402331-02", first_name="Rosemary"),
    "twin brother": replace(MEMBER, member_id="TM-1402331-03", first_name="Edmund", sex="M"),
    "daughter": replace(MEMBER, member_id="TM-1402331-02", first_name="Ingrid", dob=date(1990, 11, 21)),
    "twin with a name like it": replace(MEMBER, member_id="TM-1402331-02", first_name="Annalise"),
    "twin whose name begins alike": replace(MEMBER, member_id="TM-1402331-02", first_name="A"),
    "twin under one id": replace(MEMBER, member_id="TM-1402331", first_name="Rosemary"),
    "daughter under one id": replace(MEMBER, first_name="Ingrid", dob=date(1990, 11, 21)),
    "namesake": replace(MEMBER, member_id="KX-7755018-01", dob=date(1981, 9, 30)),
    "born on one day": Member("KX-7755018-01", "Rosemary", "Tull", date(1964, 3, 7), "F"),
}


@pytest.mark.parametrize("written", SAME.values(), ids=SAME)
def test_the_same_member_is_found_and_recognised(written: Member) -> None:
    assert blocking_keys(written) & blocking_keys(MEMBER)
    assert scored(MEMBER, written).same


@pytest.mark.parametrize("other", OTHER.values(), ids=OTHER)
def test_somebody_else_is_not_taken_for_the_member(other: Member) -> None:
    assert not scored(MEMBER, other).same


FAMILY = replace(MEMBER, member_id="TM-1402331")


@pytest.mark.parametrize("sex", ["F", "M", ""])
@pytest.mark.parametrize("first_name", ["Rosemary", "Edmund", "Xu"])
def test_twins_under_the_id_of_the_family_are_two(first_name: str, sex: str) -> None:
    assert not scored(FAMILY, replace(FAMILY, first_name=first_name, sex=sex)).same
    assert scored(FAMILY, FAMILY).same


@pytest.mark.parametrize(
    ("one", "other"), [("William", "Bill"), ("liz", "Beth"), ("Robert J.", "Bob"), ("Peggy", "Margaret")]
)
def test_a_nickname_says_more_than_another_name(one: str, other: str) -> None:
    first, second = replace(MEMBER, first_name=one), replace(MEMBER, first_name=other, member_id="")
    levels = {field.name: field.agreement for field in scored(first, second).fields}
    assert levels["first name"] == "nickname"
    assert scored(first, second).same
    assert not scored(first, replace(second, first_name="Gwendolyn")).same


def test_an_equal_name_is_no_nickname() -> None:
    bill = replace(MEMBER, first_name="Bill")
    assert scored(bill, bill).fields[1].agreement == "exact"
    assert not MODEL.nicknames.may_be_one("Unheard", "Of")
    assert not MODEL.nicknames.may_be_one("", "Bill")


def test_the_score_is_explained_field_by_field() -> None:
    score = scored(MEMBER, replace(MEMBER, dob=date(1964, 7, 3), sex=""))
    levels = {field.name: field.agreement for field in score.fields}
    assert levels == {
        "member id": "exact",
        "first name": "exact",
        "last name": "exact",
        "birth date": "swapped",
        "sex": "not given",
    }
    assert score.weight == pytest.approx(MODEL.base + sum(field.weight for field in score.fields), abs=0.05)


def test_a_rare_name_counts_for_more_than_a_common_one() -> None:
    rare = member_rarity(MODEL, NameCounts(1, 1, 100_000))
    common = member_rarity(MODEL, NameCounts(5_000, 5_000, 100_000))
    assert rare[2] > 0 > common[2]


def test_it_does_not_matter_which_record_is_asked_for() -> None:
    for written in (*SAME.values(), *OTHER.values()):
        assert scored(MEMBER, written).weight == scored(written, MEMBER).weight


def test_keys_are_those_that_databases_hold() -> None:
    """When this fails, databases need a migration: see blocking.py."""
    written = Member("TM-1402331-01", "Maria José", "Díaz-Moreno", date(1964, 3, 7), "F")
    keys = ",".join(map(str, sorted(blocking_keys(written))))
    assert (len(blocking_keys(written)), sha256(keys.encode()).hexdigest()[:16]) == KEYS_OF_ONE_PERSON


def test_nobody_is_found_by_nothing() -> None:
    assert blocking_keys(Member()) == frozenset()


def test_parts_of_names() -> None:
    assert name_parts("O'Brien") == ("obrien",)
    assert name_parts("Díaz-Moreno Jr.") == ("diaz", "moreno")


@pytest.mark.parametrize(
    ("one", "other"), [("stephen", "steven"), ("catherine", "katharine"), ("phillips", "filips")]
)
def test_names_that_sound_alike(one: str, other: str) -> None:
    assert sound(one) == sound(other)
