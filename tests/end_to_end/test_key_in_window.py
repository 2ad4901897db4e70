"""The key in the window, by keyboard: set up, asked back, unlocked, recovered, locked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from PySide6.QtWidgets import QApplication

from reviewer_app.gui.panels.gate import ClosedPage
from reviewer_app.gui.panels.key_ways import KeyWaysPage
from reviewer_app.gui.panels.passphrase import NewPassphrasePage, UnlockPage
from reviewer_app.gui.panels.recovery_key import ConfirmKeyPage, RecoverPage
from reviewer_app.review.database_key import key_custody
from reviewer_app.review.sample_cases import samples_folder
from tests.databases import open_store, set_up_key
from tests.end_to_end.key_pages import (
    OTHER_WORDS,
    WORDS,
    answer,
    choose,
    shown_key,
    unlock,
    write_down,
)
from tests.end_to_end.keyboard import window
from tests.keychain import FOLDER_VARIABLE, DiscardingKeychain, secrets_in


@pytest.fixture
def secrets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a keychain of this test's own."""
    folder = tmp_path / "keychain"
    folder.mkdir()
    monkeypatch.setenv(FOLDER_VARIABLE, str(folder))
    return folder


@pytest.fixture
def no_keychain(secrets: Path) -> Iterator[None]:
    """A computer whose keychain takes every secret and keeps none."""
    before = keyring.get_keyring()
    discarding: type[KeyringBackend] = DiscardingKeychain
    keyring.set_keyring(discarding())
    yield
    keyring.set_keyring(before)


def seal(data: Path, passphrase: str) -> None:
    """A data folder whose key is behind a passphrase, and asked back."""
    set_up_key(data)
    custody = key_custody(data)
    custody.seal(custody.keys(), passphrase)


def test_first_start_with_a_keychain(qapp: QApplication, tmp_path: Path, secrets: Path) -> None:
    data = tmp_path / "data"
    with window(qapp, data, root=samples_folder(), asks=True) as keyboard:
        assert isinstance(keyboard.gate, KeyWaysPage)
        assert not (data / "reviews.db").exists()
        keyboard.press("Return")
        groups = write_down(keyboard)
        assert keyboard.gate is None
        assert keyboard.controller.worklist.model.rows
        assert keyboard.controller.worklist.table.hasFocus()
    assert "-".join(groups) == key_custody(data).keys()[0].recovery_key
    assert len(secrets_in(secrets)) == 1
    with window(qapp, data, root=samples_folder(), asks=True) as keyboard:
        assert keyboard.gate is None


def test_first_start_without_a_keychain(qapp: QApplication, tmp_path: Path, no_keychain: None) -> None:
    data = tmp_path / "data"
    with window(qapp, data, root=samples_folder(), asks=True) as keyboard:
        page = keyboard.gate
        assert isinstance(page, NewPassphrasePage)
        assert "no keychain" in page.reason_text()
        assert "Esc" not in page.hint_text()
        keyboard.press("Esc")
        assert keyboard.gate is page
        keyboard.type("too short")
        keyboard.press("Return", "Return")
        assert "at least" in page.problem_text()
        page.first.clear()
        keyboard.type(WORDS)
        keyboard.press("Return")
        keyboard.type(OTHER_WORDS)
        keyboard.press("Return")
        assert "not the same" in page.problem_text()
        choose(keyboard, WORDS)
        write_down(keyboard)
        assert keyboard.gate is None
    with window(qapp, data, root=samples_folder(), asks=True) as keyboard:
        unlock(keyboard, WORDS)
        assert keyboard.gate is None
        assert keyboard.controller.worklist.model.rows


def test_a_group_that_was_written_down_wrong_is_named(
    qapp: QApplication, tmp_path: Path, secrets: Path
) -> None:
    with window(qapp, tmp_path / "data", root=samples_folder(), asks=True) as keyboard:
        keyboard.press("Return")
        groups = shown_key(keyboard)
        keyboard.press("Return")
        page = keyboard.gate
        assert isinstance(page, ConfirmKeyPage)
        wrong = list(groups)
        wrong[page.numbers[1] - 1] = "2345"
        answer(keyboard, tuple(wrong))
        assert f"Group {page.numbers[1]} is not as shown" in page.problem_text()
        assert not key_custody(tmp_path / "data").confirmed
        keyboard.press("Escape")
        assert shown_key(keyboard) == groups
        keyboard.press("Escape")
        assert shown_key(keyboard) == groups, "Esc leads back, never on to what is asked"
        write_down(keyboard)
        assert keyboard.gate is None


def test_closed_in_the_middle_it_is_asked_again(qapp: QApplication, tmp_path: Path, secrets: Path) -> None:
    data = tmp_path / "data"
    with window(qapp, data, root=samples_folder(), asks=True) as keyboard:
        keyboard.press("Return")
        groups = shown_key(keyboard)
    assert not (data / "reviews.db").exists()
    with window(qapp, data, root=samples_folder(), asks=True) as keyboard:
        assert shown_key(keyboard) == groups
        keyboard.press("Return", "Ctrl+Q")
    with window(qapp, data, root=samples_folder(), asks=True) as keyboard:
        write_down(keyboard)
        assert keyboard.gate is None


def test_an_install_from_before_is_asked_once(qapp: QApplication, tmp_path: Path, secrets: Path) -> None:
    data = tmp_path / "data"
    with open_store(data) as store:
        store.settings.set({"reviewer.name": "Ines Marlow"})
    with window(qapp, data, root=samples_folder(), asks=True) as keyboard:
        write_down(keyboard)
        assert keyboard.gate is None
    with window(qapp, data, root=samples_folder(), asks=True) as keyboard:
        assert keyboard.gate is None
    with open_store(data) as store:
        assert store.settings.get("reviewer.name") == "Ines Marlow"


def test_three_wrong_passphrases_and_the_right_one(qapp: QApplication, tmp_path: Path) -> None:
    data = tmp_path / "data"
    seal(data, WORDS)
    with window(qapp, data, root=samples_folder(), asks=True) as keyboard:
        page = keyboard.gate
        assert isinstance(page, UnlockPage)
        for wrong in ("a wrong one", "another one", WORDS.upper()):
            unlock(keyboard, wrong)
            assert "does not open" in page.problem_text()
            assert page.field.text() == ""
        unlock(keyboard, WORDS)
        assert keyboard.gate is None
        assert keyboard.controller.worklist.model.rows


def test_a_key_that_is_gone_from_the_keychain_is_recovered(
    qapp: QApplication, tmp_path: Path, secrets: Path
) -> None:
    data = tmp_path / "data"
    with open_store(data) as store:
        store.settings.set({"reviewer.name": "Ines Marlow"})
    set_up_key(data)
    key = key_custody(data).keys()[0]
    for path in secrets.iterdir():
        path.unlink()
    before = (data / "reviews.db").read_bytes()
    with window(qapp, data, root=samples_folder(), asks=True) as keyboard:
        page = keyboard.gate
        assert isinstance(page, RecoverPage)
        assert "no longer in the keychain" in page.reason_text()
        keyboard.type("ABCD-EFGH")
        keyboard.press("Return")
        assert "no recovery key" in page.problem_text()
        assert (data / "reviews.db").read_bytes() == before
        page.field.clear()
        keyboard.type(key.recovery_key.lower())
        keyboard.press("Return")
        assert isinstance(keyboard.gate, KeyWaysPage)
        keyboard.press("Tab", "Return")
        choose(keyboard, WORDS)
        assert keyboard.gate is None
    with window(qapp, data, root=samples_folder(), asks=True) as keyboard:
        unlock(keyboard, WORDS)
        assert keyboard.gate is None


def test_a_forgotten_passphrase_is_replaced(qapp: QApplication, tmp_path: Path, no_keychain: None) -> None:
    data = tmp_path / "data"
    with window(qapp, data, root=samples_folder(), asks=True) as keyboard:
        choose(keyboard, WORDS)
        groups = write_down(keyboard)
    with window(qapp, data, root=samples_folder(), asks=True) as keyboard:
        keyboard.press("Tab", "Tab", "Return")
        assert isinstance(keyboard.gate, RecoverPage)
        keyboard.press("Escape")
        assert isinstance(keyboard.gate, UnlockPage)
        keyboard.press("Tab", "Tab", "Return")
        keyboard.type(" ".join(groups))
        keyboard.press("Return")
        choose(keyboard, OTHER_WORDS)
        assert keyboard.gate is None
    with window(qapp, data, root=samples_folder(), asks=True) as keyboard:
        unlock(keyboard, WORDS)
        unlock(keyboard, OTHER_WORDS)
        assert keyboard.gate is None


def test_what_cannot_be_opened_says_why_and_is_tried_again(qapp: QApplication, tmp_path: Path) -> None:
    data = tmp_path / "data"
    set_up_key(data)
    other = open_store(data)
    with window(qapp, data, root=samples_folder(), asks=True) as keyboard:
        page = keyboard.gate
        assert isinstance(page, ClosedPage)
        assert "in use by another window" in page.reason_text()
        keyboard.press("Return")
        assert keyboard.gate is page
        other.close()
        keyboard.press("Return")
        assert keyboard.gate is None
        assert keyboard.controller.worklist.model.rows
