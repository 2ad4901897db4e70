"""Queries as reviewers type them: words, phrases, beginnings, codes; nothing is a mistake."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer_app.evidence.search_query import MOST_WORDS, Term, terms_of, words_to_look_up


def term(*wordings: str, prefix: bool = False) -> Term:
    return Term(tuple(tuple(wording.split()) for wording in wordings), prefix)


@pytest.mark.parametrize(
    ("query", "terms"),
    [
        ("", ()),
        (' "" * - ( ) "*" ', ()),
        ("lumbar spine ", (term("lumbar"), term("spine"))),
        ("lumbar spi", (term("lumbar"), term("spi", prefix=True))),
        ("infl* acute ", (term("infl", prefix=True), term("acute"))),
        ("L4", (term("l4"),)),
        ("644", (term("644", prefix=True),)),
        ('"lumbar spine"', (term("lumbar spine"),)),
        ('"lumbar spine', (term("lumbar spine", prefix=True),)),
        ('"lumbar spi"* ', (term("lumbar spi", prefix=True),)),
        ('"lumbar spi*" ', (term("lumbar spi", prefix=True),)),
        ("“lumbar spine” pain ", (term("lumbar spine"), term("pain"))),
        ("M54.16 ", (term("m54 16"),)),
        ("L4-L5 ", (term("l4 l5"),)),
        ("05/12/2025 ", (term("05 12 2025"),)),
        ("1,200 ", (term("1 200"),)),
        ("O'Brien ", (term("o brien"),)),
        ("post-operative ", (term("post operative", "postoperative"),)),
        (
            "NOT a OR b AND c NEAR(d, 2) ",
            tuple(map(term, ("not", "a", "or", "b", "and", "c", "near d", "2"))),
        ),
        ("words:lumbar ^x {y} ", (term("words lumbar"), term("x"), term("y"))),
        ("pain pain ", (term("pain"),)),
        ("pain.", (term("pain"),)),
        ('6" 5\'11" pain ', (term("6"), term("5 11"), term("pain"))),
    ],
)
def test_what_a_query_means(query: str, terms: tuple[Term, ...]) -> None:
    assert terms_of(query) == terms


@given(st.text())
def test_every_query_has_words_that_an_index_takes_as_they_are(query: str) -> None:
    for found in terms_of(query):
        assert found.wordings
        for wording in found.wordings:
            assert wording
            assert all(word.isalnum() for word in wording)


def test_a_pasted_page_is_cut() -> None:
    terms = terms_of(" ".join(f"word{number}" for number in range(10_000)))
    assert len(terms) == MOST_WORDS
    assert terms_of('"' + "a " * 10_000)[0].typed == ("a",) * MOST_WORDS


def test_replaced_words_keep_their_place() -> None:
    (phrase,) = terms_of('"acut inflamation of"')
    instead = {("acut", False): ("acute",), ("inflamation", False): ("inflammation", "inflammations")}
    assert phrase.replaced(instead) == term("acute inflammation of", "acute inflammations of")


def test_a_beginning_that_is_replaced_by_whole_words_is_none_any_more() -> None:
    (typing,) = terms_of("inflamat")
    assert words_to_look_up([typing]) == (("inflamat", True),)
    assert typing.replaced({("inflamat", True): ("inflammation",)}) == term("inflammation")
    assert typing.replaced({("inflamat", False): ("inflammation",)}) is typing


def test_a_term_whose_words_all_have_replacements_has_a_bounded_number_of_wordings() -> None:
    (phrase,) = terms_of('"' + " ".join(f"w{number}" for number in range(60)) + '"')
    instead = {(f"w{number}", False): ("a", "b", "c") for number in range(60)}
    assert 3 <= len(phrase.replaced(instead).wordings) <= 30


def test_each_word_is_looked_up_once() -> None:
    assert words_to_look_up(terms_of('pain "low back pain" bac')) == (
        ("pain", False),
        ("low", False),
        ("back", False),
        ("bac", True),
    )
