"""Another key for the databases: all of them, or none; whatever cuts it off, each is opened by a key that is
kept."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as sqlite3

from reviewer_app.domain.errors import DamagedDatabaseError, StoreError
from reviewer_app.review.database_key import key_custody
from reviewer_app.review.keep_key import DATABASES
from reviewer_app.storage.connection import open_database, use_key
from reviewer_app.storage.key_change import change_key, needed_keys
from reviewer_app.storage.keys import DatabaseKey, GivenKey
from reviewer_app.storage.page_history_file import open_page_history
from reviewer_app.storage.restore import read_backup
from reviewer_app.storage.store import DATABASE_NAME, Store
from reviewer_app.storage.text_cache import KIND
from tests.databases import folder_key, open_store
from tests.keychain import FOLDER_VARIABLE, secrets_in
from tests.small_disk import files_at_most
from tests.unit.storage.interrupted_child import keychain_of
from tests.unit.storage.values import NURSE, START, at, mark, open_review

CHILD = Path(__file__).with_name("interrupted_child.py")
TEXTS = "page-texts.db"


@pytest.fixture
def folder(data_folder: Path) -> Path:
    """A data folder with three closed databases, and a backup of the first."""
    with open_store(data_folder) as store:
        case_id = store.cases.create_case("PA-1", "M-1", NURSE, START)
        store.reviews.create(open_review("review-1", case_id), NURSE, START)
        for number in range(20):
            store.reviews.apply("review-1", mark(f"element-{number}", "x" * 800), NURSE, at(number))
        store.back_up_daily(START)
    texts = open_database(data_folder / TEXTS, folder_key(data_folder), KIND)
    texts.execute(f"PRAGMA application_id = {KIND.application_id}")
    texts.execute("CREATE TABLE page (text TEXT)")
    texts.execute("INSERT INTO page VALUES ('kept')")
    texts.close()
    pages = open_page_history(data_folder, key_custody(data_folder)).history
    assert pages is not None
    pages.close()
    return data_folder


def databases(folder: Path) -> list[Path]:
    return [folder / name for name in DATABASES]


def change(folder: Path, new: DatabaseKey) -> None:
    change_key(folder, databases(folder), key_custody(folder), new)


def content(folder: Path, *keys: DatabaseKey) -> tuple[int, str]:
    """How many findings the first database has, and what the second one says; the third is there too."""
    source = GivenKey(keys[0]) if keys else key_custody(folder)
    pages = open_page_history(folder, source)
    assert (pages.history is not None, pages.told) == (True, "")
    if pages.history is not None:
        pages.history.close()
    with Store.open(folder, source) as store:
        assert store.verify() == ()
        findings = len(store.reviews.load("review-1").findings)
    for key in keys or key_custody(folder).keys():
        try:
            texts = open_database(folder / TEXTS, key, KIND)
        except DamagedDatabaseError:
            continue
        (text,) = texts.execute("SELECT text FROM page").fetchone()
        texts.close()
        return findings, str(text)
    raise AssertionError("no key opens the texts")


def test_the_new_key_opens_everything_and_the_old_one_the_backup(folder: Path) -> None:
    old, new = folder_key(folder), DatabaseKey.new()
    before = secrets_in(Path(os.environ[FOLDER_VARIABLE]))
    change(folder, new)
    assert len(secrets_in(Path(os.environ[FOLDER_VARIABLE]))) == len(before)
    assert key_custody(folder).keys() == (new, old)
    assert content(folder, new) == content(folder) == (20, "kept")
    with pytest.raises(DamagedDatabaseError, match="another key"):
        Store.open(folder, GivenKey(old))
    with open_store(folder) as store:
        assert store.check() == ()
    (sealed,) = folder.glob("*.key")
    assert {path.name for path in folder.iterdir()} == {"backups", "key.json", sealed.name, *DATABASES}


def test_who_has_the_recovery_key_has_the_older_keys_as_well(folder: Path) -> None:
    old, new, newest = folder_key(folder), DatabaseKey.new(), DatabaseKey.new()
    change(folder, new)
    with open_store(folder) as store:
        store.back_up_again(at(100))
    change(folder, newest)
    assert set(key_custody(folder).keys()) == {newest, new, old}
    (folder / "key.json").unlink()
    custody = key_custody(folder, lambda: "typed from now on")
    custody.take(newest)
    assert custody.sealed
    assert custody.confirmed
    assert custody.keys()[0] == newest
    assert set(custody.keys()) == {newest, new, old}
    assert all(read_backup(path, custody.keys()).cases == 1 for path in (folder / "backups").iterdir())
    custody.unseal(custody.keys())
    assert not custody.sealed
    assert set(custody.keys()) == {newest, new, old}


def test_while_it_cannot_be_said_what_a_backup_is_opened_with_both_keys_stay(folder: Path) -> None:
    old, new = folder_key(folder), DatabaseKey.new()
    (backup,) = (folder / "backups").iterdir()
    with closing(sqlite3.connect(backup)) as other:
        use_key(other, old)
        other.execute("BEGIN EXCLUSIVE")
        change(folder, new)
    assert key_custody(folder).keys() == (new, old)
    assert content(folder, new) == (20, "kept")


def test_a_key_that_no_backup_needs_is_forgotten(folder: Path) -> None:
    old = folder_key(folder)
    assert needed_keys(folder, [old, DatabaseKey.new()]) == (old,)
    shutil.rmtree(folder / "backups")
    new = DatabaseKey.new()
    change(folder, new)
    assert key_custody(folder).keys() == (new,)
    assert content(folder) == (20, "kept")


def test_while_a_window_is_open_nothing_is_changed(folder: Path) -> None:
    old = folder_key(folder)
    with open_store(folder), pytest.raises(StoreError, match="in use by another window"):
        change(folder, DatabaseKey.new())
    assert key_custody(folder).keys() == (old,)
    assert content(folder) == (20, "kept")


def test_on_a_full_disk_nothing_is_changed(folder: Path) -> None:
    old = folder_key(folder)
    with files_at_most(20_000), pytest.raises(StoreError, match="could not be copied"):
        change(folder, DatabaseKey.new())
    assert key_custody(folder).keys() == (old,)
    assert content(folder, old) == (20, "kept")
    assert not list(folder.glob("*.rekeying"))


def test_a_damaged_database_is_not_copied(folder: Path) -> None:
    old = folder_key(folder)
    path = folder / DATABASE_NAME
    spoiled = bytearray(path.read_bytes())
    spoiled[len(spoiled) // 2] ^= 1
    path.write_bytes(spoiled)
    with pytest.raises(StoreError, match=r"damaged|not what the database holds"):
        change(folder, DatabaseKey.new())
    assert key_custody(folder).keys() == (old,)
    assert path.read_bytes()[4_096:] == spoiled[4_096:]


def end_at_each_step(folder: Path, what: str) -> list[Path]:
    """Copies of the folder, each as it was left when the child was ended at another act; the last is done."""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    subprocess.run([sys.executable, str(CHILD), str(folder), what], env=environment, timeout=60, check=True)
    return sorted(folder.parent.glob("ended-*"))


def test_ended_at_any_step_everything_opens_and_the_next_change_goes_through(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new, last = folder_key(folder), DatabaseKey.new(), DatabaseKey.new()
    left = end_at_each_step(folder, new.recovery_key)
    assert len(left) > 10
    firsts = set()
    for number, copy in enumerate(left):
        monkeypatch.setenv(FOLDER_VARIABLE, str(keychain_of(copy)))
        assert content(copy) == (20, "kept"), copy
        assert not list(copy.glob("*.rekeying*"))
        found = key_custody(copy).keys()
        assert old in found, copy
        firsts.add(found[0])
        if number % (len(left) // 3) == 0:
            change(copy, last)
            assert content(copy, last) == (20, "kept")
            assert set(key_custody(copy).keys()) >= {old, last}
    assert firsts == {old, new}


def test_ended_at_any_step_of_restoring_there_is_the_old_database_or_the_restored_one(folder: Path) -> None:
    with open_store(folder) as store:
        store.reviews.apply("review-1", mark("element-99"), NURSE, at(99))
    (backup,) = (folder / "backups").iterdir()
    left = end_at_each_step(folder, str(backup))
    assert len(left) > 5
    found = [content(copy) for copy in left]
    assert found[0] == (21, "kept")
    assert found[-1] == (20, "kept")
    assert found == sorted(found, reverse=True)
