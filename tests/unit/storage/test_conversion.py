"""A database of the days before encryption is encrypted when it is opened, or left exactly as it is."""

from __future__ import annotations

import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from reviewer_app.domain.errors import KeyNeededError, StoreError
from reviewer_app.storage.conversion import encrypt_plain
from reviewer_app.storage.keys import DatabaseKey
from reviewer_app.storage.store import DATABASE_NAME, Store
from tests.databases import connect, connect_plain, decrypted, open_store
from tests.small_disk import files_at_most
from tests.unit.storage.values import KEYS, NURSE, START, at, mark, open_review

PATIENT = "Plantedmarker Quillfeather"


@pytest.fixture
def plain(data_folder: Path, tmp_path: Path) -> Path:
    """A plain database as the program wrote it: a review of forty marks, its log, no key beside it."""
    made = tmp_path / "made"
    with open_store(made) as store:
        case_id = store.cases.create_case("PA-1", "M-1", NURSE, START)
        store.cases.remember_facts(case_id, PATIENT, "64483", 14)
        store.reviews.create(open_review("review-1", case_id), NURSE, START)
        for number in range(40):
            store.reviews.apply("review-1", mark(f"element-{number}", "x" * 500), NURSE, at(number))
    data_folder.mkdir()
    path = data_folder / DATABASE_NAME
    path.write_bytes(decrypted(made / DATABASE_NAME))
    with closing(connect(made / DATABASE_NAME)) as old, closing(connect_plain(path)) as new:
        (application_id,) = old.execute("PRAGMA application_id").fetchone()
        new.execute(f"PRAGMA application_id = {application_id}")
        new.execute("PRAGMA journal_mode = wal")
    return path


def is_readable(path: Path) -> bool:
    content = path.read_bytes()
    return b"SQLite format 3" in content or PATIENT.encode() in content


def test_all_is_there_and_nothing_can_be_read_without_the_key(plain: Path) -> None:
    before = plain.read_bytes()
    assert is_readable(plain)
    with open_store(plain.parent) as store:
        assert len(store.reviews.load("review-1").findings) == 40
        assert store.reviews.undo_titles("review-1")[0] == "Present: element-39"
        assert store.verify() == ()
        assert not any(is_readable(path) for path in plain.parent.iterdir())
    assert sorted(path.name for path in plain.parent.iterdir()) == ["key.json", DATABASE_NAME]
    assert not any(is_readable(path) for path in plain.parent.iterdir())
    with closing(connect(plain)) as connection:
        with pytest.raises(dbapi2.IntegrityError, match="append-only"):
            connection.execute("DELETE FROM audit")
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    assert before.count(PATIENT.encode()) == decrypted(plain).count(PATIENT.encode())


def test_what_only_stands_in_the_log_of_a_killed_program_is_kept(plain: Path) -> None:
    program = (
        "import os, sys; from sqlcipher3 import dbapi2;"
        "c = dbapi2.connect(sys.argv[1], isolation_level=None);"
        "c.execute(\"INSERT INTO setting VALUES ('reviewer.name', 'Ines Marlow')\"); os.kill(os.getpid(), 9)"
    )
    subprocess.run([sys.executable, "-c", program, str(plain)], check=False, timeout=60)
    assert plain.with_name(f"{DATABASE_NAME}-wal").stat().st_size > 0
    with open_store(plain.parent) as store:
        assert store.settings.get("reviewer.name") == "Ines Marlow"
    assert sorted(path.name for path in plain.parent.iterdir()) == ["key.json", DATABASE_NAME]


def test_a_copy_that_was_cut_off_is_begun_again(plain: Path) -> None:
    beside = plain.with_name(f"{DATABASE_NAME}.encrypting")
    beside.write_bytes(plain.read_bytes()[:5_000])
    beside.with_name(f"{beside.name}-wal").write_bytes(b"left behind")
    with open_store(plain.parent) as store:
        assert len(store.reviews.load("review-1").findings) == 40
    assert sorted(path.name for path in plain.parent.iterdir()) == ["key.json", DATABASE_NAME]


def decrypted_rows(path: Path) -> list[tuple[object, ...]]:
    """All findings and the log, read without a key."""
    with closing(connect_plain(path)) as connection:
        findings = connection.execute("SELECT * FROM finding ORDER BY position").fetchall()
        return [*findings, *connection.execute("SELECT * FROM audit ORDER BY sequence")]


class NoKey:
    """A source whose key is out of reach."""

    def keys(self) -> tuple[DatabaseKey, ...]:
        raise KeyNeededError("There is no key.")


def test_without_a_key_it_stays_as_it_is(plain: Path) -> None:
    before = plain.read_bytes()
    with pytest.raises(KeyNeededError):
        Store.open(plain.parent, NoKey())
    assert plain.read_bytes() == before
    assert [path.name for path in plain.parent.iterdir()] == [DATABASE_NAME]


def test_while_another_program_uses_it_it_stays_as_it_is(plain: Path) -> None:
    before = plain.read_bytes()
    with closing(connect_plain(plain)) as other:
        other.execute("PRAGMA locking_mode = exclusive")
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="in use"):
            Store.open(plain.parent, KEYS)
        other.execute("ROLLBACK")
    assert plain.read_bytes() == before


def test_a_damaged_one_stays_as_it_is(plain: Path) -> None:
    content = plain.read_bytes()
    middle = len(content) // 2
    spoiled = content[:middle] + b"\xa5" * 8_192 + content[middle + 8_192 :]
    plain.write_bytes(spoiled)
    with pytest.raises(StoreError, match="is damaged"):
        Store.open(plain.parent, KEYS)
    assert plain.read_bytes() == spoiled
    assert [path.name for path in plain.parent.iterdir()] == [DATABASE_NAME]


def test_a_full_disk_leaves_it_as_it_is(plain: Path) -> None:
    before = decrypted_rows(plain)
    with files_at_most(plain.stat().st_size // 2), pytest.raises(StoreError, match="no space left"):
        Store.open(plain.parent, KEYS)
    assert decrypted_rows(plain) == before
    assert [path.name for path in plain.parent.iterdir()] == [DATABASE_NAME]
    with Store.open(plain.parent, KEYS) as store:
        assert len(store.reviews.load("review-1").findings) == 40


def test_an_encrypted_one_is_not_encrypted_twice(plain: Path) -> None:
    open_store(plain.parent).close()
    before = plain.read_bytes()
    with pytest.raises(StoreError):
        encrypt_plain(plain, KEYS.key)
    assert plain.read_bytes() == before
