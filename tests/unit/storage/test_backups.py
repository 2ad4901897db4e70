"""Backups are whole, encrypted and checked, or not there; old ones are thinned out by what there is."""

from __future__ import annotations

import queue
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer_app.domain.errors import DamagedDatabaseError, ExportError, StoreError
from reviewer_app.storage.backup_run import BackupSource, write_backup
from reviewer_app.storage.backups import DAYS, MONTHS, WEEKS, daily_backups, kept
from reviewer_app.storage.connection import APPLICATION_ID, open_database
from reviewer_app.storage.keys import DatabaseKey, GivenKey
from reviewer_app.storage.store import DATABASE_NAME, Store
from tests.databases import connect, folder_key
from tests.small_disk import files_at_most
from tests.unit.storage.values import NURSE, START, at, mark

PATIENT = "Plantedmarker Quillfeather"
MOMENTS = st.integers(0, 5_000_000).map(lambda minutes: START.astimezone(UTC) + timedelta(minutes=minutes))


@pytest.fixture
def busy(store: Store, case_id: str, review_id: str) -> Store:
    """A store with a review of a few marks."""
    store.cases.remember_facts(case_id, PATIENT, "64483", 14)
    for number in range(10):
        store.reviews.apply(review_id, mark(f"element-{number}", "x" * 500), NURSE, at(number))
    return store


def opened_as_database(backup: Path, folder: Path, key: DatabaseKey) -> Store:
    folder.mkdir()
    backup.rename(folder / DATABASE_NAME)
    return Store.open(folder, GivenKey(key))


def test_a_backup_is_the_whole_database_while_it_is_in_use(
    busy: Store, data_folder: Path, tmp_path: Path
) -> None:
    target = tmp_path / "elsewhere" / "saved.db"
    busy.back_up(target)
    assert [path.name for path in target.parent.iterdir()] == ["saved.db"]
    content = target.read_bytes()
    assert b"SQLite format 3" not in content
    assert PATIENT.encode() not in content
    assert target.stat().st_mode & 0o777 == 0o600
    busy.reviews.apply("review-1", mark("element-99", "after"), NURSE, at(99))
    with opened_as_database(target, tmp_path / "again", folder_key(data_folder)) as again:
        assert len(again.reviews.load("review-1").findings) == 10
        assert again.check() == ()


def test_a_backup_replaces_nothing(busy: Store, tmp_path: Path) -> None:
    target = tmp_path / "saved.db"
    target.write_bytes(b"something precious")
    with pytest.raises(ExportError, match="exists already"):
        busy.back_up(target)
    assert target.read_bytes() == b"something precious"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data", "saved.db"]


def test_on_a_full_disk_there_is_no_half_backup_and_the_old_ones_stay(busy: Store, data_folder: Path) -> None:
    first = busy.back_up_daily(START)
    assert first is not None
    before = first.read_bytes()
    with (
        files_at_most((data_folder / DATABASE_NAME).stat().st_size // 2),
        pytest.raises(StoreError, match=r"could not be copied to .* check that disk and its free space"),
    ):
        busy.back_up_daily(START + timedelta(days=1))
    assert [backup.path for backup in daily_backups(data_folder)] == [first]
    assert list(first.parent.iterdir()) == [first]
    assert first.read_bytes() == before
    busy.reviews.apply("review-1", mark("element-99", "after"), NURSE, at(99))


def begin(store: Store, day: int = 0) -> tuple[bool, queue.SimpleQueue[BaseException | None]]:
    """Begin the backup of a day; whether it was begun, and where its end is heard."""
    ends: queue.SimpleQueue[BaseException | None] = queue.SimpleQueue()
    return store.begin_daily_backup(START + timedelta(days=day), ends.put), ends


def test_marks_go_on_while_a_backup_is_written_and_are_in_it(busy: Store, data_folder: Path) -> None:
    for number in range(300):
        busy.reviews.apply("review-1", mark(f"filling-{number}", "x" * 5_000), NURSE, at(number))
    begun, ends = begin(busy)
    assert begun
    assert not begin(busy)[0]
    marked = 0
    while ends.empty() and marked < 500:
        marked += 1
        busy.reviews.apply("review-1", mark(f"beside-{marked}", "y" * 500), NURSE, at(1_000 + marked))
    assert ends.get(timeout=60) is None
    assert marked
    assert not begin(busy)[0], "there is one of this day"
    assert begin(busy, 1)[0]
    busy.close()
    (backup,) = daily_backups(data_folder)
    with opened_as_database(backup.path, data_folder.with_name("again"), folder_key(data_folder)) as again:
        assert again.check() == ()
        assert {f"element-{number}" for number in range(10)} <= set(again.reviews.load("review-1").findings)


def test_closing_gives_up_the_backup_at_once_and_leaves_nothing_of_it(busy: Store, data_folder: Path) -> None:
    begun, ends = begin(busy)
    busy.close()
    assert begun
    left = [path.name for path in (data_folder / "backups").glob("*")]
    assert left == ([] if ends.empty() else [daily_backups(data_folder)[0].path.name])


def test_a_disk_that_is_full_costs_neither_a_mark_nor_the_last_backup(busy: Store, data_folder: Path) -> None:
    first = busy.back_up_daily(START)
    assert first is not None
    before = first.read_bytes()
    with files_at_most((data_folder / DATABASE_NAME).stat().st_size // 2):
        begun, ends = begin(busy, 1)
        error = ends.get(timeout=60)
    assert begun
    assert isinstance(error, StoreError)
    assert "could not be copied" in error.sentence
    assert list(first.parent.iterdir()) == [first]
    assert first.read_bytes() == before
    busy.reviews.apply("review-1", mark("element-99", "after"), NURSE, at(99))
    begun, ends = begin(busy, 1)
    assert begun
    assert ends.get(timeout=60) is None
    assert len(daily_backups(data_folder)) == 2


def last_overflow_page(path: Path, key: DatabaseKey) -> int:
    """Make a row whose last page is one that only long content has; that page's number."""
    database = open_database(path, key)
    database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    database.execute("CREATE TABLE long (content TEXT)")
    database.execute("INSERT INTO long VALUES (?)", ["x" * 13_000])
    (count,) = database.execute("PRAGMA page_count").fetchone()
    database.close()
    return int(count)


def test_a_damaged_page_that_a_check_takes_for_sound_never_gets_into_a_backup(
    data_folder: Path, tmp_path: Path
) -> None:
    """SQLCipher gives zeros for it, and the last page of long content may well hold zeros."""
    key, path = folder_key(data_folder), data_folder / "saved.db"
    page = last_overflow_page(path, key)
    with closing(open_database(path, key)) as database:
        content = bytearray(path.read_bytes())
        content[4_096 * (page - 1) + 777] ^= 1
        path.write_bytes(content)
        database.execute("PRAGMA shrink_memory")
        with pytest.raises(DamagedDatabaseError, match="is damaged"):
            write_backup(BackupSource(database, path, key, None), tmp_path / "copy.db")
    assert not list(tmp_path.glob("copy*"))
    with pytest.raises(DamagedDatabaseError, match="is damaged"):
        open_database(path, key)


def test_what_an_ended_program_left_half_written_goes(busy: Store, data_folder: Path) -> None:
    left = data_folder / "backups" / "reviews-20250101T000000Z.db.abc.part"
    left.parent.mkdir()
    left.write_bytes(b"half")
    busy.back_up_daily(START)
    assert not left.exists()


def test_one_a_day(busy: Store, data_folder: Path) -> None:
    made = [busy.back_up_daily(START + timedelta(hours=12 * half)) for half in range(6)]
    assert sum(path is not None for path in made) == len(daily_backups(data_folder)) in (3, 4)


def test_a_clock_that_goes_back_costs_no_backup(busy: Store, data_folder: Path) -> None:
    for days in (400, 0, 1):
        assert busy.back_up_daily(START + timedelta(days=days)) is not None
    assert len(daily_backups(data_folder)) == 3


@given(st.lists(MOMENTS, max_size=60))
def test_the_newest_of_each_day_week_and_month_stay(moments: list[datetime]) -> None:
    staying = kept(moments)
    assert staying <= set(moments)
    assert len(staying) <= DAYS + WEEKS + MONTHS
    if moments:
        assert max(moments) in staying
        newest_days = sorted({at.date() for at in moments})[-DAYS:]
        assert {at.date() for at in staying} >= set(newest_days)
    assert kept(tuple(staying)) == staying


def test_a_year_of_backups_is_thinned() -> None:
    year = [START.astimezone(UTC) + timedelta(days=day) for day in range(365)]
    standing: frozenset[datetime] = frozenset()
    for moment in year:
        standing = kept((*standing, moment))
    ages = sorted((year[-1] - at).days for at in standing)
    assert ages[:DAYS] == list(range(DAYS))
    assert ages[-1] > 300
    assert len(ages) <= DAYS + WEEKS + MONTHS


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        (
            "UPDATE audit SET actor = 'Somebody' WHERE sequence = 4",
            "Entry 4 of the audit log was edited",
        ),
        ("PRAGMA foreign_keys = off; DELETE FROM review WHERE id = 'review-1'", "belong to something"),
    ],
)
def test_what_was_done_behind_its_back_is_named(
    busy: Store, data_folder: Path, statement: str, words: str
) -> None:
    busy.close()
    with closing(connect(data_folder / DATABASE_NAME)) as connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f'DROP TRIGGER "{name}"')
        connection.executescript(statement)
        connection.commit()
    with Store.open(data_folder, GivenKey(folder_key(data_folder))) as store:
        problems = " ".join(store.check())
    assert words in problems


def test_a_forged_page_is_named_even_where_nothing_is_stored(busy: Store, data_folder: Path) -> None:
    busy.close()
    path = data_folder / DATABASE_NAME
    with closing(connect(path)) as connection:
        connection.execute("CREATE TABLE unused (content BLOB)")
        connection.execute("INSERT INTO unused VALUES (zeroblob(20000))")
        connection.execute("DROP TABLE unused")
        connection.commit()
    content = bytearray(path.read_bytes())
    content[-2_000] ^= 1
    path.write_bytes(content)
    with Store.open(data_folder, GivenKey(folder_key(data_folder))) as store:
        assert store.check() == ("1 pages of the database's file were changed from outside.",)
