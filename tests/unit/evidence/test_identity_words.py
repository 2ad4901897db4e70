"""The member's identity is found however it is written, and little else is."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer_app.evidence.identity_words import Identity, IdentityFinder

MEMBER = IdentityFinder(
    Identity(
        names=("Denise", "O'Brien-Halvorsen"),
        numbers=("GH4710233-01", "(608) 555-0142"),
        dates=(date(1965, 3, 11),),
        phrases=("12 Oak Lane, Madison", "denise.h@example.org"),
    )
)


@pytest.mark.parametrize(
    "written",
    [
        "Denise",
        "DENISE",
        "HALVORSEN, DENISE",
        "Halvor-\nsen",
        "Halvor- sen",
        "H A L V O R S E N",
        "Hálvorsén",
        "OBrien",
        "O'Brien",
        "O’Brien",
        "Halvorsen's",
        "halvorsen_denise_mri.pdf",
        "DeniseHalvorsen",
        "denisehalvorsen@clinic",
        "dhalvorsen",
        "GH4710233-01",
        "gh 4710233 01",
        "GH4710233",
        "ID:4710233",
        "GH-4710233-02",
        "608.555.0142",
        "(608) 555-0142",
        "1965-03-11",
        "03/11/1965",
        "3/11/65",
        "11.03.1965",
        "11 March 1965",
        "March 11, 1965",
        "Mar 11th, 1965",
        "11-MAR-1965",
        "19650311",
        "03111965",
        "12 Oak Lane\nMadison",
        "Denise.H@example.org",
    ],
)
def test_found(written: str) -> None:
    text = f"Seen today: {written} for pain."
    replaced = MEMBER.replaced(text, "[x]")
    assert "[x]" in replaced
    assert replaced.startswith("Seen today: ")
    assert replaced.endswith(" for pain.")
    assert not MEMBER.finds(replaced.replace("[x]", ""))


@pytest.mark.parametrize(
    "other",
    [
        "Dennis and Denis",
        "Madison",
        "1965",
        "11 March 2025",
        "3/12/1965",
        "GH4710234",
        "47102331234",
        "a denisement",
        "Oak Lane",
        "MRI of the lumbar spine at L4-L5",
    ],
)
def test_not_found(other: str) -> None:
    assert not MEMBER.finds(other)


def test_a_short_name_counts_with_a_capital_only() -> None:
    finder = IdentityFinder(Identity(names=("May", "An")))
    assert finder.replaced("May may walk an hour. An MRI", "[x]") == "[x] may walk an hour. [x] MRI"


def test_nothing_known_finds_nothing() -> None:
    finder = IdentityFinder(Identity(names=("", "J", "Dr."), numbers=("", "-"), phrases=("", "a b")))
    assert not finder.finds("J. Dr. - anything at all 12 a b")


@given(st.text(max_size=60), st.text(max_size=60))
def test_whatever_stands_around_it_the_name_goes(before: str, after: str) -> None:
    replaced = MEMBER.replaced(f"{before} Halvorsen {after}", "\n\n")
    assert "Halvorsen" not in replaced
