"""Hits on one page: which words they cover, what is one passage, and what a snippet shows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer_app.domain.search import Snippet
from reviewer_app.evidence.search_hits import NEAR_WORDS, SNIPPET_WORDS
from reviewer_app.evidence.search_words import words_of
from tests.unit.evidence.page_texts import box, found, hits

NOTE = (
    "Assessment: acute on chronic low back pain with\nright L4-L5 radiculopathy (M54.16), inflam-\n"
    "mation of the facet joints. Seen 05/12/2025; paid\n$1,200. Patient's pain is 7/10. Full-\n"
    "thickness tear."
)


@pytest.mark.parametrize(
    ("query", "passages"),
    [
        ("pain ", ["pain", "pain"]),
        ("PAIN chronic ", ["chronic low back pain"]),
        ('"low back pain"', ["low back pain"]),
        ('"pain low"', []),
        ('"pain with right"', ["pain with right"]),
        ("radicul", ["radiculopathy"]),
        ("inflammation", ["inflam- mation"]),
        ('"inflammation of the facet"', ["inflam- mation of the facet"]),
        ("full-thickness", ["Full- thickness"]),
        ("fullthickness", ["Full- thickness"]),
        ("L4-L5", ["L4-L5"]),
        ("m54.16", ["(M54.16),"]),
        ("m54", ["(M54.16),"]),
        ("05/12/2025", ["05/12/2025;"]),
        ("1,200", ["$1,200."]),
        ("patient", ["Patient's"]),
        ("patient's", ["Patient's"]),
        ("ten ", []),
        ("acute missing ", []),
        ("flam* ", []),
    ],
)
def test_which_words_a_query_covers(query: str, passages: list[str]) -> None:
    assert found(NOTE, query) == passages


def test_a_passage_has_one_rectangle_for_each_line() -> None:
    (hit,) = hits(NOTE, '"pain with right L4"')
    assert hit.rects == (box(0, 6).united(box(0, 7)), box(1, 0).united(box(1, 1)))
    assert (hit.document, hit.page) == ("d", 1)


def filler(count: int) -> str:
    return " ".join(f"x{number}" for number in range(count))


def test_words_of_a_query_join_while_they_are_near() -> None:
    near = f"lumbar {filler(NEAR_WORDS)} injection"
    assert found(near, "lumbar injection ") == [near]
    far = f"lumbar {filler(NEAR_WORDS + 1)} injection"
    assert found(far, "lumbar injection ") == ["lumbar", "injection"]


def test_where_all_words_stand_together_the_lone_ones_are_no_hits() -> None:
    page = f"lumbar {filler(20)} lumbar injection {filler(20)} injection"
    assert found(page, "injection lumbar ") == ["lumbar injection"]


def test_a_second_place_of_a_word_begins_a_new_passage() -> None:
    assert found("lumbar injection lumbar injection", "lumbar injection ") == ["lumbar injection"] * 2
    assert found("a a a", '"a a"') == ["a a a"]


def test_a_snippet_has_the_words_on_both_sides_in_one_line() -> None:
    words = [f"word{number}" for number in range(40)]
    text = "\n".join((" ".join(words[:20]), " ".join(words[20:])))
    (hit,) = hits(text, '"word19 word20"')
    assert hit.snippet == Snippet(
        " ".join(words[19 - SNIPPET_WORDS : 19]), "word19 word20", " ".join(words[21 : 21 + SNIPPET_WORDS])
    )


def test_a_snippet_shows_broken_words_whole_and_ends_at_the_page_s_ends() -> None:
    (hit,) = hits("acute inflam\u00ad\nmation low-\ngrade", "inflammation")
    assert hit.snippet == Snippet("acute", "inflammation", "low-grade")


def test_a_word_as_long_as_a_page_makes_no_long_snippet() -> None:
    monster = "x" * 100_000
    (hit,) = hits(f"{monster} pain {monster}", "pain ")
    assert hit.snippet == Snippet("", "pain", "")
    (hit,) = hits(f"pain {monster} pain", "x*")
    assert len(hit.snippet.match) < 1_000


WORDS = st.sampled_from(
    ["lumbar", "Lumbago", "spine", "ﬁrst", "café", "L4-L5", "in\u00adject", "pain,", "Σας", "㎏"]
)
LINES = st.lists(WORDS, min_size=1, max_size=8).map(" ".join)


@given(st.lists(LINES, min_size=1, max_size=8).map("\n".join), st.data())
def test_any_words_of_a_page_are_found_there(text: str, data: st.DataObject) -> None:
    words = text.split()
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, min(first + 5, len(words) - 1)))
    chosen = " ".join(words[first : last + 1])
    assert any(chosen in passage for passage in found(text, f'"{chosen}"'))


@given(st.lists(LINES, min_size=1, max_size=8).map("\n".join), WORDS)
def test_each_place_of_a_word_is_a_hit_that_covers_it_alone(text: str, word: str) -> None:
    places = [other for other in text.split() if words_of(other) == words_of(word)]
    assert found(text, f'"{word}"') == places


@given(st.text(), st.text())
def test_no_text_and_no_query_is_too_odd(text: str, query: str) -> None:
    for hit in hits("\n".join(" ".join(line.split()) for line in text.splitlines() if line.split()), query):
        assert hit.rects
