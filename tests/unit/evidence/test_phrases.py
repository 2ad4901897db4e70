import pytest

from reviewer_app.evidence.phrases import PhraseBook, tokens

BOOK = PhraseBook.of(
    [
        ("tear", "tear"),
        ("full-thickness tear", "full tear"),
        ("hypokines*", "motion"),
        ("improv* ~ after ~ injection", "helped"),
        ("# / 10", "pain"),
        ("# weeks", "weeks"),
        ("doesn't help", "no help"),
    ]
)


def found(text: str) -> list[tuple[str, str]]:
    words = tokens(text)
    return [(hit.value, text[words[hit.first].start : words[hit.last - 1].end]) for hit in BOOK.find(words)]


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("A full-thickness\ntear", [("full tear", "full-thickness\ntear"), ("tear", "tear")]),
        ("FULL THICKNESS TEAR", [("full tear", "FULL THICKNESS TEAR"), ("tear", "TEAR")]),
        ("tears, teardrop, untorn", []),
        ("Hypokinesis of the wall", [("motion", "Hypokinesis")]),
        (
            "improved much after the second injection",
            [("helped", "improved much after the second injection")],
        ),
        ("improved a b c d e after injection", []),
        ("Pain 6/10, 2.5 / 10 at rest", [("pain", "6/10"), ("pain", "2.5 / 10")]),
        ("six weeks or 6 weeks", [("weeks", "six weeks"), ("weeks", "6 weeks")]),
        ("It doesn\u2019t help", [("no help", "doesn\u2019t help")]),
        ("", []),
    ],
)
def test_what_a_book_finds(text: str, hits: list[tuple[str, str]]) -> None:
    assert found(text) == hits


def test_all_that_begin_at_a_word_are_found_when_asked_for() -> None:
    book = PhraseBook.of([("pain", 1), ("pain relief", 2)])
    words = tokens("pain relief")
    assert [hit.value for hit in book.find(words)] == [2]
    assert sorted(hit.value for hit in book.find_all(words)) == [1, 2]


@pytest.mark.parametrize("phrase", ["", "~ tear", "tear ~", "()"])
def test_a_phrase_begins_and_ends_with_a_word(phrase: str) -> None:
    with pytest.raises(ValueError, match="no phrase"):
        PhraseBook.of([(phrase, None)])
