"""Where the key is kept: in a keychain that gives it back, else behind a passphrase; never a second key."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend

from reviewer_app.domain.errors import (
    KeychainError,
    KeyNeededError,
    NoKeyYetError,
    PassphraseNeededError,
    StoreError,
    WrongKeyError,
)
from reviewer_app.storage.key_custody import KeyCustody
from reviewer_app.storage.key_record import RECORD_NAME
from reviewer_app.storage.keychain import SERVICE
from reviewer_app.storage.keys import DatabaseKey
from reviewer_app.storage.store import DATABASE_NAME, Store
from tests.keychain import (
    FOLDER_VARIABLE,
    BrokenKeychain,
    DiscardingKeychain,
    FileKeychain,
    secrets_in,
)

BEGUN_AT_ONCE = 4


@pytest.fixture
def secrets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a keychain of this test's own."""
    folder = tmp_path / "keychain"
    folder.mkdir()
    monkeypatch.setenv(FOLDER_VARIABLE, str(folder))
    return folder


@pytest.fixture
def use_keychain(secrets: Path, request: pytest.FixtureRequest) -> Iterator[None]:
    """The keychain that the test is parametrised with, until its end."""
    before = keyring.get_keyring()
    chosen: type[KeyringBackend] | str = request.param
    keyring.set_keyring(keyring.core.load_keyring(chosen) if isinstance(chosen, str) else chosen())
    yield
    keyring.set_keyring(before)


def custody(folder: Path, passphrase: str | None = None) -> KeyCustody:
    return KeyCustody(folder, (folder / DATABASE_NAME,), lambda: passphrase)


def open_with(folder: Path, passphrase: str | None = None) -> Store:
    return Store.open(folder, custody(folder, passphrase))


def files_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_key_is_made_once_and_found_again(data_folder: Path, secrets: Path) -> None:
    (key,) = custody(data_folder).keys()
    assert custody(data_folder).keys() == (key,)
    assert len(secrets_in(secrets)) == 1
    assert [path.name for path in data_folder.iterdir()] == [RECORD_NAME]
    assert key.secret.hex() not in (data_folder / RECORD_NAME).read_text()


def test_folders_have_keys_of_their_own(tmp_path: Path, secrets: Path) -> None:
    assert custody(tmp_path / "a").keys() != custody(tmp_path / "b").keys()
    assert len(secrets_in(secrets)) == 2


def test_a_passphrase_opens_what_it_sealed_and_no_other_does(data_folder: Path, secrets: Path) -> None:
    with open_with(data_folder, "correct horse ä'\"; battery") as store:
        store.settings.set({"reviewer.name": "Ines Marlow"})
    before = files_of(data_folder)
    for wrong in ("correct horse", "", "correct horse ä'\"; battery "):
        with pytest.raises(WrongKeyError, match="passphrase does not open") as caught:
            open_with(data_folder, wrong)
        assert caught.value.exit_code == 5
    with pytest.raises(PassphraseNeededError, match="--passphrase-file"):
        open_with(data_folder)
    assert files_of(data_folder) == before
    assert secrets_in(secrets) == ()
    # The same letter, typed as two characters.
    with open_with(data_folder, "correct horse a\u0308'\"; battery") as store:
        assert store.settings.get("reviewer.name") == "Ines Marlow"


def test_the_passphrase_is_changed_and_the_database_stays(data_folder: Path) -> None:
    open_with(data_folder, "first").close()
    before = (data_folder / DATABASE_NAME).read_bytes()
    first = custody(data_folder, "first")
    first.seal(first.keys(), "second")
    assert (data_folder / DATABASE_NAME).read_bytes() == before
    with pytest.raises(WrongKeyError):
        open_with(data_folder, "first")
    open_with(data_folder, "second").close()


def test_a_passphrase_takes_the_place_of_the_keychain_and_gives_it_back(
    data_folder: Path, secrets: Path
) -> None:
    keys = custody(data_folder).keys()
    assert not custody(data_folder).sealed
    custody(data_folder).seal(keys, "for the night's run")
    assert custody(data_folder).sealed
    assert secrets_in(secrets) == ()
    with pytest.raises(PassphraseNeededError):
        custody(data_folder).keys()
    assert custody(data_folder, "for the night's run").keys() == keys
    custody(data_folder).unseal(keys)
    assert not custody(data_folder).sealed
    assert custody(data_folder).keys() == keys


@pytest.mark.parametrize("use_keychain", [DiscardingKeychain, BrokenKeychain], indirect=True)
def test_a_keychain_that_keeps_nothing_does_not_take_the_place_of_a_passphrase(
    use_keychain: None, data_folder: Path
) -> None:
    keys = custody(data_folder, "a passphrase").keys()
    with pytest.raises(KeychainError):
        custody(data_folder).unseal(keys)
    assert custody(data_folder, "a passphrase").keys() == keys


def test_no_key_is_made_where_none_is_wanted(data_folder: Path, secrets: Path) -> None:
    asking = KeyCustody(data_folder, (data_folder / DATABASE_NAME,), sets_up=False)
    with pytest.raises(NoKeyYetError):
        asking.keys()
    assert secrets_in(secrets) == ()
    keys = custody(data_folder).keys()
    assert asking.keys() == keys


def test_it_is_remembered_that_the_recovery_key_was_written_down(data_folder: Path, secrets: Path) -> None:
    keys = custody(data_folder).keys()
    assert not custody(data_folder).confirmed
    custody(data_folder).confirm((DatabaseKey.new(),))
    assert not custody(data_folder).confirmed
    custody(data_folder).confirm(keys)
    assert custody(data_folder).confirmed
    assert custody(data_folder).keys() == keys


@pytest.mark.parametrize(
    ("use_keychain", "words"),
    [
        (DiscardingKeychain, "did not keep"),
        (BrokenKeychain, "could not be used (ConnectionRefusedError)"),
        ("keyring.backends.null.Keyring", "did not keep"),
        ("keyring.backends.fail.Keyring", "has no keychain"),
    ],
    indirect=["use_keychain"],
)
def test_a_keychain_that_keeps_nothing_is_not_relied_on(
    use_keychain: None, words: str, data_folder: Path
) -> None:
    with pytest.raises(KeychainError) as caught:
        open_with(data_folder)
    assert words in caught.value.sentence
    assert "--passphrase-file" in caught.value.sentence
    assert not data_folder.exists() or files_of(data_folder) == {}
    open_with(data_folder, "a passphrase instead").close()


def test_a_key_that_is_gone_from_the_keychain_is_never_replaced(data_folder: Path, secrets: Path) -> None:
    open_with(data_folder).close()
    before = files_of(data_folder)
    for path in secrets.iterdir():
        path.unlink()
    for passphrase in (None, "a passphrase that sealed nothing"):
        with pytest.raises(KeyNeededError, match="recovery key"):
            open_with(data_folder, passphrase)
    assert files_of(data_folder) == before


@pytest.mark.parametrize("secret", ["no base64", "ä", "QUJD"])
def test_what_the_keychain_gives_back_may_be_no_key(data_folder: Path, secrets: Path, secret: str) -> None:
    open_with(data_folder).close()
    (name,) = json.loads((data_folder / RECORD_NAME).read_text())["keys"]
    keyring.set_password(SERVICE, name["id"], secret)
    with pytest.raises(KeyNeededError, match="recovery key"):
        open_with(data_folder)


def test_an_encrypted_database_without_a_record_gets_no_new_key(data_folder: Path, secrets: Path) -> None:
    open_with(data_folder).close()
    (data_folder / RECORD_NAME).unlink()
    before = files_of(data_folder)
    with pytest.raises(KeyNeededError, match=r"key\.json"):
        open_with(data_folder)
    assert files_of(data_folder) == before
    assert len(secrets_in(secrets)) == 1


def test_another_key_in_its_place_is_noticed(data_folder: Path, secrets: Path) -> None:
    open_with(data_folder).close()
    (kept,) = secrets.iterdir()
    custody(data_folder.with_name("other")).keys()
    (other,) = set(secrets.iterdir()) - {kept}
    kept.write_bytes(other.read_bytes())
    with pytest.raises(KeyNeededError, match="another one"):
        open_with(data_folder)


def test_a_recovered_key_is_kept_again(data_folder: Path, secrets: Path) -> None:
    with open_with(data_folder) as store:
        store.settings.set({"reviewer.name": "Ines Marlow"})
    written_down = custody(data_folder).keys()[0].recovery_key
    for path in (*secrets.iterdir(), data_folder / RECORD_NAME):
        path.unlink()
    custody(data_folder, "from now on").take(DatabaseKey.from_recovery_key(written_down))
    assert custody(data_folder).confirmed
    with open_with(data_folder, "from now on") as store:
        assert store.settings.get("reviewer.name") == "Ines Marlow"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is damaged"),
        (b"{}", "is damaged"),
        (b'{"format": 1, "keys": []}', "is damaged"),
        (b'{"format": 1, "keys": [{"id": "../../etc", "fingerprint": "0"}]}', "is damaged"),
        (json.dumps({"format": 2, "keys": []}).encode(), "newer version"),
    ],
)
def test_a_record_that_cannot_be_read_is_left_as_it_is(data_folder: Path, content: bytes, words: str) -> None:
    open_with(data_folder).close()
    (data_folder / RECORD_NAME).write_bytes(content)
    with pytest.raises(StoreError, match=words):
        open_with(data_folder)
    assert (data_folder / RECORD_NAME).read_bytes() == content


def test_the_ways_to_a_key_are_closed_when_it_is_recovered(data_folder: Path, secrets: Path) -> None:
    (key,) = custody(data_folder, "forgotten").keys()
    custody(data_folder, "from now on").take(key)
    assert len(list(data_folder.glob("*.key"))) == 1
    with pytest.raises(WrongKeyError):
        custody(data_folder, "forgotten").keys()
    custody(data_folder).take(key)
    assert list(data_folder.glob("*.key")) == []
    custody(data_folder, "from now on").take(key)
    assert secrets_in(secrets) == ()


def test_programs_that_begin_at_the_same_moment_agree_on_one_key(data_folder: Path, secrets: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from reviewer_app.review.database_key import key_custody;"
        "sys.stdin.readline(); print(key_custody(Path(sys.argv[1])).keys()[0].fingerprint)"
    )
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    children = [
        subprocess.Popen(
            [sys.executable, "-c", program, str(data_folder)],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(BEGUN_AT_ONCE)
    ]
    told = [child.communicate("go\n", timeout=60)[0] for child in children]
    assert len(set(told)) == 1
    assert len(secrets_in(secrets)) == 1


def test_the_tests_use_a_keychain_of_their_own() -> None:
    assert isinstance(keyring.get_keyring(), FileKeychain)
