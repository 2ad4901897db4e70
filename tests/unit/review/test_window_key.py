"""The keys of a window: found without asking where that can be, waited for, forgotten while it is locked."""

from __future__ import annotations

import threading
from contextlib import closing
from pathlib import Path

import pytest

from reviewer_app.domain.errors import (
    KeyUnconfirmedError,
    NoKeyYetError,
    PassphraseNeededError,
    StoreError,
    WrongKeyError,
)
from reviewer_app.review.database_key import key_custody
from reviewer_app.review.keep_key import recovery_key
from reviewer_app.review.passphrase_file import FILE_VARIABLE
from reviewer_app.review.window_key import WindowKey
from reviewer_app.review.workspace import open_workspace
from reviewer_app.storage.backups import FOLDER_NAME
from reviewer_app.storage.keys import DatabaseKey
from reviewer_app.storage.store import DATABASE_NAME
from tests.databases import connect

WORDS = "correct horse battery"


@pytest.fixture(autouse=True)
def no_passphrase_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(FILE_VARIABLE, raising=False)


def test_it_counts_as_found_when_it_was_written_down(tmp_path: Path) -> None:
    key = WindowKey(tmp_path)
    with pytest.raises(NoKeyYetError):
        key.find()
    key.set_up(None)
    with pytest.raises(KeyUnconfirmedError):
        key.find()
    groups = key.recovery_key()
    assert key.wrong_groups({1: groups[0].lower(), 14: "AAAA"}) == (14,)
    key.confirm()
    assert key.find() == WindowKey(tmp_path).find()
    assert key.keys() == (DatabaseKey.from_recovery_key(" ".join(groups)),)


def test_the_recovery_key_is_the_databases_when_a_change_of_the_key_was_cut_off(tmp_path: Path) -> None:
    with open_workspace(tmp_path) as workspace:
        workspace.store.audit.enter("A first act", workspace.reviewer(), workspace.now())
    custody = key_custody(tmp_path)
    (old,) = custody.keys()
    custody.add(DatabaseKey.new(), confirmed=True)
    custody.confirm(custody.keys())
    assert custody.keys()[0] != old
    key = WindowKey(tmp_path)
    key.find()
    assert "-".join(key.recovery_key()) == old.recovery_key == recovery_key(tmp_path)


def test_a_key_that_was_changed_is_held_whatever_happens_afterwards(tmp_path: Path) -> None:
    with open_workspace(tmp_path) as workspace:
        workspace.store.audit.enter("A first act", workspace.reviewer(), workspace.now())
    key = WindowKey(tmp_path)
    key.set_up(None)
    key.draw_new(None)
    new = "-".join(key.new_recovery_key())
    (tmp_path / FOLDER_NAME).write_text("something else")
    told = key.change()
    assert "but there is no backup" in told
    assert key.keys()[0].recovery_key == new
    with closing(connect(tmp_path / DATABASE_NAME)) as connection:
        connection.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at)"
            " VALUES ('reviewer-app', 'm999', '')"
        )
        connection.commit()
    key.draw_new(None)
    newest = "-".join(key.new_recovery_key())
    assert "newer version" in key.change()
    assert key.keys()[0].recovery_key == newest


def test_what_is_locked_takes_the_passphrase_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key, words = WindowKey(tmp_path / "data"), tmp_path / "words"
    key.set_up(WORDS)
    key.confirm()
    assert key.sealed
    found = key.find()
    words.write_text(WORDS)
    monkeypatch.setenv(FILE_VARIABLE, str(words))
    assert WindowKey(tmp_path / "data").find() == found
    key.forget()
    with pytest.raises(PassphraseNeededError):
        key.find()
    with pytest.raises(WrongKeyError):
        key.unlock("something else")
    key.unlock(WORDS)
    assert key.find() == found


def test_who_gives_a_passphrase_file_is_asked_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = tmp_path / "words"
    words.write_text(WORDS)
    monkeypatch.setenv(FILE_VARIABLE, str(words))
    key = WindowKey(tmp_path / "data")
    key.set_up(WORDS)
    assert key.find()


def test_a_throw_away_key_is_kept_nowhere(tmp_path: Path) -> None:
    key = WindowKey(tmp_path / "data", throw_away=True)
    assert key.find() == key.find()
    assert not key.sealed
    assert not (tmp_path / "data").exists()


def test_another_thread_waits_for_the_keys(tmp_path: Path) -> None:
    key = WindowKey(tmp_path, throw_away=True)
    told: list[tuple[DatabaseKey, ...]] = []
    waiting = threading.Thread(target=lambda: told.append(key.keys()))
    waiting.start()
    found = key.find()
    waiting.join()
    assert told == [found]


def test_nobody_waits_for_a_window_that_closes(tmp_path: Path) -> None:
    key = WindowKey(tmp_path)
    told: list[StoreError] = []

    def wait() -> None:
        try:
            key.keys()
        except StoreError as error:
            told.append(error)

    waiting = threading.Thread(target=wait)
    waiting.start()
    key.close()
    waiting.join()
    assert len(told) == 1


def test_it_has_no_representation() -> None:
    assert repr(WindowKey(Path("data"))) == "WindowKey()"
