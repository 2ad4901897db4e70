"""How alike a name on a page and the member's are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer_app.domain.request import Member
from reviewer_app.evidence.person_names import Alike, alike, person_name

NICKNAMES = ("stephen steven steve", "robert rob bob")


def likeness(text: str, first: str = "Stephen", last: str = "Radley") -> Alike:
    name = person_name(text)
    assert name is not None
    return alike(name, Member(first_name=first, last_name=last), NICKNAMES)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Radley, Stephen", Alike.SAME),
        ("RADLEY,STEPHEN J", Alike.SAME),
        ("Stephen J. Radley", Alike.SAME),
        ("Radley Stephen", Alike.SAME),
        ("Mr. Steve Radley", Alike.SAME),
        ("Radley, S", Alike.SAME),
        ("Rad1ey, Stephen", Alike.SAME),
        ("Radley-Moss, Stephen", Alike.SAME),
        ("Radley, Stephen Jr.", Alike.SAME),
        ("Hadley, Stephen", Alike.NEAR),
        ("Radley, Stephan", Alike.NEAR),
        ("Mr. Radley", Alike.NEAR),
        ("Radley, Stefan", Alike.LAST_ONLY),
        ("Radley, Margaret", Alike.LAST_ONLY),
        ("Moss, Stephen", Alike.FIRST_ONLY),
        ("Kowal, Peter", Alike.OTHER),
        ("S. Kowal", Alike.OTHER),
        ("Mr. Kowal", Alike.OTHER),
    ],
)
def test_alike(text: str, expected: Alike) -> None:
    assert likeness(text) is expected


@pytest.mark.parametrize(
    "text", ["Haldane, Corinna", "Pruitt, Corinna", "Corinna Haldane Pruitt", "C. Haldane-Pruitt"]
)
def test_double_names(text: str) -> None:
    assert likeness(text, "Corinna", "Haldane-Pruitt") is Alike.SAME


@pytest.mark.parametrize("text", ["", "Radley", ",", "Mr.", "Radley,", "123 456"])
def test_no_name(text: str) -> None:
    assert person_name(text) is None


@given(st.text(max_size=40), st.text(max_size=12), st.text(max_size=12))
def test_no_name_is_too_odd(text: str, first: str, last: str) -> None:
    name = person_name(text)
    if name is not None:
        assert alike(name, Member(first_name=first, last_name=last), NICKNAMES) in Alike
