"""The file of page texts deleted, damaged, of another version, in use, refused, killed: nothing is ever lost
but time; where that is time of the next start, it is told."""

from __future__ import annotations

import hashlib
import logging
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from reviewer_app.domain.page_reading import OcrReading, PageReading
from reviewer_app.domain.search import IndexProgress
from reviewer_app.review.text_desk import NO_ROOM, TextDesk
from reviewer_app.storage.text_cache import FILE_NAME
from tests.databases import connect
from tests.small_disk import files_at_most
from tests.unit.evidence.page_texts import all_hits, searchable
from tests.unit.review.text_pages import document, shelve, text_of_page

PAGES = 60
MARKER = "planted lumbosacral passage"
TEXTS = {"a": [f"page {number} of a {MARKER} {'filler ' * 300}".strip() for number in range(PAGES)]}
WHOLE = IndexProgress(PAGES, PAGES)
READ = PageReading(OcrReading(searchable("thoracic spine"), bytes([90, 90])))

GARBAGE = b"".join(hashlib.sha256(bytes([number % 256])).digest() for number in range(1_250))

Damage = Callable[[Path], None]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder with a closed file of page texts."""
    with closing(TextDesk(tmp_path / "data")) as desk:
        assert shelve(desk, TEXTS) == WHOLE
    return tmp_path / "data"


def search_again(folder: Path) -> IndexProgress:
    """What a new program holds at first; pages that are missing then are read again, and all are found."""
    with closing(TextDesk(folder)) as desk:
        first = desk.show_case([document("a", PAGES)])
        desk.search("lumbosacral ")
        assert shelve(desk, TEXTS) == WHOLE
        assert len(all_hits(desk.search("lumbosacral "))) == PAGES
        assert desk.search("lumbosacrol ").count == PAGES
    return first


def logged(caplog: pytest.LogCaptureFixture) -> list[str]:
    """What was logged as a warning, which is expected now."""
    found = [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING]
    caplog.clear()
    return found


def on_disk(folder: Path) -> bool:
    """Whether another program would find the texts."""
    with closing(TextDesk(folder)) as desk:
        return desk.show_case([document("a", PAGES)]) == WHOLE


def told_of(folder: Path) -> str:
    """What a program says of the file when it shows a case."""
    told: list[str] = []
    with closing(TextDesk(folder, tell=told.append)) as desk:
        desk.show_case([document("a", PAGES)])
    return " ".join(told)


def test_a_whole_file_is_used_again(folder: Path) -> None:
    assert search_again(folder) == WHOLE
    assert told_of(folder) == ""


def test_a_disk_that_is_full_costs_nothing_of_the_case_and_is_told(tmp_path: Path) -> None:
    told: list[str] = []
    with closing(TextDesk(tmp_path, tell=told.append)) as desk:
        shelve(desk, {"a": ["", "", "lumbar"]})
        desk.keep_reading("a", 1, "p", "reader", READ)
        log = (tmp_path / f"{FILE_NAME}-wal").stat().st_size
        assert told == []
        with files_at_most(log):
            assert desk.keep_reading("a", 2, "q", "reader", READ)
        assert [page.ocr for page in desk.kept_pages([("a", 1), ("a", 2)])] == [READ.reading, READ.reading]
        assert desk.show_case([document("a", 3)]) == IndexProgress(3, 3)
        assert (desk.to_read("reader"), desk.pages_to_read) == ((), 2)
        assert [hit.page for hit in all_hits(desk.search("thoracic"))] == [1, 2]
    assert [sentence.count(str(tmp_path / FILE_NAME)) for sentence in told] == [1, 1]


def test_a_reading_for_which_there_is_no_room_says_so(tmp_path: Path) -> None:
    large = PageReading(OcrReading(searchable("word " * 20_000), bytes(20_000)))
    with closing(TextDesk(tmp_path, 200_000)) as desk:
        shelve(desk, {"a": [""]})
        assert desk.keep_reading("a", 1, "p", "reader", large)
        (page,) = desk.kept_pages([("a", 1)])
        assert (page.ocr, page.unread) == (None, NO_ROOM)
        assert desk.to_read("reader") == ()


def delete(path: Path) -> None:
    path.unlink()


def empty(path: Path) -> None:
    path.write_bytes(b"")


@pytest.mark.parametrize("lose", [delete, empty, lambda path: shutil.rmtree(path.parent)])
def test_a_file_that_is_gone_is_made_again(folder: Path, lose: Damage) -> None:
    lose(folder / FILE_NAME)
    assert search_again(folder) == IndexProgress(0, PAGES)
    assert on_disk(folder)


def test_a_file_deleted_while_it_is_in_use_costs_nothing_now(folder: Path) -> None:
    with closing(TextDesk(folder)) as desk:
        desk.show_case([document("a", PAGES), document("b", 1)])
        for path in folder.iterdir():
            path.unlink()
        assert desk.keep([("b", 1, text_of_page(1))]) == IndexProgress(PAGES + 1, PAGES + 1)
        assert desk.search("lumbosacral ").count == PAGES
    assert search_again(folder) == IndexProgress(0, PAGES)


def truncate(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def another_file(path: Path) -> None:
    path.write_bytes(b"%PDF-1.7 no database at all " * 1_000)


def overwrite_the_first_page(path: Path) -> None:
    path.write_bytes(GARBAGE[:4_096] + path.read_bytes()[4_096:])


def overwrite_the_schema(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[200:4_096] = GARBAGE[:3_896]
    path.write_bytes(data)


def overwrite_the_middle(path: Path) -> None:
    data = bytearray(path.read_bytes())
    middle = len(data) // 2
    data[middle : middle + 40_000] = GARBAGE
    path.write_bytes(data)


def change_one_bit(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def change_one_letter(path: Path) -> None:
    """With the key, so that only the page's checksum tells."""
    with closing(connect(path)) as connection, connection:
        ((number, text), *_) = connection.execute("SELECT id, text FROM page ORDER BY id DESC")
        changed = bytes(text).replace(b"planted", b"Planted")
        connection.execute("UPDATE page SET text = ? WHERE id = ?", [changed, number])


def change_letters_into_none(path: Path) -> None:
    """Bytes that are no text, in the texts and in the words that are indexed."""
    with closing(connect(path)) as connection, connection:
        for number, *parts in connection.execute("SELECT id, text, words FROM page").fetchall():
            spoiled = [bytes(part).replace(b"planted", b"\xff\xfeanted") for part in parts]
            connection.execute("UPDATE page SET text = ?, words = ? WHERE id = ?", [*spoiled, number])


def forget_the_schema(path: Path) -> None:
    with closing(connect(path)) as connection:
        connection.execute("DROP TABLE page")


def make_newer(path: Path) -> None:
    with closing(connect(path)) as connection:
        connection.execute("PRAGMA user_version = 9999")


def make_foreign(path: Path) -> None:
    with closing(connect(path)) as connection:
        connection.execute("PRAGMA application_id = 7")


@pytest.mark.parametrize(
    "damage",
    [
        truncate,
        another_file,
        overwrite_the_first_page,
        overwrite_the_schema,
        overwrite_the_middle,
        change_one_bit,
        change_one_letter,
        change_letters_into_none,
        forget_the_schema,
        make_newer,
        make_foreign,
    ],
)
def test_a_file_that_cannot_be_trusted_is_replaced_and_the_log_names_nobody(
    folder: Path, damage: Damage, caplog: pytest.LogCaptureFixture
) -> None:
    damage(folder / FILE_NAME)
    search_again(folder)
    (told,) = logged(caplog)
    assert told.startswith("The page texts are damaged or of another version and are read anew")
    assert "planted" not in told
    assert str(folder) not in told
    assert on_disk(folder)


@contextmanager
def another_program(folder: Path, pages: int = 1, held: int = 0) -> Iterator[subprocess.Popen[str]]:
    """A process that has the file open, with so many pages ``held`` in it, and goes on to write up to
    ``pages``; killed at the end."""
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.unit.review.text_desk_child", str(folder), str(pages)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    )
    try:
        assert child.stdout is not None
        assert child.stdout.readline() == f"{held}\n"
        yield child
    finally:
        child.kill()
        child.communicate(timeout=60)


def test_while_another_program_has_the_file_the_texts_are_in_memory(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    with another_program(folder):
        assert search_again(folder) == IndexProgress(0, PAGES)
        assert "in use by another window" in told_of(folder)
        assert {record.levelno for record in caplog.records} == {logging.INFO}
        assert "kept in memory (SQLITE_BUSY)" in caplog.text
    assert search_again(folder) == WHOLE


def test_two_desks_of_one_program_do_not_meet(folder: Path) -> None:
    with closing(TextDesk(folder)) as desk:
        assert desk.show_case([document("a", PAGES)]) == WHOLE
        assert search_again(folder) == IndexProgress(0, PAGES)
        assert desk.search("lumbosacral ").count == PAGES


def block_the_name(folder: Path) -> Path:
    (folder / FILE_NAME).unlink()
    (folder / FILE_NAME).mkdir()
    return folder


def block_the_folder(folder: Path) -> Path:
    (folder / "file").write_text("no folder")
    return folder / "file" / "data"


@pytest.mark.parametrize("block", [block_the_name, block_the_folder])
def test_where_no_file_can_be_the_texts_are_in_memory(folder: Path, block: Callable[[Path], Path]) -> None:
    blocked = block(folder)
    assert search_again(blocked) == IndexProgress(0, PAGES)
    assert str(blocked) in told_of(blocked)
    assert told_of(blocked).startswith("What is read of pages is kept only until the program ends")
    assert not on_disk(blocked)


def test_a_program_killed_while_it_writes_leaves_a_file_that_is_used(tmp_path: Path) -> None:
    chance = random.SystemRandom()
    acknowledged = 0
    for _ in range(6):
        with another_program(tmp_path, 2_000, acknowledged) as child:
            assert child.stdout is not None
            for _ in range(chance.randint(1, 6)):
                acknowledged = int(child.stdout.readline() or acknowledged)
        with closing(TextDesk(tmp_path)) as desk:
            held = desk.show_case([document("written", 2_000)]).indexed
            assert held >= acknowledged
            assert held % 20 == 0
            for page in (1, held // 2, held):
                assert [hit.page for hit in all_hits(desk.search(f"alone{page} "))] == [page]
            acknowledged = held
    assert acknowledged >= 6 * 20


def test_a_file_without_room_keeps_what_is_in_use_and_forgets_the_oldest(tmp_path: Path) -> None:
    most = 400_000
    with closing(TextDesk(tmp_path, most)) as desk:
        for name in "abcdef":
            assert shelve(desk, {name: [f"{name} {'word ' * 1_000}".strip()] * 4}) == IndexProgress(4, 4)
            assert desk.show_case([document("a", 4)]) == IndexProgress(4, 4)
        kept = [name for name in "abcdef" if desk.show_case([document(name, 4)]).indexed]
        assert kept == ["a", "e", "f"]
    assert (tmp_path / FILE_NAME).stat().st_size <= most


def test_what_has_no_room_even_then_counts_as_unreadable(tmp_path: Path) -> None:
    with closing(TextDesk(tmp_path, 200_000)) as desk:
        progress = shelve(desk, {"a": [f"page{number} {'word ' * 1_000}".strip() for number in range(50)]})
        assert progress.complete
        assert 0 < progress.indexed < 50
        assert progress.indexed + progress.unreadable == 50
        assert desk.search("page0 ").count == 1
        assert desk.search("page49 ").count == 0
        assert desk.search("page49 ").unsearched[0].unreadable[-1] == 50
