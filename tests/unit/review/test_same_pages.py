"""Pages of a case that are there twice."""

from __future__ import annotations

from reviewer_app.domain.same_page import SameBy
from reviewer_app.review.same_pages import SketchedDocument, copies_within, sketched
from tests.unit.history.note_pages import NOTE, OTHER_PATIENT, misread, typed_again


def matches(*documents: SketchedDocument) -> list[tuple[str, int, str, int, SameBy]]:
    return [
        (match.file, match.page, match.other_file, match.other_page, match.how)
        for match in copies_within(documents)
    ]


def test_pages_that_were_sent_again_are_named_with_the_page_before() -> None:
    first = sketched("a.pdf", "aa", ("", NOTE, OTHER_PATIENT))
    again = sketched("b.pdf", "bb", (typed_again(NOTE), "Cover", misread(OTHER_PATIENT)))
    assert matches(first, again) == [
        ("b.pdf", 1, "a.pdf", 2, SameBy.TEXT),
        ("b.pdf", 3, "a.pdf", 3, SameBy.TEXT),
    ]


def test_a_page_repeated_in_one_document() -> None:
    assert matches(sketched("a.pdf", "aa", (NOTE, OTHER_PATIENT, NOTE))) == [
        ("a.pdf", 3, "a.pdf", 1, SameBy.TEXT)
    ]


def test_every_page_of_a_file_that_is_there_twice_is_the_other_files() -> None:
    """Those without text as well."""
    first = sketched("a.pdf", "aa", (NOTE, ""))
    assert matches(first, sketched("b/a.pdf", "aa", (NOTE, ""), same_as="a.pdf")) == [
        ("b/a.pdf", 1, "a.pdf", 1, SameBy.FILE),
        ("b/a.pdf", 2, "a.pdf", 2, SameBy.FILE),
    ]


def test_a_case_of_different_pages_has_none() -> None:
    assert matches(sketched("a.pdf", "aa", (NOTE, OTHER_PATIENT)), sketched("b.pdf", "bb", ("", ""))) == []
