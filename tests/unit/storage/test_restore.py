"""A backup takes the database's place: what it is made of, what is kept, what cannot go wrong on the way."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from reviewer_app.domain.errors import DamagedDatabaseError, InputError, StoreError, WrongKeyError
from reviewer_app.review.workspace import reviewer_in
from reviewer_app.storage.backups import daily_backups
from reviewer_app.storage.chain import ChainEnd
from reviewer_app.storage.keys import DatabaseKey, GivenKey
from reviewer_app.storage.restore import newest_entry, read_backup, restore
from reviewer_app.storage.store import DATABASE_NAME, Store
from tests.databases import connect, connect_plain, folder_key, open_store
from tests.small_disk import files_at_most
from tests.unit.storage.values import NURSE, START, at, mark, open_review

PAGE = 4_096
"""Of the first page, the header may say that there is no log any more."""

LATER = START + timedelta(days=2)


@pytest.fixture
def saved(data_folder: Path) -> Path:
    """A closed database with 30 marks; its daily backup, which the function returns, has the first 20."""
    with open_store(data_folder) as store:
        store.settings.set({"reviewer.name": "Ines Marlow"})
        case_id = store.cases.create_case("PA-1", "M-1", NURSE, START)
        store.reviews.create(open_review("review-1", case_id), NURSE, START)
        for number in range(30):
            if number == 20:
                backup = store.back_up_daily(START)
            store.reviews.apply("review-1", mark(f"element-{number}", "x" * 800), NURSE, at(number))
    assert backup is not None
    return backup


def put_back(folder: Path, backup: Path, *keys: DatabaseKey) -> Path | None:
    database = folder / DATABASE_NAME
    return restore(database, backup, keys or (folder_key(folder),), reviewer_in, LATER).aside


def marks(folder: Path, *keys: DatabaseKey) -> int:
    source = GivenKey(keys[0]) if keys else None
    with Store.open(folder, source) if source else open_store(folder) as store:
        assert store.verify() == ()
        return len(store.reviews.load("review-1").findings)


def test_a_backup_says_what_it_holds(saved: Path, data_folder: Path) -> None:
    content = read_backup(saved, [DatabaseKey.new(), folder_key(data_folder)])
    assert (content.cases, content.requests) == (1, 0)
    assert content.last_act == at(19)
    present = newest_entry(data_folder / DATABASE_NAME, [folder_key(data_folder)])
    assert present is not None
    assert present.sequence - content.end.sequence == 10


def test_the_database_before_is_kept_and_the_log_tells(saved: Path, data_folder: Path) -> None:
    before = (data_folder / DATABASE_NAME).read_bytes()
    aside = put_back(data_folder, saved)
    assert aside is not None
    assert aside.read_bytes()[PAGE:] == before[PAGE:]
    assert marks(data_folder) == 20
    with open_store(data_folder) as store:
        (entry,) = store.audit.entries("")
        assert store.check() == ()
    assert (entry.act, entry.actor) == ("Restored from a backup", "Ines Marlow")
    assert json.loads(entry.after or "") == {
        "backup": saved.name,
        "last_entry": 22,
        "last_entry_set_aside": 32,
        "set_aside": aside.name,
    }
    assert sorted(path.name for path in data_folder.iterdir()) == sorted(
        ["backups", "key.json", DATABASE_NAME, aside.name]
    )


def test_a_later_backup_is_no_sign_of_tampering_after_an_older_one_was_restored(
    saved: Path, data_folder: Path
) -> None:
    with open_store(data_folder) as store:
        store.back_up_daily(START + timedelta(days=1))
    put_back(data_folder, saved)
    with open_store(data_folder) as store:
        assert store.check() == ()


def test_an_older_database_in_its_place_is_noticed(saved: Path, data_folder: Path) -> None:
    with open_store(data_folder) as store:
        store.back_up_daily(START + timedelta(days=1))
    (data_folder / DATABASE_NAME).write_bytes(saved.read_bytes())
    with open_store(data_folder) as store:
        (problem,) = store.check()
    assert "ends with entry 22 and lacks entry 32 of the backup" in problem


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "pages": lambda content: content[:8_192] + b"\xa5" * 20_000 + content[28_192:],
    "header": lambda content: bytes(100) + content[100:],
    "cut off": lambda content: content[: len(content) // 2],
    "another kind of file": lambda _content: b"%PDF-1.7 " * 2_000,
    "empty": lambda _content: b"",
}


@pytest.mark.parametrize("kind", DAMAGE)
def test_a_damaged_database_gives_way_and_is_kept(saved: Path, data_folder: Path, kind: str) -> None:
    path = data_folder / DATABASE_NAME
    spoiled = DAMAGE[kind](path.read_bytes())
    path.write_bytes(spoiled)
    log = data_folder / f"{DATABASE_NAME}-wal"
    log.write_bytes(b"something that was its log")
    aside = put_back(data_folder, saved)
    assert aside is not None
    assert aside.read_bytes()[PAGE:] == spoiled[PAGE:]
    assert not log.exists()
    assert marks(data_folder) == 20


@pytest.mark.parametrize("kind", DAMAGE)
def test_a_damaged_backup_changes_nothing(saved: Path, data_folder: Path, kind: str) -> None:
    saved.write_bytes(DAMAGE[kind](saved.read_bytes()))
    before = (data_folder / DATABASE_NAME).read_bytes()
    with pytest.raises(StoreError, match=r"damaged|not a database of this program"):
        put_back(data_folder, saved)
    assert (data_folder / DATABASE_NAME).read_bytes() == before
    assert sorted(path.name for path in data_folder.iterdir()) == ["backups", "key.json", DATABASE_NAME]


def test_what_is_no_backup_is_refused(saved: Path, data_folder: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="There is no backup"):
        put_back(data_folder, tmp_path / "nothing.db")
    with pytest.raises(InputError, match="There is no backup"):
        put_back(data_folder, tmp_path)
    with pytest.raises(WrongKeyError, match="made with another key"):
        put_back(data_folder, saved, DatabaseKey.new())
    other = data_folder / "other.db"
    with closing(connect(other)) as connection:
        connection.execute("CREATE TABLE bookmarks (url TEXT)")
        connection.commit()
    with pytest.raises(DamagedDatabaseError, match="not a database of this program"):
        put_back(data_folder, other)
    plain = tmp_path / "plain.db"
    with closing(connect_plain(plain)) as connection:
        connection.execute("CREATE TABLE bookmarks (url TEXT)")
        connection.commit()
    with pytest.raises(WrongKeyError, match="another key"):
        put_back(data_folder, plain)
    assert marks(data_folder) == 30


def test_a_newer_backup_is_refused(saved: Path, data_folder: Path) -> None:
    newer = data_folder / "newer.db"
    newer.write_bytes(saved.read_bytes())
    with closing(connect(newer)) as connection:
        connection.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at)"
            " VALUES ('reviewer-app', 'm999_from_the_future', '2099-01-01')"
        )
        connection.commit()
    with pytest.raises(StoreError, match="written by a newer version"):
        put_back(data_folder, newer)


def test_a_database_in_use_is_left_alone(saved: Path, data_folder: Path) -> None:
    with open_store(data_folder) as store:
        with pytest.raises(StoreError, match="in use by another window"):
            put_back(data_folder, saved)
        store.reviews.apply("review-1", mark("element-99"), NURSE, at(99))
    assert marks(data_folder) == 31


def test_on_a_full_disk_nothing_changes(saved: Path, data_folder: Path) -> None:
    with files_at_most(20_000), pytest.raises(StoreError, match=r"cannot be written|no space|refused"):
        put_back(data_folder, saved)
    assert marks(data_folder) == 30
    assert sorted(path.name for path in data_folder.iterdir()) == ["backups", "key.json", DATABASE_NAME]


def test_it_is_restored_on_another_computer_with_the_recovery_key(saved: Path, tmp_path: Path) -> None:
    key = folder_key(saved.parent.parent)
    there = tmp_path / "there"
    there.mkdir()
    recovered = DatabaseKey.from_recovery_key(key.recovery_key)
    assert put_back(there, saved, recovered) is None
    assert marks(there, recovered) == 20
    assert [backup.path for backup in daily_backups(there)] == []


@pytest.mark.parametrize("left", [b"", None])
def test_where_there_are_backups_no_new_database_is_begun(
    saved: Path, data_folder: Path, left: bytes | None
) -> None:
    path = data_folder / DATABASE_NAME
    path.unlink()
    if left is not None:
        path.write_bytes(left)
    with pytest.raises(DamagedDatabaseError, match="is gone or empty, although there are backups"):
        open_store(data_folder)
    assert path.exists() is (left is not None)
    put_back(data_folder, saved)
    assert marks(data_folder) == 20


def test_nothing_is_known_of_what_cannot_be_read(tmp_path: Path) -> None:
    broken = tmp_path / "broken.db"
    broken.write_bytes(b"\xa5" * 9_000)
    assert newest_entry(broken, [DatabaseKey.new()]) is None
    assert newest_entry(tmp_path / "none.db", [DatabaseKey.new()]) is None
    assert ChainEnd().sequence == 0
