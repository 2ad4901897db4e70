"""The database from the command line, with a passphrase and without a keychain, in processes of its own."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from reviewer_app.review.passphrase_file import FILE_VARIABLE
from reviewer_app.storage.keys import DatabaseKey
from reviewer_app.storage.store import DATABASE_NAME
from tests.databases import connect, open_store
from tests.end_to_end.program import Done, Program
from tests.unit.storage.values import START

WITHOUT_KEYCHAIN = {"PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"}

Run = Callable[..., Done]
"""Runs a command, with more environment variables than those of the tests."""


@pytest.fixture
def run(program: Program, tmp_path: Path) -> Run:
    def run(*arguments: str | Path, **variables: str) -> Done:
        return program.run(*arguments, folder=tmp_path, variables=os.environ | variables)

    return run


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder whose key is in the tests' keychain."""
    with open_store(tmp_path / "data") as store:
        store.settings.set({"reviewer.name": "Ines Marlow"})
    return tmp_path / "data"


def one_line(told: str) -> str:
    (line,) = told.splitlines()
    return line


def test_a_passphrase_file_sets_up_the_key_and_no_other_opens_the_database(run: Run, tmp_path: Path) -> None:
    words, other, data = tmp_path / "words", tmp_path / "other", tmp_path / "data"
    words.write_text("correct horse battery\n")
    other.write_text("wrong horse\n")
    listed = ("history", "list", "--data-dir", data)
    none = run(*listed, **WITHOUT_KEYCHAIN)
    assert none.returncode == 5
    assert "no keychain" in one_line(none.stderr)
    assert "--passphrase-file" in none.stderr
    assert run(*listed, "--passphrase-file", words, **WITHOUT_KEYCHAIN).returncode == 0
    assert run(*listed, **WITHOUT_KEYCHAIN, **{FILE_VARIABLE: str(words)}).returncode == 0
    before = {path.name: path.read_bytes() for path in data.iterdir()}
    for arguments, code in (
        ((), 5),
        (("--passphrase-file", other), 5),
        (("--passphrase-file", tmp_path / "gone"), 3),
    ):
        refused = run(*listed, *arguments, **WITHOUT_KEYCHAIN)
        assert refused.returncode == code
        assert one_line(refused.stderr).startswith("reviewer-app: The ")
        assert refused.stdout == ""
    assert {path.name: path.read_bytes() for path in data.iterdir()} == before


def test_the_option_stands_before_the_command_as_well(run: Run, tmp_path: Path) -> None:
    words = tmp_path / "words"
    words.write_text("correct horse battery\n")
    first = ("--passphrase-file", words, "--data-dir", tmp_path / "data", "history", "list")
    assert run(*first, **WITHOUT_KEYCHAIN).returncode == 0
    assert [path.suffix for path in (tmp_path / "data").glob("*.key")] == [".key"]


def test_a_backup_is_written_and_checked(run: Run, data: Path, tmp_path: Path) -> None:
    made = run("history", "backup", tmp_path / "saved.db", "--data-dir", data)
    assert (made.returncode, made.stderr) == (0, "")
    again = run("history", "backup", tmp_path / "saved.db", "--data-dir", data)
    assert again.returncode == 3
    assert "exists already" in one_line(again.stderr)
    with open_store(data), closing(connect(data / DATABASE_NAME)):
        in_use = run("history", "backup", tmp_path / "another.db", "--data-dir", data)
    assert in_use.returncode == 5
    assert "in use by another window" in one_line(in_use.stderr)
    assert not (tmp_path / "another.db").exists()


def test_a_sound_database_is_said_to_be_sound(run: Run, data: Path) -> None:
    checked = run("history", "check", "--data-dir", data)
    assert (checked.returncode, checked.stderr) == (0, "")
    assert "is sound" in checked.stdout


def test_what_was_forged_is_named(run: Run, data: Path) -> None:
    path = data / DATABASE_NAME
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    before = path.read_bytes()
    checked = run("history", "check", "--data-dir", data)
    assert checked.returncode == 5
    assert checked.stderr.startswith("reviewer-app: ")
    assert checked.stdout == ""
    assert path.read_bytes() == before


@pytest.mark.parametrize("command", [("check",), ("backup", "saved.db")])
def test_where_there_is_no_database_none_is_made(run: Run, tmp_path: Path, command: tuple[str, ...]) -> None:
    refused = run("history", *command, "--data-dir", tmp_path / "none")
    assert refused.returncode == 3
    assert "There is no database" in one_line(refused.stderr)
    assert list(tmp_path.iterdir()) == []


def test_a_lost_key_is_recovered_and_no_other_is_taken(run: Run, data: Path, tmp_path: Path) -> None:
    shown = run("key", "show", "--data-dir", data)
    assert shown.returncode == 0
    written, wrong, words = tmp_path / "written", tmp_path / "wrong", tmp_path / "words"
    written.write_text(shown.stdout.lower())
    wrong.write_text(DatabaseKey.new().recovery_key)
    words.write_text("correct horse battery")
    (data / "key.json").unlink()
    before = {path.name: path.read_bytes() for path in data.iterdir()}
    lost = run("key", "show", "--data-dir", data)
    assert lost.returncode == 5
    assert "key recover" in one_line(lost.stderr)
    refused = run("key", "recover", wrong, "--data-dir", data)
    assert refused.returncode == 5
    assert {path.name: path.read_bytes() for path in data.iterdir()} == before
    assert run("key", "recover", words, "--data-dir", data).returncode == 3
    taken = run("key", "recover", written, "--passphrase-file", words, "--data-dir", data)
    assert (taken.returncode, taken.stderr) == (0, "")
    opened = run("key", "show", "--passphrase-file", words, "--data-dir", data, **WITHOUT_KEYCHAIN)
    assert opened.stdout == shown.stdout


def test_a_damaged_database_is_restored_from_its_newest_backup_and_kept(run: Run, data: Path) -> None:
    with open_store(data) as store:
        store.back_up_daily(START)
    path = data / DATABASE_NAME
    spoiled = path.read_bytes()[:9_000]
    path.write_bytes(spoiled)
    refused = run("history", "list", "--data-dir", data)
    assert refused.returncode == 5
    assert "history restore" in one_line(refused.stderr)
    listed = run("history", "restore", "--list", "--data-dir", data)
    assert (listed.returncode, listed.stderr) == (0, "")
    assert one_line(listed.stdout).endswith(": 0 cases, 0 earlier requests")
    asked = run("history", "restore", "--data-dir", data)
    assert (asked.returncode, path.read_bytes()) == (2, spoiled)
    assert "--yes" in one_line(asked.stderr)
    restored = run("history", "restore", "--yes", "--data-dir", data)
    assert (restored.returncode, restored.stderr) == (0, "")
    (aside,) = data.glob("reviews.set-aside-*.db")
    assert aside.name in restored.stdout
    assert aside.read_bytes() == spoiled
    assert run("history", "check", "--data-dir", data).returncode == 0


def test_a_backup_goes_to_another_computer_with_its_recovery_key(
    run: Run, data: Path, tmp_path: Path
) -> None:
    saved, written, there = tmp_path / "saved.db", tmp_path / "written", tmp_path / "there"
    assert run("history", "backup", saved, "--data-dir", data).returncode == 0
    written.write_text(run("key", "show", "--data-dir", data).stdout)
    keyless = run("history", "restore", saved, "--yes", "--data-dir", there)
    assert keyless.returncode == 2
    assert "--recovery-key" in one_line(keyless.stderr)
    assert not there.exists()
    with_key = ("history", "restore", saved, "--recovery-key", written, "--data-dir", there)
    asked = run(*with_key)
    assert asked.returncode == 2
    assert f"{saved}: 0 cases" in asked.stdout
    assert not there.exists()
    assert run(*with_key, "--yes").returncode == 0
    assert run("history", "check", "--data-dir", there).returncode == 0
    with open_store(there) as store:
        assert store.settings.get("reviewer.name") == "Ines Marlow"


def test_the_key_is_changed_and_what_was_saved_before_still_restored(
    run: Run, data: Path, tmp_path: Path
) -> None:
    with open_store(data) as store:
        store.back_up_daily(START)
    before, written = run("key", "show", "--data-dir", data).stdout, tmp_path / "written"
    asked = run("key", "change", "--data-dir", data)
    assert asked.returncode == 2
    assert run("key", "show", "--data-dir", data).stdout == before
    changed = run("key", "change", "--recovery-key", written, "--data-dir", data)
    assert (changed.returncode, changed.stderr) == (0, "")
    assert written.read_text() == run("key", "show", "--data-dir", data).stdout != before
    assert run("key", "change", "--recovery-key", written, "--data-dir", data).returncode == 3
    assert run("history", "check", "--data-dir", data).returncode == 0
    listed = run("history", "restore", "--list", "--data-dir", data)
    assert (listed.returncode, listed.stderr, len(listed.stdout.splitlines())) == (0, "", 2)
    oldest = listed.stdout.splitlines()[-1].split(": ")[0]
    assert run("history", "restore", oldest, "--yes", "--data-dir", data).returncode == 0
    assert run("history", "check", "--data-dir", data).returncode == 0


def change_key_at_a_terminal(data: Path, *, rightly: bool) -> tuple[str, str]:
    """Write the recovery key down, or not, and answer what is asked; that key, and what is said then."""
    master, slave = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "reviewer_app", "key", "change", "--data-dir", str(data)],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        stdin=slave,
        stdout=subprocess.PIPE,
        stderr=slave,
        text=True,
    )
    os.close(slave)
    assert process.stdout is not None
    key = [process.stdout.readline().strip() for _ in range(4)][2]
    asked = ""
    for _ in range(3 if rightly else 1):
        asked = ""
        while not (found := re.search(r"Group (\d+) of 14: $", asked)):
            asked += os.read(master, 100).decode()
        group = key.split("-")[int(found[1]) - 1]
        os.write(master, f"{group.lower() if rightly else 'wrong'}\n".encode())
    said, _ = process.communicate(timeout=60)
    os.close(master)
    assert process.returncode == 0
    return key, said


def test_a_new_key_is_shown_once_and_asked_back(run: Run, data: Path) -> None:
    before = run("key", "show", "--data-dir", data).stdout.strip()
    key, said = change_key_at_a_terminal(data, rightly=False)
    assert "was not changed" in said
    assert run("key", "show", "--data-dir", data).stdout.strip() == before != key
    key, said = change_key_at_a_terminal(data, rightly=True)
    assert "the new key opens the databases" in said
    assert run("key", "show", "--data-dir", data).stdout.strip() == key


def test_the_passphrase_is_changed(run: Run, tmp_path: Path) -> None:
    first, second, data = tmp_path / "first", tmp_path / "second", tmp_path / "data"
    first.write_text("first words")
    second.write_text("second words")
    with_first = ("--data-dir", data, "--passphrase-file", first)
    with_second = ("--data-dir", data, "--passphrase-file", second)
    assert run("history", "list", *with_first, **WITHOUT_KEYCHAIN).returncode == 0
    assert run("key", "passphrase", second, *with_first, **WITHOUT_KEYCHAIN).returncode == 0
    assert run("history", "check", *with_first, **WITHOUT_KEYCHAIN).returncode == 5
    assert run("history", "check", *with_second, **WITHOUT_KEYCHAIN).returncode == 0


def test_the_keychain_takes_the_place_of_a_passphrase(run: Run, tmp_path: Path) -> None:
    words, data = tmp_path / "words", tmp_path / "data"
    words.write_text("first words")
    with_words = ("--data-dir", data, "--passphrase-file", words)
    assert run("history", "list", *with_words).returncode == 0
    assert run("key", "keychain", *with_words, **WITHOUT_KEYCHAIN).returncode == 5
    assert run("history", "list", "--data-dir", data).returncode == 5
    moved = run("key", "keychain", *with_words)
    assert (moved.returncode, moved.stderr) == (0, "")
    assert run("history", "list", "--data-dir", data).returncode == 0
    assert list(data.glob("*.key")) == []
