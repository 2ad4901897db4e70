"""Another key for the databases: all of them, or none; whatever cuts it off, each is opened by a key that is
kept."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from reviewer_app.domain.errors import DamagedDatabaseError, StoreError
from reviewer_app.review.database_key import key_custody
from reviewer_app.storage.connection import open_database
from reviewer_app.storage.key_change import change_key, needed_keys
from reviewer_app.storage.keys import DatabaseKey, GivenKey
from reviewer_app.storage.store import DATABASE_NAME, Store
from reviewer_app.storage.text_cache import KIND
from tests.databases import folder_key, open_store
from tests.small_disk import files_at_most
from tests.unit.storage.values import NURSE, START, at, mark, open_review

CHILD = Path(__file__).with_name("interrupted_child.py")
TEXTS = "page-texts.db"


@pytest.fixture
def folder(data_folder: Path) -> Path:
    """A data folder with two closed databases, and a backup of the first."""
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
    return data_folder


def databases(folder: Path) -> list[Path]:
    return [folder / DATABASE_NAME, folder / TEXTS, folder / "page-history.db"]


def change(folder: Path, new: DatabaseKey) -> None:
    change_key(folder, databases(folder), key_custody(folder), new)


def content(folder: Path, *keys: DatabaseKey) -> tuple[int, str]:
    """How many findings the first database has, and what the second one says."""
    source = GivenKey(keys[0]) if keys else key_custody(folder)
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
    change(folder, new)
    assert key_custody(folder).keys() == (new, old)
    assert content(folder, new) == content(folder) == (20, "kept")
    with pytest.raises(DamagedDatabaseError, match="another key"):
        Store.open(folder, GivenKey(old))
    with open_store(folder) as store:
        assert store.check() == ()
    assert sorted(path.name for path in folder.iterdir()) == ["backups", "key.json", TEXTS, DATABASE_NAME]


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


def test_ended_at_any_step_everything_opens_and_the_next_change_goes_through(folder: Path) -> None:
    new = DatabaseKey.new()
    left = end_at_each_step(folder, new.recovery_key)
    assert len(left) > 10
    for copy in left:
        assert content(copy) == (20, "kept"), copy
    assert {key_custody(copy).keys()[0] for copy in left} == {folder_key(folder), new}
    last = DatabaseKey.new()
    for copy in left[:: len(left) // 3]:
        change(copy, last)
        assert content(copy, last) == (20, "kept")
        assert not list(copy.glob("*.rekeying*"))


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
