"""Damage of every kind, to the database and its log, of a program that was ended in the middle: a sentence
each, and nothing that was acknowledged is lost without one."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from reviewer_app.domain.errors import DamagedDatabaseError, StoreError
from reviewer_app.storage.connection import APPLICATION_ID, open_database
from reviewer_app.storage.keys import DatabaseKey
from reviewer_app.storage.log_check import log_of
from reviewer_app.storage.store import DATABASE_NAME
from reviewer_app.storage.transactions import Transactions
from tests.databases import folder_key, open_store
from tests.unit.storage.values import NURSE, START, mark, open_review

CHILD = Path(__file__).with_name("ended_child.py")
MARKS = 60
FRAME = 24 + 4_096


@pytest.fixture(scope="module")
def ended(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of a program that was killed after 60 acknowledged marks, the last 30 in its log."""
    folder = tmp_path_factory.mktemp("ended") / "data"
    with open_store(folder) as store:
        case_id = store.cases.create_case("PA-1", "M-1", NURSE, START)
        store.reviews.create(open_review("review-1", case_id), NURSE, START)
        for number in range(MARKS // 2):
            store.reviews.apply("review-1", mark(f"element-{number}", "x" * 500), NURSE, START)
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    arguments = [sys.executable, str(CHILD), str(folder), str(MARKS // 2), str(MARKS)]
    subprocess.run(arguments, env=environment, timeout=60, check=True)
    return folder


@pytest.fixture
def folder(ended: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(ended, tmp_path / "data"))


def marks(folder: Path) -> int:
    with open_store(folder) as store:
        assert store.check() == ()
        return len(store.reviews.load("review-1").findings)


def spoil(path: Path, change: Callable[[bytearray], None]) -> bytes:
    content = bytearray(path.read_bytes())
    change(content)
    path.write_bytes(content)
    return bytes(content)


def test_what_was_ended_in_the_middle_is_whole(folder: Path) -> None:
    assert log_of(folder / DATABASE_NAME).stat().st_size > MARKS * FRAME
    assert marks(folder) == MARKS
    assert not list(folder.glob("*damaged*"))


def flip_in_first_frame(content: bytearray) -> None:
    content[32 + 24 + 700] ^= 1


def flip_in_the_middle(content: bytearray) -> None:
    content[32 + FRAME * ((len(content) - 32) // FRAME // 2) + 300] ^= 0x40


def flip_in_the_head_of_a_frame(content: bytearray) -> None:
    content[32 + FRAME * ((len(content) - 32) // FRAME // 3) + 2] ^= 4


def flip_in_the_header(content: bytearray) -> None:
    content[17] ^= 1


def flip_in_the_magic_number(content: bytearray) -> None:
    content[0] ^= 0x80


def zeros_in_the_middle(content: bytearray) -> None:
    start = 32 + FRAME * 5
    content[start : start + 3 * FRAME] = bytes(3 * FRAME)


LOG_DAMAGE = (
    flip_in_first_frame,
    flip_in_the_middle,
    flip_in_the_head_of_a_frame,
    flip_in_the_header,
    flip_in_the_magic_number,
    zeros_in_the_middle,
)


@pytest.mark.parametrize("change", LOG_DAMAGE)
def test_a_damaged_log_is_kept_and_told_once(folder: Path, change: Callable[[bytearray], None]) -> None:
    spoiled = spoil(log_of(folder / DATABASE_NAME), change)
    with pytest.raises(StoreError, match=r"the last acts before the program ended, \d+ in all") as told:
        open_store(folder)
    (aside,) = folder.glob("reviews.damaged-log-*.db-wal")
    assert aside.name in told.value.sentence
    assert aside.read_bytes() == spoiled
    with open_store(folder) as store:
        assert store.check() == ()
        assert MARKS // 2 <= len(store.reviews.load("review-1").findings) < MARKS
        assert store.audit.entries("")[-1].act == "Could not read the end of the write-ahead log"
    assert list(folder.glob("reviews.damaged-log-*")) == [aside]


def test_an_act_that_was_being_written_is_no_damage(folder: Path) -> None:
    """A last frame that was cut short, or of a transaction without its end, was never acknowledged."""
    log = log_of(folder / DATABASE_NAME)
    content = log.read_bytes()
    log.write_bytes(content[: 32 + FRAME * ((len(content) - 32) // FRAME - 1) + 900])
    assert marks(folder) == MARKS - 1
    assert not list(folder.glob("*damaged*"))


def told_or_found(folder: Path) -> str | int:
    """How many marks there are; ``told`` when it is said that something is damaged."""
    try:
        return marks(folder)
    except StoreError as error:
        return "told" if "damaged" in error.sentence else error.sentence


@pytest.mark.parametrize("seed", range(12))
def test_a_flipped_byte_anywhere_is_told_or_costs_nothing(folder: Path, seed: int) -> None:
    """It may stand where nothing is stored, for example in a page that the log holds anew."""
    dice = hashlib.sha256(str(seed).encode()).digest()
    path = folder / DATABASE_NAME
    chosen = (path, log_of(path))[dice[0] % 2]

    def flip(content: bytearray) -> None:
        content[int.from_bytes(dice[1:9], "big") % len(content)] ^= 1 << dice[9] % 8

    spoil(chosen, flip)
    assert told_or_found(folder) in ("told", MARKS)


def test_damage_that_is_met_while_working_is_called_damage(tmp_path: Path) -> None:
    """SQLCipher says nothing of the first page that it reads, and of a write afterwards that the file is
    read-only."""
    path, key = tmp_path / "long.db", DatabaseKey.new()
    transactions = Transactions(open_database(path, key), path)
    with transactions.writing() as database:
        database.execute("CREATE TABLE long (content TEXT)")
        database.execute("INSERT INTO long VALUES (?)", ["x" * 13_000])
        database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    transactions.close()
    transactions = Transactions(open_database(path, key), path)
    with transactions.reading() as database:
        database.execute("PRAGMA shrink_memory")
    spoil(path, flip_in_last_page)
    with transactions.reading() as database:
        database.execute("SELECT content FROM long").fetchone()
    with pytest.raises(DamagedDatabaseError, match="is damaged"), transactions.writing() as database:
        database.execute("INSERT INTO long VALUES ('short')")
    transactions.close()


def flip_in_last_page(content: bytearray) -> None:
    content[-3_000] ^= 1


def replace_by_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def cut_to_nothing(path: Path) -> None:
    path.write_bytes(b"")


def cut_in_half(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


PLACES: tuple[tuple[Callable[[Path], None], str], ...] = (
    (replace_by_folder, "is gone or empty, although there are backups"),
    (cut_to_nothing, "is gone or empty, although there are backups"),
    (Path.unlink, "is gone or empty, although there are backups"),
    (cut_in_half, "is damaged"),
)


@pytest.mark.parametrize(("change", "words"), PLACES)
def test_what_stands_in_the_place_of_the_database_is_told(
    folder: Path, change: Callable[[Path], None], words: str
) -> None:
    with open_store(folder) as store:
        backup = store.back_up_daily(START)
    assert backup is not None
    change(folder / DATABASE_NAME)
    with pytest.raises(StoreError, match=words):
        open_store(folder)
    assert backup.exists()
    assert folder_key(folder)


@pytest.mark.parametrize("away", [lambda folder: folder.rename(folder.with_name("moved")), shutil.rmtree])
def test_nothing_counts_as_saved_in_a_file_that_is_not_there_any_more(
    tmp_path: Path, away: Callable[[Path], object]
) -> None:
    folder = tmp_path / "data"
    with open_store(folder) as store:
        store.settings.set({"colour": "green"})
        away(folder)
        with pytest.raises(StoreError, match="moved or deleted"):
            store.settings.set({"colour": "red"})
        folder.mkdir()
        (folder / DATABASE_NAME).touch()
        with pytest.raises(StoreError, match="moved or deleted"):
            store.settings.set({"colour": "red"})
        shutil.rmtree(folder)
        if folder.with_name("moved").exists():
            folder.with_name("moved").rename(folder)
            store.settings.set({"colour": "red"})
            assert store.settings.get("colour", "") == "red"
