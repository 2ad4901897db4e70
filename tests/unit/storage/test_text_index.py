"""The index over page texts: the same words as ours, another version of the texts, a disk that is full."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from reviewer_app.domain.errors import DamagedDatabaseError, StoreError
from reviewer_app.domain.page_reading import OcrReading, PageReading
from reviewer_app.domain.search import SearchableText
from reviewer_app.evidence.search_query import terms_of
from reviewer_app.evidence.search_words import words_of
from reviewer_app.storage.keys import DatabaseKey, GivenKey
from reviewer_app.storage.reading_rows import KeptReading
from reviewer_app.storage.text_cache import FILE_NAME, open_text_cache
from reviewer_app.storage.text_index import HeldPage, TextIndex
from tests.unit.evidence.page_texts import searchable
from tests.unit.storage.values import KEYS


@pytest.fixture
def index(data_folder: Path) -> Iterator[TextIndex]:
    with closing(TextIndex.open(data_folder, KEYS)) as opened:
        yield opened


def pages_of(index: TextIndex, query: str) -> list[tuple[str, int]]:
    return [(page.document, page.number) for page in index.pages_with(terms_of(query))]


def test_the_index_takes_every_folded_word_as_it_is(index: TextIndex) -> None:
    """Letters and digits of all scripts, those included that SQLite's tables are too old for."""
    letters = [
        letter
        for letter in map(chr, range(sys.maxunicode + 1))
        if unicodedata.category(letter)[0] in "LN" and not "\u4e00" <= letter <= "\u9fff"
    ]
    words = sorted(set(words_of(" ".join(letters))))
    assert len(words) > 50_000
    index.show([("a", 1)], 1)
    index.add([("a", 1, searchable(" ".join(words)))])
    assert sorted(index.known_among(words)) == words


def test_pages_come_in_the_order_of_the_case(index: TextIndex) -> None:
    index.show([("b", 300), ("a", 1)], 1)
    pages = [("b", 300), ("a", 1), ("b", 2), ("b", 1)]
    assert index.add([(*page, searchable("pain")) for page in pages]) == 4
    assert pages_of(index, "pain ") == [("b", 1), ("b", 2), ("b", 300), ("a", 1)]


def test_a_page_comes_back_as_it_was_kept(index: TextIndex) -> None:
    index.show([("a", 1)], 1)
    text = searchable("ﬁrst inflam-\nmation \U0001f600 nul\x00 Ωmega")
    index.add([("a", 1, text)])
    (page,) = index.pages_with(terms_of("first "))
    assert (page.text, page.boxes) == (text.text, text.boxes)
    assert page.words.split("\n")[1].split() == ["first", "inflammation", "nul", "ωmega"]


def test_what_is_no_character_is_kept_as_a_question_mark(index: TextIndex) -> None:
    index.show([("a", 1)], 1)
    index.add([("a", 1, searchable("half\ud800 pair"))])
    assert next(index.pages_with(terms_of("pair"))).text == "half? pair"


def test_a_case_is_indexed_from_what_is_held(data_folder: Path) -> None:
    with closing(TextIndex.open(data_folder, KEYS)) as first:
        assert first.show([("a", 3)], 1) == ()
        first.add([("a", 1, searchable("lumbar")), ("a", 3, searchable(""))])
    with closing(TextIndex.open(data_folder, KEYS)) as second:
        assert second.show([("b", 1), ("a", 3)], 1) == (HeldPage(1, 1, False), HeldPage(1, 3, True))
        assert pages_of(second, "lumbar") == [("a", 1)]
        assert second.show([("b", 1)], 1) == ()
        assert pages_of(second, "lumbar") == []
        assert second.commonest(10, 40) == ()


def test_texts_that_another_version_read_are_dropped(index: TextIndex) -> None:
    index.show([("a", 1)], 1)
    index.add([("a", 1, searchable("lumbar"))])
    assert index.show([("a", 1)], 2) == ()
    assert pages_of(index, "lumbar") == []
    index.add([("a", 1, searchable("cervical"))])
    assert index.show([("a", 1)], 2) == (HeldPage(0, 1, False),)
    assert pages_of(index, "cervical") == [("a", 1)]


def test_the_commonest_words_come_first_without_codes_and_monsters(index: TextIndex) -> None:
    index.show([("a", 3)], 1)
    texts = ("rare often M54.16", "often always", "often always 64483 " + "x" * 41)
    index.add([("a", page, searchable(text)) for page, text in enumerate(texts, 1)])
    assert index.commonest(10, 40) == ("often", "always", "rare")
    assert index.commonest(1, 40) == ("often",)
    assert index.known_among(("rare", "often", "never", "rare")) == ("often", "rare")


def test_whether_a_word_or_a_beginning_occurs(index: TextIndex) -> None:
    index.show([("a", 1)], 1)
    index.add([("a", 1, searchable("lumbar ωmega"))])
    assert index.occurs("lumbar", may_go_on=False)
    assert index.occurs("lum", may_go_on=True)
    assert index.occurs("ω", may_go_on=True)
    assert not index.occurs("lum", may_go_on=False)
    assert not index.occurs("lun", may_go_on=True)


def test_a_full_disk_keeps_nothing_of_the_batch_and_the_texts_go_on_in_memory(data_folder: Path) -> None:
    """With what the file still tells of the case, which is not read again."""
    transactions = open_text_cache(data_folder, KEYS)
    index = TextIndex(transactions, data_folder, KEYS, 1 << 30)
    index.show([("a", 500), ("b", 1)], 1)
    index.add([("a", 1, searchable("cervical")), ("b", 1, searchable("thoracic"))])
    seen = PageReading(OcrReading(searchable("seen"), b"a"))
    assert index.keep_reading("a", 1, "picture", "engine", seen)
    with transactions.reading() as database:
        database.execute("PRAGMA max_page_count = 40")
    pages = [("a", page, searchable("lumbar " * 100 + "spine")) for page in range(2, 500)]
    with pytest.raises(StoreError, match="no space left") as caught:
        index.add(pages)
    assert pages_of(index, "lumbar") == []
    with closing(index.replaced(caught.value, ["a"])) as memory:
        assert memory.show([("a", 500), ("b", 1)], 1) == (HeldPage(0, 1, False),)
        assert memory.reading("a", 1) == KeptReading(seen, "engine")
        assert memory.add(pages) == len(pages)
        assert len(pages_of(memory, "lumbar")) == len(pages)
        assert memory.told == (
            "What is read of pages is kept only until the program ends, and has to be read again then: "
            f"{data_folder / FILE_NAME} is without space on its disk. Free some, then start again."
        )
    assert (data_folder / FILE_NAME).stat().st_size < 1_000_000


def test_a_page_that_is_not_what_was_kept_is_noticed(data_folder: Path) -> None:
    transactions = open_text_cache(data_folder, KEYS)
    with closing(TextIndex(transactions, data_folder, KEYS, 1 << 30)) as index:
        index.show([("a", 1)], 1)
        index.add([("a", 1, searchable("lumbar spine"))])
        with transactions.writing() as database:
            database.execute("UPDATE page SET boxes = zeroblob(32)")
        with pytest.raises(DamagedDatabaseError):
            pages_of(index, "lumbar")


def test_the_texts_are_encrypted_and_what_was_dropped_is_overwritten(data_folder: Path) -> None:
    with closing(TextIndex.open(data_folder, KEYS)) as index:
        index.show([("a", 1)], 1)
        index.add([("a", 1, searchable("plantedmarker"))])
        files = [path.read_bytes() for path in data_folder.iterdir()]
    files.append((data_folder / FILE_NAME).read_bytes())
    assert len(files) == 3
    assert not any(b"plantedmarker" in content or b"CREATE TABLE" in content for content in files)
    with closing(open_text_cache(data_folder, KEYS)) as transactions, transactions.reading() as database:
        assert database.execute("PRAGMA secure_delete").fetchone() == (1,)


def test_texts_of_another_key_are_read_anew(data_folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    with closing(TextIndex.open(data_folder, GivenKey(DatabaseKey.new()))) as index:
        index.show([("a", 1)], 1)
        index.add([("a", 1, searchable("lumbar"))])
    with closing(TextIndex.open(data_folder, KEYS)) as index:
        assert index.show([("a", 1)], 1) == ()
    assert "are read anew" in caplog.text
    caplog.clear()


def test_a_case_that_is_too_large_for_the_index_is_searched_in_part(data_folder: Path) -> None:
    def texts(document: str) -> list[tuple[str, int, SearchableText]]:
        words = " ".join(f"{document}{number}" for number in range(2_000))
        return [(document, page, searchable(f"lumbar {words} alone{page}")) for page in range(1, 101)]

    with closing(
        TextIndex(open_text_cache(data_folder, KEYS), data_folder, KEYS, most_index_bytes=500_000)
    ) as index:
        index.show([("a", 100), ("b", 100)], 1)
        kept = [index.add(texts("a")[:50]), index.add(texts("a")[50:]), index.add(texts("b"))]
        assert kept == [50, 50, 0]
        assert pages_of(index, "lumbar") == [("a", page) for page in range(1, 101)]
    with closing(TextIndex(open_text_cache(data_folder, KEYS), data_folder, KEYS)) as index:
        index.show([("b", 100), ("a", 100)], 1)
        assert index.add(texts("b")) == 100
    with closing(
        TextIndex(open_text_cache(data_folder, KEYS), data_folder, KEYS, most_index_bytes=500_000)
    ) as index:
        held = index.show([("b", 100), ("a", 100)], 1)
        assert {page.position for page in held} == {0}
        assert index.add(texts("a")[50:]) == 0
