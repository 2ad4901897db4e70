"""The rows of a search: grouped by document, in order, and what was not searched at the end."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtTest import QAbstractItemModelTester

from reviewer_app.domain.documents import Document, DocumentStatus
from reviewer_app.domain.pages import Rect
from reviewer_app.domain.search import DocumentHits, Hit, IndexProgress, SearchResult, Snippet, Unsearched
from reviewer_app.gui.models.search_model import (
    Destination,
    HitRow,
    SearchModel,
    UnsearchedRow,
    closed_rows,
    document_titles,
    page_ranges,
    search_rows,
)
from reviewer_app.gui.models.search_wording import (
    NO_PAGES,
    correction_words,
    heading_words,
    nothing_words,
    progress_words,
    unsearched_words,
)

NOTE, SCAN = "a" * 64, "b" * 64
TITLES = {NOTE: "Consult", SCAN: "Fax"}
DONE = IndexProgress(40, 40)


def hit(page: int, match: str = "epidural", document: str = NOTE) -> Hit:
    return Hit(document, page, (Rect(10, page, 60, page + 12),), Snippet("third", match, "injection of"))


def result(*hits: Hit, progress: IndexProgress = DONE, **more: object) -> SearchResult:
    documents = tuple(dict.fromkeys(one.document for one in hits))
    groups = tuple(DocumentHits(key, tuple(one for one in hits if one.document == key)) for key in documents)
    values: dict[str, object] = {"corrections": (), "more": False, "unsearched": (), **more}
    corrections, unsearched = values["corrections"], values["unsearched"]
    assert isinstance(corrections, tuple)
    assert isinstance(unsearched, tuple)
    return SearchResult("epidural", groups, corrections, bool(values["more"]), progress, unsearched)


def test_hits_stand_below_their_document_and_are_numbered_through() -> None:
    rows = search_rows(result(hit(1), hit(3), hit(2, document=SCAN)), TITLES)
    assert [(row.text, row.selectable) for row in rows] == [
        ("Consult", False),
        ("third epidural injection of", True),
        ("third epidural injection of", True),
        ("Fax", False),
        ("third epidural injection of", True),
    ]
    assert rows[0].spoken == "Consult, 2 hits"
    assert rows[4].spoken == "Hit 3 of 3, Fax, page 2: third epidural injection of"
    assert rows[4].destination == Destination(
        SCAN, 2, (Rect(10, 2, 60, 14),), "epidural", ("third", "injection of")
    )
    assert rows[0].destination is None


def test_what_was_not_searched_is_listed_by_document_and_leads_to_its_first_page() -> None:
    unsearched = (Unsearched(SCAN, unreadable=(9,), wordless=(1, 2, 3, 7)), Unsearched("c" * 64, (1,)))
    rows = search_rows(result(hit(1), unsearched=unsearched), TITLES)
    assert [row.text for row in rows[2:]] == ["NOT SEARCHED", "Fax", "Fax"]
    told = [row for row in rows if isinstance(row, UnsearchedRow)]
    assert [row.below for row in told] == ["could not be read: p 9", "no text: p 1–3, 7"]
    assert told[1].destination == Destination(SCAN, 1)
    assert told[1].spoken == "Not searched: Fax, 4 pages, no text: p 1–3, 7"


def test_files_that_cannot_be_opened_are_named_with_the_reason() -> None:
    locked = Document("09_plan_booklet.pdf", "d" * 64, 10, "application/pdf", DocumentStatus.ENCRYPTED)
    closed = closed_rows((locked, replace(locked, status=DocumentStatus.OK)))
    rows = search_rows(result(hit(1)), TITLES, closed)
    assert [row.text for row in rows[2:]] == ["NOT SEARCHED", "Plan booklet"]
    assert not rows[3].selectable
    assert rows[3].spoken == "Not searched: 09_plan_booklet.pdf, needs a password"


def test_a_document_that_has_left_the_case_has_no_rows() -> None:
    rows = search_rows(result(hit(1), hit(1, document="c" * 64)), TITLES)
    assert sum(isinstance(row, HitRow) for row in rows) == 1


def test_files_with_one_title_are_told_apart_by_their_days_or_paths() -> None:
    files = {
        "1": "scans/fax.pdf",
        "2": "fax.pdf",
        "3": "02_mri_left_2025-05-27.pdf",
        "4": "04_visit_2025-06-18.pdf",
        "5": "02_visit_2025-09-24.pdf",
        "6": "a/labs_2025-09-24.pdf",
        "7": "b/labs_2025-09-24.pdf",
        "8": "visit.pdf",
    }
    assert document_titles(files) == {
        "1": "scans/fax.pdf",
        "2": "fax.pdf",
        "3": "MRI left",
        "4": "Visit 18 Jun 2025",
        "5": "Visit 24 Sep 2025",
        "6": "a/labs_2025-09-24.pdf",
        "7": "b/labs_2025-09-24.pdf",
        "8": "Visit",
    }


@pytest.mark.parametrize(
    ("pages", "words"),
    [
        ((4,), "p 4"),
        ((1, 2), "p 1–2"),
        ((1, 3, 4, 5, 9), "p 1, 3–5, 9"),
        (tuple(range(1, 26, 2)), "p 1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23 …"),
        (tuple(range(1, 24, 2)), "p 1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23"),
    ],
)
def test_neighbouring_pages_are_joined(pages: tuple[int, ...], words: str) -> None:
    assert page_ranges(pages) == words


def test_the_model_keeps_the_rules_of_models_while_one_types() -> None:
    model = SearchModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for found in (result(hit(1)), result(hit(1), hit(2)), result(), result(hit(5, document=SCAN))):
        model.show(search_rows(found, TITLES))
    assert model.hit_places() == (1,)
    assert model.destination_at(0) is None
    assert model.destination_at(-1) is None
    assert model.destination_at(2) is None


def test_the_heading_counts_hits_and_documents() -> None:
    assert heading_words(None) == "SEARCH"
    assert heading_words(result(hit(1), hit(2))) == "2 HITS IN 1 DOCUMENT"
    assert heading_words(result(hit(1), hit(1, document=SCAN), more=True)) == "FIRST 2 HITS IN 2 DOCUMENTS"
    assert heading_words(result()) == "NO HITS"


def test_progress_is_told_until_all_pages_are_indexed_or_given_up() -> None:
    assert progress_words(IndexProgress(1240, 3000)) == "Searching 1,240 of 3,000 pages …"
    assert progress_words(IndexProgress(2997, 3000, unreadable=3)) == ""
    stopped = progress_words(IndexProgress(10, 3000), "The disk is full.")
    assert stopped == "Only 10 of 3,000 pages can be searched. The disk is full."


def test_corrections_name_the_word_and_what_was_searched_instead() -> None:
    told = correction_words(result(hit(1), corrections=(("epidual", ("epidural",)), ("xyzzy", ()))))
    assert told == "Nothing for “epidual”; searched: epidural\n“xyzzy” occurs nowhere"


def test_what_cannot_be_searched_is_counted_in_words() -> None:
    assert unsearched_words(DONE, 0) == ""
    assert unsearched_words(IndexProgress(40, 40, wordless=12), 0) == "Not searched: 12 pages without text"
    assert unsearched_words(IndexProgress(37, 40, 3, 1), 1) == (
        "Not searched: 1 page without text, 3 pages that could not be read and 1 file that cannot be opened"
    )


def test_nothing_found_never_sounds_like_not_there() -> None:
    running = nothing_words(result(progress=IndexProgress(10, 40, unreadable=1)), 0)
    assert running == ("Nothing found so far", "29 pages are still to be searched.")
    gaps = nothing_words(result(progress=IndexProgress(40, 40, wordless=12)), 0)
    assert gaps.title == "Nothing found in the text"
    assert gaps.sentence == "28 pages with text were searched. What is not searched may hold it."
    assert nothing_words(result(progress=IndexProgress(0, 0)), 2) == NO_PAGES
    assert nothing_words(result(), 2).title == "Nothing found in the text"
    assert nothing_words(result(), 0).sentence.startswith("All 40 pages were searched.")
