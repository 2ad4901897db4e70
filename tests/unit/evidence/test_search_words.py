"""Folding: what words become in the index, and the way back to where they stand."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer_app.evidence.search_words import FEW_KINDS, IndexText, Places, index_text, words_of


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("Café NAÏVE cafe\u0301", ("cafe", "naive", "cafe")),
        ("the ﬁrst eﬀect of ŒDEMA", ("the", "first", "effect", "of", "œdema")),
        ("Straße İstanbul ΣΊΣΥΦΟΣ", ("strasse", "istanbul", "σισυφοσ")),
        ("in\u00adflam\u00admation zero\u200bwidth", ("inflammation", "zerowidth")),
        ("M54.16, L4-L5; 05/12/2025 1,200", ("m54", "16", "l4", "l5", "05", "12", "2025", "1", "200")),
        ("patient's patient’s O'Brien", ("patient", "s", "patient", "s", "o", "brien")),
        ("\uf0b7Pain \u2022Pain under_score", ("pain", "pain", "under", "score")),
        ("m² ½", ("m2", "1", "2")),
        ("a\x00b\ud800c", ("a", "b", "c")),
        (" — \n", ()),
    ],
)
def test_words_are_folded(written: str, words: tuple[str, ...]) -> None:
    assert words_of(written) == words


def test_plain_text_keeps_its_places() -> None:
    text = "Lumbar spine, L4-L5.\nNo fracture."
    assert index_text(text) == IndexText("lumbar spine  l4 l5  no fracture ")


def test_a_word_broken_at_a_line_s_end_is_there_in_parts_and_joined_between_its_neighbours() -> None:
    text = "acute inflam-\nmation of the\nfull-\u2060 \nword"
    main, joined = index_text(text).text.split("\n")
    assert main.split() == ["acute", "inflam", "mation", "of", "the", "full", "word"]
    assert joined == "acute inflammation of the"


@pytest.mark.parametrize("hyphen", ["-", "\u2010", "\u2011", "\u00ad"])
def test_every_kind_of_hyphen_breaks_a_word(hyphen: str) -> None:
    assert index_text(f"inflam{hyphen}\nmation").text.split("\n")[1] == "inflammation"


@pytest.mark.parametrize("text", ["-\nword", "word -\nword", "word-\n- word", "word-\n", "-\n"])
def test_a_dash_breaks_no_word(text: str) -> None:
    assert "\n" not in index_text(text).text


LETTERS = st.text(
    st.sampled_from("abcXYZ019") | st.sampled_from("éÅﬁﬃßŒ½㎏\u00ad\u0301\u200b\uf0b7-'.\u2011\U0001e900"),
    min_size=1,
    max_size=12,
)
TEXTS = st.lists(st.lists(LETTERS, min_size=1, max_size=6).map(" ".join), max_size=6).map("\n".join)


@given(TEXTS)
def test_every_letter_of_the_index_leads_to_the_character_that_it_comes_from(text: str) -> None:
    folded = index_text(text)
    places = Places(folded.jumps)
    for place, letter in enumerate(folded.text):
        if not letter.isspace():
            assert letter in "".join(words_of(text[places.original(place)]))


@given(TEXTS)
def test_the_index_text_begins_with_all_words_in_order_and_only_repeats_lines(text: str) -> None:
    main, *repeated = index_text(text).text.split("\n")
    assert tuple(main.split()) == words_of(text)
    for line in repeated:
        assert set("".join(line.split())) <= set("".join(main.split()))


@given(st.text())
def test_folding_what_is_folded_changes_nothing(text: str) -> None:
    assert words_of(" ".join(words_of(text))) == words_of(text)


@given(st.text(st.characters(categories=["L", "N"])))
def test_composed_and_decomposed_letters_are_the_same(text: str) -> None:
    composed, decomposed = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))
    assert words_of(composed) == words_of(decomposed)


def test_a_text_of_many_kinds_of_letters_is_folded_like_one_of_few() -> None:
    kinds = [chr(code) for code in range(0xC0, 0x250)]
    assert len(kinds) > 2 * FEW_KINDS
    assert words_of(" ".join(kinds)) == tuple(word for kind in kinds for word in words_of(kind))
