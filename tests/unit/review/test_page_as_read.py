"""A page as the search sees it: whose words count, and what a page without any is."""

from __future__ import annotations

import pytest

from reviewer_app.domain.page_reading import KeptPage, LayerVerdict, OcrReading, PageMeasures, TextFrom
from reviewer_app.domain.pages import NOTE_INCOMPLETE, NOTE_INVISIBLE_TEXT
from reviewer_app.domain.search import SearchableText
from reviewer_app.review.page_as_read import NOT_LOOKED_AT, NOT_VISIBLE, NOT_YET, page_as_read
from tests.unit.evidence.page_texts import searchable
from tests.unit.review.text_pages import document

DUST = 0.0001


def read(text: str, ink: float = 0.05) -> OcrReading:
    return OcrReading(searchable(text), bytes([90]) * len(text.split()), measures=PageMeasures(ink=ink))


@pytest.mark.parametrize(
    ("kept", "blank", "unread"),
    [
        (None, None, NOT_YET),
        (KeptPage("a", 1, searchable("")), None, NOT_LOOKED_AT),
        (KeptPage("a", 1, searchable(""), unread="It took too long."), None, "It took too long."),
        (KeptPage("a", 1, searchable(""), read("", DUST)), True, ""),
        (KeptPage("a", 1, searchable(""), read("")), False, ""),
        (
            KeptPage("a", 1, searchable("hidden words"), read("", DUST), LayerVerdict.DIFFERS),
            False,
            NOT_VISIBLE,
        ),
        (KeptPage("a", 1, searchable("hidden words"), read(""), LayerVerdict.DIFFERS), False, ""),
    ],
)
def test_a_page_without_words_is_blank_or_says_why_it_has_none(
    kept: KeptPage | None, blank: bool | None, unread: str
) -> None:
    page = page_as_read(document("a", 1), 1, kept)
    assert (page.blank, page.unread, page.text_from, page.lines) == (blank, unread, TextFrom.NONE, ())


def test_what_is_noted_of_the_words_and_of_the_picture_is_noted_of_the_page() -> None:
    native = SearchableText("", b"", (NOTE_INVISIBLE_TEXT, NOTE_INCOMPLETE))
    broken = OcrReading(SearchableText("", b"", (NOTE_INCOMPLETE,)), b"")
    page = page_as_read(document("a", 1), 1, KeptPage("a", 1, native, broken))
    assert page.notes == (NOTE_INVISIBLE_TEXT, NOTE_INCOMPLETE)


def test_the_words_that_are_seen_are_those_of_the_page() -> None:
    seen = page_as_read(
        document("a", 1), 1, KeptPage("a", 1, searchable("hidden"), read("seen"), LayerVerdict.DIFFERS)
    )
    assert (seen.text, seen.text_from, seen.unread) == ("seen", TextFrom.OCR, "")
    stored = page_as_read(
        document("a", 1), 1, KeptPage("a", 1, searchable("stored"), read("st0red"), LayerVerdict.AGREES)
    )
    assert (stored.text, stored.text_from, stored.blank) == ("stored", TextFrom.NATIVE, False)
