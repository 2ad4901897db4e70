"""What was read of pages is kept by picture and by page, and its words are searched where they count."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from reviewer_app.domain.errors import DamagedDatabaseError
from reviewer_app.domain.page_reading import LayerVerdict, OcrReading, PageMeasures, PageReading
from reviewer_app.evidence.search_query import terms_of
from reviewer_app.storage.text_cache import keep_only, open_text_cache
from reviewer_app.storage.text_index import HeldPage, TextIndex
from tests.unit.evidence.page_texts import searchable
from tests.unit.storage.values import KEYS

ENGINE = "reader 1"


@pytest.fixture
def index(data_folder: Path) -> Iterator[TextIndex]:
    with closing(TextIndex.open(data_folder, KEYS)) as opened:
        yield opened


def came(text: str, layer: LayerVerdict = LayerVerdict.NOT_COMPARED) -> PageReading:
    measures = PageMeasures(confidence=0.875, ink=0.0625, cut_left=0.5)
    sureness = bytes(range(40, 40 + len(text.split())))
    return PageReading(OcrReading(searchable(text), sureness, 270, -1.5, measures), layer)


def pages_of(index: TextIndex, query: str) -> list[tuple[str, int]]:
    return [(page.document, page.number) for page in index.pages_with(terms_of(query))]


def show(index: TextIndex, **texts: str) -> None:
    """A case of documents with one page each."""
    index.show([(name, 1) for name in texts], 1)
    index.add([(name, 1, searchable(text)) for name, text in texts.items()])


def test_a_reading_comes_back_as_it_was_kept(index: TextIndex) -> None:
    show(index, a="")
    reading = came("lumbar spine\nω ﬁrst", LayerVerdict.PARTIAL)
    assert index.keep_reading("a", 1, "p", ENGINE, reading)
    assert index.reading("a", 1) == (reading, ENGINE)
    assert index.engines("a") == {1: ENGINE}
    assert index.same_picture("p", ENGINE) == came("lumbar spine\nω ﬁrst")
    assert index.same_picture("p", "reader 2") is None
    assert index.same_picture("q", ENGINE) is None


def test_the_words_that_were_read_are_searched_on_a_page_without_words(index: TextIndex) -> None:
    show(index, a="", b="cervical")
    assert pages_of(index, "lumbar") == []
    index.keep_reading("a", 1, "p", ENGINE, came("lumbar spine"))
    assert pages_of(index, "lumbar spine") == [("a", 1)]
    assert pages_of(index, "cervical") == [("b", 1)]
    assert index.text_of("a", 1) == index.kept_text("a", 1) == "lumbar spine"
    assert index.commonest(9, 40) == ("cervical", "lumbar", "spine")


@pytest.mark.parametrize(
    ("layer", "words", "others"),
    [
        (LayerVerdict.DIFFERS, "seen", "stored"),
        (LayerVerdict.PARTIAL, "seen", "stored"),
        (LayerVerdict.AGREES, "stored", "seen"),
    ],
)
def test_where_both_have_words_those_that_count_are_searched(
    index: TextIndex, layer: LayerVerdict, words: str, others: str
) -> None:
    show(index, a="stored words")
    index.keep_reading("a", 1, "p", ENGINE, came("seen words", layer))
    assert pages_of(index, words) == pages_of(index, "words") == [("a", 1)]
    assert pages_of(index, others) == []
    assert not index.occurs(others, may_go_on=False)
    assert [text.text for _, text in index.texts("a")] == ["stored words"]


def test_a_page_that_is_read_again_leaves_no_word_of_the_reading_before(data_folder: Path) -> None:
    with closing(open_text_cache(data_folder, KEYS)) as transactions:
        index = TextIndex(transactions, data_folder, KEYS)
        show(index, a="", b="")
        for name in ("a", "b"):
            index.keep_reading(name, 1, "p", ENGINE, came("lumbor spine"))
        index.keep_reading("b", 1, "p", ENGINE, came("lumbar spine"))
        assert pages_of(index, "lumbar") == [("a", 1), ("b", 1)]
        assert index.commonest(9, 40) == ("lumbar", "spine")
        index.keep_reading("a", 1, "p", "reader 2", came("lumbar spines"))
        assert pages_of(index, "spine ") == [("b", 1)]
        index.keep_reading("b", 1, "p", "reader 2", came("lumbar spines"))
        with transactions.reading() as database:
            assert database.execute("SELECT engine FROM reading").fetchall() == [("reader 2",)]


def test_a_page_that_could_not_be_read_has_the_words_of_its_file_and_counts_as_unread(
    index: TextIndex,
) -> None:
    show(index, a="stamp")
    index.keep_reading("a", 1, "p", ENGINE, PageReading(failure="It took too long."))
    assert index.reading("a", 1) == (PageReading(failure="It took too long."), ENGINE)
    assert index.engines("a") == {}
    index.keep_reading("a", 1, "p", ENGINE, came("lumbar", LayerVerdict.AGREES))
    assert index.engines("a") == {1: ENGINE}
    assert pages_of(index, "stamp") == [("a", 1)]
    index.keep_reading("a", 1, "p", ENGINE, came("stamp and words", LayerVerdict.PARTIAL))
    assert pages_of(index, "words") == [("a", 1)]


def test_readings_are_there_when_the_case_is_shown_again(data_folder: Path) -> None:
    with closing(TextIndex.open(data_folder, KEYS)) as first:
        show(first, a="", b="")
        first.keep_reading("a", 1, "p", ENGINE, came("lumbar"))
    with closing(TextIndex.open(data_folder, KEYS)) as second:
        assert second.show([("b", 1), ("a", 1)], 1) == (HeldPage(0, 1, True), HeldPage(1, 1, False))
        assert pages_of(second, "lumbar") == [("a", 1)]
        assert second.same_picture("p", ENGINE) == came("lumbar")


def test_a_reading_that_came_before_the_words_of_the_file_is_searched_with_them(index: TextIndex) -> None:
    index.show([("a", 2)], 1)
    index.keep_reading("a", 1, "p", ENGINE, came("seen", LayerVerdict.DIFFERS))
    assert pages_of(index, "seen") == []
    index.add([("a", 1, searchable("stored")), ("a", 2, searchable("stored"))])
    assert pages_of(index, "seen") == [("a", 1)]
    assert pages_of(index, "stored") == [("a", 2)]


def test_words_of_a_file_that_are_extracted_in_another_way_leave_the_reading(index: TextIndex) -> None:
    show(index, a="stored")
    index.keep_reading("a", 1, "p", ENGINE, came("seen", LayerVerdict.DIFFERS))
    assert index.show([("a", 1)], 2) == ()
    index.add([("a", 1, searchable("stored anew"))])
    assert pages_of(index, "seen") == [("a", 1)]


def test_a_reading_goes_with_the_last_document_that_has_the_page(data_folder: Path) -> None:
    with closing(TextIndex.open(data_folder, KEYS)) as index:
        show(index, a="", b="")
        for name in ("a", "b"):
            index.keep_reading(name, 1, "p", ENGINE, came("lumbar"))
        index.keep_reading("b", 1, "q", ENGINE, came("cervical"))
    for kept, readings in ((["a", "b"], 2), (["a"], 1), ([], 0)):
        with closing(open_text_cache(data_folder, KEYS)) as transactions:
            keep_only(transactions, kept)
            with transactions.reading() as database:
                assert database.execute("SELECT count(*) FROM reading").fetchone() == (readings,)
                assert database.execute("SELECT count(*) FROM page_reading").fetchone() == (len(kept),)


def test_readings_of_other_cases_make_room_and_those_of_this_one_stay(data_folder: Path) -> None:
    text = " ".join(f"word{number}" for number in range(2_000))
    with closing(TextIndex.open(data_folder, KEYS, most_bytes=600_000)) as index:
        for name in "abcdefghijkl":
            show(index, **{name: ""})
            assert index.keep_reading(name, 1, name, ENGINE, came(f"alone{name}"))
            assert index.keep_reading(name, 1, f"large {name}", ENGINE, _large(text))
        assert index.reading("l", 1) is not None
        assert index.same_picture("large a", ENGINE) is None
        assert index.same_picture("large k", ENGINE) is not None
        show(index, m="")
        assert not index.keep_reading("m", 1, "m", ENGINE, _large(" ".join([text] * 12)))
        assert index.reading("m", 1) is None


def _large(text: str) -> PageReading:
    return PageReading(OcrReading(searchable(text), bytes(len(text.split()))))


@pytest.mark.parametrize("column", ["text", "boxes", "about"])
def test_a_reading_that_is_not_what_was_kept_is_noticed(data_folder: Path, column: str) -> None:
    changes = {
        "text": "UPDATE reading SET text = CAST('Lumbar' AS BLOB)",
        "boxes": "UPDATE reading SET boxes = zeroblob(16)",
        "about": "UPDATE reading SET about = zeroblob(length(about))",
    }
    with closing(open_text_cache(data_folder, KEYS)) as transactions:
        index = TextIndex(transactions, data_folder, KEYS)
        show(index, a="")
        index.keep_reading("a", 1, "p", ENGINE, came("lumbar"))
        with transactions.writing() as database:
            database.execute(changes[column])
        for look in (lambda: index.reading("a", 1), lambda: index.same_picture("p", ENGINE)):
            with pytest.raises(DamagedDatabaseError):
                look()
        with pytest.raises(DamagedDatabaseError):
            pages_of(index, "lumbar")
