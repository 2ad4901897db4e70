"""Text from the record cannot hide, reorder or break what stands around it."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer_app.summary.displayable import BIDI_CONTROLS, UNSHOWABLE, displayable


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain text, 5 mg", "plain text, 5 mg"),
        ("µg ≥ 5 é “quoted” — Łódź", "µg ≥ 5 é “quoted” — Łódź"),
        ("山田花子 שלום عربي हिन्दी 😀", "山田花子 שלום عربي हिन्दी 😀"),
        ("one\r\ntwo\rthree\u2028four\x0cfive", "one\ntwo\nthree\nfour\nfive"),
        ("a\tb", "a b"),
        ("bell\x07", "bell[U+0007]"),
        ("\u202egnp.exe", "[U+202E]gnp.exe"),
        ("\ufeffstart", "[U+FEFF]start"),
        ("\uf0b7 item", "• item"),
        ("\ue000", "[U+E000]"),
        ("\udc80", "[U+DC80]"),
    ],
)
def test_what_is_shown(text: str, shown: str) -> None:
    assert displayable(text) == shown


@given(st.text(st.characters(categories=None)))
def test_nothing_without_a_shape_remains(text: str) -> None:
    shown = displayable(text)
    assert not BIDI_CONTROLS & set(shown)
    assert all(unicodedata.category(character) not in UNSHOWABLE for character in shown.replace("\n", ""))


@given(st.text())
def test_showing_twice_changes_nothing(text: str) -> None:
    assert displayable(displayable(text)) == displayable(text)
