"""Opening the database: who gets in, what is refused with which sentence; a refused file is untouched."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from reviewer_app.domain.errors import StoreError
from reviewer_app.domain.place import Beside, Place
from reviewer_app.storage.connection import open_database
from reviewer_app.storage.migrations import STEPS, bring_up_to_date, migrations
from reviewer_app.storage.store import DATABASE_NAME, Store
from reviewer_app.storage.transactions import Transactions
from tests.databases import connect, connect_plain, folder_key, open_store
from tests.unit.storage.values import NURSE, SHA, START, at, mark, open_review

CHILD = Path(__file__).with_name("opening_child.py")


@pytest.fixture
def database(data_folder: Path) -> Path:
    """A closed database with one review and enough marks to fill several pages of the file."""
    with open_store(data_folder) as store:
        case_id = store.cases.create_case("PA-1", "M-1", NURSE, START)
        store.reviews.create(open_review("review-1", case_id), NURSE, START)
        for number in range(40):
            store.reviews.apply("review-1", mark(f"element-{number}", "x" * 500), NURSE, at(number))
    return data_folder / DATABASE_NAME


def sentence_of_another_process(folder: Path) -> str:
    """What another process, run by an ordinary user, is told when it opens the folder."""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    answer = subprocess.run(
        [sys.executable, str(CHILD), str(folder)],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    return answer.stdout


def refusal(folder: Path) -> str:
    with pytest.raises(StoreError) as caught:
        open_store(folder)
    assert caught.value.exit_code == 5
    return caught.value.sentence


def test_a_second_window_is_refused_until_the_first_is_closed(store: Store, data_folder: Path) -> None:
    store.settings.set({"reviewer.name": "Ines Marlow"})
    assert "in use by another window" in refusal(data_folder)
    assert "in use by another window" in sentence_of_another_process(data_folder)
    store.settings.set({"reviewer.name": "still writable"})
    store.close()
    assert sentence_of_another_process(data_folder) == "opened"
    with open_store(data_folder) as reopened:
        assert reopened.settings.get("reviewer.name") == "still writable"


def test_an_untouched_new_database_is_locked_too(store: Store, data_folder: Path) -> None:
    assert "in use by another window" in sentence_of_another_process(data_folder)


def test_the_durability_that_is_promised_is_set(data_folder: Path) -> None:
    database = open_database(data_folder / DATABASE_NAME, folder_key(data_folder))
    set_to = {
        name: database.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("locking_mode", "journal_mode", "synchronous", "foreign_keys", "temp_store")
    }
    database.close()
    assert set_to == {
        "locking_mode": "exclusive",
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "temp_store": 2,
    }


def overwrite_middle(content: bytes) -> bytes:
    middle = len(content) // 2
    return content[:middle] + b"\xa5" * 8_192 + content[middle + 8_192 :]


DAMAGE: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "pages overwritten": (overwrite_middle, "is damaged"),
    "cut off": (lambda content: content[: len(content) // 2], "is damaged"),
    "header gone": (lambda content: bytes(100) + content[100:], "is damaged at its beginning"),
    "another kind of file": (lambda content: b"%PDF-1.7 " * 2_000, "is damaged at its beginning"),
}


@pytest.mark.parametrize("kind", DAMAGE)
def test_a_damaged_file_is_refused_and_left_as_it_is(database: Path, kind: str) -> None:
    spoil, words = DAMAGE[kind]
    spoiled = spoil(database.read_bytes())
    database.write_bytes(spoiled)
    sentence = refusal(database.parent)
    assert words in sentence
    assert str(database) in sentence
    assert database.read_bytes() == spoiled
    assert sorted(path.name for path in database.parent.iterdir()) == ["key.json", DATABASE_NAME]


def test_a_database_from_before_there_were_two_panes_is_brought_up_to_date(data_folder: Path) -> None:
    data_folder.mkdir()
    old = open_database(data_folder / DATABASE_NAME, folder_key(data_folder))
    migrations.apply(old, stop_before="m002_place_beside")
    old.execute(
        "INSERT INTO \"case\" VALUES ('case-1', '', '', '2025-05-08T10:14:00-05:00', NULL, '', '', 0)"
    )
    old.execute(
        "INSERT INTO review VALUES"
        " ('review-1', 'case-1', 1, 'open', '2025-05-08T10:14:00-05:00', 'Ines Marlow', 'nurse', '', '')"
    )
    old.execute("INSERT INTO place VALUES ('review-1', 's5-imaging', ?, 7, '125', 90, 33.5)", [SHA])
    old.close()

    with open_store(data_folder) as store:
        place = store.reviews.load("review-1").place
        assert place == Place("s5-imaging", SHA, 7, "125", 90, 33.5)
        store.reviews.save_place("review-1", replace(place, beside=Beside(Place())))
    with open_store(data_folder) as store:
        assert store.reviews.load("review-1").place.beside == Beside(Place())


def test_a_newer_database_is_refused_and_left_as_it_is(database: Path) -> None:
    with closing(connect(database)) as connection:
        connection.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at)"
            " VALUES ('reviewer-app', 'm999_from_the_future', '2099-01-01')"
        )
        connection.commit()
    before = database.read_bytes()
    assert "written by a newer version" in refusal(database.parent)
    assert database.read_bytes() == before


def test_the_database_of_another_program_is_refused_and_left_as_it_is(data_folder: Path) -> None:
    data_folder.mkdir()
    path = data_folder / DATABASE_NAME
    with closing(connect_plain(path)) as connection:
        connection.execute("CREATE TABLE bookmarks (url TEXT)")
        connection.commit()
    before = path.read_bytes()
    assert "not a database of this program" in refusal(data_folder)
    assert path.read_bytes() == before


@pytest.mark.parametrize("left", [b"", None])
def test_a_first_start_that_was_cut_off_is_begun_again(data_folder: Path, left: bytes | None) -> None:
    """Left behind: an empty file, or one that has the table of migrations and nothing else."""
    path = data_folder / DATABASE_NAME
    if left is None:
        unfinished = open_database(path, folder_key(data_folder))
        unfinished.execute(
            "CREATE TABLE _sqlite_migrations (id INTEGER PRIMARY KEY, migration_set TEXT,"
            " name TEXT, applied_at TEXT)"
        )
        unfinished.close()
    else:
        data_folder.mkdir()
        path.write_bytes(left)
    with open_store(data_folder) as store:
        assert store.verify() == ()
        assert store.cases.create_case("PA-1", "M-1", NURSE, START)


def test_opening_again_applies_nothing_twice(database: Path) -> None:
    with open_store(database.parent) as store:
        assert len(store.reviews.load("review-1").findings) == 40
    with closing(connect(database)) as connection:
        assert connection.execute("SELECT count(*) FROM _sqlite_migrations").fetchone() == (len(STEPS),)


def test_a_read_only_folder_is_named(database: Path, tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir()
    closed.chmod(0o500)
    new = closed / "data"
    assert f"The data folder {new} cannot be written" in sentence_of_another_process(new)
    database.parent.chmod(0o500)
    assert f"{database} cannot be written" in sentence_of_another_process(database.parent)
    database.parent.chmod(0o700)
    assert sentence_of_another_process(database.parent) == "opened"


def test_files_that_may_not_be_read_are_named(database: Path) -> None:
    database.chmod(0)
    assert f"{database} cannot be written" in sentence_of_another_process(database.parent)
    database.chmod(0o600)
    log = database.with_name(f"{database.name}-wal")
    log.write_bytes(b"a log of somebody else")
    log.chmod(0)
    assert "cannot be written" in sentence_of_another_process(database.parent)
    log.unlink()
    assert sentence_of_another_process(database.parent) == "opened"


def test_a_data_folder_below_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    assert f"The data folder {tmp_path / 'file' / 'data'} cannot be written" in refusal(
        tmp_path / "file" / "data"
    )


def test_a_folder_in_the_place_of_the_database_is_named(tmp_path: Path) -> None:
    (tmp_path / DATABASE_NAME).mkdir()
    assert "something else has that name" in refusal(tmp_path)


def test_another_thread_is_refused(store: Store, review_id: str) -> None:
    caught: list[BaseException] = []

    def use() -> None:
        try:
            store.reviews.load(review_id)
        except RuntimeError as error:
            caught.append(error)

    thread = threading.Thread(target=use)
    thread.start()
    thread.join()
    assert [str(error) for error in caught] == ["the store is used on the thread that opened it"]


def mark_until_refused(store: Store) -> tuple[int, str]:
    """How many marks were acknowledged, and the sentence with which the next one was refused."""
    for number in range(1_000):
        try:
            store.reviews.apply("review-1", mark(f"element-{number}", "x" * 2_000), NURSE, at(number))
        except StoreError as error:
            return number, error.sentence
    raise AssertionError("the database never became full")


def test_a_full_database_saves_nothing_of_the_step_and_goes_on_after(data_folder: Path) -> None:
    path = data_folder / DATABASE_NAME
    key = folder_key(data_folder)
    transactions = Transactions(open_database(path, key), path)
    with transactions.reading() as database:
        bring_up_to_date(database, path)
    with Store(transactions, key) as store:
        case_id = store.cases.create_case("PA-1", "M-1", NURSE, START)
        store.reviews.create(open_review("review-1", case_id), NURSE, START)
        with transactions.reading() as database:
            database.execute("PRAGMA max_page_count = 150")

        saved, sentence = mark_until_refused(store)

        assert saved > 1
        assert "no space left for" in sentence
        assert "Nothing of the last step was saved" in sentence
        assert len(store.reviews.load("review-1").findings) == saved
        assert store.reviews.undo_titles("review-1")[0] == f"Present: element-{saved - 1}"
        assert store.verify() == ()
        with transactions.reading() as database:
            database.execute("PRAGMA max_page_count = 1000")
        store.reviews.apply("review-1", mark(f"element-{saved}", "x" * 2_000), NURSE, at(saved))
        assert len(store.reviews.load("review-1").findings) == saved + 1
