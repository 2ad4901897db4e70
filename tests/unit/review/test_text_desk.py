"""Searching a case: what is found, in which order, and what happens to the file of page texts."""

from __future__ import annotations

import stat
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlcipher3 import dbapi2

from reviewer_app.domain.documents import Document, DocumentStatus
from reviewer_app.domain.search import IndexProgress, SearchableText, Unsearched
from reviewer_app.review.text_desk import TextDesk
from reviewer_app.storage.text_cache import FILE_NAME
from tests.unit.evidence.page_texts import all_hits, covered, searchable
from tests.unit.review.text_pages import document, shelve

CASE = {
    "letter": ("Acute low back pain with\nradiculopathy, M54.16.", None),
    "fax": ("", "Epidural injection 64483 at L4-L5\nfor low back pain", "café inflam-\nmation"),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def desk(folder: Path) -> Iterator[TextDesk]:
    with closing(TextDesk(folder)) as opened:
        yield opened


def found(desk: TextDesk, query: str) -> list[tuple[str, int, str]]:
    return [(hit.document, hit.page, hit.snippet.match) for hit in all_hits(desk.search(query))]


def test_hits_are_grouped_by_document_in_the_order_of_the_case(desk: TextDesk) -> None:
    shelve(desk, {"zebra": ["pain", "no", "pain and pain"], "ant": ["pain"], "cow": ["none"]})
    result = desk.search("pain ")
    assert [(group.document, [hit.page for hit in group.hits]) for group in result.documents] == [
        ("zebra", [1, 3, 3]),
        ("ant", [1]),
    ]
    assert (result.query, result.count, result.more, result.corrections) == ("pain ", 4, False, ())


def test_without_a_case_and_in_a_case_without_pages_nothing_is_found(desk: TextDesk) -> None:
    for _ in range(2):
        assert found(desk, "pain") == []
        assert desk.missing(5) == ()
        assert desk.show_case(()) == IndexProgress(0, 0)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("pain back", [("letter", 1, "back pain"), ("fax", 2, "back pain")]),
        ('"low back pain with"', [("letter", 1, "low back pain with")]),
        ("64483", [("fax", 2, "64483")]),
        ("644", [("fax", 2, "64483")]),
        ("l4-l5", [("fax", 2, "L4-L5")]),
        ("M54.16", [("letter", 1, "M54.16.")]),
        ("CAFE", [("fax", 3, "café")]),
        ("inflammation", [("fax", 3, "inflam-mation")]),
        ("epidural radiculopathy", []),
    ],
)
def test_what_is_found(desk: TextDesk, query: str, expected: list[tuple[str, int, str]]) -> None:
    shelve(desk, CASE)
    assert found(desk, query) == expected


def test_a_hit_covers_its_words(desk: TextDesk) -> None:
    shelve(desk, CASE)
    (hit,) = all_hits(desk.search('"back pain with radiculopathy"'))
    text = CASE["letter"][0]
    assert text is not None
    assert covered(text, hit.rects) == ["back", "pain", "with", "radiculopathy,"]
    assert len(hit.rects) == 2


def test_progress_counts_and_names_what_nothing_can_be_found_on(desk: TextDesk) -> None:
    assert desk.show_case([]) == IndexProgress(0, 0)
    assert shelve(desk, CASE) == IndexProgress(indexed=4, pages=5, unreadable=1, wordless=1)
    result = desk.search("pain")
    assert result.progress.complete
    assert result.unsearched == (Unsearched("letter", unreadable=(2,)), Unsearched("fax", wordless=(1,)))


def test_missing_pages_come_in_the_order_of_the_case_until_they_are_kept(desk: TextDesk) -> None:
    desk.show_case([document("b", 3), document("a", 2)])
    assert desk.missing(4) == (("b", 1), ("b", 2), ("b", 3), ("a", 1))
    assert desk.missing(2) == desk.missing(2) == (("b", 1), ("b", 2))
    desk.keep([("b", 2, searchable("word")), ("a", 1, None)])
    assert desk.missing(10) == (("b", 1), ("b", 3), ("a", 2))
    assert found(desk, "word") == [("b", 2, "word")]


def test_pages_that_are_known_or_not_of_the_case_are_left_out(desk: TextDesk) -> None:
    desk.show_case([document("a", 1)])
    pages = [("a", 1, searchable("first")), ("a", 2, searchable("first")), ("b", 1, searchable("first"))]
    assert desk.keep([*pages, ("a", 0, None)]) == IndexProgress(1, 1)
    desk.keep([("a", 1, searchable("second")), ("a", 1, None)])
    assert found(desk, "first") == [("a", 1, "first")]
    assert found(desk, "second ") == []


def test_documents_without_pages_and_copies_are_no_trouble(desk: TextDesk) -> None:
    locked = Document("x.pdf", "x", 1, "application/pdf", DocumentStatus.ENCRYPTED, "locked")
    unread = Document("y.pdf", "", 1, "application/pdf", DocumentStatus.DAMAGED, "damaged")
    assert desk.show_case([locked, document("a", 1), unread, document("a", 1)]) == IndexProgress(0, 1)


def test_texts_stay_for_the_next_program_and_unreadable_pages_are_tried_again(folder: Path) -> None:
    with closing(TextDesk(folder)) as first:
        shelve(first, CASE)
    with closing(TextDesk(folder)) as second:
        cases = [document(name, len(pages)) for name, pages in CASE.items()]
        assert second.show_case(cases) == IndexProgress(indexed=4, pages=5, wordless=1)
        assert second.missing(9) == (("letter", 2),)
        assert len(found(second, "pain ")) == 2
    assert stat.S_IMODE((folder / FILE_NAME).stat().st_mode) == 0o600


def test_an_unreadable_page_is_not_tried_again_in_the_same_program(desk: TextDesk) -> None:
    shelve(desk, CASE)
    desk.show_case([])
    assert desk.show_case([document("letter", 2)]) == IndexProgress(indexed=1, pages=2, unreadable=1)


def test_a_case_finds_nothing_of_another_one(desk: TextDesk) -> None:
    shelve(desk, {"shared": ["lumbar"], "one": ["cervical stenosis"]})
    shelve(desk, {"two": ["thoracic"], "shared": ["lumbar"]})
    assert found(desk, "lumbar ") == [("shared", 1, "lumbar")]
    assert desk.search("cervical ").corrections == (("cervical", ()),)
    assert desk.search("stenosus ").corrections == (("stenosus", ()),)
    assert desk.missing(9) == ()


@pytest.mark.parametrize(
    ("query", "word", "instead"),
    [
        ("radicolopathy ", "radicolopathy", ("radiculopathy",)),
        ("inejction ", "inejction", ("injection",)),
        ("inflamat", "inflamat", ("inflammation",)),
        ("infiammation ", "infiammation", ("inflammation",)),
        ('"low bcak pain"', "bcak", ("back",)),
        ("M54.l6", "l6", ("16",)),
        ("1ow ", "1ow", ("low",)),
        ("epidura1 pain", "epidura1", ("epidural",)),
        ("64488 ", "64488", ()),
        ("xyzzy ", "xyzzy", ()),
    ],
)
def test_a_word_that_occurs_nowhere_is_replaced_by_the_nearest(
    desk: TextDesk, query: str, word: str, instead: tuple[str, ...]
) -> None:
    shelve(desk, CASE)
    result = desk.search(query)
    assert result.corrections == ((word, instead),)
    assert bool(result.count) == bool(instead)


def test_words_that_a_scan_made_are_found_by_the_right_word(desk: TextDesk) -> None:
    shelve(desk, {"scan": ["1urnbar pain in the 1eft knee"]})
    assert desk.search("lumbar ").corrections == (("lumbar", ("1urnbar",)),)
    assert found(desk, "left knee ") == [("scan", 1, "1eft knee")]


def test_new_pages_bring_new_words_for_corrections(desk: TextDesk) -> None:
    desk.show_case([document("a", 2)])
    desk.keep([("a", 1, searchable("stenosis"))])
    assert desk.search("stenosos ").corrections == (("stenosos", ("stenosis",)),)
    assert desk.search("foraminel ").corrections == (("foraminel", ()),)
    desk.keep([("a", 2, searchable("foraminal"))])
    assert desk.search("foraminel ").corrections == (("foraminel", ("foraminal",)),)


def test_no_more_hits_than_asked_for_are_listed(desk: TextDesk) -> None:
    shelve(desk, {"a": ["pain pain", "pain"], "b": ["pain"]})
    assert (desk.search("pain ", 4).count, desk.search("pain ", 4).more) == (4, False)
    assert (desk.search("pain ", 3).count, desk.search("pain ", 3).more) == (3, True)
    assert (desk.search("pain ", 1).count, desk.search("pain ", 1).more) == (1, True)


@pytest.fixture(scope="module")
def shelved(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TextDesk]:
    with closing(TextDesk(tmp_path_factory.mktemp("data"))) as opened:
        shelve(opened, CASE)
        yield opened


PUNCTUATION = st.sampled_from(
    [*"\"'*()^:-+{},.\x00\n\ud800", " AND ", " OR ", " NOT ", " NEAR(", "words:", "pain"]
)


@given(st.text() | st.lists(PUNCTUATION, max_size=12).map("".join))
def test_whatever_is_typed_is_a_query(shelved: TextDesk, query: str) -> None:
    result = shelved.search(query)
    assert result.query == query
    assert result.progress.pages == 5


def test_a_text_that_does_not_fit_its_boxes_is_a_defect(desk: TextDesk) -> None:
    desk.show_case([document("a", 1)])
    with pytest.raises(ValueError, match="boxes"):
        desk.keep([("a", 1, SearchableText("two words", bytes(16)))])
    assert desk.missing(2) == (("a", 1),)


@pytest.mark.parametrize(
    "text", ["lumbar  spine pain", " lumbar spine\n\npain ", "lumbar\u00a0spine \n pain"]
)
def test_words_that_are_separated_otherwise_keep_their_boxes(desk: TextDesk, text: str) -> None:
    desk.show_case([document("a", 1)])
    desk.keep([("a", 1, SearchableText(text, searchable("lumbar spine pain").boxes))])
    (hit,) = all_hits(desk.search("spine "))
    assert covered("lumbar spine pain", hit.rects) == ["spine"]


def test_white_space_is_no_word(desk: TextDesk) -> None:
    desk.show_case([document("a", 1)])
    assert desk.keep([("a", 1, SearchableText(" \n ", b""))]).wordless == 1


def test_every_use_on_another_thread_is_refused(desk: TextDesk) -> None:
    uses: tuple[Callable[[], object], ...] = (
        lambda: desk.show_case([]),
        lambda: desk.missing(1),
        lambda: desk.keep([]),
        lambda: desk.search(""),
        desk.close,
    )
    refused = []

    def use() -> None:
        for one in uses:
            try:
                one()
            except RuntimeError:
                refused.append(one)

    thread = threading.Thread(target=use)
    thread.start()
    thread.join()
    assert refused == list(uses)


class WatchedConnection(dbapi2.Connection):
    """A connection that is known to the test."""

    opened: ClassVar[list[dbapi2.Connection]] = []

    def __init__(self, database: str, **options: Any) -> None:
        super().__init__(database, **options)
        self.opened.append(self)


@pytest.fixture
def selects(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[TextDesk, list[str]]]:
    """A desk, and the queries that it makes from now on."""
    monkeypatch.setattr(dbapi2, "connect", partial(dbapi2.connect, factory=WatchedConnection))
    with closing(TextDesk(folder)) as opened:
        statements: list[str] = []
        last = WatchedConnection.opened[-1]
        WatchedConnection.opened.clear()
        last.set_trace_callback(
            lambda text: statements.append(text) if text.lstrip().startswith("SELECT") else None
        )
        yield opened, statements


@pytest.mark.parametrize("pages", [3, 300])
def test_a_search_is_one_query_whatever_the_size_of_the_case(
    selects: tuple[TextDesk, list[str]], pages: int
) -> None:
    desk, statements = selects
    shelve(desk, {"a": ["lumbar pain"] * pages, "b": ["lumbar spine"]})
    statements.clear()
    assert desk.search('pain "lumbar pain" lum').count == pages
    assert len(statements) == 1
    statements.clear()
    assert desk.search("lumber pian ").count == pages
    assert len(statements) == 6
